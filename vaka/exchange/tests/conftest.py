"""A schema that most tests of this package read into, and a place for their files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vaka.exchange.schema import Field, Kind, TargetSchema

EVENTS = TargetSchema(
    "deviations",
    "avvikelser",
    (
        Field("source_id", Kind.TEXT, "Ärendenummer", ("Id",)),
        Field("occurred_at", Kind.MOMENT, "Händelsetid", ("Datum",), time_headings=("Klockslag",)),
        Field("decided_date", Kind.DATE, "Beslutsdatum", ("decision_date",), required=True),
        Field("law", Kind.CODE, "Lagrum", values={"SoL": "SoL", "Hälso- och sjukvård": "HSL"}),
        Field("count", Kind.INTEGER, "Antal"),
        Field("amount", Kind.DECIMAL, "Belopp"),
        Field("serious", Kind.BOOL, "Allvarlig"),
        Field("words", Kind.TEXT, "Beskrivning", max_length=200),
    ),
    ("source_id",),
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes text or bytes to a file and returns its path."""

    def to_file(content: str | bytes, name: str = "fil.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return to_file
