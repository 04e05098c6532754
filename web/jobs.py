"""Changes of the documents that a server makes one after another, beside answering."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from queue import Queue
from threading import Event, Lock, Thread
from typing import Literal

from corpus.adding import Filer
from corpus.errors import BusyError, CommuniqueError, UnknownMeeting
from corpus.filed import Filed
from corpus.lock import writing
from corpus.taking_in import add_copies
from index import Progress
from qa import Settings
from qa.bootstrap import PATIENCE, MakeEncoder, index_upkeep, load_encoder, open_filer
from web.serving import Serving
from web.uploads import Upload

MOST_WAITING = 20
REMEMBERED = 100
PATIENT = 10.0  # seconds that a stopping server waits for the job at work
STOPPED = (
    "The server was stopped. What was filed is kept and can be asked for after the next start."
)
UNEXPECTED = "An unexpected error, which the server's log tells: what was filed is kept."

JobState = Literal["waiting", "reading", "indexing", "done", "failed"]
Change = Callable[[Filer], Iterator[Filed]]

log = logging.getLogger("communique")


@dataclass(frozen=True, slots=True)
class Job:
    """A change as far as it has come.

    ``done`` of ``total`` counts files while reading and paragraphs while indexing; ``files`` tells
    what became of each file, as the command line does. ``problem`` is why it failed.
    """

    id: str
    what: Literal["add", "remove", "restore"]
    state: JobState
    done: int
    total: int
    files: tuple[Filed, ...]
    problem: str | None
    url: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ("done", "failed")


class _Stopped(Exception):
    """The server is being stopped."""


class Jobs:
    """Takes changes, makes them in order in one thread, and remembers the last ones."""

    def __init__(
        self, settings: Settings, serving: Serving, make_encoder: MakeEncoder = load_encoder
    ) -> None:
        """Change the collection of these settings, of which ``serving`` is told."""
        self._settings = settings
        self._serving = serving
        self._make_encoder = make_encoder
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._queue: Queue[tuple[str, Change, Upload | None] | None] = Queue()
        self._over = Event()
        self._worker: Thread | None = None

    def start(self) -> None:
        """Begin to work."""
        self._worker = Thread(target=self._work, name="communique-jobs", daemon=True)
        self._worker.start()

    def close(self) -> None:
        """Stop after the file, or the step of the index, that is at work."""
        self._over.set()
        self._queue.put(None)
        if self._worker is not None:
            self._worker.join(PATIENT)

    def add(self, upload: Upload) -> Job:
        """File what was uploaded; raises BusyError when too many changes wait."""
        return self._take("add", len(upload.files), lambda filer: _added(filer, upload), upload)

    def remove(self, meeting_id: str) -> Job:
        """Take a meeting's document out; raises BusyError."""
        return self._take("remove", 1, lambda filer: _each(filer.remove, meeting_id))

    def restore(self, meeting_id: str) -> Job:
        """Bring a meeting's document back; raises BusyError."""
        return self._take("restore", 1, lambda filer: _each(filer.restore, meeting_id))

    def find(self, name: str) -> Job | None:
        """A job as it is now, None where there is none of this name (any more)."""
        with self._lock:
            return self._jobs.get(name)

    def last(self, most: int) -> Sequence[Job]:
        """The newest jobs, newest first."""
        with self._lock:
            return list(self._jobs.values())[: -most - 1 : -1]

    def _take(
        self, what: Literal["add", "remove", "restore"], total: int, change: Change,
        upload: Upload | None = None,
    ) -> Job:  # fmt: skip
        name = secrets.token_urlsafe(12)
        job = Job(name, what, "waiting", 0, total, (), None, f"/api/documents/jobs/{name}")
        with self._lock:
            if sum(not one.is_over for one in self._jobs.values()) >= MOST_WAITING:
                raise BusyError(f"{MOST_WAITING} changes are waiting already. Try again later.")
            over = [one.id for one in self._jobs.values() if one.is_over]
            for old in over[: max(0, len(self._jobs) - REMEMBERED + 1)]:
                del self._jobs[old]
            self._jobs[name] = job
        self._queue.put((name, change, upload))
        return job

    def _work(self) -> None:
        for name, change, upload in iter(self._queue.get, None):
            self._make(name, change, upload)

    def _make(self, name: str, change: Change, upload: Upload | None) -> None:
        try:
            with index_upkeep(self._settings, self._make_encoder) as bring_up_to_date:
                try:
                    self._file(name, change)
                finally:  # what was filed before a failure is to be found too
                    if upload is not None:
                        upload.discard()
                    self._index(name, bring_up_to_date)
            filed = self._jobs[name].files
            self._tell(name, state="done", done=len(filed), total=len(filed))
        except _Stopped:
            self._tell(name, state="failed", problem=STOPPED)
        except CommuniqueError as error:
            self._tell(name, state="failed", problem=str(error))
        except Exception:  # whatever it is, the next job must not wait for ever
            log.exception("A change of the documents failed.")
            self._tell(name, state="failed", problem=UNEXPECTED)

    def _file(self, name: str, change: Change) -> None:
        """Change the store file by file."""
        self._tell(name, state="reading")
        place = self._settings.place
        with closing(open_filer(self._settings)) as filer, writing(place, PATIENCE):
            filed: list[Filed] = []
            for one in change(filer):
                filed.append(one)
                self._tell(name, files=tuple(filed), done=len(filed))

    def _index(self, name: str, bring_up_to_date: Callable[[Progress], None]) -> None:
        """Bring the index up to date, and let the new one answer."""
        self._tell(name, state="indexing", done=0, total=0)
        bring_up_to_date(lambda done, total: self._tell(name, done=done, total=total))
        self._serving.renew()

    def _tell(self, name: str, **changed: object) -> None:
        """Say how far a job is; a server that is being stopped goes on with none."""
        with self._lock:
            self._jobs[name] = replace(self._jobs[name], **changed)  # type: ignore[arg-type]
        if self._over.is_set() and not self._jobs[name].is_over:
            raise _Stopped


def _added(filer: Filer, upload: Upload) -> Iterator[Filed]:
    return add_copies(filer, upload.files, upload.options, ocr=upload.ocr, by_form=True)


def _each(change: Callable[[str], Filed], meeting_id: str) -> Iterator[Filed]:
    try:
        yield change(meeting_id)
    except UnknownMeeting as error:  # another job was quicker
        yield Filed(meeting_id, "refused", meeting_id, (str(error),))
