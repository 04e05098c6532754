"""The names of the formats; apart, since the help of a command needs nothing else."""

from __future__ import annotations

from typing import Literal

ExportFormat = Literal[
    "markdown", "docx", "csv", "bibtex", "ris", "csl-json", "text", "chicago", "apa", "oscola",
    "html", "json",
]  # fmt: skip
