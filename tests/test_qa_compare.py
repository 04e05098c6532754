"""Two texts compared: what became of each paragraph, and what of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.errors import UnknownMeeting
from qa import Engine, Settings
from qa.compare import Comparison, compare
from qa.compare.alignment import aligned
from qa.compare.likeness import by_words
from qa.compare.moved import with_moved
from qa.compare.slots import slots
from tests.conftest import MakeFolder, open_quietly

PIRACY = "The Ministers condemned piracy off the coast and the taking of hostages at sea."
GRAIN = "Trade in grain through the northern corridor must resume before winter comes."
SCHOOLS = "Every child has a right to a school, and schools must never be targets of attack."
DEBT = "Creditors agreed to suspend repayment of sovereign debt for the poorest economies."
LONG = f"{GRAIN} {SCHOOLS}"
REWORDED = "The Ministers again condemned piracy off the coast and the taking of any hostages."
OTHER = "Fishing quotas for cod were set by an independent panel of biologists in Bergen."
SHOUTED = PIRACY.upper().replace(".", "!")

Told = list[tuple[str, tuple[int, ...], tuple[int, ...]]]
CASES: dict[str, tuple[list[str], list[str], Told]] = {
    "kept": ([PIRACY, GRAIN], [PIRACY, GRAIN], [("kept", (1,), (1,)), ("kept", (2,), (2,))]),
    "marks": ([PIRACY, GRAIN], [SHOUTED, GRAIN], [("marks", (1,), (1,)), ("kept", (2,), (2,))]),
    "changed": ([PIRACY, DEBT], [REWORDED, DEBT], [("changed", (1,), (1,)), ("kept", (2,), (2,))]),
    "split": (
        [LONG, DEBT],
        [GRAIN, SCHOOLS, DEBT],
        [("split", (1,), (1, 2)), ("kept", (2,), (3,))],
    ),
    "merged": (
        [GRAIN, SCHOOLS, DEBT],
        [LONG, DEBT],
        [("merged", (1, 2), (1,)), ("kept", (3,), (2,))],
    ),
    "dropped": (
        [PIRACY, GRAIN, DEBT],
        [PIRACY, DEBT],
        [("kept", (1,), (1,)), ("dropped", (2,), ()), ("kept", (3,), (2,))],
    ),
    "new": (
        [PIRACY, DEBT],
        [PIRACY, GRAIN, DEBT],
        [("kept", (1,), (1,)), ("new", (), (2,)), ("kept", (2,), (3,))],
    ),
    "moved": (
        [PIRACY, GRAIN, SCHOOLS, DEBT],
        [GRAIN, SCHOOLS, DEBT, PIRACY],
        [
            ("elsewhere", (1,), ()),
            ("kept", (2,), (1,)),
            ("kept", (3,), (2,)),
            ("kept", (4,), (3,)),
            ("moved", (1,), (4,)),
        ],
    ),
    "all new": ([PIRACY], [OTHER], [("new", (), (1,)), ("dropped", (1,), ())]),
}

MakeEngine = Callable[[list[str], list[str]], Engine]


@pytest.fixture
def make_engine(make_folder: MakeFolder, settings: Settings) -> MakeEngine:
    """An engine of two meetings with these paragraphs."""

    def make(first: list[str], second: list[str]) -> Engine:
        folder = make_folder("\n\n".join(first), "\n\n".join(second))
        return open_quietly(settings.model_copy(update={"sources": folder}))

    return make


def told(found: Comparison) -> Told:
    return [
        (
            row.kind,
            tuple(one.citation.paragraph for one in row.first),
            tuple(one.citation.paragraph for one in row.second),
        )
        for row in found.rows
    ]


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_each_paragraph(make_engine: MakeEngine, name: str) -> None:
    first, second, expected = CASES[name]
    found = compare(make_engine(first, second), "2021", "2022")
    assert sorted(told(found)) == sorted(expected)
    assert [row for row in told(found) if row[2]] == [row for row in expected if row[2]]
    counts = Counter(kind for kind, _, _ in expected)
    summary = found.summary
    for kind in ("kept", "marks", "changed", "split", "merged", "moved", "dropped", "new"):
        assert getattr(summary, kind) == counts[kind]
    assert [row.number for row in found.rows] == list(range(1, len(found.rows) + 1))


def test_rows_stand_in_order_and_say_where_the_moved_went(make_engine: MakeEngine) -> None:
    first, second, expected = CASES["moved"]
    found = compare(make_engine(first, second), "2021", "2022")
    assert told(found) == expected
    assert [row.see for row in found.rows] == [5, None, None, None, None]
    assert all(part.same for part in found.rows[4].redline)
    assert found.summary.new_share == 0.0


def test_what_is_left_over_joins_no_row_of_far_more_alike_paragraphs() -> None:
    alike = np.array([[0.9, 0.0], [0.2, 0.0], [0.0, 0.3], [0.2, 0.2]])
    found = with_moved(aligned(alike), alike)
    assert [(group.first, group.second) for group in found] == [((0,), (0,)), ((2, 3), (1,))]


def test_a_swap_moves_one_of_the_two(make_engine: MakeEngine) -> None:
    found = compare(make_engine([PIRACY, DEBT], [DEBT, PIRACY]), "2021", "2022")
    assert Counter(row.kind for row in found.rows) == {"kept": 1, "moved": 1, "elsewhere": 1}


def test_changed_numbers_and_negations_are_told(make_engine: MakeEngine) -> None:
    before = ["The Ministers decided that 40 ships will not enter the harbour of the old town."]
    after = ["The Ministers decided that 50 ships will enter the harbour of the old town."]
    (row,) = compare(make_engine(before, after), "2021", "2022").rows
    assert [(one.kind, one.asked, one.there) for one in row.differences] == [
        ("number", "40", "50"),
        ("negation", "not", ""),
    ]
    assert (row.new_words, row.words) == (1, 14)


def test_new_wording_is_counted(make_engine: MakeEngine) -> None:
    found = compare(make_engine([PIRACY], [PIRACY, OTHER]), "2021", "2022")
    assert (found.summary.words, found.summary.new_words) == (28, 14)
    assert found.summary.new_share == 0.5


@pytest.mark.parametrize("first", ["2017", "2021-06"])
def test_a_meeting_with_itself_is_all_kept(engine: Engine, first: str) -> None:
    found = compare(engine, first, first)
    assert found.is_of_one
    assert {row.kind for row in found.rows} == {"kept"}
    assert found.summary.new_share == 0


def test_every_paragraph_is_shown_once_and_verbatim(engine: Engine) -> None:
    for first in engine.store.meetings():
        for second in engine.store.meetings():
            found = compare(engine, first.id, second.id)
            for side, meeting in (("first", first), ("second", second)):
                shown = [
                    one
                    for row in found.rows
                    if row.kind != "elsewhere"
                    for one in getattr(row, side)
                ]
                document = engine.store.document_of(meeting.id)
                numbers = [one.citation.paragraph for one in shown]
                assert sorted(numbers) == [one.ordinal for one in engine.store.paragraphs(document)]
                for one in shown:
                    place = slice(one.citation.start, one.citation.end)
                    assert document.text[place] == one.quote
            for row in found.rows:
                texts = "\n\n".join(one.quote for one in row.second)
                if row.redline:
                    assert "".join(part.there for part in row.redline) == texts
                    before = "\n\n".join(one.quote for one in row.first)
                    assert "".join(part.asked for part in row.redline) == before


def test_an_unknown_meeting_is_named(engine: Engine) -> None:
    with pytest.raises(UnknownMeeting, match="1999"):
        compare(engine, "1999", "2020")


LIKENESS = st.tuples(st.integers(0, 6), st.integers(0, 6)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from([0.0, 0.05, 0.2, 0.5, 1.0]))
)


@given(LIKENESS)
def test_alignment_keeps_the_order_and_takes_each_paragraph_once(
    alike: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    found = aligned(alike)
    for one, other in pairwise(found):
        assert one.first[-1] < other.first[0]
        assert one.second[-1] < other.second[0]
    moved = with_moved(found, alike)
    for side in ("first", "second"):
        places = [place for group in moved for place in getattr(group, side)]
        assert len(places) == len(set(places))
    rows, columns = alike.shape
    placed = slots(moved, rows, columns)
    whole = [slot for slot in placed if slot.is_whole or slot.group is None]
    assert sorted(one for slot in whole for one in slot.first) == list(range(rows))
    assert sorted(one for slot in whole for one in slot.second) == list(range(columns))


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5), min_size=1, max_size=8)
)
def test_a_text_aligned_with_itself_is_the_diagonal(terms: list[list[str]]) -> None:
    found = aligned(np.where(by_words(terms, terms) > 1 - 1e-9, 1.0, 0.3))
    assert [(group.first, group.second) for group in found] == [
        ((place,), (place,)) for place in range(len(terms))
    ]


def test_rare_words_and_their_order_make_likeness() -> None:
    first = [["ministers", "condemn", "piracy"], ["ministers", "met"]]
    second = [["ministers", "condemn", "piracy"], ["piracy", "condemn", "ministers"]]
    alike = by_words(first, second)
    assert alike[0, 0] == pytest.approx(1)
    assert alike[0, 0] > alike[0, 1] > alike[1, 1] > 0
