"""Many questions from a file or a pipe, each answered by a line of JSON."""

from __future__ import annotations

import json
import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import InputError
from qa import Engine
from tests.test_web_cli import COMMUNIQUE, communique
from web.lines_given import LONGEST, QuestionLine, given_lines
from web.wire import as_python

FREED = "How many people had been freed?"
JOINED = "Which new members joined?"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def without_time(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "elapsed_ms"}


@pytest.mark.parametrize(
    ("source", "given"),
    [
        (b"Who?\nWhere?", [(1, "Who?"), (2, "Where?")]),
        (b"\xef\xbb\xbfWho?\r\n\r\n  # a comment\r\n  Where? \r\n", [(1, "Who?"), (4, "Where?")]),
        (b'{"q": "Who?", "id": "a"}\n', [(1, "Who?")]),
        ("Où ?\u2028x\n".encode(), [(1, "Où ?\u2028x")]),
        (b"", []),
        (b"\n\n#x\n", []),
        (b"x" * LONGEST + b"\nWho?\n", [(1, "x" * LONGEST), (2, "Who?")]),
    ],
)
def test_lines_that_can_be_used(source: bytes, given: list[tuple[int, str]]) -> None:
    read = [(number, one) for number, one in given_lines(BytesIO(source), QuestionLine)]
    assert [(number, getattr(one, "q", one)) for number, one in read] == given


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"Wh\xff?", "Line 1: it is not UTF-8 (byte 0xff at position 3). Save the file as UTF-8."),
        ("Who?".encode("utf-16"), "Line 1: it is not UTF-8 (byte 0xff at position 1)."),
        (b"{bad", "Line 1: it begins with { and is not an object of JSON"),
        (b'{"id": 1}', "Line 1: the field 'q' is missing."),
        (b'{"question": "Who?"}', "Line 1: there is no field 'question'. The fields are: q, id"),
        (b'{"q": 1}', "Line 1: the field 'q' cannot be used"),
        (b'{"q": "Who?", "limit": 99}', "Line 1: the field 'limit' cannot be used"),
        (b'{"q": "Who?", "id": []}', "Line 1: the field 'id' cannot be used"),
        (b"{" * 100_000, "Line 1: it begins with {"),
        (b"x" * (2 * LONGEST + 5), "Line 1: it has more than 1,000,000 bytes."),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_next_is_read(
    source: bytes, sentence: str
) -> None:
    (_, problem), (number, after) = given_lines(BytesIO(source + b"\nWho?\n"), QuestionLine)
    assert isinstance(problem, InputError)
    assert str(problem).startswith(sentence)
    assert isinstance(after, QuestionLine)
    assert (number, after.q) == (2, "Who?")


def test_every_question_is_answered_as_alone(
    real_data: Path, tmp_path: Path, engine: Engine
) -> None:
    asked = tmp_path / "questions.txt"
    asked.write_text(
        f"{FREED}\n\n# of one meeting\n"
        f'{{"q": "{JOINED}", "meeting": "2021-06", "id": "joined", "limit": 1}}\n'
        '{"q": "Who met?", "meeting": "nowhere", "id": 7}\n',
        encoding="utf-8",
    )
    done = communique(real_data, "ask", "--questions", str(asked))
    first, second, third = lines(done.stdout)
    assert (first.pop("line"), first.pop("id")) == (1, 1)
    assert without_time(first) == without_time(as_python(engine.ask(FREED)))
    assert (second["line"], second["id"], len(second["answers"])) == (4, "joined", 1)
    assert second["understood"]["meetings"] == ["2021-06-28-rome"]
    assert (third["line"], third["id"], third["status"], third["title"]) == (
        5, 7, 404, "Not Found",
    )  # fmt: skip
    assert "No meeting begins with 'nowhere'" in third["detail"]
    assert done.returncode == 2
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("asked", "options", "code"),
    [
        (FREED, (), 0),
        (f"{FREED}\nWhy did Russia join the Coalition?", (), 3),
        (f"{FREED}\n{{", (), 2),
        (JOINED, ("--meeting", "2021-06"), 0),
    ],
)
def test_the_exit_code_tells_the_worst(
    real_data: Path, engine: object, asked: str, options: tuple[str, ...], code: int
) -> None:
    del engine  # only there so that the index is built
    done = subprocess.run(
        [*COMMUNIQUE, "ask", "--questions", "-", *options],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COMMUNIQUE_DATA": str(real_data)},
    )
    assert done.returncode == code
    assert [one["line"] for one in lines(done.stdout)] == list(range(1, asked.count("\n") + 2))


def test_answers_come_while_questions_are_still_written(real_data: Path, engine: object) -> None:
    del engine
    with subprocess.Popen(
        COMMUNIQUE,  # alone in a pipe: the same
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"COMMUNIQUE_DATA": str(real_data)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, question in enumerate((FREED, JOINED), start=1):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            assert (told["line"], told["question"]) == (number, question)
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_who_reads_only_the_first_lines_sees_no_error(real_data: Path, engine: object) -> None:
    del engine
    with subprocess.Popen(
        [*COMMUNIQUE, "ask", "--questions", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"COMMUNIQUE_DATA": str(real_data)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(f"{FREED}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(f"{FREED}\n".encode())
        process.stdin.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == b""


def test_phrases_of_a_file_are_looked_up(real_data: Path, tmp_path: Path, engine: Engine) -> None:
    file = tmp_path / "phrases.txt"
    phrase = "the enduring defeat of Daesh"
    file.write_text(f"{phrase}\nno such words were ever said there\n", encoding="utf-8")
    done = communique(real_data, "find", "--phrases", str(file))
    first, second = lines(done.stdout)
    assert (first.pop("line"), first.pop("id")) == (1, 1)
    assert without_time(first) == without_time(as_python(engine.find(phrase)))
    assert second["verdict"] == "not found"
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["ask", "--questions", "nowhere.txt"], "nowhere.txt cannot be read: No such file"),
        (["ask", "--questions", "."], ". cannot be read: Is a directory"),
        (["ask", "Who?", "--questions", "-"], "Give one question in quotation marks, or many"),
        (["ask", "--questions", "-", "--explain"], "--explain is for one question."),
        (["find", "Who?", "--phrases", "-"], "Give one phrase in quotation marks, or many"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, args: list[str], sentence: str) -> None:
    done = communique(tmp_path, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in " ".join(done.stderr.split())


def test_a_file_that_asks_nothing(real_data: Path, tmp_path: Path, engine: object) -> None:
    del engine
    empty = tmp_path / "empty.txt"
    empty.write_text("\n# nothing\n", encoding="utf-8")
    done = communique(real_data, "ask", "--questions", str(empty))
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is nothing to answer" in done.stderr


def test_alone_where_nothing_comes_it_shows_its_help(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMUNIQUE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COMMUNIQUE_DATA": str(tmp_path)},
    )
    assert done.returncode == 0
    assert "Usage: communique" in done.stdout
