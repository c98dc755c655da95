"""What is handed to an archive, as values: nothing here knows files, databases or XML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

SHIPPED_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".csv": "text/csv",
    ".txt": "text/plain",
}


@dataclass(frozen=True)
class Agent:
    """Who made or hands over the package; `code` is the organisation's number, empty if unknown."""

    name: str
    code: str = ""


@dataclass(frozen=True)
class Content:
    """One file; `name` is a plain file name, `created` with offset."""

    name: str
    content: bytes
    created: datetime

    @property
    def media_type(self) -> str:
        """Give the media type by the name's ending."""
        ending = f".{self.name.rpartition('.')[2]}"
        return SHIPPED_TYPES.get(ending, "application/octet-stream")

    @property
    def digest(self) -> str:
        """Give SHA-256 as METS writes it."""
        return sha256(self.content).hexdigest().upper()


@dataclass(frozen=True)
class Event:
    """What was done with the content: a type from PREMIS' list, when, in words, by whom."""

    kind: str
    at: datetime
    words: str
    by: str


@dataclass(frozen=True)
class Submission:
    """One package. `name` becomes the folder and must be a plain word; `described` is Dublin Core
    by element name, in the archive's own words."""

    name: str
    label: str
    made_at: datetime
    software: str
    archivist: Agent
    files: tuple[Content, ...]
    described: Mapping[str, str]
    events: tuple[Event, ...] = ()
    documentation: tuple[Content, ...] = field(default=())
