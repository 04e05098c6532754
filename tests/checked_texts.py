"""An article and a draft made of what a collection says, and files of them in every format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from io import BytesIO

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus import Meeting
from corpus.sentences import sentences
from qa import Engine, read_meeting
from tests.fixtures.typeset import FONTS
from web.words import day

NUMBER = re.compile(r"\b\d+\b")
NEVER_SAID = "the penguins of the observatory were counted twice every winter"
FORMATS = ("txt", "md", "html", "docx", "pdf")


@dataclass(frozen=True, slots=True)
class Made:
    """A text: its title, its paragraphs, and the verdicts that a careful reader would give."""

    title: str
    paragraphs: tuple[str, ...]
    verdicts: tuple[str, ...]


def said(engine: Engine, meeting: Meeting) -> list[str]:
    """The sentences of a meeting that are neither short nor long, without quotation marks."""
    paragraphs = [one.text for one in read_meeting(engine.store, meeting.id).paragraphs]
    texts = [span.of(text) for text in paragraphs for span in sentences(text)]
    return [one for one in texts if 12 <= len(one.split()) <= 40 and not re.search('[“”"‘’]', one)]


def article(engine: Engine) -> Made:
    """Quotations that are right, altered, stitched, misattributed, made up and too short."""
    placed = [one for one in engine.store.meetings() if one.place]
    first, last = placed[0], placed[-1]
    one, other = said(engine, last)[:2]
    numbered = next(text for text in said(engine, first) if NUMBER.search(text))
    altered = NUMBER.sub(lambda found: str(int(found[0]) + 1), numbered, count=1)
    stitched = f"{_half(said(engine, first)[0], 0)} {_half(said(engine, last)[2], 1)}"
    paragraphs = (
        f"They said in {last.place} on {day(last.date)}: “{one}” That was all.",
        f"Before that they had claimed: “{altered}”",
        f"“{stitched}”, it was heard in the corridors.",
        f"As they said in {first.place} on {day(first.date)}: “{other}”",
        f"Nobody said “{NEVER_SAID}”, and some spoke of “good fun”.",
    )
    verdicts = ("verbatim", "altered", "stitched", "verbatim", "not found", "too short")
    return Made("Ministers meet once more", paragraphs, verdicts)


def draft(engine: Engine) -> Made:
    """Sentences that are agreed, near and new."""
    first, *_, last = engine.store.meetings()
    numbered = next(text for text in said(engine, first) if NUMBER.search(text))
    near = NUMBER.sub(lambda found: str(int(found[0]) + 1), numbered, count=1)
    one, other = said(engine, last)[:2]
    paragraphs = (f"{one} {near}", "Penguins inherited the abandoned observatory.", other)
    return Made("A statement to come", paragraphs, ("agreed", "near", "new", "agreed"))


def file_of(made: Made, kind: str) -> bytes:
    """A text as a file of one of the FORMATS."""
    if kind == "docx":
        return _word(made)
    if kind == "pdf":
        return _pdf(made)
    if kind == "html":
        body = "".join(f"<p>{escape(one)}</p>" for one in made.paragraphs)
        page = f"<!doctype html><title>x</title><body><h1>{made.title}</h1>{body}</body>"
        return f"{page}\n".encode()
    title = f"# {made.title}" if kind == "md" else made.title
    return "\n\n".join([title, *made.paragraphs]).encode()


def _word(made: Made) -> bytes:
    document, file = docx.Document(), BytesIO()
    document.add_heading(made.title, 1)
    for one in made.paragraphs:
        document.add_paragraph(one)
    document.save(file)
    return file.getvalue()


def _pdf(made: Made) -> bytes:
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "LiberationSerif-Regular.ttf"))
    styles, file = getSampleStyleSheet(), BytesIO()
    styles["BodyText"].fontName = styles["Heading1"].fontName = "Serif"
    flow = [Paragraph(escape(made.title), styles["Heading1"])]
    flow += [Paragraph(escape(one), styles["BodyText"]) for one in made.paragraphs]
    SimpleDocTemplate(file).build(flow)
    return file.getvalue()


def _half(text: str, which: int) -> str:
    words = text.split()
    middle = len(words) // 2
    return " ".join([words[:middle], words[middle:]][which])
