"""Reading a whole list of attesters, as administrations keep it in a sheet."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.attests import actions, rules
from vaka.areas.attests.rules import HANDLE, Line
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

TWICE = "Ansvaret står två gånger i listan. Den första raden gäller."
NO_CODE = "Ansvaret är ingen kod, till exempel 744550 eller 744*."
OWN = "Attestanten står som sin egen ersättare. Läst utan den ersättaren."


def _text(name: str, label: str, length: int, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required, max_length=length)


SCHEMA = TargetSchema(
    kind="attests",
    label_sv="Attestlista",
    fields=(
        Field("number", Kind.INTEGER, "Rad", ("row_no", "nr")),
        _text("responsibility", "Ansvar", 20, "responsibility_code", "ansvarskod", required=True),
        _text("activity", "Verksamhet", 20, "activity_code"),
        _text("name", "Ansvarets namn", 160, "responsibility_name", "benämning"),
        _text("attester", "Attestant", 120, "attester_placeholder", required=True),
        _text("substitutes", "Ersättare", 600, "substitute_placeholders"),
        Field("operating", Kind.DECIMAL, "Gräns drift (kr)", ("limit_operating_sek",)),
        Field("investment", Kind.DECIMAL, "Gräns investering (kr)", ("limit_investment_sek",)),
        _text("note", "Anteckning", 300),
        _text("remark", "Anmärkning", 300, "source_flag"),
    ),
)


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a whole list that holds from the period's first day, today when none is said.

    Raises:
        NotAllowed: the viewer does not keep the register at the unit.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, HANDLE, unit.pk)
    began = time.monotonic()
    first = options.period.first_date if options.period else timezone.localdate()
    lines: dict[tuple[str, str], Line] = {}
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            _take(file, row, lines)
        options.progress(file.read)
    taken = None
    if not options.dry_run:
        taken = actions.take_in_lines(by=by, unit=unit, lines=list(lines.values()),
                                      valid_from=first, source=options.source)  # fmt: skip
    return file.receipt(
        imported=taken.changed if taken else len(lines), unchanged=taken.unchanged if taken else 0,
        seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _take(file: TypedFile, row: dict[str, Any], lines: dict[tuple[str, str], Line]) -> None:
    code = row["responsibility"].replace(" ", "")
    if not code.rstrip(rules.ALL).isalnum():
        file.reject(row["row"], "responsibility", row["responsibility"], NO_CODE)
        return
    line = _line(row, code, len(lines) + 1)
    if (line.responsibility, line.activity) in lines:
        file.reject(row["row"], "responsibility", code, TWICE)
        return
    if line.attester in rules.substitutes_in(row["substitutes"] or ""):
        file.warn(row["row"], "substitutes", line.attester, OWN)
    lines[line.responsibility, line.activity] = line


def _line(row: dict[str, Any], code: str, place: int) -> Line:
    names = rules.substitutes_in(row["substitutes"] or "")
    attester = " ".join(row["attester"].split())
    return Line(
        row["number"] or place, code, row["activity"] or rules.ALL, row["name"] or "", attester,
        tuple(name for name in names if name != attester), _ore(row["operating"]),
        _ore(row["investment"]), row["note"] or "", row["remark"] or "",
    )  # fmt: skip


def _ore(kronor: Decimal | None) -> int | None:
    return None if kronor is None else int(kronor * 100)


IMPORTS = (ImportKind(SCHEMA, HANDLE, import_rows, "attests:list"),)
