"""Case sets on disk: JSON that follows ``case_set.schema.json``, one case a line."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path

from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from corpus.errors import InputError
from eval.case import CaseSet

SCHEMA = Path(__file__).parent / "case_set.schema.json"


def read_case_set(path: Path) -> CaseSet:
    """Read a set; raises InputError naming the first place that does not follow the schema."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a case set: {in_words(error)}.") from error
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for fault in Draft202012Validator(schema).iter_errors(data):
        place = "/".join(str(part) for part in fault.absolute_path) or "the top"
        raise InputError(f"{path}: {place}: {fault.message[:200]}.")
    case_set = TypeAdapter(CaseSet).validate_python(data)
    ids = [case.id for case in case_set.cases]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InputError(f"{path}: more than one case has the id {twice[0]}.")
    return case_set


def write_case_set(path: Path, case_set: CaseSet) -> None:
    """Write a set, one case a line, so that differences between versions read well."""
    lines = [json.dumps(asdict(case), ensure_ascii=False) for case in case_set.cases]
    head = json.dumps({"name": case_set.name, "documents": case_set.documents}, indent=1)
    body = ",\n".join(lines)
    path.write_text(f'{head[:-2]},\n "cases": [\n{body}\n]}}\n', encoding="utf-8")


def in_words(error: Exception) -> str:
    """Why a file cannot be read, for people."""
    if isinstance(error, OSError):
        return error.strerror or "it cannot be opened"
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 text (byte {error.start})"
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON (line {error.lineno}: {error.msg})"
    if isinstance(error, KeyError):
        return f"it lacks {error}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def select(case_set: CaseSet, split: str | None, only: Collection[str]) -> CaseSet:
    """The cases of one half (or both, for None) and of these kinds (or all, when empty).

    Raises InputError when none is left.
    """
    cases = tuple(
        case
        for case in case_set.cases
        if split in (None, case.split) and (not only or case.kind in only)
    )
    kinds = {case.kind for case in case_set.cases}
    if unknown := sorted(set(only) - kinds):
        known = ", ".join(sorted(kinds))
        raise InputError(f"{case_set.name} has no kind {unknown[0]!r}. Its kinds are: {known}.")
    if not cases:
        raise InputError(f"{case_set.name} has no such case in its {split} half.")
    return replace(case_set, cases=cases)
