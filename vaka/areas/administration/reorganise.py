"""Changes of the tree: planned, done on their date, withdrawn before it, reversed after it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from vaka.areas.administration import preview, rules
from vaka.areas.administration.models import Reorganisation, ReorganisationState
from vaka.areas.administration.preview import Change
from vaka.areas.administration.rules import ORGANISATION, Fate
from vaka.areas.administration.words import sentence
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.notices.actions import tell
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.actions import NewUnit
from vaka.foundation.organisation.models import LocalValue, Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused, require

DAY = timedelta(days=1)


@action
def plan(*, by: Viewer, change: Change) -> Reorganisation:
    """Record a change; one whose date has come is done at once. Raises NotAllowed, RuleRefused."""
    demand(by, ORGANISATION)
    require(preview.may_plan(change))
    row = Reorganisation.objects.create(
        kind=change.kind, on_date=change.on_date, reason=change.reason, target=change.target,
        name=change.name, parts=[list(part) for part in change.parts], heir=change.heir,
        roles=change.roles, reverses=change.reverses, planned_by=by.name,
    )  # fmt: skip
    row.units.set(change.units)
    _noted(by, "plan", row)
    _tell(by, row, preview.affected(change))
    return carry_out(by=by, row=row) if row.on_date <= timezone.localdate() else row


@action
def carry_out(*, by: Viewer, row: Reorganisation) -> Reorganisation:
    """Do a planned change. Raises RuleRefused when it no longer can be done."""
    demand(by, ORGANISATION)
    require(rules.may_withdraw(row.state))
    change = change_of(row)
    require(preview.may_plan(change, but=row))
    row.before = {one.code: _as_it_was(one) for one in change.units}
    if row.reverses:
        _reverse(by, row, row.reverses)
    else:
        _carry_roles(by, row, change, DO[row.kind](by, change))
    row.state, row.done_at = ReorganisationState.DONE, timezone.now()
    row.save()
    _noted(by, "carry_out", row)
    return row


@action
def withdraw(*, by: Viewer, row: Reorganisation) -> Reorganisation:
    """Undo a change before its date: the tree was never touched."""
    demand(by, ORGANISATION)
    require(rules.may_withdraw(row.state))
    row.state = ReorganisationState.WITHDRAWN
    row.save(update_fields=["state"])
    _noted(by, "withdraw", row)
    _tell(by, row, preview.affected(change_of(row)))
    return row


@action
def reverse(*, by: Viewer, row: Reorganisation, on_date: date, reason: str) -> Reorganisation:
    """Reverse a done change from a later date, as a change of its own."""
    demand(by, ORGANISATION)
    require(preview.may_reverse(row, on_date))
    change = change_of(row)
    back = Change(BACKWARDS[row.kind], change.units, on_date, reason, change.target,
                  reverses=row)  # fmt: skip
    note(by=by, verb="organisation.reverse", object_kind="reorganisation", object_id=row.pk)
    return plan(by=by, change=back)


def carry_out_due(today: date | None = None) -> int:
    """Do the changes whose date has come; whoever keeps units is told of one that cannot be."""
    by, done = Viewer.system("organisation"), 0
    day = today or timezone.localdate()
    for row in Reorganisation.objects.filter(state="planned", on_date__lte=day):
        try:
            carry_out(by=by, row=row)
            done += 1
        except (RuleRefused, organisation.CircularTree) as error:
            _tell(by, row, preview.keepers(), f"{sentence(row)} {error}", state="stopped")
    return done


def change_of(row: Reorganisation) -> Change:
    """Give a recorded change as it was decided."""
    parts = tuple((code, name, places) for code, name, places in row.parts)
    return Change(row.kind, tuple(row.units.all()), row.on_date, row.reason, row.target, row.name,
                  parts, row.heir, row.roles, row.reverses)  # fmt: skip


def _as_it_was(unit: Unit) -> dict[str, str]:
    return {"name": unit.name, "parent": unit.parent.code if unit.parent else ""}


def _rename(by: Viewer, change: Change) -> list[Unit]:
    organisation.rename(by=by, unit=change.units[0], name=change.name, on_date=change.on_date,
                        reason=change.reason)  # fmt: skip
    return []


def _move(by: Viewer, change: Change) -> list[Unit]:
    assert change.target is not None
    for unit in change.units:
        organisation.move(by=by, unit=unit, parent=change.target, on_date=change.on_date,
                          reason=change.reason)  # fmt: skip
    return []


def _merge(by: Viewer, change: Change) -> list[Unit]:
    assert change.target is not None
    organisation.merge(by=by, units=list(change.units), into=change.target,
                       on_date=change.on_date, reason=change.reason)  # fmt: skip
    return [change.target]


def _split(by: Viewer, change: Change) -> list[Unit]:
    old = change.units[0]
    parts = [
        NewUnit(code, name, old.kind, change.on_date, old.parent, old.operator, places)
        for code, name, places in change.parts
    ]
    return organisation.split(by=by, unit=old, parts=parts, on_date=change.on_date,
                              reason=change.reason, heir=change.heir)  # fmt: skip


def _close(by: Viewer, change: Change) -> list[Unit]:
    for unit in change.units:
        organisation.close(by=by, unit=unit, last_date=change.on_date - DAY, reason=change.reason)
    return []


DO: dict[str, Callable[[Viewer, Change], list[Unit]]] = {
    "rename": _rename, "move": _move, "merge": _merge, "split": _split, "close": _close,
}  # fmt: skip
BACKWARDS = {"rename": "rename", "move": "move", "merge": "split", "split": "merge"}


def _carry_roles(by: Viewer, row: Reorganisation, change: Change, heirs: list[Unit]) -> None:
    """Roles and own local values of units that close go to those that come after them."""
    if row.kind not in rules.CLOSING:
        return
    for grant in preview.roles_at(change.units, change.on_date):
        fate, until = rules.role_fate(row.kind, rules.Stands.AT, row.roles), grant.to_date
        if fate is not Fate.KEPT:
            row.ended.add(access.end(by=by, grant=grant, last_date=change.on_date - DAY,
                                     reason=change.reason[:300]))  # fmt: skip
        for unit in heirs if fate is Fate.CARRIED else ():
            row.given.add(_given(by, grant, unit, change, until))
    for value in preview.own_values(change.units, change.on_date):
        for unit in heirs if row.kind == "split" else ():
            _set_value(by, value, unit, change)


def _given(by: Viewer, grant: Grant, unit: Unit, change: Change, until: date | None) -> Grant:
    return access.give(by=by, person=grant.person, role_code=grant.role, unit=unit,
                       from_date=change.on_date, to_date=until,
                       reason=change.reason[:300])  # fmt: skip


def _set_value(by: Viewer, value: LocalValue, unit: Unit, change: Change) -> None:
    organisation.set_local_value(by=by, key=value.key, text=value.text, unit=unit,
                                 valid_from=change.on_date, reason=change.reason[:300])  # fmt: skip


def _reverse(by: Viewer, row: Reorganisation, old: Reorganisation) -> None:
    units = list(old.units.all())
    parents = {one: Unit.objects.get(code=old.before[one.code]["parent"]) for one in units
               if old.before[one.code]["parent"]}  # fmt: skip
    told: dict[str, Any] = {"by": by, "on_date": row.on_date, "reason": row.reason}
    if old.kind == "rename":
        organisation.rename(unit=units[0], name=old.before[units[0].code]["name"], **told)
    elif old.kind == "move":
        for unit, parent in parents.items():
            organisation.move(unit=unit, parent=parent, **told)
    elif old.kind == "merge" and old.target:
        organisation.separate(units=parents, merged=old.target, **told)
    elif old.kind == "split":
        parts = list(Unit.objects.filter(code__in=[code for code, *_rest in old.parts]))
        organisation.rejoin(unit=units[0], parent=parents[units[0]], parts=parts, **told)
    _roles_back(by, row, old)
    old.state = ReorganisationState.REVERSED
    old.save(update_fields=["state"])


def _roles_back(by: Viewer, row: Reorganisation, old: Reorganisation) -> None:
    for grant in old.given.filter(to_date=None):
        row.ended.add(access.end(by=by, grant=grant, last_date=row.on_date - DAY,
                                 reason=row.reason[:300]))  # fmt: skip
    for grant in old.ended.filter(person__is_active=True):
        row.given.add(access.give(by=by, person=grant.person, role_code=grant.role,
                                  unit=grant.unit, from_date=row.on_date,
                                  reason=row.reason[:300]))  # fmt: skip


def _noted(by: Viewer, verb: str, row: Reorganisation) -> None:
    data = {"kind": row.kind, "on": str(row.on_date), "reason": row.reason,
            "units": [one.code for one in row.units.all()], "roles": row.roles,
            "to": row.target.code if row.target else "",
            "parts": [code for code, *_rest in row.parts]}  # fmt: skip
    note(by=by, verb=f"organisation.{verb}", object_kind="reorganisation", object_id=row.pk,
         data=data)  # fmt: skip


def _tell(
    by: Viewer, row: Reorganisation, people: Iterable[Person], words: str = "", state: str = ""
) -> None:
    for person in people:
        if person != by.person:
            tell(by=by, to=person, kind="reorganisation", words=words or sentence(row),
                 object_id=row.pk, state=state or row.state)  # fmt: skip
