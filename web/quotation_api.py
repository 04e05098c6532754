"""The JSON door for one quotation: whether it stands in the record as it is quoted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from qa.phrase import VerifiedQuotation, verify_quotation
from web.state import state

QUOTATION = "The quotation, as it is quoted"
MEETING = "Id of the meeting to which it is put down, or how it begins; without it, any"

router = APIRouter(tags=["Find"])


class QuotationBody(BaseModel):
    """A quotation to verify."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(description=QUOTATION)
    meeting: str = Field("", description=MEETING)


@router.get("/api/verify-quotation", summary="Verify a quotation")
def get_verify_quotation(
    request: Request,
    q: Annotated[str, Query(description=QUOTATION)],
    meeting: Annotated[str, Query(description=MEETING)] = "",
) -> VerifiedQuotation:
    """Verbatim, altered with what differs, misattributed with the true source, or not there."""
    engine = state(request).engine
    return verify_quotation(q, meeting, engine.store, engine.find)


@router.post("/api/verify-quotation", summary="Verify a quotation")
def post_verify_quotation(request: Request, body: QuotationBody) -> VerifiedQuotation:
    """The same as GET, for texts too long for an address."""
    return get_verify_quotation(request, body.q, body.meeting)
