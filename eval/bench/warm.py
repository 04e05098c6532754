"""One question after another, one thread each, on a small and on a large collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.bench.places import WARM_UP, Place, bundled, large, prepare_rivals, questions
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import ONE_THREAD, WORKER, run, settings_of
from eval.bench.table import Table, percentile, ratio

FULL, FAST, BARE = "communique", "communique, reranking off", "bare loop"
NOTES = (
    (
        "Milliseconds a question, one thread each, each system in a process of its own, in "
        "turn; every question is asked once a round, so that no cache of answers helps."
    ),
    (
        "The bare loop is the exported encoder and FAISS over the paragraphs, written "
        "without any code of ours: it cites nothing, reads no words and verifies nothing."
    ),
    (
        "The 20,000 paragraphs are synthetic: each sentence is put together from thirds of "
        "sentences of the bundled documents. To spare encoding them, each distinct third "
        "was encoded once and a text has the mean of its thirds' vectors, for every system "
        "alike; questions are encoded as always."
    ),
    "To reach: reranking off p50 ≤ 10 / 14 ms; full quality ≤ 150 / 170 ms.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Ask every system the same questions on both collections."""
    rows: list[tuple[str, ...]] = []
    for place in (bundled(plan.home, advance), large(plan.home, advance)):
        prepare_rivals(place, plan.rivals, advance)
        times = _times(plan, place, advance)
        p50 = {name: percentile(taken, 50) for name, taken in times.items()}
        rows += [
            (
                name,
                f"{place.paragraphs:,}",
                f"{p50[name]:.1f}",
                f"{percentile(taken, 95):.1f}",
                ratio(p50[name], p50[FULL]),
                ratio(p50[name], p50[FAST]),
            )
            for name, taken in times.items()
        ]
    notes = (f"Rounds: {plan.rounds}, of {plan.questions} questions.", *NOTES)
    columns = ("", "paragraphs", "p50", "p95", "× ours", "× ours, reranking off")
    return Table("One question, warm, one thread (ms)", now(), columns, tuple(rows), notes)


def systems(plan: Plan, place: Place) -> Mapping[str, Callable[[], Sequence[float]]]:
    """Each system by name, asked once through; milliseconds a question come back."""
    asked = questions(plan.questions)

    def worker(what: str, *, rerank: bool) -> list[float]:
        given = settings_of(place.data, place.sources, rerank=rerank) | ONE_THREAD
        times: list[float] = run([*WORKER, what], given, place.job(asked)).report["times"]
        return times

    def rival(name: str) -> list[float]:
        answer = place.ask_rival(name, asked, threads=1, environment=ONE_THREAD)
        return answer.times[WARM_UP:]

    found: dict[str, Callable[[], Sequence[float]]] = {
        FULL: lambda: worker("ours", rerank=True),
        FAST: lambda: worker("ours", rerank=False),
        BARE: lambda: worker("bare", rerank=False),
    }
    for name in plan.rivals:
        found[name] = lambda name=name: rival(name)  # type: ignore[misc]
    return found


def _times(plan: Plan, place: Place, advance: Advance) -> dict[str, list[float]]:
    asked = systems(plan, place)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(plan.rounds):
        for number, (name, ask) in enumerate(asked.items(), start=1):
            times[name] += ask()
            advance(turn * len(asked) + number, plan.rounds * len(asked))
    return times
