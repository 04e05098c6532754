"""What sentences mention, found when an index is built and kept with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Span
from corpus.errors import IndexDamaged
from index import Mention, annotate_here, annotating_ahead
from index.mentions import MentionTable

SENTENCE = "On 5 April 2017 Angela Merkel opened the conference of 40 ministers in Brussels."


def told(sentence: str, mentions: list[Mention]) -> set[tuple[str, str]]:
    return {(mention.kind, mention.span.of(sentence)) for mention in mentions}


def test_kinds_of_mentions() -> None:
    (found,) = annotate_here([SENTENCE])
    assert told(SENTENCE, found) >= {
        ("date", "5 April 2017"),
        ("person", "Angela Merkel"),
        ("number", "40"),
        ("place", "Brussels"),
        ("phrase", "40 ministers"),
    }


def test_a_process_of_its_own_finds_the_same() -> None:
    sentences = [SENTENCE, "Nothing to name.", "The Ministers met in Rome."]
    with annotating_ahead() as annotate:
        first, second = annotate(sentences), annotate(sentences[:1])
        assert list(first) == list(annotate_here(sentences))
        assert list(second) == list(annotate_here(sentences[:1]))
        assert list(annotate([])) == []


def test_a_table_keeps_mentions_by_sentence(tmp_path: Path) -> None:
    rome = Mention("place", Span(4, 8), "object")
    two = Mention("number", Span(0, 3), "other")
    table = MentionTable.of([(7, [rome, two]), (3, [rome]), (5, [])])
    assert table.of_sentence(7) == [two, rome]
    assert table.of_sentence(5) == table.of_sentence(8) == []
    fewer = table.without([7]).plus(MentionTable.of([(9, [two])]))
    fewer.save(tmp_path / "mentions.npy")
    again = MentionTable.open(tmp_path / "mentions.npy")
    assert [again.of_sentence(n) for n in (3, 7, 9)] == [[rome], [], [two]]


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "mentions.npy").write_bytes(b"no table")
    with pytest.raises(IndexDamaged, match=r"mentions\.npy cannot be read"):
        MentionTable.open(tmp_path / "mentions.npy")


def test_roles() -> None:
    (found,) = annotate_here([SENTENCE])
    role = {mention.span.of(SENTENCE): mention for mention in found}
    assert (role["Angela Merkel"].role, role["the conference"].role) == ("subject", "object")
