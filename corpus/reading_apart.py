"""Many files read at once, each in a process that cannot harm the others."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from corpus.errors import CommuniqueError, SourceError
from corpus.finding import bring
from corpus.intake import Taken, take

LONGEST_SECONDS = 300.0
LONGEST_SECONDS_WITH_OCR = 3 * 3600.0  # 2,000 pages of 5; each has a limit of its own too
MOST_MEMORY = 4 * 2**30
WAITING = 8  # files read ahead of the one that is being filed


def read_apart(
    paths: Sequence[Path], options: Mapping[str, str], *, ocr: bool = False
) -> Iterator[tuple[Path, Taken | CommuniqueError]]:
    """Read files on all cores, in their order; what cannot be read comes as its error.

    A file that takes LONGEST_SECONDS or MOST_MEMORY, or ends its process, harms no other.
    ``ocr`` reads pages without text off their picture, which may take a few seconds a page.
    """
    longest = LONGEST_SECONDS_WITH_OCR if ocr else LONGEST_SECONDS
    workers = min(len(paths), os.cpu_count() or 1)
    if not workers:
        return
    with ProcessPool(workers, initializer=_limit, context=get_context("spawn")) as pool:
        waiting: list[tuple[Path, ProcessFuture[Taken]]] = []
        left = iter(paths)
        try:
            while True:
                while len(waiting) < WAITING and (path := next(left, None)) is not None:
                    future = pool.schedule(_read, args=[path, options, ocr], timeout=longest)
                    waiting.append((path, future))
                if not waiting:
                    return
                path, future = waiting.pop(0)
                yield path, _result(path, future, longest)
        finally:
            if waiting:
                pool.stop()  # type: ignore[no-untyped-call]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(path: Path, options: Mapping[str, str], ocr: bool) -> Taken:
    return take(bring(path, options, ocr=ocr))


def _result(path: Path, future: ProcessFuture[Taken], longest: float) -> Taken | CommuniqueError:
    try:
        return future.result()
    except CommuniqueError as error:
        return error
    except TookTooLong:
        return SourceError(f"{path.name} took longer than {longest:.0f} s to read.")
    except (ProcessExpired, MemoryError):
        return SourceError(
            f"{path.name} took more memory than there is to read it. Split it, or save its text."
        )
