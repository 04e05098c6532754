"""Paragraphs found: encoders, vector and word search, fusion, and generations on disk.

Knows paragraphs and scores; never sees an answer.
"""

from index.dictionary import Dictionary
from index.encoder import Encoder, SentenceTransformerEncoder
from index.fusion import Fuse, min_max_sum
from index.generation import Generation, Progress, build_generation, open_generation
from index.model import DEFAULT_MODEL, Model, find_model
from index.search import Hit, Scores, Searcher
from index.spelling import Speller
from index.vectors import Scored

__all__ = [
    "DEFAULT_MODEL",
    "Dictionary",
    "Encoder",
    "Fuse",
    "Generation",
    "Hit",
    "Model",
    "Progress",
    "Scored",
    "Scores",
    "Searcher",
    "SentenceTransformerEncoder",
    "Speller",
    "build_generation",
    "find_model",
    "min_max_sum",
    "open_generation",
]
