"""People at their browsers: with a mouse, on a phone, in the dark, by keys, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Browser, FilePayload, Locator, Page

MOST_TABS = 300
# Whether the focus is on the element sought, and whether a person sees where it is.
FOCUS = """target => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const outline = getComputedStyle(one);
  const outlined = outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2;
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { there: one === target, lost: one !== document.body && !(outlined && inView),
           html: one.outerHTML.slice(0, 200) };
}"""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a person meets the page."""

    width: int = 1000
    height: int = 760
    colours: Literal["light", "dark"] = "light"
    scripts: bool = True
    keys_alone: bool = False


KINDS = {
    "light": Kind(),
    "dark": Kind(colours="dark"),
    "phone": Kind(width=320, height=640),
    "no JavaScript": Kind(scripts=False),
    "keyboard": Kind(keys_alone=True),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody before a page, who does with keys alone whatever others do with a mouse."""

    page: Page
    kind: Kind

    def presses(self, target: Locator) -> None:
        """Follow a link, push a button, open a fold."""
        if not self.kind.keys_alone:
            target.click()
            return
        self.reaches(target)
        is_button = target.evaluate("one => one.matches('button, input')")
        self.page.keyboard.press("Space" if is_button else "Enter")

    def writes(self, field: Locator, text: str) -> None:
        """Replace what a field holds."""
        if not self.kind.keys_alone:
            field.fill(text)
            return
        self.reaches(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def chooses(self, field: Locator, label: str) -> None:
        """Choose from a list the first whose words begin like this."""
        options = field.locator("option").all_text_contents()
        wanted = next(n for n, one in enumerate(options) if one.strip().startswith(label))
        if not self.kind.keys_alone:
            field.select_option(index=wanted)
            return
        self.reaches(field)
        self.page.keyboard.press("Home")
        for _ in range(wanted):
            self.page.keyboard.press("ArrowDown")
        assert field.evaluate("one => one.selectedIndex") == wanted

    def attaches(self, field: Locator, *files: FilePayload) -> None:
        """Choose files; what the system's own window does is done for the person."""
        if self.kind.keys_alone:
            self.reaches(field)
        field.set_input_files(files)

    def reaches(self, target: Locator) -> None:
        """Tab until the target has the focus, which is to be seen at every step."""
        handle = target.element_handle()
        for _ in range(MOST_TABS):
            focus = self.page.evaluate(FOCUS, handle)
            assert not focus["lost"], focus["html"]
            if focus["there"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Nobody comes to {target} by Tab.")

    def quiet(self) -> None:
        """Nothing is wider than the screen."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.kind.width


@contextmanager
def somebody(browser: Browser, address: str, kind: Kind) -> Iterator[Person]:
    """A person of a kind with a browser of their own, whose console must have nothing to say."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": kind.width, "height": kind.height},
        color_scheme=kind.colours,
        java_script_enabled=kind.scripts,
        permissions=["clipboard-read", "clipboard-write"],
    )
    complaints: list[str] = []

    def note(said: Any) -> None:
        text = str(getattr(said, "text", said))
        if "the server responded with a status of 4" not in text:  # which the page tells
            complaints.append(text)

    context.on("console", note)
    context.on("weberror", lambda error: note(error.error))
    yield Person(context.new_page(), kind)
    context.close()
    assert complaints == []
