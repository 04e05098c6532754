"""The engine and the store that a command uses: those of the interactive session, or its own."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from typing import Protocol

from corpus import Store
from qa import Citation, Engine, Settings, open_engine, open_store
from web.consoles import err
from web.progress import UNCHANGED, progress


class Session(Protocol):
    """What stays open from one line of the interactive mode to the next."""

    @property
    def settings(self) -> Settings:
        """What the engine was opened with."""

    @property
    def engine(self) -> Engine:
        """The engine that answers now."""

    def number(self, citation: Citation) -> int:
        """The number, from 1, by which a quotation that is shown can be referred to."""


SESSION: ContextVar[Session | None] = ContextVar("SESSION", default=None)


def opened(settings: Settings, when_stopped: str = UNCHANGED) -> Engine:
    """An engine of these settings, with a bar where its index has to be built first."""
    session = _session(settings)
    if session is not None:
        return session.engine
    with progress(err, when_stopped) as (advance, notice):
        return open_engine(settings, advance, notice)


@contextmanager
def stored(settings: Settings) -> Iterator[Store]:
    """The store of these settings, closed at the end unless the session goes on using it."""
    session = _session(settings)
    if session is not None:
        yield session.engine.store
        return
    with closing(open_store(settings)) as store:
        yield store


def shown(citations: Sequence[Citation]) -> None:
    """Number quotations that were told in JSON, where there is a session."""
    for citation in citations:
        numbered(citation)


def numbered(citation: Citation) -> str:
    """What follows a citation in the interactive mode: its number, to cite or show it by."""
    session = SESSION.get()
    return "" if session is None else f"  [{session.number(citation)}]"


def lifting(words: Sequence[str]) -> str:
    """How words of a question are set aside, so that they do not restrict it."""
    if SESSION.get() is not None:
        return f"/set-aside {' / '.join(words)}"
    return " ".join(f"--set-aside {shlex.quote(one)}" for one in words)


def _session(settings: Settings) -> Session | None:
    session = SESSION.get()
    return session if session is not None and session.settings == settings else None
