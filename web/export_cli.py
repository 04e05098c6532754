"""What the commands ask, find and cite share to write what they found in other formats."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Store
from corpus.errors import InputError
from corpus.new_file import check_free, new_file
from qa.exporting import Sheet, picks_of
from web.consoles import err, out
from web.exported.formats import ENDINGS, EXPORTS
from web.exported.names import ExportFormat
from web.options import PIPE

ONE_FORMAT = "Choose --json or --format, not both; --format json is the whole sheet."


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an evidence sheet goes, in which format, and the quotations chosen; None for all."""

    format: ExportFormat
    output: Path | None
    overwrite: bool
    picks: tuple[str, ...] | None = None

    def write(self, sheet: Sheet, store: Store) -> None:
        """Write it; raises InputError where a file cannot be written."""
        content = EXPORTS[self.format].write(sheet, store)
        if self.output is None or self.output == Path(PIPE):
            out.file.flush()
            sys.stdout.buffer.write(content)
            return
        with new_file(self.output, InputError, overwrite=self.overwrite) as file:
            file.write(content)
        err.print(f"Written: {self.output}", markup=False, soft_wrap=True)


def exported_to(
    format: ExportFormat | None,
    output: Path | None,
    picks: Sequence[str] | None,
    *,
    overwrite: bool,
    as_json: bool,
) -> Destination | None:
    """Where an answer goes; None where it is only to be shown. Raises InputError as below."""
    if format is None and output is None:
        if picks or overwrite:
            raise InputError("Say what to write: --format, or --output with the file's name.")
        return None
    if as_json:
        raise InputError(ONE_FORMAT)
    where = destination(format, output, overwrite=overwrite)
    return replace(where, picks=picks_of(picks or None))


def destination(
    format: ExportFormat | None,
    output: Path | None,
    *,
    overwrite: bool,
    else_this: ExportFormat | None = None,
) -> Destination:
    """Where a sheet goes; ``else_this`` is its format where nothing says one.

    Raises InputError for a format that cannot be known, and for a file that is there already.
    """
    chosen = format or (else_this if output is None else None) or _by_name(output)
    if chosen == "docx" and output is None and sys.stdout.isatty():
        raise InputError("A Word document needs a file: --output answer.docx.")
    if output is not None and output != Path(PIPE) and not overwrite:
        check_free(output, InputError)
    return Destination(chosen, output, overwrite)


def _by_name(output: Path | None) -> ExportFormat:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if ending not in ENDINGS:
        known = ", ".join(f".{one}" for one in ENDINGS)
        raise InputError(f"Which format is meant? Say --format, or end the name with {known}.")
    return ENDINGS[ending]
