"""One question through every door: page, API, client, MCP over both transports, command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from mcp import Client as McpClient
from mcp import StdioServerParameters
from mcp_types import CallToolResult

from qa import Answer, Engine, Quoted, Settings, open_engine
from qa.compare import Comparison, compare
from qa.phrase import FoundPhrase
from tests.conftest import TABLE_ROW, hashing_encoder
from tests.mcp_clients import HOME, REAL, SMALL, over_http, over_stdio, quotations, talk, text_of
from tests.served import served
from web.client import Client
from web.wire import to_json
from web.words import day, paragraph

SAME = "The Ministers condemned piracy off the coast and the taking of hostages."
TEXTS = (
    f"The Ministers met in spring in Oslo.\n\n{SAME}\n",
    "The Ministers spoke of trade in grain.\n\nThey thanked the hosts for 12 ships.\n",
    f"The Ministers met again.\n\n{SAME}\n\nThey thanked the hosts for 13 ships.\n",
    "The Ministers deplored piracy off the coast in new words altogether.\n",
)
BUNDLED = (
    "How many people had been freed from Daesh by late 2019?",
    "Which meetings mention NATO?",
    "Who said “approximately 8.8 million people from Daesh/ISIS's control”?",
    "Why did Russia join the Coalition?",
)
GENERATED = (
    "Who condemned piracy off the coast?",
    "Which meetings condemned piracy off the coast?",
    f"Who said “{SAME}”?",
    "How many elephants were counted in Antarctica?",
)
QUESTIONS = [*(("bundled", one) for one in BUNDLED), *(("generated", one) for one in GENERATED)]
LOOKED_UP = (
    ("bundled", "The Coalition campaign has liberated approximately 8.8 million people"),
    ("bundled", "an enduring defeat of the terrorist group"),
    ("generated", SAME),
    ("generated", "They thanked the hosts for 14 ships."),
    ("generated", "Elephants were counted in Antarctica."),
)
CLAIMED = {"bundled": "2021-03", "generated": "2021"}  # the meeting that said it, as is put
COMPARED = (("bundled", "2020-06", "2021-03"), ("generated", "2021", "2023"))


@dataclass(frozen=True, slots=True)
class Doors:
    """One collection behind every door; ``command`` is what runs the command line."""

    engine: Engine
    command: tuple[str, ...]
    environment: dict[str, str]
    web: str
    tools: tuple[dict[str, CallToolResult], ...]

    def page(self, path: str, **params: str) -> html.HtmlElement:
        """A page as it is served."""
        response = httpx.get(f"{self.web}{path}", params=params, timeout=60)
        assert response.status_code == 200
        return html.document_fromstring(response.text)

    def api(self, path: str, **params: str) -> Any:
        """The API's JSON."""
        return httpx.get(f"{self.web}{path}", params=params, timeout=60).raise_for_status().json()

    def tool(self, name: str, **given: str) -> list[CallToolResult]:
        """A tool's results, over standard input and over HTTP."""
        return [results[_call(name, given)] for results in self.tools]

    def typed(self, *args: str) -> str:
        """What the command line prints."""
        done = subprocess.run(
            [sys.executable, *self.command, *args],
            capture_output=True, text=True, check=False, cwd=HOME,
            env=os.environ | self.environment | {"PYTHONPATH": str(HOME), "NO_COLOR": "1"},
        )  # fmt: skip
        assert done.returncode in (0, 3), done.stderr
        return done.stdout


def _call(name: str, given: dict[str, str]) -> str:
    return json.dumps([name, given], sort_keys=True)


def called(
    to: StdioServerParameters | str, calls: list[tuple[str, dict[str, str]]]
) -> dict[str, CallToolResult]:
    """The results of many calls of one session."""

    async def use(client: McpClient) -> dict[str, CallToolResult]:
        return {_call(*call): await client.call_tool(*call) for call in calls}

    return talk(to, use)


def calls_of(collection: str) -> list[tuple[str, dict[str, str]]]:
    """All calls of the tests on a collection."""
    meeting = CLAIMED[collection]
    found = [one for where, one in LOOKED_UP if where == collection]
    return [
        *(("ask", {"question": one}) for where, one in QUESTIONS if where == collection),
        *(("find_quotation", {"quotation": one}) for one in found),
        *(("verify_quotation", {"quotation": one, "meeting": meeting}) for one in found),
        *(
            ("compare", {"first": a, "second": b})
            for where, a, b in COMPARED
            if where == collection
        ),
    ]


def by_mcp(
    collection: str, command: tuple[str, ...], data: Path, environment: dict[str, str]
) -> tuple[dict[str, CallToolResult], ...]:
    """The results of all calls, over standard input and over HTTP."""
    calls = calls_of(collection)
    with over_http(command, data, **environment) as address:
        return called(over_stdio(command, data, **environment), calls), called(address, calls)


@pytest.fixture(scope="module")
def doors(
    engine: Engine, real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Doors]]:
    folder = tmp_path_factory.mktemp("generated")
    rows = []
    for number, text in enumerate(TEXTS, start=1):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append(TABLE_ROW.format(name=f"{number}.txt", number=number))
    (folder / "meetings.toml").write_text("\n".join(rows), encoding="utf-8")
    data = tmp_path_factory.mktemp("data")
    environment = {"COMMUNIQUE_DATA": str(data), "COMMUNIQUE_SOURCES": str(folder)}
    environment["COMMUNIQUE_RERANKER"] = "none"
    settings = Settings.read(data=data, sources=folder, reranker="none")
    small = open_engine(settings, lambda *_: None, lambda _: None, hashing_encoder)
    with ExitStack() as servers:
        yield {
            "bundled": Doors(
                engine, REAL, {"COMMUNIQUE_DATA": str(real_data)},
                servers.enter_context(served(engine, Settings.read(data=real_data))),
                by_mcp("bundled", REAL, real_data, {}),
            ),
            "generated": Doors(
                small, SMALL, environment,
                servers.enter_context(served(small, settings)),
                by_mcp("generated", SMALL, data, environment),
            ),
        }  # fmt: skip


def same(one: Any) -> Any:
    """JSON without what no two answers share."""
    text = one if isinstance(one, str) else json.dumps(one) if isinstance(one, dict) else None
    return json.loads(text or to_json(one), object_hook=_without_time)


def _without_time(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "elapsed_ms"}


def shown(answer: Answer) -> list[Quoted]:
    return [*answer.answers, *answer.nearest]


def line(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize(("collection", "question"), QUESTIONS)
def test_one_question_gets_one_answer(
    doors: dict[str, Doors], collection: str, question: str
) -> None:
    door = doors[collection]
    answer = door.engine.ask(question)
    assert shown(answer)
    wanted = same(answer)
    assert same(door.api("/api/ask", q=question)) == wanted
    assert same(door.typed("ask", question, "--json")) == wanted
    with Client(door.web) as client:
        assert same(client.ask(question)) == wanted
    for result in door.tool("ask", question=question):
        assert same(result.structured_content) == wanted
        told = quotations(text_of(result))
        cited = [(one.quote, one.citation.permalink) for one in shown(answer)]
        assert [pair for pair in told if pair in cited] == cited
        but_see = {(one.quoted.quote, one.quoted.citation.permalink) for one in answer.but_see}
        assert set(told) == {*cited, *but_see}
        assert ("The record does not say." in text_of(result)) == (not answer.answered)


@pytest.mark.parametrize(("collection", "question"), QUESTIONS)
def test_people_read_the_same_answer(
    doors: dict[str, Doors], collection: str, question: str
) -> None:
    door = doors[collection]
    answer = door.engine.ask(question)
    text = door.typed("ask", question)
    page = door.page("/", q=question)
    quotes = {line(one) for one in page.cssselect(".quotation blockquote")}
    links = {one.get("href") for one in page.cssselect("article a")}
    assert {f"“{one.quote}”" for one in shown(answer)} <= quotes
    assert quotes <= {f"“{one.quote}”" for one in _all(answer)}
    for one in shown(answer):
        assert one.citation.url in links
        assert f"“{one.quote}”" in text
        assert day(one.citation.date) in text
        assert paragraph(one.citation) in text
    if not answer.answered:
        assert answer.reason is not None
        assert answer.reason in text
        assert answer.reason in line(page)


def _all(answer: Answer) -> list[Quoted]:
    return [*shown(answer), *(one.quoted for one in answer.but_see)]


@pytest.mark.parametrize(("collection", "phrase"), LOOKED_UP)
def test_one_phrase_is_found_once(doors: dict[str, Doors], collection: str, phrase: str) -> None:
    door = doors[collection]
    found: FoundPhrase = door.engine.find(phrase)
    wanted = same(found)
    assert same(door.api("/api/find", q=phrase)) == wanted
    assert same(door.typed("find", phrase, "--json")) == wanted
    with Client(door.web) as client:
        assert same(client.find(phrase)) == wanted
    for result in door.tool("find_quotation", quotation=phrase):
        assert same(result.structured_content) == wanted
        cited = [(one.quote, one.citation.permalink) for one in found.places]
        assert quotations(text_of(result)) == cited
    links = {one.get("href") for one in door.page("/find", q=phrase).cssselect("a")}
    assert {one.citation.url for one in found.places} <= links


@pytest.mark.parametrize(("collection", "phrase"), LOOKED_UP)
def test_one_verdict_on_a_quotation(doors: dict[str, Doors], collection: str, phrase: str) -> None:
    door = doors[collection]
    meeting = CLAIMED[collection]
    wanted = same(door.api("/api/verify-quotation", q=phrase, meeting=meeting))
    told = door.typed("verify-quotation", phrase, "--meeting", meeting, "--json")
    assert same(told) == wanted
    with Client(door.web) as client:
        assert same(client.verify_quotation(phrase, meeting)) == wanted
    for result in door.tool("verify_quotation", quotation=phrase, meeting=meeting):
        assert same(result.structured_content) == wanted


@pytest.mark.parametrize(("collection", "first", "second"), COMPARED)
def test_one_comparison(doors: dict[str, Doors], collection: str, first: str, second: str) -> None:
    door = doors[collection]
    compared: Comparison = compare(door.engine, first, second)
    wanted = same(compared)
    assert same(door.api("/api/compare", a=first, b=second)) == wanted
    assert same(door.typed("compare", first, second, "--json")) == wanted
    with Client(door.web) as client:
        assert same(client.compare(first, second)) == wanted
    for result in door.tool("compare", first=first, second=second):
        assert same(result.structured_content) == wanted
