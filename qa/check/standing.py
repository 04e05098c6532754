"""How words of a text stand in the record: the one place where a check looks them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.engine import Engine
from qa.phrase import FoundPhrase, Place
from qa.quote import Citation

Verdict = Literal["verbatim", "altered", "partial", "stitched", "not found"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """To which meetings a text attributes a quotation, and whether it stands in one of them."""

    meetings: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How words stand in the record.

    ``places`` and ``meetings`` count where they stand as the verdict says, ``first`` and
    ``latest`` are the earliest and the last of these. ``nearest`` is the one that is shown: the
    most alike, and of several the latest. ``pieces`` are the passages that a stitched quotation
    was put together from.
    """

    verdict: Verdict
    places: int
    meetings: int
    first: Citation | None
    latest: Citation | None
    nearest: Place | None
    pieces: tuple[Citation, ...]
    attributed: Attributed | None


NOWHERE = Standing("not found", 0, 0, None, None, None, (), None)


def standing(engine: Engine, words: str, attribution: str = "") -> Standing:
    """How words stand in the record, where ``attribution`` is what a text says of whose they are.

    Raises InputError for more words than can be looked up, IntegrityError as ``ask`` does.
    """
    del attribution  # read once Engine.find takes it
    if not engine.searcher.terms(words):
        return NOWHERE
    return _standing(engine.find(words))


def _standing(found: FoundPhrase) -> Standing:
    matches: Sequence[Verdict] = ("verbatim", "altered", "partial")
    for verdict in matches:
        places = [one for one in found.places if one.match == verdict]
        if places:
            return Standing(
                verdict=verdict,
                places=len(places),
                meetings=len({one.citation.meeting_id for one in places}),
                first=places[0].citation,
                latest=places[-1].citation,
                nearest=max(reversed(places), key=lambda one: one.share),
                pieces=(),
                attributed=None,
            )
    return NOWHERE
