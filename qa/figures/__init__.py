"""Figures: numbers, money, head-counts, members and percentages by meeting and subject."""

from qa.figures.changes import Change, Direction
from qa.figures.kinds import KINDS, Kind, kind_named
from qa.figures.table import Cell, Figure, Figures, FigureTable, Row

__all__ = [
    "KINDS",
    "Cell",
    "Change",
    "Direction",
    "Figure",
    "FigureTable",
    "Figures",
    "Kind",
    "Row",
    "kind_named",
]
