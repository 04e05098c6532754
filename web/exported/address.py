"""What the address of an evidence sheet holds, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.datastructures import QueryParams

from corpus.errors import InputError
from qa.engine import DEFAULT_ANSWERS, MOST_ANSWERS
from qa.exporting import Exhibit, Sheet, Wanted, picks_of
from web.described import DAY, KIND, MEETING, PLACE, QUESTION, SET_ASIDE
from web.exported.formats import EXPORTS
from web.exported.names import ExportFormat
from web.filters import filters

PICK = (
    "Permalinks of the quotations to export, or their numbers in the answer; without it, all of "
    "the answer"
)
FIND = "A phrase to look up, instead of a question"


def wanted(
    q: Annotated[str | None, Query(description=QUESTION)] = None,
    find: Annotated[str | None, Query(description=FIND)] = None,
    pick: Annotated[Sequence[str], Query(description=PICK)] = (),
    meeting: Annotated[Sequence[str], Query(description=MEETING)] = (),
    start: Annotated[str | None, Query(alias="from", description=DAY)] = None,
    end: Annotated[str | None, Query(alias="to", description=DAY)] = None,
    place: Annotated[str | None, Query(description=PLACE)] = None,
    kind: Annotated[str | None, Query(description=KIND)] = None,
    set_aside: Annotated[Sequence[str], Query(description=SET_ASIDE)] = (),
    limit: Annotated[int, Query(ge=1, le=MOST_ANSWERS, description="Most quotations")] = (
        DEFAULT_ANSWERS
    ),
) -> Wanted | InputError:
    """What is wanted, or why it cannot be."""
    try:
        chosen = filters(meeting, start, end, place, kind, set_aside)
    except InputError as error:  # told by the door that was asked
        return error
    return Wanted(q or None, find or None, chosen, limit, picks_of(pick or None))


def format_named(name: str) -> ExportFormat:
    """A format by its name; raises InputError."""
    for known in EXPORTS:
        if name == known:
            return known
    raise InputError(f"There is no format {name[:40]!r}. Choose one of: {', '.join(EXPORTS)}.")


def leaving_out(sheet: Sheet, address: QueryParams) -> Callable[[Exhibit], str]:
    """For a quotation of a sheet, the address of the same sheet without it; empty for the last."""
    links = [one.citation.permalink for one in sheet.quotations]
    rest = [(name, value) for name, value in address.multi_items() if name != "pick"]

    def without(one: Exhibit) -> str:
        picks = [("pick", link) for link in links if link != one.citation.permalink]
        is_chosen = one.citation.permalink in links and one.role not in ("but see", "nearest")
        return f"/sheet?{urlencode([*rest, *picks])}" if picks and is_chosen else ""

    return without
