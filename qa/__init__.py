"""A question in, an answer in the record's own words out, or an honest silence."""

from qa.answer import Answer, Quoted, Understood
from qa.bootstrap import BuildReport, build, open_engine, open_store
from qa.engine import Engine, Explanation, all_scores
from qa.question import Filters, clean, parse_day, scope
from qa.quote import Citation, Quote, cite, verify
from qa.reading import ReadMeeting, read_meeting
from qa.settings import Settings

__all__ = [
    "Answer",
    "BuildReport",
    "Citation",
    "Engine",
    "Explanation",
    "Filters",
    "Quote",
    "Quoted",
    "ReadMeeting",
    "Settings",
    "Understood",
    "all_scores",
    "build",
    "cite",
    "clean",
    "open_engine",
    "open_store",
    "parse_day",
    "read_meeting",
    "scope",
    "verify",
]
