"""The numbers that words tell: "nearly eight million people" tells of 8,000,000."""

from __future__ import annotations

import math
import re

from text_to_num import alpha2digit

FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s+1(?:000)+\b)*")


def amounts(words: str) -> tuple[float, ...]:
    """Every number in these words, in order; "7.7 million" is one."""
    in_figures = alpha2digit(words, "en")
    return tuple(
        math.prod(float(part.replace(",", "")) for part in found[0].split())
        for found in FIGURES.finditer(in_figures)
    )
