"""The command line door, run as a person runs it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from communique import PACKAGES, clashes

HOME = Path(__file__).parents[1]
COMMUNIQUE = [sys.executable, str(HOME / "communique.py")]


def communique(data: Path, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COMMUNIQUE_DATA": str(data)} | settings
    return subprocess.run(
        [*COMMUNIQUE, *args],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=data,
        timeout=120,
    )


def test_list_show_and_verify_need_no_model(tmp_path: Path) -> None:
    listed = communique(tmp_path, "list")
    assert listed.returncode == 0
    assert "2021-06-28-rome  28 June 2021 · Rome" in listed.stdout
    shown = communique(tmp_path, "show", "2017")
    assert "place: Washington, DC (printed)" in shown.stdout
    assert "¶14, numbered 14" in shown.stdout
    verified = communique(tmp_path, "verify")
    assert verified.returncode == 0
    assert "All 51 paragraphs of 5 documents stand in their sources." in verified.stdout


def test_json_of_list_show_and_verify(tmp_path: Path) -> None:
    listed = json.loads(communique(tmp_path, "list", "--json").stdout)
    assert [meeting["date"] for meeting in listed][-1] == "2021-06-28"
    shown = json.loads(communique(tmp_path, "show", "2021-06", "--json").stdout)
    assert len(shown["paragraphs"]) == 9
    verified = json.loads(communique(tmp_path, "verify", "--json").stdout)
    assert [finding["problem"] for finding in verified] == [None] * 5


@pytest.mark.parametrize(
    ("args", "settings", "code", "sentence"),
    [
        (["ask", ""], {}, 2, "The question is empty."),
        (["ask", "who\x07"], {}, 2, "U+0007"),
        (["ask"], {}, 2, "Give one question in quotation marks, or many"),
        (["ask", "who", "--questions", "-"], {}, 2, "or many by --questions FILE, and not both."),
        (["find", "who", "--phrases", "-"], {}, 2, "or many by --phrases FILE, and not both."),
        (["check", "/nowhere.txt"], {}, 2, "/nowhere.txt cannot be read"),
        (["check", "/nowhere.txt", "--json"], {}, 2, '"status": 400'),
        (["ask", "who", "--limit", "0"], {}, 2, "--limit"),
        (["ask", "who", "--from", "June"], {}, 2, "is not a date"),
        (["ask", "who", "--meeting", "kuwait"], {}, 2, "No meeting begins with 'kuwait'"),
        (["ask", "who", "--place", "Paris"], {}, 2, "Choose “Rome” or “Washington, DC”."),
        (["ask", "who", "--kind", "x"], {}, 2, "Choose “Full ministerial” or"),
        (["ask", "who", "--meeting", "2017", "--meeting", "x"], {}, 2, "begins with 'x'"),
        (["fly"], {}, 2, "No such command"),
        (["show", "kuwait"], {}, 2, "Choose one of: 2017-03-22-washington-dc"),
        (["list"], {"COMMUNIQUE_PROT": "1"}, 2, "There is no setting COMMUNIQUE_PROT"),
        (["list"], {"COMMUNIQUE_PORT": "x"}, 2, "COMMUNIQUE_PORT cannot be used"),
        (["list"], {"COMMUNIQUE_DATA": ""}, 2, "COMMUNIQUE_DATA cannot be used: it is empty."),
        (["list"], {"COMMUNIQUE_DATA": "x" * 300}, 1, "File name too long"),
        (["list"], {"COMMUNIQUE_SOURCES": "x" * 300}, 1, "File name too long"),
        (["build"], {"COMMUNIQUE_MODEL": "x" * 300}, 1, "File name too long"),
        (["serve", "--host", ""], {}, 2, "COMMUNIQUE_HOST cannot be used"),
        (["list"], {"COMMUNIQUE_SOURCES": "/nowhere"}, 1, "There is no folder /nowhere"),
        (["build"], {"COMMUNIQUE_MODEL": "/nowhere"}, 1, "/nowhere does not exist"),
        (["list"], {"COMMUNIQUE_DATA": "/dev/null/x"}, 1, "cannot be used"),
        (["serve", "--host", "192.0.2.1"], {}, 2, "Cannot listen on 192.0.2.1"),
    ],
)
def test_wrong_use_and_failures(
    tmp_path: Path, args: list[str], settings: dict[str, str], code: int, sentence: str
) -> None:
    done = communique(tmp_path, *args, **settings)
    assert sentence in done.stderr
    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_words_are_set_aside(real_data: Path, engine: object) -> None:
    del engine  # only there so that the index is built
    question = "How many people had been freed from Daesh by late 2019?"
    asked = ["ask", question, "--json"]
    scope = json.loads(communique(real_data, *asked).stdout)["understood"]["meetings"]
    assert scope == ["2019-11-14"]
    lifted = communique(real_data, *asked, "--set-aside", "late 2019", "--set-aside", "x")
    assert json.loads(lifted.stdout)["understood"]["meetings"] == []
    text = communique(real_data, *asked[:2], "--explain", NO_COLOR="1").stdout
    assert "“late 2019” → 14 November 2019  (lift this: --set-aside 'late 2019')" in text
    assert "What was understood:" in text
    assert "\x1b" not in text


def test_a_changed_source_file_is_refused(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for path in (HOME / "corpus" / "bundled").iterdir():
        text = path.read_text(encoding="utf-8").replace(
            "nearly eight million", "nearly nine million"
        )
        (sources / path.name).write_text(text, encoding="utf-8")
    done = communique(tmp_path, "list", COMMUNIQUE_SOURCES=str(sources))
    assert done.returncode == 1
    assert "has changed" in done.stderr


def test_a_port_in_use_is_told_before_the_model_is_loaded(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = communique(tmp_path, "serve", "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is in use." in done.stderr
    assert done.returncode == 2


def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for args in (["list"], ["list", "--json"]):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(
                [*COMMUNIQUE, *args],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                env=os.environ | {"COMMUNIQUE_DATA": str(tmp_path)},
            )
        assert done.returncode == 1
        assert "could not be written: No space left on device" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_terminal_that_knows_no_accents(tmp_path: Path) -> None:
    done = communique(tmp_path, "list", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Joint Communiqu? by Ministers" in done.stdout


def test_make_passes_a_question_on_as_it_is(tmp_path: Path) -> None:
    question = 'cost $(shell touch pwned) of $HOME `id` "it" it\'s 100% #1?'
    fake = tmp_path / ".venv" / "bin" / "communique"
    fake.parent.mkdir(parents=True)
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 3\n', encoding="utf-8")
    fake.chmod(0o755)
    for name in ("requirements.lock", "pyproject.toml", ".venv/.installed"):
        (tmp_path / name).touch()
    done = subprocess.run(
        ["make", "--no-print-directory", "-f", str(HOME / "Makefile"), "ask", f"Q={question}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if "MAKE" not in name},
    )
    assert done.stdout.splitlines() == ["ask", "--", question]
    assert done.returncode == 0
    assert not (tmp_path / "pwned").exists()


def test_help_reads_well(tmp_path: Path) -> None:
    text = communique(tmp_path, "--help", COLUMNS="100").stdout
    for words in ("ask", "serve", "build", "list", "show", "verify", "Exit codes: 0 answered"):
        assert words in text
    assert "\x1b" not in text


def test_an_interrupted_build_says_so_and_leaves_nothing_half(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMUNIQUE, "build"],
        env=os.environ | {"COMMUNIQUE_DATA": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        home = tmp_path / "generations"
        until = time.monotonic() + 60
        while not (home.is_dir() and any(home.iterdir())) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. What was there before is unchanged." in said
    assert list(home.iterdir()) == []
    assert not (tmp_path / "CURRENT").exists()


@pytest.mark.parametrize("times", [1, 3])
def test_ctrl_c_reaches_all_processes_and_is_told_in_a_sentence(tmp_path: Path, times: int) -> None:
    with subprocess.Popen(
        [*COMMUNIQUE, "build"],
        env=os.environ | {"COMMUNIQUE_DATA": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "parts").is_dir() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(1.5)  # the process that finds mentions has begun by now, and may be waiting
        for _ in range(times):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.1)
        _, said = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    assert "Stopped." in said
    assert "Traceback" not in said


def test_serve_answers_until_it_is_stopped(real_data: Path, engine: object) -> None:
    del engine  # only there so that the index is built
    with subprocess.Popen(
        [*COMMUNIQUE, "serve", "--port", "0"],
        env=os.environ | {"COMMUNIQUE_DATA": str(real_data), "COLUMNS": "200"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        ready = process.stderr.readline()
        address = next(word for word in ready.split() if word.startswith("http://"))
        until = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=30) as response:  # noqa: S310
                    assert json.load(response)["status"] == "ok"
                break
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, 130)


def test_our_packages_are_the_ones_that_are_found() -> None:
    assert clashes(HOME) == []


def test_a_package_that_hides_ours_is_named(tmp_path: Path) -> None:
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import communique; communique.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HOME)},
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert "The package 'web' of communique is hidden by another one" in done.stderr
    assert "environment of its own" in done.stderr


def test_a_collection_of_ones_own(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    text = "The council agreed that the ferry to Norhaven sails twice a day from April."
    (papers / "2024-03-02.txt").write_text(f"Harbour Council\n\n{text}\n")
    (papers / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    own = ("--collection", "harbour")
    data = tmp_path / "data"
    data.mkdir()
    added = communique(data, "add", str(papers), *own, "--title", "Harbour Council")
    assert added.returncode == 1
    assert "1 added, 1 refused." in added.stdout
    assert "bad.pdf" in added.stderr
    asked = communique(data, "ask", "How often does the ferry to Norhaven sail?", *own, "--json")
    assert json.loads(asked.stdout)["answers"][0]["quote"] == text
    assert "harbour" in communique(data, "collections").stdout
    assert communique(data, "remove", "2024-03-02", *own).returncode == 0
    assert communique(data, "list", *own).stdout.count("2024-03-02") == 0
    assert communique(data, "restore", "2024-03-02", *own).returncode == 0
    assert communique(data, "verify", *own).returncode == 0
    missing = communique(data, "ask", "Who?", "--collection", "nobody")
    assert missing.returncode != 0
    assert "There is no collection 'nobody' yet" in missing.stderr
    for command in ("remove 2024-03-02", "restore 2024-03-02", "update", "build"):
        refused = communique(data, *command.split(), "--collection", "nobody")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "There is no collection 'nobody' yet" in refused.stderr
    assert communique(data, "collections").stdout == "harbour  1 meeting\n"
    unknown = communique(data, "remove", "2024-03-03", *own)
    assert "`communique list` shows the ids." in unknown.stderr
    wrong = communique(data, "list", "--collection", "../x")
    assert wrong.returncode != 0
    assert "COMMUNIQUE_COLLECTION cannot be used" in wrong.stderr
