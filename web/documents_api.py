"""The JSON door for documents: listed; changed by jobs that tell how far they are."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi import Path as PathParameter
from fastapi.security import HTTPBearer

from corpus.errors import UnknownMeeting
from corpus.listing import ListedDocument, count_documents, find_document, list_documents
from web.jobs import Job
from web.listed import one_document
from web.paging import MOST_LISTED, Limit, Offset, tell_pages
from web.received import DESCRIBED, Form
from web.state import state
from web.uploads import keep

ACCEPTED = 202
MEETING = "Id of the document's meeting"
MeetingId = Annotated[str, PathParameter(description=MEETING)]
BEARER = Depends(HTTPBearer(auto_error=False, description="The admin token"))
LOCATION: dict[int | str, dict[str, Any]] = {
    ACCEPTED: {
        "headers": {"Location": {"description": "Where the job is", "schema": {"type": "string"}}}
    }
}


def _allowed(request: Request) -> None:
    state(request).admin.check_program(request)


def _may_see(request: Request) -> None:
    if not state(request).admin.is_signed_in(request):
        state(request).admin.check_program(request)


ALLOWED = [Depends(_allowed), BEARER]

router = APIRouter(prefix="/api/documents", tags=["Documents"])


@router.get("", summary="List the documents")
def get_documents(
    request: Request, response: Response, limit: Limit = MOST_LISTED, offset: Offset = 0
) -> list[ListedDocument]:
    """All that is searched, in date order; with the admin token also what was."""
    found = state(request)
    place, current_only = found.settings.place, not found.admin.is_known(request)
    total = count_documents(place, current_only=current_only)
    tell_pages(request, response, total, limit, offset)
    return list(list_documents(place, offset, limit, current_only=current_only))


@router.post(
    "",
    status_code=ACCEPTED,
    summary="Add documents",
    openapi_extra=DESCRIBED,
    dependencies=ALLOWED,
    responses=LOCATION,
)
def post_documents(request: Request, response: Response, form: Form) -> Job:
    """Files of a form, with what is known of the meeting for all of them; answered by the job."""
    upload = keep(form, state(request).settings.place)
    try:
        return _accepted(response, state(request).jobs.add(upload))
    except BaseException:
        upload.discard()
        raise


@router.get("/jobs/{id}", summary="How far a change is", dependencies=[Depends(_may_see), BEARER])
def get_job(
    request: Request, id: Annotated[str, PathParameter(description="Id of the job")]
) -> Job:
    """A job: waiting, reading, indexing, done or failed, and what became of each file."""
    job = state(request).jobs.find(id)
    if job is None:
        raise HTTPException(
            404, "There is no such job. The last hundred since the server's start are remembered."
        )
    return job


@router.get("/{meeting_id}", summary="Look at a document")
def get_document(request: Request, meeting_id: MeetingId) -> ListedDocument:
    """The document of a meeting as it is listed; with the admin token also one that was removed."""
    found = find_document(state(request).settings.place, meeting_id)
    if found is None or (found.state != "current" and not state(request).admin.is_known(request)):
        raise UnknownMeeting(f"There is no document of a meeting {meeting_id[:80]!r}.")
    return found


@router.delete(
    "/{meeting_id}",
    status_code=ACCEPTED,
    summary="Remove a document",
    dependencies=ALLOWED,
    responses=LOCATION,
)
def delete_document(request: Request, response: Response, meeting_id: MeetingId) -> Job:
    """Take the document of a meeting out; it can be restored."""
    found = one_document(state(request).settings, meeting_id, "current")
    return _accepted(response, state(request).jobs.remove(found.meeting_id))


@router.post(
    "/{meeting_id}/restore",
    status_code=ACCEPTED,
    summary="Restore a document",
    dependencies=ALLOWED,
    responses=LOCATION,
)
def restore_document(request: Request, response: Response, meeting_id: MeetingId) -> Job:
    """Bring the removed document of a meeting back."""
    found = one_document(state(request).settings, meeting_id, "removed")
    return _accepted(response, state(request).jobs.restore(found.meeting_id))


def _accepted(response: Response, job: Job) -> Job:
    response.headers["Location"] = job.url
    return job
