"""Files that were added before: read again, and what is known of their meetings kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpus import Meeting, Store
from corpus.adding import Filer
from corpus.audit import audit
from corpus.errors import FactsMissing, InputError, UnknownMeeting
from corpus.filed import Filed
from corpus.reading_apart import Ask
from corpus.taking_in import add_copies, add_files, update_files
from corpus.versions import versions

WORDS = "The council met at the harbour and agreed on the price of salt for the coming winter. "
OTHER = "A storm broke the mill, so that no bread was baked for days and the school was closed. "
OPTIONS = {"title": "Harbour council", "date": "2021-05-01"}


@pytest.fixture
def filer(tmp_path: Path) -> Iterator[Filer]:
    with closing(Filer(tmp_path / "store")) as opened:
        yield opened


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def add(
    filer: Filer, *paths: Path, options: Mapping[str, str] = OPTIONS, ask: Ask | None = None
) -> list[Filed]:
    names = [str(path) for path in paths]
    return list(add_files(filer, names, options, lambda _done, _total: None, ask))


def update(filer: Filer, *meeting_ids: str) -> list[Filed]:
    return list(update_files(filer, meeting_ids, lambda _done, _total: None))


def outcomes(found: list[Filed]) -> list[tuple[str, str | None]]:
    return [(one.outcome, one.meeting_id) for one in found]


def meeting(filer: Filer, meeting_id: str) -> Meeting:
    with closing(Store(filer._path.parent)) as store:
        return store.meeting(meeting_id)


def texts(filer: Filer) -> dict[str, str]:
    with closing(Store(filer._path.parent)) as store:
        assert [one.problem for one in audit(store) if one.problem] == []
        return {one.id: store.document_of(one.id).text for one in store.meetings()}


def upload(filer: Filer, name: str, text: str, options: Mapping[str, str]) -> Filed:
    """What becomes of a document that comes from no file on this machine."""
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text)
        (filed,) = add_copies(filer, [Path(folder) / name], options, ocr=False, by_form=True)
    return filed


def test_what_has_changed_is_filed_anew_and_nothing_is_lost(filer: Filer, papers: Path) -> None:
    changed, same, gone = (papers / name for name in ("a.txt", "b.txt", "c.txt"))
    changed.write_text(WORDS)
    same.write_text(OTHER)
    gone.write_text("The ferry to Norhaven sails twice a day, in April and in May.")
    add(filer, papers)
    upload(filer, "piped.txt", "The old hall was painted blue by the youth of the town.", OPTIONS)
    changed.write_text(WORDS.replace("salt", "bread"))
    gone.unlink()
    found = {one.name.rpartition("/")[2]: one for one in update(filer)}
    assert found["a.txt"].outcome == "updated"
    assert found["a.txt"].told == ("“salt” became “bread”",)
    assert found["b.txt"].outcome == "unchanged"
    assert found["c.txt"].outcome == "refused"
    assert f"communique remove {found['c.txt'].meeting_id}" in found["c.txt"].told[0]
    assert found["piped.txt"].outcome == "unchanged"
    assert [("bread" in text) for text in texts(filer).values()].count(True) == 2
    assert len(texts(filer)) == 4
    assert outcomes(update(filer, "2021-05-01")) == [("unchanged", "2021-05-01")]
    with pytest.raises(UnknownMeeting, match="'1999' was added here"):
        update(filer, "1999")


def test_two_files_of_one_name_are_two_documents(filer: Filer, papers: Path) -> None:
    for year, text in (("2020", WORDS), ("2021", OTHER)):
        (papers / year).mkdir()
        (papers / year / "minutes.txt").write_text(text)
        options = OPTIONS | {"date": f"{year}-05-01"}
        (filed,) = add(filer, papers / year, options=options)
        assert (filed.outcome, filed.meeting_id) == ("added", f"{year}-05-01")
    (papers / "2020" / "minutes.txt").write_text(WORDS + "It rained.")
    assert outcomes(update(filer)) == [("unchanged", "2021-05-01"), ("updated", "2020-05-01")]
    options = OPTIONS | {"date": "2022-05-01"}
    uploaded = upload(filer, "minutes.txt", "Nobody was there, and nothing was said.", options)
    assert uploaded.outcome == "added"


def test_uploads_of_one_name_are_of_one_meeting_only_on_one_day(filer: Filer) -> None:
    """Nothing but the name and the day tells whether an upload is a new text of an earlier one."""
    for day, text, expected in (
        ("2021-05-11", WORDS, ("added", "2021-05-11")),
        ("2021-05-12", OTHER, ("added", "2021-05-12")),
        ("2021-05-11", WORDS.replace("salt", "bread"), ("updated", "2021-05-11")),
    ):
        filed = upload(filer, "minutes.txt", text, OPTIONS | {"date": day})
        assert (filed.outcome, filed.meeting_id) == expected
    assert len(texts(filer)) == 2


def test_what_was_curated_survives_where_the_file_does_not_say_otherwise(
    filer: Filer, papers: Path
) -> None:
    paper = papers / "a.md"
    paper.write_text(f"---\ntitle: Salt council\nplace: Norhaven\n---\n\n{WORDS}")
    add(filer, paper, options={"title": "Curated title", "date": "2021-05-01", "kind": "small"})
    paper.write_text(f"---\ntitle: Salt council\nplace: Rome\n---\n\n{WORDS}It rained.")
    (found,) = add(filer, paper, options={})
    assert (found.outcome, found.meeting_id) == ("updated", "2021-05-01-norhaven")
    assert "place: “Norhaven” became “Rome”" in found.told
    known = meeting(filer, "2021-05-01-norhaven")
    assert (known.title, str(known.date), known.kind) == ("Curated title", "2021-05-01", "small")
    assert (known.place, known.provenance["date"]) == ("Rome", "curated")
    paper.write_text(f"---\ntitle: Bread council\n---\n\n{WORDS}It rained.")
    add(filer, paper, options={"kind": "large"})
    known = meeting(filer, "2021-05-01-norhaven")
    assert (known.title, known.place, known.kind) == ("Bread council", None, "large")


def test_the_same_bytes_may_be_told_otherwise(filer: Filer, papers: Path) -> None:
    paper = papers / "a.txt"
    paper.write_text(WORDS)
    add(filer, paper)
    (found,) = add(filer, paper, options={"date": "2021-05-02"})
    assert (found.outcome, found.meeting_id) == ("updated", "2021-05-01")
    assert found.told == ("date: “2021-05-01” became “2021-05-02”",)
    assert outcomes(add(filer, paper, options={})) == [("unchanged", "2021-05-01")]
    (papers / "a.toml").write_text('place = "Norhaven"\n')
    assert update(filer)[0].told == ("place: not known became “Norhaven”",)
    assert update(filer)[0].outcome == "unchanged"


def test_a_file_that_moved_is_known(filer: Filer, papers: Path) -> None:
    paper, moved = papers / "a.txt", papers / "b.txt"
    paper.write_text(WORDS)
    add(filer, paper)
    paper.rename(moved)
    assert update(filer)[0].outcome == "refused"
    (found,) = add(filer, moved, options={})
    assert (found.outcome, found.told) == ("unchanged", ("it is read from this place from now on",))
    moved.write_text(WORDS + "It rained.")
    assert outcomes(update(filer)) == [("updated", "2021-05-01")]


def test_a_text_that_came_without_its_file_is_not_the_file_s(filer: Filer, papers: Path) -> None:
    paper = papers / "a.txt"
    paper.write_text(WORDS)
    add(filer, paper)
    uploaded = upload(filer, "a.txt", WORDS.replace("salt", "bread"), {})
    assert (uploaded.outcome, uploaded.meeting_id) == ("updated", "2021-05-01")
    assert outcomes(update(filer)) == [("unchanged", "2021-05-01")]
    assert "bread" in texts(filer)["2021-05-01"]
    assert outcomes(add(filer, paper, options={})) == [("updated", "2021-05-01")]
    assert "salt" in texts(filer)["2021-05-01"]


def test_what_was_removed_comes_back_under_its_id(filer: Filer, papers: Path) -> None:
    paper = papers / "a.txt"
    paper.write_text(WORDS)
    add(filer, paper)
    filer.remove("2021-05-01")
    assert update(filer) == []
    (papers / "b.txt").write_text(OTHER)
    assert outcomes(add(filer, papers / "b.txt")) == [("added", "2021-05-01-2")]
    assert outcomes(add(filer, paper, options={})) == [("added", "2021-05-01")]
    assert meeting(filer, "2021-05-01").title == "Harbour council"
    filer.remove("2021-05-01")
    copy = papers / "copy.txt"
    copy.write_text(WORDS)
    assert outcomes(add(filer, copy, options={})) == [("added", "2021-05-01")]


def test_a_version_is_kept_once_and_never_replaces_its_meeting(filer: Filer, papers: Path) -> None:
    one, two = papers / "one.txt", papers / "two.txt"
    one.write_text(WORDS * 3)
    two.write_text(WORDS * 2 + WORDS.replace("salt", "bread"))
    assert outcomes(add(filer, papers)) == [("added", "2021-05-01"), ("version", "2021-05-01")]
    assert [found.outcome for found in add(filer, papers)] == ["unchanged"] * 2
    assert [found.outcome for found in update(filer)] == ["unchanged"] * 2
    two.write_text(WORDS * 2 + WORDS.replace("salt", "fish"))
    assert outcomes(update(filer)) == [("unchanged", "2021-05-01"), ("version", "2021-05-01")]
    one.write_text(WORDS * 2 + WORDS.replace("salt", "wool"))
    assert outcomes(update(filer)) == [("unchanged", "2021-05-01"), ("updated", "2021-05-01")]
    with closing(Store(filer._path.parent)) as store:
        found = versions(store, "2021")
    assert [(kept.state, kept.name) for kept in found] == [
        ("current", "one.txt"),
        ("earlier", "one.txt"),
        ("version", "two.txt"),
        ("version", "two.txt"),
    ]
    told = [kept.differs for kept in found]
    assert told[0] == ()
    assert told[1] == ("“salt” became “wool”",)
    assert told[2] == ("“fish” became “wool”",)
    filer.remove("2021-05-01")
    with closing(Store(filer._path.parent)) as store:
        assert versions(store, "2021-05-01")[0].state == "removed"
        with pytest.raises(UnknownMeeting, match="Choose one of: 2021-05-01"):
            versions(store, "x")


def test_what_is_missing_is_asked_for_once_a_file(filer: Filer, papers: Path) -> None:
    for name, text in (("a.txt", WORDS), ("b.txt", OTHER), ("c.txt", "")):
        (papers / name).write_text(text)
    asked: list[tuple[str, tuple[str, ...], dict[str, str]]] = []

    def ask(path: str, missing: FactsMissing) -> Mapping[str, str] | None:
        asked.append((Path(path).name, missing.fields, missing.known))
        return {"date": "2021-05-01"} if path.endswith("a.txt") else None

    found = add(filer, papers, options={"title": "Harbour council"}, ask=ask)
    assert [one.outcome for one in found] == ["added", "refused", "refused"]
    assert asked == [
        ("a.txt", ("date",), {"title": "Harbour council"}),
        ("b.txt", ("date",), {"title": "Harbour council"}),
    ]
    assert "the date of the meeting is not known" in found[1].told[0]


def test_an_option_that_is_wrong_is_wrong_for_all(filer: Filer, papers: Path) -> None:
    (papers / "a.txt").write_text(WORDS)
    (papers / "empty").mkdir()
    with pytest.raises(InputError, match="--date must be"):
        add(filer, papers, options={"date": "soon"})
    with pytest.raises(InputError, match="There is no document"):
        add(filer, papers / "empty")


@pytest.mark.parametrize(("by_form", "told"), [(True, "in the form"), (False, "--title")])
def test_what_is_missing_is_told_in_words_for_the_door(
    filer: Filer, papers: Path, by_form: bool, told: str
) -> None:
    paper = papers / "note.txt"
    paper.write_text("Nothing is known of this.")
    (filed,) = add_copies(filer, [paper], {}, ocr=False, by_form=by_form)
    assert (filed.outcome, told in filed.told[0]) == ("refused", True)
