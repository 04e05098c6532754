"""The short answer inside a sentence, by the sort of thing that is asked for."""

from __future__ import annotations

import re

import numpy as np
import pytest

from corpus import Span
from index import SpanScores, annotate_here
from qa.answer_parts import with_titles
from qa.reader import ShortAnswer
from qa.rule_reader import fits


def terms(text: str) -> list[str]:
    small = {"the", "of", "in", "a", "and", "was", "did", "by", "to"}
    return [word for word in re.findall(r"\w+", text.lower()) if word not in small]


def read(question: str, sentence: str) -> list[ShortAnswer]:
    (mentions,) = annotate_here([sentence])
    return fits(question, sentence, mentions, terms)


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        (
            "Who hosted the meeting?",
            "The meeting was hosted by Secretary of State Antony Blinken in Brussels.",
            "Secretary of State Antony Blinken",
        ),
        (
            "Where was the conference held?",
            "On 5 April 2017 the conference was held in Brussels by 40 ministers.",
            "Brussels",
        ),
        (
            "When was the conference held?",
            "The conference of 40 ministers was held in Brussels on 5 April 2017.",
            "5 April 2017",
        ),
        (
            "How many people were freed?",
            "At a cost of $200 million, 60 percent of the land and 8,000 people were freed.",
            "8,000 people",
        ),
        (
            "How much money was pledged?",
            "The 40 members pledged $200 million for 12 projects.",
            "$200 million",
        ),
        (
            "In which cities did they train?",
            "The soldiers trained in Paris, London, and Berlin for 12 weeks.",
            "Paris, London, and Berlin",
        ),
    ],
)
def test_the_part_that_fits_best(question: str, sentence: str, short: str) -> None:
    found = read(question, sentence)
    assert found[0].span.of(sentence) == short


@pytest.mark.parametrize("sentence", ["They trained for three weeks in Paris with 40 men."])
def test_a_duration_is_no_count(sentence: str) -> None:
    found = read("How long did they train?", sentence)
    assert "three weeks" in found[0].span.of(sentence)
    assert all("40" not in one.span.of(sentence) for one in found)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did they meet?", "The ministers met in Brussels with 40 guests."),
        ("How many came?", "The ministers met in Brussels."),
        ("How many came?", "The ministers gave $200 million."),
        ("How many came?", "About 60 percent of the land is free."),
        ("How much money was pledged?", "The 40 members met in Brussels."),
        ("How long did they meet?", "The 40 ministers met in Brussels."),
    ],
)
def test_nothing_of_the_sort(question: str, sentence: str) -> None:
    assert read(question, sentence) == []


@pytest.mark.parametrize(
    "question", ["Who came?", "Where did they meet?", "Why?", "What was agreed?", "How many came?"]
)
def test_spans_are_slices_and_likelihoods_shares(question: str) -> None:
    sentence = "On 5 April 2017 Angela Merkel and 40 ministers agreed on aid in Brussels."
    for one in read(question, sentence):
        assert 0 <= one.span.start < one.span.end <= len(sentence)
        assert one.span.of(sentence) == one.span.of(sentence).strip()
        assert 0 <= one.likelihood <= 1


def test_a_person_is_surer_than_a_place_for_who() -> None:
    sentence = "Angela Merkel went to Brussels."
    sure = {one.span.of(sentence): one.likelihood for one in read("Who went there?", sentence)}
    assert sure["Angela Merkel"] > sure["Brussels"]


def test_a_likely_stretch_that_no_name_covers_is_read() -> None:
    sentence = "The road was closed because heavy snow had fallen on the pass."
    (mentions,) = annotate_here([sentence])
    pieces = tuple(Span(*match.span()) for match in re.finditer(r"\w+", sentence))
    words = [span.of(sentence) for span in pieces]
    starts, ends = np.zeros((2, len(pieces)), dtype=np.float32)
    starts[words.index("because")] = ends[words.index("pass")] = 12.0
    likely = SpanScores(sentence, pieces, starts, ends, 0.0)
    found = fits("Why was it closed?", sentence, mentions, terms, likely)
    assert found[0].span.of(sentence) == "because heavy snow had fallen on the pass"


@pytest.mark.parametrize(
    ("sentence", "name", "titled"),
    [
        ("It was Trade Minister Ann Lee who spoke.", "Ann Lee", "Trade Minister Ann Lee"),
        ("With Minister Ann Lee and President Joe Moss.", "Joe Moss", "President Joe Moss"),
        (
            "We met Deputy Chair and Minister of Trade and Industry Ann Lee.",
            "Ann Lee",
            "Deputy Chair and Minister of Trade and Industry Ann Lee",
        ),
        ("It was Ann Lee who spoke.", "Ann Lee", "Ann Lee"),
        ("They met in Rome with Ann Lee.", "Ann Lee", "Ann Lee"),
    ],
)
def test_a_name_is_read_with_its_title(sentence: str, name: str, titled: str) -> None:
    start = sentence.index(name)
    (span,) = with_titles(sentence, {Span(start, start + len(name)): {"phrase"}})
    assert span.of(sentence) == titled
