"""Who answers at a unit, and who is told when whoever wrote has done something."""

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.feedback.rules import HANDLE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.queries import who_could
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import root
from vaka.foundation.people.models import Person

SORTER = "quality_developer"


def answerer(unit: Unit, *, to_sort: bool = False) -> Person | None:
    """Give who answers for a unit: the nearest manager at or above it, else who may at all.

    Args:
        to_sort: the unit is not known yet, so that the one who sorts comes before the managers.
    """
    depths = dict(
        UnitPath.objects.current().filter(descendant=unit).values_list("ancestor_id", "depth")
    )
    grants = [g for g in who_could(HANDLE, unit, timezone.localdate()) if g.person.is_active]

    def rank(grant: Grant) -> tuple[bool, bool, int]:
        sorts, manages = grant.role == SORTER, role(grant.role).manages
        first, second = (sorts, manages) if to_sort else (manages, sorts)
        return not first, not second, depths[grant.unit_id]

    order = sorted(grants, key=rank)
    return order[0].person if order else None


def desk() -> Unit:
    """Give the unit where what belongs to no known unit is sorted: the quality developer's that
    lies nearest the root, else the root."""
    top = root()
    depths = dict(
        UnitPath.objects.current().filter(ancestor=top).values_list("descendant_id", "depth")
    )
    grants = Grant.objects.in_force(timezone.localdate()).filter(
        role=SORTER, unit_id__in=list(depths), person__is_active=True
    )
    nearest = sorted(grants.select_related("unit"), key=lambda grant: depths[grant.unit_id])
    return nearest[0].unit if nearest else top


def owner(by: Viewer, case: Case, verb: str) -> None:
    """Tell whom it waits for."""
    if case.owner is None or case.owner == by.person:
        return
    said = {
        "feedback.file": _("%s har kommit in och väntar på dig."),
        "feedback.sort": _("%s har lämnats till din enhet."),
        "feedback.write_more": _("Den som skrev %s har lagt till något."),
        "feedback.be_discontent": _("Den som skrev %s är inte nöjd. Ärendet är öppet igen."),
    }[verb]
    notices.tell(
        by=by, to=case.owner, kind=verb, words=said % case.reference, case=case,
        state=str(case.version), url_name="feedback:case", object_id=case.pk,
    )  # fmt: skip
