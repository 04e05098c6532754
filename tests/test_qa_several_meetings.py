"""Which questions are about several meetings, and what they want to know of each."""

from __future__ import annotations

import pytest

from qa.several_meetings import asks_every, topic_of_each


@pytest.mark.parametrize(
    ("question", "every", "topic"),
    [
        ("Which meetings mention NATO?", True, "NATO"),
        ("In which statements is the pandemic mentioned?", True, "the pandemic"),
        ("How did the number of people freed change?", True, "the number of people freed"),
        ("Compare what was said on refugees in 2017 and later.", True, "refugees in 2017"),
        ("What did each statement say about hostages?", True, "hostages"),
        ("How has the wording evolved over the years?", True, "the wording"),
        ("Where are small reactors spoken of?", True, "small reactors"),
        ("What do the different statements have to say on trade?", True, None),
        ("Which meetings were held?", True, None),
        ("Which countries joined?", False, None),
        ("What did the Rome statement say about hostages?", False, None),
        ("Where did the ministers meet?", False, None),
        ("How did they respond?", False, None),
        ("When is the next meeting?", False, None),
    ],
)
def test_questions_about_several_meetings(question: str, every: bool, topic: str | None) -> None:
    assert asks_every(question) == every
    assert topic is None or topic_of_each(question) == topic
