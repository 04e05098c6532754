"""Documents in: parsed, cleaned once, cut into paragraphs and sentences, kept with their source.

Imports no machine-learning library and knows nothing of the packages above it.
"""

from corpus.document import Document, Paragraph, Sentence
from corpus.folder import BUNDLED, Collection, fingerprint, read_folder
from corpus.meeting import Meeting, Provenance
from corpus.passage import Passage
from corpus.span import SourceMap, Span
from corpus.store import Store
from corpus.sync import SyncReport, sync

__all__ = [
    "BUNDLED",
    "Collection",
    "Document",
    "Meeting",
    "Paragraph",
    "Passage",
    "Provenance",
    "Sentence",
    "SourceMap",
    "Span",
    "Store",
    "SyncReport",
    "fingerprint",
    "read_folder",
    "sync",
]
