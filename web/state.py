"""What every handler needs, put on the application once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from fastapi.templating import Jinja2Templates

from qa import Engine, Settings
from web.admin import Admin
from web.checking import Checker
from web.door.rates import Rates
from web.jobs import Jobs
from web.serving import Serving


@dataclass(frozen=True, slots=True)
class State:
    """What answers and checks, the templates, who may change documents, the changes under way.

    ``rates`` counts requests, where their number is limited.
    """

    serving: Serving
    templates: Jinja2Templates
    settings: Settings
    admin: Admin
    jobs: Jobs
    checker: Checker
    rates: Rates | None

    @property
    def engine(self) -> Engine:
        """The engine that answers now; take it once in a request."""
        return self.serving.engine

    @property
    def runs(self) -> Path:
        """The folder of evaluation runs; it need not exist."""
        return self.settings.runs


def state(request: Request) -> State:
    """The state of the application that a request came to."""
    found: State = request.app.state.communique
    return found
