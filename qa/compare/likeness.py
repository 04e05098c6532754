"""How alike the paragraphs of two texts are: by the words they share, and by their sentences.

Rare words and runs of words that stand in the same order tell most: what every paragraph of the two
texts has tells nothing of which belongs to which. The vectors of sentences add what is said in
other words; by themselves they tell a topic, not a statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from qa.compare.text import ComparedText

Likeness = NDArray[np.float64]  # a row for each paragraph of the first text, 0..1
LONGEST_RUN = 3  # words
OF_SENTENCES = 0.3  # how much the likeness of sentences counts beside that of words
SAME_WORDS = 1 - 1e-9
AT_ONCE = 64  # paragraphs, which bounds the memory
NO_LENGTH = 1e-6


def likeness(first: ComparedText, second: ComparedText) -> Likeness:
    """How alike each paragraph of the first text and each of the second are."""
    if not first.paragraphs or not second.paragraphs:
        return np.zeros((len(first.paragraphs), len(second.paragraphs)))
    shared = by_words(first.terms, second.terms)
    alike = np.clip(by_sentences(first.sentences, second.sentences), 0, 1)
    return np.where(shared >= SAME_WORDS, 1.0, (shared + OF_SENTENCES * alike) / (1 + OF_SENTENCES))


def by_words(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> Likeness:
    """The words and runs of words that two paragraphs share, of those of both (geometric mean).

    Each counts by its rarity in the two texts, as inverse document frequency does (Spärck Jones
    1972), and as often as it stands in both.
    """
    from scipy.sparse import csr_array

    counted = [_runs(terms) for terms in (*first, *second)]
    stands_in = Counter(run for runs in counted for run in runs)
    columns = {run: column for column, run in enumerate(stands_in)}
    rarity = np.log((len(counted) + 1) / np.array(list(stands_in.values()), dtype=float))
    lengths = [len(runs) for runs in counted]
    of = [columns[run] for runs in counted for run in runs]
    shape = (len(counted), len(columns))
    table = csr_array((np.sqrt(rarity[of]), of, np.cumsum([0, *lengths])), shape=shape)
    one, other = table[: len(first)], table[len(first) :]
    shared = np.asarray((one @ other.T).todense())
    sizes = np.asarray(table.multiply(table).sum(axis=1)).ravel()
    both = np.outer(sizes[: len(first)], sizes[len(first) :])
    return shared / np.sqrt(np.maximum(both, np.finfo(float).tiny))


def by_sentences(first: Sequence[Vectors], second: Sequence[Vectors]) -> Likeness:
    """Each sentence's cosine with the nearest one of the other paragraph, on average of both sides.

    The mean of all sentences is taken off first, and with it the topic that they have in common.
    """
    mean = np.vstack([*first, *second]).mean(axis=0)
    one, other = _centred(first, mean), _centred(second, mean)
    all_others = np.vstack(other)
    starts = np.cumsum([0, *(len(rows) for rows in second)])[:-1]
    weights = np.array([len(rows) for rows in second], dtype=float)
    found = []
    for begin in range(0, len(one), AT_ONCE):
        some = one[begin : begin + AT_ONCE]
        cosines = np.vstack(some) @ all_others.T
        lengths = np.array([len(rows) for rows in some], dtype=float)
        begins = np.cumsum([0, *lengths.astype(int)])[:-1]
        there = np.add.reduceat(np.maximum.reduceat(cosines, starts, axis=1), begins, axis=0)
        here = np.add.reduceat(np.maximum.reduceat(cosines, begins, axis=0), starts, axis=1)
        found.append((there / lengths[:, None] + here / weights[None]) / 2)
    return np.vstack(found).astype(np.float64)


def _runs(terms: Sequence[str]) -> list[tuple[tuple[str, ...], int]]:
    """The words and runs of words of a paragraph; what stands again is another, by its number."""
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for length in range(1, LONGEST_RUN + 1):
        for start in range(len(terms) - length + 1):
            run = tuple(terms[start : start + length])
            counts[run] += 1
            found.append((run, counts[run]))
    return found


def _centred(paragraphs: Sequence[Vectors], mean: Vectors) -> list[Vectors]:
    """The vectors less their mean, scaled to length 1; one that is the mean stays nothing."""
    centred = []
    for rows in paragraphs:
        moved = rows - mean
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        centred.append(np.where(lengths > NO_LENGTH, moved / np.maximum(lengths, NO_LENGTH), 0.0))
    return centred
