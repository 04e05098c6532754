"""Printed numbers: taken off the text, and put under those they stand under, "12 (b) (iii)".

A number such as "12." is always one. What could as well be a word or an initial ("A.", "(i)",
"2.5") counts only where the document also has the number before or after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.block import Block, BlockKind, joined_text
from corpus.punctuation import is_title_like
from corpus.span import Span

NUMBER = re.compile(
    r"(?P<open>\(?)"
    r"(?:(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})"
    r"|(?P<arabic>\d{1,3})(?P<added>\s?(?:bis|ter|quater|quinquies))?"
    r"|(?P<letters>[ivxlc]{1,7}|[IVXLC]{1,7}|[A-Za-z]))"
    r"\\?(?P<close>[.)]?)"
    r"(?:(?=[*_\s])[*_]*\s+(?=\S)|(?<=[a-z\d]\))(?=\w)|(?<=\d\.)(?=[A-Z][a-z]))"
)
AT_LINE_START = re.compile(r"^[ \t>*_#|-]*(?=[(\dA-Za-z])", re.MULTILINE)
LONGEST_NUMBER = 24
BULLET = re.compile(r"[•●○▪■□◦‣⁃∙➢➤►\uf000-\uf0ff]\s*(?=\S)")
WIDE_BULLET = re.compile(r"[·*–—-]|o")  # a bullet only before a gap wider than a blank
ROMAN = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
WITH_NUMBERS = (BlockKind.PARAGRAPH, BlockKind.ITEM)

Place = tuple[str, int]  # a series of numbers, "(a)" or "9.", and which of it


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, and the places it may have: "(i)" is a first and a ninth.

    ``length`` counts its characters with the white space behind it.
    """

    printed: str
    places: tuple[Place, ...]
    sure: bool
    length: int


def number_of(text: str) -> Number | None:
    """The number that a text begins with, if any."""
    match = NUMBER.match(text)
    if match is None or (match["open"] and match["close"] != ")"):
        return None
    printed, places, sure = _dotted(match) if match["dotted"] else _plain(match)
    apart = match[0][-1].isspace()
    return Number(printed, places, sure and apart, match.end()) if places else None


def places_in(source: str) -> frozenset[Place]:
    """The places of all numbers that lines of a text begin with."""
    starts = (match.end() for match in AT_LINE_START.finditer(source))
    found = (number_of(source[start : start + LONGEST_NUMBER]) for start in starts)
    return frozenset(place for number in found if number for place in number.places)


def begins_item(text: str, known: frozenset[Place]) -> bool:
    """Whether a line begins with a bullet, or with a number that is one for certain."""
    return BULLET.match(text) is not None or counted(number_of(text), known) is not None


def is_bullet(word: str) -> bool:
    """Whether a word that is set apart is a bullet, and so none of the text or numbers."""
    return bool(WIDE_BULLET.fullmatch(word) or BULLET.match(f"{word} x"))


def is_number(word: str) -> bool:
    """Whether a word has the form of a printed number: "12.", "(b)", "1.2" or "iv)"."""
    return number_of(f"{word} X") is not None


def stands_apart(word: str) -> bool:
    """Whether a word before a gap wider than a blank is a number, even a bare one, or a bullet."""
    return is_bullet(word) or _of_label(word) is not None


def counted(number: Number | None, known: frozenset[Place]) -> Number | None:
    """The number, where it is one for certain: by its form, or by its neighbour in the text."""
    if number is None or number.sure:
        return number
    places = tuple(
        (series, value)
        for series, value in number.places
        if (series, value - 1) in known or (series, value + 1) in known
    )
    return replace(number, places=places) if places else None


def numbered(blocks: Iterable[Block], source: str) -> tuple[Block, ...]:
    """The blocks with their numbers as labels; numbered titles become headings."""
    blocks = list(blocks)
    labels = (_of_label(block.label) for block in blocks if block.label is not None)
    known = places_in(source).union(*(number.places for number in labels if number))
    taken = [_with_number(block, source, known) for block in blocks]
    return tuple(_nested(_with_headings(taken)))


def path(numbers: Sequence[str]) -> str | None:
    """A number with those it stands under: the first as it is, the others in brackets."""
    if not numbers:
        return None
    beneath = (number if number.startswith("(") else f"({number})" for number in numbers[1:])
    return " ".join([numbers[0], *beneath])


def _dotted(match: re.Match[str]) -> tuple[str, tuple[Place, ...], bool]:
    *above, last = match["dotted"].split(".")
    following = match.string[match.end()]
    is_amount = not match["close"] and (following.islower() or following.isdigit())
    places = () if match["open"] or is_amount else ((".".join([*above, "9"]), int(last)),)
    return match["dotted"], places, bool(match["close"])


def _plain(match: re.Match[str]) -> tuple[str, tuple[Place, ...], bool]:
    around = match["open"] + match["close"]
    added = (match["added"] or "").strip()
    core = (match["arabic"] or match["letters"]) + added
    if not (around or added):
        return core, (), False
    printed = f"({core})" if around == "()" else core
    if match["arabic"]:
        return printed, ((f"9{around or '.'}", int(match["arabic"])),), not match["open"]
    return printed, tuple(_letters(core, around)), False


def _letters(letters: str, around: str) -> Iterable[Place]:
    case = "a" if letters.islower() else "A"
    roman = letters.lower()
    if ROMAN.fullmatch(roman):
        yield f"{case} in Roman{around}", _roman_value(roman)
    if len(letters) == 1:
        yield f"{case}{around}", ord(roman) - ord("a") + 1


def _roman_value(roman: str) -> int:
    values = [ROMAN_VALUES[character] for character in roman]
    signs = [-1 if a < b else 1 for a, b in zip(values, [*values[1:], 0], strict=True)]
    return sum(sign * value for sign, value in zip(signs, values, strict=True))


def _with_number(block: Block, source: str, known: frozenset[Place]) -> tuple[Block, Number | None]:
    """A block without its typed number, and the number; that of a list item if it has none."""
    if block.kind not in WITH_NUMBERS:
        return block, None
    if block.label is not None:
        number = _of_label(block.label)
        number = counted(number, known) or number
        return (replace(block, label=number.printed) if number else block), number
    if bullet := BULLET.match(block.text):
        return replace(_shorter(block, source, bullet.end()), kind=BlockKind.ITEM), None
    number = counted(number_of(block.text), known)
    if number is None:
        return block, None
    return replace(_shorter(block, source, number.length), label=number.printed), number


def _shorter(block: Block, source: str, length: int) -> Block:
    """The block without so many characters at its beginning."""
    characters = len("".join(block.text[:length].split()))
    pieces = _without(block.pieces, source, characters)
    return replace(block, pieces=pieces, text=joined_text(source, pieces))


def _without(pieces: tuple[Span, ...], source: str, characters: int) -> tuple[Span, ...]:
    """The pieces after so many characters that are not white space."""
    rest = []
    for piece in pieces:
        taken = 0
        while characters and taken < piece.end - piece.start:
            characters -= not source[piece.start + taken].isspace()
            taken += 1
        while taken and source[piece.start + taken : piece.end][:1].isspace():
            taken += 1
        if piece.start + taken < piece.end:
            rest.append(Span(piece.start + taken, piece.end))
    return tuple(rest)


def _with_headings(
    taken: list[tuple[Block, Number | None]],
) -> list[tuple[Block, Number | None]]:
    """Where all blocks of a series are titles with something under them, they are headings."""
    of_series: dict[str, list[int]] = defaultdict(list)
    for index, (_, number) in enumerate(taken):
        if number is not None:
            of_series[number.places[0][0]].append(index)
    for series in of_series.values():
        if len(series) > 1 and all(_heads(taken, index) for index in series):
            for index in series:
                block = taken[index][0]
                taken[index] = (replace(block, kind=BlockKind.HEADING), None)
    return taken


def _heads(taken: list[tuple[Block, Number | None]], index: int) -> bool:
    block, number = taken[index]
    if not is_title_like(block.text) or index + 1 == len(taken):
        return False
    beneath = taken[index + 1][1]
    return beneath is None or number is None or beneath.places[0][0] != number.places[0][0]


def _nested(taken: list[tuple[Block, Number | None]]) -> Iterator[Block]:
    last_seen = {
        place: index for index, (_, number) in enumerate(taken) if number for place in number.places
    }
    above: list[tuple[Place, str]] = []
    apart = False  # whether text without a number came since the last number
    for index, (block, number) in enumerate(taken):
        within = not apart or _goes_on(above, last_seen, index)
        if block.kind is BlockKind.HEADING:
            above = []
        elif block.label is not None and block.kind in WITH_NUMBERS:
            opens = number is not None and not within and number.places[0][1] == 1
            above = _placed(number, block.label, [] if opens else above)
            apart = False
        elif block.kind is BlockKind.PARAGRAPH:
            apart = apart or not block.text[:1].islower()
        if block.kind in WITH_NUMBERS and (block.label or (_is_bullet(block) and within)):
            yield replace(block, label=" ".join(printed for _, printed in above) or None)
        else:
            yield block


def _is_bullet(block: Block) -> bool:
    return block.kind is BlockKind.ITEM


def _goes_on(above: list[tuple[Place, str]], last_seen: Mapping[Place, int], index: int) -> bool:
    """Whether the next number of the outermost series is still to come."""
    if not above:
        return False
    (series, value), _ = above[0]
    return last_seen.get((series, value + 1), -1) > index


def _placed(
    number: Number | None, printed: str, above: list[tuple[Place, str]]
) -> list[tuple[Place, str]]:
    """The numbers that now stand above what follows, this one with them."""
    if number is None:  # of a list that came with its numbers one under another
        parts = [(part, _of_label(part)) for part in _parts(printed)]
        return [(of.places[0] if of else ("", 0), part) for part, of in parts]
    depth, place = _depth(number, [place for place, _ in above])
    shown = printed if depth == 0 or printed.startswith("(") else f"({printed})"
    return [*above[:depth], (place, shown)]


def _of_label(label: str) -> Number | None:
    """The number that a label is; whether a list ends its numbers with a full stop is not kept."""
    return number_of(f"{label} X") or number_of(f"{label}. X")


def _parts(label: str) -> list[str]:
    return re.split(r" (?=\()", label)


def _depth(number: Number, above: list[Place]) -> tuple[int, Place]:
    """How deep a number stands: after its predecessor, as a first below all, or else on top."""
    depths = {series: depth for depth, (series, _) in enumerate(above)}
    for series, value in number.places:
        if (series, value - 1) in above:
            return depths[series], (series, value)
    first = number.places[0]
    if "." in number.printed:  # as "12.3", which says by itself what it stands under
        return 0, first
    for series, value in number.places:  # "(i)" under "(b)" is a first, not a ninth
        if value == 1 and series not in depths:
            return len(above), (series, value)
    for series, value in number.places:
        if series in depths:
            return depths[series], (series, value)
    return 0, first
