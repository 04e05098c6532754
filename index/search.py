"""Paragraphs found for a query: gathered by words and by vectors, scored, fused, reread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from corpus import Span, Store
from corpus.abbreviations import Abbreviation
from index.encoder import Encoder, Vectors
from index.fusion import Column, Fuse, scaled, with_meeting
from index.generation import Generation
from index.hit import UNSCORED, Hit, Reading, Scores
from index.languages import is_multilingual
from index.mentions import Mention
from index.particulars import Particulars
from index.reading import MOST_READ, read
from index.reranker import Reranker
from index.spans import SpanScores
from index.vectors import Scored

CANDIDATES = 50
RERANK_WEIGHT = 3.0
FEW_TERMS = 5
FUSED_WEIGHT = 0.25
JUDGEMENTS_KEPT = 1024


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Candidate paragraphs, a row each, with the columns of their scores."""

    ids: list[int]
    sentences: list[list[Scored]]
    bm25: Column
    paragraph: Column
    sentence: Column
    meeting: Column


class Searcher:
    """Searches one generation; safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        store: Store,
        encoder: Encoder,
        reranker: Reranker | None = None,
        fuse: Fuse = with_meeting,
    ) -> None:
        """Search ``generation`` of the texts in ``store`` with the encoder it was built with.

        ``fuse`` makes one column of four: by words, by paragraph and by sentence vectors, and what
        the query shares with the meeting.
        """
        self.generation = generation
        self._store = store
        self.encoder = encoder
        self._fuse = fuse
        self._particulars = Particulars(store.meetings(), self.terms)
        self.reranker = reranker
        self._likely = reranker.likely if reranker else 0.0
        self._judge = lru_cache(JUDGEMENTS_KEPT)(reranker.judge) if reranker else None

    def search(
        self,
        query: str,
        k: int,
        allowed: Sequence[int] | None = None,
        other_names: Sequence[str] = (),
        *,
        reread: bool = True,
    ) -> list[Hit]:
        """The ``k`` best paragraphs, best first, only from ``allowed`` where that is not None.

        ``other_names`` of what the query names are looked for by words, beside its own. Whether
        the most promising sentences are read with the reranker, if there is one, says ``reread``:
        it finds answers to questions, and a phrase is none.
        """
        terms = sorted(set(self.terms(query)))
        found = self._candidates(query, terms, max(CANDIDATES, k), allowed, other_names)
        if not found.ids:
            return []
        fused = self._fuse([found.bm25, found.paragraph, found.sentence, found.meeting])
        read_again = self._reread(query, found, fused) if reread else {}
        shares = dict(zip(read_again, scaled(np.array(list(read_again.values()))), strict=True))
        total = fused + _rerank_weight(terms) * np.array(
            [max(shares.get(s.id, 0.0) for s in sentences) for sentences in found.sentences]
        )
        order = np.argsort(-total, kind="stable")[:k]
        return [_hit(found, row, fused, total, read_again) for row in order.tolist()]

    def read(self, query: str, sentence_ids: Sequence[int]) -> dict[int, float]:
        """The reranker's scores of these sentences; none where there is no reranker."""
        if self._judge is None:
            return {}
        texts = self._store.sentence_texts(sentence_ids)
        return {number: self._judge(query, text).score for number, text in texts}

    def spans(self, query: str, text: str) -> SpanScores | None:
        """Where in a text the answer is likely to be; None where no model tells."""
        return None if self._judge is None else self._judge(query, text).spans

    def by_words(self, text: str, k: int, allowed: Sequence[int] | None = None) -> list[int]:
        """The ``k`` best paragraphs by words alone, best first: far cheaper than ``search``."""
        return [found.id for found in self.generation.words.search(text, k, allowed)]

    def nearest(self, text: str, among: Iterable[Sequence[int]]) -> Iterator[list[Hit]]:
        """For each of some sets of paragraphs, those nearest by words and by meaning: two at most.

        They have all their sentences with their cosines, and no scores of their own.
        """
        vector = self.encoder.encode_query(text)
        for ids in among:
            by_meaning = [one.id for one in self.generation.paragraphs.search(vector, 1, ids)]
            found = [*dict.fromkeys(self.by_words(text, 1, ids) + by_meaning)]
            sentences = self._sentences(vector, found)
            yield [
                Hit(number, UNSCORED, tuple(Reading(one.id, one.score, None) for one in some))
                for number, some in zip(found, sentences, strict=True)
            ]

    def having_phrase(self, words: Sequence[str], k: int) -> list[int]:
        """At most ``k`` paragraphs that have these words one after another, in order of id.

        Words are compared without their endings, and of stop words any may stand.
        """
        return self.generation.words.having_phrase(words, k)

    def sentence_vectors(self, paragraph_id: int) -> Vectors:
        """The vectors of a paragraph's sentences in their order, a row each."""
        ids = self.generation.table.of_paragraph(paragraph_id)
        stored = self.generation.sentences.stored(ids)
        rows = [stored[number] for number in ids if number in stored]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.encoder.dimension)

    def unscored(self, paragraph_id: int) -> Hit:
        """A paragraph that was not searched for, with all its sentences."""
        sentences = self.generation.table.of_paragraph(paragraph_id)
        return Hit(paragraph_id, UNSCORED, tuple(Reading(one, 0.0, None) for one in sentences))

    def terms(self, text: str) -> list[str]:
        """The telling words of a text, folded and stemmed."""
        return self.generation.words.terms(text)

    def mentions(self, sentence_id: int) -> list[Mention]:
        """What a sentence mentions, in the order they begin."""
        found = self.generation.mentions.of_sentence(sentence_id)
        return [one for one in found if one.kind != "verb"]

    def verbs(self, sentence_id: int) -> list[Span]:
        """Where a sentence has its verbs."""
        found = self.generation.mentions.of_sentence(sentence_id)
        return [one.span for one in found if one.kind == "verb"]

    @property
    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """The abbreviations that the texts explain."""
        return self.generation.abbreviations

    @cached_property
    def multilingual(self) -> bool:
        """Whether a question may be in another language than the texts."""
        return is_multilingual(self.encoder)

    def is_unknown(self, word: str) -> bool:
        """Whether no text has a word, which is none of the language's function words."""
        terms = self.terms(word)
        return bool(terms) and all(self.rarity(term) == 1.0 for term in terms)

    def rarity(self, term: str) -> float:
        """1 for a term that no paragraph has, falling to 0 for one that every paragraph has."""
        total = len(self.generation.words)
        return 1 - self.generation.words.frequency(term) / total if total else 1.0

    def _candidates(
        self,
        query: str,
        terms: Sequence[str],
        k: int,
        allowed: Sequence[int] | None,
        other_names: Sequence[str],
    ) -> _Candidates:
        """The best ``k`` by words and the best ``k`` by vectors, with every score of both."""
        words, paragraphs = self.generation.words, self.generation.paragraphs
        vector = self.encoder.encode_query(query)
        asked = " ".join([query, *other_names])
        by_words = _by_id(words.search(asked, k, allowed))
        by_vector = _by_id(paragraphs.search(vector, k, allowed))
        ids = sorted(by_words.keys() | by_vector.keys())
        only_by_vector = sorted(by_vector.keys() - by_words.keys())
        only_by_words = sorted(by_words.keys() - by_vector.keys())
        by_words |= _by_id(words.search(asked, len(ids), only_by_vector))
        by_vector |= _by_id(paragraphs.search(vector, len(ids), only_by_words))
        sentences = self._sentences(vector, ids)
        return _Candidates(
            ids=ids,
            sentences=sentences,
            bm25=np.array([by_words.get(number, 0.0) for number in ids]),
            paragraph=np.array([by_vector[number] for number in ids]),
            sentence=np.array([found[0].score for found in sentences]),
            meeting=self._of_meeting(terms, ids),
        )

    def _sentences(self, vector: Vectors, paragraph_ids: Sequence[int]) -> list[list[Scored]]:
        """For each paragraph all its sentences, most similar first."""
        sentences_of = [self.generation.table.of_paragraph(number) for number in paragraph_ids]
        chosen = [sentence for sentences in sentences_of for sentence in sentences]
        scores = _by_id(self.generation.sentences.search(vector, len(chosen), chosen))
        return [
            sorted((Scored(s, scores[s]) for s in sentences), key=lambda s: -s.score)
            for sentences in sentences_of
        ]

    def _of_meeting(self, terms: Sequence[str], paragraph_ids: Sequence[int]) -> Column:
        shared = self._particulars.shared(terms)
        if not shared:
            return np.zeros(len(paragraph_ids))
        meetings = self._store.meetings_of(paragraph_ids)
        return np.array([shared[meetings[number]] for number in paragraph_ids])

    def _reread(self, query: str, found: _Candidates, fused: Column) -> dict[int, float]:
        """The reranker's scores of the most promising sentences, by sentence."""
        judge = self._judge
        if judge is None:
            return {}
        rows = [row for row, sentences in enumerate(found.sentences) for _ in sentences]
        sentences = [sentence for sentences in found.sentences for sentence in sentences]
        cosines = scaled(np.array([sentence.score for sentence in sentences]))
        promise = cosines + FUSED_WEIGHT * fused[rows]
        order = np.argsort(-promise, kind="stable")[:MOST_READ].tolist()
        texts = self._store.sentence_texts([sentences[place].id for place in order])
        return read(query, texts, lambda asked, text: judge(asked, text).answering, self._likely)


def _rerank_weight(terms: Sequence[str]) -> float:
    """Less for a query of many terms: the more there are, the surer are the searches."""
    return RERANK_WEIGHT * min(1.0, FEW_TERMS / max(1, len(terms)))


def _hit(
    found: _Candidates, row: int, fused: Column, total: Column, reread: Mapping[int, float]
) -> Hit:
    sentences = tuple(
        Reading(sentence.id, sentence.score, reread.get(sentence.id))
        for sentence in found.sentences[row]
    )
    return Hit(
        paragraph_id=found.ids[row],
        scores=Scores(
            bm25=float(found.bm25[row]),
            paragraph=float(found.paragraph[row]),
            sentence=float(found.sentence[row]),
            meeting=float(found.meeting[row]),
            fused=float(fused[row]),
            rerank=max((s.rerank for s in sentences if s.rerank is not None), default=None),
            total=float(total[row]),
        ),
        sentences=sentences,
    )


def _by_id(ranking: Iterable[Scored]) -> dict[int, float]:
    return {found.id: found.score for found in ranking}
