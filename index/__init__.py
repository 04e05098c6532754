"""Paragraphs found: encoders, vector and word search, fusion, reranking, generations on disk.

Knows paragraphs, sentences and scores; never sees an answer.
"""

from index.annotate import Annotate, annotate_apart, annotate_here
from index.build import Progress, build_generation
from index.dictionary import Dictionary
from index.encoder import Encoder, SentenceTransformerEncoder
from index.fusion import Column, Fuse, min_max_sum, reciprocal_rank, with_meeting
from index.generation import Generation, open_generation
from index.mentions import Mention, MentionKind, Role
from index.model import DEFAULT_MODEL, DEFAULT_RERANKER, NO_RERANKER, Model, find_model
from index.onnx_encoder import OnnxEncoder
from index.onnx_export import ExportRefused, Notice, exported
from index.reranker import Judgement, Reranker, ScoreAlone, open_reranker
from index.search import Hit, Reading, Scores, Searcher
from index.spans import SpanScores
from index.spelling import Speller
from index.vectors import Scored

__all__ = [
    "DEFAULT_MODEL",
    "DEFAULT_RERANKER",
    "NO_RERANKER",
    "Annotate",
    "Column",
    "Dictionary",
    "Encoder",
    "ExportRefused",
    "Fuse",
    "Generation",
    "Hit",
    "Judgement",
    "Mention",
    "MentionKind",
    "Model",
    "Notice",
    "OnnxEncoder",
    "Progress",
    "Reading",
    "Reranker",
    "Role",
    "ScoreAlone",
    "Scored",
    "Scores",
    "Searcher",
    "SentenceTransformerEncoder",
    "SpanScores",
    "Speller",
    "annotate_apart",
    "annotate_here",
    "build_generation",
    "exported",
    "find_model",
    "min_max_sum",
    "open_generation",
    "open_reranker",
    "reciprocal_rank",
    "with_meeting",
]
