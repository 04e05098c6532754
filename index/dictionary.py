"""How often English words and names are used, by the list that the package wordfreq carries.

321,180 forms with their frequency in books, news, subtitles and the web up to 2021 (Speer, 2022;
Apache-2.0, data CC BY-SA 4.0). A form is there if it occurs at least once in 100 million words, so
a common misspelling is there too, but is seldom. The file is msgpack: a header, then for each
centibel below certainty the list of the words that are so frequent.
"""

from __future__ import annotations

import gzip
from bisect import bisect
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError

PACKAGE = "wordfreq"
LIST = "data/large_en.msgpack.gz"
SHORT_TEXT = 0xA0  # msgpack writes a text of up to 31 bytes as 0xA0 + its length, then the text
LONGEST = 31
MUCH_MORE = 2.5  # Zipf: the word meant is used 300 times as often as the slip


class Dictionary:
    """Looks words up in the list as it lies in memory; it is read when it is first needed."""

    def zipf(self, word: str) -> float | None:
        """The Zipf frequency of a lower-case word: log10 of its uses in a billion words.

        None for a word that is not in the list. Raises ModelError when the list is not installed.
        """
        text = word.encode()
        if not 0 < len(text) <= LONGEST:
            return None
        listed, starts = self._list
        place = listed.find(bytes([SHORT_TEXT | len(text)]) + text)
        return None if place < 0 else 9 - (bisect(starts, place) - 1) / 100

    def is_meant(self, word: str, other: str) -> bool:
        """Whether people write a lower-case word, and not so seldom as a slip for the other."""
        used = self.zipf(word)
        return used is not None and (self.zipf(other) or 0.0) - used < MUCH_MORE

    @cached_property
    def _list(self) -> tuple[bytes, list[int]]:
        """The list, unpacked from gzip alone, and where each centibel's words start in it."""
        from msgpack import Unpacker

        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise ModelError(f"The package {PACKAGE} is not installed. Run: make install")
        listed = gzip.decompress((Path(spec.origin).parent / LIST).read_bytes())
        unpacker = Unpacker(max_buffer_size=len(listed))
        unpacker.feed(listed)
        centibels = unpacker.read_array_header() - 1
        unpacker.skip()
        starts = []
        for _ in range(centibels):
            starts.append(unpacker.tell())
            unpacker.skip()
        return listed, starts
