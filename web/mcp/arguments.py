"""What each tool takes, described for a language model."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qa import Filters
from qa.engine import MOST_ANSWERS
from qa.listing import MOST_LISTED
from qa.phrase.find import LONGEST
from qa.question import LONGEST_QUESTION
from web.filters import filters

ID = "Id of a meeting as list_meetings gives it, or how it begins, such as 2021-06"
DAY = "as 2021-06-28, 2021-06 or 2021"
MOST_NUMBERED = 10**9


def _several(given: object) -> object:
    """What may be given as one text or as several."""
    return [given] if isinstance(given, str) else given


Texts = Annotated[list[str], BeforeValidator(_several)]


class Arguments(BaseModel):
    """What a tool takes; nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Restricted(Arguments):
    """What a question or a list is restricted to."""

    meetings: Texts = Field([], description=f"Only these meetings. {ID}; of several, any will do")
    start: str | None = Field(None, description=f"Only meetings from this day, {DAY}")
    end: str | None = Field(None, description=f"Only meetings up to this day, {DAY}")
    place: str | None = Field(None, description="Only meetings at this place")
    kind: str | None = Field(None, description="Only meetings of this kind")

    @property
    def filters(self) -> Filters:
        """The same as filters."""
        return filters(self.meetings, self.start, self.end, self.place, self.kind, self.lifted)

    @property
    def lifted(self) -> list[str]:
        """Words of a question that must not restrict it."""
        return []


class Ask(Restricted):
    """A question."""

    question: str = Field(
        description="One question in plain words, as a person would ask it",
        json_schema_extra={"minLength": 1, "maxLength": LONGEST_QUESTION},
        examples=["Which new members joined in 2021?"],
    )
    set_aside: Texts = Field(
        [], description="Words of the question that must not restrict it to meetings"
    )
    limit: int = Field(3, ge=1, le=MOST_ANSWERS, description="Most quotations to return")

    @property
    def lifted(self) -> list[str]:
        """Words of the question that must not restrict it."""
        return self.set_aside


class Find(Arguments):
    """A phrase."""

    quotation: str = Field(
        description="A phrase, a sentence or a paragraph, with or without quotation marks",
        json_schema_extra={"minLength": 1, "maxLength": LONGEST},
    )


class Verify(Find):
    """A quotation, and the meeting to which it is put down."""

    meeting: str = Field("", description=f"At which meeting it was said. {ID}. Empty: any")


class Paragraph(Arguments):
    """A paragraph by its meeting and number, or by a permalink."""

    meeting: str | None = Field(None, description=ID)
    number: int | None = Field(
        None, ge=1, le=MOST_NUMBERED, description="Number of the paragraph, from 1"
    )
    permalink: str | None = Field(
        None, description="Permalink of a quotation, instead of meeting and number"
    )


class List(Restricted):
    """Some meetings."""

    limit: int = Field(50, ge=1, le=MOST_LISTED, description="Most meetings to return")
    offset: int = Field(0, ge=0, le=MOST_NUMBERED, description="How many meetings to leave out")


class Compare(Arguments):
    """Two meetings."""

    first: str = Field(description=f"The earlier meeting. {ID}")
    second: str = Field(description=f"The later meeting. {ID}")
