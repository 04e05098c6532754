"""The engine while it is still being opened: a client is greeted before the models are loaded."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from qa import Engine, Settings
from web.serving import Serving

Open = Callable[[Settings], Engine]


class Opening:
    """An engine that is opened beside, and then follows the changes of its documents."""

    def __init__(self, settings: Settings, open_engine: Open) -> None:
        """Begin to open the engine of these settings."""
        self._settings = settings
        self._open = open_engine
        self._serving: Future[Serving] = Future()
        Thread(target=self._work, name="communique-opening", daemon=True).start()

    def engine(self) -> Engine:
        """The engine that answers now; waits until there is one, raises why there cannot be."""
        return self._serving.result().engine

    def close(self) -> None:
        """Follow the documents no more."""
        if self._serving.done() and not self._serving.exception():
            self._serving.result().close()

    def _work(self) -> None:
        try:
            serving = Serving(self._open(self._settings), self._settings)
            serving.watch()
        except BaseException as error:  # noqa: BLE001 - whoever asks is told
            self._serving.set_exception(error)
        else:
            self._serving.set_result(serving)
