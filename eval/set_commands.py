"""``communique eval …`` for case sets: check, export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.bundled import BUNDLED_SET
from eval.consoles import out, print_json
from eval.options import Json, RunFolder, Set

app = typer.Typer()


@app.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="SET", help="The case set.")] = BUNDLED_SET,
    as_json: Json = False,
) -> None:
    """Check that a case set can be trusted.

    Prints what is wrong with which case, how many there are of each kind, and how far a second
    annotation agrees if there is one.

    Exit code 0: nothing is wrong, 1: something is, 2: the set cannot be read.

    Example: [bold]communique eval check my.json[/bold]
    """
    from eval import show
    from eval.agreement import agreement, second_opinions
    from eval.check import check as check_set
    from eval.check import shortcuts
    from eval.prepared import prepared
    from eval.told import CheckedSet
    from qa import Settings, open_store

    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    problems, found = check_set(case_set, store), shortcuts(case_set, store)
    second = second_opinions(path)
    agreed = agreement(case_set, second) if second.exists() else None
    if as_json:
        count = len(case_set.cases)
        print_json(CheckedSet(case_set.name, count, tuple(problems), found, agreed))
    else:
        show.checked(out, case_set, problems, found)
        if agreed is not None:
            show.agreed(out, agreed)
    raise typer.Exit(1 if problems else 0)


@app.command()
def export(folder: RunFolder, path: Set = BUNDLED_SET, as_json: Json = False) -> None:
    """Write a run as a TREC run file, with qrels and topics of its cases.

    Prints the files, which lie in the folder of the run.

    Example: [bold]communique eval export .communique/runs/20260101-120000[/bold]
    """
    from eval.prepared import prepared
    from eval.run import read_run
    from eval.told import Written
    from eval.trec import write_trec
    from qa import Settings, open_store

    case_set, settings = prepared(path, Settings.read())
    result = read_run(folder, case_set, open_store(settings))
    files = [str(file) for file in write_trec(folder, case_set, result)]
    if as_json:
        print_json(Written(tuple(files)))
        return
    for file in files:
        out.print(file, markup=False, soft_wrap=True)


@app.command(name="import")
def import_trec(
    topics: Annotated[
        Path, typer.Argument(metavar="TOPICS", help="TREC topics, or lines of id, tab, text.")
    ],
    qrels: Annotated[
        Path, typer.Argument(metavar="QRELS", help="TREC qrels; document ids are name#paragraph.")
    ],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The case set to write.")],
    as_json: Json = False,
) -> None:
    """Make a case set on this collection from TREC topics and qrels.

    Example: [bold]communique eval import topics.tsv qrels.txt --to mine.json[/bold]
    """
    from eval.case_set import write_case_set
    from eval.told import Written
    from eval.trec import read_trec
    from eval.writing import writing
    from qa import Settings, open_store

    case_set = read_trec(topics, qrels, open_store(Settings.read()))
    with writing(to):
        write_case_set(to, case_set)
    count = len(case_set.cases)
    if as_json:
        print_json(Written((str(to),), count))
    else:
        out.print(f"{count} cases written to {to}", markup=False, soft_wrap=True)
