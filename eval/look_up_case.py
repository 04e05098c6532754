"""A case of the look-up suite: what is pasted, and what should be told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError

from corpus.errors import InputError
from eval.case_set import in_words
from qa.phrase import Kind, Verdict

Change = Literal[
    "exact", "case", "truncated", "typo", "word changed", "number changed", "negation dropped",
    "alias swapped", "stitched", "misattributed", "attributed", "never said",
]  # fmt: skip
Split = Literal["dev", "test"]
Expected = Literal["number", "negation", "name", "verb", "word", "slip"]
KINDS: dict[Expected, frozenset[Kind]] = {
    "number": frozenset({"number"}),
    "negation": frozenset({"negation"}),
    "name": frozenset({"name"}),
    "verb": frozenset({"verb"}),
    "word": frozenset({"other words", "verb", "left out", "put in"}),
    "slip": frozenset({"spelling", "misread"}),
}
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True, slots=True)
class LookUpCase:
    """What is pasted, how it was made, and what should be told.

    ``meetings`` (ids) have the wording: of verbatim words all of them, of altered ones those from
    which they are taken, of stitched ones those of the pieces. ``differences`` should be named;
    ``attributed_right`` is None where the text names no meeting.
    """

    id: str
    split: Split
    change: Change
    text: str
    verdict: Verdict
    meetings: tuple[str, ...]
    differences: tuple[Expected, ...]
    attributed_right: bool | None


def read_cases(path: Path) -> list[LookUpCase]:
    """The cases in a file; raises InputError for one that cannot be used."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(list[LookUpCase]).validate_python(data["cases"])
    except (OSError, ValueError, KeyError, ValidationError) as error:
        raise InputError(f"{path} cannot be read as look-up cases: {in_words(error)}.") from error
