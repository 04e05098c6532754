"""What a service answers: a dataclass, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from httpx import Response
    from pydantic import TypeAdapter

T = TypeVar("T")


class Problem(Exception):
    """Why there is no answer; its text is the sentence of the service.

    ``status`` is that of HTTP, None where the service was not reached; ``request_id`` is told by
    the service's log, too.
    """

    def __init__(self, detail: str, status: int | None = None, request_id: str = "") -> None:
        """See the class."""
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.request_id = request_id


def problem_of(response: Response) -> Problem:
    """Why a request was not answered."""
    return as_problem(_document(response))


def _document(response: Response) -> Mapping[str, Any]:
    """The problem document of a response; only its status, where another program sent it."""
    try:
        told = response.json()
        return {"status": response.status_code, "detail": told["detail"], **told}
    except (ValueError, KeyError, TypeError):
        what = f"The service answered with status {response.status_code} and no reason."
        return {"status": response.status_code, "detail": what}


def as_problem(told: Mapping[str, Any]) -> Problem:
    """A problem document as an error."""
    return Problem(str(told["detail"]), told["status"], str(told.get("request_id", "")))


def read(kind: type[T], response: Response) -> T:
    """A response as a dataclass; raises Problem where it is of another shape."""
    with as_expected(response):
        found: T = adapter(cast("Any", kind)).validate_json(response.content)
    return found


def read_each(kind: type[T], response: Response) -> list[T | Problem]:
    """A list of dataclasses, with problem documents among them; raises Problem for any other."""
    reader = adapter(cast("Any", kind))
    with as_expected(response):
        return [
            as_problem(one) if "detail" in one else reader.validate_python(one)
            for one in adapter(list[dict[str, Any]]).validate_json(response.content)
        ]


@contextmanager
def as_expected(response: Response) -> Iterator[None]:
    """Raise Problem where a response turns out to be of another shape."""
    from pydantic import ValidationError

    try:
        yield
    except (ValidationError, KeyError) as error:
        raise Problem(
            f"{response.request.url.path} answered otherwise than this version of the client "
            "expects. Use the client of the service's own version."
        ) from error


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What reads JSON as a dataclass."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
