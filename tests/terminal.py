"""A real terminal for tests: a process on a pseudo-terminal, typed into and read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
CONTROL = re.compile(
    rb"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])|[\r\x07\x08]"
)


class Terminal:
    """What a person at a terminal does: type, and wait until something stands there."""

    def __init__(self, descriptor: int, process: int) -> None:
        """The master side of a pseudo-terminal, and the process on its other side."""
        self._descriptor = descriptor
        self._process = process
        self._read = b""
        self._waited = 0
        self.status: int | None = None

    @property
    def text(self) -> str:
        """All that was shown, without what moves the cursor or sets colours."""
        return CONTROL.sub(b"", self._read).decode(errors="replace")

    @property
    def shown(self) -> bytes:
        """All that was shown, as it came."""
        return self._read

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._descriptor, keys.encode())

    def wait_for(self, words: str) -> str:
        """What was shown since the last wait up to these words; they must come in time."""
        begun = self._waited
        until = time.monotonic() + PATIENCE
        while words not in self.text[begun:]:
            if time.monotonic() > until or not self._more():
                raise AssertionError(f"{words!r} did not come: {self.text[begun:]!r}")
        end = self.text.index(words, begun) + len(words)
        self._waited = end
        return self.text[begun:end]

    def end(self) -> int:
        """The exit code, once the process has ended."""
        until = time.monotonic() + PATIENCE
        while self._more() and time.monotonic() < until:
            pass
        _, status = os.waitpid(self._process, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def _more(self) -> bool:
        """Read what has come; False at the end."""
        ready, _, _ = select.select([self._descriptor], [], [], 1.0)
        if not ready:
            return True
        try:
            came = os.read(self._descriptor, 65536)
        except OSError:  # Linux, when the other side was closed
            return False
        self._read += came
        return bool(came)


@contextmanager
def terminal(
    command: Sequence[str], folder: Path, settings: Mapping[str, str], columns: int = 80
) -> Iterator[Terminal]:
    """A process on a terminal of so many columns."""
    process, descriptor = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(settings))  # noqa: S606
    one = Terminal(descriptor, process)
    try:
        yield one
    finally:
        os.close(descriptor)
        if one.status is None:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
