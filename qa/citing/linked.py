"""The quotation of a permalink, with the paragraph around it."""

from __future__ import annotations

from corpus import Store
from corpus.errors import InputError
from qa.citing.cited import as_cited
from qa.citing.place import TOLD, Stands, locate
from qa.permalink import read_permalink
from qa.reading import QuotedParagraph, as_read


def linked_paragraph(link: str, store: Store) -> QuotedParagraph:
    """The words of a permalink, verified, also in a text that was replaced since.

    The address of the citation is then the permalink. Raises InputError where the words do not
    stand here, IntegrityError where the store disagrees with the source.
    """
    found = locate(read_permalink(link), store)
    if not isinstance(found, Stands):
        raise InputError(TOLD[found])
    one = as_cited(found, store)
    return QuotedParagraph(one.text, one.citation, as_read(one.paragraph, found.quote.document))
