"""Citations: permalinks read and checked, notes in the styles, files for citation programs."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Meeting, Paragraph, SourceMap, Span, Store
from corpus.body import Kind
from corpus.database import FILE_NAME
from corpus.errors import InputError, IntegrityError
from qa import Engine, Quote, Settings, cite
from qa.citing import FORMATS, Cited, FormatName, cited, note, verify_citation, written
from qa.citing.styles import STYLES, Style, formatted
from qa.citing.verification import LEFT
from qa.permalink import Permalink, permalink, read_permalink
from qa.phrase import FoundPhrase
from tests.conftest import MakeFolder, open_quietly

SHA = "0123456789abcdef" * 4
LINK = f"/quotes/{SHA}/5-16/0123456789abcdef"
READ = Permalink(SHA, Span(5, 16), "0123456789abcdef")


def not_looked_up(_phrase: str) -> FoundPhrase:
    raise AssertionError("words that stand in a current text need no look-up")


@pytest.mark.parametrize(
    "link",
    [LINK, f"  {LINK}\n", f"http://localhost:8000{LINK}", f"https://[::1]/a/quotes/b{LINK}?x=1#p3",
     f"{LINK}/", LINK.replace("/quotes/", "/QUOTES/").upper().replace("/QUOTES/", "/quotes/"),
     LINK.replace("-", "%2D")],
)  # fmt: skip
def test_a_permalink_is_read_with_or_without_a_host(link: str) -> None:
    assert read_permalink(link) == READ
    assert str(READ) == LINK


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("", "is no permalink"),
        ("/meetings/2021-06-28-rome/p3", "is no permalink"),
        (LINK.rpartition("/")[0], "is no permalink"),
        (f"{LINK}/1", "is no permalink"),
        ("http://[half", "is no permalink"),
        ("x" * 100_000 + LINK, "is no permalink"),
        (LINK.replace(SHA, SHA[:-1]), "64 hexadecimal digits"),
        (LINK.replace(SHA, SHA[:-1] + "g"), "64 hexadecimal digits"),
        (LINK[:-1], "16 hexadecimal digits"),
        (LINK.replace("5-16", "16-5"), "must be less than"),
        (LINK.replace("5-16", "5-5"), "must be less than"),
        (LINK.replace("5-16", "-5-16"), "two numbers"),
        (LINK.replace("5-16", "5"), "two numbers"),
        (LINK.replace("5-16", "٥-١٦"), "two numbers"),
        (LINK.replace("16", "9" * 5_000), "is no permalink"),
        (LINK.replace("5-16", f"5-{'9' * 13}"), "two numbers"),
    ],
)
def test_what_is_no_permalink_is_refused_in_a_sentence(link: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        read_permalink(link)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


def test_white_space_does_not_count_in_the_hash_of_the_words() -> None:
    assert permalink(SHA, 5, "a\nb  c").rpartition("/")[2] == permalink(SHA, 0, "a b c")[-16:]
    assert permalink(SHA, 5, "a b c")[-16:] != permalink(SHA, 5, "a b C")[-16:]


def test_every_sentence_of_the_bundled_texts_has_a_permalink_that_holds(engine: Engine) -> None:
    store, links = engine.store, []
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        for paragraph in store.paragraphs(document):
            for sentence in store.sentences(paragraph):
                quote = Quote(document, paragraph, sentence.span)
                citation = cite(quote, meeting)
                verdict = verify_citation(citation.permalink, store, not_looked_up)
                assert (verdict.outcome, verdict.quote) == ("holds", quote.text)
                assert verdict.citation == citation
                links.append(citation.permalink)
    assert len(links) == len(set(links)) > 150
    keys = {cited(link, store).key for link in links}
    assert len(keys) == len(links)


@given(st.data())
def test_words_are_found_again_where_offsets_moved(engine: Engine, data: st.DataObject) -> None:
    store = engine.store
    meeting = data.draw(st.sampled_from(store.meetings()))
    document = store.document_of(meeting.id)
    paragraph = data.draw(st.sampled_from(store.paragraphs(document)))
    sentence = data.draw(st.sampled_from(store.sentences(paragraph)))
    by = data.draw(st.integers(1, 3 * len(document.text)))
    there = sentence.span.of(document.text)
    stale = permalink(document.sha256, sentence.span.start + by, there)
    verdict = verify_citation(stale, store, not_looked_up)
    assert (verdict.outcome, verdict.holds) == ("moved", True)
    assert verdict.quote is not None
    assert verdict.quote.split() == there.split()
    assert verdict.citation is not None
    assert verify_citation(verdict.citation.permalink, store, not_looked_up).outcome == "holds"


BEFORE = "The Ministers welcomed the progress made. They will meet again in Rome."
AFTER = "The Ministers noted the progress made. They will meet again in Rome next year."
AT_2 = "at revision 2 of the collection"
OTHER = "Penguins inherited the abandoned observatory. Nobody minded."


def link_to(store: Store, words: str) -> str:
    """The permalink of words that stand in a current text."""
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        start = document.text.find(words)
        if start >= 0:
            return permalink(document.sha256, start, words)
    raise AssertionError(words)


@pytest.fixture
def changed(make_folder: MakeFolder, settings: Settings) -> Callable[..., tuple[str, Engine]]:
    """A link to words, and the engine after the texts were replaced by others."""

    def change(words: str, *texts: str) -> tuple[str, Engine]:
        at = settings.model_copy(update={"sources": make_folder(BEFORE, OTHER)})
        before = open_quietly(at)
        link = link_to(before.store, words)
        before.store.close()
        for old in at.sources.iterdir():
            old.unlink()
        make_folder(*texts)
        return link, open_quietly(at)

    return change


def test_words_of_a_replaced_text_are_looked_up_in_the_current_one(
    changed: Callable[..., tuple[str, Engine]],
) -> None:
    words = "They will meet again in Rome"
    link, engine = changed(words, AFTER, OTHER)
    verdict = verify_citation(link, engine.store, engine.find)
    assert (verdict.outcome, verdict.holds, verdict.quote) == ("earlier", True, words)
    assert verdict.citation is not None
    assert verdict.citation.url == link
    assert [place.match for place in verdict.now][:1] == ["verbatim"]
    assert verdict.now[0].citation.meeting_id == verdict.citation.meeting_id
    assert (verdict.state, verdict.retired) == ("earlier", 2)
    assert verdict.told[1:] == (
        f"That is a text of the meeting {LEFT['earlier']}, {AT_2} (today 2).",
        "The same words stand in the current text of the meeting, paragraph 1.",
    )
    assert "[From a text that was replaced since.]" in written([link], engine.store, "chicago")


def test_words_that_were_changed_since_are_shown_beside_those_of_today(
    changed: Callable[..., tuple[str, Engine]],
) -> None:
    link, engine = changed("welcomed the progress made. They will meet again in Rome", AFTER, OTHER)
    verdict = verify_citation(link, engine.store, engine.find)
    assert (verdict.outcome, verdict.now[0].match) == ("earlier", "altered")
    assert "nearly the same stand in that of the meeting, paragraph 1" in verdict.told[-1]


def test_words_of_a_removed_text_hold_and_are_told_to_be_gone(
    changed: Callable[..., tuple[str, Engine]],
) -> None:
    link, engine = changed("Nobody minded", BEFORE)
    verdict = verify_citation(link, engine.store, engine.find)
    assert (verdict.outcome, verdict.quote, verdict.now) == ("earlier", "Nobody minded", ())
    assert "which was removed, at revision 2" in verdict.told[1]
    assert verdict.told[-1] == "No current text has these words."


@pytest.mark.parametrize(
    ("change", "outcome", "told"),
    [
        (lambda link: replace(link, words="0" * 16), "does not hold", "does not have its words"),
        (lambda link: replace(link, span=Span(0, 10**11)), "does not hold", "does not have"),
        (lambda link: replace(link, source_sha256=SHA), "not here", "no document with"),
    ],
)
def test_a_link_that_was_tampered_with_is_told(
    engine: Engine, change: Callable[[Permalink], Permalink], outcome: str, told: str
) -> None:
    right = read_permalink(link_to(engine.store, "approximately 7.7 million people"))
    verdict = verify_citation(str(change(right)), engine.store, not_looked_up)
    assert (verdict.outcome, verdict.holds, verdict.quote) == (outcome, False, None)
    assert told in verdict.told[0]
    with pytest.raises(InputError, match=told):
        written([str(change(right))], engine.store, "text")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE document SET source = CAST('The' || substr(source, 4) || '!' AS BLOB)",
        "UPDATE document SET text = replace(text, 'welcomed', 'deplored')",
        "UPDATE document SET text = replace(text, 'Rome', 'Oslo')",
    ],
)
def test_a_store_that_was_tampered_with_is_told(
    tampering: str, make_folder: MakeFolder, settings: Settings
) -> None:
    at = settings.model_copy(update={"sources": make_folder(BEFORE)})
    with closing(open_quietly(at).store) as store:
        link = link_to(store, BEFORE)
    with closing(sqlite3.connect(at.place / FILE_NAME, isolation_level=None)) as connection:
        connection.execute(tampering)
    with closing(Store(at.place)) as store:
        verdict = verify_citation(link, store, not_looked_up)
        assert (verdict.outcome, verdict.quote) == ("does not hold", None)
        assert "Run: communique verify" in verdict.told[0]
        with pytest.raises(IntegrityError):
            written([link], store, "text")


BODY = "Council of the North & South"
TITLE = "Joint Statement on Water"
WORDS = "We agreed."
DAY = dt.date(2021, 6, 8)


def made(
    title: str = TITLE,
    body: str | None = BODY,
    place: str | None = "Rome",
    number: str | None = None,
    page: int | None = None,
    kind: Kind = "text",
    *,
    seen: bool = False,
) -> Cited:
    """A quotation of a meeting of which so much is known."""
    meeting = Meeting("2021-06-08", title, DAY, place, body, None, (), {})
    span = Span(0, len(WORDS))
    paragraph = Paragraph(1, 1, 7, number, page, span, None, kind, (), seen)
    document = Document(1, meeting.id, "a.txt", "text/plain", SHA, WORDS, SourceMap(()))
    citation = cite(Quote(document, paragraph, span), meeting)
    return Cited(WORDS, paragraph, meeting, citation, "current")


CHICAGO = "Council of the North & South, “Joint Statement on Water,” Rome, June 8, 2021, {}."
APA = (
    "Council of the North & South. (2021, June 8). Joint Statement on Water.\n"
    "(Council of the North & South, 2021, {})"
)
OSCOLA = "Council of the North & South, ‘Joint Statement on Water’ (Rome, 8 June 2021) {}."


@pytest.mark.parametrize(
    ("one", "in_chicago", "in_apa", "in_oscola"),
    [
        (made(), "para. 7", "para. 7", "para 7"),
        (made(number="12 (b)"), "para. 12 (b)", "para. 12 (b)", "para 12 (b)"),
        (made(page=4), "4", "p. 4", "4"),
        (made(page=4, number="12"), "4, para. 12", "p. 4, para. 12", "4, para 12"),
        (made(page=4, number="3", kind="note"), "4, n. 3", "p. 4, n. 3", "4, n 3"),
        (made(number="*", kind="note"), "n. *", "Note *", "n *"),
    ],
)
def test_where_a_quotation_stands_in_each_style(
    one: Cited, in_chicago: str, in_apa: str, in_oscola: str
) -> None:
    assert formatted(one, "chicago") == CHICAGO.format(in_chicago)
    assert formatted(one, "apa") == APA.format(in_apa)
    assert formatted(one, "oscola") == OSCOLA.format(in_oscola)


@pytest.mark.parametrize(
    ("one", "style", "expected"),
    [
        (made(place=None), "chicago",
         "Council of the North & South, “Joint Statement on Water,” June 8, 2021, para. 7."),
        (made(place=None), "oscola",
         "Council of the North & South, ‘Joint Statement on Water’ (8 June 2021) para 7."),
        (made(body=None), "chicago", "“Joint Statement on Water,” Rome, June 8, 2021, para. 7."),
        (made(body=None), "apa",
         "Joint Statement on Water. (2021, June 8).\n(Joint Statement on Water, 2021, para. 7)"),
        (made(body=None, place=None), "oscola",
         "‘Joint Statement on Water’ (8 June 2021) para 7."),
        (made('On "Water" & {Air}: “What Next?”'), "chicago",
         f"{BODY}, “On ‘Water’ & {{Air}}: ‘What Next?’,” Rome, June 8, 2021, para. 7."),
        (made("Что делать?"), "chicago", f"{BODY}, “Что делать?,” Rome, June 8, 2021, para. 7."),
        (made("Что делать?"), "apa",
         f"{BODY}. (2021, June 8). Что делать?\n({BODY}, 2021, para. 7)"),
        (made("Minutes of the board."), "chicago",
         f"{BODY}, “Minutes of the board,” Rome, June 8, 2021, para. 7."),
        (made(seen=True), "oscola",
         f"{OSCOLA.format('para 7')} [Read off a picture: words may be wrong.]"),
    ],
)  # fmt: skip
def test_what_is_not_known_and_what_is_odd_in_a_style(
    one: Cited, style: Style, expected: str
) -> None:
    assert formatted(one, style) == expected


def test_a_note_of_a_bundled_meeting(engine: Engine) -> None:
    (answer, *_) = engine.find("the new 2021 Pledge Drive for Stabilization").places
    assert note(answer.citation, engine.store, "chicago") == (
        "Global Coalition to Defeat ISIS, “Joint Communiqué by Ministers of the Global Coalition "
        "to Defeat ISIS Small Group,” March 30, 2021, para. 2."
    )
    assert "\n" not in note(answer.citation, engine.store, "apa")


def test_the_text_has_the_quotation_its_place_and_the_permalink() -> None:
    one = made(page=4, number="12")
    assert FORMATS["text"].write([one]) == (
        "“We agreed.”\n"
        "Council of the North & South, Joint Statement on Water, Rome, 8 June 2021, p. 4, "
        f"para. 12.\n{one.citation.permalink}\n"
    )


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    str.strip
)


def plain(text: str) -> str:
    """A text as the parser gives it back: composed, and with its own circumflex."""
    return " ".join(unicodedata.normalize("NFC", text).split()).replace("^", "ˆ")


@given(LINE, LINE, st.none() | LINE)
def test_bibtex_and_ris_are_read_back_as_they_were(
    title: str, body: str, place: str | None
) -> None:
    one = made(title, body, place, page=4)
    file = FORMATS["bibtex"].write([one])
    library = parse_string(file, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.key == one.key
    assert plain(entry["title"]) == plain(title)
    assert plain(entry["author"]) == plain(body)
    assert plain(entry["address"] if place else "") == plain(place or "")
    assert (entry["year"], entry["date"], entry["pages"]) == ("2021", "2021-06-08", "4")
    (read,) = rispy.loads(FORMATS["ris"].write([one]))
    assert (read["title"], read["authors"]) == (" ".join(title.split()), [" ".join(body.split())])
    assert read["notes"][-1] == one.citation.permalink
    for style in STYLES:
        assert formatted(one, style)


def test_csl_json_has_what_is_known() -> None:
    one = made(body=None, place=None, number="12", page=4)
    assert json.loads(FORMATS["csl-json"].write([one])) == [
        {
            "id": one.key,
            "type": "document",
            "title": TITLE,
            "issued": {"date-parts": [[2021, 6, 8]]},
            "page": "4",
            "note": "p. 4, para. 12.",
            "annote": WORDS,
            "custom": {"permalink": one.citation.permalink},
        }
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_several_quotations_make_one_file_each_once(engine: Engine, name: FormatName) -> None:
    links = [place.citation.permalink for place in engine.find("enduring defeat").places]
    assert len(links) > 1
    file = written([*links, f"https://example.org{links[0]}"], engine.store, name)
    alone = [written([link], engine.store, name) for link in links]
    assert file == FORMATS[name].write([cited(link, engine.store) for link in links])
    assert "localhost" not in file
    assert "example.org" not in file
    if name in ("bibtex", "ris", "csl-json"):
        assert all(file.count(cited(link, engine.store).key) == 1 for link in links)
    else:
        assert all(one.strip() in file for one in alone)
