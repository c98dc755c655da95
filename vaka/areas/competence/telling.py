"""Who is told of what happens to a delegation, and of what runs out."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.competence.models import Delegation, not_renewed
from vaka.areas.competence.rules import State
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person

NAME = "competence"


def title(receiver: Person) -> str:
    """Give the heading of a delegation."""
    return (_("Delegering till %(name)s") % {"name": receiver.name})[:200]


def replaced(case: Case) -> str:
    """Say that another has come in its place."""
    return _("Ersatt av %(reference)s.") % {"reference": case.reference}


def tell_given(by: Viewer, row: Delegation) -> None:
    """Tell the receiver what to read and confirm."""
    words = _("Du har fått en delegering, %(reference)s. Läs och bekräfta den.")
    _tell(by, row.receiver, row, "delegation.given", words)


def tell_review(by: Viewer, row: Delegation) -> None:
    """Tell giver and receiver that it may not be used for now."""
    words = _("%(reference)s ska omprövas och får inte användas så länge.")
    for person in {row.giver, row.receiver}:
        _tell(by, person, row, "delegation.review", words)


def tell_ended(by: Viewer, row: Delegation) -> None:
    """Tell the receiver that it has ended."""
    _tell(by, row.receiver, row, "delegation.ended", _("%(reference)s har upphört att gälla."))


def tell_expiring(today: date | None = None) -> int:
    """Tell receivers, and the manager nearest them, once of each that runs out soon."""
    day, by, told = today or timezone.localdate(), Viewer.system(NAME), 0
    ahead = Delegation.objects.filter(
        not_renewed(),
        case__state=State.VALID,
        until_date__gte=day,
    )
    for row in ahead.select_related("case__unit", "receiver", "giver"):
        days = int(local_value("delegation.warn_days", day, row.case.unit))
        if row.until_date - day <= timedelta(days=days):
            told += _tell_expiring(by, row, day)
    return told


def _tell_expiring(by: Viewer, row: Delegation, day: date) -> int:
    words = _("%(reference)s gäller till och med %(day)s.")
    near = managers_above(row.case.unit, day)[:1]
    for person in {row.receiver, *near}:
        _tell(by, person, row, "delegation.expiring", words, str(row.until_date),
              day=row.until_date)  # fmt: skip
    return 1


def _tell(
    by: Viewer, to: Person, row: Delegation, kind: str, words: str, state: str = "",
    **more: object,
) -> None:  # fmt: skip
    if by.person is not None and by.person.pk == to.pk:
        return
    case = row.case
    notices.tell(
        by=by, to=to, kind=kind, case=case, state=state or str(case.version),
        words=words % {"reference": case.reference, **more}, url_name="competence:case",
        object_id=case.pk,
    )  # fmt: skip
