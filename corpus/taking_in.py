"""Files that people name, read and filed one after another; every door takes documents in so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from corpus.adding import Filer
from corpus.checksum import sha256
from corpus.errors import CommuniqueError, FactsMissing, InputError, SourceError, UnknownMeeting
from corpus.filed import Filed
from corpus.finding import bring, files_under, place_of
from corpus.intake import Earlier, Taken
from corpus.reading_apart import Ask, read_apart
from corpus.stored import Stored

Advance = Callable[[int, int], None]


def add_files(
    filer: Filer,
    names: Sequence[str],
    options: Mapping[str, str],
    advance: Advance,
    ask: Ask | None = None,
    *,
    ocr: bool = False,
) -> Iterator[Filed]:
    """File the documents in these files and folders; each is told as soon as it is filed.

    Raises InputError where there is no document, or for an option that cannot be used.
    """
    paths = files_under(names)
    if not paths:
        raise InputError(
            f"There is no document in {', '.join(names)[:200]}. Name .txt, .md, .html, .pdf or "
            ".docx files, or folders with such."
        )
    yield from _read_and_filed(filer, paths, options, advance, ask, ocr=ocr)


def add_copies(
    filer: Filer,
    paths: Sequence[Path],
    options: Mapping[str, str],
    *,
    ocr: bool,
    by_form: bool,
) -> Iterator[Filed]:
    """File documents from copies that are soon deleted: the documents are known by their names.

    What is missing is asked for in words for a form, or for a command line.
    """

    def earlier(path: Path) -> Earlier | None:
        return filer.earlier(path.name, None, sha256(path.read_bytes()))

    with closing(read_apart(paths, options, earlier, ocr=ocr)) as each:
        for path, read in each:
            if by_form and isinstance(read, FactsMissing):
                yield Filed(path.name, "refused", None, (read.for_a_form,))
                continue
            placeless = replace(read, path=None) if isinstance(read, Taken) else read
            yield filed(filer, path.name, placeless)


def update_files(
    filer: Filer,
    meeting_ids: Sequence[str],
    advance: Advance,
    ask: Ask | None = None,
    *,
    ocr: bool = False,
) -> Iterator[Filed]:
    """Read the files that were added before again: all, or those of some meetings.

    A document whose file is gone stays as it is. Raises UnknownMeeting.
    """
    known = filer.of_people()
    ids = {one.meeting_id for one in known}
    if unknown := [name for name in meeting_ids if name not in ids]:
        raise UnknownMeeting(
            f"No document of a meeting {unknown[0][:80]!r} was added here. "
            "`communique list` shows the ids."
        )
    chosen = [one for one in known if not meeting_ids or one.meeting_id in meeting_ids]
    there = []
    for one in chosen:
        if one.path is not None and os.path.lexists(one.path):
            there.append(Path(one.path))
        else:
            yield _without_file(one)
    yield from _read_and_filed(filer, there, {}, advance, ask, ocr=ocr)


def filed(filer: Filer, name: str, read: Taken | CommuniqueError) -> Filed:
    """File what was read, or tell why it cannot be; raises InputError for a wrong option."""
    if isinstance(read, InputError):  # it is wrong for every file
        raise read
    if isinstance(read, CommuniqueError):
        return Filed(name, "refused", None, (str(read),))
    return filer.add(read)


def _read_and_filed(
    filer: Filer,
    paths: Sequence[Path],
    options: Mapping[str, str],
    advance: Advance,
    ask: Ask | None,
    *,
    ocr: bool,
) -> Iterator[Filed]:
    """Files that are there as they are first, since these need not be read by a process."""
    new: set[Path] = set()
    left = []
    for path in paths:
        earlier = _earlier(filer, path)
        if earlier is None:
            new.add(path)
        elif _is_filed(path, options, earlier, ocr=ocr):
            yield Filed(os.path.relpath(path), "unchanged", earlier.meeting.id)
            continue
        left.append(path)

    def known(path: Path) -> Earlier | None:
        return None if path in new else _earlier(filer, path)

    done = len(paths) - len(left)
    with closing(read_apart(left, options, known, ask, ocr=ocr)) as each:
        for count, (path, found) in enumerate(each, start=done + 1):
            one = filed(filer, os.path.relpath(path), found)
            advance(count, len(paths))
            yield one


def _is_filed(path: Path, options: Mapping[str, str], earlier: Earlier, *, ocr: bool) -> bool:
    try:
        return bring(path, options, earlier, ocr=ocr).is_filed
    except SourceError:  # told when it is read
        return False


def _earlier(filer: Filer, path: Path) -> Earlier | None:
    """What was filed from a file before, from where it is now or from where it was."""
    place = place_of(path)
    if found := filer.earlier(path.name, place, None):
        return found
    try:
        return filer.earlier(path.name, place, sha256(bring(path, {}).source))
    except SourceError:  # told when it is read
        return None


def _without_file(one: Stored) -> Filed:
    if one.path is None:
        told = "it was not added from a file here, so there is none to read again"
        return Filed(one.name, "unchanged", one.meeting_id, (told,))
    told = (
        f"{one.path} is gone, the document of {one.meeting_id} is kept. If it is to go too: "
        f"communique remove {one.meeting_id}; if its file has moved, add it from its new place."
    )
    return Filed(one.name, "refused", one.meeting_id, (told,))
