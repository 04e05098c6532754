"""Printed numbers and letters: taken off where they are certain, and put one under another."""

from __future__ import annotations

import pytest

from corpus.body import body
from corpus.formats.written_numbers import in_form
from corpus.layout import blocks, joined_text


def labels(source: str, *, markdown: bool = False) -> list[str]:
    """Paragraphs as "label|text"."""
    found = body(blocks(source, markdown=markdown))
    return [f"{p.label or ''}|{joined_text(source, p.pieces)}" for p in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(a) We met.\n\n(b) We left.", ["(a)|We met.", "(b)|We left."]),
        ("iv. We met.\n\nv. We left.", ["iv|We met.", "v|We left."]),
        ("a) We met.\n\nb) We left.", ["a|We met.", "b|We left."]),
        ("IX. We met.\n\nX. We left.", ["IX|We met.", "X|We left."]),
        ("12bis. We met.", ["12bis|We met."]),
        ("12 bis We met.", ["12bis|We met."]),
        ("12.3 We met.\n\n12.4 We left.", ["12.3|We met.", "12.4|We left."]),
        ("12.3. We met.", ["12.3|We met."]),
        # without a blank behind it, where its neighbour is there too
        ("1.The first.\n\n2.The second.", ["1|The first.", "2|The second."]),
        ("(a)for one;\n\n(b)for two.", ["(a)|for one;", "(b)|for two."]),
        ("3.The only one.", ["|3.The only one."]),
        ("(s)he and\n\nothers.", ["|(s)he and others."]),
        ("**12.** We met.", ["12|We met."]),
        # one under another
        ("12\\. We agreed:\n\n(a) to meet;\n\n(b) to talk.\n\n13\\. We left.",
         ["12|We agreed:", "12 (a)|to meet;", "12 (b)|to talk.", "13|We left."]),
        ("12\\. We agreed:\n\n(a) to meet:\n\n(i) in Rome;\n\n(ii) in Paris;\n\n(b) to talk.",
         ["12|We agreed:", "12 (a)|to meet:", "12 (a) (i)|in Rome;", "12 (a) (ii)|in Paris;",
          "12 (b)|to talk."]),
        ("12\\. We agreed:\n(a) to meet;\n(b) to talk.",
         ["12|We agreed:", "12 (a)|to meet;", "12 (b)|to talk."]),
        ("(g) A.\n\n(h) B.\n\n(i) C.\n\n(j) D.", ["(g)|A.", "(h)|B.", "(i)|C.", "(j)|D."]),
        # letters as far as (i) in one list, roman numerals in another
        ("1\\. A:\n\n(a) b:\n\n(i) c;\n\n(ii) d;\n\n2\\. E:\n\n"
         + "\n\n".join(f"({letter}) f;" for letter in "abcdefghij"),
         ["1|A:", "1 (a)|b:", "1 (a) (i)|c;", "1 (a) (ii)|d;", "2|E:",
          *(f"2 ({letter})|f;" for letter in "abcdefghij")]),
        # a second list under the next number
        ("1\\. A:\n\n(a) b;\n\n(b) c.\n\n2\\. D:\n\n(a) e;\n\n(b) f.",
         ["1|A:", "1 (a)|b;", "1 (b)|c.", "2|D:", "2 (a)|e;", "2 (b)|f."]),
        # text without a number between belongs to 1 while 2 is to come, and then to none
        ("1\\. A.\n\nWe agreed:\n\n(a) b;\n\n(b) c.\n\n2\\. D.",
         ["1|A.", "|We agreed:", "1 (a)|b;", "1 (b)|c.", "2|D."]),
        ("1\\. A.\n\nWe agreed:\n\n(a) b;\n\n(b) c.", ["1|A.", "|We agreed:", "(a)|b;", "(b)|c."]),
        # no numbers
        ("A. Smith met B. Jones.", ["|A. Smith met B. Jones."]),
        ("I. M. Pei drew it.", ["|I. M. Pei drew it."]),
        ("2.5 million people fled.", ["|2.5 million people fled."]),
        ("2.5 People fled.", ["|2.5 People fled."]),
        ("(a) single letter stays.", ["|(a) single letter stays."]),
        ("(a) We met.\n\n(b) As in (a) and\n(b) above.",
         ["(a)|We met.", "(b)|As in (a) and (b) above."]),
        # bullets stand under the number before them
        ("12. We agreed:\n\n- to meet;\n- to talk.\n\n13. We left.",
         ["12|We agreed:", "12|to meet;", "12|to talk.", "13|We left."]),
        ("We agreed:\n\n•\tto meet;\n\n•to talk.", ["|We agreed:", "|to meet;", "|to talk."]),
        ("We agreed:\n• to meet;\n• to talk.", ["|We agreed:", "|to meet;", "|to talk."]),
        ("We agreed:\n\n- to meet;\n- to talk.", ["|We agreed:", "|to meet;", "|to talk."]),
        ("12. We agreed:\n    1. to meet;\n    2. to talk.",
         ["12|We agreed:", "12 (1)|to meet;", "12 (2)|to talk."]),
    ],
)  # fmt: skip
def test_labels(source: str, expected: list[str]) -> None:
    assert labels(source) == expected


LONG = "The ministers met and agreed on a number of measures of considerable importance to all."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"I. Security\n\n{LONG}\n\nII. Trade\n\n{LONG}", [f"|{LONG}", f"|{LONG}"]),
        (f"1. Security\n\n{LONG}\n\n2. Trade\n\n{LONG}", [f"|{LONG}", f"|{LONG}"]),
        # a list of short items is no row of headings, though text follows its last
        (f"We agreed on\n\n1. Security\n2. Trade\n\n{LONG}",
         ["|We agreed on", "1|Security", "2|Trade", f"|{LONG}"]),
    ],
)  # fmt: skip
def test_numbered_titles_are_headings(source: str, expected: list[str]) -> None:
    assert labels(source) == expected


def test_numbers_start_anew_under_each_numbered_heading() -> None:
    source = f"A. Security\n\n1. {LONG}\n2. {LONG}\n\nB. Trade\n\n3. {LONG}"
    found = body(blocks(source))
    assert [(p.label, p.section) for p in found] == [
        ("1", "Security"),
        ("2", "Security"),
        ("3", "Trade"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (0, "lowerRoman", "0"),
        (26, "lowerLetter", "z"), (28, "upperLetter", "BB"), (7, "decimalZero", "07"),
        (12, "decimal", "12"), (5000, "upperRoman", "5000"), (-1, "lowerLetter", "-1"),
    ],
)  # fmt: skip
def test_written_numbers(number: int, form: str, written: str) -> None:
    assert in_form(number, form) == written
