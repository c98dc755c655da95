"""What is done with a budget base; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict

from vaka.areas.economy import base_rules as rules
from vaka.areas.economy.base_rules import Base, BaseLine
from vaka.areas.economy.models import BudgetBase, BudgetBaseLine
from vaka.areas.economy.rules import LEAD
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "budget_base"


@action
def keep_base(*, by: Viewer, unit: Unit, new: Base) -> BudgetBase:
    """Open a year's base, or change its frame and raise; a decided one stands."""
    demand(by, LEAD, unit.pk)
    stands = BudgetBase.objects.filter(unit=unit, year=new.year).first()
    is_decided = stands is not None and stands.decided_date is not None
    require(rules.may_keep_base(new) + rules.may_change_base(is_decided=is_decided))
    told = {"frame": new.frame, "raise_percent": new.raise_percent, "raise_month": new.raise_month}
    row, _new = BudgetBase.objects.update_or_create(unit=unit, year=new.year, defaults=told)
    _noted(by, "budget_base.keep", row, year=new.year, frame=new.frame)
    return row


@action
def take_in_base(*, by: Viewer, base_id: uuid.UUID, lines: Sequence[BaseLine], source: str) -> int:
    """Save a base's lines in place of those that stood; explanations stay unless told anew.

    Gives how many lines are new or changed.
    """
    row = _base(by, base_id)
    require(Verdict.all_of(map(rules.may_tell_line, lines)))
    stands = {one.code: one for one in row.lines.all()}
    changed = 0
    for line in lines:
        told = asdict(line)
        before = stands.pop(line.code, None)
        if not line.words:
            told["words"] = before.words if before else ""
        if before and all(getattr(before, name) == value for name, value in told.items()):
            continue
        BudgetBaseLine.objects.update_or_create(base=row, code=line.code, defaults=told)
        changed += 1
    row.lines.filter(code__in=stands).delete()
    row.source = source
    row.save(update_fields=["source"])
    _noted(by, "budget_base.take_in", row, source=source, rows=changed, removed=len(stands))
    return changed


@action
def explain(*, by: Viewer, base_id: uuid.UUID, code: str, words: str) -> None:
    """Say why a line, or the whole base without a code, is right in spite of what was found."""
    row = _base(by, base_id)
    require(rules.may_explain(words) if words else Verdict.yes())
    found = row.lines.filter(code=code) if code else BudgetBase.objects.filter(pk=row.pk)
    if not found.update(words=words):
        raise NotVisible(code)
    _noted(by, "budget_base.explain", row, code=code)


@action
def decide_base(*, by: Viewer, base_id: uuid.UUID) -> None:
    """Say that the base is decided: from then on it stands."""
    row = _base(by, base_id)
    lines = as_lines(row)
    found = rules.base_findings(as_base(row), lines)
    require(rules.may_decide_base(is_decided=False, lines=len(lines), findings=found))
    row.decided_date = by.on
    row.save(update_fields=["decided_date"])
    _noted(by, "budget_base.decide", row)


@action
def reopen_base(*, by: Viewer, base_id: uuid.UUID, words: str) -> None:
    """Open a decided base again, with the reason."""
    row = _base(by, base_id, must_be_open=False)
    require(rules.may_explain(words))
    row.decided_date = None
    row.save(update_fields=["decided_date"])
    _noted(by, "budget_base.reopen", row, words=words)


def as_base(row: BudgetBase) -> Base:
    """Give a stored base as the rules read it."""
    return Base(row.year, row.frame, row.raise_percent, row.raise_month, row.words)


def as_lines(row: BudgetBase) -> list[BaseLine]:
    """Give a stored base's lines as the rules read them."""
    names = BaseLine.__dataclass_fields__
    return [BaseLine(**{name: getattr(one, name) for name in names}) for one in row.lines.all()]


def _base(by: Viewer, base_id: uuid.UUID, *, must_be_open: bool = True) -> BudgetBase:
    row = BudgetBase.objects.select_for_update().filter(pk=base_id).first()
    if row is None:
        raise NotVisible(str(base_id))
    demand(by, LEAD, row.unit_id)
    if must_be_open:
        require(rules.may_change_base(is_decided=row.decided_date is not None))
    return row


def _noted(by: Viewer, verb: str, row: BudgetBase, **data: object) -> None:
    note(by=by, verb=verb, object_kind=KIND, object_id=row.pk, unit_id=row.unit_id, data=data)
