"""The JSON door for many questions at once."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import InputError
from qa import Answer, Engine
from web.api import AskBody, answered
from web.door.rates import Rates, too_many
from web.problems import Problem, problem
from web.state import state
from web.wire import http_status

MOST_QUESTIONS = 100

router = APIRouter()


class BatchBody(BaseModel):
    """Questions, each a text or what /api/ask takes."""

    model_config = ConfigDict(extra="forbid")

    questions: list[str | AskBody] = Field(
        description="The questions, each a text or an object as for /api/ask",
        min_length=1,
        max_length=MOST_QUESTIONS,
        examples=[["Which new members joined?", {"q": "Who hosted?", "from": "2020", "limit": 1}]],
    )


@router.post("/api/ask/batch", summary="Ask many questions", tags=["Ask"])
def post_batch(request: Request, body: BatchBody) -> list[Answer | Problem]:
    """The answers in the order of the questions, at most 100.

    A question that cannot be used has a problem in its place and spoils no other; a body of another
    shape is refused as a whole. Each question counts as a request against the rate limit.
    """
    found = state(request)
    if found.rates is not None:
        _check_count(len(body.questions), found.rates)
        charged = found.rates.charge(request, len(body.questions) - 1)
        if not charged.allowed:
            headers = {**charged.headers, "Retry-After": str(charged.wait)}
            raise HTTPException(429, too_many(found.rates, charged), headers)
    return [_one(request, found.engine, question) for question in body.questions]


def _check_count(count: int, rates: Rates) -> None:
    """Raise InputError for more questions than the rate limit ever lets through at once."""
    if count > rates.most:
        raise InputError(
            f"{count} questions are too many at once, since {rates.told} are allowed here. "
            f"Send at most {rates.most}."
        )


def _one(request: Request, engine: Engine, question: str | AskBody) -> Answer | Problem:
    asked = {"q": question} if isinstance(question, str) else question
    try:
        return answered(engine, AskBody.model_validate(asked))
    except InputError as error:
        return problem(request, http_status(error), str(error))
