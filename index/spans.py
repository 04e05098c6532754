"""Which stretch of a text is what a question asks for, told from inside the reranker.

A cross-encoder that was trained to tell whether a text answers a question holds, in its middle
layers, much of what in the text is the answer. A small network over the states of each word piece
tells where the answer begins and where it ends, and whether there is none (after Devlin et al.,
2019, section 4.3: the first token stands for "no answer"). The cross-encoder itself is as it was
published. How the network was trained: ``eval/span_training.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from corpus import Span
from corpus.errors import ModelError

LAYERS = (5, 6, 7, 8, 9)  # of the twelve, counted from 0
STATES = tuple(f"/bert/encoder/layer.{n}/output/LayerNorm/Add_1_output_0" for n in LAYERS)
WEIGHTS = Path(__file__).with_name("spans.safetensors")
LONGEST = 30  # word pieces
LEAST = -15.0
LEAST_MARGIN, MOST_MARGIN = -12.0, 8.0  # beyond these nothing more is told

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class SpanScores:
    """Where in a text the answer to a question may begin and end.

    ``pieces`` are the text's word pieces by characters; ``starts`` and ``ends`` the logits of
    each, shape (len(pieces),); ``none`` is the logit that the text holds no answer.
    """

    text: str
    pieces: tuple[Span, ...]
    starts: Matrix
    ends: Matrix
    none: float

    def of(self, span: Span) -> float:
        """The log-probability of a stretch, if there is an answer; not less than LEAST."""
        inside = [n for n, one in enumerate(self.pieces) if one.overlaps(span)]
        if not inside:
            return LEAST
        found = self._start_odds[inside[0]] + self._end_odds[inside[-1]]
        return max(LEAST, float(found))

    def of_part(self, start: int) -> SpanScores:
        """The scores of the text from a character on."""
        if start == 0:
            return self
        kept = [n for n, one in enumerate(self.pieces) if one.start >= start]
        moved = tuple(Span(self.pieces[n].start - start, self.pieces[n].end - start) for n in kept)
        return SpanScores(self.text[start:], moved, self.starts[kept], self.ends[kept], self.none)

    @cached_property
    def margin(self) -> float:
        """How much likelier the likeliest stretch is than that there is no answer, in logits."""
        return float(self._worth.max(initial=LEAST)) - self.none

    @property
    def bounded_margin(self) -> float:
        """The margin, within LEAST_MARGIN and MOST_MARGIN."""
        return min(MOST_MARGIN, max(LEAST_MARGIN, self.margin))

    def likeliest(self, most: int) -> list[Span]:
        """The likeliest stretches of whole words, the likeliest first."""
        order = np.argsort(-self._worth, axis=None, kind="stable")[:most]
        chosen = (divmod(int(place), len(self.pieces)) for place in order)
        return [
            Span(self.pieces[first].start, self.pieces[last].end)
            for first, last in chosen
            if np.isfinite(self._worth[first, last])
        ]

    @cached_property
    def _start_odds(self) -> Matrix:
        return _log_shares(self.starts)

    @cached_property
    def _end_odds(self) -> Matrix:
        return _log_shares(self.ends)

    @cached_property
    def _worth(self) -> Matrix:
        """The logit of each stretch, by its first and its last piece; -inf for what is none."""
        count = len(self.pieces)
        begins = np.array([_is_edge(self.text, one.start) for one in self.pieces], dtype=bool)
        ends = np.array([_is_edge(self.text, one.end) for one in self.pieces], dtype=bool)
        length = np.arange(count)[None, :] - np.arange(count)[:, None]
        whole = begins[:, None] & ends[None, :] & (length >= 0) & (length < LONGEST)
        return np.where(whole, self.starts[:, None] + self.ends[None, :], -np.inf)


class SpanNetwork:
    """Two layers over the states of a word piece: where the answer begins, where it ends."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load the weights; raises ModelError."""
        try:
            found = load_file(weights)
            self._inner, self._inner_bias = found["inner"].astype(np.float32), found["inner_bias"]
            self._outer, self._outer_bias = found["outer"], found["outer_bias"]
        except (OSError, KeyError, SafetensorError) as error:
            raise ModelError(f"{weights.name} cannot be read: {error}. Reinstall.") from error

    def score(self, text: str, pieces: Sequence[Span], states: Matrix) -> SpanScores:
        """Read the states of the first token and of each piece: shape (1 + len(pieces), …)."""
        inner = np.maximum(states @ self._inner + self._inner_bias, 0.0)
        logits = inner @ self._outer + self._outer_bias
        return SpanScores(text, tuple(pieces), logits[1:, 0], logits[1:, 1], float(logits[0].sum()))


def save_network(
    file: Path, inner: Matrix, inner_bias: Matrix, outer: Matrix, outer_bias: Matrix
) -> None:
    """Write the weights of a network: inner of shape (states, units), outer of (units, 2 or more).

    Of ``outer`` only the first two columns are kept: where the answer begins and where it ends.
    """
    kept = {
        "inner": inner.astype(np.float16),
        "inner_bias": inner_bias.astype(np.float32),
        "outer": np.ascontiguousarray(outer[:, :2], dtype=np.float32),
        "outer_bias": outer_bias[:2].astype(np.float32),
    }
    save_file({name: np.ascontiguousarray(table) for name, table in kept.items()}, file)


def _is_edge(text: str, at: int) -> bool:
    """Whether no word goes on at a place of a text."""
    around = text[max(0, at - 1) : at + 1]
    return not (0 < at < len(text) and around.isalnum())


def _log_shares(logits: Matrix) -> Matrix:
    return logits - np.logaddexp.reduce(logits) if len(logits) else logits
