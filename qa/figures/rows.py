"""Figures that tell of the same matter, put into rows: better two rows than one wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.wording import folded
from index import Searcher
from qa.amounts import amounts
from qa.figures.kinds import Kind
from qa.figures.subject import TIME
from qa.figures.told import Told

ALIKE_WORDS = 0.5  # share of the other words of two names of a thing that must be the same
ALIKE_VERBS = 0.6  # cosine: liberated and freed 0.63; liberated and displaced 0.48
VERBS_KEPT = 4096
FEW = 2

Matter = tuple[Kind, str | None, bool, bool, bool, str | None]
Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a figure tells of, as stems: the counted noun, its other words, the verb, what follows.

    ``words`` are all of its words, folded, with one name for each thing; ``done`` is the verb as it
    stands. Only figures of one ``matter`` (kind, unit, way of telling, noun) can share a row.
    """

    matter: Matter
    words: str
    others: frozenset[str]
    done: str
    verb: str | None
    around: frozenset[str]

    @property
    def counted(self) -> frozenset[str]:
        """The stems of what is counted."""
        return self.others | ({self.matter[-1]} if self.matter[-1] else set())

    @property
    def terms(self) -> frozenset[str]:
        """The stems of what is counted, of the verb and of what follows."""
        return self.counted | self.around | ({self.verb} if self.verb else set())


class Senses:
    """Makes out what figures tell of, and which tell of the same."""

    def __init__(self, searcher: Searcher, names: Sequence[Sequence[str]]) -> None:
        """``names`` are groups of names of the same thing."""
        self._searcher = searcher
        self._names = [_one_name(group) for group in names if group]
        self._are_alike = lru_cache(VERBS_KEPT)(self._alike_verbs)

    def terms(self, text: str) -> frozenset[str]:
        """The telling stems of a text, without numbers, with one name for each thing."""
        return frozenset(self._in_order(text))

    def other_names(self, text: str) -> list[str]:
        """All names of what a text names."""
        plain = folded(text)
        return [
            name for pattern, _, names in self._names if pattern.search(plain) for name in names
        ]

    def of(self, one: Told) -> Sense:
        """What a figure tells of."""
        subject = one.subject
        stems = self._in_order(subject.noun)
        noun = stems[-1] if stems else None
        way = (one.named, subject.level, subject.change)
        verb = next(iter(self._in_order(subject.verb or "")), None)
        return Sense(
            matter=(one.kind, one.quantity.unit, *way, noun),
            words=self._plain(subject.words),
            others=self.terms(subject.words) - {noun},
            done=subject.verb or "",
            verb=verb,
            around=self.terms(subject.around) - {verb},
        )

    def same(self, one: Sense, other: Sense) -> bool:
        """Whether two figures tell of the same matter."""
        return one.matter == other.matter and is_same(one, other, self._are_alike)

    def _in_order(self, text: str) -> list[str]:
        return [term for term in self._searcher.terms(self._plain(text)) if not amounts(term)]

    def _plain(self, text: str) -> str:
        plain = folded(text)
        for pattern, name, _ in self._names:
            plain = pattern.sub(name, plain)
        return plain

    def _alike_verbs(self, one: str, other: str) -> bool:
        """Whether two verbs say nearly the same, by the encoder's cosine."""
        a, b = (np.ravel(self._searcher.encoder.encode_query(verb)) for verb in (one, other))
        return float(a @ b) >= ALIKE_VERBS * float(np.linalg.norm(a) * np.linalg.norm(b))


def is_same(one: Sense, other: Sense, alike: Alike) -> bool:
    """Whether two of one matter tell of the same; ``alike`` compares verbs."""
    kind, unit, _, is_level, _, noun = one.matter
    if noun is None or unit in TIME:  # time spans of one thing are many
        return one.words == other.words and (noun is None or len(one.others) >= FEW)
    both = one.others | other.others
    if both and len(one.others & other.others) / len(both) < ALIKE_WORDS:
        return False
    if is_level:
        return bool(both) or (kind == "percentage" and one.words == other.words)
    shared = bool(one.around & other.around)
    if one.verb and other.verb and one.verb != other.verb:
        return shared and alike(one.done, other.done)
    if one.verb != other.verb:  # one of them has none
        return bool(both) and one.others == other.others
    return shared or bool(both and (one.verb or one.others == other.others))


def grouped(matters: Sequence[Matter], fit: Callable[[int, int], bool]) -> list[list[int]]:
    """Figures in rows, by their numbers: all of a row are of one matter and fit each other."""
    rows: list[list[int]] = []
    of_matter: dict[Matter, list[list[int]]] = defaultdict(list)
    for place, matter in enumerate(matters):
        there = of_matter[matter]
        row = next((row for row in there if all(fit(place, other) for other in row)), None)
        if row is None:
            row = []
            there.append(row)
            rows.append(row)
        row.append(place)
    return rows


def _one_name(group: Sequence[str]) -> tuple[re.Pattern[str], str, list[str]]:
    """What finds every name of a thing, the longest of them, and all."""
    by_length = sorted(set(map(folded, group)), key=lambda name: (-len(name), name))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, by_length))})\b")
    return pattern, by_length[0], by_length
