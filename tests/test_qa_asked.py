"""What sort of thing a question asks for."""

from __future__ import annotations

import pytest

from qa.asked import Sort, asked


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Who hosted the meeting?", "person"),
        ("At whose invitation did they meet?", "person"),
        ("Whom did the 2019 statement urge to act?", "person"),
        ("the ministers were urged by whom", "person"),
        ("Which envoy did they support?", "person"),
        ("Where did they meet?", "place"),
        ("In which city was the conference?", "place"),
        ("When they met in Rome, where was the next meeting to be held?", "place"),
        ("The directors: where will they meet?", "place"),
        ("When is the next meeting?", "date"),
        ("By what date did they want to meet?", "date"),
        ("date on which the forces completed it", "date"),
        ("Could you tell me when the plan will be finished?", "date"),
        ("where and when was it held?", "place"),
        ("How long had it been?", "duration"),
        ("For how many years did they wait?", "duration"),
        ("How many people were freed?", "count"),
        ("HOW MANY PEOPLE WERE FREED", "count"),
        ("I need the number of people freed.", "count"),
        ("Tell me what ministers have said about it.", "clause"),
        ("What share of the land was won back?", "number"),
        ("Which member left?", "group"),
        ("What nationality were the troops?", "people"),
        ("Whose troops were hurt?", "person"),
        ("What did they conclude when they met in Brussels?", "clause"),
        ("How did they judge the work when they met?", "clause"),
        ("Why did they act?", "clause"),
        ("For what reasons did they act?", "clause"),
        ("What's the total of people freed?", "count"),
        ("What is the capital of Belgium?", "place"),
        ("What was the purpose of the visit?", "clause"),
        ("What sort of mission is it?", "thing"),
        ("Which earlier statement did they recall?", "thing"),
        ("NATO in Iraq", "clause"),
    ],
)
def test_sorts(question: str, sort: Sort) -> None:
    assert asked(question).sort == sort


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("What EU mission is there?", ("eu", "mission")),
        ("What sort of mission is it?", ("mission",)),
        ("Which NATO decision on Iraq did they welcome?", ("nato", "decision")),
        ("What did they say?", ()),
        ("Who came?", ()),
    ],
)
def test_nouns_that_describe_it(question: str, nouns: tuple[str, ...]) -> None:
    assert asked(question).nouns == nouns
