"""Pages of a body's year plan: the year, a row, an agenda filled from it, the next year begun."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board import queries
from vaka.areas.board import year_actions as actions
from vaka.areas.board import year_queries as years
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import HEAD, led, of_meeting, sent
from vaka.areas.board.year_forms import PlannedForm
from vaka.areas.board.year_models import PlannedItem
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.nav import address_of
from vaka.web.steps import StepForm, StepPage, Words, take

TITLE = gettext_lazy("Årsplan")


def year(request: HttpRequest) -> HttpResponse:
    """Show a body's plan of a year."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    body, of = _asked(request, viewer)
    context = {
        "page": years.year_page(viewer, body, of), "bodies": queries.body_names(),
        "previous": of - 1, "next": of + 1, "may_lead": viewer.may(LEAD),
        "import_url": address_of("intake:start") if viewer.may(LEAD) else "",
    }  # fmt: skip
    return render(request, "board/year.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a row in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    body, of = _asked(request, viewer)
    stands = {"body": body, "year": of, "month": request.GET.get("manad", ""), "sort": "decision"}
    form = _form(request, viewer, stands)

    def done(_data: dict[str, Any]) -> str:
        made = actions.plan_item(by=viewer, line=form.line())
        return _address(made.body, made.year)

    return take(request, form, _page(body, of, _("Ny rad i årsplanen"), _("Spara")), done)


def change(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Change a row, or move it to another month."""
    viewer, row = _row(request, row_id)
    stands = {name: getattr(row, name) for name in actions.COLUMNS}
    stands |= {"unit": row.unit.code if row.unit else ""}
    form = _form(request, viewer, stands)

    def done(_data: dict[str, Any]) -> str:
        made = actions.change_planned(by=viewer, row_id=row_id, line=form.line())
        return _address(made.body, made.year)

    return take(request, form, _page(row.body, row.year, row.title, _("Spara")), done)


def drop(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Take a row out, once asked."""
    viewer, row = _row(request, row_id)

    def done(_data: dict[str, Any]) -> None:
        actions.drop_planned(by=viewer, row_id=row_id)

    page = _page(row.body, row.year, _("Ta bort raden"), _("Ta bort"), row.title)
    return take(request, StepForm(sent(request)), page, done)


def carry(request: HttpRequest) -> HttpResponse:
    """Begin the next year with what comes each year, once asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    body, of = _asked(request, viewer)

    def done(_data: dict[str, Any]) -> str:
        actions.carry_year(by=viewer, body=body, year=of)
        return _address(body, of + 1)

    lead = _("Allt utom det som svarar på ett tidigare beslut förs över, och år i rubriker räknas "
             "upp.")  # fmt: skip
    page = _page(body, of, _("Börja på %d års plan") % (of + 1), _("För över"), lead)
    return take(request, StepForm(sent(request)), page, done)


def fill(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Fill a meeting's agenda from the plan, once asked."""
    viewer, one = led(request, meeting_id)

    def done(_data: dict[str, Any]) -> None:
        actions.fill_agenda(by=viewer, meeting_id=meeting_id)

    page = of_meeting(one, _("Hämta ur årsplanen"), _("Hämta"),
                      _("Varje rad för månaden blir ett ärende på dagordningen."))  # fmt: skip
    return take(request, StepForm(sent(request)), page, done)


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[str, int]:
    """The body and year of the address; the board's own and this year unless said."""
    named = request.GET.get("ar") or str(viewer.on.year)
    if not (named.isdecimal() and len(named) == 4):
        raise Http404(named)
    return request.GET.get("organ") or years.first_board(), int(named)


def _address(body: str, of: int) -> str:
    return f"{reverse('board:year')}?organ={body}&ar={of}"


def _form(request: HttpRequest, viewer: Viewer, stands: dict[str, Any]) -> PlannedForm:
    units = list(visible_units(viewer, LEAD, on=viewer.on))
    return PlannedForm(sent(request), units=units, bodies=queries.body_names(), initial=stands)


def _row(request: HttpRequest, row_id: uuid.UUID) -> tuple[Viewer, PlannedItem]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = years.planned_row(viewer, row_id)
    demand(viewer, LEAD)
    return viewer, row


def _page(body: str, of: int, heading: Words, button: Words, lead: Words = "") -> StepPage:
    address = _address(body, of)
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("board:list")), (TITLE, address)]
    return StepPage(heading, button, _("Sparat."), address, crumbs, str(of), lead)
