"""Columns of text become typed columns: the usual forms in one sweep, odd ones text by text.

Each kind has a fast form in Polars for texts that are written the usual way; what it leaves is
read by the plain functions of `dates` and `plain_values`, once per distinct text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from vaka.exchange import dates, moments, plain_values
from vaka.exchange.package import ERROR_VALUE, NO_VALUE
from vaka.exchange.schema import Field, Kind
from vaka.exchange.unreadable import Reading, Unreadable

DECIMAL = pl.Decimal(38, 6)
MOMENT = pl.Datetime("us", "UTC")
DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.MOMENT: MOMENT,
    Kind.INTEGER: pl.Int64(),
    Kind.DECIMAL: DECIMAL,
    Kind.CODE: pl.String(),
    Kind.BOOL: pl.Boolean(),
}
SHOWN = {NO_VALUE: "(formel utan värde)", ERROR_VALUE: "(cellen visar ett fel)"}
HOLES = {
    NO_VALUE: (
        "Cellen har en formel som inte är uträknad. Öppna filen i Excel, spara den och läs in den."
    ),
    ERROR_VALUE: "Cellens formel ger ett fel (som #SAKNAS!). Rätta formeln eller skriv värdet.",
}
TOO_LONG = "Texten är längre än {limit} tecken. Korta den i källan."

_ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"
_INTEGER = r"^-?\d{1,18}$"
_DECIMALS = {
    "": r"^-?\d{1,18}([.,]\d{1,6})?$",
    ",": r"^-?\d{1,18}(,\d{1,6})?$",
    ".": r"^-?\d{1,18}(\.\d{1,6})?$",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What a mapping says on reading: date forms in Python's notation, decimal sign, value maps."""

    formats: tuple[str, ...] = ()
    sign: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Converted:
    """A typed column, and what was remarked: places (from 0) with a reason each.

    `has_time` is filled for moments only. In `unreadable` places the value is null.
    """

    values: pl.Series
    unreadable: tuple[tuple[int, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    has_time: pl.Series | None = None


class Converter:
    """Reads one field's column, chunk after chunk in file order."""

    def __init__(self, target: Field, options: Options) -> None:
        self.field = target
        self._options = options
        self._replace = options.values.get(target.name, {})
        self._codes = plain_values.code_lookup(target.values, self._replace)
        self._twice = moments.TwiceHour()

    def convert(self, texts: pl.Series) -> Converted:
        """The typed column for stripped texts, in which null means that nothing stood there."""
        if self._replace and self.field.kind is not Kind.CODE:
            texts = texts.replace(dict(self._replace))
        match self.field.kind:
            case Kind.TEXT:
                return self._text(texts)
            case Kind.MOMENT:
                return self._moment(texts)
            case _:
                return self._plain(texts)

    def _text(self, texts: pl.Series) -> Converted:
        bad = texts.str.starts_with("\ue000")
        if limit := self.field.max_length:
            bad |= texts.str.len_chars() > limit
        if not bad.any():
            return Converted(texts)
        reason = TOO_LONG.format(limit=self.field.max_length)
        wrong = [(at, HOLES.get(texts[at], reason)) for at in bad.arg_true().to_list()]
        return Converted(texts.set(bad, None), tuple(wrong))

    def _plain(self, texts: pl.Series) -> Converted:
        values = self._fast(texts)
        odd = _Odd(texts, values, self._reader())
        return Converted(odd.filled(), odd.unreadable(), odd.notes())

    def _moment(self, texts: pl.Series) -> Converted:
        local = moments.fast_local(texts, skip=bool(self._options.formats))
        odd = _Odd(texts, local, lambda text: dates.read_local(text, self._options.formats))
        joined = moments.joined(texts, local, odd.values_by_place())
        values, marks = moments.in_utc(joined, self._twice)
        notes = sorted((*odd.notes(), *marks))
        return Converted(values, odd.unreadable(), tuple(notes), joined.has_time)

    def _fast(self, texts: pl.Series) -> pl.Series:
        dtype = DTYPES[self.field.kind]
        match self.field.kind:
            case Kind.DATE if not self._options.formats:
                usual = texts.set(~texts.str.contains(_ISO_DATE), None)
                found = usual.str.to_date("%Y-%m-%d", strict=False)
                years = found.dt.year().is_between(dates.FIRST_YEAR, dates.LAST_YEAR)
                return found.set(~years, None)
            case Kind.INTEGER:
                return texts.set(~texts.str.contains(_INTEGER), None).cast(dtype)
            case Kind.DECIMAL:
                pattern = _DECIMALS[self._options.sign]
                usual = texts.set(~texts.str.contains(pattern), None)
                return usual.str.replace(",", ".", literal=True).cast(dtype)
            case _:
                return pl.Series(texts.name, [None] * len(texts), dtype=dtype)

    def _reader(self) -> Callable[[str], Reading[Any]]:
        options = self._options
        match self.field.kind:
            case Kind.DATE:
                return lambda text: dates.read_date(text, options.formats)
            case Kind.INTEGER:
                return lambda text: plain_values.read_integer(text, options.sign)
            case Kind.DECIMAL:
                return lambda text: plain_values.read_decimal(text, options.sign)
            case Kind.BOOL:
                return plain_values.read_bool
            case _:
                return lambda text: plain_values.read_code(text, self._codes, self.field.name)


class _Odd:
    """The texts that the fast form left, each distinct one read once by `reader`."""

    def __init__(
        self, texts: pl.Series, values: pl.Series, reader: Callable[[str], Reading[Any]]
    ) -> None:
        self._values = values
        self._left = texts.set(values.is_not_null(), None)
        distinct = self._left.drop_nulls().unique().to_list()
        read = {text: _attempt(text, reader) for text in distinct}
        self._good = {text: r.value for text, r in read.items() if isinstance(r, Reading)}
        self._wrong = {text: r for text, r in read.items() if isinstance(r, str)}
        self._notes = {
            text: r.note for text, r in read.items() if isinstance(r, Reading) and r.note
        }

    def values_by_place(self) -> dict[int, Any]:
        """What was read, by place in the column."""
        return self._places(self._good)

    def filled(self) -> pl.Series:
        """The fast form's column with what was read here put in."""
        if not self._good:
            return self._values
        values = pl.Series(list(self._good.values()), dtype=self._values.dtype, strict=False)
        texts = pl.Series(list(self._good), dtype=pl.String)
        dtype = self._values.dtype
        read = self._left.replace_strict(texts, values, default=None, return_dtype=dtype)
        return self._values.zip_with(self._values.is_not_null(), read)

    def unreadable(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._places(self._wrong).items())

    def notes(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._places(self._notes).items())

    def _places(self, by_text: Mapping[str, Any]) -> dict[int, Any]:
        if not by_text:
            return {}
        at = self._left.is_in(list(by_text)).fill_null(False).arg_true()
        return {place: by_text[self._left[place]] for place in at.to_list()}


def _attempt(text: str, reader: Callable[[str], Reading[Any]]) -> Reading[Any] | str:
    """The reading, or the reason why there is none."""
    if text in HOLES:
        return HOLES[text]
    try:
        return reader(text)
    except Unreadable as error:
        return str(error)
