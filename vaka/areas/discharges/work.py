"""The page on which a reason is told."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.discharges import actions, queries
from vaka.areas.discharges.forms import ReasonForm
from vaka.areas.discharges.rules import TELL
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take


def tell(request: HttpRequest, discharge_id: uuid.UUID) -> HttpResponse:
    """Tell why somebody stayed; what was told before stands in the form."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row, line = queries.one(viewer, discharge_id)
    demand(viewer, TELL, row.unit_id)
    form = ReasonForm(request.POST or None, initial={"reason": row.reason, "words": row.words})
    day = row.home_date or timezone.localdate()
    above = f"{reverse('discharges:month', args=[f'{day:%Y-%m}'])}?enhet={row.unit.code}"
    crumbs: list[tuple[Words, str]] = [
        (_("Utskrivningar"), reverse("discharges:list")), (f"{day:%Y-%m}", above),
    ]  # fmt: skip
    page = StepPage(
        _("Varför blev %(number)s kvar?") % {"number": row.number}, _("Spara skälet"),
        _("Skälet är sparat."), above, crumbs, row.unit.name,
        _("%(days)s dygn att betala till och med i dag.") % {"days": line.paid},
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.tell_reason(by=viewer, discharge_id=discharge_id, reason=data["reason"],
                            words=data["words"])  # fmt: skip

    return take(request, form, page, done)
