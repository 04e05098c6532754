"""Evidence sheets through every door, in every format, read back by other people's programs."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import docx
import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from typer.testing import CliRunner

from corpus.errors import InputError
from corpus.formats.extract import extract
from qa import Engine, Filters, Settings
from qa.citing import FORMATS as CITATIONS
from qa.exporting import Exhibit, Sheet, Wanted, sheet
from tests.conftest import MakeFolder, open_quietly
from tests.test_qa_citing import LINE, LINK, made
from tests.test_qa_exporting import EVERYWHERE, FREED, OFTEN, UNSAID
from web.cli import app
from web.export_api import BY_MEDIA_TYPE
from web.exported import told
from web.exported.formats import EXPORTS
from web.exported.markdown import markdown
from web.exported.names import ExportFormat
from web.exported.page import page
from web.exported.table import table
from web.exported.word import word

RETRIEVED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}")
SCHEMA = Path(__file__).parent / "fixtures" / "csl" / "csl-data.json"
HOSTILE = (
    "=cmd|' /C calc'!A0 said <script>alert(1)</script> **in** our [outrage](javascript:x) and "
    "{{ 7*7 }} ~~no~~ [^1] &amp; `code` \\input{x} @misc{a, title={b}} https://a.example and "
    "\u202eso \x0b\ufffe it was."
)
ALL = tuple(EXPORTS)
TEXTS: tuple[ExportFormat, ...] = ("markdown", "docx", "csv", "html", "json")


@pytest.fixture(autouse=True)
def _same_data(engine: Engine, real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line answers from the same index as the server."""
    assert engine.searcher.generation.name
    monkeypatch.setenv("COMMUNIQUE_DATA", str(real_data))


def timeless(content: bytes) -> str:
    return RETRIEVED.sub("…", content.decode())


@pytest.fixture(scope="module")
def answered(engine: Engine) -> Sheet:
    return sheet(engine, Wanted(FREED, None, EVERYWHERE, 3, None))


@pytest.fixture(scope="module")
def silent(engine: Engine) -> Sheet:
    return sheet(engine, Wanted(UNSAID, None, EVERYWHERE, 3, None))


@pytest.fixture
def hostile(make_folder: MakeFolder, settings: Settings) -> tuple[Sheet, Engine]:
    """A sheet on a document, with a title and a place, that wants to be more than text."""
    row = (
        """[[meeting]]\ndocument = "9.txt"\ndate = { curated = 2020-01-01 }\n"""
        """title = { curated = 'ER  - }, @misc{evil, title="{" \\ <b>x</b> [a](b)' }\n"""
    )
    folder = make_folder(f"{HOSTILE} The penguins marched.", table=row)
    (folder / "9.txt").write_text("=1+1 penguins marched again, +2 of them.", encoding="utf-8")
    engine = open_quietly(settings.model_copy(update={"sources": folder}))
    links = [
        place.citation.permalink
        for phrase in ("said <script>alert(1)", "penguins marched again")
        for place in engine.find(phrase).places
    ]
    whole = sheet(engine, Wanted(None, None, EVERYWHERE, 3, tuple(links)))
    return replace(whole, asked=HOSTILE), engine


def filled(base: Sheet, text: str) -> Sheet:
    """A sheet in which all that others write is this text."""
    (first, *_) = base.quotations
    cited = replace(first.citation, meeting=text, place=text, document=text)
    one = replace(
        first, quote=text, before=text, after=text, reference=text, remarks=(text,), citation=cited
    )
    by = replace(base.made_by, collection=text)
    return replace(base, asked=text, quotations=(one, one), but_see=(), nearest=(), made_by=by)


# --- every door tells the same


@pytest.mark.parametrize("name", ALL)
def test_api_page_and_command_line_write_the_same(
    client: TestClient, name: ExportFormat, tmp_path: Path
) -> None:
    asked = {"q": FREED, "pick": ["2", "1"], "format": name}
    given = client.get("/api/export", params=asked)
    posted = client.post("/api/export", json=asked)
    saved = client.get("/sheet", params=asked)
    file = tmp_path / "answer"
    ask = ["ask", FREED, "--pick", "2", "--pick", "1", "--format", name, "--output", str(file)]
    assert CliRunner().invoke(app, ask).exit_code == 0
    form = EXPORTS[name]
    for one in (given, posted, saved):
        assert one.status_code == 200
        assert one.headers["content-type"].split(";")[0] == form.media_type.split(";")[0]
        assert re.fullmatch(
            rf'attachment; filename="evidence-how-many-[a-z0-9-]+\.{form.ending}"',
            one.headers["content-disposition"],
        )
    contents = [given.content, posted.content, saved.content, file.read_bytes()]
    if name == "docx":
        texts = {RETRIEVED.sub("…", _word_text(one)) for one in contents}
    else:
        texts = {timeless(one) for one in contents}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/markdown", "markdown"),
        ("text/csv;q=0.5, application/x-bibtex", "bibtex"),
        (EXPORTS["docx"].media_type, "docx"),
    ],
)
def test_the_format_is_what_the_header_asks_for(
    client: TestClient, accept: str, name: ExportFormat
) -> None:
    answer = client.get("/api/export", params={"q": FREED}, headers={"accept": accept})
    assert answer.headers["content-type"].split(";")[0] == EXPORTS[name].media_type.split(";")[0]
    assert answer.headers["vary"] == "Accept"
    assert name in BY_MEDIA_TYPE.values()


def test_the_json_is_the_sheet(client: TestClient) -> None:
    got = client.get("/api/export", params={"find": OFTEN}).json()
    found = client.get("/api/find", params={"q": OFTEN}).json()
    assert got["asked"] == OFTEN
    assert [(one["quote"], one["citation"]) for one in got["quotations"]] == [
        (place["quote"], place["citation"]) for place in found["places"]
    ]
    schema = client.get("/openapi.json").json()
    content = schema["paths"]["/api/export"]["get"]["responses"]["200"]["content"]
    assert {"application/json", "text/markdown", "application/x-bibtex"} <= {*content}
    assert content["application/json"]["schema"]["$ref"].endswith("/Sheet")
    assert {*got} == {*schema["components"]["schemas"]["Sheet"]["properties"]}


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ({"q": FREED, "find": OFTEN}, 400, "not both"),
        ({"q": FREED, "pick": ""}, 400, "No quotation is chosen"),
        ({"q": FREED, "pick": "8"}, 400, "quotations 1 to 3"),
        ({"pick": LINK}, 400, "is refused. This collection has no document"),
        ({"pick": "<b>x"}, 400, "is no permalink"),
        ({"q": FREED, "meeting": "1999"}, 404, "1999"),
        ({"q": FREED, "from": "soon"}, 400, "is not a date"),
        ({"q": UNSAID, "format": "bibtex"}, 400, "no quotation to cite"),
        ({"q": "\x00"}, 400, ""),
    ],
)
def test_what_cannot_be_exported_is_told_by_each_door(
    client: TestClient, query: dict[str, str], status: int, says: str
) -> None:
    api = client.get("/api/export", params=query)
    assert (api.status_code, says in api.json()["detail"]) == (status, True)
    shown = client.get("/sheet", params=query)
    tree = html.document_fromstring(shown.text)
    assert (shown.status_code, says in tree.cssselect("[role=alert]")[0].text_content()) == (
        status,
        True,
    )
    assert "<b>x" not in shown.text
    assert tree.cssselect("#pick[aria-invalid]")


def test_an_unknown_format_is_told(client: TestClient) -> None:
    assert client.get("/api/export", params={"q": FREED, "format": "exe"}).status_code == 422
    shown = client.get("/sheet", params={"q": FREED, "format": "exe"})
    assert (shown.status_code, "There is no format" in shown.text) == (400, True)


@pytest.mark.parametrize(
    "question", ["a\r\nSet-Cookie: x=1 joined", 'new "members"; joined=../../x', "Кто joined — 新?"]
)
def test_no_question_gets_into_a_header(client: TestClient, question: str) -> None:
    answer = client.get("/api/export", params={"q": question})
    assert "set-cookie" not in answer.headers
    named = answer.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.json"', named)


# --- the page


def test_quotations_are_chosen_under_the_answer(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/", params={"q": FREED}).text)
    (form,) = tree.cssselect(".export form")
    boxes = form.cssselect("[type=checkbox][name=pick][checked]")
    assert len(boxes) == len(client.get("/api/ask", params={"q": FREED}).json()["answers"]) == 3
    boxes[1].attrib.pop("checked")
    fields = form.form_values()
    chosen = html.document_fromstring(client.get("/sheet", params=_query(fields)).text)
    assert [one.get("id") for one in chosen.cssselect(".exhibits > li")][:2] == [
        "quotation-1",
        "quotation-2",
    ]
    links = [one.get("href") for one in chosen.cssselect(".proof a")]
    assert boxes[1].get("value") not in links
    assert boxes[0].get("value") == links[0]
    nothing = [(name, value) for name, value in fields if not value.startswith("/quotes")]
    assert client.get("/sheet", params=_query(nothing)).status_code == 400


def test_a_selection_lives_on_over_several_questions(client: TestClient) -> None:
    first = html.document_fromstring(client.get("/sheet", params={"q": FREED, "pick": "1"}).text)
    (ask,) = first.cssselect("form.ask")
    ask.fields["q"] = "Which new members joined?"
    answer = client.get(ask.action, params=_query(ask.form_values()))
    tree = html.document_fromstring(answer.text)
    assert "One quotation chosen before" in tree.cssselect(".export")[0].text_content()
    (form,) = tree.cssselect(".export form")
    both = html.document_fromstring(client.get("/sheet", params=_query(form.form_values())).text)
    headings = [one.text for one in both.cssselect("h2")]
    assert headings[:2] == ["Quotations of the answer", "Quotations chosen by their permalinks"]
    again = tree.cssselect("form.ask")[0].form_values()
    assert ("pick", ask.fields["pick"]) in again


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ({"q": "Who joined in June 2021?"}, ".chip:not(.by-hand) .undo"),
        ({"q": "Who joined in June 2021?", "set_aside": "June 2021"}, ".chip.aside .undo"),
        ({"q": FREED, "from": "2019"}, ".chip.by-hand .undo"),
        ({"q": FREED, "from": "yesterday"}, ".chip.by-hand .undo"),
        ({"q": "Who met in Riyadh in June 2023?"}, ".silence + p a"),
    ],
)
def test_a_selection_lives_on_when_a_restriction_is_lifted(
    client: TestClient, query: dict[str, str], link: str
) -> None:
    earlier = client.get("/api/ask", params={"q": "Which new members joined?"}).json()["answers"]
    picks = [one["citation"]["permalink"] for one in earlier[1:3]]
    shown = html.document_fromstring(client.get("/", params={**query, "pick": picks}).text)
    address = shown.cssselect(link)[0].get("href")
    assert parse_qs(urlsplit(address).query)["pick"] == picks
    (form,) = html.document_fromstring(client.get(address).text).cssselect(".export form")
    assert {*picks} <= {value for name, value in form.form_values() if name == "pick"}


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ([], "Answered. Evidence for the first quotation: strong."),
        (["1", "2", "3"], "Answered. Evidence for the first quotation: strong."),
        (["2"], "Answered. Evidence for the first quotation of the whole answer: strong."),
    ],
)
def test_the_evidence_is_not_told_of_another_quotation(
    client: TestClient, picks: list[str], expected: str
) -> None:
    shown = html.document_fromstring(client.get("/sheet", params={"q": FREED, "pick": picks}).text)
    assert expected in " ".join(shown.text_content().split())


def test_a_quotation_is_left_out_by_a_link(client: TestClient) -> None:
    whole = html.document_fromstring(client.get("/sheet", params={"q": FREED}).text)
    out = [one.get("href") for one in whole.cssselect(".act")]
    assert len(out) == 3
    rest = html.document_fromstring(client.get(out[0]).text)
    links = [one.get("href") for one in rest.cssselect(".proof a")]
    assert links == [one.get("href") for one in whole.cssselect(".proof a")][1:3]
    (last,) = html.document_fromstring(
        client.get(rest.cssselect(".act")[0].get("href")).text
    ).cssselect(".exhibits > li")
    assert not last.cssselect(".act")


@pytest.mark.parametrize("query", [{"q": FREED}, {"q": UNSAID}, {"find": OFTEN}])
def test_a_sheet_tells_everything(
    client: TestClient, engine: Engine, query: dict[str, str]
) -> None:
    shown = html.document_fromstring(client.get("/sheet", params=query).text)
    made_of = sheet(engine, Wanted(query.get("q"), query.get("find"), EVERYWHERE, 3, None))
    text = " ".join(shown.cssselect(".sheet")[0].text_content().split())
    for number, one in enumerate(made_of.exhibits(), start=1):
        (item,) = shown.cssselect(f"#quotation-{number}")
        assert item.cssselect("blockquote")[0].text_content() == f"{number} “{one.quote}”"
        around = [mark.text for mark in item.cssselect(".context mark")]
        assert around == ([one.quote] if (one.before + one.after).strip() else [])
        for fact in (one.citation.source_sha256, one.citation.permalink, one.words_sha256):
            assert fact in item.text_content()
        assert " ".join(one.reference.split()) in text
    assert "UTC" in text
    assert engine.searcher.generation.name in text
    assert "communique verify-citation" in text
    assert (UNSAID in text) == ("Nearest passages (not an answer)" in text)
    (form,) = shown.cssselect("form.export")
    assert {("pick", "")} & {*form.form_values()} == set()
    for name, value in query.items():
        assert (name, value) in form.form_values()


def test_links_of_a_look_up_and_an_empty_sheet(client: TestClient) -> None:
    found = html.document_fromstring(client.get("/find", params={"q": OFTEN}).text)
    (form,) = found.cssselect(".export form")
    assert ("find", OFTEN) in form.form_values()
    blank = client.get("/sheet")
    assert (blank.status_code, "Make an evidence sheet" in blank.text) == (200, True)
    links = [one.get("value") for one in form.cssselect("[type=checkbox]")][:2]
    pasted = client.get("/sheet", params={"pick": f"http://a.example{links[0]}\r\n{links[1]}\n"})
    tree = html.document_fromstring(pasted.text)
    assert [one.get("href") for one in tree.cssselect(".proof a")] == links
    silence = html.document_fromstring(client.get("/", params={"q": UNSAID}).text)
    assert not silence.cssselect(".export [type=checkbox]")
    assert len(silence.cssselect(".export button")) == 9


# --- the command line


def test_no_file_is_overwritten_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "found.md"
    file.write_text("mine", encoding="utf-8")
    again = ["find", OFTEN, "--output", str(file)]
    assert isinstance(CliRunner().invoke(app, again).exception, InputError)
    assert file.read_text(encoding="utf-8") == "mine"
    assert CliRunner().invoke(app, [*again, "--overwrite"]).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("# Evidence sheet")
    assert [one.name for one in tmp_path.iterdir()] == ["found.md"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--output", "answer"], "Which format is meant?"),
        (["--output", "answer.exe"], "Which format is meant?"),
        (["--pick", "1"], "Say what to write"),
        (["--format", "csv", "--json"], "Choose --json or --format"),
        (["--format", "csv", "--output", "no/such/folder.csv"], "cannot be written"),
        (["--format", "csv", "--output", ".", "--overwrite"], "is a folder"),
        (["--format", "csv", "--pick", "9"], "quotations 1 to 3"),
    ],
)
def test_what_the_command_line_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, ["ask", FREED, *options])
    assert isinstance(refused.exception, InputError)
    assert says in str(refused.exception)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("ending", ["md", "csv", "bib", "ris", "txt", "html", "json", "docx"])
def test_the_ending_of_a_name_is_enough(tmp_path: Path, answered: Sheet, ending: str) -> None:
    links = [one.citation.permalink for one in answered.quotations]
    file = tmp_path / f"cited.{ending.upper()}"
    assert CliRunner().invoke(app, ["cite", *links, "--output", str(file)]).exit_code == 0
    content = file.read_bytes()
    assert content
    if ending != "docx":
        assert all(link.split("/")[-1] in content.decode() for link in links)


def test_a_silence_is_written_and_told_by_the_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "silence.md"
    assert CliRunner().invoke(app, ["ask", UNSAID, "--output", str(file)]).exit_code == 3
    assert "Nearest passages (not an answer)" in file.read_text(encoding="utf-8")


# --- read back by other programs


def test_markdown_is_read_back(answered: Sheet, silent: Sheet) -> None:
    for one in (answered, silent):
        _read_markdown(one)


def _read_markdown(one: Sheet) -> None:
    reader = MarkdownIt("commonmark").use(footnote_plugin).enable(["table", "strikethrough"])
    tree = html.fromstring(f"<div>{reader.render(markdown(one))}</div>")
    quoted = [_plain(each) for each in tree.cssselect("blockquote > p:first-child")]
    assert quoted == [f"{told.quotation(each.quote)}[{n}]".replace("\x00", "\ufffd")
                      for n, each in enumerate(one.exhibits(), start=1)]  # fmt: skip
    notes = [_plain(each) for each in tree.cssselect("section.footnotes li")]
    assert [each.rstrip("↩︎ ") for each in notes] == [
        " ".join(told.note(each).split()).replace("\x00", "\ufffd") for each in one.exhibits()
    ]
    tags = {each.tag for each in tree.iter()} - {"div", "h1", "h2", "p", "ul", "li", "ol", "a",
                                                 "blockquote", "section", "hr", "sup"}  # fmt: skip
    assert tags == set()
    assert {each.get("class") for each in tree.iter("a")} <= {None, "footnote-backref"}
    assert all(each.get("href").startswith("#fn") for each in tree.iter("a"))


def _query(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The fields of a form as a browser sends them."""
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return sent


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())


def _word_text(content: bytes) -> str:
    blocks = extract("sheet.docx", content).blocks
    return "\n".join(" ".join(one.text.split()) for one in blocks)


def test_word_is_read_back(answered: Sheet, silent: Sheet) -> None:
    for one in (answered, silent):
        _read_word(one)


def _read_word(one: Sheet) -> None:
    content = word(one)
    document = docx.Document(io.BytesIO(content))
    quoted = [p.text for p in document.paragraphs if p.style and p.style.name == "Quote"]
    assert quoted == [_in_xml(told.quotation(each.quote)) for each in one.exhibits()]
    with ZipFile(io.BytesIO(content)) as file:
        tree = etree.fromstring(file.read("word/footnotes.xml"))
    notes = ["".join(note.itertext("{*}t")) for note in tree.iter("{*}footnote")]
    assert [note[1:] for note in notes if note] == [
        _in_xml(told.note(each)) for each in one.exhibits()
    ]


def _in_xml(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def test_a_table_is_read_back(answered: Sheet, silent: Sheet) -> None:
    lines = _read_table(answered)
    assert [(line["role"], line["quotation"]) for line in lines] == [
        (one.role, one.quote) for one in answered.exhibits()
    ]
    assert [line["words_sha256"] for line in lines] == [
        one.words_sha256 for one in answered.exhibits()
    ]
    first, *rest = _read_table(silent)
    assert silent.question is not None
    assert (first["role"], first["result"]) == ("silence", silent.question.reason)
    assert {line["role"] for line in rest} == {"nearest (not an answer)"}


def _read_table(one: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(one), newline="")))


def test_the_json_of_citations_is_csl(answered: Sheet, engine: Engine) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    items = json.loads(EXPORTS["csl-json"].write(answered, engine.store))
    jsonschema.Draft7Validator(schema).validate(items)
    assert len({item["id"] for item in items}) == 3


@given(LINE, LINE, st.none() | LINE)
def test_no_record_brings_in_another(title: str, body: str, place: str | None) -> None:
    several = [made(title, body, place, page=page) for page in (1, 2)]
    several = [replace(one, citation=replace(one.citation, permalink=f"/quotes/{n}"))
               for n, one in enumerate(several)]  # fmt: skip
    library = parse_string(CITATIONS["bibtex"].write(several))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [one.key for one in several]
    assert len({one.key for one in several}) == len(library.blocks) == 2
    read = rispy.loads(CITATIONS["ris"].write(several))
    assert [one["id"] for one in read] == [one.key for one in several]
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    items = json.loads(CITATIONS["csl-json"].write(several))
    jsonschema.Draft7Validator(schema).validate(items)


@pytest.mark.parametrize("name", ALL)
def test_hostile_documents_stay_text(hostile: tuple[Sheet, Engine], name: ExportFormat) -> None:
    one, engine = hostile
    assert len(one.quotations) == 2
    content = EXPORTS[name].write(one, engine.store)
    if name == "bibtex":
        assert len(parse_string(content.decode()).blocks) == 2
    elif name == "ris":
        assert len(rispy.loads(content.decode())) == 2
    elif name == "html":
        assert b"<script>alert" not in content
        assert b"<b>x</b>" not in content
    elif name == "csv":
        assert_no_formula(content.decode())
    elif name == "docx":
        _read_word(one)
    elif name == "markdown":
        _read_markdown(one)


def assert_no_formula(text: str) -> None:
    cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_no_text_is_more_than_text(answered: Sheet, text: str) -> None:
    one = filled(answered, text)
    _read_word(one)
    assert_no_formula(table(one))
    lines = _read_table(one)
    assert [line["quotation"].removeprefix("'") for line in lines] == [text.removeprefix("'")] * 2
    tree = html.document_fromstring(page(one))
    assert len(tree.cssselect(".exhibits > li")) == 2
    assert not tree.cssselect("script, a, img, iframe, form")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)
       .filter(str.strip))  # fmt: skip
def test_no_text_is_markup_in_markdown(answered: Sheet, text: str) -> None:
    _read_markdown(filled(answered, text))


def test_text_from_right_to_left_turns_nothing_around_it() -> None:
    assert told.quotation("שלום") == "“\u2068שלום\u2069”"
    assert told.isolated("plain “text”") == "plain “text”"
    assert told.isolated("a\u202eb") == "\u2068a\u202eb\u2069"


def test_a_file_name_is_short_and_plain(answered: Sheet) -> None:
    day = f"{answered.retrieved:%Y-%m-%d}"
    for asked, name in [
        ("x" * 500, f"evidence-{'x' * 60}-{day}.md"),
        ("../../etc/passwd", f"evidence-etc-passwd-{day}.md"),
        ("新しい", f"evidence-{day}.md"),
        (None, f"evidence-quotations-{day}.md"),
    ]:
        assert told.file_name(replace(answered, asked=asked), "md") == name


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_word_document(
    hostile: tuple[Sheet, Engine], answered: Sheet, tmp_path: Path
) -> None:
    for number, one in enumerate((answered, hostile[0])):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(word(one))
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
                   "--convert-to", "fodt", "--outdir", str(tmp_path), str(file)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        tree = etree.parse(tmp_path / f"{number}.fodt")
        text = "".join(tree.find("{*}body").itertext())
        notes = ["".join(note.itertext()) for note in tree.iter("{*}note-body")]
        for each, note in zip(one.exhibits(), notes, strict=True):
            assert _in_xml(told.quotation(each.quote)) in text
            assert "".join(_in_xml(told.note(each)).split()) in "".join(note.split())


def restricted(base: Sheet) -> Sheet:
    return replace(base, filters=Filters(meetings=("2021",), place="Rome"))


def test_what_a_question_was_restricted_to_is_told(answered: Sheet) -> None:
    facts = dict(told.facts(restricted(answered)))
    assert facts["Restricted by hand to"] == "meetings 2021; place Rome"
    assert "Restricted by hand to" not in dict(told.facts(answered))


def numbered(one: Exhibit) -> Any:
    return one.otherwise and one.otherwise.number


def test_remarks_name_the_quotation_that_is_contradicted(answered: Sheet) -> None:
    (contrast,) = [one for one in answered.exhibits() if numbered(one)]
    assert told.remarks(contrast)[0].startswith("Against number 1: another number: “nearly eight")
