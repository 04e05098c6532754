"""Arrays read from disk, also by several threads at once."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

# numpy parses a file's header as Python, which CPython 3.11 now and then fails to do in two
# threads at once ("AST constructor recursion depth mismatch").
_one_header = Lock()


def read_array(path: Path) -> NDArray[Any]:
    """The array that ``np.save`` wrote; raises OSError or ValueError."""
    with _one_header:
        array: NDArray[Any] = np.load(path, allow_pickle=False)
    return array
