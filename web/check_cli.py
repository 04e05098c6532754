"""The command that holds a draft or an article against the record: check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from web.consoles import err, out
from web.options import ASK, PIPE, Chosen, Json

if TYPE_CHECKING:
    from corpus.running_text import TextParagraph
    from qa.check import Checked, Mode

NOT_RIGHT = 3
STANDARD_INPUT = "standard input"
WHEN_STOPPED = "Nothing was written."

app = typer.Typer()

MANUAL = """
Check the quotations of an article, or a draft sentence by sentence.

Text, Markdown, HTML, PDF or Word. A text that quotes is taken for an article. Prints what
became of each quotation, with the record's own words where it differs.

Exit code 0: every quotation is verbatim and put down to the right meeting, 3: one is not,
2: the file cannot be used.

Example: [bold]communique check article.docx --to report.docx[/bold]
"""


@app.command(name="check", rich_help_panel=ASK, help=MANUAL)
def check_file(
    file: Annotated[str, typer.Argument(help="A text, or - for a pipe.", metavar="FILE")],
    draft: Annotated[
        bool, typer.Option("--draft", help="Look each sentence up, too.", metavar="")
    ] = False,
    article: Annotated[
        bool, typer.Option("--article", help="Look only quotations up.", metavar="")
    ] = False,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a report: report.md or report.docx.")
    ] = None,
    as_json: Json = False,
    collection: Chosen = None,
) -> None:
    """Check the quotations of an article, or a draft sentence by sentence."""
    from qa import Settings
    from qa.check import check
    from web import terminal, terminal_check
    from web.opening import opened
    from web.progress import counting
    from web.wire import to_json

    settings = Settings.read(collection=collection)
    mode = _mode(draft=draft, article=article)
    write = _writer(to, file)
    name, text = _read(file)
    engine = opened(settings, WHEN_STOPPED)
    with counting(err, "Looking up", WHEN_STOPPED) as bar:
        checked = check(engine, name, text, mode, bar.advance)
    write(checked)
    if as_json:
        terminal.json(out, to_json(checked, indent=2))
    else:
        terminal_check.checked(out, checked, short=to is not None)
    raise typer.Exit(0 if checked.is_right else NOT_RIGHT)


def _mode(*, draft: bool, article: bool) -> Mode | None:
    from corpus.errors import InputError

    if draft and article:
        raise InputError("A text is checked as a draft or as an article. Leave one of them out.")
    return "draft" if draft else "article" if article else None


def _writer(to: Path | None, file: str) -> Callable[[Checked], None]:
    """What writes the report, if there is to be one; raises InputError where it cannot."""
    from corpus.errors import InputError
    from web.checked.report import format_of, report

    if to is None:
        return lambda _: None
    chosen = format_of(to)
    if file != PIPE and to.exists() and to.samefile(file):
        raise InputError(f"{to.name} is the text itself. Write the report to another file.")
    return lambda checked: _write(to, report(checked, chosen))


def _write(to: Path, content: bytes) -> None:
    to.write_bytes(content)
    err.print(f"Written: {to}", markup=False)


def _read(file: str) -> tuple[str, tuple[TextParagraph, ...]]:
    """The name and the text of a file or of what comes through a pipe; raises InputError."""
    from corpus.errors import InputError, SourceError
    from corpus.intake import MOST_BYTES
    from qa.check import read_file, read_text

    try:
        if file == PIPE:
            source = sys.stdin.buffer.read(MOST_BYTES + 1)
            return STANDARD_INPUT, read_text(STANDARD_INPUT, source)
        path = Path(file)
        return path.name, read_file(path)
    except SourceError as error:  # it is the user's file, and not one of ours
        raise InputError(str(error)) from error
