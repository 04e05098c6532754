"""The alignment measured: on small numbers by hand, and on the labelled pairs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InputError
from eval.alignment import Overlap, measured, nearest, over, read_pairs, read_second, suite
from qa import Engine

GROUPS = {"pair": ["m1", "m2"], "a": [1, 2], "b": [1, 2], "edges": [[1, 1], [2, 1], [2, 2]]}
DOUBT = {"pair": ["m1", "m2"], "a": [3], "b": [3], "why": "half of it"}
PAIRS = [
    {"a": "m1", "b": "m2", "links": [{"a": [1, 2], "b": [1, 2]}, {"a": [3], "b": [3, 4]}]},
    {"a": "m1", "b": "m3", "links": []},
]


def test_groups_are_read_as_links(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(
        json.dumps({"pairs": PAIRS, "_inside": [GROUPS], "doubtful": [DOUBT]}), encoding="utf-8"
    )
    near, apart = read_pairs(path)
    assert near.links == {(1, 1), (2, 1), (2, 2), (3, 3), (3, 4)}
    assert near.doubtful == {(3, 3)}
    assert (near.tuned_on, apart.tuned_on, apart.links) == (True, False, frozenset())


@pytest.mark.parametrize("text", ["", "[]", '{"pairs": [{"a": "x"}]}'])
def test_a_file_that_is_no_set_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="labelled alignments"):
        read_pairs(path)


def test_links_are_counted_over_all_pairs() -> None:
    both = Overlap(labelled=4, found=2, right=2) + Overlap(labelled=4, found=4, right=1)
    assert [both.precision, both.recall, both.f1] == pytest.approx([0.5, 0.375, 3 / 7])
    assert Overlap(0, 0, 0).f1 == 1


def test_the_nearest_are_taken_from_a_threshold_on() -> None:
    alike = np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.4]])
    assert nearest(alike, 0.5) == {(1, 1), (2, 1)}
    assert nearest(alike, 0) == {(1, 1), (2, 1), (3, 2)}


def test_ours_beats_its_rivals_on_the_labelled_pairs(engine: Engine) -> None:
    pairs = read_pairs()
    everything = [True] * len(pairs)
    ways = measured(engine, pairs, read_second(pairs))
    ours, *rivals, reader = [over(one.overlaps, everything) for one in ways]
    assert ours.f1 > 0.8
    assert all(ours.f1 > rival.f1 + 0.05 for rival in rivals)
    assert reader.f1 > 0.9
    assert over(ways[0].sure, everything).f1 > 0.9
    assert [row[0] for row in suite(pairs, ways).rows][-1] == "all pairs, without doubtful links"
