"""Several restrictions in one question: which hold together and which stand side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.mention import Mention
from qa.scope_syntax import HEAD

NEAR = 25  # characters between words that belong to one name of a meeting
AND = re.compile(
    rf"(?:\s+(?:\w+\s+)?{HEAD})?"
    r"\s*,?\s*\b(?:and|or|versus|vs\.?|than|compared\s+(?:with|to)|as well as)\b"
    r"\s*(?:(?:in|at|of|on|from|the|its|their|that)\s+)*",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?:and|or|versus|vs|than|compared|with|both|but|while|whereas|to)\b|[/&]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Combined:
    """The mentions that restrict, with their meetings; those that yield, those in conflict."""

    restricting: tuple[Mention, ...]
    meetings: frozenset[str]
    yielding: tuple[Mention, ...]
    conflicting: tuple[Mention, ...]


def combined(text: str, mentions: Sequence[Mention]) -> Combined:
    """What these mentions, in order, leave: each chain what fits it all, of chains the sum."""
    results = [_held_together(chain) for chain in _chains(text, mentions)]
    return Combined(
        restricting=tuple(m for result in results for m in result.restricting),
        meetings=frozenset[str]().union(*(result.meetings for result in results)),
        yielding=tuple(m for result in results for m in result.yielding),
        conflicting=tuple(m for result in results for m in result.conflicting),
    )


def _chains(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    chains = [[mention] for mention in mentions[:1]]
    for before, mention in pairwise(mentions):
        if _apart(text[before.end : mention.start], before, mention):
            chains.append([mention])
        else:
            chains[-1].append(mention)
    return chains


def _apart(between: str, before: Mention, mention: Mention) -> bool:
    """Whether two mentions name different meetings side by side."""
    if "host" == before.what == mention.what:
        return not before.meetings & mention.meetings
    if before.what == mention.what:
        beside = BESIDE.search(between) is not None
        return beside or (before.what != "order" and not before.meetings & mention.meetings)
    return AND.fullmatch(between) is not None


def _held_together(chain: Sequence[Mention]) -> Combined:
    """What fits every mention of a chain; a weak one yields to those that are clear."""
    fitting = _common(chain)
    if fitting:
        placed = _placed(chain, fitting)
        chosen = _common(placed)
        return (
            Combined(tuple(placed), chosen, (), ())
            if chosen
            else Combined((), chosen, (), tuple(chain))
        )
    if not all(mention.meetings for mention in chain):
        return Combined((), frozenset(), (), tuple(chain))
    clear = [mention for mention in chain if mention.clear]
    weak = [mention for mention in chain if not mention.clear]
    if clear and weak:
        result = _held_together(clear)
        return replace(result, yielding=(*result.yielding, *weak))
    if max(after.start - before.end for before, after in pairwise(chain)) <= NEAR:
        return Combined((), frozenset(), (), tuple(chain))
    return Combined(tuple(chain), frozenset[str]().union(*(m.meetings for m in chain)), (), ())


def _common(chain: Sequence[Mention]) -> frozenset[str]:
    return frozenset.intersection(*(mention.meetings for mention in chain))


def _placed(chain: Sequence[Mention], fitting: frozenset[str]) -> list[Mention]:
    """The chain with "the first", "the last" resolved among what the others leave."""
    row = sorted(fitting)
    return [
        replace(mention, meetings=mention.place_in_row.of(row)) if mention.place_in_row else mention
        for mention in chain
    ]
