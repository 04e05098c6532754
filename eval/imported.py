"""Other people's test sets: read together with the collection their questions are about."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus import Collection, Meeting
from corpus.errors import InputError
from corpus.meeting import meeting_id
from corpus.parse import from_paragraphs
from corpus.parsed_document import ParsedDocument
from eval.case import Case, CaseSet, Gold
from eval.case_set import in_words

FIRST_DAY = dt.date(1900, 1, 1)  # these sets have no dates; ours only keep the order
IR_PARTS = ("docs", "queries", "qrels")


@dataclass(frozen=True, slots=True)
class Imported:
    """A collection and the questions about it."""

    collection: Collection
    case_set: CaseSet


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a document's paragraph, with answers as (text, offset in the paragraph)."""

    id: str
    question: str
    document: str
    paragraph: int
    answers: tuple[tuple[str, int], ...]


def read_imported(path: Path) -> Imported | None:
    """A SQuAD, QMSum or retrieval set; None when ``path`` holds none of these.

    Raises InputError when it looks like one but cannot be read.
    """
    try:
        if path.is_dir() or _begins_a_set(path):
            return _retrieval(path)
        if ".jsonl" in path.name:
            return _squad_rows(path)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        if isinstance(data, dict) and isinstance(data.get("data"), list):
            return _squad(path.stem, data["data"])
        if isinstance(data, dict) and "meeting_transcripts" in data:
            return _qmsum(path.stem, data)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a test set: {in_words(error)}.") from error
    return None


def _squad(name: str, articles: Sequence[Mapping[str, Any]]) -> Imported:
    """SQuAD 1.1 and 2.0: an article is a document, a context a paragraph."""
    texts: dict[str, list[str]] = {}
    asked = []
    for article in articles:
        title = str(article["title"])
        contexts = texts.setdefault(title, [])
        for paragraph in article["paragraphs"]:
            contexts.append(paragraph["context"])
            asked += [
                Asked(
                    str(row["id"]), row["question"], title, len(contexts),
                    tuple((a["text"], a["answer_start"]) for a in row["answers"]),
                )
                for row in paragraph["qas"]
            ]  # fmt: skip
    return _put_together(name, texts, asked)


def _squad_rows(path: Path) -> Imported:
    """The same, one question a line with its context."""
    texts: dict[str, list[str]] = {}
    asked = []
    for row in _lines(path):
        title = str(row["title"])
        contexts = texts.setdefault(title, [])
        if row["context"] not in contexts:
            contexts.append(row["context"])
        ordinal = contexts.index(row["context"]) + 1
        answers = tuple((answer["text"], answer["start"]) for answer in row["answers"])
        asked.append(Asked(str(row["id"]), row["question"], title, ordinal, answers))
    return _put_together(path.name, texts, asked)


def _qmsum(name: str, data: Mapping[str, Any]) -> Imported:
    """QMSum: a turn is a paragraph; gold are the turns an annotator marked as relevant."""
    turns = [f"{turn['speaker']}: {turn['content']}" for turn in data["meeting_transcripts"]]
    document = from_paragraphs(name, turns)
    cases = []
    for number, row in enumerate(data.get("specific_query_list", ()), start=1):
        spans = [(int(first), int(last)) for first, last in row["relevant_text_span"]]
        marked = sorted({turn for first, last in spans for turn in range(first, last + 1)})
        golds = tuple(_whole(document, turn + 1) for turn in marked)
        cases.append(_case(f"query-{number}", row["query"], golds))
    return _imported(name, [document], cases)


def _begins_a_set(path: Path) -> bool:
    """Whether ``path`` is how the files of a set begin, as in ``ir/cranfield``."""
    return not path.exists() and any(path.parent.glob(f"{path.name}.docs.jsonl*"))


def _parts(path: Path) -> list[list[dict[str, Any]]]:
    """Documents, queries and judgements of a folder, or of the files that begin so."""
    folder, start = (path, "*") if path.is_dir() else (path.parent, f"{path.name}.")
    parts = [sorted(folder.glob(f"{start}{part}.jsonl*")) for part in IR_PARTS]
    if not all(len(found) == 1 for found in parts):
        raise InputError(
            f"{folder} must hold one file each of *.docs.jsonl, *.queries.jsonl and *.qrels.jsonl."
        )
    return [list(_lines(found[0])) for found in parts]


def _retrieval(folder: Path) -> Imported:
    """Documents, queries and relevance judgements; each document is one paragraph."""
    docs, queries, qrels = _parts(folder)
    documents = {
        str(row["id"]): from_paragraphs(str(row["id"]), [row["text"]])
        for row in docs
        if row["text"].strip()
    }
    relevant: dict[str, list[str]] = {}
    for row in qrels:
        if int(row["rel"]) > 0 and str(row["doc"]) in documents:
            relevant.setdefault(str(row["query"]), []).append(str(row["doc"]))
    cases = [
        _case(
            str(row["id"]), row["text"],
            tuple(_whole(documents[name], 1) for name in relevant[str(row["id"])]),
        )
        for row in queries
        if str(row["id"]) in relevant
    ]  # fmt: skip
    return _imported(folder.name, list(documents.values()), cases)


def _put_together(name: str, texts: Mapping[str, list[str]], asked: Iterable[Asked]) -> Imported:
    documents = {title: from_paragraphs(title, contexts) for title, contexts in texts.items()}
    cases = []
    for one in asked:
        document = documents[one.document]
        golds: dict[int, Gold] = {}
        for text, offset in one.answers:
            found = _sentence_of(document, one.paragraph, text, offset)
            before = golds.get(found.start, found)
            short = tuple(dict.fromkeys((*before.short, *found.short)))
            golds[found.start] = replace(found, short=short)
        cases.append(_case(one.id, one.question, tuple(golds.values())))
    return _imported(name, list(documents.values()), cases)


def _sentence_of(document: ParsedDocument, ordinal: int, text: str, offset: int) -> Gold:
    """The sentence around an answer at ``offset`` of a paragraph."""
    start = document.paragraphs[ordinal - 1].span.start + offset
    if document.text[start : start + len(text)] != text:
        raise InputError(f"The answer {text[:60]!r} does not stand at its offset.")
    inside = [span for span in document.sentences[ordinal - 1] if span.end > start]
    last = next((span for span in inside if span.end >= start + len(text)), inside[-1])
    begin, end = min(inside[0].start, start), max(last.end, start + len(text))
    return Gold(document.name, ordinal, begin, end, document.text[begin:end], (text,))


def _whole(document: ParsedDocument, ordinal: int) -> Gold:
    span = document.paragraphs[ordinal - 1].span
    return Gold(document.name, ordinal, span.start, span.end, span.of(document.text), ())


def _case(name: str, question: str, golds: tuple[Gold, ...]) -> Case:
    return Case(
        id=name,
        question=question,
        kind="fact"
        if any(gold.short for gold in golds)
        else "passage"
        if golds
        else "unanswerable",
        subkind=None,
        answerable=bool(golds),
        need="one" if golds else "none",
        gold=golds,
        explained=(),
        fact=name,
        split="test",
        notes="",
    )


def _imported(name: str, documents: Sequence[ParsedDocument], cases: Sequence[Case]) -> Imported:
    meetings = []
    for number, document in enumerate(documents):
        day = FIRST_DAY + dt.timedelta(days=number)
        meeting = Meeting(
            meeting_id(day, None), document.name, day, None, None, None, (),
            {"title": "curated", "date": "curated"},
        )  # fmt: skip
        meetings.append((meeting, document))
    hashes = {document.name: document.sha256 for document in documents}
    return Imported(Collection(name, (), (), tuple(meetings)), CaseSet(name, hashes, tuple(cases)))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())
