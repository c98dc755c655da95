"""What is done with the yearly needs of competence: written, handed in, decided, carried out."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.competence import lists, need_rules
from vaka.areas.competence.models import Inventory, Need, NeedBudget
from vaka.areas.competence.need_rules import DECIDE, SEE, WRITE, NeedState
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Operator, Unit
from vaka.law.verdict import Verdict, require

KIND = "need"


@dataclass(frozen=True)
class Wanted:
    """What a unit says that it needs."""

    subject: str
    persons: int
    form: str
    cost_kr: int
    priority: int
    reason: str


@dataclass(frozen=True)
class Decision:
    """What is decided of a need: granted or not, for how much, and its place in the order."""

    grants: bool
    granted_kr: int | None
    rank: int | None
    words: str


@action
def ask_need(*, by: Viewer, unit: Unit, year: int, wanted: Wanted) -> Need:
    """Write what a unit needs a year."""
    _demand_home(by, unit)
    require(may_write(by, year) + need_rules.may_ask(wanted.persons, wanted.cost_kr))
    made = Need.objects.create(unit=unit, year=year, written_by=by.person, **asdict(wanted))
    _noted(by, "need.ask_need", made, **asdict(wanted))
    return made


@action
def change_need(*, by: Viewer, need_id: uuid.UUID, version: int, wanted: Wanted) -> Need:
    """Change what a unit needs, as long as it may be written and is not decided."""
    need = _held(by, need_id, WRITE)
    require(_may_change(by, need, version) + need_rules.may_ask(wanted.persons, wanted.cost_kr))
    return _saved(by, "need.change_need", need, **asdict(wanted))


@action
def drop_need(*, by: Viewer, need_id: uuid.UUID, version: int) -> None:
    """Take away a need that was written by mistake; the log keeps what it was."""
    need = _held(by, need_id, WRITE)
    is_carried = need.carried_from_id is not None
    require(_may_change(by, need, version) + need_rules.may_drop(is_carried=is_carried))
    _noted(by, "need.drop_need", need, subject=need.subject, persons=need.persons,
           cost_kr=need.cost_kr)  # fmt: skip
    need.delete()


@action
def hand_in(*, by: Viewer, unit: Unit, year: int) -> Inventory:
    """Hand in a unit's inventory of a year, with its needs or with none."""
    _demand_home(by, unit)
    require(may_write(by, year))
    made, _new = Inventory.objects.update_or_create(
        unit=unit, year=year,
        defaults={"handed_in_date": timezone.localdate(), "handed_in_by": by.person},
    )  # fmt: skip
    note(by=by, verb="need.hand_in", object_kind=KIND, object_id=made.pk, unit_id=unit.pk,
         data={"year": year})  # fmt: skip
    return made


@action
def decide_need(*, by: Viewer, need_id: uuid.UUID, version: int, new: Decision) -> Need:
    """Grant a need with money, or decline it with the reason; a decision may be changed."""
    need = _held(by, need_id, DECIDE)
    require(need_rules.is_newest(version, need.version) + need_rules.may_decide(
        need.state, grants=new.grants, granted_kr=new.granted_kr, words=new.words
    ))  # fmt: skip
    return _saved(
        by, "need.decide_need", need, rank=new.rank, words=new.words.strip(),
        state=NeedState.GRANTED if new.grants else NeedState.DECLINED,
        granted_kr=new.granted_kr if new.grants else None, decided_date=timezone.localdate(),
        decided_by=by.person,
    )  # fmt: skip


@action
def carry_out_need(
    *, by: Viewer, need_id: uuid.UUID, version: int, done_date: date,
    done_persons: int, done_kr: int,
) -> Need:  # fmt: skip
    """Say what was carried out of a granted need: how many went, what it cost, when."""
    need = _held(by, need_id, WRITE, DECIDE)
    require(need_rules.is_newest(version, need.version) + need_rules.may_carry_out(
        need.state, done_persons, done_kr, done_date, timezone.localdate()
    ))  # fmt: skip
    return _saved(by, "need.carry_out_need", need, state=NeedState.DONE, done_date=done_date,
                  done_persons=done_persons, done_kr=done_kr)  # fmt: skip


@action
def carry_over(*, by: Viewer, year: int) -> int:
    """Carry what was granted the year before and not done over to a year, to be decided anew."""
    if not by.may(WRITE) and not by.may(DECIDE):
        raise NotAllowed(WRITE)
    asked = [one.pk for one in carriable(by, year)]
    rows = list(
        Need.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk__in=asked, state=NeedState.GRANTED, carried_to=None)
    )  # fmt: skip - two who press at once carry each need over once
    require(need_rules.may_carry(len(rows)))
    for one in rows:
        _carry(by, one, year)
    return len(rows)


@action
def set_budget(*, by: Viewer, unit: Unit, year: int, kronor: int) -> NeedBudget:
    """Say what a unit with all below it has for competence a year; set where one decides."""
    if not by.everywhere and unit.pk not in by.granted(DECIDE):
        raise NotAllowed(DECIDE)
    require(need_rules.may_set_budget(kronor))
    made, _new = NeedBudget.objects.update_or_create(
        unit=unit, year=year, defaults={"kronor": kronor}
    )
    note(by=by, verb="need.set_budget", object_kind=KIND, object_id=made.pk, unit_id=unit.pk,
         data={"year": year, "kronor": kronor})  # fmt: skip
    return made


def may_write(by: Viewer, year: int) -> Verdict:
    """Say whether needs of a year may be written on the viewer's day, as the rule says."""
    days = lists.inventory(by.on)
    if days is None:
        return need_rules.may_write(year, by.on, date.min)
    return need_rules.may_write(year, by.on, days.last_day(year))


def is_home(by: Viewer, unit: Unit) -> bool:
    """Say whether a unit hands in an inventory of its own: the municipality's, of a kind named."""
    days = lists.inventory(by.on)
    own = unit.operator == Operator.OWN and not unit.is_reference
    return days is not None and own and unit.kind in days.kinds


def carriable(by: Viewer, year: int) -> list[Need]:
    """Give the needs of the year before that a viewer may carry over to a year."""
    days = lists.inventory(by.on)
    if days is None:
        return []
    rows = Need.objects.filter(year=year - 1, state=NeedState.GRANTED, carried_to=None)
    return [
        one for one in rows.select_related("unit")
        if (by.may(WRITE, one.unit_id) or by.may(DECIDE, one.unit_id))
        and need_rules.may_carry_over(
            one.state, decides=by.may(DECIDE, one.unit_id), today=by.on,
            last_day=days.last_day(year),
        ).ok
    ]  # fmt: skip


def _carry(by: Viewer, old: Need, year: int) -> None:
    made = Need.objects.create(
        unit=old.unit, year=year, subject=old.subject, persons=old.persons, form=old.form,
        cost_kr=old.granted_kr or old.cost_kr, priority=old.priority, reason=old.reason,
        carried_from=old, written_by=by.person,
    )  # fmt: skip
    _saved(by, "need.carry_over", old, state=NeedState.CARRIED)
    _noted(by, "need.ask_need", made, carried_from=str(old.pk))


def _demand_home(by: Viewer, unit: Unit) -> None:
    if not by.may(SEE, unit.pk) or not is_home(by, unit):
        raise NotVisible(unit.code)
    demand(by, WRITE, unit.pk)


def _held(by: Viewer, need_id: uuid.UUID, *capabilities: str) -> Need:
    found = Need.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=need_id)
    need = found.first()
    if need is None or not by.may(SEE, need.unit_id):
        raise NotVisible(str(need_id))
    if not any(by.may(one, need.unit_id) for one in capabilities):
        raise NotAllowed(capabilities[0])
    return need


def _may_change(by: Viewer, need: Need, version: int) -> Verdict:
    newest = need_rules.is_newest(version, need.version)
    return newest + need_rules.may_change(need.state) + may_write(by, need.year)


def _saved(by: Viewer, verb: str, need: Need, **columns: object) -> Need:
    for name, value in columns.items():
        setattr(need, name, value)
    need.version += 1
    need.save(update_fields=[*columns, "version"])
    told = {name: str(value) for name, value in columns.items() if name != "decided_by"}
    _noted(by, verb, need, **told)
    return need


def _noted(by: Viewer, verb: str, need: Need, **told: object) -> None:
    note(by=by, verb=verb, object_kind=KIND, object_id=need.pk, unit_id=need.unit_id,
         data={"year": need.year, **told})  # fmt: skip
