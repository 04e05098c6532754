"""The client: a method for each thing that the API does."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote

from web.client.answers import Problem, as_expected, problem_of, read, read_each

if TYPE_CHECKING:
    from httpx import BaseTransport, Response

    from corpus import Meeting
    from corpus.listing import ListedDocument
    from qa import Answer, QuotedParagraph, ReadMeeting
    from qa.check import Checked, Mode
    from qa.citing import FormatName, Verdict
    from qa.compare import Comparison
    from qa.figures import FigureTable
    from qa.history import History, Silences
    from qa.phrase import FoundPhrase, VerifiedQuotation
    from web.jobs import Job
    from web.service_api import Version

ADDRESS = "http://127.0.0.1:8000"
PATIENCE = 60.0  # seconds that an answer may take
LOOK_EVERY = 0.2  # seconds between two looks at a job
A_PAGE = 1_000
T = TypeVar("T")


class Client:
    """Talks with one service; may be shared between threads. Every method raises Problem."""

    def __init__(
        self,
        address: str = ADDRESS,
        token: str | None = None,
        patience: float = PATIENCE,
        transport: BaseTransport | None = None,
    ) -> None:
        """``token`` is the admin token, for changing documents; ``patience`` is in seconds."""
        from httpx import Client as Http

        self._http = Http(base_url=address, timeout=patience, transport=transport)
        self._rights = {"Authorization": f"Bearer {token}"} if token else {}

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(
        self,
        question: str,
        *,
        meeting: str | Sequence[str] = (),
        start: str | None = None,
        end: str | None = None,
        place: str | None = None,
        kind: str | None = None,
        set_aside: str | Sequence[str] = (),
        limit: int = 3,
    ) -> Answer:
        """The answer to a question, restricted to meetings (any of several), days, a place, a kind.

        ``set_aside`` are words of the question that must not restrict it.
        """
        from qa import Answer

        body: dict[str, Any] = {
            "q": question,
            "meeting": _several(meeting),
            "start": start,
            "end": end,
        }
        body |= {"place": place, "kind": kind, "set_aside": _several(set_aside), "limit": limit}
        return self._post(Answer, "/api/ask", body)

    def batch(self, questions: Sequence[str | Mapping[str, Any]]) -> list[Answer | Problem]:
        """The answers to many questions; a Problem in the place of one that cannot be used."""
        from qa import Answer

        response = self._sent("POST", "/api/ask/batch", json={"questions": list(questions)})
        return read_each(Answer, response)

    def find(self, quotation: str) -> FoundPhrase:
        """Every place where a quotation stands."""
        from qa.phrase import FoundPhrase

        return self._post(FoundPhrase, "/api/find", {"q": quotation})

    def verify_quotation(self, quotation: str, meeting: str = "") -> VerifiedQuotation:
        """Whether a quotation stands in the record as it is quoted, and as said at a meeting."""
        from qa.phrase import VerifiedQuotation

        body = {"q": quotation, "meeting": meeting}
        return self._post(VerifiedQuotation, "/api/verify-quotation", body)

    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings in date order."""
        from corpus import Meeting

        return tuple(self._pages(Meeting, "/api/meetings"))

    def meeting(self, id: str) -> ReadMeeting:
        """A meeting with its numbered paragraphs, by its id or how it begins."""
        from qa import ReadMeeting

        return self._get(ReadMeeting, f"/api/meetings/{_part(id)}")

    def paragraph(self, meeting: str, number: int) -> QuotedParagraph:
        """A paragraph with its citation; numbers begin with 1."""
        from qa import QuotedParagraph

        return self._get(QuotedParagraph, f"/api/meetings/{_part(meeting)}/paragraphs/{number}")

    def compare(self, first: str, second: str) -> Comparison:
        """Two meetings compared."""
        from qa.compare import Comparison

        return self._get(Comparison, "/api/compare", {"a": first, "b": second})

    def history(self, phrase: str, offset: int = 0) -> History:
        """How a phrase or a topic stands in every meeting, without the first ``offset`` rows."""
        from qa.history import History

        return self._get(History, "/api/history", {"q": phrase, "offset": offset})

    def silences(self, least: int | None = None) -> Silences:
        """Wording of at least so many meetings that the latest one does not have."""
        from qa.history import Silences

        return self._get(Silences, "/api/silences", {} if least is None else {"least": least})

    def figures(
        self, subject: str = "", meetings: Sequence[str] = (), kind: str = ""
    ) -> FigureTable:
        """The figures by subject and meeting."""
        from qa.figures import FigureTable

        given = {"subject": subject, "meeting": list(meetings), "kind": kind}
        return self._get(FigureTable, "/api/figures", given)

    def cite(self, *links: str, format: FormatName = "text") -> str:
        """Citations of quotations by their permalinks, in one text."""
        given = {"link": list(links), "format": format}
        return self._sent("GET", "/api/cite", params=given).text

    def verify(self, link: str) -> Verdict:
        """Whether the words of a permalink still stand."""
        from qa.citing import Verdict

        return self._get(Verdict, "/api/verify-citation", {"link": link})

    def check(self, text: str | Path, mode: Mode | None = None) -> Checked:
        """A text, or a file of any format that can be added, held against the record."""
        from qa.check import Checked

        if isinstance(text, Path):
            form = {"mode": mode} if mode else {}
            file = {"file": (text.name, text.read_bytes())}
            response = self._sent("POST", "/api/check", data=form, files=file)
            return read(Checked, response)
        return self._post(Checked, "/api/check", {"text": text, "mode": mode})

    def documents(self) -> tuple[ListedDocument, ...]:
        """All documents; with the admin token also those that were removed or replaced."""
        from corpus.listing import ListedDocument

        return tuple(self._pages(ListedDocument, "/api/documents"))

    def add(self, *files: Path, **known: str) -> Job:
        """Add files; ``known`` of their meetings: title, date, place, body, kind, hosts."""
        form = [("files", (file.name, file.read_bytes())) for file in files]
        return self._job("POST", "/api/documents", data=known, files=form)

    def remove(self, meeting: str) -> Job:
        """Take a meeting's document out."""
        return self._job("DELETE", f"/api/documents/{_part(meeting)}")

    def restore(self, meeting: str) -> Job:
        """Bring a meeting's document back."""
        return self._job("POST", f"/api/documents/{_part(meeting)}/restore")

    def finished(self, job: Job, patience: float = 600.0) -> Job:
        """A job once it is over; raises Problem where it failed, or takes longer (in seconds)."""
        until = time.monotonic() + patience
        while not job.is_over:
            if time.monotonic() > until:
                raise Problem(f"The job {job.id} is still {job.state}. Ask for it again later.")
            time.sleep(LOOK_EVERY)
            job = self._job("GET", f"/api/documents/jobs/{job.id}")
        if job.problem:
            raise Problem(job.problem)
        return job

    def version(self) -> Version:
        """What answers: the program, its models, the collection."""
        from web.service_api import Version

        return self._get(Version, "/api/version")

    def _get(self, kind: type[T], path: str, given: Mapping[str, Any] | None = None) -> T:
        return read(kind, self._sent("GET", path, params=given))

    def _post(self, kind: type[T], path: str, body: Mapping[str, Any]) -> T:
        return read(kind, self._sent("POST", path, json=body))

    def _job(self, method: str, path: str, **given: Any) -> Job:
        from web.jobs import Job

        return read(Job, self._sent(method, path, **given))

    def _pages(self, kind: type[T], path: str) -> Iterator[T]:
        """All of a list that is given in pages."""
        offset, total = 0, 1
        while offset < total:
            given = {"limit": A_PAGE, "offset": offset}
            response = self._sent("GET", path, params=given)
            found = read(tuple[kind, ...], response)  # type: ignore[valid-type]
            with as_expected(response):
                total = int(response.headers["X-Total-Count"])
            offset += A_PAGE
            yield from found

    def _sent(self, method: str, path: str, **given: Any) -> Response:
        """The answer to a request; raises Problem for one that is none."""
        from httpx import HTTPError, InvalidURL

        try:
            response = self._http.request(method, path, headers=self._rights, **given)
        except (HTTPError, InvalidURL) as error:
            raise Problem(f"{self._http.base_url} cannot be reached: {error}.") from error
        if response.is_success:
            return response
        raise problem_of(response)


def _several(given: str | Sequence[str]) -> list[str]:
    """What may be given as one text or as several."""
    return [given] if isinstance(given, str) else list(given)


def _part(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")
