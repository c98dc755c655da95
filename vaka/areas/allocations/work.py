"""Pages that change: a foundation's year, its applications, an allowance paid afterwards."""

import uuid
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vaka.areas.allocations import actions, claims, queries, rules
from vaka.areas.allocations.forms import AllocationForm, AllowanceForm, ApplicationForm
from vaka.areas.allocations.queries import AllocationPage, Allowance
from vaka.areas.allocations.rules import Claim
from vaka.exchange import writers
from vaka.exchange.receipt import Finding
from vaka.exchange.refusal import FileRefused
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.steps import StepPage, SureForm, Words, WordsForm, take

HEAD = gettext_lazy("Avgifter och fördelning")
SALT, SECONDS = "allocations.allowance", 3_600
"""A calculation is kept in its own page, signed, for an hour; Vaka keeps nothing of the persons."""


def new(request: HttpRequest) -> HttpResponse:
    """Open a foundation's year."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    above = reverse("allocations:list")
    page = StepPage(gettext_lazy("Ny fördelning"), gettext_lazy("Spara"),
                    gettext_lazy("Fördelningen är öppen."), above, [(HEAD, above)])  # fmt: skip
    form = AllocationForm(request.POST or None, initial={"year": viewer.on.year})

    def done(_data: dict[str, Any]) -> str:
        made = actions.open_allocation(by=viewer, new=form.new())
        return reverse("allocations:allocation", args=[made.pk])

    return take(request, form, page, done)


def register(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    """Write in an application."""
    viewer, page = _opened(request, allocation_id)
    form = ApplicationForm(request.POST or None, initial={"received_date": viewer.on})
    words = gettext_lazy("Ny ansökan"), gettext_lazy("Spara ansökan"), gettext_lazy(
        "Ansökan är inskriven.")  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.register_application(by=viewer, allocation_id=allocation_id, new=form.new())

    return take(request, form, _shown(page, *words), done)


def withdraw(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take an application away."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.application_of(viewer, application_id)
    viewer, page = _opened(request, one.allocation_id)
    words = gettext_lazy("Ta bort ansökan"), gettext_lazy("Ta bort"), gettext_lazy(
        "Ansökan är borttagen.")  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.withdraw_application(by=viewer, application_id=application_id)

    return take(request, SureForm(request.POST or None), _shown(page, *words, one.unit_name), done)


def decide(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    """Keep the shares as the board has decided them."""
    viewer, page = _opened(request, allocation_id)
    words = gettext_lazy("Beslut är fattat"), gettext_lazy("Spara beslutet"), gettext_lazy(
        "Fördelningen är beslutad.")  # fmt: skip
    form = WordsForm(request.POST or None)
    form.fields["words"].label = _("Vilket beslut?")
    form.fields["words"].help_text = _("Dag och paragraf, till exempel 2024-05-14 § 66.")

    def done(data: dict[str, Any]) -> None:
        actions.decide_allocation(by=viewer, allocation_id=allocation_id, words=data["words"])

    return take(request, form, _shown(page, *words), done)


def reopen(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    """Open a decided year again."""
    viewer, page = _opened(request, allocation_id)
    words = gettext_lazy("Öppna fördelningen igen"), gettext_lazy("Öppna igen"), gettext_lazy(
        "Fördelningen är öppen igen.")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.reopen_allocation(by=viewer, allocation_id=allocation_id, words=data["words"])

    return take(request, WordsForm(request.POST or None), _shown(page, *words), done)


def allowance(request: HttpRequest) -> HttpResponse:
    """Work out who meets the criteria of a year's grant; nothing is saved."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.PAY)
    likely = rules.likely_year(queries.allowance_rule(viewer.on.year), viewer.on)
    form = AllowanceForm(request.POST or None, request.FILES or None, initial={"year": likely})
    above = reverse("allocations:list")
    page = StepPage(
        gettext_lazy("Ersättning i efterhand"), gettext_lazy("Räkna"), "", above, [(HEAD, above)],
        lead=gettext_lazy("Du ser vem som uppfyller villkoren innan något sparas."),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            found, read, remarks = _worked_out(form)
        except (FileRefused, queries.NoFee) as error:
            form.add_error("file", f"{getattr(error, 'message', error)} "
                                   f"{getattr(error, 'hint', '')}".strip())  # fmt: skip
        else:
            verdict = rules.may_pay(found.persons, found.grant)
            form.refuse(verdict)
            if verdict.ok or found.rows:
                return render(request, "allocations/allowance.html",
                              _result(found, read, remarks, verdict.ok))  # fmt: skip
    return render(request, "web/step.html", {"form": form, "page": page})


def _worked_out(form: AllowanceForm) -> tuple[Allowance, list[Claim], list[Finding]]:
    upload = form.cleaned_data["file"]
    with NamedTemporaryFile(suffix=f"-{upload.name}") as copy:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        read, remarks = claims.read_claims(Path(copy.name))
    found = queries.allowance(form.cleaned_data["year"], form.grant_ore, read)
    return found, read, remarks


def _result(
    found: Allowance, read: list[Claim], remarks: list[Finding], may_pay: bool
) -> dict[str, Any]:  # fmt: skip
    kept = [[one.reference, sorted(one.months), *(day and day.isoformat() for day in
             (one.decided_from, one.decided_until))] for one in read]  # fmt: skip
    signed = signing.dumps([found.year, found.grant, kept], salt=SALT, compress=True)
    return {"found": found, "remarks": remarks, "signed": signed, "may_pay": may_pay}


@require_POST
def allowance_file(request: HttpRequest) -> HttpResponse:
    """Keep the sums, and give the file for those who pay."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.PAY)
    try:
        told = signing.loads(request.POST.get("signed", ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return redirect("allocations:allowance")
    year, grant, kept = told
    read = [_claim(row) for row in kept]
    actions.pay_allowance(by=viewer, year=year, grant=grant, claims=read)
    found = queries.allowance(year, grant, read)
    headings = [_("Referens"), _("Belopp (kr)"), _("Uppfyller inte")]
    rows = [
        [row.reference, f"{row.amount / 100:.2f}".replace(".", ","), " ".join(row.reasons)]
        for row in found.rows
    ]
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, f"ersattning-{year}.csv")


def _claim(row: list[Any]) -> Claim:
    reference, months, *days = row
    begun, ended = (date.fromisoformat(day) if day else None for day in days)
    return Claim(reference, frozenset((y, m) for y, m in months), begun, ended)


def _opened(request: HttpRequest, allocation_id: uuid.UUID) -> tuple[Viewer, AllocationPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.allocation_page(viewer, allocation_id)
    demand(viewer, rules.HANDLE)
    return viewer, page


def _shown(
    page: AllocationPage, heading: Words, button: Words, message: Words, line: str = ""
) -> StepPage:
    one = page.allocation
    address = reverse("allocations:allocation", args=[one.pk])
    name = f"{one.foundation} {one.year}"
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("allocations:list")), (name, address)]
    return StepPage(heading, button, message, address, crumbs, line or name)
