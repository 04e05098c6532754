"""How well meetings are aligned: measured on pairs labelled by hand, beside greedy rivals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import InputError
from eval.bundled import ALIGNMENT_SET, BUNDLED_SET
from eval.suite import Suite
from qa import Engine
from qa.compare import ComparedText, compared_text, groups
from qa.compare.likeness import Likeness, by_words

SECOND_READER = BUNDLED_SET.with_name("alignment.second.json")
APART_TUNED_ON = (1, 3)  # the places, by date, of the one pair apart that thresholds were chosen on
STEPS = 200  # thresholds tried for a rival

NOTES = (
    "The nearest are taken at the threshold that has the best F1 on these very pairs.",
    "Doubtful links are those that the reader who labelled them called so, before any measuring.",
)

Link = tuple[int, int]  # numbers of two paragraphs, from 1
Links = frozenset[Link]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two meetings with the links between their paragraphs, as a reader sees them.

    ``doubtful`` are links of which the reader was not sure, whether labelled or not.
    """

    first: str
    second: str
    links: Links
    doubtful: Links
    tuned_on: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many links there are, how many were found, and how many of these are right."""

    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the links that was found; 1 where there is none."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.labelled + self.found
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Overlap) -> Overlap:
        """Both together: sums make averages over links and not over pairs (micro)."""
        return Overlap(
            self.labelled + other.labelled, self.found + other.found, self.right + other.right
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """One way of aligning: how far it agrees with the labels of each pair, in their order.

    ``sure`` leaves out the links of which the reader was in doubt.
    """

    name: str
    overlaps: tuple[Overlap, ...]
    sure: tuple[Overlap, ...]


def over(overlaps: Sequence[Overlap], chosen: Sequence[bool]) -> Overlap:
    """The agreement over the links of the chosen pairs."""
    both = zip(overlaps, chosen, strict=True)
    return sum((one for one, wanted in both if wanted), Overlap(0, 0, 0))


def read_pairs(path: Path = ALIGNMENT_SET) -> list[LabelledPair]:
    """The labelled pairs of a file; raises InputError for one that cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        ids = sorted({one[side] for one in told["pairs"] for side in ("a", "b")})
        doubtful = [(tuple(one["pair"]), one) for one in told.get("doubtful", ())]
        inside = {_key(one["pair"], one): one["edges"] for one in told.get("_inside", ())}
        return [
            LabelledPair(
                first=one["a"],
                second=one["b"],
                links=frozenset(_links(one, inside)),
                doubtful=frozenset(
                    link
                    for pair, doubt in doubtful
                    if pair == (one["a"], one["b"])
                    for link in product(doubt["a"], doubt["b"])
                ),
                tuned_on=ids.index(one["b"]) - ids.index(one["a"]) == 1
                or (ids.index(one["a"]), ids.index(one["b"])) == APART_TUNED_ON,
            )
            for one in told["pairs"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a set of labelled alignments: {error}.") from error


def read_second(pairs: Sequence[LabelledPair], path: Path = SECOND_READER) -> list[Links]:
    """What a second reader linked in each of these pairs; raises InputError."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["pairs"]
        links = {(one["a"], one["b"]): [(a, b) for a, b in one["links"]] for one in told}
        return [frozenset(links[pair.first, pair.second]) for pair in pairs]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a second reader's labels: {error}.") from error


def measured(
    engine: Engine, pairs: Sequence[LabelledPair], second: Sequence[Links] = ()
) -> list[Measured]:
    """Ours, and the paragraph most alike by words and by vectors, each at its best threshold.

    Beside them, where there are labels of one, how far a ``second`` reader agrees with the first.
    """
    texts = [
        (
            compared_text(pair.first, engine.store, engine.searcher),
            compared_text(pair.second, engine.store, engine.searcher),
        )
        for pair in pairs
    ]
    by_word = [by_words(first.terms, second.terms) for first, second in texts]
    by_vector = [_vectors(engine, first) @ _vectors(engine, second).T for first, second in texts]
    return [
        _measured("ours", pairs, [ours(first, second) for first, second in texts]),
        _greedy("nearest by words", pairs, by_word),
        _greedy("nearest by vectors", pairs, by_vector),
        *([_measured("second reader", pairs, second)] if second else []),
    ]


def suite(pairs: Sequence[LabelledPair], ways: Sequence[Measured]) -> Suite:
    """Precision, recall and F1 of the links that each way finds."""

    def row(name: str, found: Sequence[Overlap]) -> tuple[str, ...]:
        cells = (f"{one.precision:.2f} / {one.recall:.2f} / {one.f1:.2f}" for one in found)
        return (name, *cells, str(found[0].labelled))

    rows = [
        row(f"{pair.first} – {pair.second}", [way.overlaps[place] for way in ways])
        for place, pair in enumerate(pairs)
    ]
    tuned = [pair.tuned_on for pair in pairs]
    chosen = {
        "pairs the thresholds were chosen on": tuned,
        "the other pairs": [not one for one in tuned],
        "all pairs": [True] * len(pairs),
    }
    for name, some in chosen.items():
        rows.append(row(name, [over(way.overlaps, some) for way in ways]))
        rows.append(row(f"{name}, without doubtful links", [over(way.sure, some) for way in ways]))
    columns = ("Links: precision / recall / F1", *(way.name for way in ways), "count")
    return Suite("Paragraphs of two meetings aligned", columns, tuple(rows), NOTES)


def ours(first: ComparedText, second: ComparedText) -> Links:
    """The links that a comparison shows."""
    found = (link for group in groups(first, second) for link in group.links)
    return frozenset((one + 1, other + 1) for one, other in found)


def nearest(alike: Likeness, threshold: float) -> Links:
    """Each paragraph of the first text with the one most alike, if it is alike enough."""
    best = alike.argmax(axis=1).tolist()
    return frozenset(
        (row + 1, column + 1) for row, column in enumerate(best) if alike[row, column] >= threshold
    )


def _greedy(name: str, pairs: Sequence[LabelledPair], alike: Sequence[Likeness]) -> Measured:
    """The nearest paragraphs, with the threshold that has the best F1 on these very pairs."""
    everything = [True] * len(pairs)
    tried = [
        _measured(name, pairs, [nearest(one, threshold) for one in alike])
        for threshold in np.linspace(0, 1, STEPS + 1).tolist()
    ]
    return max(tried, key=lambda one: over(one.overlaps, everything).f1)


def _measured(name: str, pairs: Sequence[LabelledPair], found: Sequence[Links]) -> Measured:
    both = list(zip(pairs, found, strict=True))
    return Measured(
        name,
        tuple(_overlap(pair.links, links) for pair, links in both),
        tuple(_overlap(pair.links - pair.doubtful, links - pair.doubtful) for pair, links in both),
    )


def _overlap(labelled: Links, found: Links) -> Overlap:
    return Overlap(len(labelled), len(found), len(labelled & found))


def _vectors(engine: Engine, text: ComparedText) -> Likeness:
    ids = [one.id for one in text.paragraphs]
    stored = engine.searcher.generation.paragraphs.stored(ids)
    return np.array([stored[number] for number in ids], dtype=np.float64)


def _key(pair: Sequence[str], one: Mapping[str, Sequence[int]]) -> tuple[object, ...]:
    return (tuple(pair), tuple(one["a"]), tuple(one["b"]))


def _links(
    pair: Mapping[str, Any], inside: Mapping[tuple[object, ...], Sequence[Sequence[int]]]
) -> Iterator[Link]:
    """The links of a pair: all between the paragraphs of a group, or those said to be inside it."""
    for one in pair["links"]:
        edges = inside.get(_key((pair["a"], pair["b"]), one))
        yield from ((a, b) for a, b in edges or product(one["a"], one["b"]))
