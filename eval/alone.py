"""A command of ours that is a program of its own, apart from ``communique``."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer
from rich.console import Console

from corpus.errors import CommuniqueError


def run_alone(command: Callable[..., None]) -> None:
    """Run the command with what the command line says; an error of ours is one sentence."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(command)
    try:
        app()
    except CommuniqueError as error:
        Console(stderr=True, highlight=False).print(str(error), markup=False)
        sys.exit(1)
