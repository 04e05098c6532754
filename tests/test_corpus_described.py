"""What is known of a meeting: supplied, printed, contradictory, missing, and written back."""

from __future__ import annotations

import string
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.described import Described, Sidecar, describe, meeting_from, to_table, to_toml
from corpus.described.file_name import dates_of_file_name
from corpus.errors import InputError, SourceError
from corpus.formats.extracted import Extracted
from corpus.layout import Block, BlockKind, blocks, joined_text
from corpus.printed import dates_in, stands_in
from corpus.span import Span
from corpus.table import Value, read_table
from tests.title_pages import PAGES

BUNDLED = Path(__file__).parent.parent / "corpus" / "bundled"
TEXT = "Joint Communiqué\n\n**28 June 2021, Rome**\n\nThe Ministers met in Rome today."
BARE = "The Committee decided today to keep the rate where it is."


def extracted(text: str, front_matter: str | None = None) -> Extracted:
    return Extracted("text/plain", text, blocks(text), front_matter)


def known(described: Described) -> dict[str, Any]:
    return {field: value.value for field, value in described.values.items()}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 28, 2021", (2021, 6, 28)),
        ("28 June 2021", (2021, 6, 28)),
        ("ROME, 28 JUNE 2021", (2021, 6, 28)),
        ("Monday 28th June 2021", (2021, 6, 28)),
        ("the 1st day of July 2021", (2021, 7, 1)),
        ("Sept. 5, 2021", (2021, 9, 5)),
        ("2021-06-28", (2021, 6, 28)),
        ("2021/06/28", (2021, 6, 28)),
        ("S/2021/06/28", None),
        ("28.06.2021", (2021, 6, 28)),
        ("06/28/2021", (2021, 6, 28)),
        ("05.05.2021", (2021, 5, 5)),
        ("28–29 June 2021", (2021, 6, 28)),
        ("12 and 13 July 2021", (2021, 7, 12)),
        ("June 28–29, 2021", (2021, 6, 28)),
        ("19 to 21 May 2023", (2023, 5, 19)),
        ("30 June–1 July 2021", (2021, 6, 30)),
        ("June 30 – July 1, 2021", (2021, 6, 30)),
        ("28 December 2020 – 3 January 2021", (2020, 12, 28)),
        ("Wednesday, 23 June 2021, 10 a.m.", (2021, 6, 23)),
        ("38th ASEAN Summit, 26 October 2021", (2021, 10, 26)),
        ("Brussels, 12 July 2021 (OR. en) 10500/21", (2021, 7, 12)),
        ("12 July\u00a02021", (2021, 7, 12)),
        ("29–28 June 2021", None),
        ("03/04/2021", None),
        ("03.04.2021", None),
        ("31 June 2021", None),
        ("June 2021", None),
        ("November 14", None),
        ("Ministers may, in 2021, meet 5 times", None),
        ("A/RES/75/1", None),
        ("A/2021-06-281", None),
        ("10500/21", None),
        ("Resolution 2178 (2014)", None),
        ("8800th meeting", None),
        ("Today in Rome", None),
        ("agenda item 12", None),
        ("1.28.06.2021", None),
    ],
)
def test_dates_as_they_are_printed(text: str, day: tuple[int, int, int] | None) -> None:
    sure = [one.day for one in dates_in(text) if one.day]
    assert sure == ([date(*day)] if day else [])


def test_a_later_date_before_an_earlier_one_is_not_a_span_of_days() -> None:
    found = dates_in("3 January 2021 – 28 December 2020")
    assert [one.day for one in found] == [date(2021, 1, 3), date(2020, 12, 28)]


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        (date(2021, 6, 28), True),
        (date(2021, 6, 29), True),
        (date(2021, 6, 27), False),
        (date(2021, 4, 3), False),
        ("Small Group of Ministers", True),
        ("Small Group of Minister", False),
        (["Small Group", "Ministers"], True),
        (["Small Group", "Mayors"], False),
    ],
)
def test_what_stands_in_a_document(value: Any, stands: bool) -> None:
    assert stands_in("The Small\n Group of Ministers, 28–29 June 2021, 03/04/2021", value) is stands


@pytest.mark.parametrize(
    ("page", "expected", "maybe"), PAGES, ids=[page[:25] for page, _, _ in PAGES]
)
def test_first_pages(page: str, expected: dict[str, Any], maybe: tuple[str, ...]) -> None:
    described = describe("page.txt", extracted(page))
    assert known(described) == expected
    assert described.candidates.get("date", ()) == maybe
    assert {value.provenance for value in described.values.values()} == {"printed"}


def test_clauses_of_a_preamble_are_no_title_lines() -> None:
    page = (
        "**Resolution adopted by the Assembly on 28 June 2021**\n\n*The Assembly*,\n\n"
        "*Recalling* its resolution 70/1 of 25 September 2015 on the ports of all the regions,\n\n"
        "*Noting* its earlier one of 31 May 2018,\n\n1. *Decides* to meet."
    )
    assert known(describe("page.txt", extracted(page)))["date"] == date(2021, 6, 28)


def test_a_banner_above_the_one_largest_heading_is_no_title() -> None:
    page = (
        "## Cookies on this site\n\nWe use cookies to make this website work.\n\n"
        "# Joint Statement of Ministers\n\n**Bergen, 28 June 2021**\n\n"
        "The ministers met in Bergen and spoke of the stocks of fish in the waters they share.\n"
    )
    described = describe("page.md", Extracted("text/markdown", page, blocks(page, markdown=True)))
    assert known(described)["title"] == "Joint Statement of Ministers"
    assert known(described)["date"] == date(2021, 6, 28)


def test_the_bundled_texts_say_what_their_table_says() -> None:
    """All but body and kind, which are not read off, and a date that is printed without a year."""
    table = read_table(BUNDLED / "meetings.toml")
    for entry in table.entries:
        text = (BUNDLED / entry.document).read_text(encoding="utf-8")
        described = describe(entry.document, extracted(text))
        expected = {f: v for f, v in entry.values.items() if f not in ("body", "kind")}
        if expected["date"].provenance == "curated":
            del expected["date"]
            assert described.missing == ("date",)
            assert described.candidates == {"date": ("November 14",)}
        assert described.values == expected


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2018-01-31.txt", [date(2018, 1, 31)]),
        ("folder/2021-10-29-united-states-france.md", [date(2021, 10, 29)]),
        ("fomcminutes20210616.pdf", [date(2021, 6, 16)]),
        ("monetary20210616a.htm", [date(2021, 6, 16)]),
        ("minutes_2021_06_28_final.docx", [date(2021, 6, 28)]),
        ("communique-28-june-2021.txt", [date(2021, 6, 28)]),
        ("June 28, 2021 communique.txt", [date(2021, 6, 28)]),
        ("28-06-2021.txt", [date(2021, 6, 28)]),
        ("03-04-2021.txt", [date(2021, 4, 3), date(2021, 3, 4)]),
        ("2021-06-28 to 2021-07-01.txt", [date(2021, 6, 28)]),
        ("2021-13-45.txt", []),
        ("000_dde1ea9f2e2f77c0.txt", []),
        ("003_e20210628f77c0.txt", []),
        ("report 2021.txt", []),
        ("1234520210628.txt", []),
    ],
)
def test_dates_in_the_names_of_files(name: str, days: list[date]) -> None:
    assert list(dates_of_file_name(name)) == days


def test_a_date_in_the_files_name_alone_is_curated_and_said() -> None:
    described = describe("2018-01-31.txt", extracted(BARE))
    assert described.values == {"date": Value(date(2018, 1, 31), "curated")}
    assert described.notes == ("date 2018-01-31 from the file's name",)
    assert described.missing == ("title",)


OPTIONS = {"title": "By option", "date": "1 May 2020"}
SIDECAR = Sidecar("a.toml", b'title = "By sidecar"\ndate = 2020-05-02\nplace = "Oslo"')
FRONT = "title: By front matter\ndate: 2020-05-03\nplace: Bern\nbody: G7"


@pytest.mark.parametrize(
    ("options", "sidecar", "front_matter", "expected"),
    [
        (OPTIONS, SIDECAR, FRONT, ("By option", date(2020, 5, 1), "Oslo", "G7")),
        ({}, SIDECAR, FRONT, ("By sidecar", date(2020, 5, 2), "Oslo", "G7")),
        ({}, None, FRONT, ("By front matter", date(2020, 5, 3), "Bern", "G7")),
        ({}, None, None, ("Joint Communiqué", date(2021, 6, 28), "Rome", None)),
        (
            {"place": "held virtually"},
            None,
            None,
            ("Joint Communiqué", date(2021, 6, 28), None, None),
        ),
    ],
)
def test_the_strongest_source_is_taken(
    options: dict[str, str], sidecar: Sidecar | None, front_matter: str | None, expected: Any
) -> None:
    described = describe("2019-01-01.txt", extracted(TEXT, front_matter), options, sidecar)
    values = known(described)
    assert tuple(values.get(field) for field in ("title", "date", "place", "body")) == expected


def test_weaker_sources_that_differ_are_told() -> None:
    described = describe("2019-01-01.txt", extracted(TEXT, "date: 2021-06-30\nplace: Rome"))
    assert described.notes == (
        "date 2021-06-30 from the front matter, but the document has 2021-06-28",
        "date 2021-06-30 from the front matter, but the file's name has 2019-01-01",
    )


def test_what_is_supplied_is_printed_where_it_stands_in_the_document() -> None:
    options = {"title": "Joint  Communiqué", "place": "Rome", "date": "2021-06-29", "hosts": "A; B"}
    values = describe("a.txt", extracted(TEXT), options).values
    assert {field: value.provenance for field, value in values.items()} == {
        "title": "printed",
        "place": "printed",
        "date": "curated",
        "hosts": "curated",
    }
    assert values["hosts"].value == ["A", "B"]


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("title: T\nlocation: Rome", {"title": "T", "place": "Rome"}),
        ("Title: T\nMeeting Date: '2021-06-28'", {"title": "T", "date": date(2021, 6, 28)}),
        ("---\ntitle: T\n---\n", {"title": "T"}),
        ('+++\ntitle = "T"\ndate = 2021-06-28\n+++', {"title": "T", "date": date(2021, 6, 28)}),
        ('# c\ntitle = "T"', {"title": "T"}),
        ("date: 2021-10-29 23:19:53-04:00", {"date": date(2021, 10, 29)}),
        ("date: '2021-10-29T10:00:00Z'", {"date": date(2021, 10, 29)}),
        ("date: Monday, 28 June 2021", {"date": date(2021, 6, 28)}),
        ("organization: G7\ntype: Summit", {"body": "G7", "kind": "Summit"}),
        ("chair: Ann Lee\nhosts:", {"hosts": ["Ann Lee"]}),
        ("hosts: [Italy, Belgium]", {"hosts": ["Italy", "Belgium"]}),
        ("venue: Palace\ncity: Rome", {"place": "Rome"}),
        ('title: "United\\_States\\u200b"', {"title": "United States"}),
        ("place: video conference", {}),
        ("title: {curated: T}", {"title": "T"}),
        ("", {}),
    ],
)
def test_front_matter_is_written_in_many_ways(front_matter: str, expected: dict[str, Any]) -> None:
    assert known(describe("a.md", extracted(BARE, front_matter))) == expected


@pytest.mark.parametrize(
    ("front_matter", "told"),
    [
        ("venue: V\ncity: C", ("venue (place?)",)),
        ("Titel: T\ndates: 2021-06-28", ("Titel (title?)", "dates (date?)")),
        (
            "meeting-dates: [2021-06-28]\norganisations: O",
            ("meeting-dates (date?)", "organisations (body?)"),
        ),
        ("tags: [x]\nlayout: page\nauthor: A\nlang: en\n3: 4\nempty:\nsubtitle: S", ()),
        ("updated: 2021-06-30\nslug: s\nsite: S\nstate: final\nsha256: 0\npublished: 2021", ()),
    ],
)
def test_only_keys_that_look_meant_are_told(front_matter: str, told: tuple[str, ...]) -> None:
    notes = describe("a.md", extracted(BARE, front_matter)).notes
    assert notes == tuple(f"not used of the front matter: {', '.join(told)}" for _ in told[:1])


@pytest.mark.parametrize(
    ("front_matter", "sentence"),
    [
        ("title: [a, b]", r"a.md, front matter: title must be a text in .*, not \['a', 'b'\]"),
        ("title: No", "title must be a text in quotation marks, not False"),
        ("title: 2021", "title must be a text in quotation marks, not 2021"),
        ("date: 2021", "date must be a day such as 2021-06-28, not 2021"),
        ("date: not a date", "date must be a day such as 2021-06-28, not 'not a date'"),
        ("Date: June 2021", "Date must be a day"),
        ("date: 03/04/2021", "date must be a day"),
        ("date: 2021-13-45", "cannot be read as YAML: month must be in 1..12"),
        ("host: 3", "host must be a list of texts"),
        ("hosts: [Italy, 3]", "hosts must be a list of texts"),
        ("title: a: b", "cannot be read as YAML: mapping values are not allowed here"),
        ("title: !!python/object:os.system x", "cannot be read as YAML"),
        ("- a\n- b", "must hold fields such as title and date"),
        ('title = "x"\ntitle = "y"', "cannot be read as TOML"),
        ("place: {printed: Paris}", "prints the place 'Paris', but it does not"),
        ("[" * 5000, "cannot be read"),
        ("x" * 100_001, "longer than"),
    ],
)
def test_front_matter_that_cannot_be_used(front_matter: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence) as raised:
        describe("a.md", extracted(BARE, front_matter))
    assert str(raised.value).startswith("a.md")


def test_what_a_web_page_says_of_itself_is_used_or_told() -> None:
    page = Extracted("text/html", TEXT, blocks(TEXT), "date: 2021-06-28 at noon\ntitle: T")
    described = describe("a.html", page)
    assert described.values["title"].value == "Joint Communiqué"
    assert described.notes == (
        "not used: front matter: date must be a day such as 2021-06-28, not '2021-06-28 at noon'",
    )


def test_what_a_web_page_prints_is_stronger_than_its_meta_elements() -> None:
    meta = "title: Joint Communiqué | Ministry\ndate: 2021-06-30\nbody: G7"
    described = describe("a.html", Extracted("text/html", TEXT, blocks(TEXT), meta))
    assert known(described)["title"] == "Joint Communiqué"
    assert known(described)["date"] == date(2021, 6, 28)
    assert known(described)["body"] == "G7"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", b'title = "T"\ndate = 2021-06-28'),
        ("a.yaml", b"title: T\ndate: 2021-06-28"),
        ("a.YML", b"\xef\xbb\xbftitle: T\ndate: 28 June 2021"),
        ("a.json", b'{"title": "T", "date": "2021-06-28"}'),
        ("a.toml", b'document = "a.txt"\ntitle = {curated = "T"}\ndate = {curated = 2021-06-28}'),
    ],
)
def test_sidecar_files(name: str, content: bytes) -> None:
    described = describe("a.txt", extracted(BARE), sidecar=Sidecar(name, content))
    assert known(described) == {"title": "T", "date": date(2021, 6, 28)}
    assert described.notes == ()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.toml", b"title = ", "a.toml: it cannot be read as TOML"),
        ("a.json", b"{", "a.json: it cannot be read as JSON"),
        ("a.json", b"[" * 50_000, "a.json: it cannot be read as JSON"),
        ("a.json", b"[]", "a.json: it must hold fields"),
        ("a.json", b'{"title": ["T"]}', "a.json: title must be a text"),
        ("a.yaml", b"\xff\xfe", "a.yaml is not UTF-8"),
        ("a.ini", b"title=T", "must end in .toml, .yaml, .yml or .json"),
        ("a.json", b" " * 100_001, "larger than"),
    ],
)
def test_sidecar_files_that_cannot_be_used(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        describe("a.txt", extracted(BARE), sidecar=Sidecar(name, content))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"date": "June"}, "--date must be a day such as 2021-06-28, not 'June'"),
        ({"title": "  "}, "--title must be a text"),
        ({"hosts": "A;;B"}, "--hosts must be a list"),
        ({"palce": "Rome"}, "no field palce"),
    ],
)
def test_options_that_cannot_be_used(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        describe("a.txt", extracted(BARE), options)


def test_two_dates_are_not_guessed_between_but_the_files_name_decides() -> None:
    page = "Joint Statement of Ministers\n28 June 2021\n30 June 2021\n\nThey met."
    described = describe("a.txt", extracted(page))
    assert described.missing == ("date",)
    assert described.candidates == {"date": ("28 June 2021", "30 June 2021")}
    decided = describe("2021-06-30.txt", extracted(page))
    assert decided.values["date"] == Value(date(2021, 6, 30), "printed")
    assert decided.candidates == {}


def test_a_meeting_is_made_of_what_is_known() -> None:
    meeting = meeting_from(describe("a.txt", extracted(TEXT), {"hosts": "Italy"}))
    assert meeting.id == "2021-06-28-rome"
    assert meeting.hosts == ("Italy",)
    assert meeting.provenance["hosts"] == "curated"
    assert meeting.provenance["place"] == "printed"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            BARE,
            (
                "notes.txt: the title and the date of the meeting are not known. Give "
                "--title 'Joint Communiqué' --date 2021-06-28, or write it into a file notes.toml "
                "beside the document, or into the document's front matter."
            ),
        ),
        (
            "Joint Statement of Ministers, November 14\n\nThey met.",
            (
                "notes.txt: the date of the meeting is not known. The date might be November 14. "
                "Give --date 2021-06-28, or write it into a file notes.toml beside the document, "
                "or into the document's front matter."
            ),
        ),
    ],
)
def test_what_is_missing_is_named_with_how_to_give_it(text: str, sentence: str) -> None:
    with pytest.raises(SourceError) as raised:
        meeting_from(describe("notes.txt", extracted(text)))
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("media_type", "lines", "title"),
    [
        ("application/pdf", ["Joint Statement by", "Ministers Ann", "Lee"], "Ministers Ann Lee"),
        ("application/pdf", ["Joint Statement of March", "30, 2021"], "Joint Statement of March"),
        (
            "text/plain",
            ["Joint Statement of Ministers", "On Peace"],
            "Joint Statement of Ministers",
        ),
        (
            "text/plain",
            ["Joint Decla\u00ad", "ration of Ministers"],
            "Joint Declaration of Ministers",
        ),
        (
            "text/plain",
            ["Joint Statement of Ministers, Rome,", "28 June 2021"],
            "of Ministers, Rome,",
        ),
    ],
)
def test_lines_of_one_title(media_type: str, lines: list[str], title: str) -> None:
    """As readers of formats give them: a piece for each line, a soft hyphen in no piece."""
    text = "\n".join(lines)
    ends = [at for at, character in enumerate(text) if character == "\n"]
    starts = [0, *(end + 1 for end in ends)]
    stops = [end - (text[end - 1] == "\u00ad") for end in [*ends, len(text)]]
    pieces = tuple(Span(start, stop) for start, stop in zip(starts, stops, strict=True))
    block = Block(BlockKind.PARAGRAPH, None, False, pieces, joined_text(text, pieces))
    described = describe("a", Extracted(media_type, text, (block,)))
    assert title in known(described)["title"]


def test_a_hostile_page_is_read_in_no_time() -> None:
    text = f"{'- ' * 20}{'-' * 100_000} 28 June 2021 {', ' * 50_000}\n\n{'met in ' * 50_000}"
    page = extracted(text)
    started = time.process_time()
    assert describe("a.txt", page).missing == ("title", "date")
    assert time.process_time() - started < 2


TEXTS = st.text(string.printable + "é–’\"'\\#=\u2028😀", min_size=1, max_size=30).map(
    lambda text: "".join(c for c in " ".join(text.split()) if c.isprintable()) or "x"
)
VALUES = st.fixed_dictionaries(
    {"title": TEXTS, "date": st.dates(date(1, 1, 1))},
    optional={"place": TEXTS, "body": TEXTS, "kind": TEXTS, "hosts": st.lists(TEXTS, min_size=1)},
)


@given(VALUES)
def test_what_is_written_back_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]
) -> None:
    marked = {field: Value(value, "curated") for field, value in values.items()}
    described = Described("a.txt", marked, (), {}, ())
    sidecar = to_toml(described)
    assert {f: v["curated"] for f, v in tomllib.loads(sidecar).items()} == values
    path = tmp_path_factory.mktemp("table") / "meetings.toml"
    path.write_text(to_table("Mine", [(described, "0" * 64)]), encoding="utf-8", newline="\n")
    (entry,) = read_table(path).entries
    assert (entry.document, entry.sha256, entry.values) == ("a.txt", "0" * 64, marked)


def test_a_sidecar_written_back_describes_the_document_as_before() -> None:
    before = describe("a.txt", extracted(TEXT), {"kind": "Full"})
    assert to_toml(before) == (
        'title = {printed = "Joint Communiqué"}\n'
        "date = {printed = 2021-06-28}\n"
        'place = {printed = "Rome"}\n'
        'kind = {curated = "Full"}\n'
    )
    after = describe("a.txt", extracted(TEXT), sidecar=Sidecar("a.toml", to_toml(before).encode()))
    assert after.values == before.values
