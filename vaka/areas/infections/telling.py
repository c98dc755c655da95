"""Who is told when the rule proposes an outbreak, and when one opens or ends early."""

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.infections import lists
from vaka.areas.infections.models import Outbreak
from vaka.areas.infections.standing import Proposal
from vaka.foundation.access.queries import holder, managers_above
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person


def tell_proposal(by: Viewer, found: Proposal) -> None:
    """Tell MAS and the nearest manager that the rule is met; once for the same first case."""
    words = _("%(n)s fall av %(agent)s på %(unit)s. Är det ett utbrott?") % {
        "n": len(found.cases), "agent": lists.agent(found.agent).title.lower(),
        "unit": found.unit.name,
    }  # fmt: skip
    for person in _receivers(found.unit):
        notices.tell(
            by=by, to=person, kind="infection.proposal", words=words,
            url_name="infections:open", object_id=found.first.pk,
        )  # fmt: skip


def tell_outbreak(by: Viewer, row: Outbreak, kind: str, words: str) -> None:
    """Tell MAS and the nearest manager what happened to an outbreak, but not who did it."""
    case = row.case
    for person in _receivers(case.unit):
        if person != by.person:
            notices.tell(
                by=by, to=person, kind=kind, case=case, state=str(case.version),
                words=words % {"reference": case.reference, "unit": case.unit.name},
                url_name="infections:outbreak", object_id=case.pk,
            )  # fmt: skip


def _receivers(unit: Unit) -> list[Person]:
    today = timezone.localdate()
    found = [holder("mas", unit, today), *managers_above(unit, today)[:1]]
    return list(dict.fromkeys(one for one in found if one))
