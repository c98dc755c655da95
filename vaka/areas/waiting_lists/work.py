"""The page on which a list's month is told, begun from what was counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.waiting_lists import actions, queries
from vaka.areas.waiting_lists.forms import TellForm
from vaka.areas.waiting_lists.rules import TELL
from vaka.areas.waiting_lists.views import kind_named, unit_named
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.period import Grain
from vaka.web.periods import period_named
from vaka.web.steps import StepPage, Words, take


def tell(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Tell a month's cells; those that were counted or told stand in the form to begin with."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, TELL)
    kind, period = kind_named(code), period_named(month, {Grain.MONTH}, _("Välj en månad."))
    unit = unit_named(viewer, queries.units(viewer), request.GET.get("enhet", ""))
    demand(viewer, TELL, unit.pk)
    first, today = period.first_date, timezone.localdate()
    stands = queries.counted_month(viewer, kind, unit, first, today)
    stands |= {key: one.value for key, one in queries.told_month(kind, unit, first).items()}
    form = TellForm(request.POST or None, kind=kind, stands=stands, month=first)
    above = f"{reverse('waiting_lists:list')}?lista={code}&ar={first.year}&enhet={unit.code}"
    crumbs: list[tuple[Words, str]] = [(_("Väntelistor"), above)]
    page = StepPage(
        _("%(list)s, %(month)s") % {"list": kind.label, "month": period.words()},
        _("Spara månaden"), _("Månaden är sparad."), above, crumbs, unit.name,
        _("Ett tal, ett streck när ingen fanns att räkna, eller tomt när det inte är räknat än."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.tell_months(by=viewer, unit=unit, kind=kind, cells=form.read, today=today,
                            source=viewer.name)  # fmt: skip

    return take(request, form, page, done)
