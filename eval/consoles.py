"""Where the commands of the evaluation print: tables, JSON, bars."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """Anything made of our dataclasses, as JSON on standard output."""
    from pydantic import TypeAdapter

    out.file.flush()
    sys.stdout.buffer.write(TypeAdapter(type(value)).dump_json(value, indent=2) + b"\n")
    sys.stdout.flush()


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that leaves nothing."""
    from rich.progress import Progress

    bar = Progress(console=err, transient=True, disable=not err.file.isatty())
    task = bar.add_task(what, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)
