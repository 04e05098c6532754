"""Documents changed from the command line: file by file, each told of, then the index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.adding import Filer
from corpus.checksum import sha256
from corpus.filed import Filed
from corpus.intake import MOST_BYTES
from corpus.lock import writing
from corpus.reading_apart import Ask
from corpus.taking_in import Advance, add_copies, add_files
from index import Annotating, annotating_ahead, annotating_apart
from qa import Settings, open_store
from qa.bootstrap import index_upkeep, open_filer
from web import terminal
from web.asking_cli import asking
from web.consoles import err, is_seen, out
from web.options import PIPE
from web.progress import counting, progress
from web.wire import to_json

WHEN_STOPPED = "What was filed is kept; run the command again for the rest."

AT_ONCE, WHEN_NEEDED = annotating_ahead, annotating_apart

Change = Callable[[Filer, Advance, Ask | None], Iterator[Filed]]


def with_documents(collection: str | None) -> Settings:
    """The settings of a collection that is there: only ``add`` and ``import`` make a new one."""
    settings = Settings.read(collection=collection)
    open_store(settings).close()
    return settings


def changed(
    settings: Settings, change: Change, *, as_json: bool, annotating: Annotating = AT_ONCE
) -> int:
    """Change the store, then bring the index up to date; gives the exit code."""
    files: list[Filed] = []
    with index_upkeep(settings, annotating=annotating) as bring_index_up_to_date:
        with (
            closing(open_filer(settings)) as filer,
            writing(settings.place),
            counting(err, "Reading documents", WHEN_STOPPED) as bar,
        ):
            for one in change(filer, bar.advance, asking(err, bar)):
                files.append(one)
                if not as_json:
                    _tell(one)
        with progress(err, WHEN_STOPPED) as (advance, _):  # also after a run that was stopped
            bring_index_up_to_date(advance)
    if as_json:
        terminal.json(out, to_json(files, indent=2))
    else:
        terminal.counts(out, files)
    return 1 if any(one.outcome == "refused" for one in files) else 0


def _tell(one: Filed) -> None:
    """A line on a file; on a terminal it goes above the bar, which stands on standard error."""
    beside_the_bar = is_seen(out) and is_seen(err)
    terminal.filed(err if one.outcome == "refused" or beside_the_bar else out, one)


def added(
    filer: Filer,
    names: Sequence[str],
    options: Mapping[str, str],
    advance: Advance,
    ask: Ask | None,
    *,
    ocr: bool,
) -> Iterator[Filed]:
    """What becomes of each file and folder, and of what comes through the pipe."""
    files = [name for name in names if name != PIPE]
    if PIPE in names:
        source = sys.stdin.buffer.read(MOST_BYTES + 1)
        # Two texts that come through a pipe are two documents, so each has a name of its own.
        digits = sha256(source)[:6]
        with TemporaryDirectory() as folder:
            piped = Path(folder) / f"standard-input-{digits}.txt"
            piped.write_bytes(source)
            yield from add_copies(filer, [piped], options, ocr=ocr, by_form=False)
    if files or PIPE not in names:
        yield from add_files(filer, files, options, advance, ask, ocr=ocr)
