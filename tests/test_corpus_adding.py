"""Documents that people add: what becomes of each, and that nothing is ever half in."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Store
from corpus.adding import Filer
from corpus.audit import audit
from corpus.database import FILE_NAME
from corpus.errors import CommuniqueError, SourceError, UnknownMeeting
from corpus.finding import bring, files_under
from corpus.intake import Brought, Taken, take
from corpus.likeness import differences, is_same_statement
from corpus.reading_apart import read_apart

FIXTURES = Path(__file__).parent / "fixtures"
WORDS = "The council met at the harbour and agreed on the price of salt for the coming winter. "
OPTIONS = {"title": "Harbour council", "date": "2021-05-01"}


def taken(text: str, name: str = "one.txt", **options: str) -> Taken:
    return take(Brought(name, text.encode(), options=OPTIONS | options))


@pytest.fixture
def filer(tmp_path: Path) -> Iterator[Filer]:
    with closing(Filer(tmp_path)) as opened:
        yield opened


def current(folder: Path) -> dict[str, str]:
    with closing(Store(folder)) as store:
        return {one.id: store.document_of(one.id).text for one in store.meetings()}


def test_a_document_is_added_once(filer: Filer, tmp_path: Path) -> None:
    assert filer.add(taken(WORDS)).outcome == "added"
    assert filer.add(taken(WORDS)).outcome == "unchanged"
    same = filer.add(taken(WORDS, "copy.txt"))
    assert (same.outcome, same.told) == ("unchanged", ("it is one.txt, byte for byte",))
    assert current(tmp_path) == {"2021-05-01": WORDS.strip()}


def test_a_changed_file_of_the_same_name_is_an_update(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS * 3))
    found = filer.add(taken(WORDS * 2 + WORDS.replace("salt", "bread")))
    assert (found.outcome, found.told) == ("updated", ("“salt” became “bread”",))
    assert "bread" in current(tmp_path)["2021-05-01"]


def test_nearly_the_same_text_of_the_day_is_a_version(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS * 3))
    found = filer.add(taken(WORDS * 2 + WORDS.replace("salt", "bread"), "two.txt"))
    assert (found.outcome, found.meeting_id) == ("version", "2021-05-01")
    assert "“salt” became “bread”" in found.told
    assert current(tmp_path) == {"2021-05-01": (WORDS * 3).strip()}


def test_the_same_words_of_another_day_are_another_meeting(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS))
    assert filer.add(taken(WORDS + WORDS, "two.txt", date="2022-05-01")).outcome == "added"
    assert list(current(tmp_path)) == ["2021-05-01", "2022-05-01"]


def test_two_statements_of_one_day(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS))
    found = filer.add(taken("A storm broke the mill and no bread was baked for days.", "two.txt"))
    assert (found.outcome, found.meeting_id) == ("added", "2021-05-01-2")
    assert list(current(tmp_path)) == ["2021-05-01", "2021-05-01-2"]


def test_what_is_removed_can_be_restored(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS))
    with closing(Store(tmp_path)) as store:
        before, texts = store.corpus_hash(), store.texts_hash()
    assert filer.remove("2021-05-01").outcome == "removed"
    assert current(tmp_path) == {}
    with closing(Store(tmp_path)) as store:
        assert store.texts_hash() != texts
    with pytest.raises(UnknownMeeting):
        filer.remove("2021-05-01")
    assert filer.restore("2021-05-01").outcome == "restored"
    with closing(Store(tmp_path)) as store:
        assert (store.corpus_hash(), store.texts_hash()) == (before, texts)
        assert [one.problem for one in audit(store)] == [None]
    with pytest.raises(UnknownMeeting):
        filer.restore("1999-01-01")


def test_every_format_comes_back_from_the_store(filer: Filer, tmp_path: Path) -> None:
    paths = [FIXTURES / name for name in ("001.docx", "002.html", "004.typeset.two.pdf")]
    filed = [filer.add(take(bring(path, {}))) for path in [*paths, FIXTURES / "000.md"]]
    assert [one.outcome for one in filed] == ["added"] * 4
    with closing(Store(tmp_path)) as store:
        assert [one.problem for one in audit(store)] == [None] * 4
        pages = [one.page for one in store.paragraphs(store.document_of(str(filed[2].meeting_id)))]
    assert pages[0] == 1
    assert (pages[-1] or 0) > 1


def test_files_are_read_apart_and_one_bad_one_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.txt").write_text(WORDS)
    (tmp_path / "c.toml").write_text('title = "By its sidecar"\ndate = 2022-01-02\n')
    (tmp_path / ".hidden.txt").write_text(WORDS)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_apart(files_under([str(tmp_path)]), {"title": "T", "date": "2021-05-01"}))
    assert [path.name for path, _ in found] == ["a.txt", "b.txt", "c.txt"]
    assert isinstance(found[0][1], Taken)
    assert isinstance(found[1][1], CommuniqueError)
    assert isinstance(found[2][1], Taken)


def test_a_sidecar_describes_its_document(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(WORDS)
    (tmp_path / "c.toml").write_text('title = "By its sidecar"\ndate = 2022-01-02\n')
    meeting = take(bring(tmp_path / "c.txt", {})).meeting
    assert (meeting.id, meeting.title) == ("2022-01-02", "By its sidecar")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a\nb.txt", WORDS.encode(), "has a name that cannot be shown"),
        ("a.txt", b"", "a.txt"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "a.zip"),
    ],
)
def test_what_cannot_be_taken_is_told(name: str, content: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        take(Brought(name, content, options=OPTIONS))


def test_a_date_is_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with pytest.raises(SourceError, match=r"a\.txt: the title and the date"):
        take(bring(tmp_path / "a.txt", {}))


def test_likeness() -> None:
    assert is_same_statement(WORDS * 3, WORDS * 3 + "And salt.")
    assert not is_same_statement(WORDS * 3, "Another text of another day, by other people.")
    assert differences("a b c", "a x c d") == ("“b” became “x”", "“d” is new")
    many = differences("a b c d e f g h i j k l m n", "a c e g i k m")
    assert many[-1] == "2 more differences"


KILLED = """
import os, sys
import corpus.adding as adding
from corpus.intake import Brought, take
from pathlib import Path
filed = adding.file_document
def then_die(*args, **kept):
    filed(*args, **kept)
    os.kill(os.getpid(), 9)
adding.file_document = then_die
text = sys.argv[2].encode()
options = {"title": "T", "date": "2021-05-02"}
adding.Filer(Path(sys.argv[1])).add(take(Brought("two.txt", text, options=options)))
"""


def test_killed_while_filing_nothing_is_half_in(filer: Filer, tmp_path: Path) -> None:
    filer.add(taken(WORDS))
    command = [sys.executable, "-c", KILLED, str(tmp_path), "The mill was sold to the council."]
    root = Path(__file__).parents[1]
    ended = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(root)}, check=False)
    assert ended.returncode == -9
    assert current(tmp_path) == {"2021-05-01": WORDS.strip()}
    assert filer.add(taken("The mill was sold to the council.", "two.txt")).outcome == "added"
    with closing(Store(tmp_path)) as store:
        assert [one.problem for one in audit(store)] == [None, None]


def test_no_change_reads_through_all_documents(filer: Filer, tmp_path: Path) -> None:
    ran: list[str] = []
    filer._connection.set_trace_callback(ran.append)
    filer.add(taken(WORDS))
    filer.add(taken(WORDS + WORDS))
    filer.add(taken("The mill was sold to the council.", "two.txt", date="2022-05-02"))
    filer.remove("2021-05-01")
    filer.restore("2021-05-01")
    statements = {one for one in ran if one.startswith(("SELECT", "UPDATE"))}
    assert len(statements) > 10
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        for statement in statements:
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
                assert not row[3].startswith("SCAN"), (statement, row[3])
