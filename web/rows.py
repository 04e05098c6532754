"""The answer to a question about several meetings as rows in date order, one a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus import Meeting
from corpus.wording import wording
from qa import Answer, Contrast, Quoted
from web.words import day, meetings_said


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation with all the meetings found to say it, or meetings in which nothing was found.

    ``quoted`` are quotations of the same words, the first of the earliest meeting; where it is
    empty, ``silent`` are meetings that follow on each other. ``others`` are meetings that have the
    same words and another row, or none; ``but_see`` is what says otherwise than the row.
    """

    quoted: tuple[Quoted, ...]
    silent: tuple[Meeting, ...]
    others: tuple[Meeting, ...]
    but_see: tuple[Contrast, ...]

    @property
    def same_words(self) -> str:
        """In how many meetings the same words stand, and when first; empty for one meeting."""
        days = [one.citation.date for one in self.quoted] + [one.date for one in self.others]
        if len(days) <= 1:
            return ""
        return f"Same words in {meetings_said(len(days))}, first {day(min(days))}"


def has_rows(answer: Answer) -> bool:
    """Whether an answer has one quotation a meeting, in date order."""
    understood = answer.understood
    several = understood.kind == "several" and len(understood.meetings) != 1
    told = [(one.citation.date, one.citation.meeting_id) for one in answer.answers]
    in_order = told == sorted(set(told))  # not so where a quotation was looked up
    return answer.answered and several and in_order and not understood.parts


def summary(answer: Answer) -> str:
    """In how many meetings something was found."""
    found = f"Found in {meetings_said(len(answer.answers))}"
    return f"{found}, nothing in {len(answer.nothing_in)}." if answer.nothing_in else f"{found}."


def rows(answer: Answer, meetings: Sequence[Meeting]) -> Iterator[Row]:
    """An answer's quotations and the meetings in which nothing was found, in date order."""
    groups = {group[0].citation.meeting_id: group for group in _groups(answer.answers)}
    grouped = {one.citation.meeting_id for one in chain.from_iterable(groups.values())}
    silent: list[Meeting] = []
    for meeting in meetings:
        if meeting.id in answer.nothing_in:
            silent.append(meeting)
        elif meeting.id in grouped:
            if silent:
                yield Row((), tuple(silent), (), ())
                silent = []
            if meeting.id in groups:
                yield _row(groups[meeting.id], answer, meetings)
    if silent:
        yield Row((), tuple(silent), (), ())


def _row(group: tuple[Quoted, ...], answer: Answer, meetings: Sequence[Meeting]) -> Row:
    here = {one.citation.meeting_id for one in group}
    also = {name for one in group for name in one.same_wording_in} - here
    others = tuple(meeting for meeting in meetings if meeting.id in also)
    contrasts = [one for one in answer.but_see if answer.answers[one.answer] in group]
    return Row(group, (), others, tuple(contrasts))


def _groups(answers: Sequence[Quoted]) -> list[tuple[Quoted, ...]]:
    """Quotations of the same words together, in the order of the first of each."""
    groups: dict[str, list[Quoted]] = {}
    for one in answers:
        groups.setdefault(wording(one.quote), []).append(one)
    return [tuple(group) for group in groups.values()]
