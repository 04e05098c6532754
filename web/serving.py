"""The engine that answers, and its successor when the documents have changed."""

from __future__ import annotations

import ctypes
import gc
import logging
from threading import Event, Lock, Thread

from corpus.errors import CommuniqueError, IndexMissing
from index.generation import current_place
from qa import Engine, Settings, open_engine
from qa.bootstrap import MakeEncoder, load_encoder

LOOK_EVERY = 1.0  # seconds
LOOK_AGAIN_AFTER_A_FAILURE = 60.0
PATIENT = 5.0
FAILED = "The new index cannot be opened, the last one goes on serving: %s"

log = logging.getLogger("communique")


class Serving:
    """Holds the engine that answers now; requests that have taken the last one finish with it."""

    def __init__(
        self, engine: Engine, settings: Settings, make_encoder: MakeEncoder = load_encoder
    ) -> None:
        """Serve from an engine that was opened with these settings."""
        self.engine = engine
        self._settings = settings
        self._make_encoder = make_encoder
        self._generation = self._named()
        self._opening = Lock()
        self._last_is_left = False
        self._over = Event()
        self._watcher: Thread | None = None

    def renew(self) -> None:
        """Open a new engine if another generation of the index serves now; raises any error.

        The last engine is left to the garbage collector, since requests may still use it; it is
        collected at the next look.
        """
        with self._opening:
            name = self._named()
            if name in (None, self._generation):
                return
            self.engine = open_engine(self._settings, _unseen, log.info, self._make_encoder)
            self._generation = name
            self._last_is_left = True

    def watch(self) -> None:
        """Look once a second whether another process has changed the documents, until closed."""
        self._watcher = Thread(target=self._look, name="communique-watch", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Stop watching."""
        self._over.set()
        if self._watcher is not None:
            self._watcher.join(PATIENT)

    def _look(self) -> None:
        pause = LOOK_EVERY
        while not self._over.wait(pause):
            if self._last_is_left:  # since the look before, so that requests are done with it
                self._last_is_left = False
                _give_back_memory()
            try:
                self.renew()
                pause = LOOK_EVERY
            except Exception as error:  # whatever it is, there must be another look
                unexpected = not isinstance(error, CommuniqueError)
                log.warning(FAILED, error, exc_info=unexpected)
                pause = LOOK_AGAIN_AFTER_A_FAILURE

    def _named(self) -> str | None:
        try:
            return current_place(self._settings.place).name
        except IndexMissing:
            return None


def _give_back_memory() -> None:
    """Free engines that no request uses any more: their parts refer to each other.

    glibc keeps what was freed in pieces, some 30 MB an engine, unless it is told not to.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _unseen(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""
