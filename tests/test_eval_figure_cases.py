"""The figures of the bundled documents, held against what a person labelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from eval.bundled import BUNDLED_FIGURES
from eval.figure_cases import measure_figures, read_figure_set
from qa import Engine


def test_figures_are_read_as_labelled(engine: Engine) -> None:
    found = measure_figures(read_figure_set(BUNDLED_FIGURES), engine)
    assert (found.labelled, found.read, found.right) == (18, 18, 18)
    assert found.kinds_right >= 17
    assert (found.pairs, found.pairs_right, found.pairs_labelled) == (6, 6, 6)


def test_what_is_missed_and_wrong_is_told(engine: Engine, tmp_path: Path) -> None:
    other = tmp_path / "set.json"
    told = BUNDLED_FIGURES.read_text(encoding="utf-8").replace('"value": 40000,', '"value": 41000,')
    other.write_text(told, encoding="utf-8")
    found = measure_figures(read_figure_set(other), engine)
    assert (found.read, found.right) == (18, 17)
    assert ["40,000" in one for one in (*found.missed, *found.wrong)] == [True, True]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("004_e2a8c66bc0cdf65d.txt", "nowhere.txt", "has no document nowhere.txt"),
        ('"words": "half"', '"words": "four fifths"', "does not have the figure 'four fifths'"),
        ('"figures": [', '"numbers": [', "is no set of labelled figures"),
    ],
)
def test_labels_that_do_not_fit(
    engine: Engine, tmp_path: Path, before: str, after: str, problem: str
) -> None:
    other = tmp_path / "set.json"
    other.write_text(
        BUNDLED_FIGURES.read_text(encoding="utf-8").replace(before, after), encoding="utf-8"
    )
    with pytest.raises(InputError, match=problem):
        measure_figures(read_figure_set(other), engine)
