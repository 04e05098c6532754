"""What Tab completes: commands, meetings, values, and names and phrases of the collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from corpus import Meeting
from qa import Engine
from web.interactive.commands import COMMANDS
from web.interactive.session import Open
from web.words import named

OF_MEETINGS = ("compare", "show", "meeting")
OF_DAYS = ("from", "to")
FEWEST_TYPED = 2
MOST_SHOWN = 20

Values = Iterable[tuple[str, str]]
Phrases = tuple[tuple[str, str], ...]


class LineCompleter(Completer):
    """Completes a line of a session, from the collection that the session asks."""

    def __init__(self, session: Open) -> None:
        """Complete from what the session's engine has."""
        self._session = session
        self._kept: tuple[str, Phrases] = ("", ())  # an index, and what its collection has

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """What may stand where the cursor is."""
        del complete_event
        line = document.text_before_cursor
        name, blank, rest = line[1:].partition(" ")
        if not line.startswith("/"):
            yield from self._phrases(line)
        elif not blank:
            told = ((one, f"{command.hint}  {command.told}") for one, command in COMMANDS.items())
            yield from _beginning(told, name, display="/")
        else:
            yield from self._values(name, rest)

    def _values(self, name: str, rest: str) -> Iterator[Completion]:
        """Values of a command."""
        meetings = self._session.engine.store.meetings()
        last = rest.rpartition(" ")[2]
        if name in OF_MEETINGS:
            yield from _beginning(((one.id, one.title) for one in meetings), last)
        elif name in OF_DAYS:
            yield from _beginning(((str(one.date), named(one)) for one in meetings), last)
        elif name == "place":
            yield from _beginning(_once(one.place for one in meetings), rest)
        elif name == "kind":
            yield from _beginning(_once(one.kind for one in meetings), rest)
        elif name in ("cite", "show"):
            cited = enumerate(self._session.cited, start=1)
            yield from _beginning(((str(number), named(one)) for number, one in cited), last)
        elif name == "help":
            yield from _beginning(((one, command.told) for one, command in COMMANDS.items()), last)
        else:
            yield from self._phrases(rest)

    def _phrases(self, text: str) -> Iterator[Completion]:
        """Names and phrases that go on as the last words of a text do."""
        words = text.split(" ")
        known = self._known()
        for first in range(max(0, len(words) - 4), len(words)):
            typed = " ".join(words[first:])
            if len(typed.strip()) >= FEWEST_TYPED:
                yield from _beginning(known, typed)

    def _known(self) -> Phrases:
        """The names and phrases of the collection as it is now; no engine of before is kept."""
        engine = self._session.engine
        index = engine.searcher.generation.name
        if self._kept[0] != index:
            self._kept = (index, _phrases_of(engine))
        return self._kept[1]


def _phrases_of(engine: Engine) -> Phrases:
    """Names of things, places, hosts and meetings of a collection, each once."""
    meetings = engine.store.meetings()
    names = [(name, "name") for group in engine.names for name in group]
    told = [(value, what) for meeting in meetings for value, what in _told(meeting)]
    return tuple(dict(sorted([*told, *names])).items())


def _told(meeting: Meeting) -> Iterator[tuple[str, str]]:
    known = {"place": meeting.place, "body": meeting.body, "kind": meeting.kind}
    yield from ((value, what) for what, value in known.items() if value)
    yield from ((host, "host") for host in meeting.hosts)
    yield meeting.title, "title"


def _once(values: Iterable[str | None]) -> Values:
    return [(value, "") for value in dict.fromkeys(values) if value]


def _beginning(values: Values, typed: str, display: str = "") -> Iterator[Completion]:
    """The values that begin as what was typed, whatever its case."""
    wanted = typed.lower()
    found = [one for one in values if one[0].lower().startswith(wanted)]
    for value, told in found[:MOST_SHOWN]:
        yield Completion(
            value, start_position=-len(typed), display=display + value, display_meta=told
        )
