"""Figures of a suite beside the questions: kept beside the runs, and shown in their report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

FOLDER = "suites"


@dataclass(frozen=True, slots=True)
class Suite:
    """A table of figures; the first column says what was measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def show(console: Console, suite: Suite) -> None:
    """Print a suite's figures."""
    table = Table(title=suite.title, caption="\n".join(suite.notes), caption_justify="left")
    for number, column in enumerate(suite.columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in suite.rows:
        table.add_row(*row)
    console.print(table)


def keep(runs: Path, name: str, suites: Sequence[Suite]) -> None:
    """Write a suite's figures beside the runs, in the place of its last ones."""
    folder = runs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(one) for one in suites], indent=1, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def kept(runs: Path) -> list[Suite]:
    """The figures of all suites that were kept."""
    files = sorted((runs / FOLDER).glob("*.json"))
    reader = TypeAdapter(list[Suite])
    return [one for file in files for one in reader.validate_json(file.read_bytes())]
