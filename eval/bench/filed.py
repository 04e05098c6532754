"""Documents of a folder put into a collection as `communique add` does, without its report."""

from __future__ import annotations

from contextlib import closing

from corpus.errors import CommuniqueError, InputError
from corpus.finding import files_under
from corpus.lock import writing
from corpus.reading_apart import read_apart
from qa import Settings
from qa.bootstrap import open_filer


def file_all(settings: Settings, folder: str) -> None:
    """File every document in ``folder``; raises InputError for one that cannot be read."""
    with closing(open_filer(settings)) as filer, writing(settings.place):
        for path, taken in read_apart(files_under([folder]), {}):
            if isinstance(taken, CommuniqueError):
                raise InputError(f"{path.name} could not be read: {taken}")
            filer.add(taken)
