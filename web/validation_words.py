"""What is wrong with a parameter or a body, in our words instead of pydantic's."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from web.parameters import fields_of

MOST_SHOWN = 60
NO_OBJECT = 'The body must be a JSON object, such as {"q": "Who met?"}.'
A_NUMBER = "must be a whole number, such as 3"
A_TEXT = "must be a text"
BY_TYPE = {
    "int_parsing": A_NUMBER,
    "int_type": A_NUMBER,
    "int_from_float": A_NUMBER,
    "finite_number": A_NUMBER,
    "int_parsing_size": A_NUMBER,
    "string_type": A_TEXT,
    "string_unicode": "must be a text of whole characters",
    "list_type": "must be a list",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "literal_error": "must be {expected}",
    "model_attributes_type": "must be a JSON object",
    "model_type": "must be a JSON object",
    "dataclass_type": "must be a JSON object",
}


def in_words(request: Request, error: RequestValidationError) -> str:
    """One sentence on the first thing that is wrong."""
    first = error.errors()[0]
    place, *rest = first["loc"]
    if first["type"] == "json_invalid" or not rest:
        return NO_OBJECT
    name = ".".join(str(part) for part in rest if _is_name(part))
    if first["type"] == "missing":
        return f"{name} is missing{_it_takes(request, str(place), name)}."
    if first["type"] == "extra_forbidden":
        return f"The body has no field {_shown(name)}."
    return wrong_with(name, first)


def wrong_with(name: str, first: Any) -> str:
    """One sentence on a value of pydantic's first error, by the name it has for the asker."""
    told = BY_TYPE.get(first["type"])
    if told is None:
        message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
        return f"{name}: {message}."
    return f"{name} {told.format(**first.get('ctx', {}))}{_instead(first)}."


def _is_name(part: str | int) -> bool:
    """Whether a part of a place is a field or a number, and not one of the types it may have."""
    return isinstance(part, int) or (part != "str" and part[:1].islower() and "[" not in part)


def _it_takes(request: Request, place: str, name: str) -> str:
    """What the parameter of this name is, after a colon; nothing where that is not known."""
    described = fields_of(request, place).get(name)
    return f": {described[0].lower()}{described[1:]}" if described else ""


def _instead(error: Any) -> str:
    """What was given, where it is short enough to be shown."""
    given = error.get("input")
    simple = isinstance(given, str | int | float) and not error["type"].endswith(
        ("_short", "_long")
    )
    return f", not {_shown(given)}" if simple else ""


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
