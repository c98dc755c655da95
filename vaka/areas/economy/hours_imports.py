"""Reading hours of home care, a row a unit, month and provider, in hours with decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.economy import hours_rules as rules
from vaka.areas.economy import monthly
from vaka.areas.economy.hours_actions import columns, take_in_hours
from vaka.areas.economy.hours_rules import Hours, Operator
from vaka.areas.economy.models import HomeHours
from vaka.areas.economy.monthly import Place
from vaka.areas.economy.rules import LEAD
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_PROVIDER = "Raden säger ingen utförare. Skriv namnet, eller Egen regi."
TWICE = "Samma enhet, månad och utförare står två gånger. Den första gäller."
OWN, PRIVATE = Operator.OWN.value, Operator.CONTRACTED.value
OPERATORS = {
    "Egen regi": OWN, "Kommunal": OWN, "Kommunal regi": OWN, "Intern": OWN,
    "Privat": PRIVATE, "Privat utförare": PRIVATE, "Extern": PRIVATE, "LOV": PRIVATE,
    "Entreprenad": PRIVATE, OWN: OWN, PRIVATE: PRIVATE,
}  # fmt: skip
Key = tuple[Unit, date, str]


def _hours(name: str, label: str, *headings: str) -> Field:
    return Field(name, Kind.DECIMAL, label, headings)


SCHEMA = TargetSchema(
    kind="home_hours",
    label_sv="Hemtjänsttimmar",
    fields=(
        Field("unit", Kind.TEXT, "Enhet", ("unit_code", "område", "grupp")),
        Field("month", Kind.TEXT, "Månad", ("period",), required=True),
        Field("provider", Kind.TEXT, "Utförare", ("utförarens namn",), required=True,
              max_length=120),
        Field("operator", Kind.CODE, "Regi", ("driftsform", "slag"), required=True,
              values=OPERATORS),
        _hours("granted", "Beviljade timmar", "beviljat", "beviljad tid"),
        _hours("planned", "Planerade timmar", "planerat", "planerad tid"),
        _hours("performed", "Utförda timmar", "utfört", "utförd tid"),
        _hours("expected", "Timmar i budgeten", "väntade timmar", "budgeterade timmar"),
        _hours("paid", "Utbetald ersättning (kr)", "ersättning", "belopp", "utbetalt"),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import months of hours; the same again changes nothing, other hours replace those before.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at the unit, or anywhere when none
            is given.
    """
    save = partial(_save, by, options.source)
    return monthly.read(file, options, by=by, take=_take, stands=_stands, save=save)


def _save(by: Viewer, source: str, new: list[tuple[Key, Hours]]) -> None:
    take_in_hours(by=by, rows=[(key[0], one) for key, one in new], source=source)


def _take(
    file: TypedFile, row: dict[str, Any], place: Place, rows: dict[Key, Hours]
) -> None:  # fmt: skip
    """Add one row, or reject it with the reason."""
    unit, month = place
    provider = " ".join((row["provider"] or "").split())
    if not provider:
        file.reject(row["row"], "provider", "", NO_PROVIDER)
    if unit is None or month is None or not provider:
        return
    told = {kind: _minutes(row[kind]) for kind in rules.TOLD}
    one = Hours(month, provider, Operator(row["operator"]), **told,
                paid=None if row["paid"] is None else round(row["paid"] * 100))  # fmt: skip
    verdict = rules.may_tell_hours(one, timezone.localdate())
    for refusal in verdict.refusals:
        file.reject(row["row"], refusal.code, "", f"{refusal.words} {refusal.way_out}")
    if (unit, month, provider) in rows:
        file.reject(row["row"], "provider", provider, TWICE)
    elif verdict.ok:
        rows[unit, month, provider] = one


def _minutes(hours: Decimal | None) -> int | None:
    return None if hours is None else round(hours * 60)


def _stands(key: Key, one: Hours) -> bool:
    unit, month, provider = key
    found = HomeHours.objects.filter(unit=unit, month=month, provider=provider, **columns(one))
    return found.exists()


IMPORT = ImportKind(SCHEMA, LEAD, import_rows, "economy:hours")
