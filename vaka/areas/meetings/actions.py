"""What is done with a meeting; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.meetings import prepared, rules, standing
from vaka.areas.meetings.lists import MeetingKind, kind, paid
from vaka.areas.meetings.models import Meeting, MeetingPoint
from vaka.areas.meetings.rules import TRANSITIONS, Pace, State
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "meeting"


@dataclass(frozen=True)
class NewMeeting:
    """What is planned, and how often it comes back."""

    unit: Unit
    sort: str
    first: date
    leader: Person
    pace: Pace = Pace.ONCE
    times: int = 1
    starts: time | None = None
    place: str = ""
    title: str = ""


@dataclass(frozen=True)
class Held:
    """How a meeting was held: which day, by how many, who was there."""

    held: date
    people: int | None = None
    present: str = ""
    staff_present: bool | None = None
    staff_reason: str = ""


@action
def plan(*, by: Viewer, new: NewMeeting) -> Case:
    """Plan a meeting or a series of them; gives the first. Raises UnknownKind, RuleRefused."""
    demand(by, rules.HANDLE, new.unit.pk)
    sort = kind(new.sort, new.first)
    if not rules.may_plan_kind(sort.open_to, sees_all=by.may(rules.SEE, new.unit.pk)):
        raise NotAllowed(rules.SEE)
    require(rules.may_plan(first=new.first, today=by.on, pace=new.pace, times=new.times)
            + standing.telling(sort, title=new.title, place=new.place))  # fmt: skip
    days = rules.dates_of(new.first, new.pace, new.times)
    first, *_rest = [_planned(by, new, sort, day) for day in days]
    return first


@action
def move(*, by: Viewer, case_id: uuid.UUID, version: int, day: date, words: str) -> Case:
    """Move a planned meeting to another day, with the reason."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(rules.may_move(state=case.state, day=day, today=by.on, reason=words)
            + standing.telling(standing.sort_of(row), words=words))  # fmt: skip
    told = Told("meeting.move", words,
                data={"before": str(row.planned_date), "after": str(day)})  # fmt: skip
    row.planned_date = day
    row.save(update_fields=["planned_date"])
    return cases.change(by=by, case=case, told=told, due_date=day)


@action
def prepare(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Tell that the meeting has been prepared with those it is prepared with."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(rules.may_prepare(case.state) + standing.telling(standing.sort_of(row), words=words))
    row.prepared_date = by.on
    row.save(update_fields=["prepared_date"])
    return cases.change(by=by, case=case, told=Told("meeting.prepare", words))


@action
def hold(*, by: Viewer, case_id: uuid.UUID, version: int, how: Held, words: str = "") -> Case:
    """Tell that a meeting was held; what stood ready is kept with it."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row, "meeting.hold")
    sort = standing.sort_of(row)
    require(
        _fits("meeting.hold", case, row, words)
        + rules.may_hold(
            held=how.held, today=by.on, people=how.people, counts_people=sort.counts_people,
            asks_staff=sort.asks_staff_present, staff_present=how.staff_present,
            staff_reason=how.staff_reason,
        )
        + rules.may_visit(is_paid_visit=sort.is_paid, others_that_day=_others(row, how.held))
        + standing.entering(row, how.held, how.people)
        + standing.telling(sort, present=how.present, staff_reason=how.staff_reason)
    )  # fmt: skip
    row.held_date, row.people, row.present = how.held, how.people, how.present
    row.staff_present, row.staff_reason = how.staff_present, how.staff_reason
    row.figures = prepared.ready(by, case.unit, sort).plain()
    row.save()
    due = how.held + timedelta(days=sort.minutes_days)
    told = Told("meeting.hold", words, to_state=State.HELD, data={"held": str(how.held)})
    return cases.change(by=by, case=case, told=told, due_date=due)


@action
def cancel(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Cancel a planned meeting, with the reason; it stays among those planned."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row, "meeting.cancel")
    require(_fits("meeting.cancel", case, row, words))
    told = Told("meeting.cancel", words, to_state=State.CANCELLED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def submit(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str = "", told_words: Sequence[str] = ()
) -> Case:
    """Leave what is written to whoever checks it: the unit's nearest manager who did not lead."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row, "meeting.submit")
    require(_fits("meeting.submit", case, row, words) + standing.right_way(row, "meeting.submit")
            + standing.finishing(case, row, told_words))  # fmt: skip
    _keep_told(row, told_words)
    checker = next((one for one in managers_above(case.unit, by.on) if one != row.leader), None)
    told = Told("meeting.submit", words, to_state=State.REVIEW)
    case = cases.change(by=by, case=case, told=told, owner=checker)
    if checker:
        said = _("%(title)s väntar på att du kontrollerar anteckningarna.")
        tell(by, case, checker, "meeting.check", said)
    return case


@action
def send_back(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Give it back to whoever led it, with what is wrong."""
    case, row = held_row(by, case_id, version)
    demand(by, rules.CHECK, case.unit_id)
    require(_fits("meeting.send_back", case, row, words) + standing.checking(by, row))
    told = Told("meeting.send_back", words, to_state=State.HELD)
    case = cases.change(by=by, case=case, told=told, owner=row.leader)
    tell(by, case, row.leader, "meeting.back", _("%(title)s är lämnat tillbaka till dig."))
    return case


@action
def approve(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Adjust the minutes, or say that the facts are right; then it is done and spread."""
    case, row = held_row(by, case_id, version)
    demand(by, rules.CHECK, case.unit_id)
    require(_fits("meeting.approve", case, row, words) + standing.checking(by, row))
    row.checked_date, row.checked_by = by.on, by.person
    row.save(update_fields=["checked_date", "checked_by"])
    told = Told("meeting.approve", words, to_state=State.CLOSED,
                data={"receivers": list(standing.sort_of(row).receivers)})  # fmt: skip
    case = cases.change(by=by, case=case, told=told, closed_at=timezone.now(), owner=row.leader)
    tell(by, case, row.leader, "meeting.done", _("%(title)s är kontrollerat och klart."))
    return case


@action
def close(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str = "", told_words: Sequence[str] = ()
) -> Case:
    """Close a meeting of a kind that nobody checks."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row, "meeting.close")
    require(_fits("meeting.close", case, row, words) + standing.right_way(row, "meeting.close")
            + standing.finishing(case, row, told_words))  # fmt: skip
    _keep_told(row, told_words)
    told = Told("meeting.close", words, to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open what is done again, with the reason; a check of it no longer holds."""
    case, row = held_row(by, case_id, version)
    demand(by, rules.HANDLE, case.unit_id)
    require(_fits("meeting.reopen", case, row, words))
    row.checked_date, row.checked_by = None, None
    row.save(update_fields=["checked_date", "checked_by"])
    told = Told("meeting.reopen", words, to_state=State.HELD)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def held_row(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Meeting]:
    """Fetch a meeting to change it, held for this transaction. Raises as `cases.locked`."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Meeting.objects.select_related("leader").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    return case, row


def _planned(by: Viewer, new: NewMeeting, sort: MeetingKind, day: date) -> Case:
    case = Case(
        kind=KIND, unit=new.unit, state=State.PLANNED, opened_at=timezone.now(), owner=new.leader,
        title=(new.title or f"{sort.label}, {new.unit.name}")[:200], reporter=by.person,
        due_date=day,
    )  # fmt: skip
    row = Meeting(case=case, sort=sort.code, planned_date=day, time=new.starts, place=new.place,
                  leader=new.leader)  # fmt: skip
    told = Told("meeting.plan", to_state=State.PLANNED, data={"sort": sort.code, "day": str(day)})
    case = cases.start(by=by, case=case, told=told, save_also=row)
    MeetingPoint.objects.bulk_create(
        MeetingPoint(meeting=row, number=number, heading=one.heading, prompt=one.prompt)
        for number, one in enumerate(sort.points, start=1)
    )
    _let_in(by, case, new.leader, day)
    if sort.asks_willing:
        _let_ask(by, case)
    return case


def _let_in(by: Viewer, case: Case, leader: Person, day: date) -> None:
    """Whoever leads it reads it while it is not public, and is told."""
    cases.join(by=by, case=case, person=leader, part=Part.CONTRIBUTOR)
    if by.person is None or by.person != leader:
        words = _("Du håller %(title)s den %(day)s.") % {"title": case.title, "day": day}
        notices.tell(by=by, to=leader, kind="meeting.leads", case=case, words=words,
                     url_name="meetings:case", object_id=case.pk)  # fmt: skip


def _let_ask(by: Viewer, case: Case) -> None:
    """The unit's nearest manager is told to ask who wants to be visited at home."""
    manager = next(iter(managers_above(case.unit, by.on)), None)
    if manager:
        said = _("Fråga vilka som vill ta emot %(title)s, och skriv hur många som har sagt ja.")
        tell(by, case, manager, "meeting.willing", said)


def tell(by: Viewer, case: Case, to: Person, what: str, words: str) -> None:
    """Tell a person about a meeting, but never of what they did themselves."""
    if by.person is None or by.person != to:
        notices.tell(by=by, to=to, kind=what, case=case, state=str(case.version),
                     words=words % {"title": case.title}, url_name="meetings:case",
                     object_id=case.pk)  # fmt: skip


def must_lead(by: Viewer, case: Case, row: Meeting, verb: str = "") -> None:
    """Demand whoever leads it, or handles meetings at the unit. Raises NotAllowed."""
    if not standing.leads(by, row, case.unit_id) or (verb and verb not in rules.OWN_STEPS):
        raise NotAllowed(rules.HANDLE)


def _others(row: Meeting, day: date) -> int:
    found = Meeting.objects.filter(leader=row.leader, sort__in=paid(), held_date=day)
    return found.exclude(pk=row.pk).count()


def _keep_told(row: Meeting, told_words: Sequence[str]) -> None:
    if told_words:
        row.told_words = [*dict.fromkeys([*row.told_words, *told_words])]
        row.save(update_fields=["told_words"])


def _fits(verb: str, case: Case, row: Meeting, words: str) -> Verdict:
    """The step is open from here; its words stand for good, so they tell who nobody is."""
    label = rules.STATE_LABELS[State(case.state)]
    fits = transitions.fits(transitions.find(TRANSITIONS, verb), case.state, words, label)
    return fits + standing.telling(standing.sort_of(row), row.told_words, words=words)
