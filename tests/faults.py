"""Faults for a process of ours: killed at its n-th step, or while it writes, or the disk is full.

``python -m tests.faults step:40 add papers`` runs the small command line with such a fault;
nothing in the product knows of it. A step is the beginning or end of a statement to SQLite, of a
write to a disk, or of a change to a folder.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any, Literal

from corpus.errors import CommuniqueError

Kind = Literal["step", "write", "full"]

STATEMENTS = frozenset(("execute", "executemany", "executescript", "fetchone", "fsync", "write"))
CHANGES = frozenset(
    ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copytree",
     "shutil.move", "sqlite3.connect")
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TOLD, FELL = 3, 4  # exit codes of work that ended with an error of ours, or with another


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a process, and when.

    ``step``: killed at its n-th step; ``write``: killed, in the middle of a write, where a file
    grows beyond so many bytes; ``full``: no file can grow beyond so many bytes.
    """

    kind: Kind
    at: int

    def __str__(self) -> str:
        """As the command line takes it."""
        return f"{self.kind}:{self.at}"


def read_fault(text: str) -> Fault:
    """The fault that a text such as ``step:40`` names."""
    kinds: dict[str, Kind] = {"step": "step", "write": "write", "full": "full"}
    kind, _, at = text.partition(":")
    return Fault(kinds[kind], int(at))


def befall(fault: Fault) -> None:
    """Let the fault happen to this process from now on."""
    if fault.kind == "step":
        _Steps(fault.at).count()
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (fault.at, resource.RLIM_INFINITY))
    dies = fault.kind == "write"
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if dies else signal.SIG_IGN)


def in_a_child(fault: Fault | None, work: Callable[[], object]) -> int:
    """Do the work in a copy of this process; how it ended: 0, TOLD, FELL, or minus a signal.

    This process must have one thread.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os._exit(_ended(fault, work))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _ended(fault: Fault | None, work: Callable[[], object]) -> int:
    try:
        if fault:
            befall(fault)
        work()
    except CommuniqueError:
        return TOLD
    except BaseException:  # noqa: BLE001 - the copy must not go on as its parent would
        traceback.print_exc()
        return FELL
    return 0


class _Steps:
    """Counts the steps of this process and kills it at the last one."""

    def __init__(self, left: int) -> None:
        self.left = left

    def count(self) -> None:
        sys.addaudithook(self._audited)
        sys.setprofile(self._profiled)
        threading.setprofile(self._profiled)

    def _step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and arguments[2] & WRITING):
            self._step()

    def _profiled(self, _frame: FrameType, event: str, what: Any) -> None:
        if event in ("c_call", "c_return") and what.__name__ in STATEMENTS:
            self._step()


if __name__ == "__main__":
    from tests.small_command import main

    befall(read_fault(sys.argv.pop(1)))
    raise SystemExit(main())
