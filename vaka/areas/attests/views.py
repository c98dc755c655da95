"""Pages that show: the list of a day, who may attest an amount, what does not hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.attests import queries
from vaka.areas.attests.forms import AskForm
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.web.downloads import CSV_TYPE, to_keep


def listing(request: HttpRequest) -> HttpResponse:
    """Show the list as it stands on a day, and who may attest when that is asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    stands = {"dag": viewer.on, "slag": "operating"}
    form = AskForm({**stands, **{k: v for k, v in request.GET.items() if v}})
    asked = form.cleaned_data if form.is_valid() else {}
    page = queries.list_page(viewer, asked.get("dag") or viewer.on, request.GET.get("enhet", ""))
    code, amount = asked.get("ansvar", ""), asked.get("belopp")
    context = {"page": page, "form": form, "code": code, "amount": amount}
    if code and amount is not None:
        context["may"] = page.who_may(code, int(amount * 100), form.cost, "")
    return render(request, "attests/list.html", context)


def download(request: HttpRequest) -> HttpResponse:
    """Give the list of today as CSV."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.list_page(viewer, viewer.on)
    headings = [_("Rad"), _("Ansvar"), _("Verksamhet"), _("Ansvarets namn"), _("Attestant"),
                _("Ersättare"), _("Gräns drift (kr)"), _("Gräns investering (kr)"),
                _("Anteckning")]  # fmt: skip
    rows = [
        [str(one.number), one.responsibility, one.activity, one.name, one.attester,
         "; ".join(one.substitutes), _kr(one.operating), _kr(one.investment), one.note]
        for one in page.lines
    ]  # fmt: skip
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, f"attest-{page.on}.csv")


def _kr(ore: int | None) -> str:
    return "" if ore is None else str(ore // 100)
