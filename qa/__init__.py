"""A question in, an answer in the record's own words out, or an honest silence."""

from qa.answer import Answer, Contrast, Quoted, Understood
from qa.bootstrap import BuildReport, build, open_engine, open_store
from qa.engine import Engine
from qa.explanation import Explanation, all_scores
from qa.filters import Filters, meetings_within, parse_day
from qa.question import clean
from qa.quote import Citation, Quote, cite, verify
from qa.reading import (
    QuotedParagraph,
    ReadMeeting,
    ReadParagraph,
    read_meeting,
    read_paragraph,
)
from qa.scope import Scoping
from qa.settings import Settings

__all__ = [
    "Answer",
    "BuildReport",
    "Citation",
    "Contrast",
    "Engine",
    "Explanation",
    "Filters",
    "Quote",
    "Quoted",
    "QuotedParagraph",
    "ReadMeeting",
    "ReadParagraph",
    "Scoping",
    "Settings",
    "Understood",
    "all_scores",
    "build",
    "cite",
    "clean",
    "meetings_within",
    "open_engine",
    "open_store",
    "parse_day",
    "read_meeting",
    "read_paragraph",
    "verify",
]
