"""A bar in the terminal while there is long work."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from web import terminal
from web.consoles import is_seen

INTERRUPTED = 130
UNCHANGED = "What was there before is unchanged."


class Count(MofNCompleteColumn):
    """How much of how much is done; what is not known is not shown."""

    def render(self, task: Task) -> Text:
        """Nothing before the first step of a work whose length is not known."""
        if task.total is not None:
            return super().render(task)
        return Text(f"{task.completed:.0f}" if task.completed else "", "progress.download")


class Bar:
    """A bar that can be moved on, and taken away while something is asked."""

    def __init__(self, shown: Progress, what: str) -> None:
        """Count ``what`` in a display of rich."""
        self._shown = shown
        self._task = shown.add_task(what, total=None)

    @property
    def is_shown(self) -> bool:
        """Whether somebody can see it."""
        return not self._shown.disable

    def advance(self, done: int, total: int | None) -> None:
        """Show how much is done, of how much where that is known."""
        self._shown.update(self._task, completed=done, total=total)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nothing is drawn in the terminal meanwhile."""
        self._shown.stop()
        try:
            yield
        finally:
            self._shown.start()


@contextmanager
def counting(
    err: Console, what: str, when_stopped: str = UNCHANGED, beside: Console | None = None
) -> Iterator[Bar]:
    """A bar on standard error that counts one kind of work, and leaves nothing.

    Where lines are printed ``beside`` it on the same terminal, these are all there is to see.
    """
    alone = beside is None or not is_seen(beside)
    with _shown(err, when_stopped, visible=alone) as shown:
        yield Bar(shown, what)


@contextmanager
def progress(
    err: Console, when_stopped: str = UNCHANGED
) -> Iterator[tuple[terminal.Advance, terminal.Notice]]:
    """A bar that shows itself when an index has to be built, and what gives notice."""
    with _shown(err, when_stopped) as shown:
        task = shown.add_task("Loading the model", total=None)

        def advance(done: int, total: int) -> None:
            shown.update(task, description="Building the index", completed=done, total=total)

        yield advance, lambda text: terminal.notice(err, text)


@contextmanager
def _shown(err: Console, when_stopped: str, *, visible: bool = True) -> Iterator[Progress]:
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        Count(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not (visible and is_seen(err)) or err.is_dumb_terminal,
    )
    try:
        with shown:
            yield shown
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second Ctrl-C ends all at once
        terminal.notice(err, f"Stopped. {when_stopped}")
        raise typer.Exit(INTERRUPTED) from None
