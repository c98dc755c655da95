"""What is done with a delegation; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.competence import lists, rules, standing, telling
from vaka.areas.competence.models import DelegatedTask, Delegation
from vaka.areas.competence.rules import GIVE, HELD, TRANSITIONS, Preparation, ReviewReason, State
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand, demand_machine
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "delegation"


@dataclass(frozen=True)
class NewDelegation:
    """Who is to have which tasks where, from when until when; perhaps in place of another."""

    unit: Unit
    receiver: Person
    tasks: Sequence[str]
    places: str
    from_date: date
    until_date: date
    is_single: bool = False
    renews: uuid.UUID | None = None


@action
def prepare(*, by: Viewer, new: NewDelegation) -> Case:
    """Begin a delegation: it is given first when all that goes before has been done."""
    demand(by, GIVE, new.unit.pk)
    require(_may_prepare(by, new, timezone.localdate()))
    case = Case(
        kind=KIND, unit=new.unit, title=telling.title(new.receiver), state=State.PREPARED,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.from_date,
    )  # fmt: skip
    row = Delegation(
        case=case, giver=by.person, receiver=new.receiver, places=new.places,
        from_date=new.from_date, until_date=new.until_date, is_single=new.is_single,
        renews=_renewed(by, new),
    )  # fmt: skip
    told = Told("delegation.prepare", to_state=State.PREPARED, data={"tasks": list(new.tasks)})
    case = cases.start(by=by, case=case, told=told, save_also=row)
    DelegatedTask.objects.bulk_create(
        DelegatedTask(delegation=row, code=code) for code in new.tasks
    )
    cases.join(by=by, case=case, person=new.receiver, part=Part.READER)
    return case


@action
def give(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Give the delegation: only after web course, introduction and a test passed at work."""
    case, row = _held(by, case_id, version)
    today = timezone.localdate()
    row.from_date = max(row.from_date, today)
    require(_fits("delegation.give", case, words) + _may_give(by, row, today) + _may_last(row))
    row.giver_id, row.given_date = _person(by).pk, today
    _set_follow_up(row, row.from_date)
    row.save()
    told = Told("delegation.give", words, to_state=State.VALID, data={"until": str(row.until_date)})
    case = cases.change(by=by, case=case, told=told, due_date=row.follow_up_date, owner=by.person)
    telling.tell_given(by, row)
    row.case = case
    _end_renewed(by, row, today)
    return case


@action
def confirm_delegation(*, by: Viewer, case_id: uuid.UUID, version: int) -> Case:
    """Confirm that one has received a delegation, knows the task and will say if one does not."""
    case, row = _held(by, case_id, version, "")
    if by.person is None or row.receiver_id != by.person.pk:
        raise NotAllowed(rules.OWN)
    require(rules.may_confirm(case.state, row.confirmed_date))
    row.confirmed_date = timezone.localdate()
    row.save(update_fields=["confirmed_date"])
    return cases.change(by=by, case=case, told=Told("delegation.confirm_delegation"))


@action
def follow_up(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Write what a follow-up showed; the next is due by the local number of months."""
    case, row = _held(by, case_id, version)
    require(_fits("delegation.follow_up", case, words))
    row.followed_up_date = timezone.localdate()
    _set_follow_up(row, row.followed_up_date)
    row.save(update_fields=["followed_up_date", "follow_up_date"])
    told = Told("delegation.follow_up", words)
    return cases.change(by=by, case=case, told=told, due_date=row.follow_up_date)


@action
def put_under_review(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str,
    reason: ReviewReason | None = None,
) -> Case:  # fmt: skip
    """Say that a delegation must be looked over; it may not be used meanwhile."""
    case, row = _held(by, case_id, version)
    require(_fits("delegation.put_under_review", case, words))
    row.review_reason = reason or ""
    row.save(update_fields=["review_reason"])
    told = Told("delegation.put_under_review", words, to_state=State.REVIEW)
    case = cases.change(by=by, case=case, told=told, due_date=timezone.localdate())
    telling.tell_review(by, row)
    return case


@action
def uphold(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Let a delegation stand after a look: whoever upholds it has given it from now on."""
    case, row = _held(by, case_id, version)
    today = timezone.localdate()
    require(_fits("delegation.uphold", case, words) + _may_give(by, row, today))
    row.giver_id, row.review_reason, row.confirmed_date = _person(by).pk, "", None
    _set_follow_up(row, today)
    row.save()
    told = Told("delegation.uphold", words, to_state=State.VALID)
    case = cases.change(by=by, case=case, told=told, due_date=row.follow_up_date, owner=by.person)
    telling.tell_given(by, row)
    return case


@action
def recall(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a delegation back, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("delegation.recall", case, words))
    return _ended(by, case, row, Told("delegation.recall", words, to_state=State.ENDED))


@action
def expire(*, by: Viewer, case: Case, today: date) -> Case:
    """End a delegation whose last day has passed. Raises NotAllowed to all but the machine."""
    demand_machine(by, "delegation.expire")
    row = Delegation.objects.get(case=case)
    require(_fits("delegation.expire", case, "") + rules.may_expire(row.until_date, today))
    return _ended(by, case, row, Told("delegation.expire", to_state=State.ENDED))


def expire_due(today: date | None = None) -> int:
    """End every delegation whose last day has passed; gives how many."""
    day, by = today or timezone.localdate(), Viewer.system(telling.NAME)
    rows = Delegation.objects.filter(case__state__in=HELD, until_date__lt=day)
    found = rows.select_related("case__unit")
    return len([expire(by=by, case=row.case, today=day) for row in found])


@action
def replace(*, by: Viewer, case: Case, today: date) -> Case:
    """End what a delegation renews, now that its first day has come. Raises NotAllowed to all but
    the machine."""
    demand_machine(by, "delegation.replace")
    row = Delegation.objects.select_related("renews__case__unit").get(case=case)
    row.case = case
    _end_renewed(by, row, today)
    return case


def replace_due(today: date | None = None) -> int:
    """End every delegation whose renewal has begun to hold; gives how many."""
    day, by = today or timezone.localdate(), Viewer.system(telling.NAME)
    rows = Delegation.objects.filter(
        case__state=State.VALID, from_date__lte=day, renews__case__state__in=HELD
    )
    found = rows.select_related("case__unit")
    return len([replace(by=by, case=row.case, today=day) for row in found])


def review_due(today: date | None = None) -> int:
    """Put under review at once each delegation whose giver or receiver has changed post, or is
    away for long; gives how many."""
    day, by, found = today or timezone.localdate(), Viewer.system(telling.NAME), 0
    rows = Delegation.objects.filter(case__state=State.VALID).select_related("case__unit")
    held = list(rows)
    posts = standing.posts(held, day)
    for row in held:
        limit = int(local_value("delegation.long_absence_days", day, row.case.unit))
        reason = rules.must_review(posts[row.pk], limit)
        if reason is not None:
            put_under_review(by=by, case_id=row.pk, version=row.case.version, reason=reason,
                             words=str(rules.REVIEW_LABELS[reason]))  # fmt: skip
            found += 1
    return found


def run() -> None:
    """Do what the day asks for. The worker's chore."""
    expire_due()
    replace_due()
    review_due()
    telling.tell_expiring()


def _ended(by: Viewer, case: Case, row: Delegation, told: Told) -> Case:
    row.ended_date = timezone.localdate()
    row.save(update_fields=["ended_date"])
    case = cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)
    telling.tell_ended(by, row)
    return case


def _may_prepare(by: Viewer, new: NewDelegation, today: date) -> Verdict:
    years = standing.longest_years(new.from_date)
    facts = standing.Facts([new.receiver.pk])
    works = standing.Workplaces(new.from_date, [new.receiver.pk])
    persons = Preparation(
        is_self=new.receiver == by.person,
        is_minor=facts.is_minor(new.receiver.pk, new.from_date),
        receiver_works=works.works(new.receiver.pk, new.unit.pk),
    )
    closed = [one.title for one in map(lists.task, new.tasks) if not one.holds_on(new.from_date)]
    single = rules.may_be_single(new.from_date, new.until_date) if new.is_single else Verdict.yes()
    return (
        rules.may_name(new.tasks, new.places, closed)
        + single
        + rules.may_last(
            start=new.from_date, until=new.until_date, today=today, longest_years=years
        )
        + rules.may_receive(persons)
    )


def _may_give(by: Viewer, row: Delegation, today: date) -> Verdict:
    giver = by.person.pk if by.person else None
    return rules.may_give(standing.preparation(row, giver, today))


def _may_last(row: Delegation) -> Verdict:
    years = standing.longest_years(row.from_date)
    return rules.may_last(
        start=row.from_date, until=row.until_date, today=row.from_date, longest_years=years
    )


def _renewed(by: Viewer, new: NewDelegation) -> Delegation | None:
    if new.renews is None:
        return None
    rows = Delegation.objects.visible_to(by).select_related("case")
    found = rows.filter(pk=new.renews, receiver=new.receiver).first()
    if found is None:
        raise NotVisible(str(new.renews))
    require(rules.may_renew(found.case.state, same_unit=found.case.unit_id == new.unit.pk))
    return found


def _end_renewed(by: Viewer, row: Delegation, today: date) -> None:
    """What is renewed ends on the new one's first day: nobody is without, nobody holds two."""
    old = row.renews
    if old is None or not rules.must_replace(row.case.state, row.from_date, today):
        return
    if old.case.state != State.ENDED:
        said = Told("delegation.recall", telling.replaced(row.case), to_state=State.ENDED)
        _ended(by, old.case, old, said)


def _set_follow_up(row: Delegation, since: date) -> None:
    months = int(local_value("delegation.follow_up_months", since, row.case.unit))
    row.follow_up_date = rules.due_follow_up(since, row.until_date, months)


def _person(by: Viewer) -> Person:
    """A delegation is personal: the machine gives none."""
    if by.person is None:
        raise NotAllowed(GIVE)
    return by.person


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str = GIVE
) -> tuple[Case, Delegation]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Delegation.objects.select_related("case__unit", "receiver").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    if capability:
        demand(by, capability, case.unit_id)
    row.case = case
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
