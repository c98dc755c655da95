"""Reading who had an allowance: references, months and the decision's days; nothing is kept."""

from pathlib import Path
from typing import Any

from vaka.areas.allocations import rules
from vaka.areas.allocations.rules import Claim
from vaka.exchange.receipt import Finding
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.people.numbers import find_numbers

SCHEMA = TargetSchema(
    kind="allowances",
    label_sv="Habiliteringsersättning",
    fields=(
        Field("reference", Kind.TEXT, "Referens", ("ärende", "nummer"), required=True,
              max_length=40),
        Field("months", Kind.TEXT, "Månader med ersättning", ("månader",), max_length=200),
        Field("decided_from", Kind.DATE, "Beslut från", ("från",)),
        Field("decided_until", Kind.DATE, "Beslut till", ("till",)),
    ),
)  # fmt: skip
IDENTITY = "Referensen ser ut som ett personnummer. Använd ett ärendenummer."
UNREADABLE = "Månaderna går inte att läsa. Skriv dem som 2024-02, 2024-03."
TWICE = "Referensen står redan i filen. Den första raden gäller."
LARGEST = 2_000_000


def read_claims(path: Path) -> tuple[list[Claim], list[Finding]]:
    """Read a file of claims, and what in it cannot be counted.

    Raises:
        FileRefused: it is no table, or lacks a reference.
    """
    from vaka.exchange.typed import read_typed

    file = read_typed(path, SCHEMA, max_bytes=LARGEST)
    kept: dict[str, Claim] = {}
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            reason, claim = _claim(row, kept)
            if claim is None:
                file.reject(row["row"], "reference", "", reason)
            else:
                kept[claim.reference] = claim
    return list(kept.values()), [*file.rejects, *file.warnings]


def _claim(row: dict[str, Any], kept: dict[str, Claim]) -> tuple[str, Claim | None]:
    reference = row["reference"].strip()
    if find_numbers(reference):
        return IDENTITY, None
    if reference in kept:
        return TWICE, None
    try:
        months = rules.months_in(row["months"] or "")
    except ValueError:
        return UNREADABLE, None
    return "", Claim(reference, months, row["decided_from"], row["decided_until"])
