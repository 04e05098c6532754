"""How a line is read: with keys, history and completion, or plainly where a terminal has none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

HISTORY = "history"
OWNER_ONLY = 0o600


class Reader(Protocol):
    """Reads lines. Raises EOFError at their end, KeyboardInterrupt where one is dropped."""

    def read(self, prompt: str) -> str:
        """The next line."""

    def forget(self) -> None:
        """Delete what was typed before."""


class KeyReader:
    """Lines with keys to move in them, history and completion, by prompt-toolkit."""

    def __init__(self, completer: Completer, kept: Path | None) -> None:
        """Lines are kept in a file, or where there is none only as long as this runs."""
        self._completer = completer
        self._kept = kept
        self._begin()

    def read(self, prompt: str) -> str:
        """The next line."""
        return self._session.prompt(prompt)

    def forget(self) -> None:
        """Delete the file of lines, too."""
        if self._kept is not None:
            self._kept.unlink(missing_ok=True)
        self._begin()

    def _begin(self) -> None:
        self._session: PromptSession[str] = PromptSession(
            completer=self._completer,
            history=history_in(self._kept),
            auto_suggest=AutoSuggestFromHistory(),
            complete_while_typing=False,
            reserve_space_for_menu=4,
        )


class PlainReader:
    """Lines as they come, for a terminal that cannot move its cursor."""

    def read(self, prompt: str) -> str:
        """The next line."""
        return input(prompt)

    def forget(self) -> None:
        """Nothing was kept."""


def is_plain() -> bool:
    """Whether the terminal cannot do more than print lines."""
    return os.environ.get("TERM", "dumb") in ("", "dumb", "unknown") or not sys.stdin.isatty()


def history_in(file: Path | None) -> History:
    """Lines kept in a file that only its owner can read; in memory where there can be none."""
    if file is None:
        return InMemoryHistory()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_CREAT | os.O_RDWR, OWNER_ONLY)
        os.fchmod(descriptor, OWNER_ONLY)  # one that was there may be open to others
        os.close(descriptor)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
