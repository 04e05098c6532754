"""A sentence written so that quantulum3 reads it right, with the way back to its own characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import numeric

from corpus import Span

Rewrite = Callable[[re.Match[str]], str]

SIGNS = {"EUR": "€", "USD": "US$", "GBP": "£", "JPY": "¥"}
SCALES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
MIXED = re.compile(
    r"(?<![\w.,/-])(?:(\d+)[- \u2010\u2011])?(\d)/([2-9]|\d\d)(?=\s+(?:percent|per|to)\b)"
)
VULGAR = re.compile(r"(\d*)([½¼¾⅓⅔])")
ARTICLE = re.compile(r"\b[Aa]n?(?=\s+(?:\w+\s+)?(?:US)?[$€£¥]\d)")  # "a $5" is no unit
PER_CENT = re.compile(r"\bper cent\b", re.IGNORECASE)
CURRENCY = re.compile(r"(?:\b(EUR|USD|GBP|JPY|US\$)|([€£¥$]))\s?(?=\d)")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}\s+(?:million|billion|trillion)\b)")
SHORT_SCALE = re.compile(r"(?<=[$€£¥])(\d[\d.,]*)\s?(mn?|bn|tn)\b")
DOLLARS_TWICE = re.compile(r"(?<=\$)(\d[\d.,]*(?:\s(?:m|b|tr)illion)?)\s+dollars\b")
BETWEEN = re.compile(r"(?<=[\dnt%])(\s+(?:to|and)\s+|\s?[-–]\s?)(?=[$€£¥]?\d)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready; ``starts`` and ``ends`` tell where its characters stood before."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Prepared:
        """The text as it is."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def before(self, start: int, end: int) -> Span:
        """Where these characters of the text stood before."""
        return Span(self.starts[start], self.ends[end - 1])

    def rewritten(self, pattern: re.Pattern[str], rewrite: Rewrite) -> Prepared:
        """With all that fits the pattern written otherwise."""
        text, starts, ends, at = "", [], [], 0
        for found in pattern.finditer(self.text):
            start, end = found.span()
            new = rewrite(found)
            there = self.before(start, end)
            text += self.text[at:start] + new
            starts += [*self.starts[at:start], *[there.start] * len(new)]
            ends += [*self.ends[at:start], *[there.end] * len(new)]
            at = end
        text += self.text[at:]
        return Prepared(text, (*starts, *self.starts[at:]), (*ends, *self.ends[at:]))


def prepared(text: str) -> Prepared:
    """A sentence with fractions as decimals, one sign for a currency, and scales in words.

    What joins two numbers to a range becomes a semicolon: quantulum3 would mistake the place.
    """
    return (
        Prepared.of(text)
        .rewritten(MIXED, _decimal)
        .rewritten(VULGAR, lambda found: f"{int(found[1] or 0) + numeric(found[2]):.4g}")
        .rewritten(ARTICLE, lambda _: "the")
        .rewritten(PER_CENT, lambda _: "percent")
        .rewritten(CURRENCY, lambda found: SIGNS.get(found[1], found[0].strip()))
        .rewritten(DECIMAL_COMMA, lambda _: ".")
        .rewritten(SHORT_SCALE, lambda found: f"{found[1]} {SCALES[found[2]]}")
        .rewritten(DOLLARS_TWICE, lambda found: found[1])
        .rewritten(BETWEEN, lambda _: " ; ")
    )


def _decimal(found: re.Match[str]) -> str:
    """A fraction as a decimal: 5.25 for "5-1/4"."""
    whole, over, under = found.groups()
    return f"{float(int(whole or 0) + Fraction(int(over), int(under))):g}"
