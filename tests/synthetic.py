"""Collections made up by rule: as many documents as wanted, all different, the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PARAGRAPHS = 15
SENTENCES = (1, 3)
FIRST_DAY = date(1990, 1, 1)
DAYS = 12_000

PLACES = ("Norhaven", "Eastmere", "Stavik", "Port Alder", "Lindby", "Oakhurst", "Marrow Bay")
BODIES = ("Harbour Council", "Board of Fisheries", "Assembly of Mills", "River Commission")
ACTORS = (
    "The ministers", "The council", "The members", "The harbour master", "The delegates",
    "The assembly", "The observers", "The treasurers", "The pilots", "The surveyors",
)  # fmt: skip
VERBS = (
    "agreed on", "welcomed", "deplored", "discussed", "approved", "postponed", "reviewed",
    "financed", "examined", "endorsed", "recalled", "rejected", "announced", "commended",
)  # fmt: skip
THINGS = (
    "the price of salt", "the repair of the northern pier", "a survey of the river mouth",
    "the return of displaced families", "a fund for widows of sailors", "the new lighthouse",
    "the training of pilots", "a tariff on timber", "the census of boats", "the ferry timetable",
    "the treaty on fishing grounds", "a loan for the mills", "the clearing of mines",
    "the school for navigators", "a ban on drift nets", "the report of the auditors",
)  # fmt: skip
ADDITIONS = (
    "in the light of what {place} had reported", "at a cost of {number} crowns",
    "until the {number}th day after the meeting", "for {number} households in {place}",
    "together with the {body}", "despite the storm that took {number} roofs",
    "as {place} had asked for", "which {number} members had signed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up document: its file's name and its text."""

    name: str
    text: str


def documents(count: int, seed: int = 0) -> Iterator[Made]:
    """So many documents of PARAGRAPHS numbered paragraphs; the first of more are those of fewer.

    Every other one has front matter, the rest print their title and date.
    """
    for number in range(count):
        yield document(number, random.Random(f"{seed} {number}"))  # noqa: S311


def write(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """The same, as files in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for made in documents(count, seed):
        path = folder / made.name
        path.write_text(made.text, encoding="utf-8")
        paths.append(path)
    return paths


def document(number: int, chance: random.Random) -> Made:
    """One document; its number makes its name and day its own for DAYS documents."""
    day = FIRST_DAY + timedelta(days=number % DAYS)
    place, body = chance.choice(PLACES), chance.choice(BODIES)
    title = f"Joint Statement of the {body}"
    if number % 2:
        top = f"{title}\n\n{place}, {day.day} {day:%B %Y}"
    else:
        top = f'---\ntitle: "{title}"\ndate: {day}\nplace: {place}\n---'
    paragraphs = (f"{n}. {paragraph(chance)}" for n in range(1, PARAGRAPHS + 1))
    return Made(f"{number:05}.txt", "\n\n".join([top, *paragraphs, ""]))


def paragraph(chance: random.Random) -> str:
    """A few sentences."""
    return " ".join(sentence(chance) for _ in range(chance.randint(*SENTENCES)))


def sentence(chance: random.Random) -> str:
    """Who did what to what, and how."""
    addition = chance.choice(ADDITIONS).format(
        place=chance.choice(PLACES), body=chance.choice(BODIES), number=chance.randint(2, 9_999)
    )
    return f"{chance.choice(ACTORS)} {chance.choice(VERBS)} {chance.choice(THINGS)} {addition}."
