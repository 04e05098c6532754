"""A large collection of prose in which hardly a sentence, or half of one, stands twice.

Words follow each other as in the bundled texts (a Markov chain of one word), and one in four is
another English word, as frequent as people use it. So phrases are about as rare as in real texts
of that size, and the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from wordfreq import top_n_list, word_frequency

from eval.bench.around import AroundEncoder
from index import Encoder
from index.encoder import Vectors

VOCABULARY = 30_000
OTHER_WORD = 0.25
SENTENCES = 4  # a paragraph
SHORTEST, LONGEST = 12, 30  # words of a sentence
FIRST_DAY = dt.date(1990, 1, 1)
SEED = 5


def write_prose(folder: Path, sentences: Sequence[str], documents: int, paragraphs: int) -> None:
    """Write documents, made like these sentences, with what they are in their front matter."""
    folder.mkdir(parents=True, exist_ok=True)
    written = _sentences(sentences)
    for number in range(1, documents + 1):
        texts = [" ".join(next(written) for _ in range(SENTENCES)) for _ in range(paragraphs)]
        day = FIRST_DAY + dt.timedelta(days=number)
        front_matter = f"---\ntitle: Meeting {number}\ndate: {day}\n---\n\n"
        text = front_matter + "\n\n".join(texts) + "\n"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def _sentences(sentences: Sequence[str]) -> Iterator[str]:
    """Sentences without end."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret here
    follows: dict[str, list[str]] = defaultdict(list)
    for one in sentences:
        for word, following in pairwise(one.rstrip(".").split()):
            follows[word].append(following)
    known = sorted(follows)
    others = [word for word in top_n_list("en", VOCABULARY) if word.isalpha()]
    weights = list(np.cumsum([word_frequency(word, "en") for word in others]))
    while True:
        words = [chance.choice(known).capitalize()]
        last = words[0].lower()
        for _ in range(chance.randrange(SHORTEST, LONGEST)):
            last = chance.choice(follows.get(last) or known)
            other = chance.random() < OTHER_WORD
            words.append(chance.choices(others, cum_weights=weights)[0] if other else last)
        yield " ".join(words) + "."


class WordsEncoder(AroundEncoder):
    """An encoder that gives a text the mean of its words' vectors, each encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        """``encoder`` encodes the words."""
        super().__init__(encoder)
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, of length 1."""
        split = [text.split() for text in texts]
        missing = list(dict.fromkeys(w for words in split for w in words if w not in self._known))
        if missing:
            self._known |= dict(zip(missing, self._encoder.encode(missing), strict=True))
        means = np.asarray(
            [np.sum([self._known[word] for word in words], axis=0) for words in split],
            dtype=np.float32,
        )
        return np.ascontiguousarray(means / np.linalg.norm(means, axis=1, keepdims=True))
