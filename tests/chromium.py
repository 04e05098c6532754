"""Debian's Chromium, driven by Playwright, against a server in this process."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from qa import Engine, Settings
from qa.bootstrap import MakeEncoder, load_encoder
from web.app import create_app
from web.server import listen

CHROMIUM = shutil.which("chromium")
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="Chromium is not installed"
)
SCREENS = ("desktop", "phone", "no JavaScript")
expect.set_options(timeout=30_000)  # milliseconds, on a machine with other work
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The elements whose text stands out too little (WCAG 2: 4.5 to 1) from what is behind it.
POOR_CONTRAST = """() => {
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const luminance = color => {
    const [r, g, b] = numbers(color).slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = one => {
    for (; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (numbers(color)[3] !== 0) return color;
    }
  };
  const poor = [];
  for (const one of document.querySelectorAll("main *")) {
    const own = [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !one.checkVisibility()) continue;
    const [low, high] = [luminance(getComputedStyle(one).color), luminance(behind(one))].sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.5) poor.push(one.outerHTML);
  }
  return poor;
}"""  # noqa: E501 - a script, not prose


@contextmanager
def served(
    engine: Engine, settings: Settings, make_encoder: MakeEncoder = load_encoder, port: int = 0
) -> Iterator[str]:
    """The address of a server that answers from ``engine``, at a free port unless one is named."""
    place = listen("127.0.0.1", port)
    server = uvicorn.Server(
        uvicorn.Config(create_app(engine, settings, make_encoder), log_level="warning")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def renewed(page: Page) -> Iterator[None]:
    """Until what is shown has been replaced, by a swap or by a page of its own."""
    page.locator("main > *").evaluate_all("all => all.forEach(one => one.dataset.before = '')")
    yield
    expect(page.locator("[data-before]")).to_have_count(0)


@contextmanager
def screen(browser: Browser, address: str, kind: str) -> Iterator[Page]:
    """A page on one of SCREENS, whose console must have nothing to say."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 360 if kind == "phone" else 1100, "height": 760},
        color_scheme="dark" if kind == "phone" else "light",
        java_script_enabled=kind != "no JavaScript",
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    assert complaints == []
