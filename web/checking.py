"""Texts that come in to be checked by the page or the API: received, read apart, kept nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from threading import BoundedSemaphore
from time import monotonic
from typing import Annotated, Literal

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from corpus.database import told_in_words
from corpus.errors import BusyError, InputError, SourceError
from corpus.running_text import TextParagraph, check_length
from qa import Engine
from qa.check import Checked, Mode, check, read_text
from web.checked.report import Format
from web.uploads import clean_name

MOST_RECEIVED = 20_000_000  # bytes of one request
MOST_FIELDS = 10
MOST_LOOKED_UP = 400
AT_ONCE = 2
LONGEST_SECONDS = 60.0
TOO_LONG = (
    f"It took longer than {LONGEST_SECONDS:.0f} s to look the text up. Split it, or run: "
    "communique check FILE"
)
PATIENCE = 2.0  # seconds that a text waits for those before it
PASTED = "Your text"
NOTHING = "There is no text. Paste one, or choose a file."
BUSY = "Other texts are being checked. Send it again in a minute."

To = Literal["here"] | Format
PARAGRAPHS = TypeAdapter(tuple[TextParagraph, ...])


class CheckBody(BaseModel):
    """A text to be checked."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The text", examples=["“We remain firmly united,” they said."])
    mode: Mode | None = Field(None, description="article: quotations; draft: each sentence, too")
    to: Format | None = Field(None, description="A report in this format instead of JSON")


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it came in: the bytes of a file, or the paragraphs of one that was read before."""

    name: str
    source: bytes
    paragraphs: tuple[TextParagraph, ...] | None
    mode: Mode | None
    to: To

    @property
    def pasted(self) -> str:
        """The text, where it was pasted."""
        return self.source.decode() if self.name == PASTED and not self.paragraphs else ""


class Checker:
    """Checks a few texts at a time; safe to share between threads."""

    def __init__(self) -> None:
        """See the class."""
        self._free = BoundedSemaphore(AT_ONCE)

    def check(self, engine: Engine, given: Given) -> Checked:
        """Raises InputError for a text that cannot be checked, BusyError where others are."""
        with self._turn():
            text, until = _read(given), monotonic() + LONGEST_SECONDS
            return check(engine, given.name, text, given.mode, _until(until), MOST_LOOKED_UP)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._free.acquire(timeout=PATIENCE):
            raise BusyError(BUSY)
        try:
            yield
        finally:
            self._free.release()


def _until(end: float) -> Callable[[int, int], None]:
    """What ends a check that takes too long, by raising InputError."""

    def advance(_done: int, _total: int) -> None:
        if monotonic() > end:
            raise InputError(TOO_LONG)

    return advance


def _read(given: Given) -> tuple[TextParagraph, ...]:
    text = given.paragraphs
    try:
        if text is None:
            text = read_text(given.name, given.source)
        check_length(given.name, sum(len(one.text) for one in text))
    except SourceError as error:  # it is the sender's file, and not one of ours
        raise InputError(str(error)) from error
    return text


async def _from_request(request: Request) -> AsyncIterator[Given | InputError]:
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await run_in_threadpool(_body, await request.body())
        yield _pasted(body.text, body.mode, body.to or "here")
        return
    with told_in_words(Path(gettempdir())):  # where a larger file lies until it is read
        async with request.form(
            max_files=1, max_fields=MOST_FIELDS, max_part_size=MOST_RECEIVED
        ) as form:
            yield await _from_form(form)


def _body(content: bytes) -> CheckBody:
    try:
        return CheckBody.model_validate_json(content)
    except ValidationError as error:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(errors) from error


async def _from_form(form: FormData) -> Given | InputError:
    try:
        mode, to = _mode(_field(form, "mode")), _to(_field(form, "to"))
        uploaded = form.get("file")
        if isinstance(uploaded, UploadFile) and uploaded.filename:
            return Given(clean_name(uploaded.filename), await uploaded.read(), None, mode, to)
        if read_before := _field(form, "paragraphs"):
            name = clean_name(_field(form, "name"))
            read = await run_in_threadpool(_paragraphs, read_before)
            return Given(name, b"", read, mode, to)
        return _pasted(_field(form, "text"), mode, to)
    except InputError as error:  # told by the door that the form came to
        return error


def _pasted(text: str, mode: Mode | None, to: To) -> Given | InputError:
    if not text.strip():
        return InputError(NOTHING)
    return Given(PASTED, text.encode(), None, mode, to)


def _paragraphs(content: str) -> tuple[TextParagraph, ...]:
    """A text that was read before, as the page of its result sends it."""
    try:
        found = PARAGRAPHS.validate_json(content)
    except ValidationError as error:
        raise InputError("This is no text that was checked before. Send it again.") from error
    if any(span.end > len(one.text) for one in found for span in one.sentences):
        raise InputError("This is no text that was checked before. Send it again.")
    return found


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _mode(name: str) -> Mode | None:
    modes: dict[str, Mode | None] = {"": None, "article": "article", "draft": "draft"}
    if name not in modes:
        raise InputError(f"There is no mode {name[:40]!r}: a text is an article or a draft.")
    return modes[name]


def _to(name: str) -> To:
    formats: dict[str, To] = {"": "here", "here": "here", "md": "md", "docx": "docx"}
    if name not in formats:
        raise InputError(f"There is no format {name[:40]!r}: a report is md or docx.")
    return formats[name]


Received = Annotated[Given | InputError, Depends(_from_request)]
