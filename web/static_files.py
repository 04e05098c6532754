"""Files that change only with the program: kept by browsers for a while, then asked for again."""

from __future__ import annotations

import os

from fastapi import staticfiles
from starlette.responses import Response
from starlette.types import Scope

KEPT = "public, max-age=3600, stale-while-revalidate=86400"


class StaticFiles(staticfiles.StaticFiles):
    """A folder of such files."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file, or 304 where the browser has it, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = KEPT
        return response
