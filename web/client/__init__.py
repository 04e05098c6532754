"""A client of the API, whose answers are the dataclasses of the engine.

    from web.client import Client, Problem

    with Client("http://127.0.0.1:8000") as client:
        answer = client.ask("Which new members joined in 2021?")

Nothing of the engine is imported before an answer comes in, and models are never loaded.
"""

from web.client.answers import Problem
from web.client.client import Client

__all__ = ["Client", "Problem"]
