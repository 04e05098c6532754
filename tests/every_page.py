"""Every page in every state that matters: what axe, layout, weight and pictures are taken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote_plus

from playwright.sync_api import Page, Response, expect

from corpus.lock import writing
from tests.council import GRAIN, WAIT, Council, sign_in, text_file, upload

FREED = "How many people had been freed from Daesh by late 2019?"
MISATTRIBUTED = "In 2017 they said “approximately 7.7 million people”"
JOINED = "approximately 7.7 million people … We reaffirm our commitment to the enduring defeat"
ARTICLE = """Ministers met once more

They said on 14 November 2019: “approximately 7.7 million people”. Before that they had claimed
“approximately 8 million people” and “the penguins were counted twice every winter”."""
DRAFT = "We freed approximately 8 million people. Penguins inherited the abandoned observatory."


@dataclass(frozen=True, slots=True)
class Servers:
    """The address of a server of the bundled record, and a small one to be changed."""

    record: str
    council: Council


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser's page on the way to a state, and what must end when it is left."""

    page: Page
    servers: Servers
    leaving: ExitStack


Then = Callable[[Visit], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in one of its states.

    ``route`` is the address as the application has it and ``path`` where a person begins; what is
    done there is ``then``. ``status`` is the HTTP status of the page that is reached.
    """

    name: str
    route: str
    path: str
    then: Then = lambda _visit: None
    status: int = 200
    server: Literal["record", "council"] = "record"


def open_why(visit: Visit) -> None:
    visit.page.get_by_text("Why this?").click()


def open_export(visit: Visit) -> None:
    visit.page.locator(".export summary").click()


def cite(visit: Visit) -> None:
    visit.page.locator('.first .cite-it a[href^="/quotes/"]').click()


def open_figure(visit: Visit) -> None:
    visit.page.locator(".figures summary").first.click()


def check(text: str) -> Then:
    def checked(visit: Visit) -> None:
        visit.page.locator("#text").fill(text)
        visit.page.get_by_role("button", name="Check").click()
        visit.page.get_by_role("button", name="Save as Word").wait_for()

    return checked


def check_nothing(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Check").click()
    visit.page.get_by_role("alert").wait_for()


def wrong_token(visit: Visit) -> None:
    visit.page.get_by_label("Admin token").fill("wrong")
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.get_by_role("alert").wait_for()


def long_token(visit: Visit) -> None:
    visit.page.get_by_label("Admin token").fill("x" * 200_001)
    visit.page.get_by_role("button", name="Sign in").click()
    expect(visit.page.get_by_role("alert")).to_contain_text("200,000 bytes")


def signed_in(visit: Visit) -> None:
    sign_in(visit.page)


def running(visit: Visit) -> None:
    """A job that waits until the page is left, because the data folder is held."""
    sign_in(visit.page)
    visit.leaving.enter_context(writing(visit.servers.council.place, WAIT / 1000))
    upload(visit.page, text_file("waits.txt", GRAIN))


def finished(visit: Visit) -> None:
    sign_in(visit.page)
    upload(visit.page, text_file("grain.txt", GRAIN), text_file("empty.pdf", ""))
    expect(visit.page.locator("#state")).to_contain_text("1 refused", timeout=WAIT)


def removal(visit: Visit) -> None:
    sign_in(visit.page)
    visit.page.get_by_role("link", name="Remove harbour.txt").click()


def described(visit: Visit) -> None:
    visit.page.locator(".opblock").first.wait_for()


def asked(path: str, words: str) -> str:
    return f"{path}{quote_plus(words)}"


PAGES = (
    Shown("ask", "/", "/"),
    Shown("answer", "/", asked("/?q=", FREED)),
    Shown("answer-lifted", "/", asked("/?q=", FREED) + "&set_aside=late+2019&to=2021"),
    Shown("answer-why", "/", asked("/?q=", FREED), open_why),
    Shown("answer-rows", "/", "/?q=How+did+the+number+of+people+freed+change%3F"),
    Shown("answer-mentions", "/", "/?q=Which+meetings+mention+NATO%3F", open_why),
    Shown("answer-settled", "/", "/?q=Did+the+ministers+meet+in+Rome%3F"),
    Shown("silence", "/", "/?q=Why+did+Russia+join+the+Coalition%3F"),
    Shown("ask-error", "/", "/?q=Who+met%3F&from=yesterday", status=400),
    Shown("find", "/find", "/find"),
    Shown("find-verbatim", "/find", "/find?q=approximately+7.7+million+people"),
    Shown("find-altered", "/find", "/find?q=approximately+8+million+people"),
    Shown("find-partial", "/find", "/find?q=Daesh/ISIS+no+longer+controls+the+penguins"),
    Shown("find-misattributed", "/find", asked("/find?q=", MISATTRIBUTED)),
    Shown("find-stitched", "/find", asked("/find?q=", JOINED)),
    Shown("find-not-found", "/find", "/find?q=the+penguins+inherited+the+observatory"),
    Shown("find-error", "/find", "/find?q=of+the", status=400),
    Shown("check", "/check", "/check"),
    Shown("check-article", "/check", "/check", check(ARTICLE)),
    Shown("check-draft", "/check", "/check", check(DRAFT)),
    Shown("check-error", "/check", "/check", check_nothing, status=400),
    Shown("compare", "/compare", "/compare"),
    Shown("compare-result", "/compare", "/compare?a=2020&b=2021-03"),
    Shown("compare-error", "/compare", "/compare?a=2020", status=400),
    Shown("history", "/history", "/history"),
    Shown("history-phrase", "/history", "/history?q=enduring+defeat+of+ISIL"),
    Shown("history-topic", "/history", "/history?q=foreign+terrorist+fighters"),
    Shown("history-error", "/history", "/history?q=of&offset=x", status=400),
    Shown("silences", "/history/silences", "/history/silences"),
    Shown("silences-error", "/history/silences", "/history/silences?least=1", status=400),
    Shown("quotes", "/quotes", "/quotes"),
    Shown("cite", "/quotes/{rest:path}", asked("/?q=", FREED), cite),
    Shown("cite-error", "/quotes/{rest:path}", "/quotes/nothing", status=400),
    Shown("answer-export", "/", asked("/?q=", FREED), open_export),
    Shown("sheet", "/sheet", asked("/sheet?q=", FREED)),
    Shown("sheet-silence", "/sheet", "/sheet?q=Why+did+Russia+join+the+Coalition%3F"),
    Shown("sheet-form", "/sheet", "/sheet"),
    Shown("sheet-error", "/sheet", "/sheet?pick=penguins", status=400),
    Shown("figures", "/figures", "/figures"),
    Shown("figures-subject", "/figures", "/figures?subject=people+freed", open_figure),
    Shown("figures-none", "/figures", "/figures?subject=penguins"),
    Shown("figures-error", "/figures", "/figures?meeting=1066", status=404),
    Shown("meetings", "/meetings", "/meetings"),
    Shown("meeting", "/meetings/{id}", "/meetings/2021-06-28-rome"),
    Shown("meeting-marked", "/meetings/{id}/p{number}", "/meetings/2021-06/p1?mark=539-680"),
    Shown("meeting-of-pdf", "/meetings/{id}", "/meetings/2024-05-03-lisbon", server="council"),
    Shown("meeting-missing", "/meetings/{id}", "/meetings/1066", status=404),
    Shown("meetings-chosen", "/meetings", "/meetings?year=2021&order=latest"),
    Shown("meetings-error", "/meetings", "/meetings?offset=99", status=400),
    Shown("evaluation", "/evaluation", "/evaluation", server="council"),
    Shown("evaluation-none", "/evaluation", "/evaluation"),
    Shown("documents-off", "/documents", "/documents"),
    Shown("documents-signed-out", "/documents", "/documents", server="council"),
    Shown("documents-wrong-token", "/documents/session", "/documents", wrong_token, 401, "council"),
    Shown("documents-signed-in", "/documents", "/documents", signed_in, server="council"),
    Shown("removal", "/documents/{id}/remove", "/documents", removal, server="council"),
    Shown("job-running", "/documents/jobs/{id}", "/documents", running, server="council"),
    Shown("job-finished", "/documents/jobs/{id}", "/documents", finished, server="council"),
    Shown("forbidden", "/documents/jobs/{id}", "/documents/jobs/x", status=403, server="council"),
    Shown("not-found", "", "/penguins", status=404),
    Shown("not-allowed", "", "/documents/session", status=405),
    Shown("too-large", "", "/documents", long_token, 413, "council"),
    Shown("docs", "/docs", "/docs", described),
)


@contextmanager
def visiting(shown: Shown, page: Page, servers: Servers) -> Iterator[Response]:
    """Bring ``page`` to a state, as a browser that was never here; gives how it was answered."""
    page.goto("about:blank")  # so that no script of the page before misses the cookies
    page.context.clear_cookies()
    address = servers.record if shown.server == "record" else servers.council.address
    answers: list[Response] = []

    def note(response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            answers.append(response)

    with ExitStack() as leaving:
        page.on("response", note)
        leaving.callback(page.remove_listener, "response", note)
        page.goto(f"{address}{shown.path}")
        shown.then(Visit(page, servers, leaving))
        page.wait_for_load_state()
        yield answers[-1]


def leads_to(route: str, path: str) -> bool:
    """Whether the application's route is that of an address' path."""
    pattern = re.sub(r"\\{\w+:path\\}", ".*", re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route)))
    return re.fullmatch(pattern, path) is not None
