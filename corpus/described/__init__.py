"""What is known of the meeting that a document is of: supplied by people, or printed at its top."""

from corpus.described.describe import Described, Sidecar, describe, meeting_from
from corpus.described.kept import changes, keep_known
from corpus.described.writing import to_table, to_toml

__all__ = [
    "Described",
    "Sidecar",
    "changes",
    "describe",
    "keep_known",
    "meeting_from",
    "to_table",
    "to_toml",
]
