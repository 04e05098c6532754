"""Numbers as lists write them: digits, letters, roman numerals."""

from __future__ import annotations

LETTERS = 26
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LARGEST_ROMAN = 4000


def in_form(number: int, form: str) -> str:
    """A number in one of the forms of Word; digits in those not known here."""
    match form:
        case "lowerRoman" | "upperRoman" if 0 < number < LARGEST_ROMAN:
            roman = _roman(number)
            return roman if form == "lowerRoman" else roman.upper()
        case "lowerLetter" | "upperLetter" if number > 0:
            again, letter = divmod(number - 1, LETTERS)
            letters = chr(ord("a") + letter) * (again + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
