"""What is done with contracts: sign, revise, end, ask for figures, impose sanctions.

Each verb is one transaction with its log row.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.providers import application_rules, figure_rules, rules
from vaka.areas.providers.figure_rules import FigureDue
from vaka.areas.providers.models import AskedFigure, Contract, GivenFigure, ImposedSanction
from vaka.areas.providers.rules import (
    ANSWER,
    HANDLE,
    TRANSITIONS,
    Corrected,
    Sanction,
    Sort,
    State,
)
from vaka.areas.self_checks.rules import Frequency
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import tell
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "contract"


@dataclass(frozen=True)
class ContractTerms:
    """What has been agreed with the one who runs a unit."""

    provider: str
    sort: Sort
    start_date: date
    end_date: date | None = None
    extend_by_date: date | None = None
    organisation_number: str = ""
    form_code: str = ""
    source: str = ""
    visits_a_year: int = 1
    unannounced_a_year: int = 0
    penalty_max: int | None = None


@dataclass(frozen=True)
class NewFigure:
    """A figure to ask the provider for."""

    name: str
    unit_words: str
    frequency: Frequency
    since_date: date
    answer_days: int


@dataclass(frozen=True)
class NewSanction:
    """A sanction to impose; `visit_id` when a visit gave cause."""

    sanction: Sanction
    words: str
    due_date: date | None = None
    amount: int | None = None
    decision: str = ""
    visit_id: uuid.UUID | None = None


@action
def sign(*, by: Viewer, unit: Unit, terms: ContractTerms) -> Case:
    """Begin to follow a contract, or the commission of own operations."""
    demand(by, HANDLE, unit.pk)
    require(application_rules.may_begin(terms.sort) + holds_together(terms))
    case = Case(
        kind=KIND, unit=unit, title=terms.provider[:200], state=State.RUNNING,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=terms.end_date,
    )  # fmt: skip
    told = Told("contract.sign", to_state=State.RUNNING, data={"provider": terms.provider})
    return cases.start(by=by, case=case, told=told, save_also=Contract(case=case, **vars(terms)))


@action
def revise_contract(
    *, by: Viewer, case_id: uuid.UUID, version: int, terms: ContractTerms
) -> Case:  # fmt: skip
    """Change the terms of a contract; the timeline keeps what they were."""
    case, row = held(by, case_id, version)
    pairs = {"was": (row.sort, row.form_code), "wanted": (str(terms.sort), terms.form_code)}
    require(application_rules.may_revise(state=case.state, **pairs) + holds_together(terms))
    wanted = vars(terms)
    before = {name: str(getattr(row, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    changed = {name: old for name, old in before.items() if old != str(wanted[name])}
    told = Told("contract.revise_contract", data={"was": changed})
    return cases.change(
        by=by, case=case, told=told, title=terms.provider[:200], due_date=terms.end_date
    )


@action
def end_contract(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Stop following a contract that no longer holds, with the reason."""
    case, _row = held(by, case_id, version)
    require(_fits("contract.end_contract", case, words))
    told = Told("contract.end_contract", words, to_state=State.ENDED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def resume_contract(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Follow an ended contract again, with the reason."""
    case, _row = held(by, case_id, version)
    require(_fits("contract.resume_contract", case, words))
    told = Told("contract.resume_contract", words, to_state=State.RUNNING)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def ask_figure(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewFigure) -> Case:
    """Ask the provider for a figure of its own, period after period, and tell its manager."""
    case, row = held(by, case_id, version)
    require(rules.may_change(case.state))
    made = AskedFigure.objects.create(contract=row, **vars(new))
    boss = manager_of(case.unit)
    if boss is not None:
        words = _("Ni ska lämna en uppgift: %s.") % new.name
        tell(by=by, to=boss, kind="contract.ask_figure", words=words, case=case,
             state=str(made.pk), url_name="providers:contract", object_id=case.pk)  # fmt: skip
    told = Told("contract.ask_figure", data={"name": new.name})
    return cases.change(by=by, case=case, told=told)


@action
def stop_asking(*, by: Viewer, case_id: uuid.UUID, figure_id: uuid.UUID, version: int) -> Case:
    """Ask for no more periods of a figure; those that have begun are still to be answered."""
    case, row = held(by, case_id, version)
    asked, today = _asked(row, figure_id), timezone.localdate()
    require(
        rules.may_change(case.state) + figure_rules.may_stop(until=asked.until_date, today=today)
    )
    asked.until_date = today
    asked.save(update_fields=["until_date"])
    told = Told("contract.stop_asking", data={"name": asked.name})
    return cases.change(by=by, case=case, told=told)


@action
def give_figure(
    *, by: Viewer, case_id: uuid.UUID, figure_id: uuid.UUID, start: date, version: int,
    value: Decimal | None, words: str = "",
) -> Case:  # fmt: skip
    """Give the figure of a period, or say why it cannot be given; the first day stands."""
    case, row = held(by, case_id, version, ANSWER)
    asked, today = _asked(row, figure_id), timezone.localdate()
    due = period_of(asked, start, today)
    number = None if value is None else float(value)
    require(figure_rules.may_answer(period_end=due.end, today=today, value=number, words=words))
    given, is_new = GivenFigure.objects.get_or_create(
        asked=asked, start_date=start, defaults={"given_date": today}
    )
    was = "" if is_new else str(given.value)
    given.value, given.words, given.given_by = value, words, by.person
    given.save(update_fields=["value", "words", "given_by"])
    told = Told("contract.give_figure", words, data={"name": asked.name, "start": str(start),
                "value": str(value), "was": was})  # fmt: skip
    return cases.change(by=by, case=case, told=told)


@action
def impose(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewSanction) -> Case:
    """Impose a sanction, and tell whoever runs the unit.

    Raises NotVisible for a visit that was not made under the contract.
    """
    case, row = held(by, case_id, version)
    today = timezone.localdate()
    require(
        _may_impose_after(case, row, new.visit_id)
        + rules.may_impose(
            sanction=new.sanction, sort=row.sort, amount=new.amount, penalty_max=row.penalty_max,
            due=new.due_date, decision=new.decision, corrections=corrections(row), today=today,
        )
    )  # fmt: skip
    made = ImposedSanction.objects.create(contract=row, imposed_date=today, **_kept(new))
    label = str(rules.SANCTION_LABELS[new.sanction])
    boss = manager_of(case.unit)
    if boss is not None:
        tell(by=by, to=boss, kind="contract.impose", words=f"{label}: {case.title}.", case=case,
             state=str(made.pk), url_name="providers:contract", object_id=case.pk)  # fmt: skip
    told = Told("contract.impose", new.words, data={"sanction": label, "amount": new.amount})
    return cases.change(by=by, case=case, told=told)


@action
def settle_correction(
    *, by: Viewer, case_id: uuid.UUID, sanction_id: uuid.UUID, version: int, words: str
) -> Case:
    """Say that what was to be corrected has been, and what shows it."""
    case, row = held(by, case_id, version)
    found = row.sanctions.filter(pk=sanction_id, sanction=Sanction.CORRECTION).first()
    if found is None:
        raise NotVisible(str(sanction_id))
    require(rules.may_settle(state=case.state, is_settled=found.settled_date is not None))
    found.settled_date, found.settled_words = timezone.localdate(), words
    found.save(update_fields=["settled_date", "settled_words"])
    return cases.change(by=by, case=case, told=Told("contract.settle_correction", words))


def corrections(row: Contract) -> list[Corrected]:
    """Give the demands for correction, for the rule that asks of them."""
    found = row.sanctions.filter(sanction=Sanction.CORRECTION)
    return [Corrected(one.due_date, one.settled_date is not None) for one in found if one.due_date]


def period_of(asked: AskedFigure, start: date, today: date) -> FigureDue:
    """Give the period of a figure that starts on a day. Raises NotVisible."""
    for one in asked.periods(today):
        if one.start == start:
            return one
    raise NotVisible(f"{asked.pk} {start}")


def manager_of(unit: Unit) -> Person | None:
    """Give who runs a unit, in own operation or contracted."""
    return holder("provider_manager", unit) or holder("unit_manager", unit)


def held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str = HANDLE
) -> tuple[Case, Contract]:
    """Give a contract locked for a change. Raises NotVisible, NotAllowed, ChangedByAnother."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Contract.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    return case, row


def _asked(row: Contract, figure_id: uuid.UUID) -> AskedFigure:
    found = row.figures.filter(pk=figure_id).first()
    if found is None:
        raise NotVisible(str(figure_id))
    return found


def _may_impose_after(case: Case, row: Contract, visit_id: uuid.UUID | None) -> Verdict:
    if visit_id is None:
        return rules.may_change(case.state)
    visit = row.visits.select_related("case").filter(pk=visit_id).first()
    if visit is None:
        raise NotVisible(str(visit_id))
    return rules.may_impose_after(visit=visit.case.state, contract=case.state)


def _kept(new: NewSanction) -> dict[str, Any]:
    asked = {"due_date", "amount"} - rules.goes_with(new.sanction)
    return vars(new) | dict.fromkeys(asked)


def holds_together(terms: ContractTerms) -> Verdict:
    """Ask the rule whether the terms of a contract hold together."""
    return rules.may_sign(
        sort=terms.sort, start=terms.start_date, end=terms.end_date,
        extend_by=terms.extend_by_date, visits=terms.visits_a_year,
        unannounced=terms.unannounced_a_year, penalty_max=terms.penalty_max,
    )  # fmt: skip


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
