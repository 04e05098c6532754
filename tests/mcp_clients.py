"""Clients of ``communique mcp``: the SDK's own, over real pipes and real sockets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp.server import Server
from mcp_types import CallToolResult, TextContent

HOME = Path(__file__).parents[1]
REAL = (str(HOME / "communique.py"),)
SMALL = ("-m", "tests.small_command")
T = TypeVar("T")
SOURCE = re.compile(r"^— .+, \d{1,2} \w+ \d{4}.* (paragraph|para\.) \d+")


def over_stdio(command: tuple[str, ...], data: Path, **settings: str) -> StdioServerParameters:
    """A server that the client starts itself."""
    return StdioServerParameters(
        command=sys.executable,
        args=[*command, "mcp"],
        env={"PYTHONPATH": str(HOME), "COMMUNIQUE_DATA": str(data)} | settings,
        cwd=HOME,
    )


@contextmanager
def over_http(command: tuple[str, ...], data: Path, **settings: str) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    environment = os.environ | {"PYTHONPATH": str(HOME), "COMMUNIQUE_DATA": str(data)} | settings
    with subprocess.Popen(
        [sys.executable, *command, "mcp", "--http", "--port", "0"],
        stderr=subprocess.PIPE, text=True, env=environment, cwd=HOME,
    ) as process:  # fmt: skip
        try:
            assert process.stderr is not None
            told = process.stderr.readline()
            address = re.search(r"http://\S+", told)
            assert address is not None, told + process.stderr.read()
            yield address[0]
        finally:
            process.terminate()


def talk(
    to: StdioServerParameters | Server[Any] | str,
    talk_with: Callable[[Client], Awaitable[T]],
    mode: str = "auto",
) -> T:
    """What comes of talking with a server."""

    async def session() -> T:
        with anyio.fail_after(120):
            async with Client(to, mode=mode) as client:
                return await talk_with(client)

    return anyio.run(session)


def text_of(result: CallToolResult) -> str:
    """The text that a language model reads."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def quotations(text: str) -> list[tuple[str, str]]:
    """Each quotation of a text with the permalink that stands under its source."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines):
        if line.startswith("> Permalink: "):
            assert SOURCE.match(lines[number - 1].removeprefix("> ")), lines[number - 1]
            quote = lines[number - 2]
            assert quote.startswith("> “"), quote
            assert quote.endswith("”"), quote
            found.append((quote[3:-1], line.removeprefix("> Permalink: ")))
    return found
