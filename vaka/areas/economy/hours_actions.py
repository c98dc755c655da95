"""What is done with hours of home care and their rates; each verb is one transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaka.areas.economy import hours_rules as rules
from vaka.areas.economy.hours_rules import Hours, Operator, Rate
from vaka.areas.economy.models import HomeHours, HourRate
from vaka.areas.economy.monthly import demand_at, replaced
from vaka.areas.economy.rules import LEAD
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "home_hours"


@dataclass(frozen=True)
class NewRate:
    """A rate that is set: öre an hour from a day, for all of an operator or one provider."""

    unit: Unit
    operator: Operator
    since: date
    ore: int
    source: str
    provider: str = ""


@action
def take_in_hours(*, by: Viewer, rows: Sequence[tuple[Unit, Hours]], source: str) -> int:
    """Save months of hours; a provider's month that stood is replaced. Gives how many changed.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at one of the units.
        RuleRefused: a row cannot be so.
    """
    demand_at(by, (unit for unit, _row in rows))
    require(Verdict.all_of(rules.may_tell_hours(row, by.on) for _unit, row in rows))
    changed = replaced(HomeHours, (
        ({"unit": unit, "month": row.month, "provider": row.provider}, columns(row))
        for unit, row in rows
    ))  # fmt: skip
    note(by=by, verb="home_hours.take_in", object_kind=KIND,
         data={"source": source, "rows": changed})  # fmt: skip
    return changed


def columns(row: Hours) -> dict[str, Any]:
    """Give a row's columns beside its unit, month and provider."""
    minutes = {f"{kind}_minutes": getattr(row, kind) for kind in rules.TOLD}
    return {"operator": row.operator, "paid": row.paid, **minutes}


@action
def set_rate(*, by: Viewer, new: NewRate) -> HourRate:
    """Set what an hour gives from a day on."""
    demand(by, LEAD, new.unit.pk)
    standing = [as_rate(one) for one in HourRate.objects.filter(unit=new.unit)]
    require(rules.may_set_rate(Rate(new.since, new.operator, new.ore, new.provider), standing))
    made = HourRate.objects.create(
        unit=new.unit, operator=new.operator, provider=new.provider, since_date=new.since,
        hour=new.ore, source=new.source,
    )  # fmt: skip
    note(by=by, verb="home_hours.set_rate", object_kind=KIND, object_id=made.pk,
         unit_id=new.unit.pk, data={"since": str(new.since), "hour": new.ore})  # fmt: skip
    return made


@action
def remove_rate(*, by: Viewer, rate_id: uuid.UUID) -> None:
    """Take a rate away that was written wrong; the log keeps it."""
    found = one_of(HourRate.objects.all(), rate_id)
    demand(by, LEAD, found.unit_id)
    note(by=by, verb="home_hours.remove_rate", object_kind=KIND, object_id=found.pk,
         unit_id=found.unit_id,
         data={"since": str(found.since_date), "hour": found.hour})  # fmt: skip
    found.delete()


def as_rate(row: HourRate) -> Rate:
    """Give a stored rate as the rules read it."""
    return Rate(row.since_date, Operator(row.operator), row.hour, row.provider)
