"""Take pictures: those that the README shows (``make pictures``), or ``--all FOLDER``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import quote_plus

from playwright.sync_api import Browser, FloatRect, Page

from corpus.formats.media_type import MARKDOWN
from qa import Engine, Settings, open_engine
from tests.checked_texts import article, file_of
from tests.chromium import launched, served
from tests.council import council_served
from tests.every_page import PAGES, Servers, visiting

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
SCREENS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "light": (1000, "light"),
    "dark": (1000, "dark"),
    "phone": (320, "light"),
}
LONGEST = 2400  # pixels of a page that are taken


def main() -> None:
    """Write one PNG for each page, size and colour scheme."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page in every state")
    folder: Path | None = parser.parse_args().all
    settings = Settings.read()
    engine = open_engine(settings, lambda _done, _total: None, print)
    with served(engine, settings) as address, launched() as browser:
        if folder is None:
            _readme(browser, address, engine)
        else:
            _every_page(browser, address, folder)


def _every_page(browser: Browser, record: str, folder: Path) -> None:
    """Every state of the table on every screen: NAME-SCREEN.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, council_served(Path(place)) as council:
        page = browser.new_page()
        for shown in PAGES:
            with visiting(shown, page, Servers(record, council)):
                for name, (width, colours) in SCREENS.items():
                    page.set_viewport_size({"width": width, "height": 720})
                    page.emulate_media(color_scheme=colours)
                    high = page.evaluate("document.documentElement.scrollHeight")
                    size: FloatRect = {"x": 0, "y": 0, "width": width, "height": min(high, LONGEST)}
                    file = folder / f"{shown.name}-{name}.png"
                    page.screenshot(path=file, full_page=True, clip=size)


def _readme(browser: Browser, address: str, engine: Engine) -> None:
    """The pictures of the README."""
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
    page.locator(".first .cite-it a").first.click()
    page.screenshot(path=FOLDER / "cite.png")


if __name__ == "__main__":
    main()
