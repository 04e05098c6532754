"""Cases for the look-up of phrases, made from a collection's own sentences by a seed.

Each sentence that is drawn is left as it is, or changed in one way that has a name. What stands
where is told by a plain scan of all documents, which shares no code with the look-up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus import Store
from qa.answer import Match

Change = Literal[
    "exact", "case", "truncated", "typo", "word changed", "number changed", "negation dropped",
    "never said",
]  # fmt: skip
LEAST_WORDS = 8
KEPT_SHARE = 0.6
NEGATION = re.compile(r"\b(?:do|does|did|will|must|can|is|are|has|have)( not)\b")
NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w.,]\d)")
NEVER_SAID = (
    "The lighthouse keeper repaired his clock with a borrowed spoon",
    "Twelve penguins inherited the abandoned observatory last winter",
    "Her grandmother's recipe asks for two cups of toasted almonds",
    "The violinist forgot the second movement and improvised a waltz",
    "Purple umbrellas were handed out before the marathon began",
    "A retired postman painted every bench in the village green",
    "The orchestra rehearsed in a barn that smelled of apples",
    "Nobody expected the tortoise to win the photography contest",
    "The baker leaves an empty chair for travellers every Sunday",
    "Glaciers sing when the wind passes through their hollows",
)


@dataclass(frozen=True, slots=True)
class PhraseCase:
    """A phrase, what was done to it, how it should be found (None: not at all) and where."""

    change: Change
    phrase: str
    match: Match | None
    meetings: tuple[str, ...]


class Sentences:
    """The sentences of a collection, and a plain scan of its documents."""

    def __init__(self, store: Store) -> None:
        """All current documents of ``store`` are read once."""
        self._documents = [(one.id, store.document_of(one.id)) for one in store.meetings()]
        self.all = [
            (meeting, sentence.span.of(document.text))
            for meeting, document in self._documents
            for paragraph in store.paragraphs(document)
            for sentence in store.sentences(paragraph)
        ]

    def meetings_with(self, phrase: str) -> tuple[str, ...]:
        """The meetings in whose text these words stand one after another."""
        wanted = f" {_plain(phrase)} "
        return tuple(meeting for meeting, text in self._plain_texts if wanted in text)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Long words of the collection, to put in the place of others."""
        found = {word for _, text in self.all for word in re.findall(r"\b[a-z]{7,}\b", text)}
        return sorted(found)

    @cached_property
    def _plain_texts(self) -> list[tuple[str, str]]:
        return [(meeting, f" {_plain(document.text)} ") for meeting, document in self._documents]


def made_cases(store: Store, count: int, seed: int = 0) -> list[PhraseCase]:
    """At most ``count`` cases of each kind, the same for the same collection and seed."""
    sentences = Sentences(store)
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    drawn = [one for one in sentences.all if len(one[1].split()) >= LEAST_WORDS]
    chance.shuffle(drawn)
    cases = [PhraseCase("never said", text, None, ()) for text in NEVER_SAID]
    for change, alter in CHANGES.items():
        cases += list(_of_kind(change, alter, drawn, sentences, chance))[:count]
    return cases


Alter = Callable[[str, Sentences, random.Random], str | None]


def _of_kind(
    change: Change,
    alter: Alter,
    drawn: Sequence[tuple[str, str]],
    sentences: Sentences,
    chance: random.Random,
) -> Iterator[PhraseCase]:
    for meeting, text in drawn:
        phrase = alter(text, sentences, chance)
        if phrase is None:
            continue
        standing = sentences.meetings_with(phrase)
        if change in ("exact", "case", "truncated"):
            yield PhraseCase(change, phrase, "verbatim", standing)
        elif not standing:
            yield PhraseCase(change, phrase, "altered", (meeting,))


def _upper(text: str, _sentences: Sentences, _chance: random.Random) -> str:
    return text.upper()


def _truncated(text: str, _sentences: Sentences, chance: random.Random) -> str:
    words = text.split()
    kept = max(LEAST_WORDS // 2, int(len(words) * KEPT_SHARE))
    return " ".join(words[:kept] if chance.random() < 1 / 2 else words[-kept:])


def _misspelt(text: str, _sentences: Sentences, chance: random.Random) -> str | None:
    long = [found for found in re.finditer(r"\b[a-z]{7,}\b", text) if len(set(found[0])) > 1]
    if not long:
        return None
    found = chance.choice(long)
    at = found.start() + chance.randrange(1, len(found[0]) - 2)
    slipped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return slipped if slipped != text else None


def _other_word(text: str, sentences: Sentences, chance: random.Random) -> str | None:
    long = list(re.finditer(r"\b[a-z]{7,}\b", text))
    if not long:
        return None
    found = chance.choice(long)
    other = chance.choice([word for word in sentences.vocabulary if word[:4] != found[0][:4]])
    return text[: found.start()] + other + text[found.end() :]


def _other_number(text: str, _sentences: Sentences, chance: random.Random) -> str | None:
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return None
    found = chance.choice(numbers)
    return f"{text[: found.start()]}{int(found[0]) + chance.randint(1, 9)}{text[found.end() :]}"


def _without_negation(text: str, _sentences: Sentences, _chance: random.Random) -> str | None:
    found = NEGATION.search(text)
    return text[: found.start(1)] + text[found.end(1) :] if found else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


CHANGES: dict[Change, Alter] = {
    "exact": lambda text, _sentences, _chance: text,
    "case": _upper,
    "truncated": _truncated,
    "typo": _misspelt,
    "word changed": _other_word,
    "number changed": _other_number,
    "negation dropped": _without_negation,
}
