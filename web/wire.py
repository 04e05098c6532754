"""What goes over the wire: the JSON of an answer, and a problem in words."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from corpus.errors import (
    AmbiguousMeeting,
    BusyError,
    CommuniqueError,
    InputError,
    SettingsError,
    UnknownMeeting,
    UnknownParagraph,
)

PROBLEM = "application/problem+json"


def to_json(value: Any, *, indent: int | None = None) -> bytes:
    """The JSON of an answer or any other dataclass of ours, the same for every door."""
    return TypeAdapter(type(value)).dump_json(value, indent=indent)


def http_status(error: CommuniqueError) -> int:
    """The HTTP status for an error of the tree."""
    if isinstance(error, AmbiguousMeeting):
        return 400
    if isinstance(error, UnknownMeeting | UnknownParagraph):
        return 404
    if isinstance(error, InputError):
        return 400
    return 503 if isinstance(error, BusyError) else 500


def exit_code(error: CommuniqueError) -> int:
    """The exit code for an error of the tree: 2 for wrong use, 1 for a failure."""
    return 2 if isinstance(error, InputError | SettingsError) else 1
