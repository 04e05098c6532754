"""A reader made of any question-answering model of transformers that marks spans, in a folder.

The best span is an answer when it scores higher than "no answer"; the likelihood is the softmax of
these two scores, which is the sigmoid of their difference: see qa.marking. A model that was never
trained with questions that have no answer (SQuAD 2: Rajpurkar et al. 2018) gives a likelihood that
means little.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from corpus import Span
from corpus.errors import ModelError
from index import Model, find_model
from index.torch_model import loading
from qa.extract import Candidate
from qa.marking import Logits, Marked, best_span, visible, whole_words
from qa.question import Question
from qa.reader import ShortAnswer

WHAT = "a question-answering model"
LONGEST_WINDOW = 384  # tokens, as models for SQuAD are trained


@dataclass(frozen=True, slots=True)
class Window:
    """A question and as much of a text as the model reads at once.

    ``given`` are the model's inputs by name, one number a token. ``places`` holds for each token
    of the text its span of characters, None for any other; ``silence`` is the token that stands
    for "no answer".
    """

    given: dict[str, list[int]]
    places: list[Span | None]
    silence: int


class ModelReader:
    """Any ``AutoModelForQuestionAnswering`` with a fast tokenizer; safe to share between threads.

    One window a run, never a batch: a likelihood must not depend on what else is read.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model and try it; raises ModelError when the folder does not hold one."""
        self.model = find_model(str(folder))
        self._lock = Lock()
        with loading(self.model, WHAT):
            self._tokenizer = _load_tokenizer(self.model)
            self._network = _load_network(self.model)
            self._longest = _longest(self._tokenizer, self._network)
            self._inputs = inspect.signature(self._network.forward).parameters.keys()
            self._tells_apart = _tells_apart(self._network)
            self._best(next(self._windows("a", "a " * self._longest)))

    def read(self, question: Question, candidate: Candidate) -> ShortAnswer | None:
        """The span that the model marks, None for a phrase or where "no answer" scores higher.

        Raises ModelError when the model's scores are not numbers.
        """
        if not question.asks:
            return None
        text = candidate.quote.text
        with self._lock:
            windows = self._windows(question.text, text)
            found = [best for window in windows if (best := self._best(window))]
        best = max(found, key=lambda one: one.margin, default=None)
        if best is None or best.margin <= 0:
            return None
        return ShortAnswer(whole_words(text, best.span), 1 / (1 + math.exp(-best.margin)))

    def _windows(self, question: str, text: str) -> Iterator[Window]:
        """The windows over a text; they overlap, so that no answer is cut by all of them."""
        question = self._shortened(question)
        question_first = self._tokenizer.padding_side == "right"  # XLNet wants it last
        encoded = self._tokenizer(
            *((question, text) if question_first else (text, question)),
            truncation="only_second" if question_first else "only_first",
            max_length=self._longest,
            stride=self._longest // 4,
            return_token_type_ids=self._tells_apart,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        for number, ids in enumerate(encoded["input_ids"]):
            offsets = zip(
                encoded.sequence_ids(number), encoded["offset_mapping"][number], strict=True
            )
            yield Window(
                given={name: encoded[name][number] for name in encoded if name in self._inputs},
                places=[
                    visible(text, *offset) if side == int(question_first) else None
                    for side, offset in offsets
                ],
                silence=self._silence(ids),
            )

    def _shortened(self, question: str) -> str:
        """The question's beginning: at least half of the window is left for the text."""
        offsets = self._tokenizer(
            question,
            add_special_tokens=False,
            truncation=True,
            max_length=self._longest // 2,
            return_offsets_mapping=True,
        )["offset_mapping"]
        return question[: max((end for _, end in offsets), default=0)]

    def _silence(self, ids: list[int]) -> int:
        """The token that stands for "no answer": [CLS], else the first."""
        cls = self._tokenizer.cls_token_id
        return ids.index(cls) if cls in ids else 0

    def _best(self, window: Window) -> Marked | None:
        starts, ends = self._logits(window)
        return best_span(starts, ends, window.places, window.silence)

    def _logits(self, window: Window) -> tuple[Logits, Logits]:
        """Each token's scores as an answer's first and as its last; raises ModelError."""
        import torch  # noqa: PLC0415 - loaded with the model

        given = {name: torch.tensor([numbers]) for name, numbers in window.given.items()}
        with torch.inference_mode(), _one_thread():
            marked = self._network(**given)
        starts = marked.start_logits[0].double().numpy()
        ends = marked.end_logits[0].double().numpy()
        if not (np.isfinite(starts).all() and np.isfinite(ends).all()):
            raise ModelError(f"{self.model.name} returned scores that are not numbers.")
        return starts, ends


def _load_tokenizer(model: Model) -> Any:
    """The tokenizer of a model; raises ModelError where there is none that tells places."""
    from transformers import AutoTokenizer  # noqa: PLC0415 - takes seconds

    tokenizer = AutoTokenizer.from_pretrained(
        str(model.folder), local_files_only=True, trust_remote_code=False
    )
    if not tokenizer.is_fast:
        raise ModelError(
            f"{model.folder} has a slow tokenizer, which does not tell where in the text a token "
            "stands. Choose a model with a fast one (tokenizer.json)."
        )
    files = tokenizer.vocab_files_names.values()
    if not any((model.folder / file).is_file() for file in files):  # it would be made up, empty
        raise ModelError(
            f"{model.folder} has no tokenizer ({' or '.join(sorted(files))}). Save the model's "
            "tokenizer beside it."
        )
    return tokenizer


def _load_network(model: Model) -> Any:
    """The network of a model; raises ModelError where some of its weights are not on disk."""
    import torch  # noqa: PLC0415 - takes seconds
    from transformers import AutoModelForQuestionAnswering  # noqa: PLC0415

    with _quietly():
        network, told = AutoModelForQuestionAnswering.from_pretrained(
            str(model.folder),
            local_files_only=True,
            trust_remote_code=False,
            dtype=torch.float32,
            output_loading_info=True,
        )
    if lacking := sorted(told["missing_keys"]):  # they were filled with random numbers
        raise ModelError(
            f"{model.folder} holds no question-answering model: it has no weights for "
            f"{', '.join(lacking[:3])}. Choose one that was trained to mark answers (on SQuAD 2, "
            "for instance) as COMMUNIQUE_READER."
        )
    return network.eval()


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the library's table of weights, which is told in a sentence where it matters."""
    from transformers.utils import logging  # noqa: PLC0415

    before = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(before)


@contextmanager
def _one_thread() -> Iterator[None]:
    """The same sums whatever the machine does beside; a build before or after uses all cores."""
    import torch  # noqa: PLC0415 - loaded with the model

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _longest(tokenizer: Any, network: Any) -> int:
    """How many tokens the model reads at once."""
    positions = getattr(network.config, "max_position_embeddings", None)
    limits = (LONGEST_WINDOW, tokenizer.model_max_length, positions)
    return min(limit for limit in limits if limit is not None and limit > 0)


def _tells_apart(network: Any) -> bool | None:
    """Whether the model is told which tokens are the text's; None where the tokenizer knows.

    The tokenizers of transformers 5 say no for some models that were trained so, such as ALBERT.
    """
    kinds = getattr(network.config, "type_vocab_size", None)
    return None if kinds is None else bool(kinds > 1)
