"""The interactive mode, typed into on a real terminal."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import stat
import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.document import Document

from qa import Engine, Settings
from tests.conftest import MakeFolder, open_quietly
from tests.terminal import Terminal, terminal
from tests.test_web_cli import COMMUNIQUE, communique
from web.interactive.completer import LineCompleter
from web.interactive.restrictions import Restrictions, typed
from web.interactive.session import Open
from web.serving import Serving

FREED = "How many people had been freed?"
PROMPT = "ask>"
OF_THE_TERMINAL = ("NO_COLOR", "COLUMNS", "LINES")  # test runners set them for themselves
LEAVE, DROP, TAB, UP = "\x04", "\x03", "\t", "\x1b[A"

Begin = Callable[..., AbstractContextManager[Terminal]]


@pytest.fixture
def begin(real_data: Path, tmp_path: Path, engine: object) -> Begin:
    """Begins a session on a copy of the real data, so that its history is its own."""
    del engine  # only there so that the index is built
    data = tmp_path / "data"
    shutil.copytree(real_data, data, ignore=shutil.ignore_patterns("history", "bench"))

    @contextmanager
    def begun(columns: int = 80, **settings: str) -> Iterator[Terminal]:
        given = {
            "COMMUNIQUE_DATA": str(data),
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",  # this terminal tells nobody where its cursor is
        }
        kept = {name: one for name, one in os.environ.items() if name not in OF_THE_TERMINAL}
        with terminal(COMMUNIQUE, tmp_path, kept | given | settings, columns) as typing:
            typing.wait_for(">")
            yield typing

    return begun


def say(typing: Terminal, line: str, prompt: str = ">") -> str:
    """Type a line; what is printed until the next prompt."""
    typing.type(line)
    typing.wait_for(line[-10:])
    typing.type("\r")
    typing.wait_for("\n")
    return typing.wait_for(f"\n{prompt}" if prompt != ">" else "\nask")


def test_a_conversation(begin: Begin) -> None:
    with begin() as typing:
        assert "5 meetings, 2017–2021" in typing.text
        answer = say(typing, FREED)
        assert "nearly eight million people" in answer
        assert "30 March 2021 · paragraph 2  [1]" in answer
        assert "/quotes/" in say(typing, "/cite 1")
        assert "@misc{2021-03-30-p2" in say(typing, "/cite 1 --format bibtex")
        assert "¶2" in say(typing, "/show 1")
        assert "Questions go to 14 November 2019." in say(typing, "/meeting 2019")
        again = say(typing, "/again")
        assert again.index("approximately 7.7 million people") < again.index("But see 30 March")
        assert "ask [2019]" in typing.text
        assert "Questions go to all meetings." in say(typing, "/filter off")
        assert "What was understood" in say(typing, "/why")
        assert "4 June 2020 · paragraph 9" in say(typing, "/find the enduring defeat of Daesh")
        typing.type(LEAVE)
        assert typing.end() == 0


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/fnd x", "There is no command /fnd. Did you mean /find?"),
        ("/help nix", "There is no command /nix."),
        ("/help again", "/again: the last question anew"),
        ("/xyzzy", "/help lists the commands."),
        ("/compare 2020 nowhere", "No meeting begins with 'nowhere'"),
        ("/compare 2020", "Missing argument"),
        ("/meeting nowhere", "No meeting begins with 'nowhere'"),
        ("/from June", "'June' is not a date."),
        ("/filter --plce Rome", "There is no restriction '--plce'."),
        ("/place 'Rome", "A quotation mark is not closed."),
        ("/cite 1", "No quotation was shown yet."),
        ("/again", "No question was asked yet."),
        ("/json maybe", "Write /json on or /json off."),
        ("/check nowhere.txt", "nowhere.txt"),
        ("the of and", "The question has only words that say nothing"),
        ("Who met? --limit 99", "--limit"),
        ("/cite /quotes/x", "permalink"),
        ("/find", "Give one phrase in quotation marks"),
    ],
)
def test_an_error_is_a_sentence_and_ends_nothing(
    session: Terminal, line: str, sentence: str
) -> None:
    told = " ".join(say(session, line).split())
    assert sentence in told
    assert "Traceback" not in told


@pytest.fixture(scope="module")
def session(real_data: Path, engine: object) -> Iterator[Terminal]:
    """One session without keys, for many lines."""
    del engine
    settings = {"COMMUNIQUE_DATA": str(real_data), "TERM": "dumb", "COLUMNS": "80"}
    with terminal(COMMUNIQUE, real_data, dict(os.environ) | settings) as typing:
        typing.wait_for("ask>")
        yield typing


def test_a_terminal_that_only_prints_lines(session: Terminal) -> None:
    before = len(session.shown)
    assert "nearly eight million" in say(session, FREED)
    assert b"\x1b" not in session.shown[before:]


def test_answers_as_json(session: Terminal) -> None:
    say(session, "/json on")
    answer = say(session, FREED)
    told = json.loads(answer[: answer.rindex("\n")])
    assert told["answered"] is True
    problem = say(session, "/show nowhere")
    assert json.loads(problem[: problem.rindex("\n")])["status"] == 404
    assert "/quotes/" in say(session, "/cite 1")
    assert "printed as text" in say(session, "/json off")


def test_keys(begin: Begin) -> None:
    with begin() as typing:
        typing.type("half a question" + DROP)
        typing.wait_for("\n")
        typing.wait_for(PROMPT)
        typing.type("/compa" + TAB)
        typing.wait_for("/compare")
        typing.type(DROP)
        typing.wait_for(PROMPT)
        say(typing, "/meetings")
        typing.type(UP)
        typing.wait_for("/meetings")
        typing.type("\r")
        typing.wait_for("2021-06-28-rome")
        typing.wait_for(PROMPT)
        typing.type("quit\r")
        assert typing.end() == 0


def test_what_was_typed_is_kept_for_its_owner_until_it_is_forgotten(
    begin: Begin, tmp_path: Path
) -> None:
    kept = tmp_path / "data" / "history"
    with begin() as typing:
        say(typing, "/meetings")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert "+/meetings" in kept.read_text(encoding="utf-8")
        typing.type("/forget\r")
        typing.wait_for("is forgotten")
        assert "/meetings" not in (kept.read_text(encoding="utf-8") if kept.exists() else "")


def test_nothing_is_kept_where_it_is_not_wanted(begin: Begin, tmp_path: Path) -> None:
    with begin(COMMUNIQUE_HISTORY="false") as typing:
        say(typing, "/meetings")
    assert not (tmp_path / "data" / "history").exists()


def test_a_narrow_terminal_without_colours(begin: Begin) -> None:
    with begin(40, NO_COLOR="1") as typing:
        say(typing, "/help")
        told = say(typing, FREED)
        assert [line for line in told.splitlines() if len(line.rstrip()) > 40] == []
        assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", typing.shown)


def test_documents_that_change_meanwhile(tmp_path: Path) -> None:
    data = tmp_path / "data"
    own = {"COMMUNIQUE_COLLECTION": "harbour", "COMMUNIQUE_DATA": str(data)}
    data.mkdir()

    def add(name: str, text: str) -> None:
        paper = tmp_path / name
        paper.write_text(f"Harbour Council\n\n{text}\n", encoding="utf-8")
        done = communique(data, "add", str(paper), "--title", "Harbour Council", **own)
        assert done.returncode == 0

    add("2024-03-02.txt", "The ferry to Norhaven sails twice a day from April.")
    with terminal(COMMUNIQUE, tmp_path, dict(os.environ) | own | {"TERM": "dumb"}) as typing:
        typing.wait_for("1 meeting")
        typing.wait_for(PROMPT)
        add("2024-05-04.txt", "The lighthouse keeper retired after forty years of service.")
        told = say(typing, "/find The lighthouse keeper retired")
        assert "The documents have changed" in told
        assert "verbatim" in told
        typing.type("/quit\r")
        assert typing.end() == 0


def test_a_pipe_on_one_side_is_no_conversation(tmp_path: Path) -> None:
    script = [sys.executable, "-c", f"import subprocess; subprocess.run({COMMUNIQUE!r} + ['list'])"]
    settings = dict(os.environ) | {"COMMUNIQUE_DATA": str(tmp_path)}
    with terminal(script, tmp_path, settings) as typing:
        typing.wait_for("2021-06-28-rome")
        assert typing.end() == 0


@pytest.fixture
def opened(engine: Engine, real_data: Path) -> Open:
    settings = Settings.read(data=real_data)
    return Open(settings, Serving(engine, settings))


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("/comp", ["compare"]),
        ("/s", ["show", "set-aside"]),
        ("/compare 2020-06-04 2017", ["2017-03-22-washington-dc"]),
        ("/meeting 2021-06", ["2021-06-28-rome"]),
        ("/from 2019", ["2019-11-14"]),
        ("/place wash", ["Washington, DC"]),
        ("/kind full", ["Full ministerial"]),
        ("/help fi", ["find", "figures", "filter"]),
        ("Who met in Wash", ["Washington, DC"]),
        ("w", []),
        ("", []),
    ],
)
def test_what_is_completed(opened: Open, line: str, completed: list[str]) -> None:
    found = LineCompleter(opened).get_completions(Document(line), None)  # type: ignore[arg-type]
    assert [one.text for one in found] == completed


def test_completion_keeps_no_engine_of_before(
    opened: Open, make_folder: MakeFolder, settings: Settings
) -> None:
    folder = make_folder("The Ministers met in Zanzibar.")
    other = open_quietly(Settings(**(settings.model_dump() | {"sources": folder})))
    completer, later = LineCompleter(opened), opened.serving.engine
    opened.serving.engine = other
    before = weakref.ref(other)
    assert [*completer.get_completions(Document("Who met"), None)] == []  # type: ignore[arg-type]
    opened.serving.engine = later
    del other
    gc.collect()
    assert before() is None
    found = completer.get_completions(Document("Who met in Wash"), None)  # type: ignore[arg-type]
    assert [one.text for one in found] == ["Washington, DC"]


@pytest.mark.parametrize(
    ("text", "options", "shown"),
    [
        ("--meeting 2021", ["--meeting", "2021"], "2021"),
        ("--meeting 2019 2021", ["--meeting", "2019", "--meeting", "2021"], "2019 2021"),
        ("--place 'Washington, DC' --from 2017", ["--place", "Washington, DC", "--from", "2017"],
         "Washington, DC, from…"),
        ("--place Washington DC", ["--place", "Washington DC"], "Washington DC"),
        ("--place", [], ""),
    ],
)  # fmt: skip
def test_restrictions(text: str, options: list[str], shown: str) -> None:
    found = typed(text, Restrictions())
    assert found.as_options() == options
    assert str(found) == shown
