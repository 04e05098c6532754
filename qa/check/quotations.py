"""The quotations in a text: between marks, or set apart, with the words that say whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Span
from corpus.running_text import TextParagraph
from qa.check.marks import Marked, pairs

QUOTED = "“…”"  # stands for the quotation in the words around it


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a text quotes: their place in a paragraph (from 1), without the marks.

    ``is_open`` tells that no mark closes them, ``is_set_apart`` that they are a paragraph of their
    own; ``within`` is the place in the list of the quotation that they stand in, if any.
    """

    paragraph: int
    span: Span
    is_open: bool
    is_set_apart: bool
    within: int | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """All quotations of a text in order, and what is wrong with its marks, in sentences."""

    quotations: tuple[Quotation, ...]
    notes: tuple[str, ...]


def quotations(text: Sequence[TextParagraph]) -> Quoted:
    """The quotations in a text, each before those that stand within it."""
    found: list[Quotation] = []
    notes: list[str] = []
    for number, paragraph in enumerate(text, start=1):
        paired = pairs(paragraph.text)
        following = text[number].text if number < len(text) else ""
        going_on = [one for one in paired.marked if _goes_on(one, paragraph.text, following)]
        unclosed = [one for one in paired.marked if not one.closed and one not in going_on]
        found += _placed(list(_all(paragraph, paired.marked, unclosed)), number, len(found))
        notes += _told(number, len(going_on), len(unclosed) + paired.lost, paired.strays)
    return Quoted(tuple(found), tuple(notes))


def attribution(text: Sequence[TextParagraph], quotation: Quotation) -> str:
    """The sentence that a quotation stands in, without it, and one before that ends in a colon."""
    paragraph = text[quotation.paragraph - 1]
    start, end = quotation.span.start, quotation.span.end
    if quotation.is_set_apart:
        around = ""
        before = _last_sentence(text, quotation.paragraph - 1)
    else:
        inside = [one for one in paragraph.sentences if one.end > start and one.start < end]
        first = inside[0].start if inside else 0
        last = inside[-1].end if inside else len(paragraph.text)
        # The marks stand beside the words, so that they are left out with them.
        left, right = paragraph.text[first : max(first, start - 1)], paragraph.text[end + 1 : last]
        around = f"{left}{QUOTED}{right}"
        earlier = [one for one in paragraph.sentences if one.end <= first]
        before = earlier[-1].of(paragraph.text) if earlier else ""
        if not earlier and not left.strip():
            before = _last_sentence(text, quotation.paragraph - 1)
    return " ".join(filter(None, [before if before.endswith(":") else "", around]))


def first_sentence(text: Sequence[TextParagraph], quotation: Quotation) -> Quotation:
    """A quotation that nothing closes, up to the end of the sentence in which it opens."""
    sentences = text[quotation.paragraph - 1].sentences
    ends = (one.end for one in sentences if quotation.span.start < one.end < quotation.span.end)
    end = next(ends, quotation.span.end)
    return replace(quotation, span=Span(quotation.span.start, end))


def _goes_on(one: Marked, text: str, following: str) -> bool:
    """Whether a mark is left open since the next paragraph goes on with the same one."""
    return not one.closed and one.span.end == len(text) and following.startswith(one.mark)


def _all(
    paragraph: TextParagraph, marked: Sequence[Marked], unclosed: Sequence[Marked]
) -> Iterator[tuple[Span, bool, bool]]:
    """Each quotation's words, whether they are open, and whether they are set apart."""
    whole = Span(0, len(paragraph.text))
    if paragraph.kind == "quotation":
        yield whole, False, True
    for one in marked:
        words = _without_blanks(one.span, paragraph.text)
        if paragraph.kind != "quotation" or len(words.of(paragraph.text)) < whole.end - 2:
            yield words, one in unclosed, False


def _placed(
    found: Sequence[tuple[Span, bool, bool]], paragraph: int, before: int
) -> Iterator[Quotation]:
    """Quotations of a paragraph, each with the one that it stands in."""
    around: list[tuple[int, Span]] = []
    for place, (span, is_open, is_set_apart) in enumerate(found, start=before):
        around = [one for one in around if one[1].end >= span.end]
        yield Quotation(paragraph, span, is_open, is_set_apart, around[-1][0] if around else None)
        around.append((place, span))


def _told(paragraph: int, going_on: int, unclosed: int, strays: int) -> Iterator[str]:
    """What is wrong with the marks of a paragraph, or may be."""
    if going_on:
        yield (
            f"A quotation is opened in paragraph {paragraph} and goes on in the next, "
            "which begins with the same mark."
        )
    for count, fault in ((unclosed, "opened and not closed"), (strays, "closed and not opened")):
        if count == 1:
            yield f"A quotation mark is {fault} in paragraph {paragraph}."
        elif count:
            yield f"{count} quotation marks are {fault} in paragraph {paragraph}."


def _last_sentence(text: Sequence[TextParagraph], number: int) -> str:
    """The last sentence of a paragraph, by its number from 1; none of one that is not there."""
    if number < 1:
        return ""
    paragraph = text[number - 1]
    last = paragraph.sentences[-1] if paragraph.sentences else Span(0, len(paragraph.text))
    return last.of(paragraph.text)


def _without_blanks(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
