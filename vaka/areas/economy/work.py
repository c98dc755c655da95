"""Pages that change something: open and close a month, tell a forecast."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy import actions, queries, rules
from vaka.areas.economy.forms import ForecastForm, MonthForm
from vaka.areas.economy.queries import LinePage, MonthPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Ekonomi")


def new(request: HttpRequest) -> HttpResponse:
    """Open a month's follow-up."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LEAD)
    units = visible_units(viewer, rules.LEAD, on=viewer.on)
    known = queries.units(viewer)
    ordered = sorted(units, key=lambda one: (one not in known, one.name))
    form = MonthForm(request.POST or None, units=ordered, initial={"month": viewer.on})
    above = reverse("economy:list")
    page = StepPage(_("Öppna en månad"), _("Öppna"), _("Månaden är öppen."), above, [(HEAD, above)],
                    lead=_("Cheferna kan lämna sin prognos tills du stänger månaden."))  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        unit = form.units[data["unit"]]
        made = actions.open_month(by=viewer, unit=unit, month=data["month"])
        return f"{above}?enhet={unit.code}&manad={made.month:%Y-%m}"

    return take(request, form, page, done)


def tell(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Tell a line's forecast in the month that is open."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.line_page(viewer, line_id)
    month = found.open_month
    if not found.may_tell or month is None:
        raise NotAllowed(rules.TELL)
    now = found.months[0].row
    stands = {"forecast_deviation": now.forecast_deviation, "cause": now.cause,
              "measure": now.measure, "change_words": now.change_words}  # fmt: skip
    form = ForecastForm(request.POST or None, initial=stands)

    def done(_data: dict[str, Any]) -> None:
        actions.tell_forecast(by=viewer, month_id=month.pk, line_id=line_id, new=form.new())

    return take(request, form, _line_shown(found), done)


def close(request: HttpRequest, month_id: uuid.UUID) -> HttpResponse:
    """Close a month."""
    viewer, page = _opened(request, month_id)
    words = _("Stäng månaden"), _("Stäng"), _("Månaden är stängd.")

    def done(data: dict[str, Any]) -> None:
        actions.close_month(by=viewer, month_id=month_id, words=data["words"])

    return take(request, SureForm(request.POST or None), _month_shown(page, *words), done)


def reopen(request: HttpRequest, month_id: uuid.UUID) -> HttpResponse:
    """Open a closed month again."""
    viewer, page = _opened(request, month_id)
    words = _("Öppna månaden igen"), _("Öppna igen"), _("Månaden är öppen igen.")
    form: StepForm = WordsForm(request.POST or None)

    def done(data: dict[str, Any]) -> None:
        actions.reopen_month(by=viewer, month_id=month_id, words=data["words"])

    return take(request, form, _month_shown(page, *words), done)


def _opened(request: HttpRequest, month_id: uuid.UUID) -> tuple[Viewer, MonthPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.month_by_id(viewer, month_id)
    demand(viewer, rules.LEAD, page.unit.pk)
    return viewer, page


def month_address(page: MonthPage) -> str:
    """Give the address of a month's table."""
    return f"{reverse('economy:list')}?enhet={page.unit.code}&manad={page.month:%Y-%m}"


def _month_shown(page: MonthPage, heading: Words, button: Words, message: Words) -> StepPage:
    address = month_address(page)
    return StepPage(heading, button, message, address, [(HEAD, address)],
                    f"{page.unit.name}, {page.month:%Y-%m}")  # fmt: skip


def _line_shown(found: LinePage) -> StepPage:
    address = reverse("economy:line", args=[found.id])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("economy:list")), (found.name, address)]
    return StepPage(_("Lämna prognos"), _("Spara prognosen"), _("Prognosen är sparad."), address,
                    crumbs, found.name)  # fmt: skip
