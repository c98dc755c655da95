"""The clocks of open cases: owners are told before and after the last day, then managers."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.models import Absence
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import is_named
from vaka.foundation.notices import actions
from vaka.foundation.notices.models import Notice
from vaka.foundation.notices.rules import Clock, clock_of, must_escalate
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person

NEWS_DAYS = 30
"""A case that has been late for longer is no news: it stands in the worklist."""
ESCALATED_WITHIN_DAYS = 180
"""Longer than any step of escalation can be set to."""
ESCALATED = "escalated"
STEPS = ("escalation.manager_days_after", "escalation.head_days_after")


class LocalDays:
    """The local values of one run, each asked for once a unit."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._known: dict[tuple[str, uuid.UUID], int] = {}

    def of(self, key: str, unit: Unit) -> int:
        """Give a local value in days."""
        if (key, unit.pk) not in self._known:
            self._known[key, unit.pk] = int(local_value(key, self.day, unit))
        return self._known[key, unit.pk]


def tell_due(today: date | None = None) -> int:
    """Tell each owner of an open case once that it is due soon, once that it is late.

    Returns how many notices were told. A new last day or a new owner is told anew.
    """
    day = today or timezone.localdate()
    by, told = Viewer.system("clocks"), 0
    running = (
        Case.objects.open()
        .filter(due_date__gte=day - timedelta(days=NEWS_DAYS), owner__is_active=True)
        .select_related("owner", "unit")
    )
    days = LocalDays(day)
    for case in running.iterator(chunk_size=1000):
        told += _tell(by, case, days)
    return told


def escalate(today: date | None = None) -> int:
    """Tell the next manager up the tree of each case that stays late, step by step.

    The nearest manager comes first, but for the owner; who may not see the case, or is named in
    its event, is passed over. Returns how many notices were told.
    """
    day = today or timezone.localdate()
    by, days, told = Viewer.system("clocks"), LocalDays(day), 0
    known = set(Notice.objects.filter(kind=ESCALATED).values_list("key", flat=True))
    late = Case.objects.open().filter(
        due_date__lt=day, due_date__gte=day - timedelta(days=ESCALATED_WITHIN_DAYS)
    )
    chains: dict[uuid.UUID, list[Person]] = {}
    for case in late.select_related("owner", "unit").iterator(chunk_size=1000):
        steps = tuple(days.of(key, case.unit) for key in STEPS)
        count = must_escalate(case.due_date or day, day, steps)
        if count and case.unit_id not in chains:
            chains[case.unit_id] = managers_above(case.unit, day)
        if count:
            told += _tell_managers(by, case, _above(case, chains[case.unit_id]), count, known)
    return told


def tell_stand_ins(today: date | None = None) -> int:
    """Tell each stand-in once, on the first day, for whom and until when."""
    day, by, told = today or timezone.localdate(), Viewer.system("clocks"), 0
    for one in Absence.objects.in_force(day).select_related("person", "stand_in"):
        key = actions.key_of(one.stand_in.pk, "standing_in", "", str(one.pk))
        if Notice.objects.filter(key=key).exists():
            continue
        words = _("Du ersätter %(name)s till och med %(date)s. Det som väntar finns i din lista.")
        said = words % {"name": one.person.name, "date": one.to_date}
        actions.tell(by=by, to=one.stand_in, kind="standing_in", words=said, state=str(one.pk),
                     url_name="cases:worklist")  # fmt: skip
        told += 1
    return told


def tell_new_owner(by: Viewer, case: Case) -> None:
    """Tell whoever was given a case by somebody else."""
    if case.owner is None or case.owner == by.person:
        return
    words = _("Du har fått ansvar för %(reference)s.") % {"reference": case.reference}
    actions.tell(
        by=by, to=case.owner, kind="assigned", words=words, case=case, state=str(case.version),
        url_name=kind_of(case.kind).url_name, object_id=case.pk,
    )  # fmt: skip


def _above(case: Case, chain: list[Person]) -> list[Person]:
    """Those above the owner in the chain; all of it when the owner is no manager there."""
    return chain[chain.index(case.owner) + 1 :] if case.owner in chain else chain


def _tell_managers(by: Viewer, case: Case, above: list[Person], count: int, known: set[Any]) -> int:
    """Tell as many as the steps that are due; gives how many had not been told before."""
    reached, told, state = 0, 0, str(case.due_date)
    for person in above:
        if reached == count:
            break
        if actions.key_of(person.pk, ESCALATED, case.pk, state) in known:
            reached += 1
        elif actions.sees(person, case) and not is_named(person, case):
            _tell_manager(by, case, person)
            reached, told = reached + 1, told + 1
    return told


def _tell_manager(by: Viewer, case: Case, person: Person) -> None:
    words = _("%(reference)s skulle ha varit klart %(date)s. Ansvarig: %(owner)s.") % {
        "reference": case.reference, "date": case.due_date,
        "owner": case.owner.name if case.owner else _("ingen"),
    }  # fmt: skip
    actions.tell(
        by=by, to=person, kind=ESCALATED, words=words, case=case, state=str(case.due_date),
        url_name=kind_of(case.kind).url_name, object_id=case.pk,
    )  # fmt: skip


def _tell(by: Viewer, case: Case, days: LocalDays) -> int:
    if case.owner is None or case.due_date is None:
        return 0
    remind = days.of("escalation.remind_days_before", case.unit)
    opened = timezone.localdate(case.opened_at)
    clock = clock_of(opened, case.due_date, days.day, remind)
    state = str(case.due_date)
    key = actions.key_of(case.owner.pk, clock, case.pk, state)
    if clock is Clock.CALM or case.notices.filter(key=key).exists():
        return 0
    actions.tell(
        by=by, to=case.owner, kind=clock, words=_words(case, clock), case=case, state=state,
        url_name=kind_of(case.kind).url_name, object_id=case.pk,
    )  # fmt: skip
    return 1


def _words(case: Case, clock: Clock) -> str:
    words = {
        Clock.DUE_SOON: _("%(reference)s ska vara klart senast %(date)s."),
        Clock.OVERDUE: _("%(reference)s skulle ha varit klart %(date)s."),
    }[clock]
    return words % {"reference": case.reference, "date": case.due_date}
