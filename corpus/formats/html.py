"""Web pages (.html): the main text, without navigation, banners and what else stands around it."""

from __future__ import annotations

from corpus.formats.composed import composed
from corpus.formats.extracted import Extracted
from corpus.formats.hypertext.blocks import parts_of
from corpus.formats.hypertext.described import described
from corpus.formats.hypertext.main_text import main_parts
from corpus.formats.hypertext.notes import notes_of
from corpus.formats.hypertext.tree import decoded_page, tree_of, without_hidden
from corpus.formats.media_type import HTML


def read_html(name: str, source: bytes) -> Extracted:
    """Read a web page; raises SourceError where it is too large, too deep or damaged."""
    page = decoded_page(name, source)
    root = tree_of(name, page)
    about = described(root)
    root = without_hidden(root)
    found = parts_of(root, notes_of(root))
    text, blocks = composed(one.part for one in main_parts(page, root, found))
    return Extracted(HTML, text, blocks, about)
