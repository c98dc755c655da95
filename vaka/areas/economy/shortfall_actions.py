"""What is done with a feared deficit; each verb is one transaction with its log row."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaka.areas.economy import shortfall_queries as queries
from vaka.areas.economy import shortfall_rules as rules
from vaka.areas.economy.models import Saving, SavingFollowUp, Shortfall
from vaka.areas.economy.rules import LEAD, TELL
from vaka.areas.economy.shortfall_rules import (
    SHORTFALL_LABELS,
    SHORTFALL_TRANSITIONS,
    SavingState,
    ShortfallState,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require

KIND = "shortfall"


@dataclass(frozen=True)
class NewSaving:
    """A measure: what, which unit answers, by when, and what it is thought to give in öre."""

    what: str
    answers: Unit
    due_date: date
    expected: int


@dataclass(frozen=True)
class Decision:
    """What the board decided: the day, the paragraph, and its item when that is in Vaka."""

    day: date
    paragraph: str
    item_id: uuid.UUID | None = None


@dataclass(frozen=True)
class FollowUp:
    """Where a measure stands on a day, and what it has given so far this year in öre."""

    day: date
    state: SavingState
    reached: int
    words: str


@action
def open_shortfall(*, by: Viewer, line_id: uuid.UUID) -> Shortfall:
    """Open a feared deficit of a line, at what its newest forecast says."""
    line = queries.line_led(by, line_id)
    now = queries.forecast_now(by, line)
    has_open = line.shortfalls.exclude(state=ShortfallState.ENDED).exists()
    require(rules.may_open(forecast=now.amount if now else None, has_open=has_open))
    if now is None or now.amount is None:
        raise NotVisible(str(line_id))
    made = Shortfall.objects.create(
        line=line, year=now.month.year, amount=now.amount, opened_date=by.on
    )
    _note(by, "open_shortfall", made, amount=now.amount)
    return made


@action
def add_saving(*, by: Viewer, shortfall_id: uuid.UUID, new: NewSaving) -> Saving:
    """Add a measure; who leads the follow-up may, and who tells the line's forecast."""
    row = _known(by, shortfall_id)
    if not by.may(LEAD, row.line.unit_id):
        demand(by, TELL, row.line.answers_id or row.line.unit_id)
    require(rules.may_add_saving(row.state))
    made = Saving.objects.create(shortfall=row, **vars(new))
    _note(by, "add_saving", row, what=new.what, expected=new.expected)
    return made


@action
def remove_saving(*, by: Viewer, saving_id: uuid.UUID) -> Shortfall:
    """Take a measure away that the board has not got before it."""
    saving = queries.saving_of(by, saving_id)
    row = _known(by, saving.shortfall_id)
    if not by.may(LEAD, row.line.unit_id):
        demand(by, TELL, row.line.answers_id or row.line.unit_id)
    require(rules.may_remove_saving(row.state))
    _note(by, "remove_saving", row, what=saving.what, expected=saving.expected)
    saving.delete()
    return row


@action
def follow_saving(*, by: Viewer, saving_id: uuid.UUID, new: FollowUp) -> SavingFollowUp:
    """Say where a measure stands; earlier follow-ups stand."""
    saving = queries.saving_of(by, saving_id)
    _demand_follow(by, saving)
    last = saving.follow_ups.first()
    require(
        rules.may_add_saving(saving.shortfall.state)
        + rules.may_follow(
            state=new.state, reached=new.reached, words=new.words, day=new.day,
            last=last.followed_date if last else None, today=by.on,
        )
    )  # fmt: skip
    made = SavingFollowUp.objects.create(
        saving=saving, followed_date=new.day, state=new.state, reached=new.reached,
        words=new.words, by=by.person,
    )  # fmt: skip
    _note(by, "follow_saving", saving.shortfall, what=saving.what, state=new.state,
          reached=new.reached)  # fmt: skip
    return made


@action
def withdraw_follow_up(*, by: Viewer, saving_id: uuid.UUID) -> Saving:
    """Take back a measure's newest follow-up. Raises NotVisible when it has none."""
    saving = queries.saving_of(by, saving_id)
    _demand_follow(by, saving)
    require(rules.may_add_saving(saving.shortfall.state))
    last = saving.follow_ups.first()
    if last is None:
        raise NotVisible(str(saving_id))
    _note(by, "withdraw_follow_up", saving.shortfall, what=saving.what, words=last.words)
    last.delete()
    return saving


@action
def propose(*, by: Viewer, shortfall_id: uuid.UUID, proposal: str, rest: str) -> Shortfall:
    """Hand the proposal with its measures to the board."""
    row = _led(by, shortfall_id)
    savings = queries.savings_of(row)
    left = rules.left_after(queries.amount_now(by, row), savings)
    require(
        _fits("shortfall.propose", row, proposal)
        + rules.may_propose(savings=len(savings), left=left, words=proposal, rest=rest)
    )
    return _moved(by, row, "propose", proposal=proposal, rest=rest, proposed_date=by.on)


@action
def decide(*, by: Viewer, shortfall_id: uuid.UUID, decision: Decision) -> Shortfall:
    """Write down what the board decided; the measures are followed from then on."""
    row = _led(by, shortfall_id)
    require(
        _fits("shortfall.decide", row, decision.paragraph)
        + rules.may_decide(paragraph=decision.paragraph, decided=decision.day,
                           proposed=row.proposed_date or row.opened_date, today=by.on)
    )  # fmt: skip
    if decision.item_id and not Case.objects.known(by, decision.item_id).exists():
        raise NotVisible(str(decision.item_id))
    return _moved(by, row, "decide", decided_date=decision.day, paragraph=decision.paragraph,
                  item_id=decision.item_id)  # fmt: skip


@action
def step_shortfall(*, by: Viewer, shortfall_id: uuid.UUID, verb: str, words: str) -> Shortfall:
    """Take a step that needs nothing but words: report upward, end, or back again."""
    row = _led(by, shortfall_id)
    now, savings = queries.amount_now(by, row), queries.savings_of(row)
    verdict = _fits(verb, row, words)
    columns: dict[str, Any] = {"words": words.strip()}
    if verb in rules.TAKEN_BACK:
        columns[rules.TAKEN_BACK[verb]] = None
    if verb == "shortfall.report":
        verdict += rules.may_report(rules.left_after(now, savings))
        columns["reported_date"] = by.on
    if verb == "shortfall.end":
        verdict += rules.may_end(forecast=now, savings=savings,
                                 is_year_over=by.on.year > row.year)  # fmt: skip
    require(verdict)
    return _moved(by, row, verb.removeprefix("shortfall."), **columns)


def _moved(by: Viewer, row: Shortfall, verb: str, **columns: Any) -> Shortfall:
    row.state = transitions.find(SHORTFALL_TRANSITIONS, f"shortfall.{verb}").to_state
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *columns])
    told = {name: str(value) for name, value in columns.items() if value is not None}
    _note(by, verb, row, **told)
    return row


def _fits(verb: str, row: Shortfall, words: str) -> Any:
    labels: Mapping[Any, Any] = {str(state): label for state, label in SHORTFALL_LABELS.items()}
    return transitions.fits_in(SHORTFALL_TRANSITIONS, verb, row.state, words, labels)


def _demand_follow(by: Viewer, saving: Saving) -> None:
    if not by.may(LEAD, saving.shortfall.line.unit_id):
        demand(by, TELL, saving.answers_id)


def _led(by: Viewer, shortfall_id: uuid.UUID) -> Shortfall:
    row = _known(by, shortfall_id)
    demand(by, LEAD, row.line.unit_id)
    return row


def _known(by: Viewer, shortfall_id: uuid.UUID) -> Shortfall:
    queries.shortfall_of(by, shortfall_id)
    rows = Shortfall.objects.select_for_update(of=("self",)).select_related("line")
    return rows.get(pk=shortfall_id)


def _note(by: Viewer, verb: str, row: Shortfall, **data: Any) -> None:
    note(by=by, verb=f"shortfall.{verb}", object_kind=KIND, object_id=row.pk,
         unit_id=row.line.answers_id or row.line.unit_id, data=data)  # fmt: skip
