"""A person in a browser chooses quotations, prints the sheet, and saves a file."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import NEEDS_CHROMIUM, POOR_CONTRAST, SCREENS, screen
from tests.test_qa_exporting import FREED

pytestmark = NEEDS_CHROMIUM
SIZES = {"A4": (595.3, 841.9), "Letter": (612, 792)}  # points


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, record: str) -> Iterator[Page]:
    with screen(browser, record, request.param) as page:
        yield page


def test_choose_quotations_of_two_questions(page: Page) -> None:
    page.goto(f"/?q={FREED}")
    page.locator("summary", has_text="Export").click()
    page.get_by_role("checkbox").nth(1).uncheck()
    page.get_by_role("checkbox").nth(2).uncheck()
    page.get_by_role("button", name="Evidence sheet").click()
    expect(page.locator("h1")).to_have_text(FREED)
    expect(page.locator("section[aria-label='Quotations of the answer'] li")).to_have_count(1)

    page.get_by_label("Ask more").fill("Which new members joined?")
    page.keyboard.press("Enter")
    expect(page.locator(".export")).to_contain_text("One quotation chosen before")
    page.get_by_role("button", name="Evidence sheet").click()
    expect(page.locator(".exhibits > li")).to_have_count(4)
    page.get_by_role("link", name="Leave out number 2").click()
    expect(page.locator(".exhibits > li")).to_have_count(3)
    with page.expect_download() as saved:
        page.get_by_role("button", name="BibTeX").click()
    assert saved.value.suggested_filename.startswith("evidence-which-new-members-joined-")
    assert saved.value.path().read_text(encoding="utf-8").count("@misc") == 3


def test_the_sheet_fits_and_stands_out(browser: Browser, record: str) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(base_url=record, viewport={"width": 360, "height": 700})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in (f"/sheet?q={FREED}", "/sheet", "/sheet?pick=x"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            assert page.evaluate(POOR_CONTRAST) == []
        page.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_is_printed_whole(browser: Browser, record: str, size: str) -> None:
    page = browser.new_page(base_url=record)
    page.goto(f"/sheet?q={FREED}")
    told = " ".join(page.locator(".sheet").inner_text().split())
    permalinks = [link.get_attribute("href") or "" for link in page.locator(".proof a").all()]
    printed = pypdfium2.PdfDocument(page.pdf(format=size))
    assert printed.get_page_size(0) == pytest.approx(SIZES[size], abs=2)
    text = "".join(one.get_textpage().get_text_bounded() for one in printed)
    solid = "".join(text.replace("\ufffe", "").split())
    for one in permalinks:
        assert one in solid
    assert "SHA-256" in told
    assert "Evidencesheet" in solid
    for button in ("Leave out", "BibTeX", "Ask more"):
        assert button not in text
