"""The command's first step: make sure that our packages are the ones Python finds.

The folders are called corpus, index, qa, web and eval; other distributions use such names too
(web.py ships a ``web``). A clash is reported here instead of letting the other package win.
"""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

OBJECTS_AT_ONCE = 50_000  # new ones, before Python looks for garbage: what is loaded is none
PACKAGES = ("corpus", "index", "qa", "web", "eval")


def clashes(home: Path) -> list[str]:
    """One sentence for each of our packages that Python finds outside ``home``."""
    found = []
    for name in PACKAGES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            found.append(f"The package {name!r} of communique is not installed.")
        elif Path(spec.origin).resolve().parent.parent != home.resolve():
            from importlib.metadata import packages_distributions

            owners = ", ".join(packages_distributions().get(name, ["something else"]))
            found.append(
                f"The package {name!r} of communique is hidden by another one, from {owners}, "
                f"in {Path(spec.origin).parent}."
            )
    return found


def main() -> None:
    """Run the command line, unless another package stands in the way."""
    gc.set_threshold(OBJECTS_AT_ONCE)
    problems = clashes(Path(__file__).parent)
    if problems:
        advice = "Install communique in an environment of its own (see the README)."
        print(*problems, advice, sep="\n", file=sys.stderr)
        sys.exit(1)
    try:
        from web.cli import run

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
