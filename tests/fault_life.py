"""A collection's life at random, with faults, beside a plain model of what it must hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.adding import Filer
from corpus.filed import Filed
from tests import synthetic, wholeness
from tests.fault_rounds import apply, at_random, brought, contents
from tests.faults import in_a_child

AUDITED = 10  # every so many rounds all paragraphs are read anew
KINDS = ("add", "add", "update", "remove", "restore")


@dataclass(slots=True)
class Model:
    """The texts that the collection must hold, those that were removed, and all there ever were."""

    texts: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Move:
    """A change, in words, as it is done, and what must be held and be removed after it."""

    told: str
    change: Callable[[Filer], Filed]
    texts: dict[str, str]
    removed: dict[str, str]


def a_life(folder: Path, seed: int, rounds: int) -> Iterator[str]:
    """Adds, updates, removals and restorations; a sentence for each violation, "" for the rest."""
    chance = random.Random(seed)  # noqa: S311
    made = {one.name: one for one in synthetic.documents(rounds, seed)}
    model = Model()
    for number in range(rounds):
        move = _move(chance, model, made)
        if move is not None:
            yield _lived(folder, model, move, number, chance)


def _move(chance: random.Random, model: Model, made: dict[str, synthetic.Made]) -> Move | None:
    kind = chance.choice(KINDS)
    names = {"add": list(made), "restore": list(model.removed)}.get(kind, list(model.texts))
    if not names:
        return None
    name = chance.choice(names)
    texts, removed, told = dict(model.texts), dict(model.removed), f"{kind} {name}"
    meeting_id = brought(made[name]).meeting.id
    if kind == "remove":
        removed[name] = texts.pop(name)
        return Move(told, lambda filer: filer.remove(meeting_id), texts, removed)
    if kind == "restore":
        texts[name] = removed.pop(name)
        return Move(told, lambda filer: filer.restore(meeting_id), texts, removed)
    known = texts.get(name) or removed.pop(name, None) or made[name].text
    more = (
        f"\\n16. The council added line {chance.randrange(10**9)}.\\n" if kind == "update" else ""
    )
    texts[name] = known + more
    taken = brought(replace(made[name], text=texts[name]))
    return Move(told, lambda filer: filer.add(taken), texts, removed)


def _lived(folder: Path, model: Model, move: Move, number: int, chance: random.Random) -> str:
    """Make the move, under a fault or none, and tell what is wrong after it."""
    fault = at_random(chance)
    ended = in_a_child(fault, lambda: apply(folder, move.change))
    where = f"round {number}, {move.told}, {fault}, ended with {ended}"
    now = contents(folder)
    if now == move.texts:
        model.texts, model.removed = move.texts, move.removed
    model.ever |= set(model.texts.values())
    if now != model.texts or (ended == 0 and now != move.texts):
        return f"{where}: the collection is not what it must be"
    if model.ever and (lost := model.ever - wholeness.ever_filed(folder)):
        return f"{where}: {len(lost)} texts are lost"
    found = wholeness.problems(folder) if number % AUDITED == 0 else []
    return f"{where}: {found}" if found else ""
