"""Tables of meetings and folders that cannot be used, each told in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import fingerprint, read_folder
from corpus.errors import SourceError
from corpus.meeting import meeting_id
from corpus.parse import parse

TEXT = "Joint Communiqué\n\n**28 June 2021, Rome**\n\nThe Ministers met in Rome today."
ROW = '[[meeting]]\ndocument = "a.txt"\ntitle = {curated = "T"}\ndate = {curated = 2021-06-28}\n'


def folder(tmp_path: Path, table: str, text: str | bytes = TEXT) -> Path:
    source = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "a.txt").write_bytes(source)
    (tmp_path / "meetings.toml").write_text(table, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "lists no meeting"),
        ("meeting = 3", "lists no meeting"),
        ("not toml", "cannot be read"),
        ('[[meeting]]\ntitle = {curated = "T"}', "needs document"),
        ('[[meeting]]\ndocument = "../a.txt"', "needs document"),
        ('[[meeting]]\ndocument = "a.txt"\ntitle = {curated = "T"}', "needs a date"),
        (ROW + 'palce = {curated = "Rome"}', "unknown field: palce"),
        (ROW + 'place = "Rome"', "must be { printed ="),
        (ROW + "place = {curated = 3}", "must be { printed ="),
        (ROW + 'hosts = {curated = "Italy"}', r'\["…", "…"\]'),
        (ROW.replace("2021-06-28", '"June"'), "the date of a.txt must be"),
        (ROW.replace("2021-06-28", "2021-06-28T10:00:00"), "the date of a.txt must be"),
        (ROW + 'place = {printed = "Paris"}', "prints the place 'Paris', but it does not"),
        (ROW.replace("{curated = 2021", "{printed = 2020"), "but it does not"),
        (ROW + ROW, "more than once"),
        (ROW + 'sha256 = "abc"', "must be 64 hexadecimal digits"),
        (ROW + f'sha256 = "{"0" * 64}"', "has changed"),
        (ROW.replace("{curated = 2021-06-28}", "{printed = 2021-06-08}"), "but it does not"),
        (ROW + 'place = {printed = "Ro"}', "but it does not"),
        (ROW + 'place = {curated = "R\\u001b[31m"}', "must be { printed ="),
        (ROW.replace("a.txt", "a\\u0000.txt"), "needs document"),
        ("nmae = 'x'\n" + ROW, "unknown field: nmae"),
        ("aliases = 5\n" + ROW, "aliases must hold lists"),
        (ROW.replace("a.txt", "b.txt"), "cannot be read"),
        ("aliases = [3]\n" + ROW, "aliases must hold lists"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, table: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read_folder(folder(tmp_path, table))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        (b"# Only a title", "no paragraph"),
        (b"caf\xe9 \x81 is not UTF-8", "not UTF-8 text .byte 3."),
        (b"\xff\xfeA\x00B", "not UTF-16 text"),
        (b"This\x00 is not text.", r"control character \(U\+0000\)"),
    ],
)
def test_a_document_that_cannot_be_used(tmp_path: Path, text: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read_folder(folder(tmp_path, ROW, text))


def test_printed_values_are_found_in_the_document(tmp_path: Path) -> None:
    table = (
        '[[meeting]]\ndocument = "a.txt"\ntitle = {printed = "Joint Communiqué"}\n'
        'date = {printed = 2021-06-28}\nplace = {printed = "Rome"}\nhosts = {curated = ["Italy"]}'
    )
    ((meeting, document),) = read_folder(folder(tmp_path, table)).meetings
    assert meeting.id == "2021-06-28-rome"
    assert meeting.hosts == ("Italy",)
    assert document.text == "The Ministers met in Rome today."


def test_two_documents_of_one_meeting_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SourceError, match="of one meeting: 2021-06-28"):
        read_folder(folder(tmp_path, ROW + ROW.replace("a.txt", "b.txt")))


def test_fingerprint_follows_files_and_table(tmp_path: Path) -> None:
    before = fingerprint(folder(tmp_path, ROW))
    assert fingerprint(tmp_path) == before
    (tmp_path / "a.txt").write_text(TEXT + " More.", encoding="utf-8")
    assert fingerprint(tmp_path) != before
    assert fingerprint(tmp_path / "nowhere") is None


def test_a_byte_order_mark_is_not_text() -> None:
    assert parse("a.txt", b"\xef\xbb\xbfThe ministers met.").text == "The ministers met."


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, "2021-06-28"),
        ("Rome", "2021-06-28-rome"),
        ("Washington, DC", "2021-06-28-washington-dc"),
        ("São Paulo", "2021-06-28-sao-paulo"),
        ("東京", "2021-06-28"),
    ],
)
def test_meeting_id(place: str | None, expected: str) -> None:
    assert meeting_id(date(2021, 6, 28), place) == expected


def test_front_matter_counts_as_printed_too(tmp_path: Path) -> None:
    text = "---\ndate: 2021-06-28\nplace: Rome\n---\n\nThe Ministers met today."
    table = ROW.replace("{curated = 2021", "{printed = 2021") + 'place = {printed = "Rome"}'
    ((meeting, _),) = read_folder(folder(tmp_path, table, text)).meetings
    assert (meeting.date, meeting.place) == (date(2021, 6, 28), "Rome")
