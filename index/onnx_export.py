"""An encoder's network written as an ONNX graph, once, so that a question need not load torch.

<data folder>/models/<weights>/   encoder.onnx, encoder.bin, tokenizer.json, manifest.json

The weights stand in a file of their own, which is mapped into memory: opening it is three times as
fast as reading them out of the graph, and processes share them.

A graph is kept only if it gives the vectors that sentence-transformers gives: PROBES go through
both, and where a cosine between the two falls below PARITY the export is refused for good.
"""

from __future__ import annotations

import logging
import shutil
import warnings
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import numpy as np

from corpus.database import told_in_words
from corpus.errors import ModelError
from corpus.lock import writing
from index.disk import PARTIAL, readable
from index.encoder import SentenceTransformerEncoder
from index.model import Model, check_weights
from index.onnx_encoder import GRAPH, TOKENIZER, Export, OnnxEncoder
from index.seal import MANIFEST_NAME, checksums, seal, unseal

if TYPE_CHECKING:
    import onnx

MODELS = "models"
WEIGHTS = "encoder.bin"
REFUSED = "refused.txt"
FORMAT = 1
OPSET = 17
PARITY = 0.9999
PATIENCE = 600.0  # seconds to wait for another process that is exporting
PROBES = (
    "Yes.",
    "Who hosted the meeting, and when?",
    "The Ministers met in Rome on 28 June 2021 to review 1,234.5 tonnes (12 %) of aid.",
    "ŁÓDŹ, naïve café — “quoted”, e-mail, U.S.-led; résumé…",
    "Les ministres ont réaffirmé leur détermination. Министры встретились. 部長們會面。",
    "They welcomed the progress made since the last meeting and agreed to meet again. " * 4,
    "Longer than any model reads at once, so that cutting short is compared as well. " * 60,
)


Notice = Callable[[str], None]


class ExportRefused(ModelError):
    """No ONNX graph of this network gives the same vectors."""


def exported(data: Path, model: Model, notice: Notice) -> tuple[Path, Export]:
    """The folder and the facts of the exported encoder, made first where it is missing or damaged.

    ``notice`` is told when that is done. Raises ExportRefused when the graph drifts from the
    model, ModelError when the model cannot be loaded, StoreError when ``data`` cannot be used.
    """
    place = data / MODELS / model.weights[:16]
    with told_in_words(data):
        if (found := _whole(place, model)) is not None:
            return place, found
        notice(f"Making {model.name} ready for fast questions: some seconds, this once.")
        with writing(data, PATIENCE):
            if (found := _whole(place, model)) is None:
                shutil.rmtree(place, ignore_errors=True)
                found = _export_aside(place, model)
    return place, found


def write_export(place: Path, model: Model) -> Export:
    """Write graph, tokenizer and manifest into ``place``.

    Raises ExportRefused, ModelError, and OSError when the disk fails.
    """
    check_weights(model)
    reference = SentenceTransformerEncoder(model)
    plain = place / "plain.onnx"
    try:
        facts = _facts(reference, place)
        _trace(reference, plain)
        fused = _fuse(plain, place)
        parity = _parity(reference, place, facts) if fused else 0.0
        if parity < PARITY:
            _unfused(plain, place)
            parity = _parity(reference, place, facts)
    except (OSError, MemoryError):
        raise  # says nothing of the model: it is tried again
    except Exception as error:  # torch raises many kinds for a network it cannot trace
        raise ExportRefused(_refusal(model, str(error) or type(error).__name__)) from error
    if parity < PARITY:
        raise ExportRefused(_refusal(model, f"the vectors differ (cosine {parity:.4f})"))
    plain.unlink()
    written = replace(facts, parity=parity, files=checksums(place))
    (place / MANIFEST_NAME).write_text(seal(asdict(written)), encoding="utf-8")
    return written


def _whole(place: Path, model: Model) -> Export | None:
    """The facts of an export that is there and unchanged; raises ExportRefused if it was."""
    if (place / REFUSED).is_file():
        raise ExportRefused((place / REFUSED).read_text(encoding="utf-8"))
    try:
        found = Export(**unseal((place / MANIFEST_NAME).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    made_so = found.format == FORMAT and found.weights == model.weights
    return found if made_so and checksums(place) == found.files else None


def _export_aside(place: Path, model: Model) -> Export:
    """Export in a process of its own, so that this one never holds torch, and swap it in."""
    from index.apart import process_of_its_own

    place.parent.mkdir(exist_ok=True)
    for left_over in place.parent.glob(f"*{PARTIAL}"):
        shutil.rmtree(left_over, ignore_errors=True)
    partial = Path(mkdtemp(PARTIAL, dir=place.parent))
    try:
        with process_of_its_own(model.name) as process:
            found = process.submit(write_export, None, partial, model).result()
    except ExportRefused as refusal:
        shutil.rmtree(partial)
        partial.mkdir()
        (partial / REFUSED).write_text(str(refusal), encoding="utf-8")
        readable(partial)
        partial.rename(place)
        raise
    else:
        readable(partial)
        partial.rename(place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return found


def _facts(reference: SentenceTransformerEncoder, place: Path) -> Export:
    network = reference.network
    network.tokenizer.backend_tokenizer.save(str(place / TOKENIZER))
    return Export(
        format=FORMAT,
        weights=reference.model.weights,
        dimension=reference.dimension,
        longest=int(network.max_seq_length),
        query_prompt=reference.query_prompt,
        passage_prompt=reference.passage_prompt,
        parity=0.0,
        files={},
    )


def _trace(reference: SentenceTransformerEncoder, graph: Path) -> None:
    """Write the network, from word pieces to the vector of the text, as an ONNX graph."""
    import torch

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.network = reference.network

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            given = {"input_ids": ids, "attention_mask": mask}
            vectors = self.network(given)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    ids = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "texts", 1: "pieces"}
    logging.disable(logging.WARNING)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing: parity shows whether they mattered
        torch.onnx.export(
            Network().eval(),
            (ids, torch.ones_like(ids)),
            str(graph),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )


def _fuse(plain: Path, place: Path) -> bool:
    """Save the graph with whole attention layers as single steps, where that can be done."""
    from onnxruntime.transformers import optimizer

    try:
        fused = optimizer.optimize_model(str(plain), "bert", opt_level=0)
    except Exception:  # noqa: BLE001 - it knows few architectures; the plain graph serves others
        return False
    _save(fused.model, place)
    return True


def _unfused(plain: Path, place: Path) -> None:
    """Save the graph as it was traced."""
    import onnx

    _save(onnx.load(plain), place)


def _save(graph: onnx.ModelProto, place: Path) -> None:
    import onnx

    (place / WEIGHTS).unlink(missing_ok=True)  # onnx would add to it
    onnx.save_model(graph, place / GRAPH, save_as_external_data=True, location=WEIGHTS)


def _parity(reference: SentenceTransformerEncoder, place: Path, facts: Export) -> float:
    """The least cosine between a probe's two vectors, alone and among others, over all probes."""
    fast = OnnxEncoder(reference.model, place, facts, threads=1)
    expected, together = reference.encode(PROBES), fast.encode(PROBES)
    alone = [fast.encode_query(probe) @ reference.encode_query(probe) for probe in PROBES]
    return float(min(np.min(np.sum(expected * together, axis=1)), *alone))


def _refusal(model: Model, why: str) -> str:
    return f"{model.name} has no fast form, because {why.splitlines()[0][:200].rstrip('.')}."
