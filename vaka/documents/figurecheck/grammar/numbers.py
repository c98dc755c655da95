"""Figures in Swedish text: value, unit and the interval that their rounding allows.

A printed number stands for every number that would be printed so: `6,3 mnkr` is 6.25 to 6.35
million kronor, `drygt 300` is 300 to 330, `över 80 procent` is 80 and all above. Rules compare
intervals, so rounding is never a contradiction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vaka.documents.figurecheck.grammar.nonfigures import without
from vaka.documents.figurecheck.grammar.words import ORDINALS, PARTS, WORD, number_of

SPACES = " \u00a0\u202f\u2009"
_S = f"[{SPACES}]"
_DIGITS = rf"(?:\d{{1,3}}(?:{_S}\d{{3}})+|[1-9]\d{{0,2}}(?:\.\d{{3}})+(?!\d|,?\d)|\d+)"
_DECIMAL = r"(?:,\d+|\.\d{1,2}(?![\d.]))?"
NUMBER = re.compile(
    rf"(?<![\d,.§:/\w])(?P<sign>\+/-{_S}?|[+\-−–±]{_S}?)?(?P<digits>{_DIGITS})(?P<decimal>{_DECIMAL})(?!\d)"
)
UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1), "procent": ("%", 1), "proc": ("%", 1),
    "procentenheter": ("pp", 1), "procentenhet": ("pp", 1), "procentenheten": ("pp", 1),
    "%-enheter": ("pp", 1), "%-enhet": ("pp", 1), "p.e.": ("pp", 1), "procentpoäng": ("pp", 1),
    "‰": ("%", 0.1), "promille": ("%", 0.1),
    "kr": ("kr", 1), "kronor": ("kr", 1), "sek": ("kr", 1), "krona": ("kr", 1),
    "tkr": ("kr", 1e3), "tusen kronor": ("kr", 1e3), "ksek": ("kr", 1e3), "tusen kr": ("kr", 1e3),
    "mkr": ("kr", 1e6), "mnkr": ("kr", 1e6), "msek": ("kr", 1e6), "milj kr": ("kr", 1e6),
    "milj. kr": ("kr", 1e6), "miljoner kronor": ("kr", 1e6), "miljon kronor": ("kr", 1e6),
    "miljoner kr": ("kr", 1e6), "miljoner": ("", 1e6), "miljon": ("", 1e6), "tusen": ("", 1e3),
    "mdkr": ("kr", 1e9), "mdr": ("kr", 1e9), "miljarder kronor": ("kr", 1e9),
    "miljard kronor": ("kr", 1e9), "miljarder kr": ("kr", 1e9), "miljarder": ("", 1e9),
    "miljard": ("", 1e9),
}  # fmt: skip
_UNIT = re.compile(
    rf"{_S}?(?P<unit>"
    + "|".join(re.escape(unit).replace(r"\ ", _S) for unit in sorted(UNITS, key=len, reverse=True))
    + r")(?![\wåäö])",
    re.IGNORECASE,
)
ABOVE = (
    "drygt", "lite mer än", "något mer än", "något över", "strax över", "lite över", "gott och väl",
)  # fmt: skip
BELOW = (
    "knappt", "nästan", "närmare", "strax under", "nära", "inte fullt", "uppemot", "upp emot",
    "något under", "lite mindre än", "inte riktigt", "nära nog", "bortåt",
)  # fmt: skip
ABOUT = (
    "cirka", "ca.", "ca", "omkring", "runt", "ungefär", "i storleksordningen", "c:a", "kring",
    "uppskattningsvis", "i runda tal", "ett", "runt om", "i genomsnitt cirka",
)  # fmt: skip
MORE = ("över", "mer än", "fler än", "minst", "åtminstone", "mer", "överstiger")
LESS = ("under", "mindre än", "färre än", "högst", "max", "maximalt", "som mest", "understiger")
_HEDGES = {
    **dict.fromkeys(ABOVE, "above"), **dict.fromkeys(BELOW, "below"),
    **dict.fromkeys(ABOUT, "about"), **dict.fromkeys(MORE, "more"), **dict.fromkeys(LESS, "less"),
}  # fmt: skip
_HEDGE = re.compile(
    r"(?<![\wåäö])("
    + "|".join(re.escape(word) for word in sorted(_HEDGES, key=len, reverse=True))
    + rf"){_S}+(?:(?:de|den|en|ett){_S}+)?$",
    re.IGNORECASE,
)
_EPSILON = 1e-9


MOST_DIGITS = 15
"""More than a float keeps exactly: no figure, but a number of some thing."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: `text` as printed with unit and hedge, `start` and `end` its place in the text.

    `value`, `low` and `high` are in the base unit (kronor, percent, or the thing counted);
    `scale` is what the printed digits were multiplied with, `decimals` how many were printed.
    """

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str = ""
    scale: float = 1
    decimals: int = 0
    hedge: str = ""
    signed: bool = False

    def may_be(self, low: float, high: float | None = None) -> bool:
        """Tell whether the figure can stand for some number between `low` and `high`."""
        high = low if high is None else high
        slack = _EPSILON * max(1.0, abs(self.value), min(abs(low), abs(high)))
        return self.low <= high + slack and low <= self.high + slack

    def agrees(self, other: Number) -> bool:
        """Tell whether both figures can stand for the same number."""
        if self.hedge or other.hedge or self.low == self.high or other.low == other.high:
            return self.may_be(other.low, other.high)
        # 53 and 54 percent touch at 53.5, but nobody prints one number in both ways
        slack = _EPSILON * max(1.0, abs(self.value))
        return self.low < other.high - slack and other.low < self.high - slack

    def unsigned_may_be(self, low: float, high: float | None = None) -> bool:
        """As `may_be`, for a change printed without a sign."""
        high = low if high is None else high
        size = abs(self.value)
        half = (self.high - self.low) / 2
        return any(
            first <= size + half + _EPSILON and size - half <= last + _EPSILON
            for first, last in ((low, high), (-high, -low))
        )

    def may_be_share(self, part: Number, whole: Number, loose: float = 0.0) -> bool:
        """Tell whether the figure, in percent, can be a part of a whole; of nothing it can be any.

        `loose` is how many percent of the whole it may be off on either side.
        """
        if whole.low <= 0:
            return True
        low, high = 100 * part.low / whole.high, 100 * part.high / whole.low
        return self.may_be(low - loose, high + loose)

    def like(self, value: float) -> str:
        """Write another value as this one is written: same unit, decimals and separators."""
        unit = self._unit_text()
        digits = f"{abs(value) / self.scale:,.{self.decimals}f}"
        digits = digits.replace(",", "\u00a0").replace(".", ",")
        shown = float(f"{abs(value) / self.scale:.{self.decimals}f}")
        return ("\u2212" if value < 0 and shown else "") + digits + unit

    def _unit_text(self) -> str:
        found = _UNIT.search(self.text)
        return found.group(0) if found else ""


def scan(text: str, *, cell: bool = False) -> Iterator[Number]:
    """Find the figures of a text, in order. What is no figure (years, paragraphs) is left out.

    In a `cell` of a table a dash before the digits is a minus whatever stands between.
    """
    return iter(_of_cell(text)) if cell else _scanned(text, cell=False)


@lru_cache(maxsize=20_000)
def _of_cell(text: str) -> tuple[Number, ...]:
    """The figures of a cell: tables say the same again and again."""
    return tuple(_scanned(text, cell=True))


def _scanned(text: str, *, cell: bool) -> Iterator[Number]:
    clean = without(text, cell=cell)
    found = [*_digits(clean, text, cell), *_spelled(clean, text)]
    end = 0
    for number in sorted(found, key=lambda number: (number.start, -number.end)):
        if number.start >= end:  # `två` stands within `två tredjedelar`
            yield number
            end = number.end


def _digits(clean: str, text: str, cell: bool) -> Iterator[Number]:
    for match in NUMBER.finditer(clean):
        sign, start = match["sign"] or "", match.start("digits")
        negative = sign[:1] in "-−–" and bool(sign) and (cell or len(sign) == 1)
        if negative and not cell and match.start() and clean[match.start() - 1] not in " (\u00a0:":
            negative = False
        digits = re.sub(rf"{_S}|\.", "", match["digits"])
        if len(digits) > MOST_DIGITS:
            continue
        decimals = max(len(match["decimal"]) - 1, 0)
        value = float(digits + match["decimal"].replace(",", "."))
        if sign and (negative or sign[0] in "+±"):
            start = match.start()
        yield _number(clean, text, start, match.end(), -value if negative else value, decimals,
                      bool(sign) and sign[0] != "±" and not sign.startswith("+/-"))  # fmt: skip


def _number(
    clean: str, text: str, start: int, end: int, value: float, decimals: int, signed: bool = False
) -> Number:
    """Read the unit after and the hedge before the digits, and give the interval."""
    unit, scale = "", 1.0
    if match := _UNIT.match(clean, end):
        unit, scale = UNITS[re.sub(_S, " ", match["unit"].lower())]
        end = match.end()
    first, hedge = start, ""
    if before := _HEDGE.search(clean, max(0, start - 30), start):
        hedge, first = _HEDGES[before.group(1).lower()], before.start()
        if before.group(1).lower() == "ett":
            hedge, first = "", start
    if clean[end : end + 4] == "-tal":
        hedge, end = hedge or "about", end + 4
    low, high = interval(value, decimals, hedge, counted=not unit and scale == 1)
    return Number(text[first:end], first, end, value * scale, low * scale, high * scale, unit,
                  scale, decimals, hedge, signed)  # fmt: skip


def interval(
    value: float, decimals: int, hedge: str = "", *, counted: bool = False
) -> tuple[float, float]:
    """Give the numbers that would be printed as `value` with so many decimals and such a hedge.

    A whole number of things `counted` is exact, unless it is large and round.
    """
    half = 0.5 * 10.0 ** -(decimals or -_zeros(value))
    size = abs(value)
    wide = max(0.1 * size, 2 * half)
    if counted and half == 0.5:
        half = 0.0
    sign = -1 if value < 0 else 1
    low, high = {
        "": (size - half, size + half),
        "above": (size, size + wide),
        "below": (size - wide, size),
        "about": (size - wide, size + wide),
        "more": (size, math.inf),
        "less": (-math.inf, size),
    }[hedge]
    return (low, high) if sign > 0 else (-high, -low)


def _zeros(value: float) -> int:
    """How many trailing zeros a large round number has: 65 000 is printed to whole thousands."""
    whole, zeros = abs(int(value)), 0
    while whole >= 1000 and whole % 10 ** (zeros + 1) == 0:
        zeros += 1
    return zeros if zeros >= 2 else 0


_EVERY = re.compile(r"\bvar(?:t)?\s+(\d+:?e|\w+de|\w+je|annan)\b|\bvarannan\b", re.IGNORECASE)
_PART = re.compile(rf"\b(?:(?P<many>\w+)\s+)?(?P<part>{'|'.join(PARTS)})(?:ar)?\b", re.IGNORECASE)


def _spelled(clean: str, text: str) -> Iterator[Number]:
    """Numbers written in words: `tre`, `hälften`, `två tredjedelar`, `var tionde`."""
    for match in WORD.finditer(clean):
        before = clean[match.start() - 1 : match.start()]
        after = clean[match.end() : match.end() + 1]
        value = number_of(match.group())
        if value is None or before.isalnum() or before == "-" or after.isalnum() or after == "-":
            continue
        if value == 1 and not _UNIT.match(clean, match.end()):
            continue
        if match.group().lower() in ("hundra", "tusen") and not before.isspace():
            continue
        yield _number(clean, text, match.start(), match.end(), float(value), 0)
    for match in _EVERY.finditer(clean):
        if parts := _every(match.group(1) or "annan"):
            yield _share(text, clean, match.start(), match.end(), 100 / parts)
    for match in _PART.finditer(clean):
        many = number_of(match["many"] or "en") or 1
        start = match.start("part") if number_of(match["many"] or "") is None else match.start()
        yield _share(text, clean, start, match.end(), 100 * many * PARTS[match["part"].lower()])


def _every(word: str) -> int | None:
    if word.lower() == "annan":
        return 2
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else ORDINALS.get(word.lower())


def _share(text: str, clean: str, start: int, end: int, percent: float) -> Number:
    """A share in words; a writer who says `hälften` means 45 to 55 percent."""
    found = _number(clean, text, start, end, percent, 0)
    low, high = interval(percent, 0, found.hedge or "about")
    return Number(found.text, found.start, found.end, percent, low, high, "%", 1, 0,
                  found.hedge or "about")  # fmt: skip
