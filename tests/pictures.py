"""Take the pictures of the pages that the README shows: ``make pictures``."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Page

from corpus.formats.media_type import MARKDOWN
from qa import Engine, Settings, open_engine
from tests.checked_texts import article, file_of
from tests.chromium import launched, served

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
ANSWER = "/?q=" + quote_plus("How many people had been freed from Daesh by late 2019?")
SHOTS = {
    "answer": (ANSWER, 1000, "light"),
    "answer-dark": (ANSWER, 1000, "dark"),
    "figures": ("/figures?subject=people+freed", 1000, "light"),
    "silence": ("/?q=" + quote_plus("Why did Russia join the Coalition?"), 1000, "light"),
    "history": (
        "/history?q=" + quote_plus("enduring defeat of Daesh") + "#timeline",
        1000,
        "light",
    ),
    "find": (
        "/find?q=" + quote_plus("approximately 8 million people from Daesh/ISIS's control"),
        1000,
        "light",
    ),
    "compare": ("/compare?a=2020&b=2021-03#result", 1000, "light"),
    "silences": ("/history/silences", 1000, "light"),
    "meeting": ("/meetings/2021-06-28-rome/p1?mark=539-680", 1000, "light"),
}


def main() -> None:
    """Write one PNG for each page, size and colour scheme."""
    settings = Settings.read()
    engine = open_engine(settings, lambda _done, _total: None, print)
    with served(engine, settings) as address, launched() as browser:
        for name, (path, width, scheme) in SHOTS.items():
            page = browser.new_page(
                base_url=address,
                viewport={"width": width, "height": 720},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(path)
            if name == "figures":
                page.click("summary")
            page.screenshot(path=FOLDER / f"{name}.png")
            page.close()
        _check(browser.new_page(base_url=address, viewport={"width": 1000, "height": 720}), engine)
        _cite(browser.new_page(base_url=address, viewport={"width": 1000, "height": 720}))


def _check(page: Page, engine: Engine) -> None:
    """An article that was checked, from its figures on."""
    page.goto("/check")
    page.locator("input[type=file]").set_input_files(
        {"name": "article.md", "mimeType": MARKDOWN, "buffer": file_of(article(engine), "md")}
    )
    page.get_by_role("button", name="Check").click()
    page.locator("h1").evaluate("one => one.scrollIntoView()")
    page.screenshot(path=FOLDER / "check.png")


def _cite(page: Page) -> None:
    """The page of a permalink, reached as a reader reaches it."""
    page.goto(ANSWER)
    page.locator(".first .cite-it a").click()
    page.screenshot(path=FOLDER / "cite.png")


if __name__ == "__main__":
    main()
