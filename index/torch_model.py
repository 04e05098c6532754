"""A model loaded from a folder by torch, which takes seconds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from corpus.errors import ModelError
from index.model import Model


def load_by_torch(kind: str, model: Model, what: str) -> Any:
    """The model as an object of ``kind``, a class of sentence-transformers, on the processor.

    Raises ModelError, which says that the folder could not be loaded as ``what``.
    """
    with loading(model, what):
        import sentence_transformers

        return getattr(sentence_transformers, kind)(
            str(model.folder), device="cpu", local_files_only=True
        )


@contextmanager
def loading(model: Model, what: str) -> Iterator[None]:
    """Nothing is downloaded inside, and no progress shown; what goes wrong is a ModelError.

    It says that the folder could not be loaded as ``what``.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # the libraries raise many kinds for a folder they cannot load
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise ModelError(f"{model.folder} could not be loaded as {what}: {reason}") from error
