"""The packed streams of a PDF, looked at before PDFium is: none may be a bomb, none damaged.

PDFium unpacks what a page needs without a bound, and of a damaged stream reads what it can and
tells nobody; a page would come back short, or blank.
"""

from __future__ import annotations

import re
import zlib

from corpus.errors import SourceError

MOST_BYTES_OF_STREAM = 32 * 1024 * 1024  # unpacked, if it is not a picture
LONGEST_DICTIONARY = 2_000  # bytes before a stream in which its kind is looked for
STREAM = re.compile(rb">>\s*stream\r?\n")
PACKED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def check_streams(name: str, source: bytes) -> None:
    """Raise SourceError for a stream that is damaged or would fill the memory."""
    encrypted = b"/Encrypt" in source
    for stream in STREAM.finditer(source):
        before = source[max(0, stream.start() - LONGEST_DICTIONARY) : stream.start()]
        kind = before.rpartition(b" obj")[2]
        if PACKED.search(kind) is None or PICTURE.search(kind) or encrypted:
            continue
        unpacker = zlib.decompressobj()
        try:
            packed = memoryview(source)[stream.end() :]
            size = len(unpacker.decompress(packed, MOST_BYTES_OF_STREAM))
        except zlib.error:
            size = -1
        if size >= MOST_BYTES_OF_STREAM:
            raise SourceError(
                f"{name} unpacks to more than {MOST_BYTES_OF_STREAM // 1024**2} MB in one place. "
                "Save it anew as PDF and add that."
            )
        if not unpacker.eof:
            raise SourceError(
                f"{name} is damaged or cut short (byte {stream.end()}). Get the file again."
            )
