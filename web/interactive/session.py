"""What is kept from one line to the next: the engine, restrictions, what was shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.errors import CommuniqueError, InputError
from qa import Citation, Engine, Settings
from web.interactive.restrictions import Restrictions
from web.serving import Serving

CHANGED = "The documents have changed; answers come from those of now."


@dataclass(slots=True)
class Open:
    """A session; ``last`` is the last question, ``cited`` what its answer showed, in order."""

    settings: Settings
    serving: Serving
    restrictions: Restrictions = field(default_factory=Restrictions)
    as_json: bool = False
    last: str | None = None
    cited: list[Citation] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        """The engine that answers now."""
        return self.serving.engine

    @property
    def prompt(self) -> str:
        """What stands before the line that is typed."""
        told = f" [{self.restrictions}]" if self.restrictions.values else ""
        return f"ask{' json' if self.as_json else ''}{told}> "

    def number(self, citation: Citation) -> int:
        """The number of a quotation that is shown; the same one keeps its own."""
        if citation not in self.cited:
            self.cited.append(citation)
        return self.cited.index(citation) + 1

    def quotation(self, number: int) -> Citation:
        """The quotation of a number; raises InputError where none has it."""
        if not self.cited:
            raise InputError("No quotation was shown yet. Ask a question, or /find a phrase.")
        if not 1 <= number <= len(self.cited):
            raise InputError(f"The quotations shown last have the numbers 1 to {len(self.cited)}.")
        return self.cited[number - 1]

    def question(self) -> str:
        """The last question; raises InputError where there is none."""
        if self.last is None:
            raise InputError("No question was asked yet.")
        return self.last

    def renew(self) -> str | None:
        """Take the documents as they are now; a sentence where they are others, or cannot serve."""
        before = self.engine
        try:
            self.serving.renew()
        except CommuniqueError as error:
            return f"The new index cannot be opened, the last one answers: {error}"
        return None if self.engine is before else CHANGED
