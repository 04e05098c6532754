"""What each meeting of a collection is known by: places, hosts, kinds and words of titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from corpus import Meeting
from corpus.wording import folded
from qa.mention import Mention, What

WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 4
SHORTEST_NAME = 2
EVERYDAY = frozenset(
    """a an and at by communique communiques conference declaration document final for from full
    global group in international its joint leaders meeting meetings ministerial ministers of on
    official press release report session statement statements summit text the their to under
    united with""".split()  # noqa: SIM905 - a list this long reads best as text
)

OFFICES = EVERYDAY | frozenset(
    """affairs ambassador chair chairman chairperson chancellor commissioner cooperation defence
    defense deputy director foreign general governor high home interior king minister premier
    president prime prince queen representative secretary security senator special state
    vice""".split()  # noqa: SIM905
)
SHORTEST_ORIGIN = 4
SHORT_ENDING, LONG_ENDING = 2, 4

Named = dict[tuple[str, ...], frozenset[str]]


class MeetingNames:
    """The words by which some meetings of a collection, but not all, are known."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        """Sort out the names of these meetings."""
        self._names: dict[What, Named] = {
            "place": _gathered((m.id, name) for m in meetings for name in _places(m)),
            "host": _gathered((m.id, name) for m in meetings for name in _surnames(m)),
        }
        self._telling: dict[What, dict[str, frozenset[str]]] = {
            "kind": _telling(meetings, [m.kind or "" for m in meetings]),
            "name": {
                word: ids
                for word, ids in _telling(
                    meetings, [f"{m.title} {m.body or ''}" for m in meetings]
                ).items()
                if word not in EVERYDAY and not word.isdigit()
            },
        }
        told = (
            " ".join((m.title, m.place or "", m.body or "", m.kind or "", *m.hosts))
            for m in meetings
        )
        self._origins = _telling(meetings, [" ".join(_origins(m)) for m in meetings])
        self.words = frozenset(word for text in told for word in WORD.findall(folded(text)))

    def found_in(self, text: str) -> Iterator[Mention]:
        """Names, each with a capital unless the text has none or shouts."""
        tokens = [(folded(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
        capitals = any(text[start:end].istitle() for _, start, end in tokens[1:])
        taken = -1
        for place, (_, start, _) in enumerate(tokens):
            if start < taken:
                continue
            capital = text[start].isupper() or not capitals
            mention = self._name_at(tokens[place:], capital) or self._run_at(
                tokens[place:], text, capital
            )
            if mention:
                taken = mention.end
                yield mention

    def _name_at(self, tokens: Sequence[tuple[str, int, int]], capital: bool) -> Mention | None:
        """The longest place or host that the tokens begin with."""
        for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            words = tuple(word for word, _, _ in tokens[:length])
            for what, names in self._names.items():
                if capital and words in names:
                    return Mention(what, tokens[0][1], tokens[length - 1][2], names[words])
        word, start, end = tokens[0]
        hosted = [ids for origin, ids in self._origins.items() if capital and _alike(word, origin)]
        return Mention("host", start, end, frozenset[str]().union(*hosted)) if hosted else None

    def _run_at(
        self, tokens: Sequence[tuple[str, int, int]], text: str, capital: bool
    ) -> Mention | None:
        """The longest run of words of a kind, or of a title, that some meetings have."""
        for what, telling in self._telling.items():
            if what == "name" and not capital:
                continue
            ids: frozenset[str] | None = None
            end = 0
            for word, start, stop in tokens[:LONGEST_NAME]:
                beside = not end or text[end:start] in (" ", "-")
                fit = telling.get(word, frozenset()) if beside else frozenset()
                both = fit if ids is None else ids & fit
                if not both:
                    break
                ids, end = both, stop
            if ids:
                return Mention(what, tokens[0][1], end, ids)
        return None


def _places(meeting: Meeting) -> Iterator[str]:
    """A place by its whole name and by what stands before the first comma."""
    if meeting.place:
        yield meeting.place
        yield meeting.place.split(",")[0]


def _surnames(meeting: Meeting) -> Iterator[str]:
    """The last word of each host's name, also with the one before."""
    for host in meeting.hosts:
        words = WORD.findall(host)
        yield words[-1]
        if len(words) > 1:
            yield " ".join(words[-2:])


def _origins(meeting: Meeting) -> Iterator[str]:
    """Words with a capital in the hosts' titles that are no office: "Italian", "Danish"."""
    for host in meeting.hosts:
        words = WORD.findall(host)[:-1]
        yield from (word for word in words if word.istitle() and folded(word) not in OFFICES)


def _alike(word: str, origin: str) -> bool:
    """Whether two words are a country and its adjective, by how they begin: Italy, Italian."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(word, origin, strict=False))
    same = len(list(pairs))
    short, long = sorted((len(word) - same, len(origin) - same))
    return same >= SHORTEST_ORIGIN and short <= SHORT_ENDING and long <= LONG_ENDING


def _gathered(pairs: Iterable[tuple[str, str]]) -> Named:
    named: Named = {}
    for meeting, name in pairs:
        words = tuple(WORD.findall(folded(name)))
        if len("".join(words)) >= SHORTEST_NAME and words[0] not in EVERYDAY:
            named[words] = named.get(words, frozenset()) | {meeting}
    return named


def _telling(meetings: Sequence[Meeting], texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """By word, the meetings whose text has it, where those are not all."""
    having: dict[str, set[str]] = {}
    for meeting, text in zip(meetings, texts, strict=True):
        for word in WORD.findall(folded(text)):
            having.setdefault(word, set()).add(meeting.id)
    return {
        word: frozenset(ids)
        for word, ids in having.items()
        if len(ids) < len(meetings) and len(word) >= SHORTEST_NAME
    }
