"""Who sets a routine, who is to read it, and what each of them is told."""

import uuid
from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.routines.models import RoutineVersion
from vaka.areas.routines.rules import APPROVE, READ, WRITE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.queries import who_could
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person


def approver(unit: Unit, author_id: uuid.UUID | None) -> Person | None:
    """Give who sets routines at a unit: the nearest with that charge who has not written it."""
    depths = dict(
        UnitPath.objects.current().filter(descendant=unit).values_list("ancestor_id", "depth")
    )
    order = [one.code for one in roles_that_can(APPROVE)]
    grants = [
        one for one in who_could(APPROVE, unit, timezone.localdate())
        if one.person.is_active and one.person_id != author_id
    ]  # fmt: skip
    nearest = sorted(grants, key=lambda one: (depths[one.unit_id], order.index(one.role), one.pk))
    return nearest[0].person if nearest else None


def owners(on: date, units: Collection[uuid.UUID]) -> list[Person]:
    """Give who may own a routine of one of these units: those who write there or above."""
    roles = [one.code for one in roles_that_can(WRITE)]
    above = UnitPath.objects.current().filter(descendant_id__in=units).values("ancestor_id")
    grants = Grant.objects.in_force(on).filter(role__in=roles, unit_id__in=above)
    found = Person.objects.filter(pk__in=grants.values("person_id"), is_active=True)
    return sorted(found, key=lambda person: person.name)


def readers(version: RoutineVersion, on: date) -> dict[Unit, set[Person]]:
    """Give who is to read a version, by the unit where they work."""
    paths = UnitPath.objects.current()
    where = paths.filter(ancestor__in=version.routine.valid_for.all()).values("descendant_id")
    roles = [one.code for one in roles_that_can(READ)]
    grants = Grant.objects.in_force(on).filter(
        role__in=roles, unit_id__in=where, person__is_active=True
    )
    found: dict[Unit, set[Person]] = {}
    for grant in grants.select_related("person", "unit").order_by("unit__name"):
        found.setdefault(grant.unit, set()).add(grant.person)
    return found


def tell_approver(by: Viewer, case: Case) -> None:
    """Tell whom a version waits for."""
    words = _("%(title)s väntar på ditt godkännande.")
    if case.owner:
        _tell(by, case.owner, case, "routine.review", words)


def tell_author(by: Viewer, case: Case, author: Person) -> None:
    """Tell whoever wrote a version that it has come back."""
    _tell(by, author, case, "routine.sent_back", _("%(title)s har lämnats tillbaka till dig."))


def tell_readers(by: Viewer, version: RoutineVersion) -> None:
    """Tell those who are to read a new version."""
    words = _("Att läsa: %(title)s, version %(number)s.")
    for person in set().union(*readers(version, timezone.localdate()).values()):
        _tell(by, person, version.case, "routine.to_read", words, number=version.number)


def tell_owner(by: Viewer, version: RoutineVersion) -> None:
    """Tell the owner that it is time to look the routine over."""
    words = _("Dags att se över %(title)s. Den gäller till och med %(date)s.")
    _tell(by, version.routine.owner, version.case, "routine.wake", words, date=version.valid_until)


def _tell(by: Viewer, to: Person, case: Case, kind: str, words: str, **more: object) -> None:
    if by.person is not None and by.person.pk == to.pk:
        return
    notices.tell(
        by=by, to=to, kind=kind, words=words % {"title": case.title, **more}, case=case,
        state=str(case.version), url_name="routines:case", object_id=case.pk,
    )  # fmt: skip
