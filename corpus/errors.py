"""Every error a user can meet, in one tree.

CommuniqueError
├── InputError            what was asked or typed cannot be used
│   ├── UnknownMeeting    a meeting that this collection does not have
│   │   └── AmbiguousMeeting   several meetings begin so
│   └── UnknownParagraph  a paragraph that a document does not have
├── SettingsError         a setting is unknown or has an impossible value
├── SourceError           a source document or its table of meetings cannot be used
│   └── FactsMissing      a document does not tell what must be known of its meeting
├── ArchiveError          an archive of a collection is damaged, foreign or cannot be written
├── IntegrityError        stored text and its source disagree
├── StoreError            the data folder or its database cannot be opened or written
├── BusyError             another process is writing to the same data folder
├── ModelError            the encoder's model cannot be loaded or is not what it should be
└── IndexProblem          the search index cannot serve
    ├── IndexMissing      none was built yet
    ├── IndexStale        built from other texts, or by another model, than today's
    ├── IndexDamaged      a file is missing, cut short or changed
    └── IndexTooNew       written by a newer version of this program

Each message is one sentence or two: what is wrong, and what to do.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Root of the tree; its text is shown to the user as it stands."""


class InputError(CommuniqueError):
    """What was asked or typed cannot be used."""


class UnknownMeeting(InputError):
    """A meeting was named that this collection does not have."""


class AmbiguousMeeting(UnknownMeeting):
    """Several meetings begin with what was named, so that none is meant."""


class UnknownParagraph(InputError):
    """A paragraph was named that the document does not have."""


class SettingsError(CommuniqueError):
    """A setting is unknown or has an impossible value."""


class SourceError(CommuniqueError):
    """A source document, or the table of meetings beside it, cannot be used."""


class FactsMissing(SourceError):
    """A document does not tell what must be known of its meeting.

    ``fields`` are the names of what is missing, ``known`` what was read, as texts, by field;
    ``maybe`` has, for a missing field, what it might be; ``for_a_form`` is the message for whom
    has a form to fill in and no command line. It can be sent between processes.
    """

    def __init__(
        self,
        message: str,
        fields: tuple[str, ...],
        known: dict[str, str],
        maybe: dict[str, tuple[str, ...]],
        for_a_form: str,
    ) -> None:
        """See the class."""
        super().__init__(message, fields, known, maybe, for_a_form)
        self.fields = fields
        self.known = known
        self.maybe = maybe
        self.for_a_form = for_a_form

    def __str__(self) -> str:
        """The message alone."""
        return str(self.args[0])


class ArchiveError(CommuniqueError):
    """An archive of a collection is damaged, is none of ours, or cannot be written."""


class IntegrityError(CommuniqueError):
    """Stored text and the source it came from disagree."""


class StoreError(CommuniqueError):
    """The data folder or its database cannot be opened or written."""


class BusyError(CommuniqueError):
    """Another process is writing to the same data folder."""


class ModelError(CommuniqueError):
    """The encoder's model cannot be loaded, or is not what it should be."""


class IndexProblem(CommuniqueError):
    """The search index cannot serve."""


class IndexMissing(IndexProblem):
    """No index was built yet."""


class IndexStale(IndexProblem):
    """The index was built from other texts, or by another model, than today's."""


class IndexDamaged(IndexProblem):
    """A file of the index is missing, cut short or changed."""


class IndexTooNew(IndexProblem):
    """The index was written by a newer version of this program."""
