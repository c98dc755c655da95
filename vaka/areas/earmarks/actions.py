"""What is done with money that has a purpose; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaka.areas.earmarks import queries, rules
from vaka.areas.earmarks.models import Earmark, EarmarkEntry
from vaka.areas.earmarks.rules import STATE_LABELS, TRANSITIONS, EarmarkSort, EntryKind
from vaka.areas.economy.rules import LEAD
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "earmark"


@dataclass(frozen=True)
class Terms:
    """What money is, for what, how much in öre, and by when."""

    sort: EarmarkSort
    name: str
    conditions: str
    amount: int
    giver: str = ""
    apply_by: date | None = None
    use_by: date | None = None
    report_by: date | None = None


@dataclass(frozen=True)
class NewEntry:
    """One thing that happened to the money; öre."""

    kind: EntryKind
    day: date
    amount: int
    words: str


@action
def add_earmark(*, by: Viewer, unit: Unit, new: Terms) -> Earmark:
    """Add money with a purpose, as planned."""
    demand(by, LEAD, unit.pk)
    require(_kept(new))
    made = Earmark.objects.create(unit=unit, moved_date=by.on, **vars(new))
    _note(by, "add_earmark", made, name=new.name, amount=new.amount)
    return made


@action
def change_earmark(*, by: Viewer, earmark_id: uuid.UUID, new: Terms) -> Earmark:
    """Change terms, amount or days; never below what is used or received already."""
    row = _led(by, earmark_id)
    require(_kept(new) + rules.may_change(queries.account_of(row), new.amount, row.state))
    before = {name: str(getattr(row, name)) for name, value in vars(new).items()
              if getattr(row, name) != value}  # fmt: skip
    for name, value in vars(new).items():
        setattr(row, name, value)
    row.save(update_fields=list(vars(new)))
    _note(by, "change_earmark", row, before=before)
    return row


@action
def add_entry(*, by: Viewer, earmark_id: uuid.UUID, new: NewEntry) -> EarmarkEntry:
    """Write down money received, used or given back."""
    row = _led(by, earmark_id)
    require(
        rules.may_enter(state=row.state, now=queries.account_of(row), kind=new.kind,
                        ore=new.amount, day=new.day, today=by.on)
    )  # fmt: skip
    made = EarmarkEntry.objects.create(earmark=row, by=by.person, **vars(new))
    _note(by, "add_entry", row, kind=new.kind, amount=new.amount, words=new.words)
    return made


@action
def remove_entry(*, by: Viewer, entry_id: uuid.UUID) -> Earmark:
    """Take an entry away that was wrong; the log keeps it."""
    entry = queries.entry_of(by, entry_id)
    row = _led(by, entry.earmark_id)
    require(rules.may_remove(row.state))
    _note(by, "remove_entry", row, kind=entry.kind, amount=entry.amount, words=entry.words)
    entry.delete()
    return row


@action
def step_earmark(*, by: Viewer, earmark_id: uuid.UUID, verb: str, words: str) -> Earmark:
    """Take money a step on, or back, by a verb of its table."""
    row = _led(by, earmark_id)
    verdict = transitions.fits_in(TRANSITIONS, verb, row.state, words, STATE_LABELS)
    if verb not in {one.verb for one in rules.steps(row.state, row.sort)}:
        verdict += rules.no_such_step()
    if verb == "earmark.report":
        verdict += rules.may_report(queries.account_of(row))
    if verb == "earmark.take_back":
        verdict += rules.may_take_back(queries.account_of(row))
    require(verdict)
    row.state = transitions.find(TRANSITIONS, verb).to_state
    row.words, row.moved_date = words.strip(), by.on
    row.save(update_fields=["state", "words", "moved_date"])
    _note(by, verb.removeprefix("earmark."), row, words=row.words)
    return row


def _kept(new: Terms) -> Verdict:
    return rules.may_keep(
        sort=new.sort, amount=new.amount, conditions=new.conditions, apply_by=new.apply_by,
        use_by=new.use_by, report_by=new.report_by,
    )  # fmt: skip


def _led(by: Viewer, earmark_id: uuid.UUID) -> Earmark:
    seen = Earmark.objects.visible_to(by).filter(pk=earmark_id)
    row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise NotVisible(str(earmark_id))
    demand(by, LEAD, row.unit_id)
    return row


def _note(by: Viewer, verb: str, row: Earmark, **data: Any) -> None:
    note(by=by, verb=f"earmark.{verb}", object_kind=KIND, object_id=row.pk, unit_id=row.unit_id,
         data=data)  # fmt: skip
