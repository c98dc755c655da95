"""Who decides, does and checks a remedy, and what each of them is told."""

from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import ANSWERS, CHECK, DECIDE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.queries import who_could
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case, CaseEvent, CaseLink
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person


def decider(reach: Unit) -> Person | None:
    """Give who decides for a unit: its nearest manager, else whoever is responsible above it."""
    depths = dict(
        UnitPath.objects.current().filter(descendant=reach).values_list("ancestor_id", "depth")
    )
    order = [one.code for one in roles_that_can(DECIDE)]
    grants = [g for g in who_could(DECIDE, reach, timezone.localdate()) if g.person.is_active]
    nearest = sorted(grants, key=lambda g: (depths[g.unit_id], order.index(g.role), str(g.pk)))
    return nearest[0].person if nearest else None


def checker(case: Case, remedy: Remedy) -> Person | None:
    """Give who checks the effect: whoever decided, while they may, else who decides now."""
    decided = CaseEvent.objects.filter(case=case, verb="remedy.decide").exclude(by=None)
    last = decided.select_related("by").order_by("-id").first()
    if last and last.by and last.by.is_active and Viewer.of(last.by).may(CHECK, case.unit_id):
        return cast(Person, last.by)
    return decider(remedy.reach)


def candidates(unit: Unit, on: date) -> list[Person]:
    """Give who may be made responsible: those with a role at the unit, above or below it."""
    paths = UnitPath.objects.current()
    above = paths.filter(descendant=unit).values("ancestor_id")
    below = paths.filter(ancestor=unit).values("descendant_id")
    working = Grant.objects.in_force(on).filter(unit_id__in=above.union(below))
    found = Person.objects.filter(pk__in=[g.person_id for g in working], is_active=True)
    return sorted(found, key=lambda person: person.name)


def tell_decider(by: Viewer, case: Case) -> None:
    """Tell whom a proposal waits for."""
    if case.owner and not _is(by, case.owner):
        words = _("%(reference)s väntar på ditt beslut.")
        _tell(by, case.owner, case, "remedy.proposed", words)


def tell_responsible(by: Viewer, case: Case, person: Person) -> None:
    """Tell who has been given a remedy, and by when."""
    if not _is(by, person):
        words = _("Du är ansvarig för %(reference)s. Klar senast %(date)s.")
        _tell(by, person, case, "remedy.assigned", words)


def tell_proposer(by: Viewer, case: Case) -> None:
    """Tell who proposed it that it is not done."""
    if case.reporter and not _is(by, case.reporter):
        _tell(by, case.reporter, case, "remedy.dropped", _("%(reference)s genomförs inte."))


def tell_answered(by: Viewer, case: Case) -> None:
    """Tell the owners of the cases that a remedy was to answer that it had no effect."""
    links = CaseLink.objects.filter(from_case=case, relation=ANSWERS)
    for link in links.select_related("to_case__owner"):
        other = link.to_case
        if other.owner is None:
            continue
        words = _("En åtgärd för %(other)s hade inte effekt: %(reference)s är öppen igen.")
        notices.tell(
            by=by, to=other.owner, kind="remedy.no_effect", case=other,
            words=words % {"other": other.reference, "reference": case.reference},
            state=f"{case.pk}:{case.version}",
            url_name=kind_of(other.kind).url_name, object_id=other.pk,
        )  # fmt: skip


def _tell(by: Viewer, to: Person, case: Case, kind: str, words: str) -> None:
    said = words % {"reference": case.reference, "date": case.due_date or timezone.localdate()}
    notices.tell(
        by=by, to=to, kind=kind, words=said, case=case, state=str(case.version),
        url_name="remedies:case", object_id=case.pk,
    )  # fmt: skip


def _is(by: Viewer, person: Person) -> bool:
    return by.person is not None and by.person.pk == person.pk
