"""A quotation verified: whether it may be quoted so, and as said at which meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from corpus import Store
from qa.phrase.attribution import Named, told_attributed
from qa.phrase.found import Attributed, FoundPhrase, Place

QuotedAs = Literal["verbatim", "altered", "misattributed", "not in the record"]


class Find(Protocol):
    """What looks a phrase up."""

    def __call__(self, phrase: str, *, meetings: Collection[str]) -> FoundPhrase:
        """Its places, of which none that these meetings (ids) have is missing."""


@dataclass(frozen=True, slots=True)
class VerifiedQuotation:
    """A quotation, and whether it stands in the record as it is quoted.

    ``altered``: the record has it in other words, or in pieces (``found.stitching``).
    ``misattributed``: it stands there, verbatim or altered (``found.verdict``), and not at the
    meeting to which it is put down (``attributed``). ``not in the record``: at most a part of it
    stands there. ``meeting`` is the id of the meeting that was named, if one was. ``sources`` are
    where the words stand, one for each piece, and what may be quoted instead; none where they
    stand nowhere.
    """

    verdict: QuotedAs
    meeting: str | None
    attributed: Attributed | None
    sources: tuple[Place, ...]
    found: FoundPhrase


def verify_quotation(quotation: str, meeting: str, store: Store, find: Find) -> VerifiedQuotation:
    """Look a quotation up; ``meeting`` is an id, or how it begins, or empty for any meeting.

    Raises UnknownMeeting, InputError for a text that cannot be looked up, IntegrityError.
    """
    named = store.meeting(meeting).id if meeting.strip() else None
    found = find(quotation, meetings=[named] if named else [])
    stands = _standing(found)
    attributed = _attributed(named, stands, store) if named else found.attributed
    return VerifiedQuotation(
        verdict=_verdict(found, attributed),
        meeting=named,
        attributed=attributed,
        sources=tuple(_source(places, named) for places in stands),
        found=found,
    )


def _standing(found: FoundPhrase) -> list[Sequence[Place]]:
    """The places of the whole, or of each piece that stands somewhere."""
    if found.verdict == "stitched":
        return [piece.places for piece in found.pieces if piece.places]
    return [found.places] if found.verdict in ("verbatim", "altered") else []


def _attributed(named: str, stands: Sequence[Sequence[Place]], store: Store) -> Attributed | None:
    """Whether the words stand at the meeting that was named."""
    if not stands:
        return None
    having = [{one.citation.meeting_id for one in _best(places)} for places in stands]
    right = all(named in meetings for meetings in having)
    by = Named(named, frozenset([named]))
    told = told_attributed(by, set().union(*having), store.meetings(), right=right)
    return Attributed(named, (named,), right, told)


def _verdict(found: FoundPhrase, attributed: Attributed | None) -> QuotedAs:
    if found.verdict not in ("verbatim", "altered", "stitched"):
        return "not in the record"
    if attributed is not None and not attributed.right:
        return "misattributed"
    return "verbatim" if found.verdict == "verbatim" else "altered"


def _best(places: Sequence[Place]) -> Sequence[Place]:
    """Of the places of some words those that have them verbatim; all, where none has."""
    return [one for one in places if one.match == "verbatim"] or places


def _source(places: Sequence[Place], named: str | None) -> Place:
    """The place to quote: at best at the meeting that was named, then the nearest, the first."""
    best = _best(places)
    return max(best, key=lambda one: (one.citation.meeting_id == named, one.share))
