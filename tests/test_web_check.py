"""A text checked through every door, and its reports: all tell the same, whatever is in it."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx_plus.revisions import accept_all_revisions, reject_all_revisions
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from corpus.errors import BusyError
from corpus.formats.extract import extract
from corpus.running_text import read_running_text
from qa import Engine
from qa.check import Checked, check
from tests.checked_texts import article, draft, file_of
from web.app import LARGER_BODIES
from web.checked.laid_out import laid_out
from web.checked.markdown import markdown
from web.checked.word import word
from web.checking import AT_ONCE, MOST_LOOKED_UP, Checker, Given
from web.cli import app
from web.door.bodies import MOST_ENCODED
from web.in_markdown import line

HOSTILE = (
    "He said “<script>alert(1)</script> we remain firmly united **in** our [outrage](javas:x)”. "
    "=cmd|' /C calc'!A0 \ufffe\x0b &amp; <img src=x onerror=y> `code` {{ 7*7 }} ~~no~~ [^1] "
    "They “freed approximately 8 million people_” \u202eso. "
)
ADDED = re.compile(r"<ins>.*?</ins>| <strong>\[.*?\]</strong>| \[[a-z, ]+\]|\[\^\d+\]")
MODES = ("article", "draft")


def checked(engine: Engine, text: str, mode: Any = None) -> Checked:
    return check(engine, "text.txt", read_running_text("text.txt", text.encode()), mode)


@pytest.fixture(scope="module", params=["article", "draft", "hostile article", "hostile draft"])
def found(request: pytest.FixtureRequest, engine: Engine) -> Checked:
    texts = {"article": article, "draft": draft}
    name = request.param
    if name in texts:
        return checked(engine, file_of(texts[name](engine), "txt").decode())
    return checked(engine, f"# A title\n\n{HOSTILE}\n\n- {HOSTILE}", name.split()[1])


def test_a_layout_loses_nothing(found: Checked) -> None:
    laid = laid_out(found)
    for paragraph, read in zip(laid.paragraphs, found.text, strict=True):
        words = [one for stretch in paragraph.stretches for one in stretch.words]
        assert "".join(one.text for one in words if one.change != "new") == read.text
    used = {n for one in laid.paragraphs for stretch in one.stretches for n in stretch.notes}
    assert used == set(range(1, len(laid.notes) + 1))


def test_a_report_in_markdown_can_be_read_again(found: Checked) -> None:
    report = markdown(found)
    rendered = MarkdownIt("commonmark").render(report)
    tags = set(re.findall(r"<(/?\w+)", rendered)) - {"p", "/p"}
    assert {tag.strip("/") for tag in tags} <= {
        "h1", "h2", "h3", "ul", "li", "strong", "del", "ins", "blockquote",
    }  # fmt: skip
    notes = {b.label: b.text for b in extract("r.md", report.encode()).blocks if b.label}
    assert list(notes) == [str(n) for n in range(1, len(laid_out(found).notes) + 1)]
    kept = html.fromstring(f"<div>{ADDED.sub('', rendered)}</div>").text_content()
    for one in found.text:
        assert " ".join(ADDED.sub("", one.text).split()) in " ".join(kept.split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_no_text_is_markup_in_markdown(text: str) -> None:
    wanted = " ".join(text.split())
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(line(text))
    shown = (
        html.fromstring(f"<div>{rendered}</div>") if rendered else html.fromstring("<div></div>")
    )
    assert {one.tag for one in shown.iter()} <= {"div", "p"}
    assert shown.text_content().strip() == wanted.replace("\x00", "\ufffd").strip()


def test_a_report_in_word_can_be_read_again(found: Checked) -> None:
    written = word(found)
    blocks = extract("r.docx", written).blocks
    notes = [one.text for one in blocks if one.label and one.kind.value == "note"]
    laid = laid_out(found)
    in_order = [
        laid.notes[n - 1].text for p in laid.paragraphs for s in p.stretches for n in s.notes
    ]
    assert [" ".join(one.split()) for one in notes] == [" ".join(one.split()) for one in in_order]
    rejected = _text(written, reject_all_revisions)
    accepted = _text(written, accept_all_revisions)
    for one in found.text:
        assert ADDED.sub("", one.text.replace("\ufffe", "\ufffd")) in ADDED.sub("", rejected)
    new = [
        w.text for p in laid.paragraphs for s in p.stretches for w in s.words if w.change == "new"
    ]
    assert all(one in accepted for one in new)


def _text(written: bytes, resolve: Any) -> str:
    document = docx.Document(BytesIO(written))
    resolve(document)
    for one in document.element.body.iter("{*}r"):
        is_comma = [t.text for t in one.iter("{*}t")] == [", "]
        if is_comma and one.find("{*}rPr/{*}vertAlign") is not None:
            one.getparent().remove(one)
    return "\n".join(one.text for one in document.paragraphs)


@pytest.mark.parametrize("mode", MODES)
def test_every_door_tells_the_same(
    client: TestClient, engine: Engine, tmp_path: Path, mode: str
) -> None:
    source = file_of(article(engine), "docx")
    path = tmp_path / "article.docx"
    path.write_bytes(source)
    sent = {"file": ("article.docx", source)}
    by_api = client.post("/api/check", files=sent, data={"mode": mode}).json()
    told = CliRunner().invoke(app, ["check", str(path), f"--{mode}", "--json"])
    assert told.exit_code == 3
    by_command = json.loads(told.stdout)
    for one in (by_api, by_command):
        del one["elapsed_ms"]
    assert by_api == by_command
    page = html.document_fromstring(client.post("/check", files=sent, data={"mode": mode}).text)
    summary = page.cssselect("main ul li")[0].text_content()
    assert summary == "6 quotations: 2 verbatim, 1 altered, 1 stitched, 1 not found, 1 too short."
    tags = [one.text_content() for one in page.cssselect(".tag")]
    assert any("misattributed" in one for one in tags)
    for link in {one.get("href") for one in page.cssselect(".notes a:not(.back)")}:
        assert client.get(link, follow_redirects=True).status_code == 200
    ids = {one.get("id") for one in page.cssselect("[id]")}
    assert {one.get("href")[1:] for one in page.cssselect("a[href^='#']")} <= ids


def test_a_text_can_be_pasted(client: TestClient) -> None:
    text = "They freed “approximately 8 million people” from <b>Daesh</b>."
    by_json = client.post("/api/check", json={"text": text}).json()
    by_form = client.post("/api/check", data={"text": text}).json()
    assert by_json["quotations"] == by_form["quotations"]
    assert [one["verdict"] for one in by_json["quotations"]] == ["altered"]
    page = client.post("/check", data={"text": text})
    tree = html.document_fromstring(page.text)
    assert tree.cssselect("textarea")[0].text == text
    assert [one.text_content() for one in tree.cssselect(".checked del, .checked ins")] == [
        "[yours: 8]",
        "[the record: 7.7]",
    ]
    assert "<b>" not in page.text


@pytest.mark.parametrize("to", ["md", "docx"])
def test_the_page_gives_the_reports_of_its_result(
    client: TestClient, engine: Engine, to: str
) -> None:
    source = file_of(article(engine), "md")
    page = client.post("/check", files={"file": ("a/../artic*le.md", source)})
    form = html.document_fromstring(page.text).forms[1]
    again = client.post("/check", data={**form.fields, "to": to}, files={"x": b""})
    straight = client.post("/api/check", files={"file": ("artic*le.md", source)}, data={"to": to})
    assert again.headers["content-disposition"] == f'attachment; filename="checked.{to}"'
    if to == "md":
        assert again.text == straight.text
        assert again.text.startswith("# Checked: artic\\*le.md\n")
    else:
        one, other = (extract("r.docx", answer.content).text for answer in (again, straight))
        assert one == other


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"data": {"text": " "}}, "There is no text. Paste one, or choose a file."),
        ({"files": {"file": ("a.txt", b"")}}, "a.txt is empty."),
        ({"files": {"file": ("a.pdf", b"%PDF-1.4")}}, "a.pdf"),
        ({"files": {"file": ("a.bin", bytes(range(256)) * 4)}}, "a.bin"),
        ({"data": {"text": "Hello.", "mode": "essay"}}, "There is no mode 'essay'"),
        ({"data": {"text": "Hello.", "to": "pdf"}}, "There is no format 'pdf'"),
        ({"data": {"text": "They met. " * 5 + "\x01"}}, "control character"),
        ({"data": {"paragraphs": "[{}]"}}, "This is no text that was checked before."),
        (
            {
                "data": {
                    "paragraphs": '[{"text":"a","kind":"text","sentences":[{"start":0,"end":9}]}]'
                }
            },
            "This is no text that was checked before.",
        ),
        ({"data": {"text": "“They met” here. " * (MOST_LOOKED_UP + 1)}}, f"{MOST_LOOKED_UP}"),
        ({"files": {"text": (None, "x" * 1_000_001)}}, "Your text has 1,000,001 characters"),
    ],
)
def test_what_cannot_be_checked(client: TestClient, sent: Any, told: str) -> None:
    page, answer = client.post("/check", **sent), client.post("/api/check", **sent)
    assert (page.status_code, answer.status_code) == (400, 400)
    (problem,) = html.document_fromstring(page.text).cssselect(".problem")
    assert problem.text_content() == answer.json()["detail"]
    assert told in answer.json()["detail"]


def test_a_few_texts_are_checked_at_a_time(engine: Engine) -> None:
    checker, given_text = Checker(), Given("a.txt", b"They met.", None, None, "here")
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(checker._turn())
        with pytest.raises(BusyError, match="Send it again in a minute"):
            checker.check(engine, given_text)
    assert checker.check(engine, given_text).mode == "draft"


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"text": 3}', b'{"words": "a"}', rb'{"text": "\ud800"}']
)
def test_json_that_is_none_of_ours(client: TestClient, body: bytes) -> None:
    sent = {"content": body, "headers": {"content-type": "application/json"}}
    assert client.post("/api/check", **sent).status_code == 422  # type: ignore[arg-type]


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    most = LARGER_BODIES["/check"]
    answer = client.post("/api/check", files={"file": ("a.txt", b"a" * (most + 1))})
    assert answer.status_code == 413


def test_a_form_that_would_hold_others_up_to_be_decoded_is_refused(client: TestClient) -> None:
    text = {"text": "%" * (MOST_ENCODED // 3)}
    assert client.post("/api/check", data=text).status_code == 413
    file = {"file": ("a.txt", b"a " * MOST_ENCODED)}
    assert client.post("/api/check", data=text, files=file).status_code != 413


def test_nothing_is_kept(
    client: TestClient, real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = {path: path.stat().st_size for path in real_data.rglob("*")}
    meetings = client.get("/api/meetings").json()
    files = {"file": ("kept.txt", b"They met. " * 3 + b"\n" * 2_000_000)}
    assert client.post("/api/check", files=files).status_code == 200
    assert {path: path.stat().st_size for path in real_data.rglob("*")} == before
    assert client.get("/api/meetings").json() == meetings
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "options", "code", "told"),
    [
        ("“approximately 7.7 million people”", [], 0, "1 quotation: 1 verbatim."),
        ("“approximately 8 million people”", [], 3, "[-8-] {+7.7+}"),
        ("They met in Rome, and then they left it.", [], 0, "1 sentence: 1 new (100%)."),
        ("They met in Rome, and then they left it.", ["--article"], 3, "Check it as a draft"),
        ("", [], 2, "standard input is empty."),
        ("They met.", ["--draft", "--article"], 2, "Leave one of them out."),
        ("They met.", ["--to", "report.pdf"], 2, "report.pdf cannot be written"),
    ],
)
def test_the_command_line(text: str, options: list[str], code: int, told: str) -> None:
    # The command that Typer calls leaves errors to run(), which tells them.
    done = CliRunner().invoke(app, ["check", "-", *options], input=text)
    seen = done.stdout + str(done.exception)
    assert told in seen
    assert done.exit_code == code or (code in (1, 2) and done.exit_code == 1)


@pytest.mark.parametrize("name", ["report.md", "report.docx"])
def test_the_command_line_writes_a_report(tmp_path: Path, engine: Engine, name: str) -> None:
    path, to = tmp_path / "article.md", tmp_path / name
    path.write_bytes(file_of(article(engine), "md"))
    done = CliRunner().invoke(app, ["check", str(path), "--to", str(to)])
    assert done.exit_code == 3
    assert "6 quotations: 2 verbatim" in done.stdout
    assert "quotation 1" not in done.stdout
    assert "Ministers meet once more" in extract(name, to.read_bytes()).text
    before = path.read_bytes()
    done = CliRunner().invoke(app, ["check", str(path), "--to", str(path)])
    assert "article.md is the text itself" in str(done.exception)
    assert path.read_bytes() == before
