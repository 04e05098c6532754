"""Every page in every state, in a real browser: accessible, steady, protected, light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, Route

from tests.chromium import NEEDS_CHROMIUM
from tests.council import council_served
from tests.every_page import PAGES, Servers, Shown, leads_to, visiting
from web import app
from web.door.headers import ALWAYS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1000, "height": 720}
MOST_OF_THE_FIRST_PAGE = 100_000  # bytes of all that is sent for it
MOST_OF_A_PAGE = 250_000  # of which the texts of a meeting, or of two, are most
SHIFTS = """async () => {
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
  return observer.takeRecords()
    .filter(one => !one.hadRecentInput && one.startTime < loaded + 300).map(one => one.value);
}"""
# Targets outside of running text that are narrower or lower than 24 CSS pixels.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }))
  .filter(one => getComputedStyle(one).display !== "inline")
  .filter(one => {
    const box = (one.closest("label") ?? one).getBoundingClientRect();
    return Math.min(box.width, box.height) < 24;
  }).map(one => one.outerHTML)"""
# Marked, new and dropped words that only a colour tells from those around them.
BY_COLOUR_ALONE = """() => [...document.querySelectorAll("mark, ins, del")]
  .filter(one => one.checkVisibility() && !one.closest(".alone")) // which is told in words
  .filter(one => getComputedStyle(one).textDecorationLine === "none").map(one => one.outerHTML)"""
UNSPOKEN = """() => [...document.querySelectorAll(".problem, .copied, #state")]
  .filter(one => !["alert", "status"].includes(one.getAttribute("role"))).map(one => one.outerHTML)
"""
MOVING = """() => [...document.querySelectorAll("main *")].filter(one => {
  const style = getComputedStyle(one);
  return style.transitionDuration !== "0s" || style.animationName !== "none";
}).map(one => one.outerHTML)"""
WEIGHT = """() => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource")].reduce((sum, one) => sum + one.decodedBodySize, 0)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A state of the table as a browser has reached it, with what its console said."""

    shown: Shown
    page: Page
    response: Response
    complaints: list[str]

    def on(self, size: Any, colours: Any = "light") -> Page:
        """The page on such a screen."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=colours)
        return self.page


@pytest.fixture(scope="module")
def servers(record: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with council_served(tmp_path_factory.mktemp("council")) as council:
        yield Servers(record, council)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture(scope="module", params=PAGES, ids=[shown.name for shown in PAGES])
def seen(request: pytest.FixtureRequest, page: Page, servers: Servers) -> Iterator[Seen]:
    """A state, reached on a phone."""
    complaints: list[str] = []

    def note(said: Any) -> None:
        complaints.append(str(getattr(said, "text", said)))

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.on("console", note)
    page.on("pageerror", note)
    with visiting(request.param, page, servers) as response:
        yield Seen(request.param, page, response, complaints)
    page.remove_listener("console", note)
    page.remove_listener("pageerror", note)


def test_every_page_of_the_application_is_in_the_table() -> None:
    paths = {
        route.path
        for door in app.DOORS
        for route in door.router.routes
        if not route.include_in_schema and "GET" in route.methods
    }
    assert paths
    assert paths | {"/docs"} <= {shown.route for shown in PAGES}
    assert len({shown.name for shown in PAGES}) == len(PAGES)


@NEEDS_CHROMIUM
def test_the_table_is_true(seen: Seen) -> None:
    assert seen.response.status == seen.shown.status
    paths = (urlsplit(seen.page.url).path, seen.shown.path.split("?")[0])
    assert not seen.shown.route or any(leads_to(seen.shown.route, path) for path in paths)
    assert "Communiqué" in seen.page.title()


@NEEDS_CHROMIUM
def test_it_is_protected_and_nothing_complains(seen: Seen) -> None:
    headers = seen.response.headers
    assert "unsafe" not in headers["content-security-policy"]
    assert ALWAYS.items() <= {one: headers.get(one.lower()) for one in ALWAYS}.items()
    of_the_status = "Failed to load resource: the server responded with a status of "
    wrong = [one for one in seen.complaints if not one.startswith(of_the_status)]
    assert wrong == []
    assert len(seen.complaints) == (seen.shown.status >= 400)


@NEEDS_CHROMIUM
def test_axe_finds_nothing(seen: Seen) -> None:
    axe = Axe()
    for size, colours, options in (
        (PHONE, "light", EVERYTHING),
        (DESK, "light", EVERYTHING),
        (DESK, "dark", COLOURS),
    ):
        found = axe.run(seen.on(size, colours), options=options)
        assert found.violations_count == 0, found.generate_report()


@NEEDS_CHROMIUM
def test_it_holds_still_and_fits(seen: Seen) -> None:
    page = seen.on(PHONE)
    assert page.evaluate(SHIFTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if seen.shown.name != "docs":  # Swagger UI moves; what of it opens is not ours
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(MOVING) == []
        page.emulate_media(reduced_motion="null")
        assert page.evaluate(WEIGHT) < MOST_OF_A_PAGE


@NEEDS_CHROMIUM
def test_everybody_can_tell_and_reach_what_is_there(seen: Seen) -> None:
    page = seen.on(PHONE)
    for size in (PHONE, DESK):
        assert seen.on(size).evaluate(SMALL) == []
    assert page.evaluate(UNSPOKEN) == []
    assert page.evaluate(BY_COLOUR_ALONE) == []
    page.emulate_media(forced_colors="active")
    assert page.evaluate(BY_COLOUR_ALONE) == []
    page.emulate_media(forced_colors="null")


@NEEDS_CHROMIUM
@pytest.mark.parametrize("name", ["answer", "cite", "meeting-marked", "documents-signed-in"])
def test_nothing_moves_when_a_script_comes_late(
    name: str, browser: Browser, servers: Servers
) -> None:
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type]

    def late(route: Route) -> None:
        page.wait_for_timeout(200)
        route.continue_()

    page.route("**/static/*.js", late)
    (shown,) = (shown for shown in PAGES if shown.name == name)
    with visiting(shown, page, servers):
        assert page.evaluate(SHIFTS) == []
    page.close()


@NEEDS_CHROMIUM
def test_the_first_page_is_light(browser: Browser, record: str) -> None:
    page = browser.new_page()
    sent: list[Response] = []
    page.on("response", lambda response: sent.append(response))  # noqa: PLW0108 - takes attributes
    page.goto(record, wait_until="networkidle")
    assert len(sent) > 2
    assert sum(len(one.body()) for one in sent) < MOST_OF_THE_FIRST_PAGE
    page.close()
