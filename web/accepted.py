"""The format that a request would like to be answered in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=str)


def accepted(accept: str, by_media_type: Mapping[str, Name], else_this: Name) -> Name:
    """The format that an Accept header likes best, of those that it names; else ``else_this``."""
    liked: list[tuple[float, Name]] = [(0.0, else_this)]
    for one in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in one.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        if media_type in by_media_type and weight.replace(".", "", 1).isdecimal():
            liked.append((float(weight), by_media_type[media_type]))
    return max(liked, key=lambda pair: pair[0])[1]
