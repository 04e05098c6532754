"""Names of the same thing: those of the collection's table, and abbreviations of its documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import Store
from corpus.abbreviations import Abbreviation
from corpus.wording import folded
from index import Searcher

Aliases = dict[str, tuple[str, ...]]

LONGEST_SHORT = 4  # letters of an abbreviation that may be a word as well ("IT", "WHO", "AIDS")
PARAGRAPHS_LOOKED_AT = 50
RARE = 0.9
PLURAL = re.compile(r"[A-Z]{2,}s")


@dataclass(frozen=True, slots=True)
class Names:
    """Groups of names of the same thing.

    ``words`` are the short abbreviations that the language or the documents use as words when
    they are in small letters.
    """

    groups: tuple[tuple[str, ...], ...]
    words: frozenset[str]


def names_of(store: Store, searcher: Searcher) -> Names:
    """The names that the collection's table gives, with the abbreviations its documents explain."""
    table = [tuple(group) for group in json.loads(store.property("aliases"))]
    groups = with_abbreviations(table, searcher.abbreviations)
    short = {name for group in groups for name in group if is_short(name)}
    return Names(groups, frozenset(name for name in short if _is_word(name, store, searcher)))


def with_abbreviations(
    table: Sequence[tuple[str, ...]], learned: Iterable[Abbreviation]
) -> tuple[tuple[str, ...], ...]:
    """The table's groups, each with the abbreviations of its names, then those of other names.

    An abbreviation that stands for two things is in a group with each of them; the table's groups
    are never joined by one.
    """
    groups = [list(group) for group in table]
    for found in learned:
        long = folded(found.long)
        home = next((g for g in groups if long in map(folded, g)), None)
        if home is None:
            home = [found.long]
            groups.append(home)
        singular = [found.short[:-1]] if PLURAL.fullmatch(found.short) else []
        home += [name for name in (found.short, *singular) if name not in home]
    return tuple(tuple(group) for group in groups)


def aliases_in(text: str, names: Names) -> Aliases:
    """For each name in the text that has others: those others.

    A name inside a longer one is not looked at. An abbreviation that is a word as well counts only
    where it is in capitals, and the rest of the text is not.
    """
    found: Aliases = {}
    for name in _names_used(text, names):
        others = (o for group in names.groups if name in group for o in group if o != name)
        found[name] = tuple(dict.fromkeys(others))
    return found


def helpful(aliases: Aliases, searcher: Searcher) -> tuple[str, ...]:
    """The other names of those that hardly stand in the record: these alone help a search."""
    return tuple(
        other
        for name, others in aliases.items()
        for other in others
        if all(searcher.rarity(term) >= RARE for term in searcher.terms(name))
    )


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation so short that it may be a word as well."""
    return name.isalpha() and name.isupper() and len(name) <= LONGEST_SHORT


def _names_used(text: str, names: Names) -> Iterator[str]:
    """The names in a text, one of each group that has any, in the order of the groups."""
    by_length = sorted({n for group in names.groups for n in group}, key=lambda n: (-len(n), n))
    used, rest = set(), text
    for name in by_length:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        is_word = name in names.words
        flags = re.NOFLAG if is_word else re.IGNORECASE
        if not (is_word and text.isupper()) and re.search(pattern, rest, flags):
            used.add(name)
            rest = re.sub(pattern, " ", rest, flags=flags)
    for group in names.groups:
        yield from [name for name in group if name in used][:1]


def _is_word(name: str, store: Store, searcher: Searcher) -> bool:
    """Whether a short name in small letters is a function word or stands so in the documents."""
    if not searcher.terms(name):
        return True
    hits = searcher.by_words(name, PARAGRAPHS_LOOKED_AT)
    word = re.compile(rf"(?<!\w){name.lower()}(?!\w)")
    texts = (store.paragraph(number) for number in hits)
    return any(word.search(p.span.of(store.document(p.document_id).text)) for p in texts)
