"""A whole collection out and in again: the same, bit for bit, or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from corpus import BUNDLED, Store, fingerprint, read_folder, sync
from corpus.adding import Filer
from corpus.archive import COLLECTION, SUMS, export
from corpus.archive_reading import restore_archive
from corpus.audit import audit
from corpus.database import FILE_NAME
from corpus.errors import ArchiveError, CommuniqueError
from corpus.finding import bring
from corpus.intake import Brought, take
from corpus.versions import versions

FIXTURES = Path(__file__).parent / "fixtures"
WORDS = "The council met at the harbour and agreed on the price of salt for the coming winter. "
OPTIONS = {"title": "Harbour “council”", "date": "2021-05-01", "hosts": "Ånland; Böhm"}


def nothing(_done: int, _total: int) -> None:
    pass


def write(folder: Path, target: Path) -> Path:
    export(folder, target, nothing)
    return target


def bring_back(archive: Path, folder: Path, *, follows_a_folder: bool = False) -> int:
    return restore_archive(archive, folder, nothing, follows_a_folder=follows_a_folder)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with text, Word, PDF and a web page; an update, a version, a removed document."""
    folder = tmp_path_factory.mktemp("collection")
    with closing(Filer(folder)) as filer:
        filer.name_collection("Harbour papers")
        for name in ("001.docx", "002.html", "004.typeset.two.pdf"):
            assert filer.add(take(bring(FIXTURES / name, {}))).outcome == "added"
        for text, name in (
            (WORDS * 3, "one.txt"),
            (WORDS * 2 + WORDS.replace("salt", "bread"), "two.txt"),
            (WORDS * 3 + "It rained.", "one.txt"),
        ):
            filer.add(take(Brought(name, text.encode("utf-16"), options=OPTIONS)))
        filer.remove("2021-06-28-rome")
    return folder


@pytest.fixture
def archive(collection: Path, tmp_path: Path) -> Path:
    return write(collection, tmp_path / "archive.zip")


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        tables = ("meeting", "document", "paragraph", "sentence", "sqlite_sequence")
        found = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in tables
        }
        found["property"] = connection.execute(
            "SELECT * FROM property WHERE name <> 'store_id' ORDER BY name"
        ).fetchall()
        return found


def test_out_in_and_out_again_is_the_same(collection: Path, archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert bring_back(archive, again) == 6
    assert rows(again) == rows(collection)
    assert write(again, tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with closing(Store(again)) as store, closing(Store(collection)) as before:
        assert [one.problem for one in audit(store)] == [None] * 6
        assert store.property("store_id") != before.property("store_id")
        assert store.texts_hash() == before.texts_hash()
        assert [one.state for one in versions(store, "2021-05-01")] == [
            "current", "earlier", "version"]  # fmt: skip
    with closing(Filer(again)) as filer:
        assert filer.restore("2021-06-28-rome").outcome == "restored"


def test_the_checksums_are_those_that_everybody_can_check(archive: Path, tmp_path: Path) -> None:
    with ZipFile(archive) as zipped:
        zipped.extractall(tmp_path / "unpacked")
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS],
        cwd=tmp_path / "unpacked", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK") == 13
    source = (tmp_path / "unpacked" / "documents" / "3" / "source").read_bytes()
    assert source == (FIXTURES / "004.typeset.two.pdf").read_bytes()


def test_a_collection_that_follows_a_folder(tmp_path: Path) -> None:
    print_of = fingerprint(BUNDLED)
    assert print_of is not None
    sync(tmp_path / "one", read_folder(BUNDLED), print_of)
    archive = write(tmp_path / "one", tmp_path / "bundled.zip")
    assert bring_back(archive, tmp_path / "two", follows_a_folder=True) == 5
    assert rows(tmp_path / "two") == rows(tmp_path / "one")
    bring_back(archive, tmp_path / "own")
    with closing(Filer(tmp_path / "own", follows_a_folder=False)) as filer:
        assert filer.remove("2021-06-28-rome").outcome == "removed"
    with closing(Filer(tmp_path / "two")) as filer:
        assert filer.remove("2021-06-28-rome").outcome == "refused"


def test_only_into_a_new_or_empty_collection(archive: Path, tmp_path: Path) -> None:
    with closing(Filer(tmp_path / "empty")) as filer:
        filer.name_collection("empty")
    assert bring_back(archive, tmp_path / "empty") == 6
    before = (tmp_path / "empty" / FILE_NAME).read_bytes()
    with pytest.raises(ArchiveError, match="is not empty: it keeps 6 documents"):
        bring_back(archive, tmp_path / "empty")
    assert (tmp_path / "empty" / FILE_NAME).read_bytes() == before
    with pytest.raises(ArchiveError, match="Name a new collection for it: --collection NAME"):
        bring_back(archive, tmp_path / "followed", follows_a_folder=True)


def test_an_archive_is_written_whole_or_not_at_all(collection: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.zip"
    there.write_text("mine")
    with pytest.raises(ArchiveError, match="exists already"):
        write(collection, there)
    assert there.read_text() == "mine"
    with pytest.raises(ArchiveError, match="cannot be written"):
        write(collection, tmp_path / "nowhere" / "a.zip")

    def stopped(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(collection, tmp_path / "stopped.zip", stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["there.zip"]


Change = Callable[[dict[str, bytes]], None]


def forged(archive: Path, target: Path, change: Change, compression: int = ZIP_STORED) -> Path:
    """The archive with other entries, whose checksums are right again."""
    with ZipFile(archive) as zipped:
        entries = {name: zipped.read(name) for name in zipped.namelist() if name != SUMS}
    change(entries)
    sums = entries.pop(SUMS, None)
    if sums is None:
        lines = (f"{hashlib.sha256(entry).hexdigest()}  {n}\n" for n, entry in entries.items())
        sums = "".join(lines).encode()
    with ZipFile(target, "w", compression) as zipped:
        for name, content in [*entries.items(), (SUMS, sums)]:
            zipped.writestr(name, content)
    return target


def edited(name: str, edit: Callable[[Any], None]) -> Change:
    def change(entries: dict[str, bytes]) -> None:
        value = json.loads(entries[name])
        edit(value)
        entries[name] = json.dumps(value).encode()

    return change


def in_text(edit: Callable[[Any], None]) -> Change:
    return edited("documents/4/text.json", edit)


def moved(name: str, other: str) -> Change:
    def change(entries: dict[str, bytes]) -> None:
        entries[other] = entries.pop(name)

    return change


def replaced(name: str, content: bytes) -> Change:
    return lambda entries: entries.__setitem__(name, content)


FORGERIES: list[tuple[str, Change]] = [
    ("an entry more", replaced("../../escaped.txt", b"x")),
    ("an absolute name", moved("documents/4/source", "/etc/escaped")),
    ("a wrong number", moved("documents/4/source", "documents/x/source")),
    ("a name in other digits", moved("documents/4/source", "documents/٤/source")),
    ("an entry less", lambda entries: entries.__delitem__("documents/4/source")),
    ("another source", replaced("documents/4/source", b"forged")),
    ("no list of checksums", replaced(SUMS, b"")),
    ("wrong checksums", replaced(SUMS, b"0" * 64 + b"  collection.json\n")),
    ("a foreign zip", lambda entries: entries.clear()),
    ("no JSON", replaced(COLLECTION, b"{")),
    ("deep JSON", replaced(COLLECTION, b"[" * 100_000)),
    ("a list", replaced("documents/4/text.json", b"[]")),
    ("no properties", edited(COLLECTION, lambda value: value.pop("properties"))),
    ("a wrong property", edited(COLLECTION, lambda v: v["properties"].update(revision=1))),
    ("another sum", edited(COLLECTION, lambda v: v["properties"].update(corpus_hash="00"))),
    ("an old revision", edited(COLLECTION, lambda v: v["properties"].update(revision="1"))),
    ("no examples", edited(COLLECTION, lambda v: v["properties"].update(examples="x"))),
    ("no meeting", edited(COLLECTION, lambda value: value["meetings"].clear())),
    ("no day", edited(COLLECTION, lambda value: value["meetings"][0].update(date="soon"))),
    ("an escape", edited(COLLECTION, lambda v: v["meetings"][0].update(title="\x1b[2J"))),
    ("no lists", edited(COLLECTION, lambda value: value["meetings"][0].update(hosts="1"))),
    ("a wrong count", edited(COLLECTION, lambda value: value.update(documents=5))),
    ("another text", in_text(lambda value: value["document"].update(text="Forged."))),
    ("another type", in_text(lambda value: value["document"].update(text=["x"]))),
    ("a huge number", in_text(lambda value: value["document"].update(pages=10**30))),
    ("an SQL column", in_text(lambda v: v["document"].update({'x") VALUES (1); --': 1}))),
    ("a name in lines", in_text(lambda value: value["document"].update(name="a\nb"))),
    ("a relative path", in_text(lambda value: value["document"].update(path="../x"))),
    ("another meeting", in_text(lambda value: value["document"].update(meeting_id="x"))),
    ("a span too long", in_text(lambda value: value["paragraphs"][0].update(end=99_999))),
    ("a span turned", in_text(lambda value: value["paragraphs"][0].update(start=99_999))),
    ("runs that are none", in_text(lambda value: value["document"].update(runs="[[1]]"))),
    ("a paragraph less", in_text(lambda value: value["paragraphs"].clear())),
    ("a sentence less", in_text(lambda value: value["paragraphs"][0]["sentences"].pop())),
    ("a paragraph elsewhere", in_text(lambda v: v["paragraphs"][0].update(document_id=1))),
    ("a sentence elsewhere",
     in_text(lambda v: v["paragraphs"][0]["sentences"][0].update(paragraph_id=1))),
]  # fmt: skip


@pytest.mark.parametrize("change", [change for _, change in FORGERIES], ids=dict(FORGERIES))
def test_a_forged_archive_changes_nothing(archive: Path, tmp_path: Path, change: Change) -> None:
    bad = forged(archive, tmp_path / "bad.zip", change)
    with pytest.raises(ArchiveError, match=r"is no whole archive .* Nothing was changed"):
        bring_back(bad, tmp_path / "new")
    assert not list((tmp_path / "new").glob("*"))
    assert not list(tmp_path.rglob("escaped*"))


def test_what_is_packed_tighter_is_not_read(archive: Path, tmp_path: Path) -> None:
    bomb = forged(archive, tmp_path / "bomb.zip", replaced("x", bytes(10**8)), ZIP_DEFLATED)
    with pytest.raises(ArchiveError, match="an entry is compressed or encrypted"):
        bring_back(bomb, tmp_path / "new")


def test_an_archive_of_a_newer_version_is_told(archive: Path, tmp_path: Path) -> None:
    change = edited(COLLECTION, lambda value: value.update(version=99))
    with pytest.raises(ArchiveError, match="newer version"):
        bring_back(forged(archive, tmp_path / "new.zip", change), tmp_path / "new")


def test_a_cut_or_damaged_archive_changes_nothing(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    bad = tmp_path / "bad.zip"
    for size in range(0, len(whole), len(whole) // 12):
        bad.write_bytes(whole[:size])
        with pytest.raises(ArchiveError, match="is no whole archive"):
            bring_back(bad, tmp_path / "new")
    with ZipFile(archive) as zipped:
        starts = [info.header_offset + 60 + len(info.filename) for info in zipped.infolist()]
    for place in starts:
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ArchiveError, match="is no whole archive"):
            bring_back(bad, tmp_path / "new")
    assert not (tmp_path / "new" / FILE_NAME).exists()
    with pytest.raises(ArchiveError, match="There is no file"):
        bring_back(tmp_path / "nowhere.zip", tmp_path / "new")
    with pytest.raises(ArchiveError, match="cannot be read: Is a directory"):
        bring_back(tmp_path, tmp_path / "new")


def test_an_import_that_is_stopped_can_be_done_again(archive: Path, tmp_path: Path) -> None:
    def stopped(done: int, total: int) -> None:
        if done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore_archive(archive, tmp_path / "new", stopped, follows_a_folder=False)
    assert list((tmp_path / "new").iterdir()) == []
    shutil.copytree(tmp_path / "new", tmp_path / "new" / "import.partial")  # as kill -9 leaves it
    assert bring_back(archive, tmp_path / "new") == 6


def test_no_room_is_told_in_words(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommuniqueError, match="cannot be used"):
        bring_back(archive, tmp_path / "file" / "new")
