"""What shows of the text within a block: its words, line by line, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from corpus.block import joined_text, words_between
from corpus.errors import SourceError
from corpus.span import Span

LINK_TARGET = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>]*)>", re.IGNORECASE)
STARS_AROUND = re.compile(r"(\*{1,3})[^*]*\w[^*]*\1")
EMPHASISING = ("b", "em", "i", "strong", "u")
EMPHASISING_STYLE = re.compile(r"underline|bold|italic", re.IGNORECASE)
WITHOUT_END = ("br", "hr", "img", "wbr")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: its words, whether all are emphasised, and the notes it refers to."""

    pieces: tuple[Span, ...]
    text: str
    emphasised: bool
    notes: tuple[str, ...]


def visible_lines(token: Token, source: str, start: int, end: int) -> list[Line]:
    """The lines of an inline token, found in order in ``source``; some may show nothing."""
    reading = _Reading(source, start, end)
    lines = []
    for children in _at_line_breaks(token.children or []):
        pieces: list[Span] = []
        emphasised = True
        notes = []
        for child in children:
            found = tuple(reading.words(child))
            pieces += found
            emphasised = emphasised and (reading.depth > 0 or not found)
            if child.type == "footnote_ref":
                notes.append(str(child.meta["label"]))
        stars = _stars_around(source, pieces)
        pieces = pieces if stars is None else stars
        text = joined_text(source, tuple(pieces))
        lines.append(Line(tuple(pieces), text, emphasised or stars is not None, tuple(notes)))
    return lines


class _Reading:
    """A place in the source that moves on from child to child, and how emphasised it is."""

    def __init__(self, source: str, at: int, end: int) -> None:
        self.source, self.at, self.end = source, at, end
        self.depth = 0
        self.tags: list[bool] = []

    def words(self, child: Token) -> Iterator[Span]:
        """The spans of the words that a child shows."""
        match child.type:
            case "text" | "text_special":
                yield from self._text(child)
            case "strong_open" | "em_open":
                self.depth += 1
            case "strong_close" | "em_close":
                self.depth -= 1
            case "html_inline":
                self.at = self.source.index(child.content[:1], self.at) + len(child.content)
                self._tag(child.content)
            case "link_close" if child.info != "auto":
                target = LINK_TARGET.search(self.source, self.at, self.end)
                self.at = target.end() if target else self.at
            case "footnote_ref":
                self.at = self.source.index("[^", self.at) + len(f"[^{child.meta['label']}]")
            case _:
                pass

    def _text(self, child: Token) -> Iterator[Span]:
        wanted = child.content
        if child.info == "entity":  # shown as it is written, unless it is white space
            self.at = self.source.index(child.markup, self.at) + len(child.markup)
            if not wanted.isspace():
                start = self.at - len(child.markup)
                yield Span(start, start + 1) if wanted == "&" else Span(start, self.at)
            return
        for part in _parts(self.source, wanted, self.at, self.end):
            found = self.source.find(part, self.at, self.end)
            if found < 0:
                self._refuse(part)
            before = self.source[self.at : found]
            within_word = before.strip("*_") == "" and _is_word_around(self.source, self.at, found)
            start = self.at if within_word else found
            self.at = found + len(part)
            yield from words_between(self.source, start, self.at)

    def _tag(self, content: str) -> None:
        tag = TAG.match(content)
        if tag is None or tag["name"].lower() in WITHOUT_END:
            return
        if tag["closing"]:
            self.depth -= self.tags.pop() if self.tags else 0
        else:
            name = tag["name"].lower()
            self.tags.append(name in EMPHASISING or bool(EMPHASISING_STYLE.search(tag["rest"])))
            self.depth += self.tags[-1]

    def _refuse(self, content: str) -> None:
        line = self.source.count("\n", 0, self.at) + 1
        raise SourceError(
            f"Line {line} could not be traced back to the file: {content[:60]!r}. "
            "Save the file as plain text and try again."
        )


def _stars_around(source: str, pieces: list[Span]) -> list[Span] | None:
    """The pieces without the stars around the line, which a blank kept from emphasising it."""
    text = joined_text(source, tuple(pieces))
    match = STARS_AROUND.fullmatch(text)
    if match is None:
        return None
    stars = len(match[1])
    shown = [at for piece in pieces for at in range(piece.start, piece.end)][stars:-stars]
    return [
        word
        for piece in pieces
        if shown[0] < piece.end and piece.start <= shown[-1]
        for word in words_between(source, max(piece.start, shown[0]), min(piece.end, shown[-1] + 1))
    ]


def _parts(source: str, wanted: str, start: int, end: int) -> list[str]:
    """A text as it stands in the source: in a table's cell each bar has a backslash before it."""
    if "|" not in wanted or source.find(wanted, start, end) >= 0:
        return [wanted]
    return [part for part in re.split(r"(?=\|)", wanted) if part]


def _at_line_breaks(children: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _is_word_around(source: str, start: int, end: int) -> bool:
    """Whether stars between letters or digits, as in 5*3, are text rather than emphasis."""
    return 0 < start < end and source[start - 1].isalnum() and source[end : end + 1].isalnum()
