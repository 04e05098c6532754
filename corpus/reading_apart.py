"""Many files read at once, each in a process that cannot harm the others."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from corpus.errors import CommuniqueError, FactsMissing, SourceError
from corpus.finding import bring
from corpus.intake import Earlier, Taken, take
from corpus.processes import processes

LONGEST_SECONDS = 300.0
LONGEST_SECONDS_WITH_OCR = 3 * 3600.0  # 2,000 pages of 5; each has a limit of its own too
MOST_MEMORY = 4 * 2**30
WAITING = 8  # files read ahead of the one that is being filed

Item = TypeVar("Item")
Result = TypeVar("Result")

Ask = Callable[[str, FactsMissing], Mapping[str, str] | None]
FindEarlier = Callable[[Path], Earlier | None]


def read_apart(
    paths: Sequence[Path],
    options: Mapping[str, str],
    earlier: FindEarlier = lambda _path: None,
    ask: Ask | None = None,
    *,
    ocr: bool = False,
) -> Generator[tuple[Path, Taken | CommuniqueError], None, None]:
    """Read files on all cores, in their order; what cannot be read comes as its error.

    ``earlier`` tells what was filed from a file before. ``ask`` is called once for a file (by its
    path) that lacks what must be known; it is read again with the values that this gives, if any.
    A file that takes LONGEST_SECONDS or MOST_MEMORY, or ends its process, harms no other.
    ``ocr`` reads pages without text off their picture, which may take a few seconds a page.
    """
    if not paths:
        return
    longest = LONGEST_SECONDS_WITH_OCR if ocr else LONGEST_SECONDS

    def work(path: Path, options: Mapping[str, str]) -> Callable[[], Taken]:
        return partial(_read, path, options, earlier(path), ocr=ocr)

    with readers(len(paths)) as pool:
        todo = ((path, work(path, options)) for path in paths)
        for path, found in each_apart(pool, todo, longest):
            if ask and isinstance(found, FactsMissing) and (given := ask(str(path), found)):
                again = work(path, {**options, **given})
                ((_, found),) = each_apart(pool, [(path, again)], longest)  # noqa: PLW2901
            yield path, found


def readers(most: int) -> AbstractContextManager[ProcessPool]:
    """Processes that read, as many as there are cores and not more than ``most``."""
    return processes(max(1, min(most, os.cpu_count() or 1)), _limit)


def each_apart(
    pool: ProcessPool,
    todo: Iterable[tuple[Item, Callable[[], Result]]],
    longest: float = LONGEST_SECONDS,
) -> Iterator[tuple[Item, Result | CommuniqueError]]:
    """Do each piece of work in one of the processes; the results come in order.

    One may take ``longest`` seconds.
    """
    waiting: list[tuple[Item, ProcessFuture[Result]]] = []
    left = iter(todo)
    while True:
        while len(waiting) < WAITING and (one := next(left, None)) is not None:
            item, work = one
            waiting.append((item, pool.schedule(work, timeout=longest)))
        if not waiting:
            return
        item, future = waiting.pop(0)
        result = _result(str(item), future, longest)
        yield item, result


def _limit() -> None:
    """Take no more memory than may be, and say nothing: what fails is told by who asked for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(path: Path, options: Mapping[str, str], earlier: Earlier | None, *, ocr: bool) -> Taken:
    return take(bring(path, options, earlier, ocr=ocr))


def _result(item: str, future: ProcessFuture[Result], longest: float) -> Result | CommuniqueError:
    name = Path(item).name
    try:
        result: Result = future.result()
        return result  # noqa: TRY300
    except CommuniqueError as error:
        return error
    except TookTooLong:
        return SourceError(f"{name} took longer than {longest:.0f} s to read.")
    except (ProcessExpired, MemoryError):
        return SourceError(
            f"{name} took more memory than there is to read it. Split it, or save its text."
        )
    except Exception as error:  # noqa: BLE001 - one bad file stops no other, whatever is wrong
        return SourceError(
            f"{name} could not be read: {type(error).__name__} in the reader of its format. "
            "Save it as text or PDF and try again."
        )
