"""The reader: one pass over the lines, with every voucher proved before it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from vaka.exchange.receipt import Finding
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sie.ledger import Dimension, Kind, Ledger, Objects, Reject, Year
from vaka.exchange.sie.lines import (
    EXPORT_AGAIN,
    check_sums,
    encoding_of,
    fields,
    objects_in,
    ore,
    tag_of,
)

# The common row of a voucher, told without the general search for fields: it is most of the file.
_ROW = re.compile(r'\s*#TRANS\s+(\d+)\s+\{((?:\d+ "[^"{}]*" ?)*)\}\s+(-?\d+)(?:\.(\d\d?))?(?:\s|$)')
_CHECK_SUM = re.compile(rb"(?m)^[ \t]*#KSUMMA[ \t]*(-?\d*)[ \t\r]*$")
_PERIOD = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_BALANCES = {"#PSALDO": Kind.OUTCOME, "#PBUDGET": Kind.BUDGET}
_NO_MONEY = {"#RTRANS", "#BTRANS"}  # an added row comes again as #TRANS, a removed one does not

UNREADABLE = "Period, konto, objekt eller belopp går inte att läsa."
NO_DAY = "Datum saknas eller går inte att läsa (ÅÅÅÅMMDD)."
LEFT_OUT = "Verifikationen räknas inte."
SWAPPED = "Konto och period är omkastade. Läst ändå."
NO_OBJECTS = "Objektlistan {} saknas. Läst ändå."
CHANGED = "Kontrollsumman stämmer inte: filen kan ha ändrats."
OUTSIDE = "Dagen ligger utanför filens räkenskapsår. Läst ändå."


def read_sie(path: Path) -> Ledger:
    """Read a SIE file of type 1 to 4, in CP437, UTF-8, Windows-1252 or ISO 8859-15.

    A voucher that does not balance, has no real date or a row without account or amount is
    rejected whole with line and reason, and the rest is read.

    Raises:
        FileRefused: the file is missing, empty, cut off, SIE 5, or no SIE at all.
    """
    ledger = Ledger(encoding=encoding_of(path))
    with path.open(encoding=ledger.encoding, errors="replace") as file:
        _Reader(ledger, enumerate(file, 1)).read()
    if not (ledger.sie_type or ledger.rows or ledger.accounts):
        raise FileRefused(Refused.WRONG_KIND, "Filen är ingen SIE-fil.", EXPORT_AGAIN)
    _prove_whole(path, ledger)
    return ledger


class _Reader:
    """Where the reading stands in one file."""

    def __init__(self, ledger: Ledger, lines: Iterator[tuple[int, str]]) -> None:
        self.ledger, self.lines = ledger, lines
        self.told: dict[str, Callable[[int, list[str]], None]] = {
            "#SIETYP": self._type, "#PROGRAM": self._program, "#FNAMN": self._company,
            "#ORGNR": self._number, "#RAR": self._year, "#KONTO": self._account,
            "#DIM": self._dimension, "#UNDERDIM": self._dimension, "#OBJEKT": self._object,
            "#VER": self._voucher, "#PSALDO": self._balance, "#PBUDGET": self._balance,
        }  # fmt: skip

    def read(self) -> None:
        """Read every line; what is not asked of a ledger is passed over."""
        for number, line in self.lines:
            if told := self.told.get(tag_of(line)):
                told(number, fields(line))

    def _type(self, _line: int, parts: list[str]) -> None:
        self.ledger.sie_type = _at(parts, 1)

    def _program(self, _line: int, parts: list[str]) -> None:
        self.ledger.program = " ".join(parts[1:3])

    def _company(self, _line: int, parts: list[str]) -> None:
        self.ledger.company = _at(parts, 1)

    def _number(self, _line: int, parts: list[str]) -> None:
        self.ledger.organisation_number = _at(parts, 1)

    def _year(self, line: int, parts: list[str]) -> None:
        start, end = _day(_at(parts, 2)), _day(_at(parts, 3))
        if start is None or end is None or end < start or not _at(parts, 1).lstrip("-").isdigit():
            written = " ".join(parts[1:])
            self._warn(
                line, "Räkenskapsår (#RAR)", written, "Året slutar inte efter att det börjar."
            )
        else:
            self.ledger.years[int(parts[1])] = Year(start, end)

    def _account(self, _line: int, parts: list[str]) -> None:
        self.ledger.accounts[_at(parts, 1)] = _at(parts, 2)

    def _dimension(self, _line: int, parts: list[str]) -> None:
        self.ledger.dimensions[_at(parts, 1)] = Dimension(_at(parts, 2), _at(parts, 3))

    def _object(self, _line: int, parts: list[str]) -> None:
        self.ledger.objects[_at(parts, 1), _at(parts, 2)] = _at(parts, 3)

    def _warn(self, line: int, field: str, value: str, reason: str) -> None:
        self.ledger.warnings.append(Finding(line, field, value, reason))

    def _reject(self, rows: int, line: int, field: str, value: str, reason: str) -> None:
        self.ledger.rejects.append(Reject(rows, Finding(line, field, value, reason)))

    def _balance(self, line: int, parts: list[str]) -> None:
        """Take in a period's balance: tag, year, period, account, objects, amount."""
        self.ledger.rows += 1
        written = " ".join(parts[2:])
        if len(parts) == 5:  # without a list of objects
            swapped = _PERIOD.fullmatch(parts[3]) and not _PERIOD.fullmatch(parts[2])
            period, account = parts[3:1:-1] if swapped else parts[2:4]
            parts = [*parts[:2], period, account, "", parts[4]]
            self._warn(line, parts[0], written, SWAPPED if swapped else NO_OBJECTS)
        month = _PERIOD.fullmatch(_at(parts, 2))
        try:
            money, objects = ore(_at(parts, 5)), objects_in(_at(parts, 4))
        except ValueError:
            month = None
        kind = _BALANCES.get(parts[0])  # none where something is written together with the tag
        if kind is None or month is None or not _at(parts, 3).isdigit():
            self._reject(1, line, parts[0], written, UNREADABLE)
            return
        sums = self.ledger.balances[kind]
        cell = (f"{month[1]}-{month[2]}", parts[3], objects)
        sums[cell] = sums.get(cell, 0) + money

    def _voucher(self, line: int, parts: list[str]) -> None:
        """Take in a voucher: tag, series, number, day, text; its rows stand between braces."""
        rows, bad = self._rows(line)
        self.ledger.vouchers += 1
        self.ledger.rows += len(rows) + len(bad)
        name, written = f"{_at(parts, 1)} {_at(parts, 2)}".strip(), _at(parts, 3)
        day, total = _day(written), sum(money for _account, _objects, money in rows)
        count = len(rows) + len(bad)
        if bad:
            self._reject(count, bad[0][0], "#TRANS", bad[0][1], f"{UNREADABLE} {LEFT_OUT}")
        elif day is None:
            self._reject(count, line, "#VER", written, f"{NO_DAY} {LEFT_OUT}")
        elif total:
            apart = f"{abs(total) / 100:.2f}".replace(".", ",")
            self._reject(
                count, line, "#VER", name, f"Debet och kredit skiljer {apart} kr. {LEFT_OUT}"
            )
        else:
            self._post(line, day, rows)

    def _rows(self, line: int) -> tuple[list[tuple[str, Objects, int]], list[tuple[int, str]]]:
        rows: list[tuple[str, Objects, int]] = []
        bad: list[tuple[int, str]] = []
        opened = False
        for number, text in self.lines:
            if opened and (plain := _ROW.match(text)):
                account, objects, whole, part = plain.groups()
                rows.append((account, objects_in(objects), int(whole + (part or "").ljust(2, "0"))))
                continue
            mark = text.strip()
            if mark == "{":
                opened = True
            elif mark == "}":
                return rows, bad
            elif mark and not opened:
                break
            elif mark and tag_of(mark) not in _NO_MONEY:
                if row := _row(mark):
                    rows.append(row)
                else:
                    bad.append((number, mark))
        raise FileRefused(
            Refused.TORN, f"Verifikationen på rad {line} tar inte slut: filen är avkapad.",
            EXPORT_AGAIN,
        )  # fmt: skip

    def _post(self, line: int, day: date, rows: list[tuple[str, Objects, int]]) -> None:
        year = self.ledger.years.get(0)
        if year and not year.start <= day <= year.end:
            self._warn(line, "#VER", day.isoformat(), OUTSIDE)
        posted, month = self.ledger.posted, day.isoformat()[:7]
        for account, objects, money in rows:
            cell = (month, account, objects)
            posted[cell] = posted.get(cell, 0) + money


def _row(text: str) -> tuple[str, Objects, int] | None:
    """Give a row's account, objects and öre; nothing when one of them cannot be read."""
    parts = fields(text)
    if len(parts) < 4 or parts[0] != "#TRANS" or not parts[1].isdigit():
        return None
    try:
        return parts[1], objects_in(parts[2]), ore(parts[3])
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 else None
    except ValueError:
        return None


def _at(parts: list[str], place: int) -> str:
    return parts[place] if place < len(parts) else ""


def _prove_whole(path: Path, ledger: Ledger) -> None:
    """Refuse a file with a first check sum and no last (SIE 4B); warn when it does not match."""
    raw = path.read_bytes()
    marks = list(_CHECK_SUM.finditer(raw))
    if not marks:
        return
    if len(marks) == 1:
        raise FileRefused(
            Refused.TORN, "Filen är avkapad: dess kontrollsumma saknas.", EXPORT_AGAIN
        )
    told = marks[1][1].decode("ascii", "replace")
    between = raw[marks[0].end() : marks[1].start()]
    if not told.lstrip("-").isdigit() or int(told) % (1 << 32) not in check_sums(between):
        line = raw.count(b"\n", 0, marks[1].start(1)) + 1
        ledger.warnings.append(Finding(line, "#KSUMMA", told, CHANGED))
