"""Shared fixtures: the bundled collection with the real model, and small ones without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from starlette.testclient import TestClient

from index import Encoder, annotating_here
from qa import Engine, Settings, open_engine
from qa.bootstrap import load_encoder
from tests.hashing import HashingEncoder
from web.app import create_app

hypothesis_settings.register_profile("no test asserts a time", deadline=None)
hypothesis_settings.load_profile("no test asserts a time")

MakeFolder = Callable[..., Path]

TABLE_ROW = """
[[meeting]]
document = "{name}"
title = {{ curated = "Meeting {number}" }}
date = {{ curated = 202{number}-05-0{number} }}
"""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "DATA SOURCES COLLECTION MODEL RERANKER READER HISTORY HOST PORT ADMIN_TOKEN"
    for name in names.split():
        monkeypatch.delenv(f"COMMUNIQUE_{name}", raising=False)


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Writes a folder of documents, one meeting a text, with their table."""

    def make(*texts: str, table: str = "") -> Path:
        folder = tmp_path / "sources"
        folder.mkdir(exist_ok=True)
        rows = ['aliases = [["Daesh", "ISIS", "Islamic State"]]', table]
        for number, text in enumerate(texts, start=1):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
            rows.append(TABLE_ROW.format(name=f"{number}.txt", number=number))
        (folder / "meetings.toml").write_text("\n".join(rows), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own."""
    return Settings.read(data=tmp_path / "data")


def hashing_encoder(_settings: Settings, _threads: int, _notice: object) -> Encoder:
    return HashingEncoder()


def open_quietly(settings: Settings) -> Engine:
    """An engine with the hashing encoder and no reranker that says nothing while it builds."""
    settings = settings.model_copy(update={"reranker": "none"})
    return open_engine(
        settings,
        lambda _done, _total: None,
        lambda _text: None,
        hashing_encoder,
        annotating=annotating_here,
    )


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of ``engine``: the bundled collection, built with the real model."""
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="session")
def engine(real_data: Path) -> Engine:
    """The engine as people use it: bundled collection, real model, real index."""
    settings = Settings.read(data=real_data)
    return open_engine(settings, lambda _done, _total: None, lambda _text: None, load_encoder)


@pytest.fixture(scope="session")
def client(engine: Engine, real_data: Path) -> Iterator[TestClient]:
    """The web application over the real engine."""
    with TestClient(
        create_app(engine, Settings.read(data=real_data)), follow_redirects=False
    ) as client:
        yield client
