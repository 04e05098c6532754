"""What every handler needs, put on the application once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from fastapi.templating import Jinja2Templates

from qa import Engine


@dataclass(frozen=True, slots=True)
class State:
    """The engine that answers, the page templates, and the folder of evaluation runs."""

    engine: Engine
    templates: Jinja2Templates
    runs: Path


def state(request: Request) -> State:
    """The state of the application that a request came to."""
    found: State = request.app.state.communique
    return found
