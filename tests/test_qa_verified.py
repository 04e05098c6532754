"""Every verb that quotes checks its words against the source, and shows none that do not stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.database import FILE_NAME
from corpus.errors import IntegrityError
from corpus.running_text import read_running_text
from qa import Engine, Settings
from qa.check import check
from qa.compare import compare
from qa.history import follow, silences
from tests.conftest import MakeFolder, open_quietly

AGREED = "Ministers pledged 12 million euros for the liberated areas of northern Norhaven."
TEXTS = (
    f"The Ministers met in Rome. {AGREED}",
    f"The Ministers met in Bonn. {AGREED} Of 40,000 refugees 12,000 people came.",
    "The Ministers met in Oslo. Growth was slow.",
)
QUOTING: dict[str, Callable[[Engine], object]] = {
    "ask": lambda engine: engine.ask("Who met in Rome?"),
    "find": lambda engine: engine.find("pledged 12 million euros"),
    "find stitched": lambda engine: engine.find(
        "for the liberated areas of northern Norhaven … Of 40,000 refugees 12,000 people came"
    ),
    "check": lambda engine: check(engine, "draft", read_running_text("draft.txt", AGREED.encode())),
    "compare": lambda engine: compare(engine, "2021", "2022"),
    "history": lambda engine: follow(engine, "pledged 12 million euros"),
    "silences": silences,
    "figures": lambda engine: engine.figures.table("refugees"),
}


@pytest.mark.parametrize("quoting", QUOTING.values(), ids=QUOTING)
def test_words_of_a_changed_source_are_never_shown(
    make_folder: MakeFolder, tmp_path: Path, quoting: Callable[[Engine], object]
) -> None:
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))
    quoting(engine)
    with sqlite3.connect(tmp_path / "data" / FILE_NAME) as connection:
        connection.execute("UPDATE document SET source = CAST(source || ' ' AS BLOB)")
    with pytest.raises(IntegrityError, match=r"stored source of \d.txt"):
        quoting(engine)
