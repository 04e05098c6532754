"""A person in a browser adds, removes and restores documents. Headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from corpus.adding import Filer
from corpus.intake import Brought, take
from qa import Settings
from tests.chromium import NEEDS_CHROMIUM, POOR_CONTRAST, SCREENS, screen, served
from tests.conftest import hashing_encoder, open_quietly
from web.uploads import MOST_FILES

pytestmark = NEEDS_CHROMIUM
FIXTURES = Path(__file__).parent / "fixtures"
TOKEN = "a secret of the tests"  # noqa: S105 - of no use elsewhere
WAIT = 60_000  # milliseconds at most for a job
DROP = """async form => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["They spoke of bread."], "dropped.txt"));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  return document.getElementById("files").files[0].name;
}"""  # noqa: E501 - a script, not prose


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    settings = Settings.read(
        data=tmp_path, collection="council", reranker="none", admin_token=TOKEN
    )
    with closing(Filer(settings.place)) as filer:
        filer.name_collection("council")
        filer.add(take(Brought("kinds.pdf", (FIXTURES / "kinds.pdf").read_bytes())))
    with served(open_quietly(settings), settings, hashing_encoder) as address:
        yield address


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with screen(browser, address, request.param) as page:
        yield page


def fits_and_is_legible(page: Page) -> None:
    viewport = page.viewport_size
    assert viewport is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate(POOR_CONTRAST) == []


def test_add_remove_and_restore(page: Page) -> None:
    page.goto("/documents")
    page.get_by_label("Admin token").fill(TOKEN)
    page.keyboard.press("Enter")
    grain: FilePayload = {
        "name": "grain.txt",
        "mimeType": "text/plain",
        "buffer": b"The mayors promised grain to the islands.",
    }
    empty: FilePayload = {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""}
    page.get_by_label("Add documents").set_input_files([grain, empty])
    page.get_by_text("What is known of their meeting").click()
    page.get_by_label("Date").fill("2022-06-02")
    page.get_by_label("Title").fill("Mayors")
    fits_and_is_legible(page)
    title, chosen = (page.get_by_label(one).bounding_box() for one in ("Title", "Add documents"))
    assert title is not None
    assert chosen is not None
    assert title["x"] + title["width"] <= chosen["x"] + chosen["width"]
    page.get_by_role("button", name="Add", exact=True).click()

    report = page.locator(".report li")
    expect(page.locator("#state")).to_have_text("1 added, 1 refused", timeout=WAIT)
    expect(report.nth(0)).to_contain_text("Added grain.txt → 2022-06-02")
    expect(report.nth(1)).to_contain_text("Refused empty.pdf")
    fits_and_is_legible(page)
    page.get_by_role("link", name="2022-06-02").click()
    expect(page.locator("#p1")).to_contain_text("promised grain")

    page.get_by_role("link", name="Documents").click()
    expect(page.get_by_role("link", name="Remove grain.txt")).to_be_visible()
    fits_and_is_legible(page)
    page.get_by_role("link", name="Remove grain.txt").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#state")).to_have_text("1 removed", timeout=WAIT)
    page.get_by_role("link", name="All documents").click()
    page.get_by_role("button", name="Restore grain.txt").click()
    expect(page.locator("#state")).to_have_text("1 restored", timeout=WAIT)

    page.goto("/documents")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Admin token")).to_be_visible()
    expect(page.locator(".documents tbody tr")).to_have_count(2)


def test_files_can_be_dropped(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/documents")
    page.get_by_label("Admin token").fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_text("drop them here")).to_be_visible()
    assert page.locator("#upload").evaluate(DROP) == "dropped.txt"
    page.close()


@pytest.mark.parametrize(("count", "is_told"), [(MOST_FILES, False), (MOST_FILES + 1, True)])
def test_too_many_files_are_told_before_they_are_sent(
    browser: Browser, address: str, count: int, is_told: bool
) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/documents")
    page.get_by_label("Admin token").fill(TOKEN)
    page.keyboard.press("Enter")
    chosen: list[FilePayload] = [
        {"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b"."}
        for number in range(count)
    ]
    page.get_by_label("Add documents").set_input_files(chosen)
    expect(page.get_by_text(f"more than {MOST_FILES} files")).to_be_visible(visible=is_told)
    page.close()


def test_a_state_is_not_cut_in_the_middle_of_its_word(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, viewport={"width": 1200, "height": 760})
    page.goto("/documents")
    lines = """cell => {
      const range = document.createRange();
      range.selectNodeContents(cell.firstChild);
      return new Set([...range.getClientRects()].map(box => box.top)).size;
    }"""
    page.locator("td[data-name=Meeting] cite").evaluate(
        "cite => cite.textContent += ' word'.repeat(40)"
    )
    assert page.locator("td[data-name=State]").evaluate(lines) == 1
    page.close()


def test_a_wrong_token_can_be_typed_again_at_once(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/documents")
    page.get_by_label("Admin token").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Admin token")).to_be_focused()
    page.close()


def test_a_meeting_with_notes_is_legible(page: Page) -> None:
    page.goto("/meetings/2024-05-03-lisbon")
    page.get_by_role("link", name="Note 2").click()
    expect(page.locator(".paragraph:target")).to_contain_text("Rules of the port")
    page.locator(":target .back").click()
    expect(page.locator(".paragraph:target")).to_contain_text("The members agreed")
    fits_and_is_legible(page)
