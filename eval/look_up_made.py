"""Cases of the look-up suite, made from a collection's own sentences by a seed.

Each sentence that is drawn is left as it is, or changed in one way that has a name. What stands
where is told by a plain scan of all documents, which shares no code with the look-up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from corpus import Store
from eval.look_up_case import Change, Expected, LookUpCase
from qa.phrase import Verdict

LEAST_WORDS = 8
KEPT_SHARE = 0.6
NEGATION = re.compile(r"\b(?:do|does|did|will|must|can|is|are|has|have)( not)\b")
JOINTS = (" ", " … ", " […] ", " ... ")
LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
MARKS = re.compile('["“”«»„‘]')
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


Drawn = tuple[str, str]  # a meeting's id and a sentence of it


@dataclass(frozen=True, slots=True)
class Made:
    """A text made from a sentence, what should be told of it, and where its words stand."""

    text: str
    verdict: Verdict
    meetings: tuple[str, ...]
    differences: tuple[Expected, ...] = ()
    attributed_right: bool | None = None


class Sentences:
    """The sentences of a collection, and a plain scan of its documents."""

    def __init__(self, store: Store, names: Sequence[Sequence[str]], chance: random.Random) -> None:
        """All current documents of ``store`` are read once."""
        self.names = names
        self.chance = chance
        self.days = {one.id: one.date for one in store.meetings()}
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
        found = {word for _, text in self.all for word in LONG_WORD.findall(text)}
        return sorted(found)

    @cached_property
    def _plain_texts(self) -> list[tuple[str, str]]:
        return [(meeting, f" {_plain(document.text)} ") for meeting, document in self._documents]


def made_cases(
    store: Store, count: int, names: Sequence[Sequence[str]] = (), seed: int = 0
) -> list[LookUpCase]:
    """At most ``count`` cases of each kind, the same for the same collection and seed.

    ``names`` are groups of names of the same thing.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    sentences = Sentences(store, names, chance)
    drawn = [one for one in sentences.all if len(one[1].split()) >= LEAST_WORDS]
    chance.shuffle(drawn)
    cases = [_case("never said", n, Made(one, "not found", ())) for n, one in enumerate(NEVER_SAID)]
    for change, make in MAKERS.items():
        made = (make(one, sentences) for one in drawn)
        chosen = islice((one for one in made if one is not None), count)
        cases += [_case(change, number, one) for number, one in enumerate(chosen)]
    return cases


def _case(change: Change, number: int, made: Made) -> LookUpCase:
    return LookUpCase(
        id=f"made-{change}-{number + 1}".replace(" ", "-"),
        split="dev",
        change=change,
        text=made.text,
        verdict=made.verdict,
        meetings=made.meetings,
        differences=made.differences,
        attributed_right=made.attributed_right,
    )


def _verbatim(text: str, sentences: Sentences) -> Made:
    return Made(text, "verbatim", sentences.meetings_with(text))


def _altered(text: str | None, meeting: str, kind: Expected, sentences: Sentences) -> Made | None:
    """A sentence of a meeting as it was altered, unless it stands somewhere as it is now."""
    if text is None or sentences.meetings_with(text):
        return None
    return Made(text, "altered", (meeting,), (kind,))


def _truncated(drawn: Drawn, sentences: Sentences) -> Made:
    words = drawn[1].split()
    kept = max(LEAST_WORDS // 2, int(len(words) * KEPT_SHARE))
    from_start = sentences.chance.random() < 1 / 2
    return _verbatim(" ".join(words[:kept] if from_start else words[-kept:]), sentences)


def _misspelt(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    long = [found for found in LONG_WORD.finditer(text) if len(set(found[0])) > 1]
    if not long:
        return None
    found = sentences.chance.choice(long)
    at = found.start() + sentences.chance.randrange(1, len(found[0]) - 2)
    slipped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return _altered(slipped if slipped != text else None, meeting, "slip", sentences)


def _other_word(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    long = list(LONG_WORD.finditer(text))
    if not long:
        return None
    found = sentences.chance.choice(long)
    others = [word for word in sentences.vocabulary if word[:4] != found[0][:4]]
    other = sentences.chance.choice(others)
    changed = text[: found.start()] + other + text[found.end() :]
    return _altered(changed, meeting, "word", sentences)


def _other_number(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return None
    found = sentences.chance.choice(numbers)
    other = int(found[0]) + sentences.chance.randint(1, 9)
    changed = f"{text[: found.start()]}{other}{text[found.end() :]}"
    return _altered(changed, meeting, "number", sentences)


def _without_negation(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    found = NEGATION.search(text)
    changed = text[: found.start(1)] + text[found.end(1) :] if found else None
    return _altered(changed, meeting, "negation", sentences)


def _other_name(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    for group in sentences.names:
        for name in group:
            others = [other for other in group if _letters(other) not in _letters(text)]
            found = re.search(rf"(?<![\w/.]){re.escape(name)}(?![\w/])", text)
            if found and others:
                other = sentences.chance.choice(others)
                changed = text[: found.start()] + other + text[found.end() :]
                return _altered(changed, meeting, "name", sentences)
    return None


def _stitched(drawn: Drawn, sentences: Sentences) -> Made | None:
    """The first half of a sentence and the last of another, told as one."""
    meeting, text = drawn
    other_meeting, other = sentences.chance.choice(sentences.all)
    first, last = text.split(), other.split()
    if other == text or min(len(first), len(last)) < 2 * LEAST_WORDS:
        return None
    one, two = " ".join(first[: len(first) // 2]), " ".join(last[len(last) // 2 :])
    joined = one + sentences.chance.choice(JOINTS) + two
    if {*sentences.meetings_with(one)} & {*sentences.meetings_with(two)}:
        return None
    return Made(joined, "stitched", tuple(sorted({meeting, other_meeting})))


def _attributed(drawn: Drawn, sentences: Sentences) -> Made | None:
    meeting, text = drawn
    return _put_down_to(meeting, text, sentences)


def _misattributed(drawn: Drawn, sentences: Sentences) -> Made | None:
    standing = sentences.meetings_with(drawn[1])
    others = [one for one in sentences.days if one not in standing]
    if not others:
        return None
    return _put_down_to(sentences.chance.choice(others), drawn[1], sentences)


def _put_down_to(meeting: str, text: str, sentences: Sentences) -> Made | None:
    """A sentence put down to a meeting by its day."""
    standing = sentences.meetings_with(text)
    day = sentences.days[meeting]
    alike = {one for one, other in sentences.days.items() if other == day}
    said = f"As the ministers said on {day.day} {day:%B %Y}: “{text}”"
    if MARKS.search(text):
        return None
    return Made(said, "verbatim", standing, (), bool(alike & {*standing}))


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


MAKERS: dict[Change, Callable[[Drawn, Sentences], Made | None]] = {
    "exact": lambda drawn, sentences: _verbatim(drawn[1], sentences),
    "case": lambda drawn, sentences: replace(_verbatim(drawn[1], sentences), text=drawn[1].upper()),
    "truncated": _truncated,
    "typo": _misspelt,
    "word changed": _other_word,
    "number changed": _other_number,
    "negation dropped": _without_negation,
    "alias swapped": _other_name,
    "stitched": _stitched,
    "attributed": _attributed,
    "misattributed": _misattributed,
}
