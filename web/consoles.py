"""The two streams of the command line: results, and everything else."""

from __future__ import annotations

import sys

from rich.console import Console

out = Console(highlight=False, soft_wrap=not (sys.stdout and sys.stdout.isatty()))
err = Console(stderr=True, highlight=False)
