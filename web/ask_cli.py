"""The command that answers: ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from web.consoles import err, out
from web.options import (
    ASK,
    Chosen,
    Format,
    From,
    Json,
    Kind,
    Meetings,
    Output,
    Overwrite,
    Pick,
    Place,
    To,
)

if TYPE_CHECKING:
    from qa import Answer, Filters, Settings
    from web.export_cli import Destination

NOT_ANSWERED = 3

SetAside = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORDS", help="Words of the question that must not restrict it to meetings."
    ),
]
Questions = Annotated[
    str | None, typer.Option(help="Many questions from a file, or - for a pipe.", metavar="FILE")
]

app = typer.Typer()

MANUAL = """
Ask a question and get a verified quotation with its citation.

Prints the quotations with meeting, day, place and paragraph, or why there is none and what
comes nearest. With [bold]--questions[/bold] one JSON object a line, in order, as each is
answered: the file has a question on each line, or an object such as
{"q": "Who met?", "meeting": "2021", "from": "2020", "id": 7}; blank lines and lines that
begin with # are passed over.

Exit code 0: answered (of many: each), 3: the record is silent (of many: on one or more),
2: wrong use (of many: a line cannot be used; the others are answered all the same).

Example: [bold]communique ask "Which new members joined?" --meeting 2021-06-28[/bold]

Example: [bold]communique ask --questions questions.txt > answers.jsonl[/bold]

Example: [bold]communique ask "Which new members joined?" --output answer.docx[/bold]
"""


@app.command(rich_help_panel=ASK, help=MANUAL)
def ask(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="The question, in quotation marks.", show_default=False
        ),
    ] = None,
    meeting: Meetings = None,
    start: From = None,
    end: To = None,
    place: Place = None,
    kind: Kind = None,
    set_aside: SetAside = None,
    questions: Questions = None,
    collection: Chosen = None,
    limit: Annotated[
        int, typer.Option(min=1, max=20, metavar="N", help="Most quotations to show.")
    ] = 3,
    as_json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every step with its scores.", metavar="")
    ] = False,
    format: Format = None,
    output: Output = None,
    overwrite: Overwrite = False,
    pick: Pick = None,
) -> None:
    """Ask a question and get a verified quotation with its citation."""
    from corpus.errors import InputError
    from qa import Settings
    from web.export_cli import exported_to
    from web.filters import filters

    if (question is None) == (questions is None):
        raise InputError(
            "Give one question in quotation marks, or many by --questions FILE, and not both."
        )
    if explain and questions is not None:
        raise InputError("--explain is for one question. Leave it out, or --questions.")
    settings = Settings.read(collection=collection)
    chosen = filters(meeting or (), start, end, place, kind, set_aside or ())
    export = exported_to(format, output, pick, overwrite=overwrite, as_json=as_json)
    if question is not None:
        code = _one(settings, question, chosen, limit, export, as_json=as_json, explain=explain)
    elif export:
        raise InputError("An evidence sheet is of one question. Many are written as JSON Lines.")
    else:
        code = _many(settings, str(questions), chosen, limit)
    raise typer.Exit(code)


def _one(
    settings: Settings,
    question: str,
    chosen: Filters,
    limit: int,
    export: Destination | None,
    *,
    as_json: bool,
    explain: bool,
) -> int:
    """Answer one question; gives the exit code."""
    from qa import clean, meetings_within
    from qa.exporting import sheet_of_answer
    from web import terminal, terminal_answer
    from web.opening import opened, shown, stored
    from web.wire import to_json

    clean(question)
    with stored(settings) as store:
        meetings_within(chosen, store)
        meetings = store.meetings()
    engine = opened(settings)
    answer, explanation = engine.explain(question, chosen, limit)
    if export:
        export.write(sheet_of_answer(engine, answer, chosen, export.picks), engine.store)
    elif as_json:
        terminal.json(out, to_json(answer, indent=2))
    else:
        terminal_answer.answer(out, answer, meetings)
    if explain:
        terminal_answer.explanation(
            err if as_json or export else out, answer, explanation, meetings
        )
    shown([one.citation for one in answer.answers or answer.nearest])
    return 0 if answer.answered else NOT_ANSWERED


def _many(settings: Settings, file: str, chosen: Filters, limit: int) -> int:
    """Answer every question of a file, each by a line of JSON; gives the exit code."""
    from qa import meetings_within
    from web.lines import answer_lines, lines_of
    from web.lines_given import QuestionLine
    from web.opening import opened, stored

    with lines_of(file) as stream:
        with stored(settings) as store:
            meetings_within(chosen, store)
        engine = opened(settings)

        def verb(line: QuestionLine) -> tuple[Answer, bool]:
            answer = line.ask(engine, chosen, limit)
            return answer, answer.answered

        return answer_lines(stream, QuestionLine, verb)
