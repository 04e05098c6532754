"""The tools: what each is called, takes, does and gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.errors import InputError
from qa import Answer, Engine, QuotedParagraph, read_paragraph
from qa.citing import linked_paragraph
from qa.compare import Comparison, compare
from qa.listing import ListedMeetings, list_meetings
from qa.phrase import FoundPhrase, VerifiedQuotation, verify_quotation
from web.mcp import arguments, texts

EITHER = "Give a meeting with the number of a paragraph, or a permalink."


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: ``call`` answers its arguments with a dataclass of type ``gives``.

    ``told`` has the text of that for a language model. The texts of the first line are for people,
    ``description`` is for a language model.
    """

    name: str
    title: str
    description: str
    takes: type[arguments.Arguments]
    gives: type
    call: Callable[[Engine, Any], Any]
    told: Callable[[Engine, Any], str]


def _ask(engine: Engine, given: arguments.Ask) -> Answer:
    return engine.ask(given.question, given.filters, given.limit)


def _find(engine: Engine, given: arguments.Find) -> FoundPhrase:
    return engine.find(given.quotation)


def _verify(engine: Engine, given: arguments.Verify) -> VerifiedQuotation:
    return verify_quotation(given.quotation, given.meeting, engine.store, engine.find)


def _paragraph(engine: Engine, given: arguments.Paragraph) -> QuotedParagraph:
    by_number = given.meeting is not None and given.number is not None
    if by_number == (given.permalink is not None):
        raise InputError(EITHER)
    if given.permalink is not None:
        return linked_paragraph(given.permalink, engine.store)
    return read_paragraph(engine.store, given.meeting or "", given.number or 0)


def _list(engine: Engine, given: arguments.List) -> ListedMeetings:
    return list_meetings(engine.store, given.filters, given.limit, given.offset)


def _compare(engine: Engine, given: arguments.Compare) -> Comparison:
    return compare(engine, given.first, given.second)


TOOLS = (
    Tool(
        name="ask",
        title="Ask what was said",
        description=(
            "Ask a question about the meetings in this collection. Gives verbatim, verified "
            "sentences of the record, each with citation and permalink, or says that the record "
            "does not say. Use it first for any question of what was said, decided, counted or "
            "promised. Quote only what it gives as a quotation, always with its citation. Where "
            "the record does not say, tell the reader so; the nearest passages are no answer."
        ),
        takes=arguments.Ask,
        gives=Answer,
        call=_ask,
        told=lambda engine, one: texts.answer(one, engine.store.meetings()),
    ),
    Tool(
        name="find_quotation",
        title="Find a quotation",
        description=(
            "Look up a phrase, a sentence or a paragraph: every place where it stands, in date "
            "order, verbatim or altered, with the words that differ. Use it to learn when "
            "something was first said, and at which meetings."
        ),
        takes=arguments.Find,
        gives=FoundPhrase,
        call=_find,
        told=lambda _, one: texts.found(one),
    ),
    Tool(
        name="verify_quotation",
        title="Verify a quotation",
        description=(
            "Check a quotation before you use it. The verdict is verbatim; altered, with what "
            "differs and the record's own words; misattributed, with the true source; or not in "
            "the record. Call it for every quotation that did not come word for word from another "
            "tool of this server, and never quote what is not verbatim."
        ),
        takes=arguments.Verify,
        gives=VerifiedQuotation,
        call=_verify,
        told=lambda _, one: texts.verified(one),
    ),
    Tool(
        name="get_paragraph",
        title="Get a paragraph",
        description=(
            "A whole paragraph by its meeting and number, with its citation; or the quotation of a "
            "permalink, with the paragraph around it. Use it to read around a quotation."
        ),
        takes=arguments.Paragraph,
        gives=QuotedParagraph,
        call=_paragraph,
        told=lambda _, one: texts.paragraph(one),
    ),
    Tool(
        name="list_meetings",
        title="List the meetings",
        description=(
            "The meetings in this collection in date order, with id, date, place, kind and hosts; "
            "some at a time. The text of one is the resource communique://meetings/{id}."
        ),
        takes=arguments.List,
        gives=ListedMeetings,
        call=_list,
        told=lambda _, one: texts.meetings(one),
    ),
    Tool(
        name="compare",
        title="Compare two meetings",
        description=(
            "Two meetings paragraph by paragraph: kept, changed, split, merged, moved, dropped and "
            "new, with both wordings quoted and cited, and changed numbers and negations told."
        ),
        takes=arguments.Compare,
        gives=Comparison,
        call=_compare,
        told=lambda _, one: texts.comparison(one),
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}
