"""What was decided on words that may name meetings, in a sentence each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Meeting
from qa.mention import Mention

LEANING = re.compile(r"(?:after|before|since|until|following|preceding|prior to)\b", re.IGNORECASE)
FEW = 5
NEAREST = 3


def told_restricts(mention: Mention, meetings: Sequence[Meeting]) -> str:
    """Which meetings a question is restricted to."""
    chosen = [meeting for meeting in meetings if meeting.id in mention.meetings]
    if len(chosen) == 1:
        return f"Only the meeting of {named(chosen[0])}."
    if len(chosen) == len(meetings):
        return f"All {len(chosen)} meetings fit."
    if len(chosen) <= FEW:
        return f"Only the {len(chosen)} meetings of {listed([named(m) for m in chosen])}."
    return f"Only {len(chosen)} meetings, from {named(chosen[0])} to {named(chosen[-1])}."


def told_content(words: str, part_of: str) -> str:
    """That words belong to what is asked about."""
    if part_of:
        return f"“{words}” was taken as part of “{part_of}”, not as a restriction."
    return f"“{words}” was taken as part of what is asked about, not as a restriction."


def told_missing(words: str, mention: Mention, meetings: Sequence[Meeting]) -> str:
    """Which meeting the collection does not have, and what it has instead."""
    there = what_is_there(mention, meetings)
    return f"There is no meeting {_which(words, mention)} in this collection; {there}"


def told_conflict(words: str, mention: Mention, meetings: Sequence[Meeting]) -> str:
    """That no meeting fits words that go together."""
    there = what_is_there(mention, meetings)
    return f"No meeting in this collection fits all that is said beside “{words}”; {there}"


def told_set_aside(words: str) -> str:
    """That the asker set words aside."""
    return f"“{words}” was set aside: it does not restrict the question."


def told_yields(words: str, *, quoted: bool) -> str:
    """Why words that name a meeting do not restrict after all."""
    if quoted:
        return f"“{words}” does not restrict: the words quoted stand in another meeting's text."
    return f"“{words}” does not restrict: the meeting named beside it is another one."


def what_is_there(mention: Mention, meetings: Sequence[Meeting]) -> str:
    """The collection's meetings, or those nearest to the date asked for."""
    if not meetings:
        return "it is empty."
    if len(meetings) <= FEW:
        return f"it has those of {listed([named(meeting) for meeting in meetings])}."
    count = f"it has {len(meetings)}, from {named(meetings[0])} to {named(meetings[-1])}"
    date = mention.date
    day = date and ((date.moment and date.moment.first) or date.since or date.until)
    if not day:
        return f"{count}."
    near = sorted(meetings, key=lambda meeting: abs((meeting.date - day).days))[:NEAREST]
    near.sort(key=lambda meeting: meeting.id)
    return f"{count}; the nearest are of {listed([named(meeting) for meeting in near])}."


def named(meeting: Meeting) -> str:
    """A meeting by its day and place."""
    day = f"{meeting.date.day} {meeting.date:%B %Y}"
    return f"{day} in {meeting.place}" if meeting.place else day


def listed(names: Sequence[str]) -> str:
    """Names with commas and a last "and"."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _which(words: str, mention: Mention) -> str:
    """The words as they go with "no meeting"."""
    is_range = mention.date is not None and mention.date.moment is None
    if is_range or LEANING.match(words):
        return words[0].lower() + words[1:]
    if mention.date is None:
        return f"of or in {words}"
    return f"of {words}" if words[0].isupper() or words[0].isdigit() else f"of the {words}"
