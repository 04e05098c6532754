"""What people come for, walked through in a real browser by every kind of person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import NEEDS_CHROMIUM
from tests.council import TOKEN, WAIT, Council, council_served, sign_in, text_file, upload
from tests.every_page import ARTICLE, FREED
from tests.people import KINDS, Kind, Person, somebody

pytestmark = NEEDS_CHROMIUM
ASK = "Ask what was said at the meetings"
PEOPLE = [*enumerate(KINDS.values())]
FIRST_OF = "Title: Council of {0}\nDate: 1 {0} 2023\n\nThe mayors of {0} promised grain.\n"
MONTHS = ("March", "April", "May", "June", "July")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    with council_served(tmp_path_factory.mktemp("council")) as council:
        yield council


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def reader(request: pytest.FixtureRequest, browser: Browser, record: str) -> Iterator[Person]:
    """Each kind of person, before the bundled record."""
    with somebody(browser, record, request.param) as person:
        yield person


def test_ask_follow_the_citation_and_go_back(reader: Person) -> None:
    page = reader.page
    page.goto("/")
    reader.writes(page.get_by_label(ASK), FREED)
    reader.presses(page.get_by_role("button", name="Ask", exact=True))
    quote = page.locator(".first blockquote")
    expect(quote).to_contain_text("7.7 million people")
    reader.quiet()
    said = quote.text_content()
    reader.presses(page.locator(".first figcaption .source"))
    mark = page.locator("mark")
    expect(mark).to_be_in_viewport()
    assert f"“{mark.text_content()}”" == said
    reader.quiet()
    page.go_back()
    expect(quote).to_have_text(said or "")
    expect(page.get_by_label(ASK)).to_have_value(FREED)


def test_set_a_restriction_aside_and_obey_it_again(reader: Person) -> None:
    page = reader.page
    page.goto("/")
    reader.writes(page.get_by_label(ASK), FREED)
    page.keyboard.press("Enter")
    chip = page.locator(".chip").filter(has_text="late 2019")
    expect(chip).to_contain_text("14 November 2019")
    reader.presses(page.get_by_role("link", name="Set “late 2019” aside"))
    expect(chip).to_contain_text("set aside")
    reader.quiet()
    reader.presses(page.get_by_role("link", name="Restrict to “late 2019” again"))
    expect(chip).to_contain_text("14 November 2019")


def test_ask_one_meeting_alone(reader: Person) -> None:
    page = reader.page
    page.goto("/")
    reader.writes(page.get_by_label(ASK), "Who co-hosted the meeting?")
    reader.presses(page.get_by_text("Only some meetings"))
    reader.chooses(page.locator("select[name=meeting]"), "28 June 2021")
    reader.presses(page.get_by_role("button", name="Ask", exact=True))
    expect(page.locator(".quotation .where").first).to_contain_text("28 June 2021")
    expect(page).to_have_url(re.compile("meeting=2021-06-28-rome"))


def test_copy_a_quotation_with_its_citation(reader: Person) -> None:
    page = reader.page
    page.goto("/find?q=approximately+7.7+million+people")
    copies = page.get_by_role("button", name="Copy with citation")
    if reader.kind.scripts:
        reader.presses(copies.first)
        expect(page.get_by_role("status")).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("“approximately 7.7 million people”")
        assert "14 November 2019" in copied
    else:
        expect(copies).to_have_count(0)
    reader.presses(page.get_by_role("link", name="Cite 14 November 2019"))
    expect(page.get_by_role("heading", name="Holds")).to_be_visible()
    reader.quiet()


def test_compare_two_meetings(reader: Person) -> None:
    page = reader.page
    page.goto("/compare")
    reader.chooses(page.locator("select[name=b]"), "30 March 2021")
    reader.chooses(page.locator("select[name=a]"), "4 June 2020")
    reader.presses(page.get_by_role("button", name="Compare"))
    expect(page.locator("#result")).to_have_text("30 March 2021, compared with 4 June 2020")
    reader.quiet()
    reader.presses(page.locator(".compared p a:not(.number)").first)
    expect(page.locator(".paragraph:target")).to_be_in_viewport()


@pytest.mark.parametrize("how", ["pasted", "uploaded"])
def test_check_an_article(reader: Person, how: str) -> None:
    page = reader.page
    page.goto("/check")
    if how == "pasted":
        reader.writes(page.locator("#text"), ARTICLE)
    else:
        reader.attaches(page.get_by_label("… or a file"), text_file("article.txt", ARTICLE))
    reader.presses(page.get_by_role("button", name="Check"))
    expect(page.locator(".checked .tag")).to_have_text(["[altered]", "[not found]"])
    reader.quiet()
    reader.presses(page.get_by_role("link", name="Note 2"))
    expect(page.locator("#note-2")).to_be_in_viewport()
    with page.expect_download() as saved:
        reader.presses(page.get_by_role("button", name="Save as Markdown"))
    assert "<del>8</del><ins>7.7</ins> million" in saved.value.path().read_text("utf-8")


def test_see_an_error_and_recover(reader: Person) -> None:
    page = reader.page
    page.goto("/")
    reader.writes(page.get_by_label(ASK), FREED)
    reader.presses(page.get_by_text("Only some meetings"))
    reader.writes(page.get_by_label("From", exact=True), "yesterday")
    reader.presses(page.get_by_role("button", name="Ask", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("yesterday")
    expect(page.get_by_label(ASK)).to_have_value(FREED)
    reader.writes(page.get_by_label("From", exact=True), "2019")
    reader.presses(page.get_by_role("button", name="Ask", exact=True))
    expect(page.locator(".first blockquote")).to_be_visible()
    page.goto("/penguins")
    expect(page.get_by_role("alert")).to_have_text("There is no such page.")
    reader.quiet()
    reader.presses(page.get_by_role("link", name="Ask a question"))
    expect(page.get_by_label(ASK)).to_be_visible()


@pytest.mark.parametrize(("number", "kind"), PEOPLE, ids=KINDS)
def test_add_a_document_and_remove_it(
    browser: Browser, council: Council, number: int, kind: Kind
) -> None:
    month = MONTHS[number]
    with somebody(browser, council.address, kind) as person:
        page = person.page
        page.goto("/documents")
        person.writes(page.get_by_label("Admin token"), TOKEN)
        person.presses(page.get_by_role("button", name="Sign in"))
        person.attaches(
            page.get_by_label("Add documents"), text_file(f"{month}.txt", FIRST_OF.format(month))
        )
        person.presses(page.get_by_role("button", name="Add", exact=True))
        expect(page.locator("#state")).to_have_text("1 added", timeout=WAIT)
        person.quiet()
        person.presses(page.locator(".report a"))
        expect(page.locator("#p1")).to_contain_text(f"mayors of {month} promised grain")
        meeting = page.url

        person.presses(page.get_by_role("link", name="Documents", exact=True))
        person.presses(page.get_by_role("link", name=f"Remove {month}.txt"))
        person.presses(page.get_by_role("button", name="Remove"))
        expect(page.locator("#state")).to_have_text("1 removed", timeout=WAIT)
        page.go_back()  # to the page that asked whether it should be removed
        remove = page.get_by_role("button", name="Remove")
        if remove.count():  # the browser has kept it
            person.presses(remove)
        expect(page.get_by_role("alert")).to_contain_text("no document")
        page.goto(meeting)
        expect(page.get_by_role("alert")).to_contain_text("was removed")
        person.presses(page.get_by_role("link", name="the meetings"))
        expect(page.locator("main")).not_to_contain_text(f"Council of {month}")


def test_the_skip_link_leads_to_the_content(browser: Browser, record: str) -> None:
    with somebody(browser, record, KINDS["keyboard"]) as person:
        page = person.page
        page.goto("/meetings")
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.fixture
def both(browser: Browser, council: Council) -> Iterator[tuple[Page, Page]]:
    """Two tabs of one person, who is signed in."""
    with somebody(browser, council.address, KINDS["light"]) as person:
        other = person.page.context.new_page()
        person.page.goto("/documents")
        sign_in(person.page)
        other.goto("/documents")
        yield person.page, other


def test_two_tabs_remove_the_same_document(both: tuple[Page, Page]) -> None:
    one, other = both
    upload(one, text_file("twice.txt", FIRST_OF.format("August")))
    expect(one.locator("#state")).to_have_text("1 added", timeout=WAIT)
    for page in both:
        page.goto("/documents")
        page.get_by_role("link", name="Remove twice.txt").click()
    one.get_by_role("button", name="Remove").click()
    expect(one.locator("#state")).to_have_text("1 removed", timeout=WAIT)
    other.get_by_role("button", name="Remove").click()
    expect(other.get_by_role("alert")).to_contain_text("2023-08-01")


def test_a_tab_that_was_signed_out_in_the_other(both: tuple[Page, Page]) -> None:
    one, other = both
    other.get_by_role("button", name="Sign out").click()
    one.get_by_label("Add documents").set_input_files(text_file("late.txt", "x" * 2_000_000))
    one.get_by_role("button", name="Add", exact=True).click()
    expect(one.get_by_role("alert")).to_contain_text("Sign in on the page Documents")
    one.get_by_role("link", name="Documents", exact=True).click()
    expect(one.get_by_label("Admin token")).to_be_visible()


def test_a_server_that_was_restarted_in_between(browser: Browser, tmp_path: Path) -> None:
    """Forms of before still work; a session of before ends with a clear page."""
    with council_served(tmp_path) as council:
        port = urlsplit(council.address).port or 0
        context = browser.new_context(base_url=council.address)
        asking, adding = context.new_page(), context.new_page()
        adding.goto("/documents")
        sign_in(adding)
        asking.goto("/")
        asking.get_by_label(ASK).fill("Where did the council meet?")
    with council_served(tmp_path, port):
        asking.get_by_role("button", name="Ask", exact=True).click()
        expect(asking.locator("article")).to_contain_text("harbour")
        adding.get_by_label("Add documents").set_input_files(text_file("late.txt", "Late."))
        adding.get_by_role("button", name="Add", exact=True).click()
        expect(adding.get_by_role("alert")).to_contain_text("Sign in on the page Documents")
        adding.get_by_role("link", name="Documents", exact=True).click()
        sign_in(adding)
        context.close()
