"""What is done for each request of the protocol; the engine works in threads beside."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

import anyio.to_thread
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from corpus.errors import CommuniqueError, InputError
from qa import Engine
from web.mcp import prompt, resources
from web.mcp.opening import Opening
from web.mcp.tools import BY_NAME, TOOLS, Tool
from web.validation_words import wrong_with
from web.wire import to_json

UNEXPECTED = "An unexpected error, which the server's log tells. Try it once more, or otherwise."
READS_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Context = ServerRequestContext[Any]
Paged = types.PaginatedRequestParams
T = TypeVar("T")
log = logging.getLogger("communique")


class Handlers:
    """Answers requests from one engine, as soon as it is open."""

    def __init__(self, opening: Opening) -> None:
        """Answer from this engine."""
        self._opening = opening

    async def call_tool(
        self, _: Context, given: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """What a tool gives, or a sentence on why not."""
        tool = BY_NAME.get(given.name)
        if tool is None:
            names = ", ".join(BY_NAME)
            return _failed(f"There is no tool {given.name[:80]!r}. The tools are: {names}.")
        return await anyio.to_thread.run_sync(self._called, tool, given.arguments or {})

    async def list_tools(self, _: Context, __: Paged | None) -> types.ListToolsResult:
        """All tools."""
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def list_resources(self, _: Context, given: Paged | None) -> types.ListResourcesResult:
        """Some of the meetings' texts."""
        cursor = given.cursor if given else None
        return await self._answered(partial(resources.page, cursor=cursor))

    async def read_resource(
        self, _: Context, given: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """A meeting's text."""
        uri = str(given.uri)
        text = await self._answered(partial(resources.read, uri=uri))
        plain = types.TextResourceContents(uri=uri, text=text, mime_type=resources.PLAIN_TEXT)
        return types.ReadResourceResult(contents=[plain])

    async def list_templates(
        self, _: Context, __: Paged | None
    ) -> types.ListResourceTemplatesResult:
        """How the addresses of texts are made."""
        return types.ListResourceTemplatesResult(resource_templates=[resources.template()])

    async def complete(
        self, _: Context, given: types.CompleteRequestParams
    ) -> types.CompleteResult:
        """The ids of meetings that begin so; of a prompt nothing."""
        if given.ref.type != "ref/resource":
            return types.CompleteResult(completion=types.Completion(values=[]))
        ids = partial(resources.completed, value=given.argument.value)
        return types.CompleteResult(completion=await self._answered(ids))

    async def list_prompts(self, _: Context, __: Paged | None) -> types.ListPromptsResult:
        """The one prompt."""
        return types.ListPromptsResult(prompts=[prompt.PROMPT])

    async def get_prompt(
        self, _: Context, given: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """The prompt with a question."""
        with_question = partial(prompt.written, given.name, given.arguments or {})
        return _told(with_question)

    async def _answered(self, ask: Callable[[Engine], T]) -> T:
        """What the engine gives."""
        return await anyio.to_thread.run_sync(lambda: _told(lambda: ask(self._opening.engine())))

    def _called(self, tool: Tool, given: dict[str, Any]) -> types.CallToolResult:
        """What a tool gives, as text and as the JSON of every other door."""
        try:
            arguments = tool.takes.model_validate(given)
            engine = self._opening.engine()
            result = tool.call(engine, arguments)
            text = types.TextContent(text=tool.told(engine, result))
        except ValidationError as error:
            return _failed(_sentence(error))
        except CommuniqueError as error:
            return _failed(str(error))
        except Exception:  # whatever it is, a model gets a sentence
            log.exception("The tool %s failed.", tool.name)
            return _failed(UNEXPECTED)
        return types.CallToolResult(content=[text], structured_content=from_json(to_json(result)))


def _told(ask: Callable[[], T]) -> T:
    """What is asked for; errors of ours become the protocol's."""
    try:
        return ask()
    except CommuniqueError as error:
        wrong = isinstance(error, InputError)
        code = types.INVALID_PARAMS if wrong else types.INTERNAL_ERROR
        raise MCPError(code, str(error)) from error


def _failed(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=sentence)], is_error=True)


def _sentence(error: ValidationError) -> str:
    """What is wrong with the first of the arguments that is."""
    first = error.errors(include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])[:80]
    if first["type"] == "missing":
        return f"{name} is missing."
    if first["type"] == "extra_forbidden":
        return f"There is no argument {name!r}."
    return wrong_with(name, first)


@cache
def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=TypeAdapter(tool.gives).json_schema(mode="serialization"),
        annotations=READS_ONLY.model_copy(update={"title": tool.title}),
    )
