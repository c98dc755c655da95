"""What comes by itself each day: rounds are opened when their day has come, and people reminded."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.self_checks import actions, plan_queries
from vaka.areas.self_checks.models import Answer, CheckPlan, Round
from vaka.areas.self_checks.rules import ANSWER, State
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices.actions import tell
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person

NAME = "self_checks"


def open_due(today: date | None = None) -> int:
    """Open every planned round whose first day has come; gives how many were opened.

    A form that is not in use yet is waited for: its round is opened on the day it comes into use.
    """
    day, by, opened = today or timezone.localdate(), Viewer.system(NAME), 0
    held = set(Round.objects.values_list("plan_id", "case__unit_id", "start_date"))
    for plan in CheckPlan.objects.select_related("form").prefetch_related("terms", "places__unit"):
        for occasion in plan_queries.begun(plan, day):
            for place in plan.places.all():
                if (plan.pk, place.unit_id, occasion.start) in held:
                    continue
                try:
                    actions.open_round(by=by, plan=plan, unit=place.unit, occasion=occasion)
                except actions.NotAsked:
                    continue
                opened += 1
    return opened


def remind(today: date | None = None) -> int:
    """Remind each unit's people once, the local number of days before a round ends.

    Signed in, who has answered is left alone; anonymously nobody knows, so all are asked.
    """
    day, by, told = today or timezone.localdate(), Viewer.system(NAME), 0
    rounds = Round.objects.filter(case__state=State.OPEN, due_date__gte=day)
    for one in rounds.select_related("case__unit", "case__owner"):
        days = int(local_value("self_check.remind_days", day, one.case.unit))
        if one.due_date - day <= timedelta(days=days):
            told += sum(_remind(by, one, person) for person in _asked(one, day))
    return told


def _remind(by: Viewer, one: Round, person: Person) -> int:
    words = _("Svara på %(title)s senast %(day)s.") % {
        "title": one.case.title, "day": one.due_date.isoformat(),
    }  # fmt: skip
    if one.is_anonymous:
        words += " " + _("Har du redan svarat behöver du inte göra något.")
    tell(by=by, to=person, kind="self_check.remind", words=words, url_name="self_checks:invited",
         object_id=one.pk)  # fmt: skip
    return 1


def _asked(one: Round, day: date) -> list[Person]:
    """Who works at the unit or below it, but those who are known to have answered."""
    below = UnitPath.objects.current().filter(ancestor_id=one.case.unit_id)
    roles = [role.code for role in roles_that_can(ANSWER)]
    grants = Grant.objects.in_force(day).filter(
        role__in=roles, unit_id__in=below.values("descendant_id"), person__is_active=True
    )
    done = Answer.objects.filter(round=one, person__isnull=False).values("person_id")
    people = Person.objects.filter(pk__in=grants.values("person_id"))
    return list(people.exclude(pk__in=done).order_by("pk"))


def run() -> None:
    """Do what the day asks for."""
    open_due()
    remind()
