"""A prompt that a person can choose: answer, and quote only what is verified."""

from __future__ import annotations

from collections.abc import Mapping

import mcp_types as types

from corpus.errors import InputError
from qa import clean

NAME = "quote_only_what_is_verified"
QUESTION = "question"
PROMPT = types.Prompt(
    name=NAME,
    title="Quote only what is verified",
    description="Answers a question with verified quotations of the record and their citations",
    arguments=[
        types.PromptArgument(
            name=QUESTION, description="The question, in plain words", required=True
        )
    ],
)
TEXT = """\
Answer this question from the record of the meetings: {question}

Call the tool ask, and others of this server as you need them. Then write the answer:
1. Each statement about the record rests on a quotation, word for word as a tool returned it, in \
quotation marks, followed by its citation (meeting, date, place, paragraph) and permalink.
2. Before you use any other quotation, call verify_quotation; leave it out unless it is verbatim.
3. Where the record does not say, write that, and do not fill the gap from elsewhere or from the \
nearest passages."""


def written(name: str, given: Mapping[str, str]) -> types.GetPromptResult:
    """The prompt with a question; raises InputError."""
    if name != NAME:
        raise InputError(f"There is no prompt {name[:80]!r}. There is: {NAME}.")
    text = TEXT.format(question=clean(given.get(QUESTION, "")))
    return types.GetPromptResult(
        description=PROMPT.description,
        messages=[types.PromptMessage(role="user", content=types.TextContent(text=text))],
    )
