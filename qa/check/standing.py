"""How words of a text stand in the record: the one place where a check looks them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import InputError
from qa.check.marks import without_marks
from qa.engine import Engine
from qa.phrase import Attributed, FoundPhrase, Part, Place, Stitching, Verdict
from qa.quote import Citation


@dataclass(frozen=True, slots=True)
class StandingPiece:
    """A piece of a stitched quotation, and the place that is most like it; None where none is."""

    text: str
    nearest: Place | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How words stand in the record.

    ``places`` and ``meetings`` count where they stand as the verdict says, ``first`` and
    ``latest`` are the earliest and the last of these. ``nearest`` is the one that is shown: the
    most alike, of several one of the meeting that the text names, or the latest. ``pieces`` are
    those of a stitched quotation, and ``attributed`` tells to which meeting the text puts it down.
    """

    verdict: Verdict
    places: int
    meetings: int
    first: Citation | None
    latest: Citation | None
    nearest: Place | None
    stitching: Stitching | None
    pieces: tuple[StandingPiece, ...]
    attributed: Attributed | None


NOWHERE = Standing("not found", 0, 0, None, None, None, None, (), None)


def standing(engine: Engine, words: str, attribution: str = "") -> Standing:
    """How words stand in the record, where ``attribution`` is what a text says of whose they are.

    Raises IntegrityError as ``ask`` does.
    """
    if not engine.store.meetings() or not engine.searcher.terms(words):
        return NOWHERE
    # Marks within a quotation or sentence are no bounds of what is to be looked up.
    unmarked = without_marks(words)
    try:
        found = engine.find(unmarked, attribution)
    except InputError:  # longer than any quotation, and nowhere as a whole
        return NOWHERE
    places = [one for one in found.places if one.match == found.verdict]
    nearest = _nearest(places, found)
    return Standing(
        verdict=found.verdict,
        places=len(places) + found.more,
        meetings=len({one.citation.meeting_id for one in places}),
        first=places[0].citation if places else None,
        latest=places[-1].citation if places else None,
        nearest=_with_marks(nearest, unmarked, words) if nearest else None,
        stitching=found.stitching,
        pieces=tuple(
            StandingPiece(one.phrase, _nearest(one.places, found)) for one in found.pieces
        ),
        attributed=None if found.verdict == "partial" else found.attributed,
    )


def _nearest(places: Sequence[Place], found: FoundPhrase) -> Place | None:
    named = found.attributed.meetings if found.attributed else ()
    order = reversed(places)
    return max(
        order,
        key=lambda one: (one.match == "verbatim", one.share, one.citation.meeting_id in named),
        default=None,
    )


def _with_marks(place: Place, unmarked: str, words: str) -> Place:
    """The redline with the words as they stand in the text, their marks included."""
    at = unmarked.find("".join(part.asked for part in place.redline))
    parts = []
    for part in place.redline:
        end = at + len(part.asked)
        parts.append(Part(words[at:end], part.there, part.same))
        at = end
    return replace(place, redline=tuple(parts))
