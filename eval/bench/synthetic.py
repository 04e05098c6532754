"""A large collection made of a small one: sentences put together from thirds of real ones.

Real words in real phrases, nearly every sentence another, the same on every machine. To spare
an hour of encoding, each distinct third is encoded once and a text gets the mean of its thirds'
vectors; questions are encoded as always.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus import read_folder
from corpus.table import TABLE_NAME
from eval.bench.around import AroundEncoder
from index import Encoder
from index.encoder import Vectors

SENTENCES = 4  # a paragraph
LEAST_WORDS = 9
FIRST_DAY = dt.date(1990, 1, 1)
SEED = 4
SENTENCE = re.compile(r"[A-Z][\w ,;’'()-]+\.")  # one full stop, and nothing that means layout
ENTRY = """
[[meeting]]
document = "{name}"
title = {{ curated = "Meeting {number}" }}
date = {{ curated = {day} }}
"""

Pieces = tuple[str, ...]


def thirds(folder: Path) -> list[Pieces]:
    """The plain sentences of a collection, each cut into three."""
    found = []
    for _, document in read_folder(folder).meetings:
        for span in (span for spans in document.sentences for span in spans):
            sentence = span.of(document.text)
            words = sentence.split()
            if SENTENCE.fullmatch(sentence) and len(words) >= LEAST_WORDS:
                first, second = len(words) // 3, 2 * len(words) // 3
                cut = (words[:first], words[first:second], words[second:])
                found.append(tuple(" ".join(part) for part in cut))
    return found


def compose(sources: Sequence[Pieces], documents: int, paragraphs: int) -> list[list[list[Pieces]]]:
    """Documents of paragraphs of sentences, each a first, a middle and a last third by chance."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret here

    def sentence() -> Pieces:
        return tuple(chance.choice(sources)[part] for part in range(3))

    return [
        [[sentence() for _ in range(SENTENCES)] for _ in range(paragraphs)]
        for _ in range(documents)
    ]


def pieces_of(composed: Sequence[Sequence[Sequence[Pieces]]]) -> dict[str, Pieces]:
    """Each sentence and each paragraph, and the thirds it is made of."""
    found: dict[str, Pieces] = {}
    for paragraph in (paragraph for document in composed for paragraph in document):
        found |= {" ".join(sentence): sentence for sentence in paragraph}
        together = tuple(piece for sentence in paragraph for piece in sentence)
        found[" ".join(together)] = together
    return found


def write(folder: Path, composed: Sequence[Sequence[Sequence[Pieces]]]) -> None:
    """Write documents and their table as a source folder."""
    rows = ['name = "Synthetic statements"']
    for number, name, day, text in _texts(folder, composed):
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(ENTRY.format(name=name, number=number, day=day))
    (folder / TABLE_NAME).write_text("\n".join(rows), encoding="utf-8")


def write_described(folder: Path, composed: Sequence[Sequence[Sequence[Pieces]]]) -> None:
    """Write documents that say themselves, in their front matter, what they are."""
    for number, name, day, text in _texts(folder, composed):
        front_matter = f"---\ntitle: Meeting {number}\ndate: {day}\n---\n\n"
        (folder / name).write_text(front_matter + text, encoding="utf-8")


def _texts(
    folder: Path, composed: Sequence[Sequence[Sequence[Pieces]]]
) -> Iterator[tuple[int, str, dt.date, str]]:
    """Number, file name, day and text of each document."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(composed, start=1):
        texts = [" ".join(" ".join(sentence) for sentence in part) for part in document]
        day = FIRST_DAY + dt.timedelta(days=number)
        yield number, f"{number:04}.txt", day, "\n\n".join(texts) + "\n"


class PieceEncoder(AroundEncoder):
    """An encoder that gives a text made of known pieces the mean of their vectors."""

    def __init__(self, encoder: Encoder, pieces: Mapping[str, Pieces]) -> None:
        """``encoder`` encodes the pieces, each once, and whatever is not made of them."""
        super().__init__(encoder)
        self._pieces = pieces
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text: the mean of its pieces' vectors, of length 1."""
        parts = [self._pieces.get(text, (text,)) for text in texts]
        wanted = dict.fromkeys(piece for pieces in parts for piece in pieces)
        if missing := [piece for piece in wanted if piece not in self._known]:
            self._known |= dict(zip(missing, self._encoder.encode(missing), strict=True))
        sums = [np.sum([self._known[piece] for piece in pieces], axis=0) for pieces in parts]
        means = np.asarray(sums, dtype=np.float32).reshape(len(texts), self.dimension)
        return np.ascontiguousarray(means / np.linalg.norm(means, axis=1, keepdims=True))
