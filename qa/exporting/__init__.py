"""Evidence sheets: what was asked and found, so that it can be kept, cited and checked later."""

from qa.exporting.exhibit import Exhibit, Otherwise
from qa.exporting.sheet import MadeBy, OfLookUp, OfQuestion, Sheet
from qa.exporting.sheets import sheet, sheet_of_answer, sheet_of_links, sheet_of_look_up
from qa.exporting.wanted import MOST_PICKED, Wanted, picks_of

__all__ = [
    "MOST_PICKED",
    "Exhibit",
    "MadeBy",
    "OfLookUp",
    "OfQuestion",
    "Otherwise",
    "Sheet",
    "Wanted",
    "picks_of",
    "sheet",
    "sheet_of_answer",
    "sheet_of_links",
    "sheet_of_look_up",
]
