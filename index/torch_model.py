"""A sentence-transformers model loaded from a folder, which takes torch and seconds."""

from __future__ import annotations

import os
from typing import Any

from corpus.errors import ModelError
from index.model import Model


def load_by_torch(kind: str, model: Model, what: str) -> Any:
    """The model as an object of ``kind``, a class of sentence-transformers, on the processor.

    Raises ModelError, which says that the folder could not be loaded as ``what``.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import sentence_transformers
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    try:
        return getattr(sentence_transformers, kind)(
            str(model.folder), device="cpu", local_files_only=True
        )
    except Exception as error:  # the library raises many kinds for a folder it cannot load
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise ModelError(f"{model.folder} could not be loaded as {what}: {reason}") from error
