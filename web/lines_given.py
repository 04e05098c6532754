"""Questions and phrases from a file or a pipe, one a line: plain text, or an object of JSON.

Lines are read as they come, so that a pipe is answered while it is still written to. A line that
cannot be used is an error in its place, never the end of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import InputError
from qa import Answer, Engine, Filters
from web.filters import filters

LONGEST = 1_000_000  # bytes of a line; a file without line ends must not fill the memory
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
COMMENT = "#"


class PhraseLine(BaseModel):
    """A phrase to look up; ``id`` is whatever the asker knows it by."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    q: str
    id: str | int | None = None


class QuestionLine(PhraseLine):
    """A question with what it is restricted to; what a line does not say, the command does."""

    meeting: str | list[str] | None = None
    start: str | None = Field(None, alias="from")
    end: str | None = Field(None, alias="to")
    place: str | None = None
    kind: str | None = None
    set_aside: str | list[str] | None = None
    limit: int | None = Field(None, ge=1, le=20)

    def ask(self, engine: Engine, otherwise: Filters, limit: int) -> Answer:
        """The answer; ``otherwise`` and ``limit`` hold for what the line leaves open."""
        told = filters(
            _several(self.meeting),
            self.start,
            self.end,
            self.place,
            self.kind,
            _several(self.set_aside),
        )
        chosen = Filters(
            meetings=otherwise.meetings if self.meeting is None else told.meetings,
            start=otherwise.start if self.start is None else told.start,
            end=otherwise.end if self.end is None else told.end,
            place=otherwise.place if self.place is None else told.place,
            kind=otherwise.kind if self.kind is None else told.kind,
            set_aside=otherwise.set_aside if self.set_aside is None else told.set_aside,
        )
        return engine.ask(self.q, chosen, limit if self.limit is None else self.limit)


Shape = TypeVar("Shape", bound=PhraseLine)


def given_lines(stream: BinaryIO, shape: type[Shape]) -> Iterator[tuple[int, Shape | InputError]]:
    """Each line's number, from 1, and what it gives or why it cannot be used.

    Blank lines and comments are left out, but counted.
    """
    for number, source in enumerate(_lines(stream), start=1):
        try:
            text = _decoded(source).strip()
            if text and not text.startswith(COMMENT):
                yield number, _read(text, shape)
        except InputError as error:
            yield number, InputError(f"Line {number}: {error}")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, cut off after ``LONGEST`` bytes and one, the first without its byte order mark."""
    first = True
    while line := stream.readline(LONGEST + 1):
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):  # pass over what is too long
            rest = stream.readline(LONGEST + 1)
        yield line.removeprefix(BYTE_ORDER_MARK) if first else line
        first = False


def _decoded(source: bytes) -> str:
    if len(source.rstrip(b"\r\n")) > LONGEST:
        raise InputError(f"it has more than {LONGEST:,} bytes.")
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        byte = source[error.start]
        raise InputError(
            f"it is not UTF-8 (byte {byte:#04x} at position {error.start + 1}). "
            "Save the file as UTF-8."
        ) from error


def _read(text: str, shape: type[Shape]) -> Shape:
    """What a line gives; one that begins with a brace is JSON. Raises InputError."""
    if not text.startswith("{"):
        return shape(q=text)
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        raise InputError(_told(error, shape)) from error


def _told(error: ValidationError, shape: type[PhraseLine]) -> str:
    """What is wrong with an object, in a sentence."""
    unknown = [one for one in error.errors() if one["type"] == "extra_forbidden"]
    first = (unknown or error.errors())[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "json_invalid":
        return 'it begins with { and is not an object of JSON, such as {"q": "Who met?"}.'
    if first["type"] == "extra_forbidden":
        known = ", ".join(one.alias or name for name, one in shape.model_fields.items())
        return f"there is no field {field[:40]!r}. The fields are: {known}."
    if first["type"] == "missing":
        return f"the field {field!r} is missing."
    return f"the field {field!r} cannot be used: {first['msg'].lower()}."


def _several(given: str | list[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else given or []
