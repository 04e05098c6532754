"""``docs/BENCHMARKS.md``, and the last figures of every part that it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from eval.bench.machine import machine
from eval.bench.table import Table, markdown

DOCUMENT = Path("docs/BENCHMARKS.md")
RESULTS = "results"
HEAD = """# Benchmarks

Written by `make bench-docs`; `make bench` prints the same tables. On shared machines times are
noisy: quote the ratios, which compare systems measured in turn in one run.

Machine: {machine}.

Rivals: {rivals}, each with the same encoder weights as ours (all-MiniLM-L6-v2) run as it runs them.

To repeat: `make rivals` sets up their environment, then `make bench`. One part alone:
`.venv/bin/python -m eval.bench --part cold`. Retrieval on other people's data:
`.venv/bin/python -m eval.rivals --data FOLDER`.
"""


def keep(home: Path, name: str, table: Table) -> None:
    """Keep a part's figures for the document."""
    (home / RESULTS).mkdir(parents=True, exist_ok=True)
    path = home / RESULTS / f"{name}.json"
    path.write_bytes(TypeAdapter(Table).dump_json(table, indent=1))


def kept(home: Path, names: Sequence[str]) -> list[Table]:
    """The figures of those parts that were measured."""
    paths = [home / RESULTS / f"{name}.json" for name in names]
    adapter = TypeAdapter(Table)
    return [adapter.validate_json(path.read_bytes()) for path in paths if path.exists()]


def write_document(path: Path, tables: Sequence[Table], rivals: str) -> None:
    """Write the document."""
    head = HEAD.format(machine=machine(), rivals=rivals)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *map(markdown, tables)]), encoding="utf-8")
