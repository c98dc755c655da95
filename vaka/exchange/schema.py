"""What an area wants from a file: its fields, declared once as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class UnknownField(KeyError):
    """A field was asked for that the target schema does not have."""


class Kind(StrEnum):
    """What a field holds, and so how its text is read and which column type it gets.

    text → String · date → Date · moment → Datetime in UTC (and a column `<name>_has_time`) ·
    integer → Int64 · decimal → Decimal(38, 6) · code → String, one of the declared codes ·
    bool → Boolean.
    """

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CODE = "code"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target schema.

    `headings` are well-known headings of files (Swedish and English); the field's own name and
    its Swedish label are always known too. `values` maps what sources write to codes; a code
    itself is always accepted. `time_headings` (moments only) are columns with the time of day
    when a source keeps it apart from the date.
    """

    name: str
    kind: Kind
    label_sv: str
    headings: tuple[str, ...] = ()
    required: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    max_length: int | None = None
    time_headings: tuple[str, ...] = ()

    @property
    def known_headings(self) -> tuple[str, ...]:
        return (self.name, self.label_sv, *self.headings)

    @property
    def keeps_raw(self) -> bool:
        """Whether typed chunks have a column `<name>_raw` with the source's own text."""
        return self.kind is not Kind.TEXT or self.max_length is not None


@dataclass(frozen=True, slots=True)
class TargetSchema:
    """The fields of one kind of import (`kind` as in `vaka import KIND`).

    `key_fields` are the fields that hold the source's own id of a row; a row whose key fields are
    all empty, or a schema without them, is known by a digest of its cells (`vaka.exchange.key`).
    `may_tell_more` says that a row with an id that has stood before in the file tells something
    more of the same, unless it says just the same; otherwise it is a repetition and is left out.
    """

    kind: str
    label_sv: str
    fields: tuple[Field, ...]
    key_fields: tuple[str, ...] = ()
    may_tell_more: bool = False

    def __post_init__(self) -> None:
        names = [each.name for each in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"schema {self.kind}: two fields share a name")
        if unknown := set(self.key_fields) - set(names):
            raise UnknownField(f"schema {self.kind}: key fields {sorted(unknown)} are not fields")

    def __getitem__(self, name: str) -> Field:
        for each in self.fields:
            if each.name == name:
                return each
        raise UnknownField(name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)

    def missing(self, given: Iterable[str]) -> tuple[Field, ...]:
        """The required fields that are not among the given names."""
        have = set(given)
        return tuple(each for each in self.fields if each.required and each.name not in have)
