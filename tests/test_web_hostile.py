"""Documents whose words are markup, scripts and controls: everywhere they are but words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO, StringIO
from typing import Any

import docx
import httpx
import pytest
from playwright.sync_api import Browser
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from corpus.adding import Filer
from corpus.errors import SourceError
from corpus.intake import Brought, take
from qa import Settings
from qa.citing import FORMATS
from tests.chromium import NEEDS_CHROMIUM, served
from tests.conftest import hashing_encoder, open_quietly
from tests.council import TOKEN
from tests.word_documents import document
from web.consoles import WordsOnly

RUN = "window.ran = 1"
COUNT = "{{ 919*907 }}"
SAID = f"The council agreed on the price of salt <script>{RUN}</script> and on {COUNT} ships."
PAGE = f"""<!doctype html><html><head><title>x</title><script>{RUN}</script></head>
<body onload="{RUN}"><article><h1>&lt;b&gt;Harbour&lt;/b&gt; council</h1>
<p>The council agreed on the price of salt &lt;script&gt;{RUN}&lt;/script&gt; and on {COUNT}
ships.</p><p onclick="{RUN}">The mayors promised <a href="javascript:{RUN}">grain</a> to the islands
<img src="x" onerror="{RUN}"> and to the harbour before the spring came again.</p>
<iframe src="javascript:{RUN}"></iframe><svg onload="{RUN}"></svg></article></body></html>"""
TITLE = "Statement of \u202eslairetsinim"  # an override that is never closed
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
OPEN = "The ministers met in the harbour \u202eand spoke of bread and salt in 2022."
PLEDGED = "They pledged 12 million euros for the harbours \u2067of the north."
RULING = "ab\x1b]0;cd\x9b31mef\n\u202egh\tij\u2067kl\u200fm"
OBEYED = "\x07\x1b\x9b\u202e\u2067"
COLOURS = re.compile("\x1b\\[[0-9;]*m")
GIVEN = {"title": "A \"title\" with 'quotes' & <i>markup</i>", "date": "2023-01-01"}
PLACE = f'"><script>{RUN}</script>'
COUNCIL, MINISTERS = "/meetings/2021-05-01", "/meetings/2022"
PATHS = {
    "/": "",
    "/?q=What+was+the+price+of+salt%3F": SAID,
    "/?q=Who+spoke+of+bread%3F": OPEN,
    "/find?q=agreed+on+the+price+of+salt": "agreed on the price of salt",
    "/find?q=%3Cscript%3Ewindow.ran+%3D+1%3C/script%3E+bread": "",
    "/compare?a=2021&b=2022": OPEN,
    "/compare?a=%3Cscript%3E&b=2022": "<script>",
    "/history?q=price+of+salt": "price of salt",
    "/history/silences": "",
    "/figures": "12 million euros",
    "/meetings": GIVEN["title"],
    COUNCIL: SAID,
    MINISTERS: OPEN,
    f"{MINISTERS}?mark=0-40": PLACE,
    "/meetings/2023": GIVEN["title"],
    "/meetings/%3Cscript%3E": "<script>",
    "/quotes/%3Cscript%3E": "<script>",
    "/documents": "<b>evil.html",
}
# What a document may not bring into a page: anything that runs or loads.
BROUGHT = """main :is(script, iframe, img, object, embed, form[action^=http], [onclick], [onerror],
  [onload], [style], a[href^="javascript:" i], a[href^=http])"""
# Text of the page itself that stands within the reach of a document's control characters.
REACHED = """documents => {
  const ends = one => getComputedStyle(one).display !== "inline"
    || getComputedStyle(one).unicodeBidi !== "normal";
  const reached = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const control = node.data.search(/[\\u202a\\u202b\\u202d\\u202e\\u2066-\\u2068]/);
    if (control < 0) continue;
    let around = node.parentElement;
    if (around.closest("option, textarea")) continue;
    while (!ends(around)) around = around.parentElement;
    const range = new Range();
    range.selectNodeContents(around);
    range.setStart(node, control);
    const following = range.cloneContents();
    for (const cue of following.querySelectorAll(".cue, del")) cue.remove(); // unseen; yours
    const after = following.textContent.replace(/\\s+/g, " ").trim();
    if (!documents.includes(after)) reached.push(around.outerHTML);
  }
  return reached;
}"""


def word() -> bytes:
    document, file = docx.Document(), BytesIO()
    document.add_heading(TITLE, 1)
    for text in (OPEN, PLEDGED):
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings.read(
        data=tmp_path_factory.mktemp("hostile"),
        collection="council",
        reranker="none",
        admin_token=TOKEN,
    )
    with closing(Filer(settings.place)) as filer:
        filer.name_collection('The council of "<b>harbours</b>"')
        for name, content, known in (
            ("<b>evil.html", PAGE.encode(), {"date": "2021-05-01"}),
            ("one.docx", word(), {"date": "2022-06-02", "place": PLACE}),
            ("quoted.txt", b"They spoke of nothing but bread in the north.", GIVEN),
        ):
            assert filer.add(take(Brought(name, content, options=known))).outcome == "added"
    with served(open_quietly(settings), settings, hashing_encoder) as address:
        yield address


@NEEDS_CHROMIUM
def test_no_page_runs_or_loads_what_a_document_says(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("console", lambda message: heard.append(message.text))
    for path, words in PATHS.items():
        page.goto(path)
        for fold in page.locator("main summary").all():
            if fold.is_visible():
                fold.click()
        assert page.evaluate("window.ran") is None, path
        assert page.locator(BROUGHT).count() == 0, path
        assert words in " ".join((page.locator("main").text_content() or "").split()), path
        assert "833533" not in (page.locator("article").all_text_contents() or [""])[0]
        assert page.evaluate(REACHED, f"{TITLE} {OPEN} {PLEDGED}") == [], path
    page.close()
    foreign = [one for one in heard if not one.startswith(address) and "status of 4" not in one]
    assert foreign == []


@pytest.mark.parametrize(
    "path",
    [
        "/api/ask?q=What+was+the+price+of+salt%3F",
        "/api/find?q=agreed+on+the+price+of+salt",
        "/api/meetings",
        "/api" + COUNCIL,
        "/api/meetings/%3Cscript%3E",
        "/api/figures.csv",
        "/healthz",
    ],
)
def test_no_answer_to_a_program_is_taken_for_a_page(address: str, path: str) -> None:
    answer = httpx.get(f"{address}{path}")
    assert answer.headers["content-type"].split(";")[0] != "text/html"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        (MINISTERS, {}, "Statement of slairetsinim"),
        ("/", {"q": "Who met?\u202e \u2067<b>"}, "Who met? &lt;b&gt;"),
        ("/find", {"q": "price of\u202e salt"}, "price of salt"),
        ("/sheet", {"q": "Who met?\u202e", "format": "html"}, "Who met?"),
    ],
)
def test_no_title_turns_the_direction_of_a_window(
    address: str, path: str, query: dict[str, str], words: str
) -> None:
    shown = httpx.get(f"{address}{path}", params=query).text
    title = shown.partition("<title>")[2].partition("</title>")[0]
    assert words in title
    assert "Communiqué" in title or "Evidence sheet" in title
    assert CONTROLS.search(title) is None


def test_every_citation_carries_the_words_as_text(address: str) -> None:
    found: dict[str, Any] = httpx.get(f"{address}/api/find", params={"q": SAID}).json()
    link = found["places"][0]["citation"]["permalink"]
    for name in FORMATS:
        answer = httpx.get(f"{address}/api/cite", params={"format": name, "link": link})
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] != "text/html", name
        assert answer.headers["x-content-type-options"] == "nosniff"
        if name == "text":
            assert SAID.rstrip(".") in answer.text


@pytest.mark.parametrize("control", ["&#7;", "\x07", "\x1b[31m"])
def test_word_files_with_controls_are_refused(control: str) -> None:
    file = document(f"<w:p><w:r><w:t>The bell {control} rang.</w:t></w:r></w:p>")
    with pytest.raises(SourceError, match="damaged Word document"):
        take(Brought("bell.docx", file, options=GIVEN))


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize(
    "shown", [Text(RULING, "bold"), RULING, Padding(Text(RULING), (0, 2)), f"[dim]{RULING}"]
)
def test_no_text_rules_a_terminal(shown: RenderableType, is_terminal: bool) -> None:
    file = StringIO()
    console = WordsOnly(file=file, force_terminal=is_terminal, width=80)
    console.print(shown)
    written = COLOURS.sub("", file.getvalue())
    assert not [one for one in written if one in OBEYED]
    assert written.split() == ["ab\ufffd]0;cd\ufffd31mef", "\ufffdgh", "ij\ufffdkl\u200fm"]
