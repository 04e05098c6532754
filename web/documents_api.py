"""The JSON door for documents: added, removed, restored, each by a job that tells how far it is."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.security import HTTPBearer

from web.jobs import Job
from web.listed import one_document
from web.received import DESCRIBED, Form
from web.state import state
from web.uploads import keep

ACCEPTED = 202


def _allowed(request: Request) -> None:
    state(request).admin.check_program(request)


router = APIRouter(
    prefix="/api/documents",
    dependencies=[Depends(_allowed), Depends(HTTPBearer(auto_error=False))],
)


@router.post("", status_code=ACCEPTED, summary="Add documents", openapi_extra=DESCRIBED)
def post_documents(request: Request, response: Response, form: Form) -> Job:
    """Files of a form, with what is known of the meeting for all of them; answered by the job."""
    upload = keep(form, state(request).settings.place)
    try:
        return _accepted(response, state(request).jobs.add(upload))
    except BaseException:
        upload.discard()
        raise


@router.get("/jobs/{id}", summary="How far a change is")
def get_job(request: Request, id: str) -> Job:
    """A job: waiting, reading, indexing, done or failed, and what became of each file."""
    job = state(request).jobs.find(id)
    if job is None:
        raise HTTPException(
            404, "There is no such job. The last hundred since the server's start are remembered."
        )
    return job


@router.delete("/{id}", status_code=ACCEPTED, summary="Remove a document")
def delete_document(request: Request, response: Response, id: str) -> Job:
    """Take the document of a meeting out; it can be restored."""
    found = one_document(state(request).settings, id, "current")
    return _accepted(response, state(request).jobs.remove(found.meeting_id))


@router.post("/{id}/restore", status_code=ACCEPTED, summary="Restore a document")
def restore_document(request: Request, response: Response, id: str) -> Job:
    """Bring the removed document of a meeting back."""
    found = one_document(state(request).settings, id, "removed")
    return _accepted(response, state(request).jobs.restore(found.meeting_id))


def _accepted(response: Response, job: Job) -> Job:
    response.headers["Location"] = job.url
    return job
