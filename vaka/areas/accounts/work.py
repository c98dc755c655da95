"""Pages that change an edition: open it, fetch its figures, correct it, freeze it, its results."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.accounts import actions, lists, queries, result_queries, rules, writing
from vaka.areas.accounts.forms import CorrectForm, OpenForm, ResultForm
from vaka.areas.accounts.queries import EditionPage
from vaka.areas.accounts.rules import EditionState
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.verdict import require
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD = _("Årets berättelser")
LAY_OUT = "edition.lay_out"


def new(request: HttpRequest) -> HttpResponse:
    """Open a year's report."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LEAD)
    kinds = lists.kinds(viewer.on)
    units = visible_units(viewer, rules.LEAD, on=viewer.on)
    granted = viewer.granted(rules.LEAD)
    units.sort(key=lambda unit: (unit.pk not in granted, unit.name))
    asked = lists.kind(request.GET.get("namn") or kinds[0].name)
    year = queries.year_to_write(asked, viewer.on)
    stands = {"name": asked.name, "year": year, "due_date": queries.due_date(asked, year)}
    form = OpenForm(request.POST or None, kinds=kinds, units=units, initial=stands)
    above = reverse("accounts:list")
    page = StepPage(
        _("Öppna en berättelse"), _("Öppna"), _("Berättelsen är öppnad."), above, [(HEAD, above)],
        lead=_("Vaka lägger upp rubrikerna och hämtar årets siffror."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        case = actions.open_edition(by=viewer, new=form.new())
        jobs.start(by=viewer, kind=LAY_OUT, label=case.title, case_id=str(case.pk))
        return reverse("accounts:edition", args=[case.pk])

    return take(request, form, page, done)


def lay_out(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Fetch the year's figures anew."""
    viewer, page = _led(request, case_id)
    form = SureForm(request.POST or None, initial={"version": page.frame.version})
    shown = _shown(page, _("Hämta siffrorna på nytt"), _("Hämta"), _("Siffrorna hämtas."),
                   _("Det som är skrivet ändras inte."))  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        job = jobs.start(by=viewer, kind=LAY_OUT, label=page.frame.title, case_id=str(case_id))
        return reverse("jobs:show", args=[job.pk])

    return take(request, form, shown, done)


def correct(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Begin a correction of a frozen report."""
    viewer, page = _led(request, case_id)
    due = rules.due_proposed(viewer.on, int(local_value(rules.CORRECT_DAYS, viewer.on)))
    stands = {"version": page.frame.version, "due_date": due}
    form = CorrectForm(request.POST or None, initial=stands)
    shown = _shown(page, _("Rätta en fryst berättelse"), _("Börja rättelsen"),
                   _("Rättelsen är en ny version. Den frysta står kvar."),
                   _("Skriv vad som rättas. Det står först i den nya versionen."))  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.correct(by=viewer, case_id=case_id, **data)
        return reverse("accounts:edition", args=[made.pk])

    return take(request, form, shown, done)


def freeze(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Freeze a report when nothing is left; the files are made in the background."""
    viewer, page = _led(request, case_id)
    if request.method != "POST":
        return redirect("accounts:edition", case_id)
    require(rules.may_write(is_frozen=page.frame.state == EditionState.FROZEN,
                            state=rules.SectionState.WRITTEN) + page.freeze)  # fmt: skip
    job = jobs.start(by=viewer, kind="edition.freeze", label=page.frame.title,
                     case_id=str(case_id), version=page.frame.version)  # fmt: skip
    return redirect("jobs:show", job.pk)


def result(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Write the words of one row of the result table."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = result_queries.result_row(viewer, row_id)
    if not viewer.may(rules.WRITE, row.edition.case.unit_id):
        raise NotAllowed(rules.WRITE)
    stands = {name: getattr(row, name) for name in ("version", "goal", "analysis", "action")}
    form = ResultForm(request.POST or None, initial=stands)
    above = reverse("accounts:results", args=[row.edition_id])
    page = StepPage(
        row.area, _("Spara"), _("Raden är sparad."), above,
        [(HEAD, reverse("accounts:list")),
         (row.edition.case.title, reverse("accounts:edition", args=[row.edition_id])),
         (_("Resultat"), above)],
        context_line=", ".join(f"{year}: {value}" for year, value in row.values.items()),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        writing.write_result(by=viewer, row_id=row_id, **data)

    return take(request, form, page, done)


def _led(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, EditionPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.edition_page(viewer, case_id)
    if not page.leads:
        raise NotAllowed(rules.LEAD)
    return viewer, page


def _shown(
    page: EditionPage, heading: Words, button: Words, message: Words, lead: Words
) -> StepPage:
    address = reverse("accounts:edition", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("accounts:list")), (page.frame.title, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.reference, lead)
