"""The real command line with the tests' encoder: ``python -m tests.small_command add …``.

For tests that start it many times: only what the models cost is left out. Everything is imported
late, because each process that reads files begins by importing this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from inspect import unwrap
from types import FunctionType
from typing import Any


def main() -> int:
    """Run the command line that the arguments of this process give."""
    from web.cli import run

    _take_small_models()
    return run()


def _take_small_models() -> None:
    """Where objects are put together, put ours in the place of the large ones."""
    import qa.bootstrap as together
    from tests.hashing import HashingEncoder

    small: dict[str, Any] = {
        "load_encoder": lambda *_: HashingEncoder(),
        "open_reranker": lambda *_: None,
        "annotating_ahead": _annotating,
        "annotating_apart": _annotating,
    }
    ours = {getattr(together, name): one for name, one in small.items()}
    for name, value in vars(together).copy().items():
        if isinstance(value, FunctionType):
            inner = unwrap(value)
            inner.__defaults__ = tuple(ours.get(one, one) for one in inner.__defaults__ or ())
            setattr(together, name, ours.get(value, value))


def _nothing_mentioned(sentences: Sequence[str]) -> Iterator[list[Any]]:
    return iter([[] for _ in sentences])


@contextmanager
def _annotating(**_: object) -> Iterator[Any]:
    yield _nothing_mentioned


if __name__ == "__main__":
    raise SystemExit(main())
