"""A person in a browser: asks, follows the citation, sees the marked words. Headless Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import NEEDS_CHROMIUM, POOR_CONTRAST, SCREENS, renewed, screen

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, record: str) -> Iterator[Page]:
    with screen(browser, record, request.param) as page:
        yield page


def test_ask_and_follow_the_citation(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Ask what was said at the meetings").fill("Which new members joined?")
    page.keyboard.press("Enter")
    quote = page.locator(".first blockquote")
    expect(quote).to_contain_text("Central African Republic")
    expect(page).to_have_url(re.compile(re.escape("q=Which+new+members+joined%3F")))

    page.locator(".first figcaption a").first.click()
    mark = page.locator("mark")
    expect(mark).to_be_in_viewport()
    assert f"“{mark.text_content()}”" == (page.go_back() and quote.text_content())


def test_a_restriction_is_lifted_and_obeyed_again_by_its_chip(page: Page) -> None:
    page.goto("/?q=How+many+people+had+been+freed+from+Daesh+by+late+2019%3F&to=2021")
    chip = page.locator(".chip").first
    expect(chip).to_contain_text("late 2019 → 14 November 2019")
    page.get_by_role("link", name="Set “late 2019” aside").click()
    expect(chip).to_contain_text("late 2019 set aside")
    expect(page.get_by_label("“late 2019” set aside")).to_be_checked()
    expect(page).to_have_url(re.compile(r"to=2021.*set_aside=late\+2019"))
    with renewed(page):
        page.get_by_role("button", name="Ask").click()  # the choice stays with the form
    expect(chip).to_contain_text("late 2019 set aside")
    page.get_by_role("link", name="Restrict to “late 2019” again").focus()
    page.keyboard.press("Enter")
    expect(chip).to_contain_text("late 2019 → 14 November 2019")


def test_rows_folds_and_chips_can_be_used(page: Page) -> None:
    page.goto("/?q=How+did+the+number+of+people+freed+change%3F")
    expect(page.locator(".rows > li")).to_have_count(5)
    mark = page.locator(".rows mark").first
    assert mark.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    why = page.get_by_text("Why this?")
    why.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sentences considered, best first")).to_be_visible()

    page.goto("/?q=How+many+people+had+been+freed+from+Daesh+by+late+2019%3F")
    box = page.locator(".chip .undo").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    expect(page.locator(".but-see")).to_contain_text("nearly eight million people")


def test_what_is_read_stands_out_from_what_is_behind_it(page: Page) -> None:
    """Contrast of 4.5 to 1 (WCAG 2 AA), by the formula of its relative luminance."""
    page.goto("/?q=How+many+people+had+been+freed+from+Daesh+by+late+2019%3F")
    lifted = "&set_aside=late+2019"
    for path in (page.url, page.url + lifted, "/?q=Which+meetings+mention+NATO%3F"):
        page.goto(path)
        page.get_by_text("Why this?").click()
        poor = page.evaluate(POOR_CONTRAST)
        assert poor == []


def test_a_mark_of_the_timeline_leads_to_its_paragraph(page: Page) -> None:
    page.goto("/history")
    page.get_by_label("Follow a phrase or a topic").fill("territorial integrity")
    page.get_by_role("button", name="Follow").click()
    marks = page.locator(".timeline .mark")
    expect(marks).to_have_count(5)
    letters = page.locator(".timeline text").first
    assert letters.evaluate("one => one.getBoundingClientRect().height") >= 11
    poor = page.evaluate(POOR_CONTRAST)
    assert poor == []
    marks.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_contain_text("territorial integrity")


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    for path in (
        "/",
        "/?q=who+joined",
        "/?q=Why+Atlantis%3F",
        "/?q=Which+meetings+mention+NATO%3F",
        "/?q=How+many+people+had+been+freed+from+Daesh+by+late+2019%3F",
        "/?q=Who+co-hosted+the+ministerial+in+Riyadh+in+June+2023%3F",
        "/meetings",
        "/meetings/2017",
        "/documents",
        "/find?q=enduring+defeat+of+ISIL",
        "/check",
        "/history?q=enduring+defeat+of+ISIL",
        "/history/silences",
        "/quotes",
        "/compare?a=2020&b=2021-06",
        "/figures",
        "/evaluation",
    ):
        page.goto(path)
        box = page.locator("main").bounding_box()
        viewport = page.viewport_size
        assert box is not None
        assert viewport is not None
        assert box["x"] >= 0
        assert box["width"] <= viewport["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_check_a_text_and_save_the_report(page: Page) -> None:
    page.goto("/check")
    text = "They freed “approximately 8 million people” in all."
    page.get_by_label("Check an article’s quotations").fill(text)
    page.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".checked .tag")).to_have_text("[altered]")
    expect(page.get_by_label("Check an article’s quotations")).to_have_value(text)
    assert page.evaluate(POOR_CONTRAST) == []
    viewport = page.viewport_size
    assert viewport is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.get_by_role("link", name="Note 1").click()
    expect(page.locator("#note-1")).to_be_in_viewport()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    assert "<del>8</del><ins>7.7</ins> million" in saved.value.path().read_text("utf-8")


def test_a_quotation_is_cited_and_copied_by_keyboard(page: Page) -> None:
    page.goto("/find?q=approximately+7.7+million+people")
    page.get_by_role("link", name="Cite 14 November 2019").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Holds")).to_be_visible()
    assert page.evaluate(POOR_CONTRAST) == []
    assert page.viewport_size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    box = page.get_by_label("OSCOLA")
    expect(box).not_to_be_editable()
    box.focus()
    page.keyboard.press("Control+A")
    selected = "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    assert box.evaluate(selected) == box.input_value()

    copies = page.get_by_role("button", name="Copy OSCOLA")
    if not page.evaluate("document.documentElement.hasAttribute('data-copies')"):
        expect(copies).to_have_count(0)  # without JavaScript there is nothing to press
        return
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copies.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == box.input_value()
    page.go_back()
    page.get_by_role("button", name="Copy with citation").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“approximately 7.7 million people”")
    assert page.url.split("/")[2] not in copied  # the server's address is nobody's business


def test_a_long_paste_is_not_cut_in_silence(browser: Browser, record: str) -> None:
    page = browser.new_page(base_url=record)
    pasted = "The enduring defeat of Daesh is our goal. " * 480
    for path, label in (("/", "Ask what was said"), ("/history", "Follow a phrase")):
        page.goto(path)
        page.get_by_label(label).focus()
        page.keyboard.insert_text(pasted)
        page.locator(".ask button").click()
        expect(page.get_by_role("alert")).to_contain_text("16,000")
        expect(page.get_by_label(label)).to_have_value(pasted)
    page.close()


def test_what_is_printed(page: Page) -> None:
    """Folded text stands on paper, in dark ink even where the screen is dark."""
    page.goto("/compare?a=2020&b=2020")
    folded = page.locator(".compared details blockquote").first
    expect(folded).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    expect(folded).to_be_visible()
    assert page.evaluate(POOR_CONTRAST) == []


def test_the_links_to_all_pages_stand_in_two_rows_at_most(page: Page) -> None:
    page.goto("/")
    heights = page.locator("header nav a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert page.viewport_size is not None
    assert len(set(heights)) == (2 if page.viewport_size["width"] < 400 else 1)


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/meetings")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    first = page.locator(".meetings a").first
    page.keyboard.press("Enter")
    for _ in range(page.locator("main :is(input, button, a, summary)").count()):
        page.keyboard.press("Tab")
        if first.evaluate("one => one === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/2017-03-22-washington-dc")


def test_the_api_description_works_offline(browser: Browser, record: str) -> None:
    page = browser.new_page(base_url=record)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/docs")
    expect(page.get_by_text("/api/meetings/{id}", exact=True)).to_be_visible()
    page.close()
    assert complaints == []
