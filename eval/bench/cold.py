"""One question in a process that starts from nothing."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from eval.bench.places import Place, bundled, prepare_rivals
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import ASK, run, settings_of
from eval.bench.table import Table, ratio

QUESTION = "How many people had been freed?"
FULL, FAST = "communique", "communique, reranking off"
NOTES = (
    (
        "Median over the rounds, the systems in turn, after one round that only warms the "
        "disk's cache. Seconds from starting the process to its end."
    ),
    (
        "Every system opens the index it saved before: ours from the command line, the "
        "rivals as their documentation says (txtai `load`, Haystack `load_from_disk`, "
        "LlamaIndex `load_index_from_storage`)."
    ),
    "The rivals do not rerank: the like of them is ours with reranking off.",
    "To reach: ≤ 1.2 s with reranking, ≤ 0.8 s without, ≤ 1/8 of each rival.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Ask one question of each system in a new process, several times."""
    place = bundled(plan.home, advance)
    prepare_rivals(place, plan.rivals, advance)
    systems = _systems(plan, place)
    times: dict[str, list[float]] = {name: [] for name in systems}
    total = (plan.rounds + 1) * len(systems)
    for turn in range(total):
        name = list(systems)[turn % len(systems)]
        seconds = systems[name]()
        if turn >= len(systems):
            times[name].append(seconds)
        advance(turn + 1, total)
    found = {name: median(taken) for name, taken in times.items()}
    rows = [
        (name, f"{value:.2f}", ratio(value, found[FULL]), ratio(value, found[FAST]))
        for name, value in found.items()
    ]
    columns = ("", "s", "× ours", "× ours, reranking off")
    notes = (f"Rounds: {plan.rounds}.", *NOTES)
    return Table("One question, cold process", now(), columns, tuple(rows), notes)


def _systems(plan: Plan, place: Place) -> dict[str, Callable[[], float]]:
    def ours(*, rerank: bool) -> float:
        given = settings_of(place.data, place.sources, rerank=rerank)
        return run([*ASK, QUESTION], given).seconds

    def rival(name: str) -> float:
        return place.ask_rival(name, [("cold", QUESTION)]).process

    systems: dict[str, Callable[[], float]] = {
        FULL: lambda: ours(rerank=True),
        FAST: lambda: ours(rerank=False),
    }
    for name in plan.rivals:
        systems[name] = lambda name=name: rival(name)  # type: ignore[misc]
    return systems
