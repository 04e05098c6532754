"""Nothing is lost: the short form of ``make soak`` (tests/soak.py), a few rounds of each kind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests import synthetic, wholeness
from tests.fault_life import a_life
from tests.fault_rounds import HOME, OWN, command, commands, every_moment, several_at_once

SEED = 6


def wrong(told: Iterable[str]) -> list[str]:
    every = list(told)
    assert every
    return [one for one in every if one]


def test_a_change_that_is_stopped_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    assert wrong(every_moment(tmp_path, SEED, stride=13)) == []


def test_a_life_with_faults_ends_as_the_model_says(tmp_path: Path) -> None:
    assert wrong(a_life(tmp_path, SEED, 40)) == []


def test_a_command_that_is_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    assert wrong(commands(tmp_path, SEED, 2)) == []


def test_several_at_once_lose_nothing(tmp_path: Path) -> None:
    assert wrong(several_at_once(tmp_path, SEED)) == []


@pytest.mark.parametrize("room", [20_000, 130_000])
def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path, room: int) -> None:
    papers = synthetic.write(tmp_path / "papers", 12, SEED)
    add = ["add", str(tmp_path / "papers"), *OWN]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", f"full:{room}", *add],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COMMUNIQUE_DATA": str(tmp_path), "PYTHONPATH": str(HOME)},
        cwd=HOME,
    )
    assert done.returncode == 1
    assert (done.stderr.count("\n"), "ree some space" in done.stderr) == (1, True), done.stderr
    place = tmp_path / "collections" / "c"
    assert wholeness.problems(place) == []
    assert command(tmp_path, *add).returncode == 0
    assert len(wholeness.current(place)) == len(papers)


def test_synthetic_documents_are_all_different_and_the_same_for_a_seed() -> None:
    few, more = list(synthetic.documents(5, 1)), list(synthetic.documents(9, 1))
    assert more[:5] == few != list(synthetic.documents(5, 2))
    assert len({one.text for one in more}) == 9
