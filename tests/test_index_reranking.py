"""Reading on with a reranker: how much is read, and what the rerankers give."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.model import DEFAULT_MODEL, DEFAULT_RERANKER, Model, find_model, find_reranker
from index.reading import LEAST_READ, MOST_CHARACTERS, MOST_READ, UNBEATEN, read
from index.reranker import (
    MARGIN_WEIGHT,
    OnnxCrossEncoder,
    Reranker,
    ScoreAlone,
    open_reranker,
)

QUESTION = "How many people were freed?"
ANSWER = "The campaign has freed 7.7 million people."
OTHER = "The Ministers thanked the host for a fine dinner."


@pytest.fixture(scope="module")
def reranker() -> Reranker:
    found = open_reranker(DEFAULT_RERANKER, 1)
    assert found is not None
    return found


def sentences(count: int, length: int = 10) -> list[tuple[int, str]]:
    return [(number, f"{number:03d}".ljust(length, ".")) for number in range(count)]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([9.0, 1, 2, 3, 4, 5, 6], LEAST_READ),  # found at once
        ([1.0, 2, 3, 4, 5, 1, 1, 1, 1], 5 + UNBEATEN),  # found late
        ([-1.0] * 40, MOST_READ),  # nothing that answers
        ([5.0, 4], 2),  # no more to read
        ([], 0),
    ],
)
def test_reading_ends_when_an_answer_stays_unbeaten(scores: list[float], expected: int) -> None:
    found = read("q", sentences(len(scores)), lambda _, text: scores[int(text[:3])], 0.0)
    assert found == dict(enumerate(scores[:expected]))


def test_without_knowing_what_is_likely_all_is_read() -> None:
    found = read("q", sentences(40), lambda _q, _t: 9.0, math.inf)
    assert len(found) == MOST_READ


def test_reading_is_bounded_in_characters() -> None:
    long = sentences(40, length=MOST_CHARACTERS // 4)
    assert len(read("", long, lambda _q, _t: -1.0, 0.0)) == 4
    assert read("q" * (MOST_CHARACTERS + 1), long, lambda _q, _t: -1.0, 0.0) == {}


def test_the_default_reranker_knows_an_answer(reranker: Reranker) -> None:
    assert (
        reranker.judge(QUESTION, ANSWER).score
        > reranker.likely
        > reranker.judge(QUESTION, OTHER).score
    )


def test_the_score_alone(reranker: Reranker) -> None:
    both, alone = reranker.judge(QUESTION, ANSWER), ScoreAlone(reranker).judge(QUESTION, ANSWER)
    assert (alone.score, alone.spans, alone.answering) == (both.score, None, both.score)
    assert both.spans is not None
    assert both.answering == pytest.approx(both.score + MARGIN_WEIGHT * both.spans.bounded_margin)


def test_a_pair_always_gets_the_same_score(reranker: Reranker) -> None:
    alone = reranker.judge(QUESTION, ANSWER).score
    reranker.judge(QUESTION, OTHER * 30)
    assert reranker.judge(QUESTION, ANSWER).score == alone


def test_texts_longer_than_the_model_reads(reranker: Reranker) -> None:
    assert math.isfinite(reranker.judge("freed? " * 2_000, ANSWER * 500).score)


def test_none_is_no_reranker() -> None:
    assert open_reranker("none", 1) is None


def test_a_folder_that_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not a model"):
        open_reranker(str(tmp_path), 1)
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    (tmp_path / "config.json").write_text('{"architectures": ["BertForSequenceClassification"]}')
    with pytest.raises(ModelError, match="could not be loaded as a reranker"):
        open_reranker(str(tmp_path), 1)


def test_a_damaged_graph(tmp_path: Path) -> None:
    packaged = find_reranker(DEFAULT_RERANKER)
    (tmp_path / "tokenizer.json").write_bytes((packaged.folder / "tokenizer.json").read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"model\.onnx cannot be read"):
        OnnxCrossEncoder(Model("damaged", tmp_path, ""), 1)


SIZE = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}


def save_tokenizer(folder: Path) -> None:
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_file=str(find_reranker(DEFAULT_RERANKER).folder / "tokenizer.json"),
        pad_token="[PAD]", sep_token="[SEP]", cls_token="[CLS]", unk_token="[UNK]",
        mask_token="[MASK]",
    ).save_pretrained(folder)  # fmt: skip


def tiny_cross_encoder(folder: Path, labels: int) -> None:
    """One small layer with random weights: loaded and run by sentence-transformers."""
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(**SIZE, intermediate_size=16, num_labels=labels)
    BertForSequenceClassification(config).save_pretrained(folder)
    save_tokenizer(folder)


def test_a_cross_encoder_from_a_folder(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    tiny_cross_encoder(tmp_path, labels=1)
    found = open_reranker(str(tmp_path), 1)
    assert found is not None
    expected = CrossEncoder(str(tmp_path), device="cpu").predict([(QUESTION, ANSWER)])
    logit = found.judge(QUESTION, ANSWER).score
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(float(np.asarray(expected)[0]), abs=1e-4)


def test_a_cross_encoder_of_several_scores_is_refused(tmp_path: Path) -> None:
    tiny_cross_encoder(tmp_path, labels=3)
    with pytest.raises(ModelError, match="gives 3 scores a pair"):
        open_reranker(str(tmp_path), 1)


def test_an_encoder_is_no_reranker() -> None:
    with pytest.raises(ModelError, match="holds no network that scores pairs"):
        open_reranker(str(find_model(DEFAULT_MODEL).folder), 1)


def test_late_interaction_from_a_folder(tmp_path: Path) -> None:
    from sentence_transformers import MultiVectorEncoder
    from transformers import BertConfig, BertModel

    BertModel(BertConfig(**SIZE, intermediate_size=16)).save_pretrained(tmp_path / "bert")
    save_tokenizer(tmp_path / "bert")
    MultiVectorEncoder(str(tmp_path / "bert"), device="cpu").save(str(tmp_path / "model"))
    found = open_reranker(str(tmp_path / "model"), 1)
    assert found is not None
    assert found.likely == math.inf
    assert found.judge(QUESTION, QUESTION).score == pytest.approx(1.0, abs=1e-4)
    assert found.judge(QUESTION, ANSWER).score < found.judge(QUESTION, QUESTION).score
