"""A text in, all of its quotations and, of a draft, its sentences looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from time import perf_counter

from corpus import Span
from corpus.errors import InputError
from corpus.running_text import TextParagraph
from qa.check.checked import (
    Checked,
    CheckedQuotation,
    CheckedSentence,
    Mode,
    SentenceVerdict,
    Source,
)
from qa.check.quotations import Quotation, attribution, first_sentence, quotations
from qa.check.standing import NOWHERE, Standing, standing
from qa.check.summary import summary
from qa.engine import Engine
from qa.phrase import Verdict
from qa.phrase.find import NO_MEETING
from qa.phrase.pasted import FEWEST_WORDS
from qa.phrase.words import words

MOST_LOOKED_UP = 20_000
VERDICTS: dict[Verdict, SentenceVerdict] = {
    "verbatim": "agreed",
    "altered": "near",
    "stitched": "near",
    "partial": "new",
    "not found": "new",
}
NO_QUOTATION = (
    "There is no quotation to look up in the text. Check it as a draft to have each sentence "
    "looked up."
)
NO_SENTENCE = "There is no sentence in the text."

Advance = Callable[[int, int], None]
LookUp = Callable[[str, str], Standing]


def check(
    engine: Engine,
    name: str,
    text: Sequence[TextParagraph],
    mode: Mode | None = None,
    advance: Advance = lambda _done, _total: None,
    most: int = MOST_LOOKED_UP,
) -> Checked:
    """Look up every quotation in a text and, where it is a draft, every sentence.

    Without a ``mode`` a text that quotes is an article. ``advance`` is told how many look-ups are
    done, of how many. Raises InputError where there are more than ``most``.
    """
    started = perf_counter()
    quoted = quotations(text)
    _refuse_many(name, len(quoted.quotations), 0, most)
    enough = sum(not _is_short(_words(text, one)) for one in quoted.quotations)
    taken = mode or ("article" if enough else "draft")
    sentences = [(n, span) for n, span in _sentences(text) if taken == "draft"]
    _refuse_many(name, len(quoted.quotations), len(sentences), most)
    look_up = _counted(engine, advance, len(quoted.quotations) + len(sentences))
    checked = tuple(_checked(text, quoted.quotations, look_up))
    judged = tuple(
        _judged(number, paragraph, span, span.of(text[paragraph - 1].text), look_up)
        for number, (paragraph, span) in enumerate(sentences, start=1)
    )
    return Checked(
        name=name,
        mode=taken,
        why=_why(mode, enough),
        summary=summary(checked, judged),
        notes=(*quoted.notes, *_lacking(engine, taken, found=bool(checked or judged))),
        text=tuple(text),
        quotations=checked,
        sentences=judged,
        sources=_sources(judged),
        elapsed_ms=round((perf_counter() - started) * 1000, 1),
    )


def _counted(engine: Engine, advance: Advance, total: int) -> LookUp:
    """Looks words up, the same ones once, and tells how many look-ups are done."""
    done = count(1)
    looked_up = cache(standing)

    def look_up(words: str, around: str) -> Standing:
        found = looked_up(engine, words, around)
        advance(next(done), total)
        return found

    return look_up


def _checked(
    text: Sequence[TextParagraph], found: Sequence[Quotation], look_up: LookUp
) -> Iterator[CheckedQuotation]:
    """The quotations as they stand; of one that stands verbatim those within it are passed over."""
    verbatim: set[int | None] = set()
    number = count(1)
    for place, one in enumerate(found):
        if one.within in verbatim:
            verbatim.add(place)
            continue
        around = "" if _is_short(_words(text, one)) else attribution(text, one)
        quotation, stands = _looked_up(text, one, around, look_up)
        if stands.verdict == "verbatim":
            verbatim.add(place)
        is_short = stands.verdict != "verbatim" and _is_short(_words(text, quotation))
        yield CheckedQuotation(
            number=next(number),
            paragraph=quotation.paragraph,
            span=quotation.span,
            text=_words(text, quotation),
            is_open=quotation.is_open,
            is_set_apart=quotation.is_set_apart,
            attribution=around,
            verdict="too short" if is_short else stands.verdict,
            standing=NOWHERE if is_short else stands,
        )


def _looked_up(
    text: Sequence[TextParagraph], quotation: Quotation, around: str, look_up: LookUp
) -> tuple[Quotation, Standing]:
    """A quotation as it stands; one that nothing closes may end with its first sentence."""
    stands = look_up(_words(text, quotation), around)
    if quotation.is_open and stands.verdict != "verbatim":
        shorter = first_sentence(text, quotation)
        again = look_up(_words(text, shorter), around)
        if again.verdict == "verbatim" or stands.verdict == "not found":
            return shorter, again
    return quotation, stands


def _judged(
    number: int, paragraph: int, span: Span, sentence: str, look_up: LookUp
) -> CheckedSentence:
    """A sentence of a draft as it stands."""
    stands = look_up(sentence, "")
    if stands.verdict != "verbatim" and _is_short(sentence):
        stands = NOWHERE
    return CheckedSentence(number, paragraph, span, sentence, VERDICTS[stands.verdict], stands)


def _sentences(text: Sequence[TextParagraph]) -> Iterator[tuple[int, Span]]:
    """The sentences of a text, each with the number of its paragraph."""
    for number, paragraph in enumerate(text, start=1):
        for span in paragraph.sentences:
            if words(span.of(paragraph.text)):
                yield number, span


def _lacking(engine: Engine, mode: Mode, *, found: bool) -> Iterator[str]:
    """Why nothing could be looked up, or nothing could be found."""
    if not found:
        yield NO_QUOTATION if mode == "article" else NO_SENTENCE
    if not engine.store.meetings():
        yield NO_MEETING


def _sources(sentences: Sequence[CheckedSentence]) -> tuple[Source, ...]:
    """Where the agreed sentences were first said, by paragraph of the record, in date order."""
    taken: dict[tuple[str, int], list[CheckedSentence]] = defaultdict(list)
    for one in sentences:
        if one.verdict == "agreed" and (first := one.standing.first):
            taken[first.meeting_id, first.paragraph].append(one)
    found = (
        Source(cited, tuple(one.number for one in some))
        for some in taken.values()
        if (cited := some[0].standing.first)
    )
    return tuple(sorted(found, key=lambda one: (one.citation.date, one.citation.paragraph)))


def _refuse_many(name: str, quoted: int, sentences: int, most: int) -> None:
    """Raise InputError for more than ``most`` look-ups."""
    if quoted + sentences > most:
        raise InputError(
            f"{name} has {quoted:,} quotations and {sentences:,} sentences to look up; here at "
            f"most {most:,} are. Split the text, or run: communique check FILE"
        )


def _words(text: Sequence[TextParagraph], one: Quotation) -> str:
    return one.span.of(text[one.paragraph - 1].text)


def _is_short(text: str) -> bool:
    return len(words(text)) < FEWEST_WORDS


def _why(mode: Mode | None, enough: int) -> str:
    """Why a text was taken for an article or a draft."""
    if mode is not None:
        return f"It was to be checked as {'an article' if mode == 'article' else 'a draft'}."
    if enough:
        quotes = "a quotation" if enough == 1 else f"{enough} quotations"
        return f"Taken for an article, since it has {quotes} of {FEWEST_WORDS} words or more."
    return f"Taken for a draft, since it has no quotation of {FEWEST_WORDS} words or more."
