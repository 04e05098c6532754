"""A citation checked, also years later: whether its words still stand where it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpus import Store
from corpus.errors import InputError, IntegrityError
from corpus.stored import State
from qa.citing.cited import Cited, as_cited
from qa.citing.place import TOLD, Stands, locate
from qa.permalink import Permalink, read_permalink
from qa.phrase import FoundPhrase, Place
from qa.quote import Citation
from qa.reading import ReadParagraph, as_read

Outcome = Literal["holds", "moved", "earlier", "does not hold", "not here"]
MOST_NOW = 3
LEFT: dict[State, str] = {
    "current": "",
    "version": "which is kept beside the current one",
    "removed": "which was removed",
    "earlier": "which another took the place of",
}

Find = Callable[[str], FoundPhrase]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a citation.

    It ``holds`` in the current text, or is ``moved`` in it to another place; it stands in an
    ``earlier`` text of its meeting, that is one that is not current; it ``does not hold``, or its
    document is ``not here``. ``quote`` and ``citation`` are the words as they stand, where they do,
    and ``paragraph`` that in which they begin.
    ``state`` is that of their text, and ``retired`` the revision of the collection at which it
    ceased to be current. ``now`` are the places in current texts where they stand today, or nearly,
    if theirs is not. ``told`` says all of it in sentences.
    """

    permalink: str
    outcome: Outcome
    holds: bool
    told: tuple[str, ...]
    quote: str | None
    citation: Citation | None
    paragraph: ReadParagraph | None
    state: State | None
    retired: int | None
    now: tuple[Place, ...]


def verify_citation(link: str, store: Store, find: Find) -> Verdict:
    """Check a permalink against the stored source; ``find`` looks a phrase up in current texts.

    Raises InputError for one that cannot be read.
    """
    wanted = read_permalink(link)
    try:
        found = locate(wanted, store)
    except IntegrityError as error:
        return _not(wanted, "does not hold", str(error))
    if not isinstance(found, Stands):
        return _not(wanted, found, TOLD[found])
    return _holds(wanted, found, store, find)


def _not(wanted: Permalink, outcome: Outcome, told: str) -> Verdict:
    return Verdict(str(wanted), outcome, False, (told,), None, None, None, None, None, ())


def _holds(wanted: Permalink, found: Stands, store: Store, find: Find) -> Verdict:
    """The verdict on words that stand in a stored text."""
    one = as_cited(found, store)
    told = [f"The words stand in {one.citation.document}, word for word."]
    if found.moved:
        told.append("They stand at another place in it than the permalink says.")
    outcome: Outcome = "moved" if found.moved else "holds"
    now: tuple[Place, ...] = ()
    if found.state != "current":
        outcome = "earlier"
        now = _now(one, find)
        told += [_since(found, store), _today(one, now)]
    return Verdict(
        permalink=str(wanted),
        outcome=outcome,
        holds=True,
        told=tuple(told),
        quote=one.text,
        citation=one.citation,
        paragraph=as_read(one.paragraph, found.quote.document),
        state=found.state,
        retired=found.retired,
        now=now,
    )


def _since(found: Stands, store: Store) -> str:
    """Since when a text is not the current one; a store counts revisions, and knows no dates."""
    at = f", at revision {found.retired} of the collection (today {store.revision})"
    when = "" if found.state == "version" else at
    return f"That is a text of the meeting {LEFT[found.state]}{when}."


def _now(one: Cited, find: Find) -> tuple[Place, ...]:
    """Where the words stand today, those of the same meeting first."""
    try:
        places = find(one.text).places
    except InputError:  # words that cannot be looked up
        return ()
    order = ("verbatim", "altered", "partial")
    nearest = sorted(
        places,
        key=lambda place: (
            order.index(place.match),
            place.citation.meeting_id != one.meeting.id,
            -place.share,
        ),
    )
    return tuple(nearest[:MOST_NOW])


def _today(one: Cited, now: tuple[Place, ...]) -> str:
    """Whether the words stand in current texts, in a sentence."""
    if not now:
        return "No current text has these words."
    first = now[0]
    same = first.citation.meeting_id == one.meeting.id
    of = "of the meeting" if same else f"of {first.citation.meeting_id}"
    how = {
        "verbatim": "The same words stand in the current text",
        "altered": "No current text has the same words; nearly the same stand in that",
        "partial": "No current text has the same words; a part of them stands in that",
    }
    return f"{how[first.match]} {of}, paragraph {first.citation.paragraph}."
