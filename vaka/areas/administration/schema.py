"""Lists of mandates and delegation points as people keep them, and how they are read."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.administration.models import Function
from vaka.areas.administration.rules import Point, Seat, UnreadableLimit, read_limit
from vaka.exchange.schema import Field, Kind, TargetSchema

FUNCTIONS = {
    "ordförande": "chair", "1:e vice ordförande": "vice_chair", "vice ordförande": "vice_chair",
    "2:e vice ordförande": "vice_chair", "ledamot": "member", "ersättare": "substitute",
    "attestant": "attester",
}  # fmt: skip
LARGEST = 2_000_000
"""Bytes; a whole council's list is far smaller."""

MANDATES = TargetSchema(
    "mandates",
    "Mandat",
    (
        Field("name", Kind.TEXT, "Namn", ("Förtroendevald",), required=True, max_length=200),
        Field("function", Kind.CODE, "Uppdrag", ("Roll", "Funktion"), True,
              FUNCTIONS | {label.capitalize(): code for label, code in FUNCTIONS.items()}),
        Field("unit", Kind.TEXT, "Enhet", max_length=40),
        Field("responsibility", Kind.TEXT, "Ansvar", max_length=100),
    ),
)  # fmt: skip
POINTS = TargetSchema(
    "delegation-points",
    "Delegationspunkter",
    (
        Field("number", Kind.TEXT, "Punkt", ("Nr", "Nummer"), required=True, max_length=20),
        Field("text", Kind.TEXT, "Ärende", ("Beslut",), required=True, max_length=500),
        Field("delegate", Kind.TEXT, "Delegat", ("Lägsta delegat",), True, max_length=200),
        Field("law", Kind.TEXT, "Lagrum", max_length=100),
        Field("limit", Kind.TEXT, "Beloppsgräns", ("Gräns", "Villkor"), max_length=60),
    ),
)


class UnreadableRows(ValueError):
    """Rows of a list cannot be read; the message is Swedish and names the rows."""


def read_seats(content: bytes, name: str) -> tuple[Seat, ...]:
    """Read a list of mandates. Raises FileRefused, UnreadableRows."""
    return tuple(Seat(**row) for row in _rows(content, name, MANDATES))


def read_points(content: bytes, name: str) -> tuple[Point, ...]:
    """Read a delegation order. Raises FileRefused, UnreadableRows."""
    found = []
    for row in _rows(content, name, POINTS):
        try:
            found.append(Point(**row | {"limit": read_limit(row["limit"])}))
        except UnreadableLimit as error:
            raise UnreadableRows(_("Punkt %s: ") % row["number"] + str(error)) from error
    return tuple(found)


def seats_as_text(seats: tuple[Seat, ...]) -> str:
    """Write seats as the list that `read_seats` reads back equal."""
    labels = {code: Function(code).label for code in Function.values}
    rows = [[s.name, str(labels[s.function]), s.unit, s.responsibility] for s in seats]
    return _written(MANDATES, rows)


def points_as_text(points: tuple[Point, ...]) -> str:
    """Write points as the list that `read_points` reads back equal."""
    return _written(POINTS, [[p.number, p.text, p.delegate, p.law,
                              p.limit.words if p.limit else ""] for p in points])  # fmt: skip


def _rows(content: bytes, name: str, schema: TargetSchema) -> list[dict[str, Any]]:
    from vaka.exchange.typed import read_typed

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"lista{Path(name).suffix.lower() or '.csv'}"
        path.write_bytes(content)
        file = read_typed(path, schema, max_bytes=LARGEST)
        rows = [row for chunk in file.chunks() for row in chunk.iter_rows(named=True)]
    if file.rejects:
        told = [f"Rad {one.row}, {one.field}: {one.reason}" for one in file.rejects[:5]]
        raise UnreadableRows(" ".join(told))
    return [{key: row[key] or "" for key in schema.names} for row in rows]


def _written(schema: TargetSchema, rows: list[list[str]]) -> str:
    if not rows:
        return ""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([field.label_sv for field in schema.fields])
    writer.writerows(rows)
    return text.getvalue()
