"""What is done with signals: the look raises, returns and passes them, people answer."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.signals import lists, rules, standing, telling
from vaka.areas.signals.models import Signal
from vaka.areas.signals.rules import TRANSITIONS, LookStep, Seen, SignalState
from vaka.areas.signals.standing import Picture
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import NotVisible, Viewer, demand, demand_machine
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import ChangedByAnother, Told
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "signal"
FIGURES = ("observed", "beside", "expected", "base_kind", "base", "peers", "first_date",
           "last_date")  # fmt: skip


@dataclass(frozen=True)
class NewAnswer:
    """How a signal is answered, why, and when it is looked at again."""

    answer: str
    words: str
    relook_date: date


def run(today: date | None = None) -> int:
    """Look at everything once: raise, return and pass signals. Gives how many changed.

    A second look on the same day changes nothing, whoever runs it; a signal that somebody saves
    meanwhile is left to the next look.
    """
    day, by, changed = today or timezone.localdate(), Viewer.system(KIND), 0
    found = {one.key: one for one in standing.pictures(day)}
    rows = {
        (row.rule, row.unit_id, row.subject): row
        for row in Signal.objects.select_related("case__unit")
    }
    for key in sorted(found.keys() | rows.keys(), key=str):
        try:
            changed += look_at(by, rows.get(key), found.get(key), day)
        except ChangedByAnother:
            continue
    return changed


def look_at(by: Viewer, row: Signal | None, picture: Picture | None, day: date) -> bool:
    """Do with one signal what the rule says of today's picture; says whether it changed."""
    step = rules.due_step(
        SignalState(row.case.state) if row else None,
        is_met=picture is not None, is_worse=_is_worse(row, picture, day),
        is_relook=bool(row and row.relook_date and row.relook_date <= day),
    )  # fmt: skip
    if step is LookStep.RAISE and picture:
        raise_signal(by=by, picture=picture, today=day)
    elif step is LookStep.RETURN and row and picture:
        return_signal(by=by, row=row, picture=picture, today=day)
    elif step is LookStep.LAPSE and row:
        pass_signal(by=by, row=row)
    elif step is LookStep.FOLLOW and row and picture and picture.observed != row.observed:
        follow_signal(by=by, row=row, picture=picture)
    else:
        return False
    return True


@action
def raise_signal(*, by: Viewer, picture: Picture, today: date) -> Case:
    """Open a signal that a rule has seen for the first time, and tell whom it waits for."""
    demand_machine(by, "signal.raise_signal")
    words, unit = lists.rule(picture.rule), picture.unit
    case = Case(
        kind=KIND, unit=unit, title=_title(words.title, picture.subject),
        state=SignalState.OPEN, opened_at=timezone.now(), owner=_manager(picture, today),
        due_date=rules.due_answer(today, lists.answer_days(today)),
    )  # fmt: skip
    row = Signal(case=case, unit=unit, rule=picture.rule, subject=picture.subject,
                 **_figures(picture))  # fmt: skip
    told = Told("signal.raise_signal", to_state=SignalState.OPEN, data=_told(row))
    cases.start(by=by, case=case, told=told, save_also=row)
    telling.tell(by, case, row)
    return case


@action
def return_signal(*, by: Viewer, row: Signal, picture: Picture, today: date) -> Case:
    """Open a signal again: its day has come, its picture is worse, or it had passed and is back."""
    demand_machine(by, "signal.return_signal")
    case, was, before = _locked(by, row), SignalState(row.case.state), row.observed
    is_relook = bool(row.relook_date and row.relook_date <= today)
    why = {
        SignalState.PASSED: _("Det händer igen."),
        SignalState.ANSWERED: _("Dagen för ny titt har kommit.") if is_relook
        else _("Bilden har blivit värre: %(now)s mot %(then)s när signalen besvarades."),
    }[was]  # fmt: skip
    _save(row, picture, relook_date=None)
    said = why % {"now": picture.observed, "then": row.answered_observed or before}
    told = Told("signal.return_signal", said, to_state=SignalState.OPEN, data=_told(row))
    case = cases.change(
        by=by, case=case, told=told, closed_at=None, owner=_manager(picture, today),
        due_date=rules.due_answer(today, lists.answer_days(today)),
    )  # fmt: skip
    telling.tell(by, case, row)
    return case


@action
def pass_signal(*, by: Viewer, row: Signal) -> Case:
    """Close a signal whose rule is met no more."""
    demand_machine(by, "signal.pass_signal")
    case, row.relook_date = _locked(by, row), None
    row.save(update_fields=["relook_date"])
    told = Told("signal.pass_signal", to_state=SignalState.PASSED)
    return cases.change(by=by, case=case, told=told, due_date=None, closed_at=timezone.now())


@action
def follow_signal(*, by: Viewer, row: Signal, picture: Picture) -> Signal:
    """Write down the newest figures of a signal that still waits for its answer."""
    demand_machine(by, "signal.follow_signal")
    _save(row, picture)
    note(by=by, verb="signal.follow_signal", object_kind=KIND, object_id=row.pk,
         unit_id=row.unit_id, data=_told(row))  # fmt: skip
    return row


@action
def answer_signal(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewAnswer) -> Case:
    """Answer a signal with a reason; the answer holds until its day of re-look."""
    case, row = _held(by, case_id, version)
    kinds = {one.code: one for one in lists.answers_to(row.rule, by.on)}
    if new.answer not in kinds:
        raise lists.UnknownRule(new.answer)
    kind, has_remedy = kinds[new.answer], bool(remedies.for_case(Viewer.system(KIND), case.pk))
    require(_fits("signal.answer_signal", case, new.words) + rules.may_answer(
        words=new.words, relook=new.relook_date, today=by.on, needs_remedy=kind.needs_remedy,
        longest_days=lists.longest_hold_days(by.on), has_remedy=has_remedy,
    ))  # fmt: skip
    row.answer, row.answer_words, row.answered_by = kind.code, new.words.strip(), by.person
    row.answered_date, row.relook_date = by.on, new.relook_date
    row.answered_observed, row.answered_expected = row.observed, row.expected
    row.save()
    told = Told("signal.answer_signal", row.answer_words, to_state=SignalState.ANSWERED,
                data={"answer": kind.title, "relook": str(new.relook_date)})  # fmt: skip
    return cases.change(by=by, case=case, told=told, due_date=None, closed_at=timezone.now())


@action
def reopen_signal(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an answered signal up again, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("signal.reopen_signal", case, words))
    row.relook_date = None
    row.save(update_fields=["relook_date"])
    told = Told("signal.reopen_signal", words, to_state=SignalState.OPEN)
    due = rules.due_answer(by.on, lists.answer_days(by.on))
    return cases.change(by=by, case=case, told=told, due_date=due, closed_at=None)


def _is_worse(row: Signal | None, picture: Picture | None, day: date) -> bool:
    if row is None or picture is None or row.answered_observed is None:
        return False
    then = Seen(row.answered_observed, row.answered_expected)
    now = Seen(picture.observed, picture.expected)
    return rules.is_worse(now, then, lists.worse_percent(day))


def _manager(picture: Picture, today: date) -> Person | None:
    return next(iter(managers_above(picture.unit, today)), None)


def _title(title: str, subject: str) -> str:
    return (f"{title}: {subject}" if subject else title)[:200]


def _figures(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in FIGURES}


def _save(row: Signal, picture: Picture, **more: Any) -> None:
    """Write the newest figures on a signal, and what else is given."""
    for name, value in {**_figures(picture), **more}.items():
        setattr(row, name, value)
    row.save(update_fields=[*FIGURES, *more])


def _told(row: Signal) -> dict[str, Any]:
    """The figures as the timeline and the log keep them."""
    kept = {name: getattr(row, name) for name in FIGURES}
    return {name: value if isinstance(value, int | float) else str(value)
            for name, value in kept.items() if value not in (None, "")}  # fmt: skip


def _locked(by: Viewer, row: Signal) -> Case:
    return cases.locked(by=by, case_id=row.pk, version=row.case.version, ours={})


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Signal]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Signal.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, rules.HANDLE, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.SIGNAL_LABELS)
