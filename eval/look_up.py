"""The look-up suite: cases asked, and how many were found and told rightly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from eval.look_up_case import KINDS, LookUpCase
from eval.suite import Suite
from qa import Engine
from qa.phrase import FoundPhrase


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A case and what is wrong with what was told of it; nothing where all is right."""

    case: LookUpCase
    found: FoundPhrase
    wrong: tuple[str, ...]


def look_up(engine: Engine, cases: Sequence[LookUpCase]) -> list[LookedUp]:
    """Every case asked."""
    asked = ((case, engine.find(case.text)) for case in cases)
    return [LookedUp(case, found, tuple(_wrong(case, found))) for case, found in asked]


def suite(title: str, looked_up: Sequence[LookedUp]) -> Suite:
    """The figures of cases that were asked: by how they were made, and what must be reached."""
    rows: list[tuple[str, str, str]] = []
    for change in dict.fromkeys(one.case.change for one in looked_up):
        some = [one for one in looked_up if one.case.change == change]
        rows.append((change, _share([not one.wrong for one in some]), str(len(some))))
    for name, values in _to_reach(looked_up):
        rows.append((name, _share(values), str(len(values))))
    times = sorted(one.found.elapsed_ms for one in looked_up)
    late = times[int(len(times) * 0.95)] if times else 0.0
    note = f"p50 {median(times or [0.0]):.0f} ms, p95 {late:.0f} ms a look-up."
    return Suite(title, ("Cases", "right", "count"), tuple(rows), (note,))


def mistakes(looked_up: Iterable[LookedUp]) -> Iterator[str]:
    """What went wrong, but of the test half."""
    for one in looked_up:
        if one.wrong and one.case.split != "test":
            yield f"{one.case.id}: {'; '.join(one.wrong)} | {one.case.text}"


def _to_reach(looked_up: Sequence[LookedUp]) -> list[tuple[str, list[bool]]]:
    verbatim = [one for one in looked_up if one.case.verdict == "verbatim"]
    altered = [one for one in looked_up if one.case.verdict in ("altered", "stitched")]
    never = [one for one in looked_up if one.case.verdict == "not found"]
    return [
        ("verbatim ones found with all their meetings", [_has_all(one) for one in verbatim]),
        ("altered ones found and rightly labelled", [not one.wrong for one in altered]),
        ("altered ones called verbatim", [one.found.verdict == "verbatim" for one in altered]),
        ("never-said ones matched", [one.found.verdict != "not found" for one in never]),
    ]


def _has_all(one: LookedUp) -> bool:
    return _meetings(one.found, "verbatim") == set(one.case.meetings)


def _wrong(case: LookUpCase, found: FoundPhrase) -> list[str]:
    """What is told otherwise than it should be."""
    wrong = []
    if found.verdict != case.verdict:
        wrong.append(f"{found.verdict}, not {case.verdict}")
    meetings = _meetings(found, None if case.verdict == "stitched" else case.verdict)
    wanted = set(case.meetings)
    if not wanted <= meetings or (case.verdict == "verbatim" and meetings != wanted):
        wrong.append(f"in {sorted(meetings)}, not {sorted(wanted)}")
    told = {each.kind for place in found.all_places for each in place.differences}
    if case.verdict == "altered":
        wrong += [f"no {kind} told" for kind in case.differences if not KINDS[kind] & told]
    attributed = None if found.attributed is None else found.attributed.right
    if case.attributed_right is not None and attributed != case.attributed_right:
        wrong.append(f"attributed rightly: {attributed}")
    return wrong


def _meetings(found: FoundPhrase, match: str | None) -> set[str]:
    places = found.all_places
    return {one.citation.meeting_id for one in places if match is None or one.match == match}


def _share(values: Sequence[bool]) -> str:
    return f"{mean(values):.3f}" if values else "–"
