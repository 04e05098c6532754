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
MOST_MEMORY = 4 * 2**30
WAITING = 8  # files read ahead of the one that is being filed


def read_apart(
    paths: Sequence[Path], options: Mapping[str, str]
) -> Iterator[tuple[Path, Taken | CommuniqueError]]:
    """Read files on all cores, in their order; what cannot be read comes as its error.

    A file that takes LONGEST_SECONDS or MOST_MEMORY, or ends its process, harms no other.
    """
    workers = min(len(paths), os.cpu_count() or 1)
    if not workers:
        return
    with ProcessPool(workers, initializer=_limit, context=get_context("spawn")) as pool:
        waiting: list[tuple[Path, ProcessFuture[Taken]]] = []
        left = iter(paths)
        try:
            while True:
                while len(waiting) < WAITING and (path := next(left, None)) is not None:
                    future = pool.schedule(_read, args=[path, options], timeout=LONGEST_SECONDS)
                    waiting.append((path, future))
                if not waiting:
                    return
                path, future = waiting.pop(0)
                yield path, _result(path, future)
        finally:
            if waiting:
                pool.stop()  # type: ignore[no-untyped-call]


def _limit() -> None:
    """Take no more memory than may be, and say nothing: what fails is told by who asked for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(path: Path, options: Mapping[str, str]) -> Taken:
    return take(bring(path, options))


def _result(path: Path, future: ProcessFuture[Taken]) -> Taken | CommuniqueError:
    try:
        return future.result()
    except CommuniqueError as error:
        return error
    except TookTooLong:
        return SourceError(f"{path.name} took longer than {LONGEST_SECONDS:.0f} s to read.")
    except (ProcessExpired, MemoryError):
        return SourceError(
            f"{path.name} took more memory than there is to read it. Split it, or save its text."
        )
    except Exception as error:  # noqa: BLE001 - one bad file stops no other, whatever is wrong
        return SourceError(
            f"{path.name} could not be read: {type(error).__name__} in the reader of its format. "
            "Save it as text or PDF and try again."
        )
