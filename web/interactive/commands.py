"""The commands of the interactive mode: those of the command line, and a few of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from rich.table import Table
from rich.text import Text

from corpus.errors import InputError
from qa import meetings_within
from web.consoles import out
from web.interactive.restrictions import Field, Restrictions, typed, words_of
from web.interactive.session import Open
from web.words import named, those

OPTIONS = re.compile(r"(?:^|\s)--[a-z].*$", re.DOTALL)
MORE = "20"

Arguments = list[str]
Run = Callable[[Open, str], Arguments | None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what may follow it, what it does, and how.

    ``run`` gives the arguments of the command line that do the work, None where it is done.
    """

    hint: str
    told: str
    run: Run


def arguments_of(session: Open, line: str) -> Arguments | None:
    """The arguments that a line stands for; None where it was done here. Raises InputError."""
    if not line.startswith("/"):
        return _ask(session, line)
    name, _, rest = line[1:].partition(" ")
    return _named(name).run(session, rest.strip())


def _named(name: str) -> Command:
    """The command of a name; raises InputError where there is none."""
    command = COMMANDS.get(name)
    if command is None:
        close = get_close_matches(name, COMMANDS, 1)
        advice = f"Did you mean /{close[0]}?" if close else "/help lists the commands."
        raise InputError(f"There is no command /{name[:40]}. {advice}")
    return command


def _ask(session: Open, text: str) -> Arguments:
    """A question, with options of ``ask`` behind it if any."""
    question, options = _apart(text)
    session.last = question
    session.cited.clear()
    return ["ask", *session.restrictions.as_options(), *options, "--", question]


def _apart(text: str) -> tuple[str, Arguments]:
    """A text, and the options behind it: an apostrophe in it is none of a shell's."""
    found = OPTIONS.search(text)
    if found is None:
        return text, []
    return text[: found.start()].strip(), words_of(found[0])


def _text(name: str, *, quotes: bool = False) -> Run:
    """A command of the command line that takes one text, as it is typed."""

    def run(session: Open, rest: str) -> Arguments:
        if quotes:
            session.cited.clear()
        text, options = _apart(rest)
        return [name, *options, *(("--", text) if text else ())]

    return run


def _words(name: str) -> Run:
    """A command of the command line that takes words and options."""
    return lambda _session, rest: [name, *words_of(rest)]


def _show(session: Open, rest: str) -> Arguments:
    """A meeting, or the paragraph of a quotation by its number."""
    if rest.isdecimal() and (len(rest) <= len(str(len(session.cited))) or len(rest) == 1):
        citation = session.quotation(int(rest))
        return ["show", citation.meeting_id, "--paragraph", str(citation.paragraph)]
    return ["show", *words_of(rest)]


def _cite(session: Open, rest: str) -> Arguments:
    """Quotations by their numbers, or by permalinks; without either the first."""
    words = words_of(rest)
    if not any(one.isdecimal() or "/" in one for one in words):
        words.append("1")
    each = [session.quotation(int(one)).permalink if one.isdecimal() else one for one in words]
    return ["cite", *each]


def _again(*options: str) -> Run:
    return lambda session, rest: _ask(session, " ".join((session.question(), *options, rest)))


def _set_aside(session: Open, rest: str) -> Arguments:
    """The last question again, without what some of its words restrict it to."""
    if not rest:
        raise InputError("Write the words that must not restrict: /set-aside late 2019.")
    each = [part.strip() for part in rest.split(" / ")]
    question = session.question()
    return [*_ask(session, question)[:-2], *(f"--set-aside={one}" for one in each), "--", question]


def _restrict(field: Field) -> Run:
    def run(session: Open, rest: str) -> None:
        _keep(session, session.restrictions.with_value(field, words_of(rest)))

    return run


def _filter(session: Open, rest: str) -> None:
    if rest == "off":
        _keep(session, Restrictions())
    else:
        _keep(session, typed(rest, session.restrictions) if rest else session.restrictions)


def _keep(session: Open, wanted: Restrictions) -> None:
    """Restrict from now on, and tell to what; raises InputError where that leaves no meeting."""
    store = session.engine.store
    left = meetings_within(wanted.as_filters(), store)
    session.restrictions = wanted
    known = store.meetings()
    if not left:
        out.print("Questions go to all meetings.")
    elif len(left) == 1:
        out.print(f"Questions go to {named(store.meeting(left[0]))}.", markup=False)
    else:
        out.print(f"Questions go to {those(left, known)}.", markup=False)


def _json(session: Open, rest: str) -> None:
    if rest not in ("", "on", "off"):
        raise InputError("Write /json on or /json off.")
    session.as_json = rest == "on" if rest else not session.as_json
    out.print(f"Answers are printed as {'JSON' if session.as_json else 'text'}.")


def _clear(_session: Open, _rest: str) -> None:
    out.clear()


def _help(_session: Open, rest: str) -> Arguments | None:
    name = rest.removeprefix("/")
    if name in PASSED:
        return [PASSED[name], "--help"]
    if name:
        out.print(f"/{name}: {_named(name).told}.", markup=False)
        return None
    out.print("Type a question, or a phrase in quotation marks. Options of ask may follow it.")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for known, command in COMMANDS.items():
        usage = Text.assemble((f"/{known}", "bold"), f" {command.hint}".rstrip())
        table.add_row(usage, Text(command.told))
    out.print(table)
    out.print(
        "Tab completes, ↑ calls earlier lines back, Ctrl-C drops a line, Ctrl-D leaves. "
        "/help find tells more of a command."
    )
    return None


# How the commands that are passed on are called on the command line.
PASSED = {
    "find": "find", "history": "history", "compare": "compare", "figures": "figures",
    "check": "check", "cite": "cite", "meetings": "list", "show": "show",
}  # fmt: skip

RESTRICTING: dict[Field, tuple[str, str]] = {
    "meeting": ("[ID …]", "these meetings"),
    "from": ("[DAY]", "meetings from this day"),
    "to": ("[DAY]", "meetings up to this day"),
    "place": ("[PLACE]", "meetings at this place"),
    "kind": ("[KIND]", "meetings of this kind"),
}

COMMANDS: dict[str, Command] = {
    "find": Command("PHRASE", "where a quotation stands, and how", _text("find", quotes=True)),
    "history": Command(
        "PHRASE", "a phrase or a topic through all meetings", _text("history", quotes=True)
    ),
    "compare": Command("A B", "two meetings, word by word", _words("compare")),
    "figures": Command("[SUBJECT]", "numbers by subject and meeting", _text("figures")),
    "check": Command("FILE", "the quotations of a text", _words("check")),
    "meetings": Command("", "the meetings", _words("list")),
    "show": Command("N or ID", "the paragraph of quotation [N], or a meeting", _show),
    "cite": Command("N … --format F", "quotation [N] cited", _cite),
    "why": Command("", "how the last answer came about", _again("--explain")),
    "more": Command("", "more quotations for the last question", _again("--limit", MORE)),
    "again": Command("[OPTIONS]", "the last question anew, as restricted now", _again()),
    "set-aside": Command("WORDS", "the last question, not restricted by these", _set_aside),
    **{
        name: Command(hint, f"only {told}; without a value: lift that", _restrict(name))
        for name, (hint, told) in RESTRICTING.items()
    },
    "filter": Command("[OPTIONS or off]", "several restrictions at once; none: tell them", _filter),
    "json": Command("on or off", "answers as JSON", _json),
    "clear": Command("", "clear the screen", _clear),
    "forget": Command("", "delete the lines that were typed", lambda *_: None),
    "help": Command("[COMMAND]", "this", _help),
    "quit": Command("", "leave", lambda *_: None),
}  # fmt: skip
