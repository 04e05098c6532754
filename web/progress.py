"""A bar in the terminal while there is long work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from web import terminal

INTERRUPTED = 130


@contextmanager
def progress(err: Console) -> Iterator[tuple[terminal.Advance, terminal.Notice]]:
    """A bar on standard error that shows itself when there is long work, and leaves nothing."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    task = bar.add_task("Loading the model", total=None)

    def advance(done: int, total: int) -> None:
        bar.update(task, description="Building the index", completed=done, total=total)

    try:
        with bar:
            yield advance, lambda text: terminal.notice(err, text)
    except KeyboardInterrupt:
        terminal.notice(err, "Stopped. What was there before is unchanged.")
        raise typer.Exit(INTERRUPTED) from None
