"""The format that a request would like to be answered in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from fastapi import HTTPException
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

NOT_GIVEN = "None of what the header Accept asks for is given here. Ask for one of: {}."

Name = TypeVar("Name", bound=str)


def accepted(accept: str | None, by_media_type: Mapping[str, Name], else_this: Name) -> Name:
    """The format that an Accept header likes best, ``else_this`` where it says nothing.

    Raises an HTTP error, 406, where it likes none of them.
    """
    ordered = sorted(by_media_type, key=lambda one: by_media_type[one] != else_this)
    liked = parse_accept_header(accept, MIMEAccept)
    best = liked.best_match(ordered) if liked else ordered[0]
    if best is None:
        raise HTTPException(406, NOT_GIVEN.format(", ".join(ordered)), {"Vary": "Accept"})
    return by_media_type[best]
