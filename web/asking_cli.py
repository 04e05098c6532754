"""What must be known of a meeting and is not, asked for where somebody sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial

import typer
from rich.console import Console
from rich.text import Text

from corpus.described.given import from_options
from corpus.errors import FactsMissing, InputError
from corpus.reading_apart import Ask
from web.consoles import is_seen
from web.progress import Bar

FORMS = {"date": "such as 2021-06-28"}


def asking(err: Console, bar: Bar) -> Ask | None:
    """What asks for missing values, None where nobody could answer."""
    if not (sys.stdin.isatty() and is_seen(err)):
        return None

    def ask(path: str, missing: FactsMissing) -> Mapping[str, str] | None:
        with bar.away():
            try:
                return _answers(err, path, missing)
            except typer.Abort:  # Ctrl-C while it is asked, told as anywhere else
                raise KeyboardInterrupt from None

    return ask


def _answers(err: Console, path: str, missing: FactsMissing) -> Mapping[str, str] | None:
    """A value for each field that is missing; None as soon as an answer is empty."""
    err.print(Text.assemble(("Not known: ", "bold"), path))
    for field, value in missing.known.items():
        err.print(Text(f"  {field}: {value}", "dim"))
    answers: dict[str, str] = {}
    for field in missing.fields:
        maybe = " or ".join(missing.maybe.get(field, ())) or FORMS.get(field, "")
        hint = f" ({maybe})" if maybe else ""
        question = f"  The meeting's {field}{hint}, nothing to skip the file"
        answer: str = typer.prompt(
            question, default="", show_default=False, err=True, value_proc=partial(_usable, field)
        )
        if not answer:
            return None
        answers[field] = answer
    return answers


def _usable(field: str, text: str) -> str:
    """The answer, if the field can have it; else it is asked for again."""
    if not text.strip():
        return ""
    try:
        from_options({field: text})
    except InputError as error:
        raise typer.BadParameter(str(error).removeprefix("--")) from error
    return text
