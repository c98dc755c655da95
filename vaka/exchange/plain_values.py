"""Whole numbers, decimals, yes and no, and codes as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from vaka.exchange.unreadable import Reading, Unreadable

UNREADABLE_INTEGER = "Värdet är inte ett helt tal. Skriv bara siffror, till exempel 12."
UNREADABLE_DECIMAL = "Värdet är inte ett tal. Skriv till exempel 1300 eller 12,5."
UNREADABLE_BOOL = "Värdet är varken ja eller nej. Skriv ja eller nej."
UNKNOWN_CODE = "Värdet är inte känt. Kända är {known}. Lägg till det i mappningens values.{name}."
MAX_DIGITS = 18

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_GROUPED = {
    ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"),
}
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)")
_TRUE = frozenset({"ja", "j", "yes", "y", "true", "sant", "sann", "1", "x"})
_FALSE = frozenset({"nej", "n", "no", "false", "falskt", "falsk", "0"})


def read_decimal(text: str, sign: str = "") -> Reading[Decimal]:
    """The number in a text; a percent sign after it is left out. Raises `Unreadable`.

    `sign` is the source's decimal sign. Without it a single comma or point is the decimal sign,
    and both together are told apart by their order (`1.234,5` and `1,234.5`).
    """
    tidy = _SPACES.sub("", text.strip().removesuffix("%")).replace("−", "-").replace("–", "-")
    number = _one_point(tidy, sign)
    digits = number.lstrip("+-").partition(".")[0]
    if len(digits) > MAX_DIGITS:
        raise Unreadable(UNREADABLE_DECIMAL)
    return Reading(Decimal(number))


def read_integer(text: str, sign: str = "") -> Reading[int]:
    """The whole number in a text; `5,0` is 5. Raises `Unreadable`."""
    try:
        number = read_decimal(text, sign).value
    except Unreadable as error:
        raise Unreadable(UNREADABLE_INTEGER) from error
    if number != number.to_integral_value() or text.strip().endswith("%"):
        raise Unreadable(UNREADABLE_INTEGER)
    return Reading(int(number))


def read_bool(text: str) -> Reading[bool]:
    """Yes or no in Swedish or English. Raises `Unreadable`."""
    word = text.strip().casefold()
    if word not in _TRUE | _FALSE:
        raise Unreadable(UNREADABLE_BOOL)
    return Reading(word in _TRUE)


def code_lookup(*maps: Mapping[str, str]) -> dict[str, str]:
    """Folded source text → code; later maps win, and every code stands for itself."""
    itself = {folded(code): code for each in maps for code in each.values()}
    return itself | {folded(text): code for each in maps for text, code in each.items()}


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def read_code(text: str, lookup: Mapping[str, str], name: str) -> Reading[str]:
    """The code for a text. Raises `Unreadable` that names the known ones."""
    code = lookup.get(folded(text))
    if code is None:
        known = ", ".join(sorted(set(lookup.values()))[:20])
        raise Unreadable(UNKNOWN_CODE.format(known=known, name=name))
    return Reading(code)


def _one_point(text: str, sign: str) -> str:
    """The number with a point as its only sign."""
    for decimal, pattern in _GROUPED.items():
        if pattern.fullmatch(text) and sign in ("", decimal) and _clear(text, sign):
            group = "." if decimal == "," else ","
            return text.replace(group, "").replace(decimal, ".")
    if not _PLAIN.fullmatch(text) or (sign == "," and "." in text) or (sign == "." and "," in text):
        raise Unreadable(UNREADABLE_DECIMAL)
    return text.replace(",", ".")


def _clear(text: str, sign: str) -> bool:
    """One lone group sign (`1.234`) is a decimal sign unless the mapping says otherwise."""
    return bool(sign) or text.count(".") + text.count(",") > 1
