"""Cases made from a collection: what was said is found where it stands, what was not is not."""

from __future__ import annotations

import pytest

from eval.phrase_cases import NEVER_SAID, PhraseCase, made_cases
from qa import Engine

EACH = 12


@pytest.fixture(scope="module")
def cases(engine: Engine) -> list[PhraseCase]:
    return made_cases(engine.store, EACH)


def test_cases_are_the_same_every_time(engine: Engine, cases: list[PhraseCase]) -> None:
    assert made_cases(engine.store, EACH) == cases
    assert sum(case.match is None for case in cases) == len(NEVER_SAID)


def test_every_case_is_found_and_labelled(engine: Engine, cases: list[PhraseCase]) -> None:
    for case in cases:
        places = engine.find(case.phrase).places
        found = {one.citation.meeting_id for one in places if one.match == case.match}
        if case.match == "verbatim":
            assert found == set(case.meetings), case
        else:
            assert found >= set(case.meetings), case
            assert not any(one.match == "verbatim" for one in places), case
        assert case.match or not places, case
