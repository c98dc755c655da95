"""A mapping from a file's headings to a target schema, written as TOML."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from typing import Any

from vaka.exchange.dates import UnknownDateFormat, strptime_format
from vaka.exchange.schema import Kind, TargetSchema

_TABLES = ("columns", "constants", "values")
_KEYS = ("kind", "skip", "date_formats", "decimal", *_TABLES)


class MappingUnreadable(ValueError):
    """A mapping file cannot be used: `line` (0 when unknown), `key` and a Swedish message."""

    def __init__(self, message: str, key: str = "", line: int = 0) -> None:
        place = f"Mappningsfilen, rad {line}: " if line else "Mappningsfilen: "
        super().__init__(place + message)
        self.key = key
        self.line = line


@dataclass(frozen=True, slots=True)
class Match:
    """How one heading was understood: its field (empty: none), certainty 0–1 and by what."""

    heading: str
    field: str
    confidence: float
    how: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which heading feeds which field, and how its texts are read.

    `columns` is heading → field; headings it does not name are known by the schema unless they
    stand in `skip`. `values` is field → source text → code, `constants` field → text for every
    row, `date_formats` extra forms such as `DD/MM/YYYY`, `decimal` the source's decimal sign.
    `matches` tells how sure a suggested mapping is of each heading.
    """

    columns: Lookup[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    values: Lookup[str, Lookup[str, str]] = field(default_factory=dict)
    constants: Lookup[str, str] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()
    decimal: str = ""
    matches: tuple[Match, ...] = field(default=(), compare=False)

    def to_toml(self, kind: str = "") -> str:
        """The mapping as a file that `from_toml` reads back equal."""
        lines = [f"kind = {_quoted(kind)}"] if kind else []
        if self.skip:
            lines.append(f"skip = [{', '.join(map(_quoted, self.skip))}]")
        if self.date_formats:
            lines.append(f"date_formats = [{', '.join(map(_quoted, self.date_formats))}]")
        if self.decimal:
            lines.append(f"decimal = {_quoted(self.decimal)}")
        lines += _table("columns", self.columns) + _table("constants", self.constants)
        for name, values in self.values.items():
            lines += _table(f"values.{_quoted(name)}", values)
        return "\n".join(lines).lstrip("\n") + "\n"


def from_toml(text: str, schema: TargetSchema) -> Mapping:
    """The mapping in a TOML text. Raises `MappingUnreadable` with line and key, in Swedish."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(text, error) from error
    return _Reading(text, schema).mapping(tree)


def _syntax(text: str, error: tomllib.TOMLDecodeError) -> MappingUnreadable:
    at = re.search(r"line (\d+)", str(error))
    line = int(at.group(1)) if at else text.count("\n") + 1
    message = f'raden följer inte TOML ({error}). Skriv: "Rubrik" = "fält".'
    return MappingUnreadable(message, line=line)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Checks a parsed mapping key by key against its schema."""

    text: str
    schema: TargetSchema

    def mapping(self, tree: dict[str, Any]) -> Mapping:
        for key in tree:
            if key not in _KEYS:
                raise self._wrong(key, f"nyckeln ”{key}” finns inte. Kända är {', '.join(_KEYS)}.")
        if tree.get("kind", self.schema.kind) != self.schema.kind:
            raise self._wrong("kind", f"filen gäller {tree['kind']}, inte {self.schema.kind}.")
        tables = {name: self._table(tree, name) for name in _TABLES}
        return Mapping(
            columns=self._columns(tables["columns"]),
            skip=self._texts(tree, "skip"),
            values=self._values(tables["values"]),
            constants=self._constants(tables["constants"]),
            date_formats=self._date_formats(tree),
            decimal=self._decimal(tree),
        )

    def _columns(self, table: dict[str, Any]) -> dict[str, str]:
        for heading, name in table.items():
            self._field(heading, name)
        return table

    def _constants(self, table: dict[str, Any]) -> dict[str, str]:
        for name, text in table.items():
            self._field(name, name)
            if not isinstance(text, str):
                raise self._wrong(name, f"”{name}” ska vara en text inom citattecken.")
        return table

    def _values(self, table: dict[str, Any]) -> dict[str, dict[str, str]]:
        for name, values in table.items():
            self._field(name, name)
            self._value_map(name, values)
        return table

    def _value_map(self, name: str, values: object) -> None:
        if not isinstance(values, dict):
            raise self._wrong(name, f"skriv [values.{name}] och ett värde per rad under.")
        target = self.schema[name]
        codes = set(target.values.values())
        for text, code in values.items():
            if target.kind is Kind.CODE and code not in codes:
                known = ", ".join(sorted(codes))
                raise self._wrong(text, f"”{code}” är inget värde för {name}. Kända är {known}.")
            if not isinstance(code, str):
                raise self._wrong(text, f"värdet för ”{text}” ska vara en text inom citattecken.")

    def _field(self, key: str, name: object) -> None:
        if name not in self.schema.names:
            known = ", ".join(self.schema.names)
            raise self._wrong(key, f"fältet ”{name}” finns inte. Kända är {known}.")

    def _table(self, tree: dict[str, Any], name: str) -> dict[str, Any]:
        table = tree.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(name, f"skriv [{name}] och en rad per rubrik under.")
        return table

    def _texts(self, tree: dict[str, Any], key: str) -> tuple[str, ...]:
        texts = tree.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self._wrong(key, f'”{key}” ska vara en lista av texter, som ["A", "B"].')
        return tuple(texts)

    def _date_formats(self, tree: dict[str, Any]) -> tuple[str, ...]:
        formats = self._texts(tree, "date_formats")
        for each in formats:
            try:
                strptime_format(each)
            except UnknownDateFormat as error:
                raise self._wrong("date_formats", str(error)) from error
        return formats

    def _decimal(self, tree: dict[str, Any]) -> str:
        sign = tree.get("decimal", "")
        if sign not in ("", ",", "."):
            raise self._wrong("decimal", 'decimaltecknet ska vara "," eller ".".')
        return str(sign)

    def _wrong(self, key: str, message: str) -> MappingUnreadable:
        return MappingUnreadable(message, key, _line_of(self.text, key))


def _line_of(text: str, key: str) -> int:
    """The line where a key stands, from 1; 0 when it is written in some other way."""
    names = {key, _quoted(key), f"'{key}'"}
    for number, line in enumerate(text.splitlines(), start=1):
        start = line.strip()
        left = start.split("=", 1)[0].strip()
        if left in names or any(start.startswith((f"{name} =", f"{name}=")) for name in names):
            return number
        if start.startswith("[") and start.strip("[] ").split(".")[-1] in names:
            return number
    return 0


def _table(name: str, entries: Lookup[str, str]) -> list[str]:
    rows = [f"{_quoted(key)} = {_quoted(value)}" for key, value in entries.items()]
    return ["", f"[{name}]", *rows] if rows else []


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
