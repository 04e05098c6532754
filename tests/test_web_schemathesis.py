"""schemathesis, with all of its checks, finds nothing on the live server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus.adding import Filer
from corpus.intake import Brought, take
from qa import Engine, Settings
from tests.conftest import hashing_encoder, open_quietly
from tests.live import Live, live

CONFIG = Path(__file__).with_name("schemathesis.toml")
TOKEN = "a secret of the tests"  # noqa: S105 - of no use elsewhere
HARBOUR = "The council met at the harbour and agreed on the price of salt for the winter.\n"


def looked_for(server: Live, *options: str) -> tuple[int, str]:
    """The exit code of schemathesis, 0 where it finds nothing, and its report."""
    found = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            *("--config-file", str(CONFIG)),
            *("run", f"{server.url}/openapi.json", *options),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout + found.stderr


def test_the_api_is_as_it_is_described(engine: Engine, real_data: Path) -> None:
    with live(engine, Settings.read(data=real_data)) as server:
        code, told = looked_for(server, "--max-examples", "4", "--exclude-tag", "Documents")
    assert code == 0, told


@pytest.mark.parametrize("options", [(), ("-H", f"Authorization: Bearer {TOKEN}")])
def test_documents_are_changed_as_it_is_described(tmp_path: Path, options: Sequence[str]) -> None:
    settings = Settings.read(data=tmp_path, collection="council", admin_token=TOKEN)
    with closing(Filer(settings.place)) as filer:
        filer.name_collection("council")
        for day in range(1, 6):
            given = {"title": "Harbour council", "date": f"2021-05-0{day}"}
            filer.add(take(Brought(f"{day}.txt", f"{HARBOUR}Day {day}.".encode(), options=given)))
    with live(open_quietly(settings), settings, make_encoder=hashing_encoder) as server:
        code, told = looked_for(
            server, "--max-examples", "8", "--include-tag", "Documents", *options
        )
    assert code == 0, told
