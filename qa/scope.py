"""Times, places and meetings that a question names: which meetings it is restricted to by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus import Store
from corpus.wording import folded
from index import Searcher
from qa.mention import BLOT, Mention, masked
from qa.scope_combined import Combined, combined
from qa.scope_evidence import Texts
from qa.scope_mentions import QUOTED, MentionFinder
from qa.scope_searched import without_scope
from qa.scope_syntax import ASKS_FOR_OUTCOME, HEAD, MEET, Attachment
from qa.scope_told import (
    told_conflict,
    told_content,
    told_missing,
    told_restricts,
    told_set_aside,
    told_yields,
)

Decision = Literal["restricts", "content", "missing", "set aside"]

WEAK_EVIDENCE = 0.3  # of the question's telling words, beside the date, in another meeting's text
STRONG_EVIDENCE = 0.5
FULL_EVIDENCE = 0.9
MUCH_BETTER = 0.2
LONGEST_READ = 1000  # characters; the patterns take time that grows faster than the text
QUOTED_WORDS = 0.8
FEWEST_WORDS_QUOTED = 4
OF_ANY_MEETING = re.compile(
    rf"\b(?:{HEAD}|{MEET}|held?|hold|took place|take place)\b", re.IGNORECASE
)
ASKS_WHEN = re.compile(
    r"^\W*(?:on\s+|by\s+)?(?:when|(?:what|which)\s+(?:day|date))\b", re.IGNORECASE
)
NAME_BEGUN = re.compile(r"(?: [A-Z][\w’'-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Scoping:
    """What was decided on words of a question that may name meetings.

    ``words`` stand in the question as written. They restrict it to ``meetings`` (ids), or belong
    to the content asked about, or name a meeting that is missing from the collection, or the asker
    set them aside. ``told`` says so in a sentence.
    """

    words: str
    decision: Decision
    meetings: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Scope:
    """All that was decided on a question's words, and the meetings that are left.

    ``meetings`` is empty for the whole collection; ``searched`` is the question without the words
    that restricted it.
    """

    decided: tuple[Scoping, ...]
    meetings: tuple[str, ...]
    searched: str


def scope_by_hand(text: str, _set_aside: Sequence[str], allowed: Sequence[str]) -> Scope:
    """The scope where words are not read: the meetings that were chosen by hand."""
    return Scope((), tuple(allowed), text)


class ScopeReader:
    """Reads the scope of questions about one collection; safe to share between threads."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._texts = Texts(store, searcher)
        self.mentions = MentionFinder(store, self._texts)

    def read(self, text: str, set_aside: Sequence[str] = (), allowed: Sequence[str] = ()) -> Scope:
        """What the words of a question restrict it to.

        ``set_aside`` are words that must not restrict; ``allowed`` are the ids of the meetings
        that were chosen by hand, empty for all. A text longer than a question ever is stays unread.
        """
        found = self.mentions.find(text) if len(text) <= LONGEST_READ else []
        if not found:
            return Scope((), tuple(allowed), text)
        aside = {folded(words.strip()) for words in set_aside}
        decided = self._decide(text, found, aside)
        open_to_all = [
            replace(mention, meetings=mention.meetings & frozenset(allowed)) if allowed else mention
            for mention, decision in decided
            if decision in ("restricts", "missing")
        ]
        together = combined(text, open_to_all)
        if self._misquoted(text, together.meetings):
            return self._told(text, decided, Combined((), frozenset(), (), ()), allowed)
        return self._told(text, decided, together, allowed)

    def _decide(
        self, text: str, found: Sequence[tuple[Mention, Attachment]], aside: set[str]
    ) -> list[tuple[Mention, Decision]]:
        """What each mention is, taken by itself."""
        without = masked(text, tuple(mention for mention, _ in found)).replace(BLOT, " ")
        weights = self._texts.weights(OF_ANY_MEETING.sub(" ", without))
        decided: list[tuple[Mention, Decision]] = []
        for mention, how in found:
            if folded(text[mention.start : mention.end]) in aside:
                decided.append((mention, "set aside"))
            elif how in ("part", "none") or self._is_content(text, mention, weights):
                decided.append((mention, "content"))
            else:
                decided.append((mention, "restricts" if mention.meetings else "missing"))
        return decided

    def _is_content(self, text: str, mention: Mention, weights: dict[str, float]) -> bool:
        """Whether another meeting's text speaks of that time or place, and of what is asked."""
        if mention.what not in ("date", "place"):
            return False
        outcome = None if mention.meetings else ASKS_FOR_OUTCOME.search(text)
        found = self._texts.evidence(text, mention, weights, outcome[1] if outcome else "")
        if not mention.meetings:
            if mention.clear or outcome:
                return found.outside >= STRONG_EVIDENCE
            return found.stands
        as_good = found.outside >= found.inside
        if as_good and found.outside >= FULL_EVIDENCE and found.verbatim:
            return True
        if mention.clear:
            better = found.outside >= found.inside + MUCH_BETTER
            full = found.outside >= FULL_EVIDENCE and found.outside > found.inside
            return full or (better and found.outside >= STRONG_EVIDENCE)
        better = found.outside > found.inside or (as_good and ASKS_WHEN.search(text) is not None)
        return better and found.outside >= WEAK_EVIDENCE

    def _misquoted(self, text: str, meetings: frozenset[str]) -> bool:
        """Whether words quoted in the question stand in another meeting's text, but not there."""
        for match in QUOTED.finditer(text):
            if len(match[0].split()) >= FEWEST_WORDS_QUOTED and meetings:
                inside, anywhere = self._texts.share_quoted(match[0], meetings)
                if anywhere >= QUOTED_WORDS and inside < anywhere - MUCH_BETTER:
                    return True
        return False

    def _told(
        self,
        text: str,
        decided: Sequence[tuple[Mention, Decision]],
        together: Combined,
        allowed: Sequence[str],
    ) -> Scope:
        """The decisions in words, and the meetings they leave."""
        meetings = self.mentions.meetings
        restricting = {mention.start: mention for mention in together.restricting}
        conflicting = {mention.start for mention in together.conflicting}
        scopings = []
        for mention, decision in decided:
            words = text[mention.start : mention.end]
            chosen = restricting.get(mention.start)
            if decision == "set aside":
                scopings.append(Scoping(words, decision, (), told_set_aside(words)))
            elif chosen is not None:
                ids = tuple(sorted(chosen.meetings))
                scopings.append(Scoping(words, "restricts", ids, told_restricts(chosen, meetings)))
            elif mention.start in conflicting:
                told = told_missing if not mention.meetings else told_conflict
                scopings.append(Scoping(words, "missing", (), told(words, mention, meetings)))
            elif decision == "content":
                part_of = _part_of(text, mention)
                scopings.append(Scoping(words, "content", (), told_content(words, part_of)))
            else:
                told_why = told_yields(words, quoted=not together.restricting)
                scopings.append(Scoping(words, "content", (), told_why))
        left = together.meetings
        everywhere = not left or len(left) == len(meetings)
        searched = without_scope(text, together.restricting)
        return Scope(
            decided=tuple(scopings),
            meetings=tuple(allowed) if everywhere else tuple(sorted(left)),
            searched=searched if self._texts.tells(searched) else text,
        )


def _part_of(text: str, mention: Mention) -> str:
    """The words together with the name that they begin, empty where they begin none."""
    match = NAME_BEGUN.match(text, mention.end)
    return text[mention.start : match.end()] if match else ""
