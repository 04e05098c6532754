"""A text held against the record: its quotations, its sentences, and how they are told apart."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.errors import CommuniqueError, InputError, SourceError
from corpus.running_text import MOST_CHARACTERS, read_running_text
from qa import Engine, Settings
from qa.bootstrap import open_filer
from qa.check import Checked, Mode, check, read_file, read_text
from qa.check.marks import pairs
from qa.check.quotations import attribution, quotations
from tests.checked_texts import FORMATS, NEVER_SAID, Made, article, draft, file_of
from tests.conftest import open_quietly

GOES_ON = (
    "A quotation is opened in paragraph 1 and goes on in the next, which begins with the same mark."
)
VERBATIM = "approximately 7.7 million people"


def checked(engine: Engine, text: str, mode: Mode | None = None) -> Checked:
    return check(engine, "text.txt", read_running_text("text.txt", text.encode()), mode)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said “we met” and "we left".', ["we met", "we left"]),
        ("« Nous sommes unis », dit-il.", [" Nous sommes unis "]),
        ("„Wir sind vereint“, »sagte« er.", ["Wir sind vereint", "sagte"]),
        ("‘The ministers’ resolve is firm’, he said.", ["The ministers’ resolve is firm"]),
        ("He said 'we can't stop' and the ministers' meeting ended.", ["we can't stop"]),
        ("“We said ‘never again’ then”", ["We said ‘never again’ then", "never again"]),
        ('"He said "yes" and left."', ['He said "yes" and left.', "yes"]),
        ("the '90s, rock 'n' roll, 'tis the ministers' 5\" screen", []),
        ("said—“so”—then (“thus”)", ["so", "thus"]),
        ('\u202e"backwards"', ["backwards"]),
        ('“” “ ” ""', []),
        ("“(a+)+$ [^x]*”", ["(a+)+$ [^x]*"]),
    ],
)
def test_quotation_marks_are_paired(text: str, quoted: list[str]) -> None:
    found = pairs(text)
    assert [one.span.of(text) for one in found.marked] == quoted
    assert all(one.closed for one in found.marked)


@pytest.mark.parametrize(
    ("text", "told", "quoted"),
    [
        (
            "One “two three",
            "A quotation mark is opened and not closed in paragraph 1.",
            ["two three"],
        ),
        ("One two” three", "A quotation mark is closed and not opened in paragraph 1.", []),
        ("“a “b”", "A quotation mark is opened and not closed in paragraph 1.", ["a “b”", "b"]),
        ("a” b” c”", "3 quotation marks are closed and not opened in paragraph 1.", []),
        ("“" * 99 + "a", "99 quotation marks are opened and not closed in paragraph 1.", None),
        (
            "He said: “It goes on.\n\n“And here it ends.”",
            GOES_ON,
            ["It goes on.", "And here it ends."],
        ),
    ],
)
def test_what_is_wrong_with_the_marks_is_told(
    text: str, told: str, quoted: list[str] | None
) -> None:
    read = read_running_text("a.txt", text.encode())
    found = quotations(read)
    assert found.notes == (told,)
    words = [one.span.of(read[one.paragraph - 1].text) for one in found.quotations]
    assert quoted is None or words == quoted


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("It rained. They said in Rome: “so be it”. They left.", "They said in Rome: “…”."),
        ("In Rome they said:\n\n“So be it. And thus.” They left.", "In Rome they said: “…”"),
        ("In Rome they said this. “So be it.”", "“…”"),
    ],
)
def test_the_words_around_a_quotation(text: str, around: str) -> None:
    read = read_running_text("a.txt", text.encode())
    (one,) = quotations(read).quotations
    assert attribution(read, one) == around


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("make", [article, draft])
def test_every_format_gives_the_same(engine: Engine, make: type[Made], kind: str) -> None:
    made: Made = make(engine)  # type: ignore[arg-type, call-arg]
    name = f"text.{kind}"
    found = check(engine, name, read_text(name, file_of(made, kind)))
    items = found.sentences or found.quotations
    assert [one.verdict for one in items] == list(made.verdicts)
    texts = check(engine, "t.txt", read_running_text("t.txt", file_of(made, "txt")))
    assert [one.text for one in items] == [one.text for one in texts.sentences or texts.quotations]
    assert [one.paragraph for one in items] == [
        one.paragraph for one in texts.sentences or texts.quotations
    ]
    assert found.mode == make.__name__
    assert found.text == texts.text


def test_an_article(engine: Engine) -> None:
    found = check(engine, "a.txt", read_running_text("a.txt", file_of(article(engine), "txt")))
    right, altered, stitched, misattributed, never, short = found.quotations
    first, last = (one for one in engine.store.meetings() if one.place)
    assert right.standing.nearest
    assert right.standing.nearest.citation.meeting_id == last.id
    assert right.standing.attributed
    assert right.standing.attributed.right
    assert altered.standing.nearest
    assert [one.kind for one in altered.standing.nearest.differences] == ["number"]
    pieces = [one.nearest.citation.meeting_id for one in stitched.standing.pieces if one.nearest]
    assert pieces == [first.id, last.id]
    assert misattributed.is_misattributed
    assert misattributed.standing.attributed
    assert misattributed.standing.attributed.meetings == (first.id,)
    assert (never.text, never.standing.nearest, short.text) == (NEVER_SAID, None, "good fun")
    assert [one.number for one in found.quotations if one.is_right] == [1, 6]
    assert found.summary.misattributed == 1
    assert not found.is_right


def test_a_draft(engine: Engine) -> None:
    found = check(engine, "d.txt", read_running_text("d.txt", file_of(draft(engine), "txt")))
    assert dict(found.summary.sentences) == {"agreed": 2, "near": 1, "new": 1}
    assert dict(found.summary.shares) == {"agreed": 0.5, "near": 0.25, "new": 0.25}
    assert [one.sentences for one in found.sources] == [(1, 4)]
    assert all(
        found.text[one.paragraph - 1].text[one.span.start : one.span.end] == one.text
        for one in found.sentences
    )
    near = found.sentences[1].standing.nearest
    assert near
    assert [one.kind for one in near.differences] == ["number"]
    assert "".join(part.there for part in near.redline) == near.quote


def test_every_sentence_of_the_record_is_agreed(engine: Engine) -> None:
    document = engine.store.document(1)
    text = "\n\n".join(one.text for one in read_running_text("a.txt", document.text.encode()))
    found = checked(engine, text, "draft")
    assert {one.verdict for one in found.sentences} == {"agreed"}


@pytest.mark.parametrize(
    ("text", "mode", "told"),
    [
        (f"They freed “{VERBATIM}” so far.", "article", "has a quotation of 4 words or more"),
        ("They freed “many” people so far.", "draft", "has no quotation of 4 words or more"),
    ],
)
def test_what_a_text_is_taken_for(engine: Engine, text: str, mode: Mode, told: str) -> None:
    found = checked(engine, text)
    assert found.mode == mode
    assert told in found.why
    for asked in ("article", "draft"):
        assert checked(engine, text, asked).mode == asked


@pytest.mark.parametrize(
    ("text", "verdicts", "right"),
    [
        (f"They freed “{VERBATIM}”.", ["verbatim"], True),
        (f"They freed “{VERBATIM.upper()}”.", ["verbatim"], True),
        ("They freed “approximately 8 million people”.", ["altered"], False),
        (f"They freed “{VERBATIM}. And so on", ["verbatim"], True),
        (
            f"“‘{VERBATIM}’ is what they freed in the end, we hear”",
            ["not found", "verbatim"],
            False,
        ),
        ("They spoke of “freedom galore”.", ["too short"], True),
        (f"Of them “{NEVER_SAID}”.", ["not found"], False),
        ("“the of and to”", ["not found"], False),
    ],
)
def test_quotations(engine: Engine, text: str, verdicts: list[str], right: bool) -> None:
    found = checked(engine, text, "article")
    assert [one.verdict for one in found.quotations] == verdicts
    assert all(one.is_right for one in found.quotations) == right


def test_words_left_out_with_a_mark_are_right(engine: Engine) -> None:
    (sentence,) = [
        one.text
        for one in checked(engine, file_of(draft(engine), "txt").decode()).sentences
        if one.number == 1
    ]
    words = sentence.split()
    shortened = f"{' '.join(words[:9])} … {' '.join(words[-9:])}"
    (one,) = checked(engine, f"They wrote: “{shortened}”").quotations
    assert (one.verdict, one.is_shortened, one.is_right) == ("stitched", True, True)
    (joined,) = checked(engine, f"They wrote: “{shortened.replace(' … ', ' ')}”").quotations
    assert not joined.is_right


def test_an_article_without_a_quotation_is_told_of(engine: Engine) -> None:
    found = checked(engine, "The ministers met in Rome and left.", "article")
    assert "Check it as a draft" in found.notes[0]
    assert not found.is_right


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_a_quotation_that_is_set_apart(engine: Engine, kind: str) -> None:
    said = "The Coalition campaign has liberated approximately 7.7 million people"
    document, file = docx.Document(), BytesIO()
    document.add_paragraph("They said in 2019:")
    document.add_paragraph(said, style="Quote")
    document.save(file)
    source = {
        "md": f"They said in 2019:\n\n> {said}\n".encode(),
        "html": f"<body><p>They said in 2019:</p><blockquote><p>{said}</p></blockquote>".encode(),
        "docx": file.getvalue(),
    }[kind]
    found = check(engine, "a", read_running_text(f"a.{kind}", source))
    (one,) = found.quotations
    assert (one.text, one.verdict, one.is_set_apart) == (said, "verbatim", True)
    assert one.attribution == "They said in 2019:"
    assert one.standing.attributed
    assert one.standing.attributed.right


def test_a_quotation_longer_than_any_stops_no_other(engine: Engine) -> None:
    endless = "penguins inherited the abandoned observatory and " * 100
    found = checked(engine, f"They said “{endless}”. They said “approximately 7.7 million people”.")
    assert [one.verdict for one in found.quotations] == ["not found", "verbatim"]


def test_more_than_is_looked_up_at_once_is_refused(engine: Engine) -> None:
    read = read_running_text("a.txt", b"They met. They left. They came.")
    with pytest.raises(InputError, match=r"a.txt has 0 quotations and 3 sentences to look up"):
        check(engine, "a.txt", read, most=2)


def test_how_far_it_is_is_told(engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    read = read_running_text("a.txt", b"The ministers met in Rome. The ministers left Rome.")
    check(engine, "a.txt", read, advance=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("name", "source", "told"),
    [
        ("a.txt", b"", "a.txt is empty."),
        ("a.txt", bytes(range(1, 256)), "a.txt is not UTF-8 text"),
        ("a.txt", b"...\n\n---\n", "a.txt has no text."),
        ("a.txt", b"word " * (MOST_CHARACTERS // 4), "a.txt has 1,249,999 characters"),
        ("a.zip", b"PK\x03\x04", "a.zip is a damaged Word document"),
        ("a.pdf", b"%PDF-1.4 no", "a.pdf"),
    ],
)
def test_a_file_that_cannot_be_read(name: str, source: bytes, told: str) -> None:
    with pytest.raises(SourceError) as error:
        read_text(name, source)
    assert str(error.value).startswith(told)


def test_an_unknown_ending_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "statement.draft"
    path.write_text("They met in Rome.")
    assert [one.text for one in read_file(path)] == ["They met in Rome."]
    for wrong in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(CommuniqueError):
            read_file(wrong)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "The ministers met in Rome. " * 2_000
    (paragraph,) = read_running_text("a.txt", text.encode())
    assert {span.of(paragraph.text) for span in paragraph.sentences} == {text[:26]}
    assert len(paragraph.sentences) == 2_000


def test_an_empty_collection_has_nothing(settings: Settings) -> None:
    empty = settings.model_copy(update={"collection": "empty"})
    open_filer(empty).close()
    engine = open_quietly(empty)
    found = checked(engine, f"“{VERBATIM}” They met and went to dine.", "draft")
    assert [one.verdict for one in found.quotations] == ["not found"]
    assert {one.verdict for one in found.sentences} == {"new"}
    assert found.notes == ("The collection has no meeting, so that nothing can be found in it.",)
