"""The date that people put into a file's name: ``2018-01-31.txt``, ``minutes20210616.pdf``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from corpus.printed import dates_in

EIGHT_DIGITS = re.compile(r"(?<![^\W_])[A-Za-z]*((?:19|20)\d\d)(\d\d)(\d\d)[A-Za-z]?(?![^\W_])")
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ](\d\d)[-_. ](\d\d)(?!\d)")


def dates_of_file_name(name: str) -> tuple[date, ...]:
    """The days a file's name gives, each once; two where it can be read in two ways."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    plain = EIGHT_DIGITS.sub(r" \1-\2-\3 ", stem)
    plain = YEAR_FIRST.sub(r" \1-\2-\3 ", plain)
    days = [day for one in dates_in(_spaced(plain)) for day in one.days]
    return tuple(dict.fromkeys(days))


def _spaced(stem: str) -> str:
    """Hyphens and low lines as blanks, but inside a date that has its year first or last."""
    blanks = re.sub(r"(?<!\d)[-_]|[-_](?!\d)", " ", stem.replace("_", "-"))
    return re.sub(r"\b(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)\b", r"\1.\2.\3", blanks)
