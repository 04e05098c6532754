"""The bundled texts, paragraph by paragraph, against a file that a person read and approved."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from corpus import BUNDLED, read_folder

GOLD = Path(__file__).parent / "gold" / "paragraphs.txt"


def outline() -> str:
    """Each paragraph: meeting, number, printed number, sentences, first and last words."""
    lines = []
    for meeting, document in read_folder(BUNDLED).meetings:
        both = zip(document.paragraphs, document.sentences, strict=True)
        for ordinal, (paragraph, sentences) in enumerate(both, start=1):
            text = paragraph.span.of(document.text)
            lines.append(
                f"{meeting.id} ¶{ordinal} [{paragraph.label or '-'}] {len(sentences)} sentences: "
                f"{text[:50]} … {text[-50:]}"
            )
    return "\n".join(lines) + "\n"


def test_paragraphs_are_those_a_careful_reader_counts() -> None:
    assert outline() == GOLD.read_text(encoding="utf-8")


def test_paragraph_counts_in_date_order() -> None:
    documents = [document for _, document in read_folder(BUNDLED).meetings]
    assert [len(document.paragraphs) for document in documents] == [14, 12, 9, 7, 9]


def test_seven_page_breaks_are_joined() -> None:
    broken = 0
    for _, document in read_folder(BUNDLED).meetings:
        source = document.source.decode()
        for paragraph in document.paragraphs:
            pieces = document.source_map.to_source(paragraph.span)
            between = pairwise(pieces)
            broken += sum("\n\n" in source[a.end : b.start] for a, b in between)
    assert broken == 7


def test_no_markup_shows() -> None:
    for _, document in read_folder(BUNDLED).meetings:
        assert not set("*#\\") & set(document.text)
        assert "$20 billion" in document.text or "$" not in document.text


def test_what_is_printed_and_what_is_curated() -> None:
    meetings = {meeting.id: meeting for meeting, _ in read_folder(BUNDLED).meetings}
    assert list(meetings) == [
        "2017-03-22-washington-dc",
        "2019-11-14",
        "2020-06-04",
        "2021-03-30",
        "2021-06-28-rome",
    ]
    of_2019 = meetings["2019-11-14"]
    assert of_2019.place is None
    assert of_2019.provenance["date"] == "curated"
    assert all(
        meeting.provenance["date"] == "printed"
        for meeting in meetings.values()
        if meeting is not of_2019
    )
