"""The history of a phrase or a topic over the meetings, and wording that fell silent."""

from qa.history.follow import MOST_ROWS, History, follow
from qa.history.gaps import Gap, Held
from qa.history.nearest import Passage
from qa.history.rows import Row, State
from qa.history.silence import FEWEST_MEETINGS, Silence
from qa.history.silences import Silences, silences
from qa.history.variants import Use, Variant

__all__ = [
    "FEWEST_MEETINGS",
    "MOST_ROWS",
    "Gap",
    "Held",
    "History",
    "Passage",
    "Row",
    "Silence",
    "Silences",
    "State",
    "Use",
    "Variant",
    "follow",
    "silences",
]
