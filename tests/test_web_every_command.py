"""What holds for every command: --json, examples in the help, values that are completed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.main import get_command

from eval import commands as eval_commands
from qa.figures import KINDS
from tests.test_web_cli import COMMUNIQUE, HOME, communique
from web.cli import app
from web.exported.formats import EXPORTS
from web.exported.names import ExportFormat
from web.figures_cli import _kinds

WITHOUT_JSON = {"serve": "it answers nothing itself", "mcp": "it speaks a protocol of its own"}
FREED = "How many people had been freed?"


def every_command() -> Iterator[tuple[str, Any]]:
    yield from get_command(app).commands.items()  # type: ignore[attr-defined]
    for name, one in get_command(eval_commands.app).commands.items():  # type: ignore[attr-defined]
        yield f"eval {name}", one


@pytest.mark.parametrize(("name", "command"), list(every_command()))
def test_every_command_has_json_an_example_and_a_panel(name: str, command: Any) -> None:
    options = [option for parameter in command.params for option in parameter.opts]
    assert ("--json" in options) != (name in WITHOUT_JSON)
    assert f"Example: [bold]communique {name}" in command.help
    assert name.startswith("eval ") or command.rich_help_panel
    assert all(one.metavar is not None for one in command.params)  # else Python's type is shown


def test_values_named_in_the_options_are_those_there_are() -> None:
    assert set(get_args(ExportFormat)) == set(EXPORTS)
    assert _kinds("") == list(KINDS)


def test_json_of_what_keeps_documents(tmp_path: Path) -> None:
    paper = tmp_path / "2024-03-02.txt"
    paper.write_text("Harbour Council\n\nThe ferry sails twice a day.\n", encoding="utf-8")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")

    def told(*args: str, code: int = 0) -> Any:
        done = communique(tmp_path, *args, "--json", COMMUNIQUE_COLLECTION="harbour")
        assert done.returncode == code
        return json.loads(done.stdout)

    added = told("add", str(paper), str(bad), "--title", "Harbour Council", code=1)
    outcomes = {one["name"]: one["outcome"] for one in added}
    assert outcomes == {"2024-03-02.txt": "added", "bad.pdf": "refused"}
    assert [one["outcome"] for one in told("update")] == ["unchanged"]
    assert told("remove", "2024-03-02")[0]["outcome"] == "removed"
    assert told("restore", "2024-03-02")[0]["outcome"] == "restored"
    assert told("collections") == [
        {"name": "harbour", "title": None, "meetings": 1, "problem": None}
    ]
    archive = str(tmp_path / "harbour.zip")
    assert told("export", archive) == {"file": archive, "documents": 1}
    assert told("import", archive, "--collection", "copy") == {"file": archive, "documents": 1}
    assert told("build")["paragraphs"] == 1
    shown = told("show", "2024", "--paragraph", "1")["paragraphs"]
    assert [one["paragraph"] for one in shown] == [1]


def test_json_of_a_citation_has_the_quotation_too(real_data: Path, engine: object) -> None:
    del engine  # only there so that the index is built
    asked = json.loads(communique(real_data, "ask", FREED, "--json").stdout)
    first = asked["answers"][0]
    link = first["citation"]["permalink"]
    cited = json.loads(communique(real_data, "cite", link, "--json").stdout)
    assert [one["quote"] for one in cited["quotations"]] == [first["quote"]]
    assert cited["quotations"][0]["citation"] == first["citation"]


@pytest.mark.parametrize(
    ("args", "code", "status", "sentence"),
    [
        (["show", "nowhere", "--json"], 2, 404, "No meeting begins with 'nowhere'"),
        (["show", "2021-06", "--paragraph", "99", "--json"], 2, 400, "the paragraphs 1 to 9"),
        (["show", "--json"], 2, 400, "Missing argument"),
        (["ask", "who", "--limit", "0", "--json"], 2, 400, "--limit"),
        (["ask", "", "--json"], 2, 400, "The question is empty."),
        (["list", "--jsn", "--json"], 2, 400, "No such option: --jsn"),
        (["fly", "--json"], 2, 400, "No such command 'fly'"),
        (["list", "--json", "--collection", "none"], 1, 500, "There is no collection 'none'"),
        (["eval", "compare", "a", "b", "--json"], 2, 400, "a"),
    ],
)
def test_errors_are_problem_documents_where_json_is_asked_for(
    tmp_path: Path, args: list[str], code: int, status: int, sentence: str
) -> None:
    done = communique(tmp_path, *args)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    problem = json.loads(line)
    assert set(problem) == {"title", "status", "detail"}
    assert problem["status"] == status
    assert sentence in problem["detail"]


def test_a_phrase_that_is_called_json_is_a_phrase(tmp_path: Path) -> None:
    done = communique(tmp_path, "show", "--", "--json")
    assert done.stderr.startswith("Error: No meeting begins with '--json'")


def completed(shell: str, line: str, data: Path) -> list[str]:
    """What the protocol of a shell's completion gives for a line, one value a line."""
    words = line.split(" ")
    asked = {
        "_COMMUNIQUE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMMUNIQUE_DATA": str(data),
    }
    done = subprocess.run(
        COMMUNIQUE,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | asked,
        cwd=data,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("communique verify", ["verify-quotation", "verify-citation", "verify"]),
        ("communique ev", ["eval"]),
        ("communique eval look", ["look-up"]),
        ("communique eval run --split ", ["dev", "test"]),
        ("communique show 2021", ["2021-03-30", "2021-06-28-rome"]),
        ("communique compare 2017 2021-06", ["2021-06-28-rome"]),
        ("communique ask who --meeting 2017", ["2017-03-22-washington-dc"]),
        ("communique ask who --from 2020", ["2020-06-04"]),
        ("communique ask who --place W", ["Washington,\\ DC"]),
        ("communique ask who --kind F", ["Full\\ ministerial"]),
        ("communique list --collection ", ["harbour"]),
        ("communique --collection harbour show ", []),
        ("communique cite x --format b", ["bibtex"]),
        ("communique figures --kind me", ["members"]),
        ("communique restore ", []),
    ],
)
def test_values_are_completed(listed: Path, line: str, values: list[str]) -> None:
    assert completed("bash", line, listed) == values


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled collection and an empty one, without any index."""
    folder = tmp_path_factory.mktemp("listed")
    assert communique(folder, "list").returncode == 0
    other = folder / "collections" / "harbour"
    other.mkdir(parents=True)
    (other / "store.sqlite3").touch()
    return folder


def test_titles_stand_beside_the_values(listed: Path) -> None:
    assert completed("fish", "communique show 2021-06", listed) == [
        "2021-06-28-rome\tRome · Ministerial Meeting of the Global Coalition to…"
    ]
    (told,) = completed("zsh", "communique show 2021-06", listed)
    assert '"2021-06-28-rome":"Rome' in told


@pytest.mark.parametrize("data", ["nowhere", "not-a-store"])
def test_completion_is_silent_where_there_is_nothing(tmp_path: Path, data: str) -> None:
    (tmp_path / "not-a-store").mkdir()
    (tmp_path / "not-a-store" / "store.sqlite3").write_bytes(b"no database at all, " * 100)
    folder = tmp_path / data
    folder.mkdir(exist_ok=True)
    assert completed("bash", "communique show ", folder) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_in_a_real_bash(listed: Path, tmp_path: Path) -> None:
    command = tmp_path / "communique"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} {HOME}/communique.py "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(_COMMUNIQUE_COMPLETE=source_bash communique)"
        COMP_WORDS=(communique ask who --place R) COMP_CWORD=4
        _communique_completion communique
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {"COMMUNIQUE_DATA": str(listed), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert (done.stdout, done.stderr) == ("Rome\n", "")


@pytest.mark.parametrize("command", ["--version", "--help", "show --help", "eval --help"])
def test_help_and_completion_load_no_engine(tmp_path: Path, command: str) -> None:
    script = (
        "import sys; from web.cli import run\n"
        "heavy = {'qa', 'index', 'numpy', 'faiss', 'rich.progress', 'prompt_toolkit'}\n"
        "try: run()\n"
        "finally: print(*sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command.split()],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HOME), "COMMUNIQUE_DATA": str(tmp_path)},
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "\n")


def test_a_question_alone_needs_no_prompt(real_data: Path, engine: object) -> None:
    del engine
    script = (
        "import sys; from web.cli import run\n"
        "try: run()\n"
        "finally: print('prompt_toolkit' in sys.modules, 'fastapi' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "ask", FREED],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HOME), "COMMUNIQUE_DATA": str(real_data)},
    )
    assert done.stderr == "False False\n"


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("name", ["--help", "ask --help", "show --help", "eval --help"])
def test_help_fits_the_terminal(tmp_path: Path, name: str, columns: int) -> None:
    done = communique(tmp_path, *name.split(), COLUMNS=str(columns))
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= columns


def test_colours_that_are_forced_make_no_terminal_of_a_pipe(tmp_path: Path) -> None:
    done = communique(tmp_path, "verify", FORCE_COLOR="1")
    assert "\x1b[" in done.stdout
    assert done.stderr == ""


def test_a_terminal_that_knows_ascii_alone_gets_signs_it_knows(
    real_data: Path, engine: object
) -> None:
    del engine
    done = communique(real_data, "ask", FREED, PYTHONIOENCODING="ascii")
    assert done.stdout.startswith('"')
    assert "30 March 2021 - paragraph 2" in done.stdout
    assert "Joint Communiqu? by" in done.stdout  # a letter is never made another one
