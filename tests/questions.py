"""Questions as they are understood where nothing is known of a collection."""

from __future__ import annotations

from qa.question import Question, kind_of


def plain_question(text: str) -> Question:
    return Question(
        asked=text,
        text=text,
        topic=text,
        corrections={},
        kind=kind_of(text),
        meetings=(),
        aliases={},
        scope=(),
        parts=(),
        notes=(),
        only_instructs=False,
    )
