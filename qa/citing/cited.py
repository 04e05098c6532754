"""A quotation with all that a citation of it can say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from corpus import Meeting, Paragraph, Store
from corpus.errors import InputError
from corpus.stored import State
from qa.citing.place import TOLD, Stands, locate
from qa.permalink import read_permalink
from qa.quote import Citation, cite

REMARKS: dict[State, str] = {
    "current": "",
    "version": "From a text kept beside the current one.",
    "removed": "From a text that was removed since.",
    "earlier": "From a text that was replaced since.",
}
READ_OFF_A_PICTURE = "Read off a picture: words may be wrong."


@dataclass(frozen=True, slots=True)
class Cited:
    """A verified quotation, its paragraph, its meeting and its citation; ``state`` of its text."""

    text: str
    paragraph: Paragraph
    meeting: Meeting
    citation: Citation
    state: State

    @property
    def key(self) -> str:
        """A name for it in a bibliography: no other permalink has it, and it stays the same."""
        mark = hashlib.sha256(self.citation.permalink.encode()).hexdigest()[:8]
        return f"{self.meeting.id}-p{self.paragraph.ordinal}-{mark}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader has to be told of the text."""
        seen = READ_OFF_A_PICTURE if self.paragraph.recognised else ""
        return tuple(filter(None, (seen, REMARKS[self.state])))


def cited(link: str, store: Store) -> Cited:
    """The quotation of a permalink; raises InputError where its words do not stand here.

    Raises IntegrityError where the store disagrees with the source.
    """
    found = locate(read_permalink(link), store)
    if not isinstance(found, Stands):
        raise InputError(TOLD[found])
    return as_cited(found, store)


def as_cited(found: Stands, store: Store) -> Cited:
    """Words that were located, with their meeting and citation.

    The address of the citation leads to the meeting's page, or, where that shows another text, to
    the permalink.
    """
    meeting = store.meeting_of(found.quote.document)
    citation = cite(found.quote, meeting)
    if found.state != "current":
        citation = replace(citation, url=citation.permalink)
    return Cited(found.quote.text, found.quote.paragraph, meeting, citation, found.state)
