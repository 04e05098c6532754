"""A person in a browser: asks, follows the citation, sees the marked words. Headless Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from qa import Engine
from tests.chromium import CHROMIUM, launched, served

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="Chromium is not installed"
)


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    with served(engine) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(params=["desktop", "phone", "no JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": 360 if request.param == "phone" else 1100, "height": 760},
        color_scheme="dark" if request.param == "phone" else "light",
        java_script_enabled=request.param != "no JavaScript",
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    assert complaints == []


def test_ask_and_follow_the_citation(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Ask what was said at the meetings").fill("Which new members joined?")
    page.keyboard.press("Enter")
    quote = page.locator(".first blockquote")
    expect(quote).to_contain_text("Central African Republic")
    assert "q=Which+new+members+joined%3F" in page.url

    page.locator(".first figcaption a").first.click()
    mark = page.locator("mark")
    expect(mark).to_be_in_viewport()
    assert f"“{mark.text_content()}”" == (page.go_back() and quote.text_content())


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    for path in (
        "/",
        "/?q=who+joined",
        "/?q=Why+Atlantis%3F",
        "/meetings",
        "/meetings/2017",
        "/evaluation",
    ):
        page.goto(path)
        box = page.locator("main").bounding_box()
        viewport = page.viewport_size
        assert box is not None
        assert viewport is not None
        assert box["x"] >= 0
        assert box["width"] <= viewport["width"]


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/meetings")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    first = page.locator(".meetings a").first
    header = page.locator("header a").count()
    for _ in range(header + 1):
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/2017-03-22-washington-dc")


def test_the_api_description_works_offline(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/docs")
    expect(page.get_by_text("/api/meetings/{id}")).to_be_visible()
    page.close()
    assert complaints == []
