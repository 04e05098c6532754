"""Round trips of text and offsets, on any input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.body import body
from corpus.canonical import canonical
from corpus.layout import blocks, joined_text
from corpus.sentences import sentences
from corpus.span import Run, SourceMap, Span
from corpus.wording import wording

PIECES = st.sampled_from(
    ["The ministers met", " in Rome", ".", "\n", "\n\n", "*", "**", "1. ", "- ", "\\$20", " ", "# ",
     "é", "“", "”", "U.S. ", "  ", "\u00a0", "[a](b)", "---\n", "and", "ISIS’s", "\t", "(a) ",
     "(b) ", "ii. ", "12.3 ", "__", "|", "|-|-|\n", "[^1]", "\n\n[^1]: ", "<b>", "</b>", "<br>",
     "<u", "&nbsp;", "&amp;", "> ", "===\n", "\u00ad", "\\|", "\r\n"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, st.booleans())
def test_every_paragraph_maps_back_to_its_source(source: str, markdown: bool) -> None:
    clean = canonical(source, body(blocks(source, markdown=markdown)))
    for paragraph in clean.paragraphs:
        assert clean.source_map.matches(paragraph.span, clean.text, source)
        assert paragraph.span.of(clean.text) == paragraph.span.of(clean.text).strip()


@settings(max_examples=300)
@given(TEXTS, st.booleans())
def test_blocks_are_in_order_and_say_what_they_point_at(source: str, markdown: bool) -> None:
    at = 0
    for block in blocks(source, markdown=markdown):
        assert block.text == joined_text(source, block.pieces)
        for piece in block.pieces:
            assert at <= piece.start < piece.end
            at = piece.end


@given(TEXTS, st.data())
def test_every_slice_maps_back_to_its_source(source: str, data: st.DataObject) -> None:
    clean = canonical(source, body(blocks(source)))
    start = data.draw(st.integers(0, len(clean.text)))
    span = Span(start, data.draw(st.integers(start, len(clean.text))))
    assert clean.source_map.matches(span, clean.text, source)


@given(TEXTS, st.integers(0, 400))
def test_a_changed_character_is_noticed(source: str, where: int) -> None:
    clean = canonical(source, body(blocks(source)))
    letters = [i for i, character in enumerate(clean.text) if not character.isspace()]
    if letters:
        at = letters[where % len(letters)]
        forged = clean.text[:at] + "¤" + clean.text[at + 1 :]
        assert not clean.source_map.matches(Span(0, len(forged)), forged, source)


@given(st.text(max_size=300) | TEXTS)
def test_sentences_cover_a_text_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_sentences_of_formal_prose() -> None:
    text = (
        "U.S. Secretary of State Antony J. Blinken met Mr. Di Maio on Jan. 21. They agreed that "
        "2.5 million people (see No. 7) needed help. “It is time.” Then they left!"
    )
    assert [span.of(text) for span in sentences(text)] == [
        "U.S. Secretary of State Antony J. Blinken met Mr. Di Maio on Jan. 21.",
        "They agreed that 2.5 million people (see No. 7) needed help.",
        "“It is time.”",
        "Then they left!",
    ]


def test_a_quotation_over_a_page_break_has_two_places_in_the_source() -> None:
    source = "The ministers met in the city of\n\nrome on Monday."
    clean = canonical(source, body(blocks(source)))
    assert clean.text == "The ministers met in the city of rome on Monday."
    start = clean.text.index("city")
    places = clean.source_map.to_source(Span(start, start + len("city of rome")))
    assert [place.of(source) for place in places] == ["city of", "rome"]


def test_source_map_of_an_empty_span() -> None:
    assert SourceMap((Run(0, 5, 3),)).to_source(Span(1, 1)) == ()


def test_the_same_wording_whatever_the_typography() -> None:
    assert wording("ISIS’s “threat” – here.") == wording('isis\'s  "threat" - HERE')
    assert wording("7.7 million people") != wording("8.7 million people")
    assert wording("They may attend") != wording("They may not attend")
