"""The page of documents: what there is, and for whom is signed in, forms to change it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import InputError
from corpus.listing import list_documents
from web.admin import OFF, check_same_site
from web.jobs import Job
from web.listed import one_document
from web.paging import Limit, Offset
from web.received import Form
from web.state import state
from web.uploads import MOST_FILES, MOST_UPLOADED, keep

LISTED = 200  # documents on one page
JOBS_SHOWN = 5
WRONG_TOKEN = "This is not the admin token."  # noqa: S105 - a sentence
NO_SUCH_CHANGE = (
    "There is no such change. The last hundred since the server's start are remembered; what was "
    "filed before is listed on the page Documents."
)
SEE_OTHER = 303


def _signed_in(request: Request) -> None:
    state(request).admin.check_person(request)


SAME_SITE = Depends(check_same_site)
SIGNED_IN = Depends(_signed_in)
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/documents")
def documents(request: Request, limit: Limit = LISTED, offset: Offset = 0) -> HTMLResponse:
    """All documents, and the forms to change them."""
    return _page(request, limit, offset)


@router.post("/documents", dependencies=[SAME_SITE, SIGNED_IN])
def add(request: Request, form: Form) -> Any:
    """Add the files of the form; leads to the page of the job."""
    try:
        upload = keep(form, state(request).settings.place)
    except InputError as error:
        return _page(request, problem=str(error), status=400)
    try:
        return _to(state(request).jobs.add(upload))
    except BaseException:
        upload.discard()
        raise


@router.post("/documents/session", dependencies=[SAME_SITE])
def sign_in(request: Request, form: Form) -> Any:
    """Begin a session for whom knows the token."""
    admin = state(request).admin
    admin.check_on()
    if not admin.knows(str(form.get("token", ""))):
        return _page(request, problem=WRONG_TOKEN, status=401)
    response = RedirectResponse("/documents", SEE_OTHER)
    admin.sign_in(request, response)
    return response


@router.post("/documents/session/end", dependencies=[SAME_SITE])
def sign_out(request: Request) -> RedirectResponse:
    """End the session."""
    response = RedirectResponse("/documents", SEE_OTHER)
    state(request).admin.sign_out(request, response)
    return response


@router.get("/documents/jobs/{id}", dependencies=[SIGNED_IN])
def job(request: Request, id: str) -> HTMLResponse:
    """How far a change is, and what became of each file."""
    found = state(request).jobs.find(id)
    if found is None:
        raise HTTPException(404, NO_SUCH_CHANGE)
    return state(request).templates.TemplateResponse(request, "job.html", {"job": found})


@router.get("/documents/{id}/remove", dependencies=[SIGNED_IN])
def confirm(request: Request, id: str) -> HTMLResponse:
    """Ask whether a document is to be removed."""
    page = {"document": one_document(state(request).settings, id, "current")}
    return state(request).templates.TemplateResponse(request, "remove.html", page)


@router.post("/documents/{id}/remove", dependencies=[SAME_SITE, SIGNED_IN])
def remove(request: Request, id: str) -> RedirectResponse:
    """Remove a document."""
    found = one_document(state(request).settings, id, "current")
    return _to(state(request).jobs.remove(found.meeting_id))


@router.post("/documents/{id}/restore", dependencies=[SAME_SITE, SIGNED_IN])
def restore(request: Request, id: str) -> RedirectResponse:
    """Restore a document."""
    found = one_document(state(request).settings, id, "removed")
    return _to(state(request).jobs.restore(found.meeting_id))


def _page(
    request: Request,
    limit: int = LISTED,
    offset: int = 0,
    *,
    problem: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    found = state(request)
    signed_in = found.admin.is_signed_in(request)
    rows = list_documents(found.settings.place, offset, limit + 1, current_only=not signed_in)
    page = {
        "documents": rows[:limit],
        "earlier": max(0, offset - limit) if offset else None,
        "later": offset + limit if len(rows) > limit else None,
        "limit": limit if limit != LISTED else None,
        "off": None if found.admin.is_on else OFF,
        "signed_in": signed_in,
        "jobs": found.jobs.last(JOBS_SHOWN) if signed_in else (),
        "most_bytes": MOST_UPLOADED,
        "most_files": MOST_FILES,
        "problem": problem,
    }
    return found.templates.TemplateResponse(request, "documents.html", page, status_code=status)


def _to(job: Job) -> RedirectResponse:
    return RedirectResponse(f"/documents/jobs/{job.id}", SEE_OTHER)
