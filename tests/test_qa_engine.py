"""Answers: verified, cited, within scope, and honest when there is none."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corpus import Span, Store
from corpus.adding import Filer
from corpus.database import FILE_NAME
from corpus.errors import InputError, IntegrityError, SettingsError, SourceError, StoreError
from corpus.intake import Brought, Taken, take
from corpus.lock import writing
from qa import (
    Engine,
    Filters,
    Quote,
    Settings,
    build,
    open_engine,
    open_store,
    read_meeting,
    verify,
)
from tests.conftest import MakeFolder, hashing_encoder, open_quietly

TEXTS = (
    "The Ministers met in Rome. They agreed on aid for displaced families.",
    "The Ministers met in Brussels.\n\nThey agreed on aid for displaced families. Aid is late.",
)


@pytest.fixture
def small(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


def test_an_answer_is_a_cited_sentence(small: Engine) -> None:
    answer = small.ask("The ministers met in Brussels", limit=1)
    (quoted,) = answer.answers
    assert answer.answered
    assert answer.reason is None
    assert quoted.quote == "The Ministers met in Brussels."
    assert quoted.match == "verbatim"
    citation = quoted.citation
    assert (citation.meeting_id, citation.paragraph) == ("2022-05-02", 1)
    assert citation.url == "/meetings/2022-05-02/p1?mark=0-30"
    document = small.store.document_of(citation.meeting_id)
    assert document.text[citation.start : citation.end] == quoted.quote


def test_the_same_wording_elsewhere_is_named(small: Engine) -> None:
    answer = small.ask("agreed on aid for displaced families", limit=2)
    assert [quoted.same_wording_in for quoted in answer.answers] == [
        ("2022-05-02",) if quoted.citation.meeting_id == "2021-05-01" else ("2021-05-01",)
        for quoted in answer.answers
    ]


def test_scope_is_obeyed_strictly(small: Engine) -> None:
    answer = small.ask("The ministers met in Brussels", Filters(meetings=("2021",)))
    assert answer.understood.meetings == ("2021-05-01",)
    found = answer.answers + answer.nearest
    assert {quoted.citation.meeting_id for quoted in found} == {"2021-05-01"}


def test_silence_has_a_reason_and_nearest_passages(small: Engine) -> None:
    answer = small.ask("When did Atlantis sink into the ocean?")
    assert not answer.answered
    assert answer.answers == ()
    assert answer.reason == "The record does not say: it never mentions “Atlantis”."
    assert answer.nearest


def test_a_name_that_was_never_heard_of_weighs(small: Engine) -> None:
    with_name = small.ask("The ministers met in Zanzibar")
    without = small.ask("The ministers met in Brussels")
    assert with_name.confidence < without.confidence / 2 + 0.01


def test_another_language_is_told(small: Engine) -> None:
    reason = small.ask("ministres reunis hier discuter").reason
    assert reason is not None
    assert "language of the documents" in reason


def test_an_explanation_has_every_score(small: Engine) -> None:
    answer, explanation = small.explain("Where did the ministers meet?")
    assert explanation.considered[0].sentence == answer.answers[0].quote
    assert explanation.evidence.fit > 0
    assert len(explanation.considered) == 3


def test_an_engine_stays_in_step_with_its_index(
    small: Engine, make_folder: MakeFolder, tmp_path: Path
) -> None:
    before = small.ask("The ministers met in Brussels")
    sources = make_folder("The Ministers met in Oslo.")
    open_store(Settings.read(data=tmp_path / "data", sources=sources))
    after = small.ask("The ministers met in Brussels")
    assert after.answers == before.answers
    scoped = small.ask("The ministers met in Brussels", Filters(meetings=("2022",)))
    assert scoped.answers[0].quote == "The Ministers met in Brussels."


def test_a_full_disk_stops_a_build_in_words(small: Engine, tmp_path: Path) -> None:
    del small  # only there so that there is a last good index
    long = "\n\n".join(f"Sentence {n} was said at the meeting." for n in range(300))
    (tmp_path / "sources" / "1.txt").write_text(long, encoding="utf-8")
    settings = Settings.read(data=tmp_path / "data", sources=tmp_path / "sources")
    before = (tmp_path / "data" / "CURRENT").read_text()
    open_store(settings)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(StoreError, match="No room is left"):
            open_quietly(settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (tmp_path / "data" / "CURRENT").read_text() == before
    assert open_quietly(settings).ask("Sentence 7 was said at the meeting").answered


@pytest.mark.parametrize("text", ["who what when where the of and?", "Who did what?", "WHO WAS IT"])
def test_a_question_that_says_nothing_of_what_is_asked(small: Engine, text: str) -> None:
    with pytest.raises(InputError, match="Add what it is about"):
        small.ask(text)


@pytest.mark.parametrize("limit", [0, 21, -1])
def test_a_limit_out_of_range(small: Engine, limit: int) -> None:
    with pytest.raises(InputError, match="limit must be from 1 to 20"):
        small.ask("who met", limit=limit)


def test_a_changed_source_is_never_quoted(small: Engine, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / FILE_NAME) as connection:
        connection.execute(
            "UPDATE document SET source = CAST(replace(source, 'Rome', 'Oslo') AS BLOB)"
        )
    with pytest.raises(IntegrityError, match=r"stored source of \d.txt"):
        small.ask("who met in Rome")


def test_words_that_do_not_stand_there_are_never_quoted(small: Engine) -> None:
    document = small.store.document_of("2021-05-01")
    (paragraph,) = small.store.paragraphs(document)
    good = Quote(document, paragraph, Span(4, 13))
    verify(good, small.store)
    assert good.text == "Ministers"
    forged = type(document)(
        document.id,
        document.meeting_id,
        document.name,
        document.media_type,
        document.sha256,
        document.text.replace("Rome", "Oslo"),
        document.source_map,
    )
    with pytest.raises(IntegrityError, match=r"1\.txt, paragraph 1, does not stand"):
        verify(Quote(forged, paragraph, Span(0, 26)), small.store)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    sources = tmp_path_factory.mktemp("tiny")
    (sources / "a.txt").write_text(" \n\n".join(TEXTS), encoding="utf-8")
    (sources / "meetings.toml").write_text(
        '[[meeting]]\ndocument = "a.txt"\ntitle = {curated = "T"}\ndate = {curated = 2021-06-28}',
        encoding="utf-8",
    )
    return open_quietly(Settings.read(data=tmp_path_factory.mktemp("data"), sources=sources))


@given(st.text(max_size=120))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered_or_refused_in_words(tiny: Engine, text: str) -> None:
    try:
        answer = tiny.ask(text)
    except InputError:
        return  # what these sentences say is tested beside ``clean``
    for quoted in answer.answers + answer.nearest:
        document = tiny.store.document_of(quoted.citation.meeting_id)
        assert document.text[quoted.citation.start : quoted.citation.end] == quoted.quote
    assert answer.answered == bool(answer.answers)
    assert answer.answered == (answer.reason is None)


def test_a_meeting_is_read_with_its_paragraphs(small: Engine) -> None:
    read = read_meeting(small.store, "2022")
    assert [paragraph.paragraph for paragraph in read.paragraphs] == [1, 2]
    text = small.store.document_of(read.id).text
    assert all(text[p.start : p.end] == p.text for p in read.paragraphs)


def test_build_reports_and_open_follows_the_folder(make_folder: MakeFolder, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS))
    report = build(settings, lambda _done, _total: None, lambda _text: None, hashing_encoder)
    assert (report.documents.added, report.paragraphs, report.sentences) == (2, 3, 5)
    make_folder(TEXTS[0], "The Ministers met in Paris.")
    assert "Paris" in open_store(settings).document_of("2022-05-02").text
    assert open_quietly(settings).ask("who met in Paris").answers[0].quote.endswith("Paris.")


def test_a_store_serves_without_its_source_folder(small: Engine, tmp_path: Path) -> None:
    gone = Settings.read(data=tmp_path / "data", sources=tmp_path / "gone")
    assert len(open_store(gone).meetings()) == len(small.store.meetings())


def test_neither_store_nor_sources(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Set COMMUNIQUE_SOURCES"):
        open_store(Settings.read(data=tmp_path / "none", sources=tmp_path / "gone"))


def test_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_PORT", "8123")
    assert Settings.read().port == 8123
    assert Settings.read(port=9000).port == 9000
    monkeypatch.setenv("COMMUNIQUE_PORT", "99999")
    with pytest.raises(SettingsError, match="COMMUNIQUE_PORT cannot be used"):
        Settings.read()
    monkeypatch.delenv("COMMUNIQUE_PORT")
    monkeypatch.setenv("COMMUNIQUE_PROT", "1")
    with pytest.raises(SettingsError, match="no setting COMMUNIQUE_PROT"):
        Settings.read()


def test_a_store_is_usable_after_its_engine(small: Engine, tmp_path: Path) -> None:
    assert Store(tmp_path / "data").property("name") == "sources"
    assert small.store.corpus_hash() == Store(tmp_path / "data").corpus_hash()


def brought(text: str) -> Taken:
    return take(Brought("added.txt", text.encode(), options={"title": "Council"}))


def test_readers_go_on_while_another_process_adds(small: Engine, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", sources=tmp_path / "gone", reranker="none")
    with closing(Filer(settings.place)) as filer:
        filer.add(brought("Oslo, 1 May 2020\n\nThe Council met in Oslo.\n"))
    told: list[str] = []

    def opened() -> Engine:
        return open_engine(settings, lambda *_: None, told.append, hashing_encoder)

    with writing(settings.place):
        during = opened()
    assert told == ["Documents are just being added: answering from those that were there before."]
    assert during.store.meetings() == small.store.meetings()
    assert during.ask("who met in Rome").answers[0].quote == "The Ministers met in Rome."
    after = opened()
    assert told[1:] == ["The documents have changed since the index was built. Building it now."]
    assert not during.ask("The Council met in Oslo").answered
    assert after.ask("The Council met in Oslo").answers[0].quote == "The Council met in Oslo."
