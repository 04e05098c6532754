"""A quotation on an evidence sheet: verified anew, with its paragraph and all that cites it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus import Store
from corpus.errors import InputError
from corpus.stored import State
from qa.answer import Contrasting, Match
from qa.citing.cited import as_cited
from qa.citing.formats import reference
from qa.citing.place import TOLD, Stands, locate
from qa.permalink import read_permalink
from qa.phrase import Difference
from qa.quote import Citation, Quote

Role = Literal["answer", "found", "chosen", "but see", "nearest"]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Why a passage says otherwise than a quotation of the sheet, which is named by its number.

    ``words`` are those of the quotation and ``otherwise`` those of the passage in their place.
    """

    why: Contrasting
    number: int
    words: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A verified quotation, in its paragraph, with its citation.

    ``role`` tells why it is on the sheet: it answers, was found by a look-up, or was ``chosen`` by
    its permalink; passages that are ``nearest`` are no answer. ``before`` and ``after`` are the
    rest of its paragraph. ``words_sha256`` is the SHA-256 of its words with one blank for any white
    space, as UTF-8; the permalink ends with the first 16 digits. ``reference`` is the citation on
    one line. ``state`` and ``remarks`` tell whether its text is current. ``short`` is the part that
    answers. ``match``, ``looked_for`` and ``differences`` tell how words that were looked for stand
    there, ``same_wording_in`` which other meetings have the sentence, ``otherwise`` what a passage
    has that says otherwise.
    """

    role: Role
    quote: str
    before: str
    after: str
    words_sha256: str
    citation: Citation
    reference: str
    state: State
    remarks: tuple[str, ...]
    short: str | None = None
    match: Match = "verbatim"
    looked_for: str | None = None
    differences: tuple[Difference, ...] = ()
    same_wording_in: tuple[str, ...] = ()
    otherwise: Otherwise | None = None


def exhibit(link: str, role: Role, store: Store) -> Exhibit:
    """The quotation of a permalink, verified; raises InputError where its words do not stand.

    Raises IntegrityError where the store disagrees with the source.
    """
    found = locate(read_permalink(link), store)
    if not isinstance(found, Stands):
        raise InputError(f"{link} is refused. {TOLD[found]}")
    one = as_cited(found, store)
    before, after = _around(found.quote)
    return Exhibit(
        role=role,
        quote=one.text,
        before=before,
        after=after,
        words_sha256=hashlib.sha256(" ".join(one.text.split()).encode()).hexdigest(),
        citation=one.citation,
        reference=reference(one),
        state=one.state,
        remarks=one.remarks,
    )


def exhibits(links: Iterable[str], role: Role, store: Store) -> list[Exhibit]:
    """The quotations of some permalinks, each once; an InputError names all that are refused."""
    found: dict[str, Exhibit] = {}
    problems = []
    for link in links:
        try:
            one = exhibit(link, role, store)
            found.setdefault(one.citation.permalink, one)
        except InputError as error:
            problems.append(str(error))
    if problems:
        raise InputError(" ".join(problems))
    return list(found.values())


def _around(quote: Quote) -> tuple[str, str]:
    """The rest of the paragraph in which a quotation begins, before and after it."""
    text, span, paragraph = quote.document.text, quote.span, quote.paragraph.span
    return text[paragraph.start : span.start], text[span.end : max(span.end, paragraph.end)]
