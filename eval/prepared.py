"""A test set with the settings to run it: other people's sets bring their own collection."""

from __future__ import annotations

from pathlib import Path

from corpus import sync
from corpus.lock import writing
from eval.case import CaseSet
from eval.case_set import read_case_set
from eval.imported import read_imported
from qa import Settings


def prepared(path: Path, settings: Settings) -> tuple[CaseSet, Settings]:
    """A set and the settings to run it with; raises InputError when it cannot be read."""
    imported = read_imported(path)
    if imported is None:
        return read_case_set(path), settings
    folder = settings.data / "imported" / path.name
    with writing(folder):
        sync(folder, imported.collection, "imported")
    aside = settings.model_copy(update={"data": folder, "sources": folder / "none"})
    return imported.case_set, aside
