"""``communique eval …``: check a set, run it, compare runs, hold the gate."""

from __future__ import annotations

import typer

from eval import run_commands, set_commands, suite_commands

app = typer.Typer(
    name="eval",
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=(
        "Measure the system on questions with known answers.\n\n"
        "eval/README.md shows in ten minutes how to do it on your own questions.\n\n"
        "Example: [bold]communique eval run --split dev[/bold]"
    ),
)
for family in (set_commands, run_commands, suite_commands):
    app.add_typer(family.app)
