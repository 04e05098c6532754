"""The parts of a sentence that may be an answer: what it mentions, lists, persons with titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus import Span
from index import Mention, MentionKind

LISTED: tuple[MentionKind, ...] = (
    "person", "place", "group", "people", "date", "number", "name"
)  # fmt: skip
NAMED = frozenset({"place", "group", "people", "name"})
TITLE = re.compile(
    r"\b(?:president|chancellor|chair|chairman|chairwoman|minister|secretary|envoy|ambassador|"
    r"commissioner|director|representative|governor|king|queen|prince|princess|pope|deputy|mr|mrs|"
    r"ms|dr|sir|lord|lady|senator|judge|chief|speaker|coordinator|commander|general)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"(?:(?:[^\W\d_a-z][\w.’'-]*|of|for|and|the)\s+)*$")
AND = re.compile(r"(?<=\w )and\s+")
SMALL_WORDS = re.compile(r"(?:(?:of|for|and|the)\s+)+")
BETWEEN = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")


def parts_of(text: str, mentions: Sequence[Mention]) -> dict[Span, set[str]]:
    """The mentions, lists of them and persons with their titles, each with its kinds."""
    found: dict[Span, set[str]] = defaultdict(set)
    wholes = [mention.span for mention in mentions if mention.kind == "date"]
    for mention in mentions:
        whole = _with_title(text, mention.span) if mention.kind == "person" else mention.span
        if whole != mention.span:
            found[whole] |= {"person", "titled"}
            wholes.append(whole)
        found[mention.span].add(mention.kind)
    for kind in LISTED:
        spans = [mention.span for mention in mentions if mention.kind == kind]
        for span in _lists(text, spans):
            found[span] |= {kind, "list"}
    named = [mention for mention in mentions if mention.kind in NAMED]
    for span in _lists(text, [mention.span for mention in named]):
        found[span] |= {m.kind for m in named if m.span.within(span)} | {"list"}
    return {
        span: kinds | _kinds_of_list(text, span, mentions)
        for span, kinds in found.items()
        if not any(span != whole and span.within(whole) for whole in wholes) or "person" in kinds
    }


def with_what_is_counted(
    parts: Mapping[Span, set[str]], mentions: Sequence[Mention]
) -> dict[Span, set[str]]:
    """The parts with each number widened to the phrase it begins: "40" to "40 ministers"."""
    widened: dict[Span, set[str]] = defaultdict(set)
    for span, kinds in parts.items():
        phrases = [m.span for m in mentions if m.kind == "phrase" and m.span.start == span.start]
        whole = min((one for one in phrases if one.end > span.end), default=span)
        widened[whole if "number" in kinds else span] |= kinds
    return widened


def with_titles(text: str, parts: Mapping[Span, set[str]]) -> dict[Span, set[str]]:
    """The parts, those that begin with a name after a title begun with the title."""
    widened: dict[Span, set[str]] = defaultdict(set)
    for span, kinds in parts.items():
        named = text[span.start : span.start + 1].isupper()
        widened[_with_title(text, span) if named else span] |= kinds
    return widened


def _kinds_of_list(text: str, span: Span, mentions: Sequence[Mention]) -> set[str]:
    """The kinds of what a list begins with: "Erbil, Baghdad, and Al Asad" is one of places."""
    if not BETWEEN.search(span.of(text)):
        return set()
    kinds: set[str] = {one.kind for one in mentions if one.span.start == span.start}
    return (kinds - {"phrase"}) | {"list"}


def _with_title(text: str, span: Span) -> Span:
    """A name with the capitalised words before it, where these hold a title.

    Of "Minister Ann Lee and President" only the last is the title of who comes next.
    """
    before = CAPITALISED.search(text, 0, span.start)
    if before is None or not TITLE.search(before[0]):
        return span
    start = before.start()
    for both in AND.finditer(text, start, span.start):
        joins_titles = TITLE.fullmatch(text[start : both.start()].rsplit(maxsplit=1)[-1])
        if TITLE.search(text, both.end(), span.start) and not joins_titles:
            start = both.end()
    lead = SMALL_WORDS.match(text, start, span.start)
    return Span(lead.end() if lead else start, span.end)


def _lists(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Runs of neighbours with nothing but commas and "and" between them."""
    run: list[Span] = []
    for span in spans:
        joined = run and BETWEEN.fullmatch(text[run[-1].end : span.start])
        if not joined and len(run) > 1:
            yield Span(run[0].start, run[-1].end)
        run = [*run, span] if joined else [span]
    if len(run) > 1:
        yield Span(run[0].start, run[-1].end)
