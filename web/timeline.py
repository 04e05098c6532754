"""A history drawn on the server: a mark a meeting, as high as it speaks, at its true distance."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from lxml import etree
from markupsafe import Markup

from qa.history import History, Row, State
from web.history_words import row_said, speaks_said

SIZE = (400, 210)  # units: letters of 14 can be read where these are 320 pixels wide
LETTERS = 14
TICKS = 4  # years or months that are marked, and numbers of sentences, at most
YEARS = 3 * 366  # days from which years are marked, not months
ASIDE = 0.02  # of the whole time, by which meetings of one day are drawn apart
ROOM = 0.03  # of the whole time, before the first meeting and after the last
FEWEST_DAYS = 30
REACH = 12  # radius of what can be touched
NEEDLESS = ("titles", "plot text-overlay", "plot tooltip-overlay")
SHAPES: dict[State, str] = {
    "verbatim": "m-6,0 a6,6 0 1,0 12,0 a6,6 0 1,0 -12,0 z",
    "variant": "m-5.5,-5.5 h11 v11 h-11 z",
    "other words": "m-5,0 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0 z",
    "nothing found": "m-4,-4 l8,8 m0,-8 l-8,8",
    "not looked through": "m-1,0 h2",
}

Element = Any  # lxml has no types


def timeline(history: History) -> Markup:
    """The chart of a history's rows as one <svg> element; empty where there is none.

    It has no style of its own: the page's style sheet draws it.
    """
    if not history.rows:
        return Markup()
    root = _plot(history.rows)
    _strip(root)
    root.set("class", "timeline")
    root.set("role", "group")
    root.set("aria-labelledby", "timeline-title timeline-told")
    root.insert(0, _element("title", speaks_said(history), id="timeline-title"))
    root.insert(1, _element("desc", _told(history.rows), id="timeline-told"))
    plot = root.find(".//g[@class='plot overlay']")
    zero = float(root.find(".//g[@class='axis y always_show']//path").get("d").split()[1])
    circles = [*plot.iter("circle")]
    marks = [_mark(dot, row, zero) for dot, row in zip(circles, history.rows, strict=True)]
    plot[:] = marks
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - lxml has escaped it


def _plot(rows: Sequence[Row]) -> Element:
    """The axes with a circle a row, as pygal draws them."""
    from pygal import XY
    from pygal.style import Style

    # pygal's hook for plug-ins is of a kind that Python warns of at every later import.
    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    days = [*_places(rows)]
    room = max(ROOM * (days[-1] - days[0]), FEWEST_DAYS)
    most = max(1, *(row.sentences for row in rows))
    step = ceil(most / TICKS)
    top = ceil(most / step) * step
    chart = XY(
        width=SIZE[0],
        height=SIZE[1],
        margin=10,
        js=[],
        css=[],
        style=Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
        stroke=False,
        show_legend=False,
        x_labels=[*_ticks(rows[0].meeting.date, rows[-1].meeting.date)],
        x_value_formatter=lambda at: _tick_said(at, days[-1] - days[0]),
        y_labels=range(0, top + 1, step),
        value_formatter="{:.0f}".format,
        range=(0, top),
        xrange=(days[0] - room, days[-1] + room),
    )
    chart.add("", [(at, row.sentences) for at, row in zip(days, rows, strict=True)])
    return chart.render_tree()


def _places(rows: Sequence[Row]) -> Iterator[float]:
    """The day of each row as a number; several of one day stand side by side."""
    whole = (rows[-1].meeting.date - rows[0].meeting.date).days
    for at, same_day in groupby(rows, key=lambda row: row.meeting.date):
        for beside, _ in enumerate(same_day):
            yield at.toordinal() + beside * max(ASIDE * whole, 1)


def _ticks(first: dt.date, last: dt.date) -> Iterator[int]:
    """Where years begin, or for a short time its first and last day."""
    if (last - first).days < YEARS:
        yield from sorted({first.toordinal(), last.toordinal()})
        return
    years = range(first.year + 1, last.year + 1)
    for year in years[:: ceil(len(years) / TICKS)]:
        yield dt.date(year, 1, 1).toordinal()


def _tick_said(at: float, days: float) -> str:
    return f"{dt.date.fromordinal(round(at)):{'%Y' if days >= YEARS else '%b %Y'}}"


def _strip(root: Element) -> None:
    """Leave out pygal's style, script and words for its script: the page allows none of them."""
    for element in [*root.iter(etree.Comment, "defs", "title", "desc")]:
        element.getparent().remove(element)
    for name in NEEDLESS:
        for element in root.findall(f".//g[@class='{name}']"):
            element.getparent().remove(element)
    del root.attrib["id"]


def _mark(dot: Element, row: Row, zero: float) -> Element:
    """A meeting's mark: its shape on a stem, linked to its passage."""
    x, y = float(dot.get("cx")), float(dot.get("cy"))
    address = row.passage.citation.url if row.passage else f"/meetings/{row.meeting.meeting_id}"
    kind = row.state.split()[0]
    link = _element("a", href=address, **{"class": f"mark {kind}", "aria-label": row_said(row)})
    link.append(_element("title", row_said(row)))
    link.append(_element("path", d=f"M{x:.1f},{y:.1f} V{zero:.1f}", **{"class": "stem"}))
    link.append(_element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=str(REACH)))
    link.append(_element("path", d=f"M{x:.1f},{y:.1f} {SHAPES[row.state]}", **{"class": "shape"}))
    return link


def _told(rows: Sequence[Row]) -> str:
    """What the chart shows, in words."""
    return " ".join(f"{row_said(row)}." for row in rows)


def _element(name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.Element(name, attributes)
    element.text = text
    return element
