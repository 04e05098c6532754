"""Names of the same thing: which of them a question uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.abbreviations import Abbreviation
from qa import Settings
from qa.names import Names, aliases_in, with_abbreviations
from tests.conftest import MakeFolder, open_quietly

NAMES = Names(
    groups=(
        ("Daesh", "ISIS", "Islamic State"),
        ("UN", "United Nations"),
        ("World Health Organization", "WHO"),
        ("United States", "US"),
        ("Islamic State in the Valley", "ISIS-V"),
        ("Central Depot", "CD"),
        ("Coast District", "CD"),
    ),
    words=frozenset({"WHO", "US"}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What of the islamic state?", {"Islamic State": ("Daesh", "ISIS")}),
        ("The UNHCR and crisis", {}),
        (
            "Daesh at the UN",
            {"Daesh": ("ISIS", "Islamic State"), "UN": ("United Nations",)},
        ),
        ("what did isis lose", {"ISIS": ("Daesh", "Islamic State")}),
        ("What did isis lose in Iraq?", {"ISIS": ("Daesh", "Islamic State")}),
        ("Who told us?", {}),
        ("who told us", {}),
        ("WHO TOLD US?", {}),
        ("What did the WHO say?", {"WHO": ("World Health Organization",)}),
        ("Did US troops land?", {"US": ("United States",)}),
        ("WHAT DID THE UN SAY", {"UN": ("United Nations",)}),
        ("the world health organization", {"World Health Organization": ("WHO",)}),
        ("Is ISIS-V weaker?", {"ISIS-V": ("Islamic State in the Valley",)}),
        ("Where is the Islamic State in the Valley?", {"Islamic State in the Valley": ("ISIS-V",)}),
        ("What is the CD?", {"CD": ("Central Depot", "Coast District")}),
        ("Where is the Coast District?", {"Coast District": ("CD",)}),
        ("Daesh or ISIS?", {"Daesh": ("ISIS", "Islamic State")}),
        ("the UN’s envoy", {"UN": ("United Nations",)}),
    ],
)
def test_aliases_in(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert aliases_in(text, NAMES) == expected


@pytest.mark.parametrize(
    ("table", "learned", "expected"),
    [
        ([], [], ()),
        ([("a", "b")], [], (("a", "b"),)),
        ([], [("FIU", "intelligence unit")], (("intelligence unit", "FIU"),)),
        ([("United Nations", "UN")], [("UN", "united nations")], (("United Nations", "UN"),)),
        (
            [("United Nations", "UN")],
            [("U.N.", "United Nations")],
            (("United Nations", "UN", "U.N."),),
        ),
        (
            [("foreign fighters", "FF")],
            [("FF", "Forest Fund")],
            (("foreign fighters", "FF"), ("Forest Fund", "FF")),
        ),
        ([], [("SDGs", "Some Goals")], (("Some Goals", "SDGs", "SDG"),)),
        (
            [],
            [("SME", "small enterprise"), ("SME", "Small Enterprise")],
            (("small enterprise", "SME"),),
        ),
    ],
)
def test_with_abbreviations(
    table: list[tuple[str, ...]],
    learned: list[tuple[str, str]],
    expected: tuple[tuple[str, ...], ...],
) -> None:
    assert with_abbreviations(table, [Abbreviation(*pair) for pair in learned]) == expected


TEXTS = (
    "The Ministers backed the Office of Relief Teams (ORT). Medical aid was sent.",
    "The Agency for Island Development (AID) met. Someone ill was helped.",
    "The Office of Relief Teams will be larger by then. The World Help Office (WHO) stayed.",
)


def test_abbreviations_of_the_documents_are_known(make_folder: MakeFolder, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS))
    engine = open_quietly(settings)
    for text, expected in (
        ("What of the ORT?", {"ORT": ("Office of Relief Teams",)}),
        ("who backed ort", {"ORT": ("Office of Relief Teams",)}),
        ("Which aid was sent?", {}),
        ("Did the AID meet?", {"AID": ("Agency for Island Development",)}),
        ("Who stayed with the Ministers?", {}),
        ("Did the WHO stay?", {"WHO": ("World Help Office",)}),
    ):
        assert engine.ask(text).understood.aliases == expected, text


def test_an_abbreviation_finds_the_long_form(make_folder: MakeFolder, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS))
    engine = open_quietly(settings)
    answer = engine.ask("What will become of ORT?", limit=2)
    found = [quoted.quote for quoted in answer.answers + answer.nearest]
    assert "The Office of Relief Teams will be larger by then." in found
