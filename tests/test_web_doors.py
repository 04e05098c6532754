"""Every door shows the same: page, JSON and terminal, of one answer."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from rich.console import Console
from starlette.testclient import TestClient

from corpus import Span
from qa import Answer, Contrast, Engine, Quoted, Settings
from qa.answer import Contrasting
from tests.conftest import MakeFolder, open_quietly
from web import terminal_answer
from web.app import create_app
from web.rows import has_rows, rows
from web.words import answering, difference, differing, marked, those

MARKED = "\x1b[1;4m"
PLAIN = "\x1b[0m"
SAME = "The Ministers condemned piracy off the coast and the taking of hostages."
TEXTS = (
    f"The Ministers met in spring.\n\n{SAME}\n",
    "The Ministers spoke of trade in grain.\n\nThey thanked the hosts.\n",
    f"The Ministers met again.\n\n{SAME}\n",
    "The Ministers deplored piracy off the coast in new words altogether.\n",
    f"The delegates gathered.\n\n{SAME}\n",
)
SEVERAL = "Which meetings condemned piracy off the coast?"
QUESTIONS = (
    "How many people had been freed from Daesh by late 2019?",
    "Which meetings mention NATO?",
    "How did the number of people freed change?",
    "Is Daesh still a threat?",
    "Where did they meet in Rome? And who hosted?",
    "Who co-hosted the ministerial in Riyadh in June 2023?",
)


@pytest.fixture
def small(make_folder: MakeFolder, settings: Settings) -> Engine:
    """Five meetings, of which three say the same and one says nothing of it."""
    return open_quietly(settings.model_copy(update={"sources": make_folder(*TEXTS)}))


def page_of(engine: Engine, question: str, **params: Any) -> HtmlElement:
    with TestClient(create_app(engine, Settings.read())) as client:
        response = client.get("/", params={"q": question, **params})
    assert response.status_code == 200
    return html.document_fromstring(response.text)


def line(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def lines(tree: HtmlElement, selector: str) -> list[str]:
    return [line(one) for one in tree.cssselect(selector)]


def printed(engine: Engine, question: str, *, explained: bool = False, width: int = 2000) -> str:
    """What a colourless terminal shows; it still marks in bold and underlined."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, no_color=True, highlight=False, width=width)
    answer, steps = engine.explain(question)
    known = engine.store.meetings()
    terminal_answer.answer(console, answer, known)
    if explained:
        terminal_answer.explanation(console, answer, steps, known)
    return file.getvalue()


def bare(text: str) -> str:
    for style in (MARKED, PLAIN, "\x1b[1m", "\x1b[2m", "\x1b[2;1;4m", "\x1b[1;2;4m"):
        text = text.replace(style, "")
    return "\n".join(row.rstrip() for row in text.splitlines()) + "\n"


def shown(answer: Answer) -> list[Quoted]:
    return [*answer.answers, *answer.nearest]


@pytest.mark.parametrize("question", QUESTIONS)
def test_page_and_terminal_show_the_quotations_of_the_answer(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    tree, text = page_of(engine, question), bare(printed(engine, question))
    quotes = lines(
        tree, "article > .quotation blockquote, .rows .row > div > .quotation blockquote"
    )
    assert quotes == [f"“{one.quote}”" for one in shown(answer)]
    for one in shown(answer):
        assert f"“{one.quote}”" in text
        assert one.citation.meeting in text
    links = [a.get("href") for a in tree.cssselect("article .quotation a")]
    assert {one.citation.url for one in shown(answer)} <= set(links)
    for told in [*answer.notes, answer.reason or ""]:
        assert told in text
        assert told in line(tree.cssselect("article")[0])
    for contrast in answer.but_see:
        assert difference(contrast) in text
        assert any(difference(contrast) in told for told in lines(tree, ".but-see"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_short_answer_is_marked_in_the_quotation(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    tree, text = page_of(engine, question), printed(engine, question)
    quotes = tree.cssselect(
        "article > .quotation blockquote, .rows .row > div > .quotation blockquote"
    )
    found = [[line(mark) for mark in quote.cssselect("mark")] for quote in quotes]
    assert found == [[one.short] if one.short else [] for one in shown(answer)]
    for one in shown(answer):
        assert one.short is None or f"{MARKED}{one.short}{PLAIN}" in text


def test_a_meeting_with_nothing_is_a_row_in_its_place(engine: Engine) -> None:
    answer = engine.ask("Which meetings mention NATO?")
    assert len(answer.nothing_in) == 2
    tree, text = page_of(engine, answer.question), bare(printed(engine, answer.question))
    told = lines(tree, ".rows > li")
    assert told[0] == "22 March 2017 Washington, DC nothing found"
    assert told[1] == "14 November 2019 nothing found"
    assert [row.split(" “")[0] for row in told[2:]] == [
        "4 June 2020",
        "30 March 2021",
        "28 June 2021 Rome",
    ]
    days = ["22 March 2017 · Washington, DC: nothing found", "14 November 2019: nothing found"]
    days += ["4 June 2020\n", "30 March 2021\n", "28 June 2021 · Rome\n"]
    assert [text.index(day) for day in days] == sorted(text.index(day) for day in days)
    assert "Found in 3 meetings, nothing in 2." in text
    assert line(tree.cssselect(".found")[0]) == "Found in 3 meetings, nothing in 2."


def test_the_same_words_are_quoted_once_with_every_citation(small: Engine) -> None:
    answer = small.ask(SEVERAL)
    assert len(answer.answers) == 4
    tree, text = page_of(small, SEVERAL), bare(printed(small, SEVERAL))
    first, nothing, other = tree.cssselect(".rows > li")
    assert line(first.cssselect("blockquote")[0]) == f"“{SAME}”"
    assert "Same words in 3 meetings, first 1 May 2021" in line(first)
    assert lines(first, ".citations .where") == [
        "1 May 2021 · paragraph 2",
        "3 May 2023 · paragraph 2",
        "5 May 2025 · paragraph 2",
    ]
    assert line(nothing) == "2 May 2022 nothing found"
    assert line(other).startswith("4 May 2024 “The Ministers deplored")
    assert text.count(SAME) == 1
    assert "Same words in 3 meetings, first 1 May 2021" in text
    assert "3 May 2023 · paragraph 2\n" in text
    assert text.index(SAME) < text.index("2 May 2022: nothing found") < text.index("deplored")


def test_many_meetings_with_nothing_are_one_row(make_folder: MakeFolder, tmp_path: Path) -> None:
    texts = [f"The delegates spoke of grain in room {n} and of nothing else." for n in range(6)]
    folder = make_folder(*texts, f"The delegates thanked the hosts.\n\n{SAME}")
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    assert len(engine.ask(SEVERAL).nothing_in) == 6
    tree = page_of(engine, SEVERAL)
    told = "6 meetings, 1 May 2021 to 6 May 2026: nothing found"
    assert lines(tree, ".rows > li > details > summary") == [told]
    assert len(tree.cssselect(".rows > li")) == 2
    assert told in bare(printed(engine, SEVERAL))


def test_an_answer_of_one_meeting_has_no_rows(engine: Engine) -> None:
    answer = engine.ask("Which meetings mention NATO?")
    assert has_rows(answer)
    assert not has_rows(engine.ask("Which meetings of June 2021 mention NATO?"))
    assert not has_rows(replace(answer, answers=answer.answers[::-1]))
    assert not has_rows(replace(answer, answered=False))


def test_rows_lose_no_quotation(small: Engine) -> None:
    answer = small.ask(SEVERAL)
    found = [one for row in rows(answer, small.store.meetings()) for one in row.quoted]
    assert sorted(found, key=lambda one: one.citation.date) == list(answer.answers)


def test_the_sentence_that_settles_it_is_shown_as_such(engine: Engine) -> None:
    heading = "The sentence that settles it"
    question = "Is Daesh still a threat?"
    assert heading in lines(page_of(engine, question), "h2")
    assert heading in printed(engine, question)
    assert heading not in printed(engine, QUESTIONS[0])


def test_the_terminal_says_how_to_lift_a_restriction(engine: Engine) -> None:
    text = bare(printed(engine, QUESTIONS[0]))
    assert "“late 2019” → 14 November 2019  (lift this: --set-aside 'late 2019')" in text
    assert "“Daesh”: also ISIS, ISIL, Islamic State" in text


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_explanation_fits_eighty_columns(engine: Engine, question: str) -> None:
    text = bare(printed(engine, question, explained=True, width=80))
    assert max(map(len, text.splitlines())) <= 80
    for told in ("What was understood", "Searched for", "no answer below", "coverage", "rerank"):
        assert told in text


@pytest.mark.parametrize(
    ("why", "words", "otherwise", "told"),
    [
        ("another number", "7 men", "8 men", "another number: “8 men” instead of “7 men”"),
        ("stronger verb", "note", "deplore", "a stronger word: “deplore” instead of “note”"),
        ("weaker verb", "urged", "invited", "a weaker word: “invited” instead of “urged”"),
        ("negation", "", "not", "the negation differs: “not” is not said here"),
        ("negation", "no longer", "", "the negation differs: “no longer” is not said there"),
        ("negation", "no", "never", "another negation: “never” instead of “no”"),
    ],
)
def test_a_difference_in_words(
    small: Engine, why: Contrasting, words: str, otherwise: str, told: str
) -> None:
    quoted = replace(small.ask(SEVERAL).answers[0], quote=f"They {otherwise} there.")
    contrast = Contrast(why, 0, words, otherwise, quoted)
    assert difference(contrast) == told
    before, within, after = differing(contrast)
    assert before + within + after == quoted.quote
    assert within == otherwise


@pytest.mark.parametrize(
    ("mark", "parts"),
    [
        (None, ("It was so.", "", "")),
        (Span(103, 106), ("It ", "was", " so.")),
        (Span(90, 102), ("", "It", " was so.")),
        (Span(107, 200), ("It was ", "so.", "")),
        (Span(90, 100), ("It was so.", "", "")),
        (Span(110, 120), ("It was so.", "", "")),
    ],
)
def test_what_is_marked_is_in_the_text(mark: Span | None, parts: tuple[str, str, str]) -> None:
    assert marked("It was so.", 100, mark) == parts


def test_a_mark_keeps_every_character(small: Engine) -> None:
    for one in small.ask(SEVERAL).answers:
        assert "".join(answering(one)) == one.quote
        assert answering(one)[1] == (one.short or "")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ([0], "1 May 2021"),
        ([0, 2], "1 May 2021 and 3 May 2023"),
        ([0, 2, 3], "3 meetings, 1 May 2021 to 4 May 2024"),
        ([0, 1, 2, 3, 4], "all 5 meetings"),
    ],
)
def test_meetings_in_short(small: Engine, chosen: list[int], told: str) -> None:
    known = small.store.meetings()
    assert those([known[place].id for place in chosen], known) == told
