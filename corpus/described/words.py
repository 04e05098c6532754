"""Words by which the lines of a title page are told apart, whatever the document is about."""

from __future__ import annotations

import re
import unicodedata

from corpus.printed import MONTH_NAMES, WEEKDAY_NAMES


def word_set(text: str) -> frozenset[str]:
    """The words of a list of them, blanks between."""
    return frozenset(text.split())


DOCUMENT = word_set(
    """communique statement statements declaration conclusions minutes summary resolution report
    record proceedings outcome agreement memorandum protocol decision decisions plan pledge charter
    recommendations readout roadmap accord"""
)
MEETING = word_set(
    """meeting meetings summit conference session ministerial dialogue consultations assembly
    conclave forum congress plenary roundtable"""
)
GENERIC = word_set(  # tell nothing of which document or meeting it is
    """a an the of on by and for to in at joint press final draft media official chair chairs
    chairman chairmans chairmen chairmens chairperson chairpersons president presidents presidency
    co text full verbatim provisional public note release no s"""
)
BODY = word_set(
    """council commission committee board parliament ministry ministries ministers minister
    department office union nations organization organisation alliance coalition group agency
    secretariat government governors bank delegation heads state leaders spokesperson spokesman
    presidency treaty community association league federation general unit division"""
)
OFFICE = word_set(
    """minister secretary president chancellor king queen prime chairman chair chairperson
    chairwoman governor director commissioner ambassador representative premier general emperor
    sultan emir prince princess taoiseach envoy speaker ministers secretaries presidents
    chancellors kings governors directors commissioners representatives governments"""
)
ABOUT_THE_PAPER = word_set(
    """format press media joint final draft release note agenda original english french version
    distr distribution item subject re index page classification restricted public provisional
    date time adopted approved issued released published held today table contents annex document
    background"""
)
NOT_IN_A_PLACE = DOCUMENT | MEETING | BODY | OFFICE | ABOUT_THE_PAPER
CALENDAR = re.compile(rf"(?:{MONTH_NAMES}|{WEEKDAY_NAMES})\.?", re.IGNORECASE)


def plain_words(text: str) -> list[str]:
    """The words of a text without accents and capitals; "Communiqué" is "communique"."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", bare.lower())
