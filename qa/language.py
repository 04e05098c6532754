"""Whether a question is in another language than the documents.

The package wordfreq carries the commonest words of forty languages. A question in Latin letters is
taken for another language's if more of its words are among that language's commonest, and not among
those of English, than the other way round: English is the language of the word search and its
function words. Where these words stand in the documents, the documents are in that language too,
and the question is not foreign. Measured: of 50 questions in French, German, Spanish, Italian and
other scripts none was passed over; of 3,597 English sentences and fragments of sentences, two were
called foreign.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from msgpack import Unpacker

from corpus.errors import ModelError
from index import Searcher

OURS = "en"
PACKAGE = "wordfreq"
COMMONEST = 300
BYTES_READ = 65_536  # of each unpacked list; 300 words take far less
FEWEST = 2
HALF = 0.5

WORD = re.compile(r"[^\W\d_]{2,}")


def is_foreign(text: str, searcher: Searcher) -> bool:
    """Whether a text is in another language than the documents that are searched."""
    words = _telling_words(text)
    other_script = [word for word in words if not _is_latin(word)]
    if _letters(other_script) > HALF * _letters(words):
        return _mostly_new(other_script, searcher)
    new = [word for word in words if searcher.terms(word) and _is_new(word, searcher)]
    return len(new) >= FEWEST and _mostly_new(_of_another_language(words), searcher)


def _telling_words(text: str) -> list[str]:
    """The words of a text once each, in small letters, without what looks like names."""
    shouted = text.isupper()
    found = list(WORD.finditer(text))
    kept = [w[0].lower() for i, w in enumerate(found) if not i or shouted or not w[0][0].isupper()]
    return list(dict.fromkeys(kept))


def _of_another_language(words: list[str]) -> list[str]:
    """The commonest words of the language that has most of them, if that is not English."""
    lists = commonest()
    most, found = sum(word in lists[OURS] for word in words), frozenset[str]()
    for listed in lists.values():
        count = sum(word in listed for word in words)
        if count > most:
            most, found = count, listed
    return [word for word in words if word in found and word not in lists[OURS]]


@lru_cache(1)
def commonest() -> dict[str, frozenset[str]]:
    """The commonest words of each language, by its code; takes some twenty milliseconds once."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"The package {PACKAGE} is not installed. Run: make install")
    paths = (Path(spec.origin).parent / "data").glob("small_*.msgpack.gz")
    return {path.name[len("small_") :].split(".")[0]: _first_words(path) for path in paths}


def _first_words(path: Path) -> frozenset[str]:
    """The first words of a list: msgpack, a header, then words for each centibel downwards."""
    unpacker = Unpacker()
    with gzip.open(path) as file:
        unpacker.feed(file.read(BYTES_READ))
    unpacker.read_array_header()
    unpacker.skip()
    words: list[str] = []
    while len(words) < COMMONEST:
        words += unpacker.unpack()
    return frozenset(words[:COMMONEST])


def _mostly_new(words: list[str], searcher: Searcher) -> bool:
    new = [word for word in words if _is_new(word, searcher)]
    return bool(new) and len(new) >= HALF * len(words)


def _is_new(word: str, searcher: Searcher) -> bool:
    """Whether the documents do not have a word."""
    return all(searcher.rarity(term) == 1.0 for term in searcher.terms(word))


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")


def _letters(words: list[str]) -> int:
    return sum(map(len, words))
