"""Word search: a small protocol, and tantivy's BM25 behind it."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, Self

from tantivy import (
    Document,
    Filter,
    Index,
    IndexWriter,
    Occur,
    Query,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from corpus.errors import IndexDamaged
from index.vectors import Scored

ANALYZER = "english"
LONGEST_WORD = 40
STOP_WORDS = """
    who whom whose what which when where why how do does did done has have had having were been
    being am i me my you your he him his she her we us our ours its them from about than so too
    can could should would may might must shall any some many much more most say says said tell
""".split()  # noqa: SIM905 - a list this long reads best as text
TEXTS_KEPT = 16_384  # whose terms are told again and again: the record's sentences
WRITER_BYTES = 50_000_000
OS_ERROR = re.compile(r"os error (\d+)")


class LexicalIndex(Protocol):
    """Finds the ids whose texts share the most telling words with a query."""

    def add(self, ids: Sequence[int], texts: Sequence[str]) -> None:
        """Add one text an id."""

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""

    def search(self, text: str, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""

    def having_phrase(self, words: Sequence[str], k: int) -> list[int]:
        """At most ``k`` ids of texts with these words one after another, in order of id.

        Words are compared as ``terms`` gives them; for one that is no term any may stand.
        """

    def terms(self, text: str) -> list[str]:
        """The words of a text as the index knows them: folded, stemmed, without stop words."""

    def frequency(self, term: str) -> int:
        """In how many texts a term stands."""

    def save(self) -> None:
        """Make all that was added and removed last."""

    def __len__(self) -> int:
        """How many texts there are."""


class TantivyIndex:
    """BM25 (k1 = 1.2, b = 0.75, tantivy's fixed values) over stemmed English words."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, or make an empty one there; raises IndexDamaged."""
        self._copy: TemporaryDirectory[str] | None = None
        if not os.access(folder, os.W_OK):
            folder = self._writable_copy(folder)
        schema = SchemaBuilder()
        schema.add_unsigned_field("id", stored=True, indexed=True)
        schema.add_text_field("text", stored=False, tokenizer_name=ANALYZER)
        try:
            self._index = Index(schema.build(), path=str(folder))
        except ValueError as error:
            raise IndexDamaged(f"The word index in {folder} cannot be read: {error}.") from error
        self._analyzer = (
            TextAnalyzerBuilder(Tokenizer.simple())
            .filter(Filter.remove_long(LONGEST_WORD))
            .filter(Filter.lowercase())
            .filter(Filter.ascii_fold())
            .filter(Filter.stopword("english"))
            .filter(Filter.custom_stopword(STOP_WORDS))
            .filter(Filter.stemmer("english"))
            .build()
        )
        self._terms = lru_cache(TEXTS_KEPT)(self._analyzed)
        self._index.register_tokenizer(ANALYZER, self._analyzer)
        self._searcher = self._index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index that ``save`` wrote; raises IndexDamaged where there is none."""
        if not Index.exists(str(folder)):
            raise IndexDamaged(f"There is no word index in {folder}.")
        return cls(folder)

    def add(self, ids: Sequence[int], texts: Sequence[str]) -> None:
        """Add one text an id."""
        with self._writer() as writer:
            for number, text in zip(ids, texts, strict=True):
                document = Document()
                document.add_unsigned("id", number)
                document.add_text("text", _composed(text))
                writer.add_document(document)

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""
        with self._writer() as writer:
            writer.delete_documents_by_query(self._having(ids))

    def search(self, text: str, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""
        schema = self._index.schema
        terms = dict.fromkeys(self.terms(text))
        if not terms or k < 1 or (allowed is not None and not len(allowed)):
            return []
        words = [(Occur.Should, Query.term_query(schema, "text", term)) for term in terms]
        query = Query.boolean_query(words)
        if allowed is not None:
            only = (Occur.Must, Query.const_score_query(self._having(allowed), 0.0))
            query = Query.boolean_query([(Occur.Must, query), only])
        hits = self._searcher.search(query, limit=k, count=False).hits
        return [Scored(self._searcher.doc(address)["id"][0], score) for score, address in hits]

    def having_phrase(self, words: Sequence[str], k: int) -> list[int]:
        """At most ``k`` ids of texts with these words one after another, in order of id.

        Words are compared as ``terms`` gives them; for one that is no term any may stand.
        """
        placed = [(place, term) for place, word in enumerate(words) for term in self.terms(word)]
        if not placed or k < 1:
            return []
        schema = self._index.schema
        if len(placed) == 1:
            query = Query.term_query(schema, "text", placed[0][1])
        else:
            first = placed[0][0]
            shifted: list[str | tuple[int, str]] = [(at - first, term) for at, term in placed]
            query = Query.phrase_query(schema, "text", shifted)
        hits = self._searcher.search(query, limit=k, count=False).hits
        return sorted(self._searcher.doc(address)["id"][0] for _, address in hits)

    def terms(self, text: str) -> list[str]:
        """The words of a text as the index knows them: folded, stemmed, without stop words."""
        return list(self._terms(text))

    def frequency(self, term: str) -> int:
        """In how many texts a term stands."""
        return int(self._searcher.doc_freq("text", term))

    def save(self) -> None:
        """Nothing to do: tantivy commits as it goes."""

    def __len__(self) -> int:
        """How many texts there are."""
        return int(self._searcher.num_docs)

    def _analyzed(self, text: str) -> tuple[str, ...]:
        return tuple(self._analyzer.analyze(_composed(text)))

    def _having(self, ids: Sequence[int]) -> Query:
        return Query.term_set_query(self._index.schema, "id", list(ids))

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """A writer whose work is committed; faults of the disk are told as OSError."""
        try:
            writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
            yield writer
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            number = OS_ERROR.search(str(error))
            raise OSError(int(number[1]) if number else errno.EIO, str(error)) from error
        self._index.reload()
        self._searcher = self._index.searcher()

    def _writable_copy(self, folder: Path) -> Path:
        """Copy a read-only index aside: tantivy puts a lock file beside its index to open it."""
        self._copy = TemporaryDirectory(prefix="communique-")
        return Path(shutil.copytree(folder, Path(self._copy.name) / folder.name))


def _composed(text: str) -> str:
    """The text with accents on their letters and no ligatures, as the tokenizer knows words."""
    return unicodedata.normalize("NFKC", text)
