"""Web pages: the main text and no more, numbers, tables, notes, encodings, and bad pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corpus.body import body
from corpus.errors import SourceError
from corpus.formats.html import read_html
from corpus.layout import joined_text

FIXTURES = Path(__file__).parent / "fixtures"
LONG = (
    "The ministers met in Rome and agreed on a number of measures, among them to train the "
    "police, to stabilise the areas that were freed, and to meet again within a year."
)
NESTED = (
    "<ol start=12><li>We agreed:<ol type=a><li>to meet:<ol type=i><li>soon;<li>often;</ol>"
    "<li>to talk.</ol><li>We left.</ol>"
)


def paragraphs(page: str | bytes) -> list[str]:
    """Paragraphs as "label|text"."""
    extracted = read_html("a.html", page if isinstance(page, bytes) else page.encode())
    found = body(extracted.blocks)
    return [f"{p.label or ''}|{joined_text(extracted.text, p.pieces)}" for p in found]


def in_body(inside: str) -> str:
    return f"<!doctype html><html><head><title>T</title></head><body>{inside}</body></html>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>We <b>met</b>.</p><p>We left.</p>", ["|We met.", "|We left."]),
        ("<div>We met.<br>In Rome.<br><br>We left.</div>", ["|We met. In Rome.", "|We left."]),
        ("<div>We met.<br>&nbsp;<br>We left.</div>", ["|We met.", "|We left."]),
        ("<div>Loose text.<p>A paragraph.</p>More of it.</div>",
         ["|Loose text.", "|A paragraph.", "|More of it."]),
        ("<blockquote><p>We met.</p></blockquote>", ["|We met."]),
        ("<p>A&shy;greed, AT&amp;T, 5&nbsp;% &mdash; x.</p>", ["|Agreed, AT&T, 5 % — x."]),
        ("<p>We <!-- not --> met.<script>var a = 'We met';</script></p>", ["|We met."]),
        ("<p>Seen.</p><p hidden>Not.</p><p style='display: none'>Not.</p>", ["|Seen."]),
        ("<p>They <del>nearly </del>agreed<s> on all</s>.</p>", ["|They agreed."]),
        ("<div title=header><p>Minutes.</p></div><p>Seen.</p>", ["|Seen."]),
        ("<p>Seen.</p><p aria-hidden=true>Not.</p><template>Not.</template>", ["|Seen."]),
        (NESTED,
         ["12|We agreed:", "12 (a)|to meet:", "12 (a) (i)|soon;", "12 (a) (ii)|often;",
          "12 (b)|to talk.", "13|We left."]),
        ("<ol><li value=5>Five.<li>Six.</ol>", ["5|Five.", "6|Six."]),
        ("<ol reversed><li>Two.<li>One.</ol>", ["2|Two.", "1|One."]),
        ("<ol style='list-style-type: upper-roman'><li>We met.</ol>", ["I|We met."]),
        ("<ul><li>We met.<li>We left.</ul>", ["|We met.", "|We left."]),
        ("<ol><li><p>We met.</p><p>In Rome.</p></ol>", ["1|We met.", "|In Rome."]),
        ("<table><caption>Sums.</caption><tr><th>Year<th>Sum<tr><td>2021<td><b>5</b> m</table>",
         ["|Sums.", "|Year | Sum", "|2021 | 5 m"]),
        ("<table><tr><td><h1>T</h1><p>Laid out by a table.</p></td><td></td></tr></table>",
         ["|Laid out by a table."]),
        ("<p>1. We met.</p><p>2. We left.</p>", ["1|We met.", "2|We left."]),
        ("<p>We left.<br><b>Trade</b><br>We agreed.</p>", ["|We left.", "|We agreed."]),
        ("<p>We met <br><b>The President</b><br>and left.</p>",
         ["|We met The President and left."]),
        ("<p>We left.<br><b>The President</b><br>is well.</p>",
         ["|We left. The President is well."]),
    ],
)  # fmt: skip
def test_what_shows(inside: str, expected: list[str]) -> None:
    assert paragraphs(in_body(inside)) == expected


AROUND = f"""
<header><a href=/>Ministry</a>
<nav><ul><li><a href=/a>News</a><li><a href=/b>Contact</a></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better. Accept all cookies?</p></div>
<div class="breadcrumbs"><a href=/>Home</a> › <a href=/n>News</a></div>
{{}}
<div class="share-buttons"><p>Share this page with your friends and colleagues.</p></div>
<aside><h2>More</h2><p>{LONG} Read on in another article of ours about this.</p></aside>
<footer><p>Copyright of the Ministry. All rights are reserved by it.</p></footer>
"""
LINKS = "<ul><li><a href=/1>Statement of 2020</a><li><a href=/2>Statement of 2019</a></ul>"
TEXT = [LONG, "Short item.", "Another one.", f"{LONG} Twice.", f"{LONG} Three times."]
MAIN = (
    f"<h1>Communiqué</h1><p>{TEXT[0]}</p><ul><li>{TEXT[1]}</li><li>{TEXT[2]}</li></ul>"
    f"<h2>Trade</h2><p>{TEXT[3]}</p><p>{TEXT[4]}</p>"
)


@pytest.mark.parametrize(
    "page",
    [
        AROUND.format(f"<main><article>{MAIN}</article></main>"),
        AROUND.format(f"<div id=content><div class=text>{MAIN}</div></div>"),
        AROUND.format(MAIN),
        AROUND.format(f"<div>{MAIN}{LINKS}</div>"),
        f"<form><div>{AROUND.format(f'<div>{MAIN}</div>')}</div></form>",
    ],
)
def test_only_the_main_text_is_left(page: str) -> None:
    assert paragraphs(in_body(page)) == [f"|{text}" for text in TEXT]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_word_stands_in_the_page_in_order(name: str) -> None:
    page = (FIXTURES / f"{name}.html").read_bytes()
    extracted = read_html("a.html", page)
    source = page.decode().replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')
    at = 0
    for block in extracted.blocks:
        for piece in block.pieces:
            found = source.find(piece.of(extracted.text), at)
            assert found >= at
            at = found


def test_sections_and_notes() -> None:
    inside = (
        f"<h1>T</h1><h2>Peace</h2><p>{LONG}<sup><a href='#fn1' id=r1>1</a></sup> It is so"
        f"<a href='#fn2' id=r2>[2]</a>.</p><h2>Trade</h2><p>{LONG}</p>"
        "<ol class=footnotes><li id=fn1>In Rome. <a href='#r1'>↩</a></li>"
        "<li><p id=fn2><a href='#r2'>[2]</a> In Paris.</p></li></ol>"
    )
    extracted = read_html("a.html", in_body(inside).encode())
    found = body(extracted.blocks)
    assert [(p.section, p.kind, p.label, p.notes) for p in found] == [
        ("Peace", "text", None, ("1", "2")),
        ("Trade", "text", None, ()),
        (None, "note", "1", ()),
        (None, "note", "2", ()),
    ]
    texts = [joined_text(extracted.text, p.pieces) for p in found]
    assert texts == [f"{LONG} It is so.", LONG, "In Rome.", "In Paris."]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Joint Statement | Ministry</title>", {"title": "Joint Statement"}),
        ("<title>A</title><meta property=og:title content='Statement'>", {"title": "Statement"}),
        ("<title>T</title><meta name=dc.date content=2021-06-28><meta name=author content='A. B.'>",
         {"title": "T", "date": "2021-06-28", "author": "A. B."}),
        ("<meta property=article:published_time content=2021-06-28T10:00:00Z>",
         {"published": "2021-06-28T10:00:00Z"}),
        ("<meta property=og:site_name content=Ministry>", {"site": "Ministry"}),
        ("<title>T</title><meta name=date content='28 June'>", {"title": "T"}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head: str, expected: dict[str, str]) -> None:
    page = f"<html><head>{head}</head><body><h1>Joint Statement</h1><p>We met.</p></body></html>"
    assert yaml.safe_load(read_html("a.html", page.encode()).described or "") == expected


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"), ("", "utf-8"), ("", "utf-8-sig"), ("", "utf-16"),
        ("<meta charset=iso-8859-1>", "windows-1252"),
        ("<meta charset=nonsense>", "utf-8"), ("<meta charset=utf-16>", "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'>", "iso-8859-15"),
        ("", "windows-1252"),
    ],
)  # fmt: skip
def test_encodings(declared: str, encoding: str) -> None:
    text = "Les ministres se sont réunis à Rome, où ils ont décidé de se revoir l’été prochain."
    text = text.replace("’", "'") if encoding == "iso-8859-15" else text
    page = f"<html><head>{declared}</head><body><p>{text}</p></body></html>"
    assert paragraphs(page.encode(encoding)) == [f"|{text}"]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (in_body("<div>" * 100_000 + "deep" + "</div>" * 100_000), "nested deeper"),
        (in_body("<p>We met.\x00</p>"), "NUL characters"),
        (in_body("x" * 50_000_000), "more than the 20,000,000"),
        ("", "no page in it"),
    ],
)
def test_what_is_refused(page: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"^bad\.html .*{sentence}"):
        read_html("bad.html", page.encode())
