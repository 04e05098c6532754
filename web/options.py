"""Options that several commands share, and the panels of the help they stand in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from web.completing import collections, dates, kinds, meetings, places
from web.exported.names import ExportFormat

PIPE = "-"

ASK, LOOK_UP, DOCUMENTS = "Ask", "Look up", "Documents"
MEASURE, SERVE = "Measure", "Serve"

Chosen = Annotated[
    str | None,
    typer.Option(
        "--collection",
        help="A collection of your own, by name.",
        metavar="NAME",
        autocompletion=collections,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.", metavar="")]
Ocr = Annotated[bool, typer.Option("--ocr", help="Read scanned pages with Tesseract.", metavar="")]

Meetings = Annotated[
    list[str] | None,
    typer.Option(
        "--meeting",
        metavar="ID",
        help="Only this meeting: its id or date. Several: any of them.",
        autocompletion=meetings,
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DAY", help="Only meetings from this day.", autocompletion=dates
    ),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DAY", help="Only meetings up to this day.", autocompletion=dates),
]
Place = Annotated[
    str | None,
    typer.Option(metavar="PLACE", help="Only meetings at this place.", autocompletion=places),
]
Kind = Annotated[
    str | None,
    typer.Option(metavar="KIND", help="Only meetings of this kind.", autocompletion=kinds),
]

Format = Annotated[
    ExportFormat | None,
    typer.Option(
        metavar="FORMAT", help="Write an evidence sheet so; else as the file's name ends."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write; - for a pipe."),
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Write it even if it is there.", metavar="")
]
Pick = Annotated[
    list[str] | None,
    typer.Option(metavar="N", help="Write only this quotation: its number, or a permalink."),
]
