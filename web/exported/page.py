"""An evidence sheet as one file of HTML that needs no server."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from qa.exporting import Sheet
from web.exported import told
from web.pages import templates

STATIC = Path(__file__).parents[1] / "static"
STYLES = ("page.css", "sheet.css")


def page(sheet: Sheet) -> str:
    """The sheet with its styles in it; permalinks are printed, and lead nowhere."""
    style = Markup("\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES))  # noqa: S704 - our own style sheets
    return _template().render(sheet=sheet, told=told, style=style, linked=False, leave_out=None)


@lru_cache(1)
def _template() -> Template:
    return templates().get_template("sheet_file.html")
