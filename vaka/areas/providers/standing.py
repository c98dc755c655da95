"""What falls due about contracts: visits, figures, corrections, the word on renewal."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.providers.models import AskedFigure, Contract, ProviderVisit
from vaka.areas.providers.queries import visible
from vaka.areas.providers.rules import SEE, SEE_VISITS, State, VisitState
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.duties import Duty, DutyState

TOPIC = "provider"


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give what falls due about the contracts and visits that the viewer may see.

    A figure whose period began before a contract ended is owed after it; a correction is not.
    """
    if viewer.everywhere or viewer.may(SEE_VISITS):
        yield from _visits(viewer, start, end)
    if not (viewer.everywhere or viewer.may(SEE)):
        return
    for row in visible(viewer).prefetch_related("figures__given", "sanctions"):
        for asked in row.figures.all():
            yield from _figure(row, asked, start, end)
        yield from _corrections(row, start, end)
        runs = row.case.state == State.RUNNING
        if runs and row.extend_by_date and start <= row.extend_by_date <= end:
            yield _duty(row, _("Besked om förlängning: %s") % row.provider, row.extend_by_date,
                        None, _("Kvalitetsutvecklare"))  # fmt: skip


def _visits(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    seen = Case.objects.visible_to(viewer, "provider_visit").filter(
        due_date__gte=start, due_date__lte=end
    )
    found = ProviderVisit.objects.filter(case__in=seen).select_related("case__unit")
    for one in found:
        address = reverse("providers:visit", args=[one.pk])
        state = DutyState.DONE if one.made_date else DutyState.DUE
        if one.case.state == VisitState.CANCELLED:
            state = DutyState.NOT_DONE
        assert one.case.due_date is not None
        yield Duty(
            name=one.case.title, due_date=one.case.due_date, unit=one.case.unit.name,
            role=_("Kvalitetsutvecklare"), state=state, address=address, done_date=one.made_date,
            evidence=address if one.made_date else "", topic=TOPIC,
        )  # fmt: skip


def _figure(row: Contract, asked: AskedFigure, start: date, end: date) -> Iterator[Duty]:
    given = {one.start_date: one.given_date for one in asked.given.all()}
    for one in asked.periods(end):
        if start <= one.due <= end:
            name = _("Lämna uppgift: %s") % asked.name
            yield _duty(row, name, one.due, given.get(one.start), _("Enhetschef"), "#uppgifter")


def _corrections(row: Contract, start: date, end: date) -> Iterator[Duty]:
    runs = row.case.state == State.RUNNING
    for one in row.sanctions.all():
        if one.due_date and start <= one.due_date <= end and (runs or one.settled_date):
            name = _("Rättelse: %s") % row.provider
            yield _duty(row, name, one.due_date, one.settled_date, _("Enhetschef"), "#pafoljder")


def _duty(row: Contract, name: str, due: date, done: date | None, role: str, at: str = "") -> Duty:
    address = reverse("providers:contract", args=[row.pk]) + at
    return Duty(
        name=name, due_date=due, unit=row.case.unit.name, role=role,
        state=DutyState.DONE if done else DutyState.DUE, address=address, done_date=done,
        evidence=address if done else "", topic=TOPIC,
    )  # fmt: skip
