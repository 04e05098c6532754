"""The store: all or nothing, retired but never lost, faults told in words."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus import Span, Store, read_folder, sync
from corpus.audit import audit
from corpus.database import FILE_NAME, open_for_writing
from corpus.errors import BusyError, StoreError, UnknownMeeting
from corpus.lock import writing
from tests.conftest import MakeFolder

ONE = "The Ministers met in Rome. They agreed on aid."
TWO = "The Ministers met in Brussels. They agreed on aid."


@pytest.fixture
def store(make_folder: MakeFolder, tmp_path: Path) -> Store:
    sync(tmp_path / "data", read_folder(make_folder(ONE, TWO)), "v1")
    return Store(tmp_path / "data")


def test_what_is_stored_is_what_was_read(store: Store) -> None:
    document = store.document_of("2021-05-01")
    assert document.text == ONE
    assert store.source(document) == ONE.encode()
    (paragraph,) = store.paragraphs(document)
    assert paragraph.span == Span(0, len(ONE))
    texts = [sentence.span.of(document.text) for sentence in store.sentences(paragraph)]
    assert texts == ["The Ministers met in Rome.", "They agreed on aid."]
    assert [passage.text for passage in store.passages()] == [ONE, TWO]


def test_the_same_wording_is_found_in_every_meeting(store: Store) -> None:
    assert store.meetings_with_wording("they agreed on AID") == ("2021-05-01", "2022-05-02")
    assert store.meetings_with_wording("They agreed on nothing.") == ()


@pytest.mark.parametrize("name", ["2021-05-01", "2021", " 2021-05 "])
def test_a_meeting_by_the_beginning_of_its_id(store: Store, name: str) -> None:
    assert store.meeting(name).id == "2021-05-01"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("2018", "No meeting begins"), ("20", "2 meetings begin"), ("", "No meeting begins")],
)
def test_an_unknown_meeting_is_named(store: Store, name: str, sentence: str) -> None:
    with pytest.raises(UnknownMeeting, match=f"{sentence}.*2021-05-01, 2022-05-02"):
        store.meeting(name)


def test_unchanged_documents_keep_their_numbers(store: Store, make_folder: MakeFolder) -> None:
    data = Path(store._path).parent
    before = store.document_of("2021-05-01").id
    changed = read_folder(make_folder(ONE, TWO.replace("Brussels", "Paris")))
    report = sync(data, changed, "v2")
    assert (report.added, report.unchanged, report.retired) == (1, 1, 1)
    assert Store(data).document_of("2021-05-01").id == before
    assert "Paris" in Store(data).document_of("2022-05-02").text


def test_a_retired_document_can_still_be_read(store: Store, make_folder: MakeFolder) -> None:
    old = store.document_of("2022-05-02")
    data = store._path.parent
    sync(data, read_folder(make_folder(ONE)), "v2")
    assert Store(data).document(old.id).text == TWO
    assert [meeting.id for meeting in Store(data).meetings()] == ["2021-05-01"]
    with pytest.raises(UnknownMeeting):
        Store(data).document_of("2022-05-02")


def test_an_open_store_stays_as_it_was(store: Store, make_folder: MakeFolder) -> None:
    sync(store._path.parent, read_folder(make_folder("Other words.")), "v2")
    assert [meeting.id for meeting in store.meetings()] == ["2021-05-01", "2022-05-02"]
    assert store.document_of("2021-05-01").text == ONE
    assert store.meetings_with_wording("Other words.") == ()
    assert len(store.paragraph_ids(("2021-05-01", "2022-05-02"))) == 2


def test_audit_finds_a_changed_source_and_a_changed_text(store: Store) -> None:
    assert [finding.problem for finding in audit(store)] == [None, None]
    with sqlite3.connect(store._path) as connection:
        connection.execute("UPDATE document SET source = ? WHERE id = 1", (b"forged",))
        connection.execute("UPDATE document SET text = replace(text, 'aid', 'war') WHERE id = 2")
    first, second = audit(Store(store._path.parent))
    assert first.problem is not None
    assert "not what it was" in first.problem
    assert second.problem is not None
    assert "paragraph 1 does not stand in the source" in second.problem


def test_many_threads_read_one_store(store: Store) -> None:
    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda: seen.append(store.document_of("2021-05-01").text))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [ONE] * 20


def test_no_store_yet(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Run: communique build"):
        Store(tmp_path)


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreError, match=r"is damaged .* Move it away"):
        Store(tmp_path)


def test_a_store_of_a_newer_version_is_told(store: Store) -> None:
    with sqlite3.connect(store._path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        Store(store._path.parent)


def test_a_store_whose_first_writer_was_killed_is_complete_and_empty(tmp_path: Path) -> None:
    open_for_writing(tmp_path).close()
    store = Store(tmp_path)
    assert store.meetings() == ()
    assert store.property("sources") == ""


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    held = (
        "import sys, pathlib; from corpus.lock import writing\n"
        "with writing(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match="Another process"), writing(tmp_path):
            pass
        other.communicate(b"")
    with writing(tmp_path):
        pass


def test_a_full_disk_leaves_the_last_good_state(store: Store, make_folder: MakeFolder) -> None:
    data = store._path.parent
    many = "\n\n".join(f"Sentence number {n} was said at the meeting." for n in range(2000))
    collection = read_folder(make_folder(ONE, many))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"(?i)free some space"):
            sync(data, collection, "v2")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert Store(data).document_of("2022-05-02").text == TWO
    assert Store(data).property("sources") == "v1"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_a_read_only_folder_is_read_and_not_written(store: Store, tmp_path: Path) -> None:
    store.close()
    for place in (tmp_path, *tmp_path.rglob("*"), *tmp_path.parents[:-1]):
        place.chmod(place.stat().st_mode | 0o555)
    script = (
        "import os, sys, pathlib\n"
        "from corpus import Store, read_folder, sync\n"
        "from corpus.errors import StoreError\n"
        "data, sources = map(pathlib.Path, sys.argv[1:])\n"
        "collection = read_folder(sources)\n"
        "Store(data).close()\n"
        "for left in data.glob('*-shm'), data.glob('*-wal'): [path.unlink() for path in left]\n"
        "os.setuid(65534)\n"
        "print(len(Store(data).meetings()))\n"
        "try: sync(data, collection, 'v2')\n"
        "except StoreError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store._path.parent), str(tmp_path / "sources")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "2"
    assert "cannot be written" in done.stdout
