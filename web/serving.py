"""The engine that answers, and its successor when the documents have changed."""

from __future__ import annotations

import gc
import logging
from threading import Event, Lock, Thread

from corpus.errors import CommuniqueError, IndexMissing, IndexStale
from index.generation import current_place
from qa import Engine, Settings
from qa.bootstrap import renewed

LOOK_EVERY = 1.0  # seconds
LOOK_AGAIN_AFTER_A_FAILURE = 60.0
PATIENT = 5.0
FAILED = "The new index cannot be opened, the last one goes on serving: %s"

log = logging.getLogger("communique")


class Serving:
    """Holds the engine that answers now; requests that have taken the last one finish with it."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        """Serve from an engine that was opened with these settings."""
        self.engine = engine
        self._settings = settings
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
            if self._named() in (None, self.engine.searcher.generation.name):
                return
            self.engine = renewed(self.engine, self._settings)
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
                gc.collect()  # the parts of an engine refer to each other
            try:
                self.renew()
                pause = LOOK_EVERY
            except IndexStale:  # another one took its place while it was opened
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
