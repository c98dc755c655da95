"""Points of control charts out of a CSV file: a heading, a row for each point, numbers as written.

Columns: `series`, `i`, and numbers in any others. Commas, semicolons or tabs stand between; a
decimal comma is read where the separator is another sign. Empty, NA and NaN are missing.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from vaka.exchange.encoding import encoding_of
from vaka.exchange.refusal import FileRefused, Refused

_MISSING = frozenset({"", "na", "nan", "null", "none", "-", "–"})
_TRUE = {"true": 1.0, "false": 0.0}
_WORDS = frozenset({"series", "i", "note"})


@dataclass(frozen=True, slots=True)
class Points:
    """Rows in order: by series as they first come, within a series by `i` where it is a number.

    `columns` holds numbers by heading in lower case; missing is None.
    """

    series: list[str]
    i: list[str | float]
    columns: dict[str, list[float | None]]
    starts: list[int]


def read_points(path: Path) -> Points:
    """Read a file. Raises FileRefused for one that is missing, empty, or holds no numbers."""
    if not path.is_file():
        raise FileRefused(Refused.MISSING, f"Filen finns inte: {path}.", "Kontrollera sökvägen.")
    if path.stat().st_size == 0:
        raise FileRefused(Refused.EMPTY, "Filen är tom.", "Spara om den med rubriker och rader.")
    text = path.read_text(encoding=encoding_of(path))
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    names = [name.strip().casefold() for name in rows[0]]
    if not {"i", "y", "n", "g", "t"} & set(names):
        raise FileRefused(Refused.NO_HEADER, "Första raden har inga rubriker som känns igen.",
                          "Skriv series,i,y och n eller d på första raden.")  # fmt: skip
    return _points(names, [row for row in enumerate(rows[1:], 2) if any(row[1])])


def _points(names: list[str], rows: list[tuple[int, list[str]]]) -> Points:
    cells = [dict(zip(names, row, strict=False)) for _line, row in rows]
    series = [cell.get("series", "") for cell in cells]
    columns = {
        name: [_number(cell.get(name, ""), name, line)
               for (line, _row), cell in zip(rows, cells, strict=True)]
        for name in names
        if name not in _WORDS
    }  # fmt: skip
    i = [_place(cell.get("i", ""), k) for k, cell in enumerate(cells, 1)]
    return _ordered(series, i, columns)


def _ordered(
    series: list[str], i: list[str | float], columns: dict[str, list[float | None]]
) -> Points:
    first = {name: k for k, name in reversed(list(enumerate(series)))}
    inside = [0.0 if isinstance(one, str) else one for one in i]
    order = sorted(range(len(series)), key=lambda k: (first[series[k]], inside[k]))
    names = [series[k] for k in order]
    sizes = [len(list(group)) for _name, group in groupby(names)]
    return Points(
        names, [i[k] for k in order],
        {name: [values[k] for k in order] for name, values in columns.items()},
        [0, *accumulate(sizes)][:-1],
    )  # fmt: skip


def _place(text: str, row: int) -> str | float:
    """The point's place as it is written: a number, or a word such as a month or a unit."""
    if not text.strip():
        return row
    try:
        value = float(text)
    except ValueError:
        return text.strip()
    if not math.isfinite(value):
        return text.strip()
    return int(value) if value.is_integer() else value


def _number(text: str, name: str, line: int) -> float | None:
    word = text.strip().casefold()
    if word in _MISSING:
        return None
    if word in _TRUE:
        return _TRUE[word]
    try:
        value = float(word.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    what = f"Rad {line}: {name} är inget tal: ”{text.strip()}”."
    raise FileRefused(Refused.BROKEN_ROWS, what, "Rätta raden, eller lämna den tom.")
