"""Settings: read once, by an entry point, from the environment and the command line."""

from __future__ import annotations

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from corpus import BUNDLED
from corpus.errors import SettingsError
from index import DEFAULT_MODEL, DEFAULT_RERANKER
from qa.reader import DEFAULT_READER

PREFIX = "COMMUNIQUE_"
COLLECTIONS = "collections"
COLLECTION_NAME = re.compile("[a-z0-9][a-z0-9-]{0,59}")
SHORTEST_TOKEN = 16
ORIGIN = re.compile(
    r"\*|https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?"
)


def _filled(text: object) -> str:
    """The text; raises ValueError for an empty one."""
    if not str(text).strip():
        raise ValueError("it is empty")
    return str(text)


def _folder(text: object) -> object:
    """A folder's name with ``~`` resolved; an empty one is no folder."""
    return Path(_filled(text)).expanduser()


Folder = Annotated[Path, BeforeValidator(_folder)]
Name = Annotated[str, BeforeValidator(_filled)]


def _collection(text: object) -> str:
    """A collection's name; raises ValueError for one that cannot be a folder's."""
    name = _filled(text)
    if not COLLECTION_NAME.fullmatch(name):
        raise ValueError("a collection's name has small letters, digits and hyphens, at most 60")
    return name


CollectionName = Annotated[str, BeforeValidator(_collection)]


def _token(text: object) -> str:
    """A secret; raises ValueError for one that is soon guessed, without repeating it."""
    if len(str(text).strip()) < SHORTEST_TOKEN:
        raise ValueError(f"it has fewer than {SHORTEST_TOKEN} characters, and could be guessed")
    return str(text).strip()


Token = Annotated[SecretStr, BeforeValidator(_token)]


def _rate(text: object) -> str:
    """How many requests an address may send; raises ValueError for what says no number."""
    from limits import parse_many

    try:
        parse_many(_filled(text))
    except ValueError:
        raise ValueError("write it as 120/minute, or several as 10/second;1000/hour") from None
    return str(text)


Rate = Annotated[str, BeforeValidator(_rate)]


def _origins(text: object) -> str:
    """Origins, or ``*`` for all; raises ValueError for what is no origin."""
    for one in _filled(text).split(","):
        if not ORIGIN.fullmatch(one.strip()):
            raise ValueError(
                f"{one.strip()[:80]!r} is no origin; write it as https://example.org, several with "
                "commas between them, or * for all"
            )
    return str(text)


Origins = Annotated[str, BeforeValidator(_origins)]


def _addresses(text: object) -> str:
    """Addresses or networks, or ``*`` for all; raises ValueError for what is none."""
    for one in _filled(text).split(","):
        try:
            if one.strip() != "*":
                ip_network(one.strip(), strict=False)
        except ValueError:
            raise ValueError(
                f"{one.strip()[:80]!r} is no address; write it as 10.0.0.1 or 10.0.0.0/8, several "
                "with commas between them, or * for all"
            ) from None
    return str(text)


Addresses = Annotated[str, BeforeValidator(_addresses)]


class Settings(BaseModel):
    """Every setting, with its default; each can be set as ``COMMUNIQUE_<NAME>``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    collection: CollectionName | None = Field(
        None, description="which collection of one's own to use; by default the one of the sources"
    )
    data: Folder = Field(Path(".communique"), description="folder of the database and the index")
    sources: Folder = Field(BUNDLED, description="folder of the documents and meetings.toml")
    model: Name = Field(
        DEFAULT_MODEL, description="encoder: the bundled one, a folder, or a hub name"
    )
    reranker: Name = Field(
        DEFAULT_RERANKER, description="reranker: the bundled one, a folder, or none"
    )
    reader: Name = Field(
        DEFAULT_READER, description="reader of short answers: rules, a folder, or none"
    )
    host: Name = Field("127.0.0.1", description="address that serve listens on")
    port: int = Field(8000, ge=0, le=65535, description="port that serve listens on")
    admin_token: Token | None = Field(
        None,
        description="secret that lets documents in by the page and the API; none: they are off",
    )
    rate_limit: Rate | None = Field(
        None, description="how many requests an address may send, such as 120/minute"
    )
    cors_origins: Origins | None = Field(
        None, description="origins whose pages may use the API, with commas between them; * for all"
    )
    trusted_proxies: Addresses | None = Field(
        None, description="addresses of the proxies whose X-Forwarded-For is believed"
    )

    @property
    def place(self) -> Path:
        """Where the chosen collection's database and index are."""
        return self.data / COLLECTIONS / self.collection if self.collection else self.data

    @property
    def watched(self) -> Path | None:
        """The folder that the chosen collection follows; one's own collection follows none."""
        return None if self.collection else self.sources

    @property
    def runs(self) -> Path:
        """Where evaluation runs are kept."""
        return self.place / "runs"

    @classmethod
    def read(cls, **given: Any) -> Self:
        """Settings from the environment, with the values ``given`` (not None) over them.

        Raises SettingsError for an unknown name or an impossible value.
        """
        names = {PREFIX + name.upper(): name for name in cls.model_fields}
        told = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
        if unknown := sorted(told.keys() - names.keys()):
            raise SettingsError(
                f"There is no setting {unknown[0]}. The settings are: {', '.join(sorted(names))}."
            )
        values: dict[str, Any] = {names[name]: value for name, value in told.items()}
        values |= {name: value for name, value in given.items() if value is not None}
        try:
            return cls(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + str(first["loc"][0]).upper()
            why = first["msg"].removeprefix("Value error, ").rstrip(".")
            raise SettingsError(f"{name} cannot be used: {why}.") from error
