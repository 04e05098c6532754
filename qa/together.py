"""The answers to several questions of one text, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from qa.answer import Answer, Contrast, Quoted, Understood
from qa.filters import Filters
from qa.question import Question

PAIR = 2
NUMBERS = ("No", "One", "Two", "Three", "Four")
ORDINALS = ("first", "second", "third", "fourth")

Ask = Callable[[str, Filters], Answer]


def answered_together(question: Question, filters: Filters, limit: int, ask: Ask) -> Answer:
    """Each part of a question answered; ``limit`` is for all together, the best of each first.

    A part that names no meeting is asked of the meetings that the one before it names.
    """
    answers: list[Answer] = []
    for part in question.parts:
        answer = ask(part, filters)
        before = answers[-1].understood.meetings if answers else ()
        if before and not answer.understood.meetings:
            answer = ask(part, replace(filters, meetings=before))
        answers.append(answer)
    return _merged(question, answers, max(limit, len(answers)))


def _merged(question: Question, answers: Sequence[Answer], limit: int) -> Answer:
    first = next((answer for answer in answers if answer.answered), answers[0])
    shown = _interleaved([answer.answers for answer in answers])[:limit]
    parts = question.parts
    notes = [note for answer in answers for note in answer.notes]
    return replace(
        first,
        question=question.asked,
        understood=_understood(parts, [answer.understood for answer in answers]),
        notes=tuple(dict.fromkeys([*question.notes, _note(parts, answers), *notes])),
        answers=tuple(shown),
        nothing_in=tuple(dict.fromkeys(name for a in answers for name in a.nothing_in)),
        but_see=tuple(_contrasts(answers, shown)),
        nearest=() if shown else tuple(_interleaved([a.nearest for a in answers])[:limit]),
        elapsed_ms=round(sum(answer.elapsed_ms for answer in answers), 1),
    )


def _interleaved(lists: Sequence[Sequence[Quoted]]) -> list[Quoted]:
    """The first of each list, then the second of each, each quotation once."""
    found: dict[tuple[str, int, int], Quoted] = {}
    for rank in zip_longest(*lists):
        for quoted in rank:
            if quoted is not None:
                place = quoted.citation
                found.setdefault((place.document, place.start, place.end), quoted)
    return list(found.values())


def _contrasts(answers: Sequence[Answer], shown: Sequence[Quoted]) -> Iterator[Contrast]:
    """What says otherwise than a quotation that is shown, with the place where it is shown."""
    places = {quoted.citation: place for place, quoted in enumerate(shown)}
    for answer in answers:
        for contrast in answer.but_see:
            place = places.get(answer.answers[contrast.answer].citation)
            if place is not None:
                yield replace(contrast, answer=place)


def _understood(parts: tuple[str, ...], each: Sequence[Understood]) -> Understood:
    everywhere = any(not one.meetings for one in each)
    meetings = sorted({name for one in each for name in one.meetings})
    return replace(
        each[0],
        meetings=() if everywhere else tuple(meetings),
        aliases={name: others for one in each for name, others in one.aliases.items()},
        corrections={word: meant for one in each for word, meant in one.corrections.items()},
        scope=tuple(dict.fromkeys(scoping for one in each for scoping in one.scope)),
        parts=parts,
    )


def _note(parts: Sequence[str], answers: Sequence[Answer]) -> str:
    """How many questions were asked, and which of them are not answered."""
    asked = f"{NUMBERS[len(parts)]} questions were asked"
    silent = [place for place, answer in enumerate(answers) if not answer.answered]
    if not silent:
        listed = " and ".join(f"“{part}”" for part in parts)
        return f"{asked}; {'both' if len(parts) == PAIR else 'all'} are answered: {listed}."
    reasons = (f"the {ORDINALS[n]}, “{parts[n]}”: {answers[n].reason}" for n in silent)
    return f"{asked}. Not answered: {' '.join(reasons)}"
