"""Generations: swapped whole, checked when opened, the last good one kept whatever happens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import Store, read_folder, sync
from corpus.errors import (
    IndexDamaged,
    IndexMissing,
    IndexStale,
    IndexTooNew,
    ModelError,
)
from index import Searcher, SentenceTransformerEncoder, annotate_here, build_generation, find_model
from index.encoder import Encoder, Vectors
from index.generation import CURRENT, GENERATIONS, open_generation
from index.manifest import FORMAT, read_manifest
from index.model import DEFAULT_MODEL, Model, check_weights
from index.model import ENCODER as PUBLISHED
from index.pool import PARTS
from tests.conftest import MakeFolder
from tests.hashing import HashingEncoder

TEXTS = ("The Ministers met in Rome. They agreed on aid.", "Daesh has lost its last town.")
ENCODER = HashingEncoder()


def quiet(_done: int, _total: int) -> None: ...


@pytest.fixture
def data(make_folder: MakeFolder, tmp_path: Path) -> Path:
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS)), "v1")
    return tmp_path / "data"


@pytest.fixture
def built(data: Path) -> Path:
    build_generation(data, Store(data), ENCODER, quiet, annotate_here)
    return data


def current(data: Path) -> Path:
    return data / GENERATIONS / (data / CURRENT).read_text().strip()


def files_of(data: Path) -> list[Path]:
    """All files that the generation which serves is made of."""
    parts = [data / PARTS / part.name for part in read_manifest(current(data)).parts]
    folders = [current(data), *parts]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def searcher_of(data: Path, encoder: Encoder = ENCODER) -> Searcher:
    store = Store(data)
    return Searcher(open_generation(data, store, encoder), store, encoder)


def search(data: Path, query: str, encoder: Encoder = ENCODER) -> list[int]:
    return [hit.paragraph_id for hit in searcher_of(data, encoder).search(query, 5)]


def test_built_and_opened(built: Path) -> None:
    manifest = open_generation(built, Store(built), ENCODER).manifest
    assert (manifest.paragraphs, manifest.sentences, manifest.dimension) == (2, 3, 256)
    assert search(built, "the last town")[0] == 2
    assert search(built, "who met in Rome")[0] == 1


def test_hits_carry_every_score_and_all_sentences(built: Path) -> None:
    best = searcher_of(built).search("ministers agreed on aid", 1)[0]
    assert [sentence.id for sentence in best.sentences] == [2, 1]
    assert best.scores.sentence == pytest.approx(best.sentences[0].similarity)
    assert best.scores.bm25 > 0
    assert best.scores.fused == best.scores.total == pytest.approx(3.0)
    assert best.scores.rerank is None


def test_only_allowed_paragraphs_are_found(built: Path) -> None:
    searcher = searcher_of(built)
    assert [hit.paragraph_id for hit in searcher.search("the last town", 5, [1])] == [1]
    assert searcher.search("the last town", 5, []) == []


def test_progress_runs_from_nothing_to_all(data: Path) -> None:
    seen: list[tuple[int, int]] = []
    build_generation(data, Store(data), ENCODER, lambda *step: seen.append(step), annotate_here)
    assert seen[0] == (0, 2)
    assert seen[-1] == (2, 2)


def test_nothing_built_yet(data: Path) -> None:
    with pytest.raises(IndexMissing):
        open_generation(data, Store(data), ENCODER)


@pytest.mark.parametrize(
    "name",
    [
        "paragraphs.faiss",
        "sentences.faiss",
        "sentence_paragraph.npy",
        "paragraph_ids.npy",
        "words/meta.json",
        "vocabulary.json",
        "abbreviations.json",
    ],
)
@pytest.mark.parametrize("how", ["missing", "cut short", "changed"])
def test_a_damaged_file_is_named(built: Path, name: str, how: str) -> None:
    path = next(found for found in files_of(built) if found.as_posix().endswith(name))
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(content[:-7] if how == "cut short" else content[:-1] + b"\xff")
    with pytest.raises(IndexDamaged, match=name):
        open_generation(built, Store(built), ENCODER)


def test_the_vocabulary_follows_the_documents(built: Path, make_folder: MakeFolder) -> None:
    before = open_generation(built, Store(built), ENCODER).vocabulary
    assert [near.word for near in before.near("town", 1)] == ["town"]
    sync(built, read_folder(make_folder(TEXTS[0], "Entirely other words.")), "v2")
    build_generation(built, Store(built), ENCODER, quiet, annotate_here)
    vocabulary = open_generation(built, Store(built), ENCODER).vocabulary
    assert vocabulary.near("town", 1) == []
    assert [near.word for near in vocabulary.near("entirly", 1)] == ["entirely"]
    assert [near.word for near in vocabulary.near("minsters", 1)] == ["ministers"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "x"}', f'{{"format": {FORMAT}, "new": 2}}']
)
def test_a_damaged_manifest(built: Path, text: str) -> None:
    (current(built) / "manifest.json").write_text(text)
    with pytest.raises(IndexDamaged):
        open_generation(built, Store(built), ENCODER)


def test_a_manifest_that_was_changed(built: Path) -> None:
    path = current(built) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"files": {}}))
    with pytest.raises(IndexDamaged, match="changed or cut short"):
        open_generation(built, Store(built), ENCODER)


def test_a_newer_format_is_not_touched(built: Path) -> None:
    path = current(built) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(IndexTooNew, match="newer version"):
        open_generation(built, Store(built), ENCODER)
    with pytest.raises(IndexTooNew, match="newer version"):
        build_generation(built, Store(built), ENCODER, quiet, annotate_here, anew=True)


def test_an_older_format_is_built_anew(built: Path) -> None:
    path = current(built) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 1}))
    with pytest.raises(IndexStale, match="older version"):
        open_generation(built, Store(built), ENCODER)


class Wider(HashingEncoder):
    """The same model by name and weights, with longer vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.dimension = 512


def test_another_dimension_makes_it_stale(built: Path) -> None:
    with pytest.raises(IndexStale, match="vectors of 256 numbers; hashing makes vectors of 512"):
        open_generation(built, Store(built), Wider())


def test_another_model_makes_it_stale(built: Path) -> None:
    with pytest.raises(IndexStale, match="another model"):
        open_generation(built, Store(built), HashingEncoder("other"))


def test_other_documents_make_it_stale(built: Path, make_folder: MakeFolder) -> None:
    sync(built, read_folder(make_folder(TEXTS[0])), "v2")
    with pytest.raises(IndexStale, match="documents have changed"):
        open_generation(built, Store(built), ENCODER)


class Counting(HashingEncoder):
    """Remembers what it encoded."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return super().encode(texts)


def test_only_what_is_new_is_encoded(built: Path, make_folder: MakeFolder) -> None:
    sync(built, read_folder(make_folder(TEXTS[0], "A third statement.")), "v2")
    counting = Counting()
    build_generation(built, Store(built), counting, quiet, annotate_here)
    assert set(counting.encoded) == {"A third statement."}
    manifest = open_generation(built, Store(built), ENCODER).manifest
    assert (manifest.paragraphs, manifest.sentences) == (2, 3)
    found = {hit.paragraph_id for hit in searcher_of(built).search("statement met in Rome town", 9)}
    assert found == set(Store(built).current_paragraph_ids())


def test_adding_gives_the_index_that_building_anew_gives(
    built: Path, make_folder: MakeFolder
) -> None:
    sync(built, read_folder(make_folder(*TEXTS, "Rome was not the last.")), "v2")
    build_generation(built, Store(built), ENCODER, quiet, annotate_here)
    added = searcher_of(built).search("the last town in Rome", 9)
    build_generation(built, Store(built), ENCODER, quiet, annotate_here, anew=True)
    assert searcher_of(built).search("the last town in Rome", 9) == added


def test_a_damaged_generation_is_not_built_upon(built: Path) -> None:
    damaged = next(path for path in files_of(built) if path.name == "sentences.faiss")
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\xff")
    counting = Counting()
    build_generation(built, Store(built), counting, quiet, annotate_here)
    assert len(counting.encoded) == 5
    assert search(built, "the last town")[0] == 2


class Interrupted(HashingEncoder):
    """Stops as Ctrl-C does, in the middle of encoding."""

    def encode(self, _texts: object) -> Vectors:
        raise KeyboardInterrupt


def test_an_interrupted_build_leaves_the_last_good_index(built: Path) -> None:
    before = current(built)
    with pytest.raises(KeyboardInterrupt):
        build_generation(built, Store(built), Interrupted(), quiet, annotate_here, anew=True)
    assert current(built) == before
    assert [path.name for path in (built / GENERATIONS).iterdir()] == [before.name]
    assert search(built, "the last town")[0] == 2


def test_what_a_killed_build_left_is_cleared_away(built: Path) -> None:
    left = [built / home / "killed.partial" for home in (GENERATIONS, PARTS)]
    for folder in left:
        folder.mkdir()
    build_generation(built, Store(built), ENCODER, quiet, annotate_here)
    assert not any(folder.exists() for folder in left)


def test_an_old_generation_serves_on_while_a_new_one_is_built(
    built: Path, make_folder: MakeFolder
) -> None:
    store = Store(built)
    opened = open_generation(built, store, ENCODER)
    searcher = Searcher(opened, store, ENCODER)
    sync(built, read_folder(make_folder("Entirely other words.")), "v2")
    for _ in range(3):
        build_generation(built, Store(built), ENCODER, quiet, annotate_here)
    assert [near.word for near in opened.vocabulary.near("twon", 1)] == ["town"]
    hit = searcher.search("the last town", 1)[0]
    paragraph = store.paragraph(hit.paragraph_id)
    assert store.document(paragraph.document_id).text == TEXTS[1]
    assert len(list((built / GENERATIONS).iterdir())) == 2


def test_the_default_model_is_the_published_one(tmp_path: Path) -> None:
    model = find_model(DEFAULT_MODEL)
    check_weights(model)
    (tmp_path / PUBLISHED.file).write_bytes(b"other weights")
    with pytest.raises(ModelError, match="are not the published ones"):
        check_weights(Model(model.name, tmp_path, model.weights))


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not a model"):
        find_model(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="could not be loaded"):
        SentenceTransformerEncoder(find_model(str(tmp_path)))


def test_the_real_encoder(engine: object) -> None:
    encoder = engine.searcher.encoder  # type: ignore[attr-defined]
    near, far, other = encoder.encode(["People were freed.", "Liberated people.", "A tax form."])
    assert near @ far > near @ other
    assert np.linalg.norm(near) == pytest.approx(1.0, abs=1e-5)
