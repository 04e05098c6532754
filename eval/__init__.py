"""Evaluation runs and benchmarks; uses only the public calls of qa and index."""
