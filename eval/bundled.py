"""What comes with the program: sets, and the names of engines; read before anything is loaded."""

from __future__ import annotations

from pathlib import Path

SETS = Path(__file__).parent / "sets"
BUNDLED_SET = SETS / "communiques.json"
BUNDLED_CASES = SETS / "look_up.json"
BUNDLED_FIGURES = SETS / "figures.json"
ALIGNMENT_SET = SETS / "alignment.json"

OURS = "communique"
BASELINES = ("no-reranking", "bm25+dense", "bm25", "dense")
ABLATIONS = (
    "no-scope",
    "no-aliases",
    "no-short-answers",
    "no-spans",
    "one-meeting",
    "no-silence",
)
OTHERS = ("no-meeting", "min-max", "reciprocal-rank", "sentences")
ENGINE_NAMES = (OURS, *BASELINES, *ABLATIONS, *OTHERS)
