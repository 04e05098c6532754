"""What a web page says about itself, in its title and its meta elements."""

from __future__ import annotations

import re

import yaml
from lxml import html

# For each field, the names that pages give it, best first.
FIELDS = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "date": ("dc.date", "dcterms.date", "date", "citation_date", "citation_publication_date"),
    "published": ("article:published_time", "dcterms.issued", "datepublished", "dcterms.created"),
    "author": ("author", "dc.creator", "dcterms.creator", "article:author", "citation_author"),
    "site": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher"),
}
DATES = ("date", "published")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")


def described(root: html.HtmlElement) -> str | None:
    """The title, date, author and site that a page declares, as YAML; None if it declares none.

    ``published`` is when the page was, which need not be the date of a meeting.
    """
    declared = _declared(root)
    values: dict[str, str] = {}
    for name, names in FIELDS.items():
        value = next((declared[known] for known in names if known in declared), "")
        if name in DATES and not DAY.match(value):
            value = ""
        if name == "title" and not value:
            value = _title(root)
        if value:
            values[name] = value
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False) if values else None


def _declared(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join(meta.get("content", "").split())
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def _title(root: html.HtmlElement) -> str:
    """The page's title, without the site's name behind it where the page has it as a heading."""
    whole = " ".join(str(root.xpath("string(//title)")).split())
    headings = (" ".join(one.text_content().split()) for one in root.iter("h1"))
    return next((heading for heading in headings if heading and whole.startswith(heading)), whole)
