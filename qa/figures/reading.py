"""The numbers of a sentence with their units, as quantulum3 reads them."""

from __future__ import annotations

import math
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from corpus import Span
from qa.amounts import amounts
from qa.figures.prepared import Prepared, prepared

if TYPE_CHECKING:
    from quantulum3.classes import Quantity as Parsed
    from quantulum3.classes import Unit

Sort = Literal["money", "percentage", "quantity", "count"]
HAS_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half|"
    r"thirds?|quarters?|percent|(?:ten|hundred|thousand|million|billion|dozen|score)s of)\b",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)"
    r"(?: of (?:thousands|millions|billions))?(?! of (?:thousands|millions|billions))"
    r"(?= (?:of|more|worth)\b)(?: of (dollar|euro)s)?",
    re.IGNORECASE,
)
QUALIFIER = re.compile(
    r"(?:\b(?:more than|less than|fewer than|no (?:more|less|fewer) than|well over|over|under|"
    r"above|below|just|nearly|almost|about|around|some|approximately|roughly|circa|at least|"
    r"at most|up to|as (?:many|much) as|close to|near|an estimated|estimated|"
    r"in excess of|exceeding|only)\s+)+$",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s+to\s+|\s?[-–]\s?")
SCALE = re.compile(r"\b(thousand|million|billion|trillion)\b", re.IGNORECASE)
TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHARE = re.compile(r"(?:half|thirds?|quarters?|fourths?|fifths?|tenths?)$", re.IGNORECASE)
PERCENT = re.compile(r"percentage|percent|per cent|%", re.IGNORECASE)
NOT_CHECKED = re.compile(r"dozen|trillion", re.IGNORECASE)  # our own reading knows neither
MEASURED = frozenset(
    ("time", "length", "area", "volume", "mass", "temperature", "energy", "power", "speed", "angle")
)
COUNTED = {"dimensionless": 1.0, "dozen": 12.0}
UNIT_NAMES = {
    "degree angle": "degree",
    "united states dollar": "US dollar",
    "pound-mass": "pound sterling",
}
LOADING = Lock()
# What quantulum3 raises on sentences that it cannot take apart.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a sentence prints it, with its unit; ``number`` is where, in the sentence.

    ``span`` has words like "nearly" before it, too; ``qualifier`` has them alone, in small letters.
    ``value`` is None for an indefinite number
    ("tens of thousands"), ``to`` the end of a range. A percentage is in percent ("a third" is
    33.3…), and ``unit`` None where things are counted.
    """

    span: Span
    number: Span
    value: float | None
    to: float | None
    unit: str | None
    sort: Sort
    qualifier: str = ""


def quantities(sentence: str) -> list[Quantity]:
    """The numbers of a sentence, in order; not yet whether they tell how much of something."""
    if not HAS_NUMBER.search(sentence):
        return []
    ready = prepared(sentence)
    found = [one for each in _parsed(ready.text) if (one := _quantity(ready, each))]
    found += map(_indefinite, INDEFINITE.finditer(sentence))
    in_order = sorted(found, key=lambda one: one.number.start)
    return [_qualified(sentence, one) for one in _with_ranges(sentence, in_order)]


def _indefinite(found: re.Match[str]) -> Quantity:
    span = Span(*found.span())
    return Quantity(span, span, None, None, found[1], "money" if found[1] else "count")


@lru_cache(1)
def _parser() -> ModuleType:
    """quantulum3 without its classifier, which is a pickle, and without scikit-learn for it."""
    with LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that it has no classifier
        unloaded = "sklearn" not in sys.modules
        if unloaded:
            sys.modules["sklearn"] = None  # type: ignore[assignment] # 0.6 seconds and 80 MB
        try:
            from quantulum3 import classifier, parser
        finally:
            if unloaded:
                del sys.modules["sklearn"]
    classifier.USE_CLF = False
    reader: ModuleType = parser
    return reader


def _parsed(text: str) -> list[Parsed]:
    try:
        found: list[Parsed] = _parser().parse(text)
    except FAULTS:
        return []
    return found


def _quantity(ready: Prepared, parsed: Parsed) -> Quantity | None:
    """A number that was read, None where what was read is not what stands there."""
    start, end = parsed.span
    surface = ready.text[start:end].rstrip(" ,;")
    end = start + len(surface)
    if surface != parsed.surface.rstrip(" ,;") or parsed.uncertainty is not None:
        return None
    percent = PERCENT.search(surface)
    if percent:
        end = start + percent.end()  # "3/4 percent at" is no technical atmosphere
    number = ready.before(start, end)
    points = re.match(r" points?\b", ready.text[end : end + 8]) if percent else None
    if points:
        number = Span(number.start, number.end + len(points[0]))
    measured = _measured(surface, parsed.unit, points is not None)
    if measured is None:
        return None
    unit, sort, times = measured
    value = float(parsed.value) * times
    told = amounts(surface)
    plain = sort != "percentage" and not NOT_CHECKED.search(surface)
    if not math.isfinite(value) or (plain and told and not _among(value, told)):
        return None
    return Quantity(number, number, _round(value), None, unit, sort)


def _measured(surface: str, unit: Unit, points: bool) -> tuple[str | None, Sort, float] | None:
    """Unit, sort, and by what the value is to be multiplied; None where the unit is not sure."""
    if unit.name in COUNTED:
        is_share = SHARE.search(surface) is not None
        return ("percent", "percentage", 100.0) if is_share else (None, "count", COUNTED[unit.name])
    if unit.name == "basis point" or PERCENT.search(surface):
        name = "percentage point" if points else "percent"
        return (unit.name if unit.name == "basis point" else name), "percentage", 1.0
    weighed = unit.name == "pound-mass" and SCALE.search(surface)  # no weight is told in millions
    if weighed or _is_currency(unit):
        return _name_of_currency(unit.name), "money", 1.0
    letters = re.search(r"[^\W\d]+$", surface)
    clear = "°" in surface or (letters is not None and len(letters[0]) > 1)
    name = UNIT_NAMES.get(unit.name, unit.name)
    return (name, "quantity", 1.0) if clear and unit.entity.name in MEASURED else None


def _is_currency(unit: Unit) -> bool:
    """Whether a unit is a currency, or one by the day, month or year."""
    if unit.entity.name == "currency":
        return True
    from quantulum3 import load

    bases = [one["base"] for one in unit.dimensions]
    first = load.units("en_US").names.get(bases[0]) if bases else None
    by_time = bases[1:] in (["day"], ["week"], ["month"], ["year"])
    return by_time and first is not None and first.entity.name == "currency"


def _name_of_currency(name: str) -> str:
    first, *per = name.split(" per ")
    return " per ".join([UNIT_NAMES.get(first, first), *per])


def _with_ranges(sentence: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities, two that are the ends of a range as one."""
    waiting: Quantity | None = None
    for one in found:
        both = _range(sentence, waiting, one) if waiting else None
        if waiting and not both:
            yield waiting
        waiting = both or one
    if waiting:
        yield waiting


def _range(sentence: str, one: Quantity, other: Quantity) -> Quantity | None:
    """From one to the other, where they are said to be the ends of a range."""
    if one.value is None or other.value is None or one.to is not None:
        return None
    if one.unit != other.unit and one.sort != "count":
        return None
    between = sentence[one.number.end : other.number.start]
    before = sentence[: one.number.start].rstrip().casefold()
    is_range = RANGE.fullmatch(between) is not None and not before.endswith("from")
    start = one.number.start
    if between.strip() == "and" and before.endswith("between"):
        is_range, start = True, before.rindex("between")
    scale = SCALE.search(other.number.of(sentence))
    scaled = scale is None or SCALE.search(one.number.of(sentence)) is not None
    first = one.value * (1.0 if scaled or scale is None else TIMES[scale[1].casefold()])
    if not is_range or first >= other.value:
        return None
    span = Span(start, other.number.end)
    return replace(other, span=span, number=span, value=first, to=other.value)


def _qualified(sentence: str, one: Quantity) -> Quantity:
    before = QUALIFIER.search(sentence, 0, one.number.start)
    if before is None:
        return one
    words = " ".join(before[0].casefold().split())
    return replace(one, span=Span(before.start(), one.number.end), qualifier=words)


def _among(value: float, told: tuple[float, ...]) -> bool:
    return any(math.isclose(value, one, rel_tol=1e-6) for one in told)


def _round(value: float) -> float:
    """Without what floating point adds to "0.1 percent"."""
    return float(f"{value:.10g}")
