"""Where collections lie on disk, for who must know it before settings are read."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.database import FILE_NAME

DATA = "COMMUNIQUE_DATA"
DEFAULT_DATA = Path(".communique")
COLLECTIONS = "collections"


def data_folder() -> Path:
    """The data folder that the environment names, or the one in the working folder."""
    told = os.environ.get(DATA, "").strip()
    return Path(told).expanduser() if told else DEFAULT_DATA


def collection_folder(data: Path, collection: str | None) -> Path:
    """Where a collection's database and index are; without a name, those of the sources."""
    return data / COLLECTIONS / collection if collection else data


def collections_in(data: Path) -> list[str]:
    """The names of the collections of one's own, in order."""
    return sorted(one.parent.name for one in (data / COLLECTIONS).glob(f"*/{FILE_NAME}"))
