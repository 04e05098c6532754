"""Names and files that no one should bring: each is told in one sentence, and stops no other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Store
from corpus.adding import Filer
from corpus.database import FILE_NAME
from corpus.errors import CommuniqueError, SourceError, StoreError
from corpus.finding import bring, files_under
from corpus.intake import Brought, Taken, take
from corpus.reading_apart import read_apart
from tests import wholeness

HOME = Path(__file__).parents[1]
PAGE = 4096  # bytes that SQLite writes at once
OPTIONS = {"title": "Harbour council", "date": "2021-05-01"}
TEXT = "The council met at the harbour and agreed on the price of salt for the coming winter.\n"
DESCRIBED = '---\ntitle: "Harbour council"\ndate: 2021-05-01\n---\n\n' + TEXT


def command(data: Path, *args: str | bytes, source: bytes = b"") -> tuple[int, str, str]:
    """Run the small command line in the folder ``data``; exit code, output, errors."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.small_command", *args],
        input=source,
        capture_output=True,
        check=False,
        cwd=data,
        env=os.environ | {"COMMUNIQUE_DATA": str(data), "PYTHONPATH": str(HOME)},
        timeout=120,
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()


def a_pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe.txt")
    return "pipe.txt"


def a_link_to_itself(folder: Path) -> str:
    (folder / "loop.txt").symlink_to("loop.txt")
    return "loop.txt"


def a_link_to_nothing(folder: Path) -> str:
    (folder / "away.txt").symlink_to("nothing.txt")
    return "away.txt"


def two_gigabytes_of_nothing(folder: Path) -> str:
    with (folder / "big.txt").open("wb") as file:
        file.truncate(2 * 2**30)
    return "big.txt"


def a_large_sidecar(folder: Path) -> str:
    (folder / "told.txt").write_text(TEXT)
    with (folder / "told.toml").open("wb") as file:
        file.truncate(2 * 2**30)
    return "told.txt"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (a_pipe, "pipe.txt is not a file."),
        (a_link_to_itself, "loop.txt cannot be read: Too many levels of symbolic links."),
        (a_link_to_nothing, "away.txt cannot be read: No such file or directory."),
        (two_gigabytes_of_nothing, "big.txt has 2,147 MB; at most 100 are read."),
        (a_large_sidecar, "told.toml is larger than 100000 bytes."),
        (lambda _: "/dev/zero", "/dev/zero is not a file."),
        (lambda _: "", ". is not a file."),
        (lambda _: "../nothing/../x.txt", "x.txt cannot be read: No such file or directory."),
        (lambda _: "a\nb/x.txt", r"a\nb/x.txt' cannot be read: No such file or directory."),
        (lambda _: "\x1b[31m.txt", r"\x1b[31m.txt' cannot be read: No such file or directory."),
        (lambda _: "x" * 300, "cannot be read: File name too long."),
        (lambda _: "~nobody-of-that-name/x.txt", "cannot be read: No such file or directory."),
        (lambda _: "/proc/self/mem", "/proc/self/mem cannot be read: "),
    ],
)
def test_what_cannot_be_read_is_told_and_stops_no_other(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(DESCRIBED)
    bad, good = files_under([make(tmp_path), "good.txt"])
    with pytest.raises(SourceError) as raised:
        take(bring(bad, OPTIONS))
    told = str(raised.value)
    assert sentence in told
    assert told.isprintable()
    assert bring(good, OPTIONS).source == DESCRIBED.encode()


def test_bad_files_among_good_ones_by_the_command(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "good.txt").write_text(DESCRIBED)
    (papers / "a\nb.txt").write_text(DESCRIBED)
    (papers / "empty.txt").touch()
    (papers / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    a_pipe(papers)
    a_link_to_itself(papers)
    code, out, told = command(tmp_path, "add", str(papers), "--collection", "c")
    assert code == 1
    assert ("4 refused" in out, "1 added" in out) == (True, True)
    lines = told.splitlines()
    assert len([line for line in lines if line.startswith("Refused: ")]) == len(lines) == 4
    assert wholeness.problems(tmp_path / "collections" / "c") == []


def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"papers\xff")  # noqa: PTH118 - bytes
    os.mkdir(folder)  # noqa: PTH102
    Path(os.fsdecode(folder), "good.txt").write_text(DESCRIBED)
    code, out, _ = command(tmp_path, "add", folder, "--collection", "c")
    assert (code, out.splitlines()[-1]) == (0, "1 added.")


def test_an_endless_pipe_is_refused(tmp_path: Path) -> None:
    code, out, told = command(
        tmp_path, "add", "-", "--collection", "c", source=b"We met. " * 13_000_000
    )
    assert (code, "1 refused." in out) == (1, True)
    assert " MB; at most 100 are read." in told


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers" / "shut").mkdir(parents=True)
    (tmp_path / "papers" / "good.txt").write_text(DESCRIBED)
    (tmp_path / "papers" / "shut").chmod(0o000)
    for place in (tmp_path, *tmp_path.parents[:-1]):
        place.chmod(place.stat().st_mode | 0o555)
    script = (
        "import json, os, sys\n"
        "from corpus.errors import SourceError\n"
        "from corpus.finding import bring, files_under\n"
        "os.setuid(65534)\n"
        "for path in files_under(sys.argv[1:]):\n"
        "    try: bring(path, {}); print(path.name)\n"
        "    except SourceError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "papers")],
        capture_output=True,
        text=True,
        check=False,
        cwd=HOME,
    )
    assert done.stderr == ""
    good, shut = done.stdout.splitlines()
    assert good == "good.txt"
    assert shut.endswith("papers/shut cannot be read: Permission denied.")


def test_a_file_that_vanishes_or_changes_while_it_is_read(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(f"{TEXT} {number} boats came.")
    found: list[tuple[Path, object]] = []
    for path, read in read_apart(paths, OPTIONS):
        if not found:  # those further on have not been looked at yet
            paths[-1].unlink()
            paths[-2].write_text("The mill was sold to the council.")
        found.append((path, read))
    *_, (_, changed), (_, gone) = found
    assert isinstance(gone, CommuniqueError)
    assert "39.txt cannot be read: No such file or directory." in str(gone)
    assert isinstance(changed, Taken)
    assert changed.document.text == "The mill was sold to the council."


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"not a database" * 500])
def test_a_damaged_store_is_told_and_not_touched(tmp_path: Path, content: bytes) -> None:
    store = tmp_path / FILE_NAME
    store.write_bytes(content)
    for opened in (Store, Filer):
        with pytest.raises(StoreError, match=r"is damaged .* Move it away"):
            opened(tmp_path)
    assert store.read_bytes() == content


def test_a_store_that_was_cut_short_is_told(tmp_path: Path) -> None:
    with closing(Filer(tmp_path)) as filer:
        filer.add(take(Brought("good.txt", DESCRIBED.encode())))
    whole = (tmp_path / FILE_NAME).read_bytes()
    for pages in range(len(whole) // PAGE):
        (tmp_path / FILE_NAME).write_bytes(whole[: pages * PAGE])
        try:
            told = wholeness.problems(tmp_path)
        except StoreError as error:
            told = [str(error)]
        assert told, pages


def test_a_damaged_collection_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DESCRIBED)
    broken = tmp_path / "collections" / "broken"
    broken.mkdir(parents=True)
    (broken / FILE_NAME).write_bytes(b"")
    assert command(tmp_path, "add", "good.txt", "--collection", "whole")[0] == 0
    code, out, told = command(tmp_path, "collections")
    assert (code, told) == (0, "")
    assert "whole  1 meeting" in out
    assert "store.sqlite3 is damaged (it is empty)." in out
    code, _, told = command(tmp_path, "add", "good.txt", "--collection", "broken")
    assert (code, told.count("\n")) == (1, 1)
    assert "store.sqlite3 is damaged (it is empty)." in told
