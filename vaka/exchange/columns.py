"""Which of a file's columns feed which field, in which order of trust."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from vaka.exchange.headings import clean, normalised
from vaka.exchange.mapping import Mapping
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.schema import Field, TargetSchema
from vaka.exchange.suggest import SURE, is_raw, suggest


@dataclass(frozen=True, slots=True)
class Columns:
    """The chosen columns: per field its headings, most trusted first, and texts from elsewhere.

    `times` holds the time-of-day column of a moment, `constants` win over cells and `defaults`
    fill empty ones.
    """

    schema: TargetSchema
    sources: Lookup[str, tuple[str, ...]]
    times: Lookup[str, str]
    constants: Lookup[str, str]
    defaults: Lookup[str, str]
    unused: tuple[str, ...]

    def shown(self, field: Field) -> str:
        """The field as named to people: Swedish label and the file's heading."""
        sources = self.sources.get(field.name, ())
        return f"{field.label_sv} ({sources[0]})" if sources else field.label_sv

    def texts(self, cells: pl.DataFrame) -> pl.DataFrame:
        """One String column per field of the schema: stripped, null when nothing stands there."""
        return cells.select(self._text(field).alias(field.name) for field in self.schema.fields)

    def _text(self, field: Field) -> pl.Expr:
        if field.name in self.constants:
            return pl.lit(self.constants[field.name])
        found = [_stripped(heading) for heading in self.sources.get(field.name, ())]
        text = pl.coalesce(found) if found else pl.lit(None, dtype=pl.String)
        if time := self.times.get(field.name):
            text = pl.concat_str(
                text, _stripped(time), separator=" ", ignore_nulls=False
            ).fill_null(text)
        if field.name in self.defaults:
            text = text.fill_null(pl.lit(self.defaults[field.name]))
        return text


def chosen(
    headings: Sequence[str], schema: TargetSchema, mapping: Mapping, defaults: Lookup[str, str]
) -> Columns:
    """The columns to read. Raises `FileRefused` when no heading is known or a needed one lacks."""
    sources = _sources(headings, schema, mapping)
    if not sources:
        raise _unknown(headings, schema)
    given = {*sources, *mapping.constants, *(name for name, text in defaults.items() if text)}
    if missing := schema.missing(given):
        raise _missing(missing)
    times = _times(headings, schema)
    used = {heading for group in sources.values() for heading in group} | set(times.values())
    unused = tuple(each for each in headings if each not in used)
    return Columns(schema, sources, times, mapping.constants, defaults, unused)


def _sources(
    headings: Sequence[str], schema: TargetSchema, mapping: Mapping
) -> dict[str, tuple[str, ...]]:
    """Headings by field; a column of the source's own text (`X_raw`) stands first."""
    mapped = {normalised(heading): name for heading, name in mapping.columns.items()}
    skipped = {clean(heading) for heading in mapping.skip}
    open_headings = [each for each in headings if each not in skipped]
    free = [each for each in open_headings if normalised(each) not in mapped]
    known = {m.heading: m.field for m in suggest(free, schema).matches if m.confidence >= SURE}
    found: dict[str, list[str]] = {}
    for heading in sorted(open_headings, key=lambda each: not is_raw(each)):
        name = mapped.get(normalised(heading)) or known.get(heading)
        if name:
            found.setdefault(name, []).append(heading)
    return {name: tuple(group) for name, group in found.items()}


def _times(headings: Sequence[str], schema: TargetSchema) -> dict[str, str]:
    wanted = {
        normalised(each): field.name for field in schema.fields for each in field.time_headings
    }
    return {wanted[normalised(h)]: h for h in headings if normalised(h) in wanted}


def _stripped(heading: str) -> pl.Expr:
    text = pl.col(heading).str.strip_chars()
    return pl.when(text != "").then(text)


def _unknown(headings: Sequence[str], schema: TargetSchema) -> FileRefused:
    return FileRefused(
        Refused.UNKNOWN_HEADINGS,
        f"Ingen av filens rubriker är känd för {schema.label_sv}: {', '.join(headings[:10])}.",
        "Kontrollera att det är rätt fil, eller ange en mappning från rubrik till fält.",
    )


def _missing(fields: Sequence[Field]) -> FileRefused:
    names = ", ".join(f"{field.label_sv} ({field.name})" for field in fields)
    return FileRefused(
        Refused.MISSING_COLUMNS,
        f"Filen saknar kolumner som måste finnas: {names}.",
        "Lägg till kolumnerna, eller ange en mappning från filens rubriker till fälten.",
    )
