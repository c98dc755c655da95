"""What is done with a summer's staffing: shifts, who works them, counts, status, lessons."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.competence import lists, rules, standing, summer_rules
from vaka.areas.competence.models import (
    Season,
    SeasonCount,
    SeasonLesson,
    SeasonStatement,
    Shift,
    ShiftPerson,
)
from vaka.areas.competence.summer_rules import HANDLE, TRANSITIONS, Candidate, SeasonState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "season"


@dataclass(frozen=True)
class NewSeason:
    """Which summer, where, from when until when."""

    unit: Unit
    year: int
    from_date: date
    until_date: date


@dataclass(frozen=True)
class NewShifts:
    """The same shift every day from a day to a day."""

    unit: Unit
    from_date: date
    until_date: date
    part: str
    needed: int
    tasks: Sequence[str] = ()


@action
def start_season(*, by: Viewer, new: NewSeason) -> Case:
    """Begin the staffing of a summer; one a year at a unit."""
    demand(by, HANDLE, new.unit.pk)
    taken = Season.objects.filter(year=new.year, case__unit=new.unit).exists()
    require(summer_rules.may_start(new.from_date, new.until_date, new.year, taken=taken))
    case = Case(
        kind=KIND, unit=new.unit, title=_("Sommarbemanning %(year)s") % {"year": new.year},
        state=SeasonState.UNDER_WAY, opened_at=timezone.now(), owner=by.person,
        reporter=by.person, due_date=lists.evaluation_day(new.year),
    )  # fmt: skip
    row = Season(case=case, year=new.year, from_date=new.from_date, until_date=new.until_date)
    told = Told("season.start_season", to_state=SeasonState.UNDER_WAY)
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def plan_shifts(*, by: Viewer, new: NewShifts) -> int:
    """Say what is needed each day of some days; what was said before of the same is changed."""
    demand(by, HANDLE, new.unit.pk)
    require(summer_rules.may_plan(new.from_date, new.until_date, new.needed))
    days = (new.until_date - new.from_date).days + 1
    for number in range(days):
        Shift.objects.update_or_create(
            unit=new.unit, on_date=new.from_date + timedelta(days=number), part=new.part,
            defaults={"needed": new.needed, "tasks": list(new.tasks)},
        )  # fmt: skip
    note(by=by, verb="season.plan_shifts", object_kind=KIND, unit_id=new.unit.pk,
         data={"from": str(new.from_date), "until": str(new.until_date), "part": new.part,
               "needed": new.needed, "tasks": list(new.tasks)})  # fmt: skip
    return days


@action
def fill_shift(*, by: Viewer, shift_id: uuid.UUID, person: Person) -> ShiftPerson:
    """Put somebody on a shift: introduced before it, and old enough for it."""
    shift = _shift(by, shift_id)
    require(may_work(shift, candidates(shift, [person])[person.pk]))
    made = ShiftPerson.objects.create(shift=shift, person=person)
    _noted(by, "season.fill_shift", shift, person)
    return made


@action
def leave_shift(*, by: Viewer, shift_id: uuid.UUID, person: Person) -> None:
    """Take somebody off a shift."""
    shift = _shift(by, shift_id)
    gone, _each = ShiftPerson.objects.filter(shift=shift, person=person).delete()
    if not gone:
        raise NotVisible(str(person.pk))
    _noted(by, "season.leave_shift", shift, person)


@action
def count_applicants(
    *, by: Viewer, case_id: uuid.UUID, version: int, on_date: date, applicants: int, hired: int,
    minors: int,
) -> Case:  # fmt: skip
    """Write how many have applied and been hired up to a day."""
    case, row = _held(by, case_id, version)
    require(summer_rules.may_write(case.state) + summer_rules.may_count(applicants, hired, minors))
    SeasonCount.objects.update_or_create(
        season=row, on_date=on_date,
        defaults={"applicants": applicants, "hired": hired, "minors": minors},
    )  # fmt: skip
    told = Told("season.count_applicants", data={"applicants": applicants, "hired": hired})
    return cases.change(by=by, case=case, told=told)


@action
def say(
    *, by: Viewer, case_id: uuid.UUID, version: int, subject: str, words: str, value: str
) -> Case:  # fmt: skip
    """Write how one subject stands, for the board."""
    case, row = _held(by, case_id, version)
    require(summer_rules.may_write(case.state))
    SeasonStatement.objects.update_or_create(
        season=row, subject=subject,
        defaults={"words": words, "value": value, "on_date": timezone.localdate()},
    )  # fmt: skip
    return cases.change(by=by, case=case, told=Told("season.say", words, data={"of": subject}))


@action
def learn(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: str, group: str, words: str
) -> Case:  # fmt: skip
    """Write a lesson of the summer, and which group says so."""
    case, row = _held(by, case_id, version)
    require(summer_rules.may_write(case.state))
    number = (row.lessons.aggregate(last=Max("number"))["last"] or 0) + 1
    SeasonLesson.objects.create(season=row, number=number, kind=kind, group=group, words=words)
    return cases.change(by=by, case=case, told=Told("season.learn", words, data={"number": number}))


@action
def evaluate(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Close a summer that is over and has taught something."""
    case, row = _held(by, case_id, version)
    today = timezone.localdate()
    require(
        _fits("season.evaluate", case, words)
        + summer_rules.may_evaluate(row.lessons.count(), row.until_date, today)
    )
    row.evaluated_date = today
    row.save(update_fields=["evaluated_date"])
    told = Told("season.evaluate", words, to_state=SeasonState.EVALUATED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open an evaluated summer again, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("season.reopen", case, words))
    row.evaluated_date = None
    row.save(update_fields=["evaluated_date"])
    told = Told("season.reopen", words, to_state=SeasonState.UNDER_WAY)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def may_work(shift: Shift, who: Candidate) -> Verdict:
    """Say whether somebody may be put on a shift, by what holds for minors on its day."""
    return summer_rules.may_work(who, shift.part, lists.minors(shift.on_date).not_in)


def candidates(shift: Shift, people: Collection[Person]) -> dict[uuid.UUID, Candidate]:
    """Give what the rules ask of each of those who might work a shift."""
    ids = [one.pk for one in people]
    facts, near = standing.Facts(ids), standing.near(shift.unit_id)
    before, places = shift.on_date - timedelta(days=1), standing.Workplaces(shift.on_date, ids)
    least = int(local_value("delegation.introduction_days", shift.on_date, shift.unit))
    same = ShiftPerson.objects.filter(
        person_id__in=ids, shift__on_date=shift.on_date, shift__part=shift.part
    )
    busy = set(same.values_list("person_id", flat=True))
    return {
        one: Candidate(
            is_introduced=rules.is_introduced(facts.introduced(one, near, before), least),
            is_minor=facts.is_minor(one, shift.on_date),
            is_busy=one in busy,
            works_there=places.works(one, shift.unit_id),
        )
        for one in ids
    }


def _shift(by: Viewer, shift_id: uuid.UUID) -> Shift:
    shift = Shift.objects.select_related("unit").filter(pk=shift_id).first()
    if shift is None or not by.may(summer_rules.SEE, shift.unit_id):
        raise NotVisible(str(shift_id))
    demand(by, HANDLE, shift.unit_id)
    return shift


def _noted(by: Viewer, verb: str, shift: Shift, person: Person) -> None:
    note(by=by, verb=verb, object_kind=KIND, object_id=shift.pk, unit_id=shift.unit_id,
         data={"person": str(person.pk), "on": str(shift.on_date), "part": shift.part})  # fmt: skip


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Season]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Season.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, summer_rules.SEASON_LABELS)
