"""The encoder without torch: exported once, compared, refused when it drifts."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import (
    Pooling,
    StaticEmbedding,
    Transformer,
)
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

import index.onnx_export
from corpus.errors import ModelError, StoreError
from index import (
    DEFAULT_MODEL,
    ExportRefused,
    Model,
    OnnxEncoder,
    SentenceTransformerEncoder,
    exported,
    find_model,
)
from index.onnx_encoder import GRAPH, open_tokenizer
from index.onnx_export import MODELS, PARITY, write_export
from qa import Settings
from qa.bootstrap import load_encoder

TEXTS = ["Ministers met in Rome.", "Who hosted?", "word " * 600, "été — “Łódź”", "a"]


def tokenizer() -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(
        tokenizer_file=str(find_model(DEFAULT_MODEL).folder / "tokenizer.json"),
        pad_token="[PAD]", sep_token="[SEP]", cls_token="[CLS]", unk_token="[UNK]",
        mask_token="[MASK]",
    )  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A real model of one small layer with random weights, CLS pooling and prompts."""
    folder = tmp_path_factory.mktemp("tiny")
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    BertModel(BertConfig(**size, intermediate_size=16)).save_pretrained(folder / "bert")
    tokenizer().save_pretrained(folder / "bert")
    bert = Transformer(str(folder / "bert"), max_seq_length=64)
    model = SentenceTransformer(
        modules=[bert, Pooling(16, pooling_mode="cls")],
        prompts={"query": "Find passages: ", "document": ""},
        device="cpu",
    )
    model.save(str(folder / "model"))
    return find_model(str(folder / "model"))


def test_any_model_is_exported_with_its_prompts(tiny: Model, tmp_path: Path) -> None:
    facts = write_export(tmp_path, tiny)
    assert (facts.dimension, facts.longest, facts.query_prompt) == (16, 64, "Find passages: ")
    assert facts.parity >= PARITY
    fast, reference = OnnxEncoder(tiny, tmp_path, facts, 1), SentenceTransformerEncoder(tiny)
    assert np.allclose(fast.encode(TEXTS), reference.encode(TEXTS), atol=1e-4)
    for text in TEXTS:
        assert np.allclose(fast.encode_query(text), reference.encode_query(text), atol=1e-4)
    assert fast.encode([]).shape == (0, 16)


@pytest.mark.parametrize("damaged", [GRAPH, "manifest.json"])
def test_an_export_is_made_once_and_again_when_damaged(
    tiny: Model, tmp_path: Path, damaged: str
) -> None:
    told: list[str] = []
    place, facts = exported(tmp_path, tiny, told.append)
    written = (place / GRAPH).stat().st_mtime_ns
    assert exported(tmp_path, tiny, told.append) == (place, facts)
    assert (place / GRAPH).stat().st_mtime_ns == written
    assert len(told) == 1
    content = (place / damaged).read_bytes()
    (place / damaged).write_bytes(content.replace(b"64", b"65") + b" ")
    again, _ = exported(tmp_path, tiny, told.append)
    assert OnnxEncoder(tiny, again, facts, 1).encode_query("Rome").shape == (16,)
    assert len(told) == 2
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in again.iterdir())


def test_a_full_disk_says_nothing_of_the_model(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(index.apart, "process_of_its_own", full)
    with pytest.raises(StoreError, match="No room is left"):
        exported(tmp_path, tiny, lambda _text: None)
    assert list((tmp_path / MODELS).iterdir()) == []
    monkeypatch.setattr(index.onnx_export, "_trace", full)
    with pytest.raises(OSError, match="No space left"):
        write_export(tmp_path, tiny)


def kill_this_process(_place: Path, _model: Model) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_export_that_the_system_stops(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.onnx_export, "write_export", kill_this_process)
    with pytest.raises(ModelError, match="the system stopped it"):
        exported(tmp_path, tiny, lambda _text: None)


def test_everything_that_makes_the_vectors_makes_the_model(tiny: Model) -> None:
    config = tiny.folder / "1_Pooling" / "config.json"
    before = config.read_text()
    config.write_text(before + " ")
    assert find_model(str(tiny.folder)).weights != tiny.weights
    config.write_text(before)
    assert find_model(str(tiny.folder)).weights == tiny.weights


def test_a_cross_encoder_gives_no_vectors(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"any")
    told = {"architectures": ["BertForSequenceClassification"]}
    (tmp_path / "config.json").write_text(json.dumps(told))
    with pytest.raises(ModelError, match="holds a CrossEncoder, which gives no vectors"):
        SentenceTransformerEncoder(find_model(str(tmp_path)))


def test_a_graph_that_drifts_is_refused(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.onnx_export, "PARITY", 1.1)
    with pytest.raises(ExportRefused, match=r"the vectors differ \(cosine 1\.0000\)"):
        write_export(tmp_path, tiny)


def test_a_model_without_a_fast_form_runs_by_torch(tmp_path: Path) -> None:
    words = StaticEmbedding(tokenizer().backend_tokenizer, embedding_dim=8)
    SentenceTransformer(modules=[words], device="cpu").save(str(tmp_path / "static"))
    settings = Settings.read(data=tmp_path / "data", model=str(tmp_path / "static"))
    for _ in range(2):  # the second time the refusal is remembered
        told: list[str] = []
        encoder = load_encoder(settings, 1, told.append)
        assert isinstance(encoder, SentenceTransformerEncoder)
        assert encoder.encode_query("Rome").shape == (8,)
        assert "has no fast form" in told[-1]
    assert [path.name for path in (tmp_path / "data" / MODELS).rglob("*.*")] == ["refused.txt"]


def test_other_weights_are_not_exported_as_the_published_ones(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    published = find_model(DEFAULT_MODEL)
    with pytest.raises(ModelError, match="are not the published ones"):
        write_export(tmp_path, Model(published.name, tmp_path, published.weights))


def test_a_file_that_is_no_tokenizer(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="is not a tokenizer"):
        open_tokenizer(tmp_path / "tokenizer.json", 9)


def test_a_question_does_not_load_torch(engine: object, real_data: Path) -> None:
    assert engine is not None  # the index is built
    program = (
        "import json, sys\nfrom web.cli import run\n"
        "sys.argv = ['communique', 'ask', 'Who hosted?']\n"
        "try: run()\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"COMMUNIQUE_DATA": str(real_data)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    slow = {"torch", "transformers", "sentence_transformers", "fastapi", "matplotlib", "sklearn"}
    assert "onnxruntime" in loaded
    assert not slow & loaded
