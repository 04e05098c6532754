"""Paragraphs found: encoders, vector and word search, fusion, reranking, generations on disk.

Knows paragraphs, sentences and scores; never sees an answer.
"""

from index.annotate import (
    Annotate,
    Annotating,
    annotate_here,
    annotating_ahead,
    annotating_apart,
    annotating_here,
)
from index.build import build_generation
from index.dictionary import Dictionary
from index.encoder import Encoder, SentenceTransformerEncoder
from index.fill import Progress
from index.fusion import Column, Fuse, min_max_sum, reciprocal_rank, with_meeting
from index.generation import Generation, is_current, open_generation, serving_revision
from index.hit import Hit, Reading, Scores
from index.mentions import Mention, MentionKind, Role
from index.model import DEFAULT_MODEL, DEFAULT_RERANKER, NO_RERANKER, Model, find_model
from index.onnx_encoder import OnnxEncoder
from index.onnx_export import ExportRefused, Notice, exported
from index.reranker import Judgement, Reranker, ScoreAlone, open_reranker
from index.search import Searcher
from index.spans import SpanScores
from index.spelling import Speller
from index.vectors import Scored

__all__ = [
    "DEFAULT_MODEL",
    "DEFAULT_RERANKER",
    "NO_RERANKER",
    "Annotate",
    "Annotating",
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
    "annotate_here",
    "annotating_ahead",
    "annotating_apart",
    "annotating_here",
    "build_generation",
    "exported",
    "find_model",
    "is_current",
    "min_max_sum",
    "open_generation",
    "open_reranker",
    "reciprocal_rank",
    "serving_revision",
    "with_meeting",
]
