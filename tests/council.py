"""A small collection whose documents may be changed, with evaluation runs, as a server has it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Page

from corpus.adding import Filer
from corpus.intake import Brought, take
from eval.gate import REFERENCE
from qa import Settings
from tests.chromium import served
from tests.conftest import hashing_encoder, open_quietly

TOKEN = "a secret of the tests"  # noqa: S105 - of no use elsewhere
WAIT = 60_000  # milliseconds at most for a job
KINDS = Path(__file__).parent / "fixtures" / "kinds.pdf"
GIVEN = {"title": "Harbour council", "date": "2021-05-01"}
FIRST = "The council met at the harbour and agreed on the price of salt for the winter."
GRAIN = "Title: Mayors\nDate: 2 June 2022\n\nThe mayors promised grain to the islands.\n"


@dataclass(frozen=True, slots=True)
class Council:
    """The server of a small collection, and its data folder."""

    address: str
    place: Path


@contextmanager
def council_served(place: Path, port: int = 0) -> Iterator[Council]:
    """Serve a collection of two documents from this folder, which is made when it is empty."""
    settings = Settings.read(data=place, collection="council", reranker="none", admin_token=TOKEN)
    if not settings.runs.exists():
        _fill(settings)
    with served(open_quietly(settings), settings, hashing_encoder, port) as address:
        yield Council(address, settings.place)


def _fill(settings: Settings) -> None:
    with closing(Filer(settings.place)) as filer:
        filer.name_collection("council")
        filer.add(take(Brought("harbour.txt", FIRST.encode(), options=GIVEN)))
        filer.add(take(Brought("kinds.pdf", KINDS.read_bytes())))
    for name in ("one", "two"):
        shutil.copytree(REFERENCE, settings.runs / name)


def text_file(name: str, text: str) -> FilePayload:
    """A text as a browser sends it from a person's disk."""
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def sign_in(page: Page) -> None:
    """Type the token on the page of documents."""
    page.get_by_label("Admin token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def upload(page: Page, *files: FilePayload) -> None:
    """Send files from the page of documents; leads to the page of the job."""
    page.get_by_label("Add documents").set_input_files(files)
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/documents/jobs/*")
