"""Reads of how long it took from application to decision, of those decided in a quarter."""

from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import SEE, below
from vaka.areas.entitlements.rules import SEND, Ground
from vaka.areas.entitlements.statistics import Handling, handled
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period


def handling(viewer: Viewer, unit: Unit, quarter: Period) -> Handling:
    """Give how long the board's decisions of a quarter took, of a unit with all below it.

    Raises:
        NotVisible: the viewer neither sees decisions at the unit nor hands its quarter over.
    """
    reads = [one for one in (SEE, SEND) if viewer.may(one)]
    if not (any(viewer.may(one, unit.pk) for one in reads) or (unit.is_reference and reads)):
        raise NotVisible(unit.code)
    found = Decision.objects.filter(
        case__kind="decision", case__unit_id__in=below(unit), ground=Ground.BOARD,
        decided_date__range=(quarter.first_date, quarter.last_date),
    )  # fmt: skip
    return handled(found.values_list("applied_date", "decided_date"))
