"""How much memory a process and its children hold, as Linux counts it."""

from __future__ import annotations

from pathlib import Path

KIB_A_MB = 1024
PROCESSES = Path("/proc")


def memory_of(pid: int) -> tuple[float, float]:
    """Memory in use now and at its peak, in MB, summed over a process and its children.

    Pages that two of them share are counted twice.
    """
    found = [_status(one) for one in (pid, *children(pid))]
    return sum(now for now, _ in found), sum(peak for _, peak in found)


def children(pid: int) -> list[int]:
    """The processes that a process started, and those that these did."""
    found: list[int] = []
    for task in (PROCESSES / str(pid) / "task").glob("*/children"):
        for child in map(int, task.read_text(encoding="utf-8").split()):
            found += [child, *children(child)]
    return found


def _status(pid: int) -> tuple[float, float]:
    lines = (PROCESSES / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    now, peak = (int(fields[name].split()[0]) / KIB_A_MB for name in ("VmRSS", "VmHWM"))
    return now, peak
