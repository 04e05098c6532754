"""Taking documents in and out, as a person does: a process, a terminal, files."""

from __future__ import annotations

import json
import os
import pty
import select
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from corpus.database import FILE_NAME
from tests.test_web_cli import COMMUNIQUE, communique

FERRY = "The council agreed that the ferry to Norhaven sails twice a day from April."
MILL = "A storm broke the mill, so that no bread was baked for days and the school was closed."


@pytest.fixture
def data(real_data: Path, engine: object) -> Path:
    """A data folder in which the model is ready for any collection."""
    del engine
    return real_data


def own(name: str) -> tuple[str, str]:
    return ("--collection", name)


def paper(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(f"Harbour Council\n\n{text}\n")
    return path


def on_a_terminal(data: Path, args: list[str], answers: dict[str, str]) -> tuple[int, str]:
    """Run the command with a terminal for all its streams; what it said, and its exit code.

    Each answer is typed once, as soon as the words before it are shown.
    """
    leading, following = pty.openpty()
    environment = os.environ | {"COMMUNIQUE_DATA": str(data), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [*COMMUNIQUE, *args],
        stdin=following, stdout=following, stderr=following, env=environment, close_fds=True,
    ) as process:  # fmt: skip
        os.close(following)
        said, left, until = b"", dict(answers), time.monotonic() + 60
        try:
            while time.monotonic() < until and select.select([leading], [], [], 60)[0]:
                said += os.read(leading, 4096)
                for words, answer in list(left.items()):
                    if words.encode() in said:
                        os.write(leading, f"{left.pop(words)}\n".encode())
                        said += f"[{answer}]".encode()
        except OSError:
            pass  # the other side has ended
        finally:
            process.wait(timeout=30)
            os.close(leading)
    assert left == {}
    return process.returncode, said.decode()


def test_what_is_missing_is_asked_for_on_a_terminal(tmp_path: Path, data: Path) -> None:
    names = [str(paper(tmp_path, "a.txt", FERRY)), str(paper(tmp_path, "b.txt", MILL))]
    answers = {
        "The meeting's date (such as 2021-06-28), nothing to skip the file": "soon",
        "date must be a day": "2 March 2024",
    }
    code, said = on_a_terminal(
        data, ["add", names[0], *own("asked"), "--title", "Harbour Council"], answers
    )
    assert code == 0, said
    assert "Not known: " in said
    assert "title: Harbour Council" in said
    assert "added" in said
    assert "1 added." in said
    skipped = {"The meeting's title": ""}
    code, said = on_a_terminal(data, ["add", names[1], *own("asked")], skipped)
    assert code == 1, said
    assert "1 refused." in said
    assert "2024-03-02" in communique(data, "list", *own("asked")).stdout


def test_nobody_is_asked_where_there_is_no_terminal(tmp_path: Path, data: Path) -> None:
    done = communique(data, "add", str(paper(tmp_path, "a.txt", FERRY)), *own("silent"))
    assert done.returncode == 1
    assert "the title and the date of the meeting are not known" in done.stderr
    assert done.stdout == "1 refused.\n"


def test_update_versions_export_import(tmp_path: Path, data: Path) -> None:
    source = paper(tmp_path, "2024-03-02.txt", FERRY)
    added = communique(data, "add", str(source), *own("harbour"), "--title", "Harbour Council")
    assert added.stdout.startswith("added ")
    assert added.stdout.endswith("2024-03-02.txt → 2024-03-02\n  "
                                 "date 2024-03-02 from the file's name\n1 added.\n")  # fmt: skip
    paper(tmp_path, "2024-03-02.txt", FERRY.replace("twice", "thrice"))
    updated = communique(data, "update", *own("harbour"))
    assert updated.returncode == 0
    assert "  “twice” became “thrice”\n" in updated.stdout
    source.unlink()
    gone = communique(data, "update", "2024-03-02", *own("harbour"))
    assert gone.returncode == 1
    assert "is gone, the document of 2024-03-02 is kept" in gone.stderr
    kept = communique(data, "versions", "2024", *own("harbour"))
    assert kept.stdout.startswith("current  2024-03-02.txt  1 paragraph, SHA-256 ")
    assert "earlier  2024-03-02.txt" in kept.stdout
    told = json.loads(communique(data, "versions", "2024", "--json", *own("harbour")).stdout)
    assert [one["state"] for one in told] == ["current", "earlier"]

    archive, again = tmp_path / "harbour.zip", tmp_path / "copy.zip"
    exported = communique(data, "export", str(archive), *own("harbour"))
    assert exported.returncode == 0, exported.stderr
    assert communique(data, "export", str(archive), *own("harbour")).returncode == 1
    copy = own("copy")
    imported = communique(data, "import", str(archive), *copy)
    assert imported.returncode == 0, imported.stderr
    assert "2 documents, all as they were." in imported.stderr
    assert communique(data, "export", str(again), *copy).returncode == 0
    assert again.read_bytes() == archive.read_bytes()
    refused = communique(data, "import", str(archive), *copy)
    assert refused.returncode == 1
    assert "is not empty: it keeps 2 documents" in refused.stderr
    assert "thrice" in communique(data, "show", "2024", *copy).stdout
    verified = communique(data, "verify", *copy)
    assert "All 1 paragraphs of 1 documents stand in their sources." in verified.stdout
    assert "1 text that is kept beside them" in verified.stdout


def test_verify_finds_what_was_changed_behind_its_back(tmp_path: Path, data: Path) -> None:
    source = paper(tmp_path, "2024-03-02.txt", FERRY)
    communique(data, "add", str(source), *own("forged"), "--title", "Harbour Council")
    with sqlite3.connect(data / "collections" / "forged" / FILE_NAME) as connection:
        connection.execute("UPDATE sentence SET start = start + 4")
        connection.execute("INSERT INTO sentence VALUES (99, 99, 0, 1, '')")
    done = communique(data, "verify", *own("forged"))
    assert done.returncode == 1
    assert "sentence 99 belongs to no paragraph" in done.stdout
    assert "its paragraphs or sentences are not what they were" in done.stdout
    assert "2 of 2 checks found a problem." in done.stdout
