"""The machine and the versions that a measurement was taken with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("communique", "onnxruntime", "tokenizers", "faiss-cpu", "tantivy", "torch",
            "sentence-transformers")  # fmt: skip
CPU = Path("/proc/cpuinfo")
MEMORY = Path("/proc/meminfo")
KIB_A_GIB = 1024 * 1024


def machine() -> str:
    """Processor, cores, memory, Python and packages, on one line."""
    parts = [
        processor(),
        f"{os.cpu_count()} cores",
        memory(),
        f"Python {platform.python_version()}",
    ]
    return ", ".join([*filter(None, parts), *versions()])


def processor() -> str:
    """The processor's name."""
    return _field(CPU, "model name") or platform.processor() or platform.machine()


def memory() -> str:
    """How much memory there is; empty where that cannot be told."""
    found = _field(MEMORY, "MemTotal")
    return f"{int(found.split()[0]) / KIB_A_GIB:.0f} GiB" if found else ""


def versions() -> list[str]:
    """Installed packages that matter, each with its version."""
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


def _field(path: Path, name: str) -> str:
    """The first value of a field in one of Linux's lists; empty elsewhere."""
    if not path.exists():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")
