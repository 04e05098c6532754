"""The form of a request, read after it is known that the sender may send it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import gettempdir
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from corpus.database import told_in_words
from web.uploads import MOST_FIELDS, MOST_FILES

TEXT = {"type": "string"}
FIELDS_OF_FORM = {
    "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
    "title": TEXT,
    "date": {"type": "string", "description": "The meeting's day: 2021-06-28"},
    "place": TEXT,
    "body": TEXT,
    "kind": TEXT,
    "hosts": {"type": "string", "description": "Several stand between semicolons"},
    "ocr": {"type": "string", "description": "on: read pages without text off their picture"},
}
DESCRIBED = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "required": ["files"], "properties": FIELDS_OF_FORM}
            }
        },
    }
}


async def _form(request: Request) -> AsyncIterator[FormData]:
    with told_in_words(Path(gettempdir())):  # where larger files lie until they are kept
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            yield form


Form = Annotated[FormData, Depends(_form)]
