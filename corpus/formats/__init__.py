"""Files in, blocks out: one reader for each format, all with the same result."""

from corpus.formats.extract import extract
from corpus.formats.extracted import Extracted

__all__ = ["Extracted", "extract"]
