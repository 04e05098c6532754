"""The names of the formats, which a command line must know before anything else is loaded."""

from __future__ import annotations

from typing import Literal

ExportFormat = Literal[
    "markdown", "docx", "csv", "bibtex", "ris", "csl-json", "text", "chicago", "apa", "oscola",
    "html", "json",
]  # fmt: skip
