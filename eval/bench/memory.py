"""Memory of a process that serves, after fifty questions."""

from __future__ import annotations

from eval.bench.load import Load, put
from eval.bench.memory_of import memory_of
from eval.bench.places import Place, bundled, prepare_rivals, questions
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import SERVE, serving, settings_of
from eval.bench.table import Table, ratio

QUESTIONS = 50
OURS = "communique, serving"
NOTES = (
    (
        f"MB after {QUESTIONS} questions, as Linux counts them (VmRSS, VmHWM), with all "
        "processes that a server started. Ours is the real server asked over HTTP at full "
        "quality; a rival is a process with its index and model, without any server."
    ),
    "To reach: ≤ 400 MB.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Ask our server and every rival, and look at what they hold."""
    place = bundled(plan.home, advance)
    prepare_rivals(place, plan.rivals, advance)
    found = {OURS: _ours(place)}
    for number, name in enumerate(plan.rivals, start=1):
        asked = place.ask_rival(name, questions(QUESTIONS))
        found[name] = (asked.memory, asked.peak)
        advance(number, len(plan.rivals))
    rows = tuple(
        (name, f"{now_held:.0f}", f"{peak:.0f}", ratio(now_held, found[OURS][0]))
        for name, (now_held, peak) in found.items()
    )
    columns = ("", "in use", "peak", "× ours")
    return Table("Memory, 51 paragraphs", now(), columns, rows, NOTES)


def _ours(place: Place) -> tuple[float, float]:
    given = settings_of(place.data, place.sources, rerank=True)
    with serving(SERVE, given) as server:
        asked = [question for _, question in questions(QUESTIONS)]
        put(Load(server.port, "/api/ask", asked, connections=1, seconds=0.0))
        return memory_of(server.pid)
