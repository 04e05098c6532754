"""An encoder put around another one, which does the work."""

from __future__ import annotations

from index import Encoder, Model
from index.encoder import Vectors


class AroundEncoder:
    """What an encoder is and how it takes questions stays that of the one inside."""

    def __init__(self, encoder: Encoder) -> None:
        """Around ``encoder``."""
        self._encoder = encoder

    @property
    def model(self) -> Model:
        """The model of the encoder inside."""
        return self._encoder.model

    @property
    def dimension(self) -> int:
        """Length of each vector."""
        return self._encoder.dimension

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, by the encoder inside."""
        return self._encoder.encode_query(text)
