"""Pages of decisions: the list, one decision, a quarter's account."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements import queries, rules
from vaka.areas.entitlements.queries import ListFilter, QuarterAccount
from vaka.areas.entitlements.rules import STATE_LABELS, State
from vaka.areas.entitlements.words import told
from vaka.exchange import writers
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.law.clock import quarter_of, working_days_between
from vaka.law.period import Grain, Period, UnreadablePeriod

PER_PAGE = 25


class FilterForm(forms.Form):
    """The filter of the list."""

    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        required=False,
        choices=[
            ("", gettext_lazy("Alla")),
            *[(state.value, label) for state, label in STATE_LABELS.items()],
        ],
    )
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Alla")), *[(unit.code, unit.name) for unit in units]]
        self.fields["enhet"].choices = choices  # type: ignore[attr-defined]


def listing(request: HttpRequest) -> HttpResponse:
    """List the decisions that the viewer may see, those that have waited longest first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(queries.SEE):
        raise NotAllowed(queries.SEE)
    form = FilterForm(
        request.GET or {"lage": State.WAITING}, units=visible_units(viewer, queries.SEE)
    )
    data = form.cleaned_data if form.is_valid() else {}
    wanted = ListFilter(state=data.get("lage", ""), unit_code=data.get("enhet", ""))
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    today = timezone.localdate()
    rows = [queries.row(one, today) for one in page.object_list]
    queries.note_listed(viewer, {"state": wanted.state}, [one.id for one in rows])
    context = {
        "form": form,
        "page": page,
        "rows": [(one, _left(one, today)) for one in rows],
        "quarters": _quarters(today),
    }
    return render(request, "entitlements/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one decision."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.case_page(viewer, case_id)
    today = timezone.localdate()
    waits = page.frame.state == State.WAITING
    total = (page.last_day - page.decision.decided_date).days
    clock = {"used": page.days, "total": total, "left": _working_days(today, page.last_day)}
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    context = {"page": page, "clock": clock if waits else None, "events": events}
    return render(request, "entitlements/case.html", context)


def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show a quarter's account: three tables, what contradicts the rule, statistics."""
    account, units = _account(request, quarter)
    context = {
        "account": account,
        "statistics": queries.statistics(account.not_executed),
        "ends": [
            (rules.END_LABELS[rules.End(code)], n) for code, n in account.ends.items() if code
        ],
        "units": units,
        "previous": account.quarter.previous(),
        "next": account.quarter.next(),
    }
    return render(request, "entitlements/quarter.html", context)


def download(request: HttpRequest, quarter: str) -> HttpResponse:
    """Give the quarter's tables as a workbook, without anything that names a person."""
    account, _units = _account(request, quarter)
    headings = [_("Tabell"), _("Rad"), _("Beslutsdatum"), _("Insats"), _("Skäl"), _("Utfall"),
                _("Dagar"), _("Vaka påpekar")]  # fmt: skip
    content = writers.xlsx_bytes(_("Kvartal"), headings, _cells(account))
    response = HttpResponse(content, content_type=writers.XLSX_TYPE)
    name = f"ej-verkstallda-{account.quarter}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _account(request: HttpRequest, text: str) -> tuple[QuarterAccount, list[Unit]]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(queries.SEE):
        raise NotAllowed(queries.SEE)
    try:
        period = Period.parse(text)
    except UnreadablePeriod as error:
        raise Http404(str(error)) from error
    if period.kind is not Grain.QUARTER or period.parts(Grain.QUARTER)[1:]:
        raise Http404(_("Välj ett kvartal."))
    units = [*visible_units(viewer, queries.SEE), *Unit.objects.filter(is_reference=True)]
    code = request.GET.get("enhet")
    granted = viewer.granted(queries.SEE)
    own = next((unit for unit in units if unit.pk in granted), units[0])
    unit = next((unit for unit in units if unit.code == code), own if not code else None)
    if unit is None:
        raise Http404
    return queries.quarter_account(viewer, unit, period), units


def _cells(account: QuarterAccount) -> Iterator[list[Any]]:
    tables = {
        _("Ej verkställda inom tre månader"): account.not_executed,
        _("Avbrott mer än tre månader"): account.interrupted,
        _("Tidigare rapporterade, nu verkställda eller avslutade"): account.ended,
    }
    for name, rows in tables.items():
        for number, one in enumerate(rows, 1):
            yield [name, number, one.decided, one.service, one.reason, one.outcome, one.days,
                   " ".join(one.contradictions)]  # fmt: skip


def _left(row: queries.ListRow, today: Any) -> dict[str, int] | None:
    if row.state != State.WAITING:
        return None
    total = (row.last_day - row.decided_date).days
    return {"used": row.days, "total": total, "left": _working_days(today, row.last_day)}


def _working_days(today: Any, last: Any) -> int:
    return (
        working_days_between(today, last) if last >= today else -working_days_between(last, today)
    )


def _quarters(today: Any) -> list[Period]:
    now = quarter_of(today)
    found = [now]
    for _step in range(7):
        found.append(found[-1].previous())
    return found
