"""What scripts add to the pages: swaps, suggestions, the switch; and that nothing needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from qa import Engine
from tests.chromium import NEEDS_CHROMIUM, POOR_CONTRAST

pytestmark = NEEDS_CHROMIUM

FREED = "How many people had been freed from Daesh by late 2019?"
DARK = "rgb(20, 23, 27)"
BEHIND = "() => getComputedStyle(document.body).backgroundColor"
FOCUSED = "() => document.activeElement.id"
SHIFTS = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(done, 300, 0);
})"""


@pytest.fixture
def context(browser: Browser, record: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=record, viewport={"width": 1000, "height": 760})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def loads_of(page: Page) -> list[str]:
    """The addresses that the page loads as a whole, from now on."""
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    return loads


def test_a_question_swaps_the_page_and_back_leads_back(page: Page) -> None:
    page.goto("/")
    loads = loads_of(page)
    page.locator("#q").fill(FREED)
    page.keyboard.press("Enter")
    expect(page.locator(".first mark")).to_have_text("approximately 7.7 million people")
    expect(page).to_have_url(re.compile(r"/\?q=How\+many\+people.+late\+2019%3F$"))
    expect(page).to_have_title(f"{FREED} · Communiqué")
    expect(page.get_by_role("status")).to_have_text("Strong evidence, 3 quotations.")
    assert page.evaluate(FOCUSED) == "result"
    assert page.evaluate("scrollY") == 0
    page.get_by_role("link", name="Set “late 2019” aside").click()
    expect(page.locator(".chip.aside")).to_be_visible()
    page.go_back()
    expect(page.locator(".chip.aside")).to_have_count(0)
    expect(page.locator("#q")).to_have_value(FREED)
    page.go_back()
    expect(page.locator(".examples")).to_be_visible()
    expect(page).to_have_title("Communiqué")
    page.go_forward()
    expect(page.locator("#result")).to_have_text(FREED)
    assert loads == []


def test_back_from_a_citation_to_the_swapped_answer_and_to_the_start(page: Page) -> None:
    page.goto("/")
    page.locator(".examples a").first.click()
    page.locator(".first .source").click()
    expect(page.locator("mark")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#result")).to_have_text(FREED)
    page.go_back()
    expect(page.locator(".examples")).to_be_visible()
    expect(page.locator("#q")).to_have_value("")


def test_a_problem_is_swapped_in_as_well(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/?q=who+met")
    loads = loads_of(page)
    page.locator("#q").fill("the of and")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("only words that say nothing")
    expect(page.locator("#q")).to_be_focused()
    assert loads == []


def test_where_a_swap_fails_the_browser_goes_there_itself(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")

    def only_whole_pages(route: Route) -> None:
        whole = route.request.resource_type == "document"
        route.continue_() if whole else route.abort()

    page.route(lambda url: "?q=" in url, only_whole_pages)
    loads = loads_of(page)
    page.locator(".examples a").first.click()
    expect(page.locator("#result")).to_have_text(FREED)
    page.wait_for_load_state()
    assert len(loads) == 1


@pytest.mark.parametrize(
    ("start", "link"),
    [
        ("/", FREED),
        (f"/?q={FREED}", "Set “late 2019” aside"),
        (f"/?q={FREED}&from=2017&meeting=2019-11-14", "Leave out from 2017"),
        ("/?q=Who+co-hosted+in+Riyadh+in+June+2023%3F", "Ask the meetings that are here"),
        ("/meetings", "2021 2 meetings"),
        ("/meetings?year=2021", "2021 chosen, leave it"),
        ("/meetings?q=group", "Latest first"),
    ],
)
def test_with_and_without_scripts_the_same_is_shown(
    browser: Browser, record: str, start: str, link: str
) -> None:
    shown = []
    for scripts in (True, False):
        context = browser.new_context(base_url=record, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(start)
        page.get_by_role("link", name=link).click()
        page.wait_for_url(lambda url: not url.endswith(start))
        expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
        main = page.locator("main :is(h1, .chip, .choice, blockquote, .where, [data-result])")
        shown.append((page.url, main.all_text_contents()))
        context.close()
    assert shown[0] == shown[1]
    assert shown[0][1]


def test_the_list_of_meetings_is_narrowed_while_typing(page: Page) -> None:
    page.goto("/meetings")
    loads = loads_of(page)
    page.get_by_role("link", name="2021 2 meetings").click()
    expect(page.locator(".meetings a")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 of 5 meetings")
    assert page.evaluate("() => document.activeElement.textContent").startswith("2021")
    page.locator("#filter").press_sequentially("rome in no", delay=60)
    expect(page.locator(".meetings a")).to_have_count(0)
    expect(page.locator("#filter")).to_have_value("rome in no")
    expect(page.locator("#filter")).to_be_focused()
    for _ in "in no":
        page.keyboard.press("Backspace")
    expect(page.locator(".meetings a")).to_have_count(1)
    page.wait_for_url("**/meetings?q=rome+&year=2021")
    page.go_back()
    expect(page.locator(".meetings a")).to_have_count(5)
    assert loads == []


def test_suggestions_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Ask what was said")
    box.fill("What of foreign terr")
    options = page.locator("[role=option]")
    expect(options.first).to_contain_text("foreign terrorist fighters")
    expect(box).to_have_attribute("aria-expanded", "true")
    count = options.count()
    page.keyboard.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    assert page.evaluate(POOR_CONTRAST) == []
    page.keyboard.press("Enter")
    expect(box).to_have_value("What of foreign terrorist fighters")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith("/")
    box.press_sequentially(" in Ro")
    expect(options.first).to_contain_text("Rome")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("What of foreign terrorist fighters in Ro")


def test_own_questions_stay_in_the_browser_until_they_are_forgotten(page: Page) -> None:
    page.goto("/")
    requests: list[str] = []
    box = page.get_by_role("combobox", name="Ask what was said")
    box.fill("Which new members joined?")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible()
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: requests.append(request.url))
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option]")
    expect(option).to_have_text("Which new members joined?asked before")
    assert requests == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_have_text("Which new members joined?")
    box.fill("members")
    expect(option.first).to_contain_text("asked before")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Forget my questions")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Your questions are forgotten.")
    assert page.evaluate("localStorage.length") == 0
    expect(box).to_be_focused()


def test_suggestions_close_when_the_reader_goes_on(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/")
    page.locator("#q").press_sequentially("coal")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heights = page.locator("[role=option]").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 24
    page.locator(".ask summary").focus()
    expect(page.locator("[role=option]")).to_have_count(0)


def test_light_and_dark_by_one_switch(page: Page) -> None:
    page.goto("/")
    switch = page.get_by_role("switch", name="Dark colours")
    expect(switch).not_to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    assert page.evaluate(BEHIND) == DARK
    page.goto("/meetings")
    assert page.evaluate(BEHIND) == DARK
    page.emulate_media(color_scheme="dark")
    switch.click()
    assert page.evaluate(BEHIND) != DARK
    switch.click()  # back to what the system prefers, which needs no remembering
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate(BEHIND) == DARK


def test_the_switch_works_where_nothing_may_be_kept(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException(); } })"
    )
    page.goto("/")
    switch = page.get_by_role("switch", name="Dark colours")
    switch.click()
    expect(switch).to_be_checked()
    assert page.evaluate(BEHIND) == DARK


def test_the_theme_is_set_before_anything_is_drawn(page: Page) -> None:
    page.goto("/")
    page.get_by_role("switch").click()
    page.add_init_script(
        "new MutationObserver(() => document.body && (window.first ??="
        " document.documentElement.dataset.theme)).observe(document, {childList: true,"
        " subtree: true})"
    )
    page.reload()
    assert page.evaluate("window.first") == "dark"


def test_without_scripts_there_is_nothing_that_needs_them(browser: Browser, record: str) -> None:
    context = browser.new_context(base_url=record, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/?q={FREED}")
    expect(page.get_by_role("switch")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy with citation")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Ask what was said")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    "path",
    ["/", f"/?q={FREED}", "/meetings", "/meetings/2021-06-28-rome", "/find?q=enduring+defeat"],
)
@pytest.mark.parametrize("width", [320, 1400])
def test_nothing_moves_while_a_page_loads(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == 0


def test_the_actions_of_an_answer_lead_somewhere(page: Page) -> None:
    page.goto(f"/?q={FREED}")
    first = page.locator(".first")
    for name, heading in (
        ("Find this wording", "Found once"),
        ("Follow this wording", "2019"),
        ("Compare with 22 March 2017", "14 November 2019"),
        ("Cite", "Holds"),
    ):
        first.get_by_role("link", name=name).first.click()
        expect(page.locator("main")).to_contain_text(heading)
        page.go_back()
    more = page.locator(".quotation.further").first
    more.get_by_text("More", exact=False).first.click()
    expect(more.get_by_role("link", name="Find this wording")).to_be_visible()


def test_reading_a_document(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/meetings/2021-06-28-rome/p1?mark=539-680")
    expect(page.locator("mark")).to_be_in_viewport(ratio=1)  # although the paragraph is longer
    page.goto("/meetings/2021-06-28-rome")
    page.get_by_text("Contents", exact=True).click()
    page.get_by_role("navigation", name="Contents").get_by_role("link").nth(4).click()
    expect(page.locator("#p5")).to_be_in_viewport()
    cite = page.locator("#p6").get_by_role("link", name="Cite paragraph 6")
    page.locator("#p6 .number").focus()
    assert cite.evaluate("one => getComputedStyle(one).opacity") == "1"
    page.locator(".beside a").last.click()
    expect(page.locator("h1")).to_contain_text("Small Group")


def test_an_answer_on_paper(page: Page, engine: Engine) -> None:
    page.goto(f"/?q={FREED}")
    page.emulate_media(media="print")
    document = engine.store.document_of("2019-11-14")
    first = page.locator(".first")
    expect(first.locator(".on-paper")).to_contain_text(document.sha256)
    expect(first.locator(".on-paper")).to_contain_text("/quotes/")
    expect(page.locator("time")).to_be_visible()
    for gone in ("header", ".ask", ".why", "footer nav", ".cite-it", ".undo", "#theme"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(first.locator("blockquote")).to_be_visible()
    expect(first.locator("figcaption")).to_contain_text("14 November 2019")


def test_figures_and_long_paragraphs_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/figures")
    expect(page.locator(".figures .act").first).to_be_visible()  # the citation of a figure
    page.goto("/meetings/2019-11-14")
    breaks = "one => getComputedStyle(one).breakInside"
    assert page.locator("#p1").evaluate(breaks) == "auto"  # else most of a sheet stays empty


def test_the_meetings_before_and_after_stand_at_either_edge(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/meetings/2019-11-14")
    line = page.locator(".beside").first.bounding_box()
    after = page.locator(".beside [rel=next]").first.bounding_box()
    assert line is not None
    assert after is not None
    assert after["x"] + after["width"] == pytest.approx(line["x"] + line["width"], abs=1)
