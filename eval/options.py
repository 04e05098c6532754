"""Options that the commands of the evaluation share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON.", metavar="")]
Set = Annotated[
    Path, typer.Option("--set", metavar="FILE", help="The case set; see eval/README.md.")
]


def halves(incomplete: str) -> list[str]:
    """The halves of a set, for a shell to complete."""
    return [half for half in ("dev", "test") if half.startswith(incomplete)]


Split = Annotated[
    str | None,
    typer.Option(metavar="HALF", help="Only this half: dev or test.", autocompletion=halves),
]
RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")]
