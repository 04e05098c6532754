"""The rules that make paragraphs of lines, one by one, on pages typed for them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.body import body
from corpus.canonical import canonical
from corpus.formats.line_ends import LineEnd, LineEnds
from corpus.formats.page_blocks import blocks_of
from corpus.formats.page_words import Page
from corpus.layout import BlockKind, joined_text
from tests.typed_page import Typed, column, page

# Lines of 60 letters fill a column that is 300 points wide.
FULL = "The ministers met in the city and spoke of many things there"
MORE = "and agreed on all of them but for one that was left for then"
LAST = "when they meet again."
NEXT = "Another matter was the road that leads from the city to them"
SENTENCE = "The ministers met in the city and spoke of the whole matters."


def read(*pages: Page) -> list[str]:
    """Each block as "kind label page notes: text"."""
    text, blocks = blocks_of(pages)
    assert all(piece.of(text) for block in blocks for piece in block.pieces)
    return [
        " ".join(
            [block.kind.value, block.label or "-", str(block.page), ",".join(block.notes) or "-"]
        )
        + f": {block.text}"
        for block in blocks
    ]


def texts(*pages: Page) -> list[str]:
    return [block.split(": ", 1)[1] for block in read(*pages)]


def paragraph(text: str) -> str:
    return f"paragraph - 1 -: {text}"


def test_a_gap_begins_a_paragraph() -> None:
    lines = [*column([FULL, MORE, FULL], 100), *column([FULL, MORE, LAST], 142)]
    assert texts(page(*lines)) == [f"{FULL} {MORE} {FULL}", f"{FULL} {MORE} {LAST}"]


def test_an_indent_begins_a_paragraph() -> None:
    lines = [
        *column([FULL, MORE, FULL], 100),
        Typed(136, FULL[:-6], left=90),
        *column([MORE, LAST], 148),
    ]
    assert texts(page(*lines)) == [f"{FULL} {MORE} {FULL}", f"{FULL[:-6]} {MORE} {LAST}"]


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    lines = column([FULL, MORE, LAST, NEXT, MORE, LAST], 100)
    assert texts(page(*lines)) == [f"{FULL} {MORE} {LAST}", f"{NEXT} {MORE} {LAST}"]


def test_a_quotation_set_in_is_one_paragraph() -> None:
    quoted = [
        "They said that the road was as long as the sea",
        "and that the night was as dark as the old deep",
        "well.",
    ]
    quoted_twice = [*quoted[:2], *quoted]
    lines = [*column([FULL, MORE, LAST], 100), *column(quoted_twice, 148, left=110)]
    lines += column([FULL, MORE, LAST], 220)
    assert texts(page(*lines)) == [
        f"{FULL} {MORE} {LAST}",
        " ".join(quoted_twice),
        f"{FULL} {MORE} {LAST}",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. " + FULL + ".", "2. " + MORE], ["1|" + FULL + ".", "2|" + MORE]),
        (["1.\t" + FULL, "2.\t" + LAST], ["1|" + FULL, "2|" + LAST]),
        (["12\tThe council met.", "13\tIt ended."], ["12|The council met.", "13|It ended."]),
        (["1.1 A first.", "1.2 A second."], ["1.1|A first.", "1.2|A second."]),
        (["•\tone thing", "•\tanother"], ["|one thing", "|another"]),
        (["–\tone thing", "–\tanother"], ["|one thing", "|another"]),
        (["A.\tOne thing.", "B.\tAnother."], ["A|One thing.", "B|Another."]),
        (["(a) one thing;", "(i) first;", "(ii) second;", "(b) another."],
         ["(a)|one thing;", "(a) (i)|first;", "(a) (ii)|second;", "(b)|another."]),
        # no number: a year, an initial, a figure of the sentence
        (["2021. was good."], ["|2021. was good."]),
        (["A. Smith spoke."], ["|A. Smith spoke."]),
        (["12 members spoke."], ["|12 members spoke."]),
        (["– said the host –"], ["|– said the host –"]),
    ],
)  # fmt: skip
def test_printed_numbers(lines: list[str], expected: list[str]) -> None:
    # the last line is as wide as the column, so that the others are short
    typed = [*column(lines, 100), Typed(400, FULL + " and")]
    _, blocks = blocks_of((page(*typed),))
    assert [f"{block.label or ''}|{block.text}" for block in blocks][:-1] == expected


def test_a_figure_that_a_line_happens_to_begin_with_is_no_number() -> None:
    lines = [FULL, "14. The ministers met in the city and spoke of many things t", LAST]
    assert texts(page(*column(lines, 100))) == [" ".join(lines)]


def test_a_numbered_paragraph_with_its_lines_set_in() -> None:
    lines = [
        Typed(100, "1.", left=72),
        *column([FULL, MORE, FULL], 100, left=90),
        Typed(136, "2.", left=72),
        *column([FULL, LAST], 136, left=90),
    ]
    assert read(page(*lines)) == [
        f"paragraph 1 1 -: {FULL} {MORE} {FULL}",
        f"paragraph 2 1 -: {FULL} {LAST}",
    ]


LEFT, RIGHT = 50.0, 310.0
SHORT = "The ministers met in the city and all spoke"
THEN = "of many things that they had to speak about"


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = [
        Typed(60, "A title over both of the columns of the page", left=140, size=14),
        *column([SHORT, THEN] * 10, 100, left=LEFT),
        *column([SHORT, THEN] * 9 + [SHORT, "at the end."], 100, left=RIGHT),
    ]
    title, text = texts(page(*lines))
    assert title == "A title over both of the columns of the page"
    assert text == " ".join([SHORT, THEN] * 19 + [SHORT, "at the end."])


def test_a_right_column_that_begins_higher_is_read_after_the_left() -> None:
    """Browsers leave room above the first paragraph, and none where the second column begins."""
    lines = [*column([SHORT, THEN] * 6, 112, LEFT), *column([THEN, SHORT] * 6, 100, RIGHT)]
    assert " ".join(texts(page(*lines))) == " ".join([SHORT, THEN] * 6 + [THEN, SHORT] * 6)


def test_text_over_both_columns_between_two_pairs_of_columns() -> None:
    across = "This line goes over both columns and stands between the two pairs of them, all of it."
    lines = [
        *column([SHORT, THEN] * 4 + ["left above."], 100, left=LEFT),
        *column([SHORT, THEN] * 4 + ["right above."], 100, left=RIGHT),
        Typed(230, across, left=LEFT),
        *column([SHORT, THEN] * 4 + ["left below."], 260, left=LEFT),
        *column([SHORT, THEN] * 4 + ["right below."], 260, left=RIGHT),
    ]
    ends = [text.split()[-2] for text in texts(page(*lines))]
    assert ends == ["left", "right", "of", "left", "right"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (MORE, "and went home.", True),
        (SENTENCE[:-10] + "matters.  ", "Rome was the next.", True),
        (LAST, "Rome was the next.", False),
        (SENTENCE, "3. Rome was the next.", False),
        (MORE, "•\tRome", False),
    ],
)
def test_a_paragraph_over_a_page_break(first: str, second: str, *, joined: bool) -> None:
    pages = [
        page(*column([FULL, MORE, FULL, MORE, FULL, MORE, FULL, first], 100), number=1),
        page(*column([second], 100), *column([FULL, MORE, LAST], 200), number=2),
    ]
    found = read(*pages)
    assert len(found) == (2 if joined else 3)
    assert found[0].split()[2] == "1"
    assert ("went home" in found[0] or "Rome" in found[0]) == joined


def furnished(number: int, top: str, bottom: str, text: str) -> Page:
    return page(
        Typed(40, top, size=9),
        *column([[FULL, MORE, NEXT][number % 3]] * 8 + [text], 100),
        Typed(800, bottom, 280),
        number=number,
    )


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("Statement of the ministers", "Page {0} of 3"),
        ("{0} Statement of the ministers", "- {0} -"),
        ("A/77/{0} Statement", "{0}/3"),
        ("Statement\t\t\t\tRome 2024", "[{0}]"),
    ],
)
def test_furniture_is_taken_off(top: str, bottom: str) -> None:
    sentences = ["We met.", "We spoke.", "We left."]
    pages = [
        furnished(at, top.format(at), bottom.format(at), text)
        for at, text in enumerate(sentences, start=1)
    ]
    assert [" ".join(text.split()[-2:]) for text in texts(*pages)] == sentences


@pytest.mark.parametrize("number", ["iii", "– iii –", "III", "Page 3", "3", "- 3 -", "3/7", "p. 3"])
def test_a_page_number_is_taken_off_a_single_page(number: str) -> None:
    assert texts(page(Typed(100, SENTENCE), Typed(810, number, 290))) == [SENTENCE]


def test_left_and_right_pages_have_headers_of_their_own() -> None:
    tops = ["The council", "Statement of May", "The council", "Statement of May"]
    pages = [
        furnished(at, top, str(at), f"We met {'often' * at}.")
        for at, top in enumerate(tops, start=1)
    ]
    assert [text.split()[-1] for text in texts(*pages)] == [
        f"{'often' * at}." for at in range(1, 5)
    ]


def test_headers_of_two_pages_that_share_a_part_are_taken_off() -> None:
    tops = ["The council of the ports\t\t\t\tA/76/1", "A/76/1\t\t\t\tStatement of the first of May"]
    pages = [
        furnished(at, top, str(at), f"We met {'often' * at}.") for at, top in enumerate(tops, 1)
    ]
    shown = " ".join(texts(*pages))
    assert "We met often." in shown
    assert "A/76/1" not in shown
    assert "Statement" not in shown


def test_a_heading_that_comes_again_inside_the_text_stays() -> None:
    pages = [
        page(Typed(100, text), Typed(300, "Decision", bold=True), Typed(330, text), number=at)
        for at, text in enumerate(["We met in Rome.", "They spoke in Lisbon."], start=1)
    ]
    assert texts(*pages).count("Decision") == 2


def test_notes_at_the_foot_of_the_page() -> None:
    lines = [
        *column([FULL + "^1", "on the road,^2 and agreed."], 100),
        Typed(760, "^1 As said in Porto, where they", size=8),
        Typed(770, "met before.", size=8),
        Typed(780, "^2 The road to Rome.", size=8),
    ]
    assert read(page(*lines)) == [
        f"paragraph - 1 1,2: {FULL} on the road, and agreed.",
        "note 1 1 -: As said in Porto, where they met before.",
        "note 2 1 -: The road to Rome.",
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    pages = [
        page(*column([FULL + "^1", MORE], 100), Typed(780, "^1 As they said in", size=8), number=1),
        page(*column([NEXT, LAST], 100), Typed(780, "Porto.", size=8), number=2),
    ]
    assert read(*pages)[-1] == "note 1 1 -: As they said in Porto."


def test_a_raised_figure_without_a_note_is_text() -> None:
    assert texts(page(*column(["The field is 40 km^2 wide and the ministers saw it."], 100))) == [
        "The field is 40 km2 wide and the ministers saw it."
    ]


def test_a_raised_figure_refers_to_a_note_that_stands_elsewhere() -> None:
    pages = [
        page(*column([FULL, "on the roads^1 of the ports^ii and said so again^1 in Rome."], 100)),
        page(
            Typed(100, LAST),
            Typed(770, "1 As said.", size=8),
            Typed(780, "ii So.", size=8),
            number=2,
        ),
    ]
    assert read(*pages) == [
        f"paragraph - 1 1,ii,1: {FULL} on the roads of the ports and said so again in Rome.",
        f"paragraph - 2 -: {LAST}",
        "note 1 2 -: As said.",
        "note ii 2 -: So.",
    ]


def test_a_sign_refers_to_a_note() -> None:
    lines = [Typed(100, "The ministers met in the city.*"), Typed(780, "* In Rome.", size=8)]
    assert read(page(*lines)) == [
        "paragraph - 1 *: The ministers met in the city.",
        "note * 1 -: In Rome.",
    ]


def test_rows_of_a_table() -> None:
    rows = [("Country", "Euros"), ("Italy", "12"), ("Portugal", "140"), ("Malta", "3")]
    lines = [Typed(60, FULL)]
    for at, (left, right) in enumerate(rows):
        lines += [Typed(100 + 14 * at, left), Typed(100 + 14 * at, right, left=250)]
    assert read(page(*lines))[1:] == [f"row - 1 -: {left} | {right}" for left, right in rows]


def test_a_table_is_cut_alike_where_its_head_has_narrow_gaps() -> None:
    head = [Typed(100, "State"), Typed(100, "Ships", left=140), Typed(100, "Pledge", left=178)]
    lines = [Typed(60, FULL), *head]
    for at, name in enumerate(("Faroes", "Norway", "Sweden")):
        lines += [
            Typed(114 + 14 * at, name),
            Typed(114 + 14 * at, "12", left=140),
            Typed(114 + 14 * at, "400", left=178),
        ]
    assert read(page(*lines))[1:] == [
        "row - 1 -: State | Ships | Pledge",
        *(f"row - 1 -: {name} | 12 | 400" for name in ("Faroes", "Norway", "Sweden")),
    ]


def test_headings_by_size_and_weight() -> None:
    lines = [
        Typed(60, "Statement", size=18),
        Typed(90, "Security", size=13),
        *column([FULL, LAST], 110),
        Typed(150, "In the North", bold=True),
        *column([FULL, MORE, LAST], 166),
    ]
    _, blocks = blocks_of((page(*lines),))
    assert [(block.kind.value, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
        ("heading", 3),
        ("paragraph", None),
    ]


SEEN = ["the noncombat mission and the Sar-raj house", "two well-being funds, multilat-", "eral"]


@pytest.mark.parametrize(
    ("line", "following", "end"),
    [
        ("it was ham-", "mered", LineEnd.HYPHENATED),
        ("they re-", "main there", LineEnd.HYPHENATED),
        ("by curb-", "ing it", LineEnd.HYPHENATED),
        ("the INTER-", "POL office", LineEnd.HYPHENATED),
        ("a long-", "term plan", LineEnd.TIGHT),
        ("the counter-", "messaging work", LineEnd.TIGHT),
        ("the Iraqi-", "led force", LineEnd.TIGHT),
        ("the U.S.-", "Japan talks", LineEnd.TIGHT),
        ("COVID-", "19 spread", LineEnd.TIGHT),
        ("the years 2017–", "2021 were", LineEnd.TIGHT),
        ("of Daesh/", "ISIS there", LineEnd.TIGHT),
        ("it can", "—and must—", LineEnd.TIGHT),
        ("people-", "to-people ties", LineEnd.TIGHT),
        ("short-", "and long-term", LineEnd.BLANK),
        ("it was –", "they said –", LineEnd.BLANK),
        ("they met", "in Rome", LineEnd.BLANK),
        ("ham\u00ad", "mered", LineEnd.HYPHENATED),
        # as the document writes the word elsewhere
        ("a non-", "combat role", LineEnd.HYPHENATED),
        ("their well-", "being is", LineEnd.TIGHT),
        ("the Sar-", "raj family", LineEnd.TIGHT),
    ],
)
def test_line_ends(line: str, following: str, end: LineEnd) -> None:
    assert LineEnds(SEEN).between(line, following) is end


def test_where_no_word_is_cut_every_hyphen_is_the_writers() -> None:
    lines = ["the ministers met and re-", "double efforts", "of like-", "minded states"]
    assert LineEnds(lines).between("and re-", "double efforts") is LineEnd.TIGHT
    cut = [*lines, "of multilat-", "eral aid"]
    assert LineEnds(cut).between("and re-", "double efforts") is LineEnd.HYPHENATED


def test_a_word_cut_at_a_line_end_is_whole_in_the_canonical_text() -> None:
    lines = ["The ministers met in the city and spoke of many things incl-", "uding roads."]
    text, blocks = blocks_of((page(*column(lines, 100)),))
    assert "incl\u00aduding" in text
    assert canonical(text, body(blocks)).text.endswith("many things including roads.")


PIECES = st.sampled_from(
    ["The ministers met", "in Rome.", "1.", "(a)", "•", "\t", "x^1", "^2", "*", "ham-", "mered",
     "Page 1", "iii", "–", "a\u00a0b", "U.S.", "\u00ad", "12", "Daesh/"]
)  # fmt: skip
LINES = st.builds(
    Typed,
    y=st.integers(20, 820).map(float),
    text=st.lists(PIECES, min_size=1, max_size=6).map(" ".join),
    left=st.sampled_from([50.0, 72.0, 90.0, 310.0]),
    size=st.sampled_from([8.0, 10.0, 14.0]),
    bold=st.booleans(),
)


@given(st.lists(st.lists(LINES, max_size=25), min_size=1, max_size=3))
def test_nothing_is_made_up_and_nothing_written_twice(typed: list[list[Typed]]) -> None:
    pages = tuple(page(*lines, number=at) for at, lines in enumerate(typed, start=1))
    text, blocks = blocks_of(pages)
    pieces = [piece for block in blocks for piece in block.pieces]
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert all(piece.of(text).strip() == piece.of(text) != "" for piece in pieces)
    assert all(block.text == joined_text(text, block.pieces) for block in blocks)
    typed_letters = Counter(c for page in pages for word in page.words for c in word.text)
    shown = Counter(c for block in blocks if block.kind is not BlockKind.ROW for c in block.text)
    del shown[" "], typed_letters["\u00a0"]
    assert shown <= typed_letters
    canonical(text, body(blocks))
