"""The real command line with the tests' encoder: ``python -m tests.small_command add …``.

For tests that start it many times: only what the two models cost is left out. Everything is
imported late, because each process that reads files begins by importing this module.
"""

from __future__ import annotations


def main() -> int:
    """Run the command line that the arguments of this process give."""
    import qa.bootstrap as put_together
    from tests.hashing import HashingEncoder
    from web.cli import run

    models = {
        "find_model": lambda _name: None,
        "exported": lambda *_: (),
        "OnnxEncoder": lambda *_: HashingEncoder(),
        "open_reranker": lambda *_: None,
        "annotate_apart": lambda texts: iter([[] for _ in texts]),
    }
    for name, small in models.items():
        setattr(put_together, name, small)
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
