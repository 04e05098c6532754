"""Any question-answering model in a folder as the reader: what it marks, and what is refused."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import (
    BertConfig,
    BertModel,
    ByT5Tokenizer,
    DistilBertConfig,
    DistilBertForQuestionAnswering,
)

from corpus import Document, Paragraph, Sentence, Span
from corpus.errors import ModelError
from corpus.span import Run, SourceMap
from index import DEFAULT_MODEL, NO_RERANKER, Scores, find_model
from qa import Settings
from qa.bootstrap import open_reader
from qa.extract import Candidate
from qa.marking import Marked, best_span, visible, whole_words
from qa.model_reader import ModelReader
from qa.quote import Quote
from qa.reader import NO_READER, ShortAnswer
from tests import code_reader
from tests.conftest import MakeFolder, open_quietly
from tests.questions import plain_question

ASKED = "Which code?"
NO_SCORES = Scores(0, 0, 0, 0, 0, None, 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    code_reader.save_trained(folder)
    return folder


@pytest.fixture(scope="module")
def reader(folder: Path) -> ModelReader:
    return ModelReader(folder)


def candidate(text: str) -> Candidate:
    whole = Span(0, len(text))
    document = Document(1, "m", "1.txt", "text/plain", "", text, SourceMap((Run(0, 0, len(text)),)))
    quote = Quote(document, Paragraph(1, 1, 1, None, None, whole), whole)
    return Candidate(quote, Sentence(1, 1, whole), NO_SCORES, 0.0, 0.0, None)


def marked(reader: ModelReader, text: str, asked: str = ASKED) -> str | None:
    found = reader.read(plain_question(asked), candidate(text))
    return None if found is None else found.span.of(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The code tango was of papa.", "tango"),
        ("Code Quebec.", "Quebec"),
        ("Ministers  of\u00a0Rome met; the code  romeo , they said", "romeo"),
        # offsets are of the text as it stands, not of what the model makes of it
        ("Papa of “İstanbul” — the code Łódź, was a tango.", "Łódź"),
        ("Cafe\u0301 was the code Yaounde\u0301.", "Yaounde\u0301"),
        ("😀 was the code Yaoundé", "Yaoundé"),
        ("papa: code Москва", "Москва"),
        ("the code 日本 was", "日"),
        # a word of several pieces is never cut
        ("the code victoria was a tango", "victoria"),
        ("papa code 77, tango", "77"),
        ("papa of tango was the quebec", None),
        ("quebec", None),
        ("Of other things entirely!", None),
    ],
)
def test_what_is_marked(reader: ModelReader, text: str, short: str | None) -> None:
    assert marked(reader, text) == short


def test_it_is_the_model_that_finds_the_answer(reader: ModelReader) -> None:
    chance = random.Random(1)  # noqa: S311 - for a test, not for a secret
    words = ["papa", "quebec", "romeo", "sierra", "tango", "the", "of", "was"]
    for _ in range(40):
        text = chance.choices(words, k=chance.randint(5, 120))
        assert marked(reader, " ".join(text)) is None
        at = chance.randrange(len(text) - 1)
        told = [*text[:at], "code", *text[at + 1 :]]
        found = reader.read(plain_question(ASKED), candidate(" ".join(told)))
        assert found is not None
        start = len(" ".join(told[: at + 1])) + 1
        assert found.span == Span(start, start + len(told[at + 1]))
        assert 0.5 < found.likelihood <= 1


@pytest.mark.parametrize("before", [0, 10, *range(16, 30), 500])
def test_a_long_text_is_read_in_windows(reader: ModelReader, before: int) -> None:
    text = "the " * before + "code sierra " + "of papa " * 60
    found = reader.read(plain_question(ASKED), candidate(text))
    assert found is not None
    assert found.span == Span(4 * before + 5, 4 * before + 11)


@pytest.mark.parametrize("side", ["right", "left"])  # XLNet reads the text before the question
def test_the_windows_hold_every_word(folder: Path, tmp_path: Path, side: str) -> None:
    shutil.copytree(folder, tmp_path / "model")
    path = tmp_path / "model" / "tokenizer_config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"padding_side": side}))
    text = " ".join(["papa"] * 100)
    windows = list(ModelReader(tmp_path / "model")._windows(ASKED, text))
    held = {at for one in windows for place in one.places if place for at in range(*astuple(place))}
    assert held == {at for at, letter in enumerate(text) if letter != " "}
    assert len(windows) == 6  # 26 words each, of which 8 stand in the one before
    asked = code_reader.WORDS.index("which")
    first = windows[0].given["input_ids"].index(asked) < len(windows[0].places) // 2
    assert first == (side == "right")


def test_a_long_question_leaves_room_for_the_text(reader: ModelReader) -> None:
    assert marked(reader, "the code tango was", "Which code? " * 2_000) in {"tango", None}


def test_a_phrase_has_no_short_answer(reader: ModelReader) -> None:
    assert marked(reader, "the code tango was", "code tango") is None


def test_a_likelihood_does_not_depend_on_what_else_is_read(folder: Path) -> None:
    def read(reader: ModelReader, text: str) -> ShortAnswer | None:
        return reader.read(plain_question(ASKED), candidate(text))

    first, second = ModelReader(folder), ModelReader(folder)
    alone = read(first, "The code tango was of papa.")
    read(second, "the code quebec " * 200)
    torch.manual_seed(7)
    assert alone == read(second, "The code tango was of papa.")
    assert alone is not None


def test_the_likelihood_is_the_sigmoid_of_the_difference(reader: ModelReader, folder: Path) -> None:
    text = "papa , code 9 12"
    tokenizer = code_reader.fast_tokenizer()
    encoded = tokenizer(ASKED, text, return_tensors="pt", return_token_type_ids=True)
    network = code_reader.network().from_pretrained(folder)
    with torch.inference_mode():
        scores = network.eval()(**encoded)
    starts, ends = scores.start_logits[0].double(), scores.end_logits[0].double()
    at = encoded["input_ids"][0].tolist().index(tokenizer.convert_tokens_to_ids("9"))
    two = torch.stack([starts[at] + ends[at], starts[0] + ends[0]])
    found = reader.read(plain_question(ASKED), candidate(text))
    assert found is not None
    assert found.likelihood == pytest.approx(float(two.softmax(0)[0]), abs=1e-6)


SHARP = 9.0


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ({1: 5, 2: 4}, {1: 1, 2: 3}, Marked(Span(0, 6), 8.0)),
        ({2: 5}, {1: 5, 3: 1}, Marked(Span(4, 9), 6.0)),  # 1 stands before 2
        ({0: SHARP, 1: 1}, {0: SHARP, 1: 1}, Marked(Span(0, 3), 2.0 - 2 * SHARP)),
        ({4: SHARP, 1: 1}, {4: SHARP, 1: 1}, Marked(Span(0, 3), 2.0)),  # 4 is not of the text
        ({1: 3, 3: 1}, {1: 3, 3: 9}, Marked(Span(0, 9), 12.0)),
    ],
)
def test_the_best_span(starts: dict[int, float], ends: dict[int, float], expected: Marked) -> None:
    places = [None, Span(0, 3), Span(4, 6), Span(7, 9), None]

    def row(scores: dict[int, float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([scores.get(token, 0.0) for token in range(len(places))])

    assert best_span(row(starts), row(ends), places, 0) == expected


def test_no_answer_is_longer_than_thirty_tokens() -> None:
    places = [Span(2 * token, 2 * token + 1) for token in range(40)]
    starts, ends = np.zeros(40), np.zeros(40)
    starts[0] = ends[30] = 5
    ends[29] = 4
    assert best_span(starts, ends, places, 39) == Marked(Span(0, 59), 9.0)


def test_no_place_no_span() -> None:
    assert best_span(np.zeros(2), np.zeros(2), [None, None], 0) is None


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("a victoria is", (2, 8), "victoria"),
        ("a victoria is", (8, 10), "victoria"),
        ("a victoria is", (2, 10), "victoria"),
        ("to 7.7 million", (5, 6), "7.7"),
        ("to 12,000,000, or", (3, 4), "12,000,000"),
        ("on 2019-11-14", (8, 10), "11"),
        ("the G20 met", (5, 7), "G20"),
        ("US$25", (3, 5), "25"),
        ("an e\u0301te\u0301 a", (5, 6), "e\u0301te\u0301"),
        ("日本人", (1, 2), "本"),
        ("in Łódź, Москва", (4, 5), "Łódź"),
    ],
)
def test_words_and_numbers_are_never_cut(text: str, span: tuple[int, int], whole: str) -> None:
    assert whole_words(text, Span(*span)).of(text) == whole


@pytest.mark.parametrize(
    ("text", "token", "place"),
    [
        ("a code", (1, 6), Span(2, 6)),
        ("a \u00a0 b", (1, 4), None),
        ("ab ", (0, 3), Span(0, 2)),
    ],
)
def test_a_token_without_white_space(text: str, token: tuple[int, int], place: Span | None) -> None:
    assert visible(text, *token) == place


def _missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _without_config(folder: Path) -> None:
    (folder / "config.json").unlink()


def _without_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer_config.json").unlink()


def _slow(folder: Path) -> None:
    _without_tokenizer(folder)
    ByT5Tokenizer().save_pretrained(folder)


def _without_head(folder: Path) -> None:
    small = code_reader.network().config
    BertModel(BertConfig(**small.to_dict())).save_pretrained(folder)


def _cut_short(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def _no_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"no weights")


def _changed_config(**changes: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "config.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")

    return change


def _not_numbers(folder: Path) -> None:
    network = code_reader.network()
    torch.nn.init.constant_(network.qa_outputs.bias, float("nan"))
    network.save_pretrained(folder)


LOADED = "could not be loaded as a question-answering model: "


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_missing, "does not exist. Give the folder"),
        (_empty, "is not a model: it has no weights"),
        (_without_config, LOADED),
        (_without_tokenizer, "has no tokenizer "),
        (_slow, "has a slow tokenizer, which does not tell"),
        (_without_head, "holds no question-answering model: it has no weights for qa_outputs.bias"),
        (_cut_short, LOADED),
        (_no_weights, LOADED),
        (_changed_config(hidden_size=64), LOADED),
        (_changed_config(num_hidden_layers=3), "it has no weights for bert.encoder.layer.2"),
        (_changed_config(model_type="gpt_unheard_of"), LOADED),
        (_changed_config(auto_map={"AutoConfig": "evil.Config"}, model_type="evil"), LOADED),
        (_not_numbers, "returned scores that are not numbers"),
    ],
)
def test_a_folder_that_is_no_reader(
    folder: Path, tmp_path: Path, damage: Callable[[Path], None], why: str
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(folder, damaged)
    damage(damaged)
    with pytest.raises(ModelError) as problem:
        open_reader(str(damaged))
    assert why in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_sentence_transformers_model_is_no_reader(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ModelError, match="holds no question-answering model"):
        open_reader(str(find_model(DEFAULT_MODEL).folder))
    assert capfd.readouterr() == ("", "")


def test_models_that_are_not_told_which_tokens_are_the_texts(tmp_path: Path) -> None:
    config = DistilBertConfig(
        vocab_size=len(code_reader.WORDS), dim=16, n_layers=1, n_heads=2, hidden_dim=16,
        max_position_embeddings=code_reader.LONGEST,
    )  # fmt: skip
    DistilBertForQuestionAnswering(config).save_pretrained(tmp_path / "none")
    code_reader.fast_tokenizer().save_pretrained(tmp_path / "none")
    code_reader.save(tmp_path / "one", code_reader.network(kinds_of_token=1))
    for name in ("none", "one"):
        found = ModelReader(tmp_path / name)
        found.read(plain_question(ASKED), candidate("the code tango was " * 50))


def test_a_setting_chooses(make_folder: MakeFolder, tmp_path: Path, folder: Path) -> None:
    sources = make_folder("They met in Rome. The code Łódź was of papa.", "The code is late.")
    settings = Settings.read(data=tmp_path / "data", sources=sources, reader=folder)
    engine = open_quietly(settings.model_copy(update={"reranker": NO_RERANKER}))
    answer = engine.ask("Which code was of papa?", limit=1)
    (quoted,) = answer.answers
    assert quoted.short_span is not None
    text = engine.store.document_of(quoted.citation.meeting_id).text
    assert quoted.short == quoted.short_span.of(text) == "Łódź"
    assert quoted.short_span.within(Span(quoted.citation.start, quoted.citation.end))
    assert quoted.short in quoted.quote

    silent = open_quietly(settings.model_copy(update={"reader": NO_READER}))
    assert silent.ask("Which code was of papa?", limit=1).answers[0].short is None
