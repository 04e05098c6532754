"""Phrases looked up: every place, how it stands there, and nothing that was never said."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from index import Dictionary
from qa import Engine, Settings
from qa.phrase import judge_of, verify_quotation
from tests.conftest import MakeFolder, open_quietly

TEXTS = (
    "The Ministers met in Rome. They pledged 12 million euros for the liberated areas of Norhaven.",
    (
        "We do not accept any “safe haven” for Daesh.\n\n"
        "Of 7.7 million people 12,000 came. We reaffirm our full commitment to Norhaven."
    ),
    "The Ministers met in Rome. We do not accept any safe haven for ISIS. Growth was slow.",
)


@pytest.fixture
def engine(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


ONE, TWO, THREE = "2021-05-01", "2022-05-02", "2023-05-03"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("The Ministers met in Rome", [("verbatim", ONE), ("verbatim", THREE)]),
        ("THE MINISTERS   met in 'Rome'!", [("verbatim", ONE), ("verbatim", THREE)]),
        ("the liber-\nated areas", [("verbatim", ONE)]),
        ("pledged 12 million euros", [("verbatim", ONE)]),
        ("Of 7.7 million people 12,000 came", [("verbatim", TWO)]),
        ("of 7.7 million people 12000 came", [("verbatim", TWO)]),
        ("of 77 million people 12,000 came", [("altered", TWO)]),
        ("of 9.7 million people 12,000 came", [("altered", TWO)]),
        ("pledged 13 million euros", [("altered", ONE)]),
        ("for the liberrated areas of Norhaven", [("altered", ONE)]),
        ("We do accept any safe haven", [("altered", TWO), ("altered", THREE)]),
        ("any safe haven for penguins", [("partial", TWO), ("partial", THREE)]),
        ("We reaffirm our commitment to Norhaven", [("altered", TWO)]),
        ("Growth was slow.", [("verbatim", THREE)]),
        ("Growth", [("verbatim", THREE)]),
        ("Penguins inherited the observatory", []),
    ],
)
def test_where_a_phrase_stands(
    engine: Engine, phrase: str, expected: list[tuple[str, str]]
) -> None:
    found = engine.find(phrase)
    assert [(one.match, one.citation.meeting_id) for one in found.places] == expected


@pytest.mark.parametrize(
    ("phrase", "kind", "asked", "there"),
    [
        ("pledged 13 million euros for the areas", "number", "13", "12"),
        ("We accept any safe haven", "negation", "", "do not"),
        ("any safe haven for the Islamic State", "name", "the Islamic State", "Daesh"),
        ("for the liberrated areas of Norhaven", "spelling", "liberrated", "liberated"),
        ("pledged 12 rnillion euros", "misread", "rnillion", "million"),
        ("We reaffirm our firm commitment to Norhaven", "other words", "firm", "full"),
        ("We reaffirm our commitment to Norhaven", "left out", "", "full"),
        ("The Ministers all met in Rome", "put in", "all", ""),
        ("The Ministers gathered in Rome", "verb", "gathered", "met"),
        ("They denied 12 million euros for the areas", "verb", "denied", "pledged"),
        ("We do not accept any unsafe haven", "negation", "unsafe", "safe"),
        ("Of 9.7 million people", "number", "9.7", "7.7"),
        ("Of 77 million people", "number", "77", "7.7"),
        ("Of 7.7 billion people", "number", "billion", "million"),
        ("l2 million euros for the liberated areas", "misread", "l2", "12"),
    ],
)
def test_how_it_differs(engine: Engine, phrase: str, kind: str, asked: str, there: str) -> None:
    differences = engine.find(phrase).places[0].differences
    assert (kind, asked, there) in [(one.kind, one.asked, one.there) for one in differences]


FIGURES = "Members gave $20 billion to 110,000 people. The rate is lowered to 0 to 1-1/4 percent."


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Members gave $20 billion to 110,000 people", "verbatim"),
        ("Members gave $ 20 billion to 110 000 people", "verbatim"),
        ("Members gave $20 billion to 11 0000 people", "altered"),
        ("Members gave €20 billion to 110,000 people", "altered"),
        ("Members gave 20 billion to 110,000 people", "altered"),
        ("Members gave $20 billion to 110,000% people", "altered"),
        ("The rate is lowered to 0 to 1 1/4 percent", "verbatim"),
        ("The rate is lowered to 0 to 1¼ percent", "verbatim"),
        ("The rate is lowered to 0 to 1-14 percent", "altered"),
        ("The rate is lowered to 0 to 11/4 percent", "altered"),
        ("The rate is lowered to 01-1/4 percent", "altered"),
    ],
)
def test_other_figures_and_signs_are_never_verbatim(
    make_folder: MakeFolder, tmp_path: Path, phrase: str, expected: str
) -> None:
    folder = make_folder(FIGURES)
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    assert engine.find(phrase).verdict == expected


def test_initials_are_not_read_into_words_that_both_have(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder("Inflation is near the Committee's 2 percent objective. Growth was slow.")
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    (place,) = engine.find("near the Committee symmetric 2 percent objective").places
    assert "name" not in {one.kind for one in place.differences}


def test_words_that_follow_a_long_omission_are_not_told_missing(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    text = (
        "It ended. The Coalition operates in Norhaven at the request of the Government of Norhaven,"
        " in full respect of Norhaven's sovereignty and aiming at strengthening its security."
    )
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(text)))
    (place,) = engine.find(
        "The Coalition operates in Norhaven at the request of the Government of Norhaven "
        "and aims at strengthening its security."
    ).places
    assert place.quote.endswith("aiming at strengthening its security")
    assert "put in" not in {one.kind for one in place.differences}


def test_a_place_is_a_verified_quotation(engine: Engine) -> None:
    first, second = engine.find("the ministers MET in Rome").places
    document = engine.store.document_of(first.citation.meeting_id)
    assert document.text[first.citation.start : first.citation.end] == first.quote
    assert first.quote == "The Ministers met in Rome"
    assert (first.first, second.first) == (True, False)
    assert first.written == ("capitals",)


PLEDGED = "They pledged 12 million euros for the liberated areas"
ACCEPT = "We do not accept any safe haven"


@pytest.mark.parametrize(
    ("phrase", "verdict", "stitching", "pieces"),
    [
        (f"{PLEDGED} … {ACCEPT}", "stitched", "passages joined", [[ONE], [TWO, THREE]]),
        (f"{PLEDGED} [...] {ACCEPT}", "stitched", "passages joined", [[ONE], [TWO, THREE]]),
        (f"{PLEDGED} {ACCEPT}", "stitched", "passages joined", [[ONE], [TWO, THREE]]),
        ("The Ministers met … liberated areas", "stitched", "words left out", [[ONE], [ONE]]),
        ("They pledged … euros of the observatory", "partial", None, []),
        (f"… {PLEDGED} …", "verbatim", None, []),
        (f"{PLEDGED} and penguins", "altered", None, []),
        ("any safe haven for penguins", "partial", None, []),
    ],
)
def test_stitched_quotations(
    engine: Engine, phrase: str, verdict: str, stitching: str | None, pieces: list[list[str]]
) -> None:
    found = engine.find(phrase)
    assert (found.verdict, found.stitching) == (verdict, stitching)
    assert [[one.citation.meeting_id for one in piece.places] for piece in found.pieces] == pieces
    assert not (found.places and found.pieces)


@pytest.mark.parametrize(
    ("text", "meetings", "right"),
    [
        (f"As ministers said on 1 May 2021: “{PLEDGED}”", [ONE], True),
        (f"“{PLEDGED}”, they said on 2 May 2022.", [TWO], False),
        (f"“{ACCEPT}” (statement of 2022)", [TWO], True),
        (f"Ministers said in Berlin: “{PLEDGED}”", [], False),
        (f"Ministers said: “{PLEDGED}”", None, None),
        (f"In 2022 they said “{PLEDGED} … {ACCEPT}”", [TWO], False),
        ("In 2022 they said “the penguins inherited the observatory”", None, None),
    ],
)
def test_to_whom_a_quotation_is_put_down(
    engine: Engine, text: str, meetings: list[str] | None, right: bool | None
) -> None:
    attributed = engine.find(text).attributed
    assert (None if attributed is None else [*attributed.meetings]) == meetings
    assert (None if attributed is None else attributed.right) == right


def test_a_text_with_a_quotation_in_it_is_no_attribution(engine: Engine) -> None:
    about = "The gardeners of the northern islands planted tulips along the harbour. " * 6
    assert engine.find(f"They said “{PLEDGED}”.").verdict == "verbatim"
    assert engine.find(f"{about} “{PLEDGED}” {about}").verdict == "not found"


def test_attribution_may_be_given_apart(engine: Engine) -> None:
    found = engine.find(PLEDGED, "as they said on 2 May 2022")
    assert found.misattributed
    assert found.attributed is not None
    assert found.attributed.told == (
        "“2 May 2022” names the meeting of 2 May 2022, which does not have it; "
        "the words stand in the meeting of 1 May 2021."
    )


@pytest.mark.parametrize(
    "phrase", ["", "  ", "of the", "…!", "x" * 200_001, "The Ministers met penguins. " * 200]
)
def test_what_cannot_be_looked_up(engine: Engine, phrase: str) -> None:
    with pytest.raises(InputError):
        engine.find(phrase)


def test_a_name_that_is_repeated_without_end(engine: Engine) -> None:
    assert engine.find("ISIS " * 300).verdict == "not found"
    with pytest.raises(InputError, match="30,000 words"):
        engine.find("ISIS " * 30_000)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("daesh", "isis", True),
        ("daesh isis", "isis", True),
        ("daesh " * 16 + "isis", "isis", False),
        ("daesh penguins", "isis", False),
        ("daeshisis", "isis", False),
        ("daesh ", "isis", False),
        ("is", "iraq and syria", False),
        ("us", "united states", True),
    ],
)
def test_names_of_one_thing_in_a_row(one: str, other: str, same: bool) -> None:
    assert judge_of([("Daesh", "ISIS")], Dictionary()).is_same_name(one, other) == same


def test_of_too_many_places_the_earliest_and_the_latest_are_read(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    many = "\n\n".join(["Growth was slow."] * 1_500)
    engine = open_quietly(
        Settings.read(data=tmp_path / "data", sources=make_folder(many, many, "Growth was slow."))
    )
    found = engine.find("Growth was slow")
    assert (found.verdict, len(found.places), found.more) == ("verbatim", 2_000, 1_001)
    first, last = found.places[0], found.places[-1]
    assert (first.first, first.citation.meeting_id, first.citation.paragraph) == (True, ONE, 1)
    assert last.citation.meeting_id == THREE


def test_of_a_meeting_that_is_named_every_place_is_read(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    many = "\n\n".join(["Growth was slow."] * 1_500)
    engine = open_quietly(
        Settings.read(data=tmp_path / "data", sources=make_folder(many, "Growth was slow.", many))
    )
    verified = verify_quotation("Growth was slow", "2022", engine.store, engine.find)
    assert (verified.verdict, verified.sources[0].citation.meeting_id) == ("verbatim", TWO)
    assert (len(verified.found.places), verified.found.more) == (2_001, 1_000)
    found = engine.find("Growth was slow", "as ministers said on 2 May 2022")
    assert found.attributed is not None
    assert found.attributed.right
