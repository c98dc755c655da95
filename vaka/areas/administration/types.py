"""Pages of older types: what they are called here from when, and where a series breaks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.administration.forms import BreakForm, TranslateForm
from vaka.areas.administration.rules import VALUES
from vaka.areas.deviations import queries as deviations
from vaka.areas.figures import actions as figures
from vaka.areas.figures import queries
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.verdict import RuleRefused


def types(request: HttpRequest) -> HttpResponse:
    """Show the table of translations with its history, types without one, and the breaks."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, VALUES)
    context = {
        "rows": queries.all_translations(),
        "unknown": deviations.unknown_types(),
        "breaks": queries.all_breaks(),
    }
    return render(request, "administration/types.html", context)


def translate(request: HttpRequest) -> HttpResponse:
    """Decide what an older type is called for events from a date."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, VALUES)
    form = TranslateForm(request.POST or None, initial={"old_type": request.GET.get("typ", "")})
    if form.is_valid():
        try:
            figures.translate_type(by=viewer, **form.cleaned_data)
        except RuleRefused as error:
            form.refuse(error.verdict)
        else:
            messages.success(request, _("Översättningen är sparad."))
            return redirect("administration:types")
    lead = _("Gäller rader som läses in efter det här. Ärenden som redan finns ändras inte.")
    return _form(request, form, _("Översätt en äldre typ"), lead)


def mark_break(request: HttpRequest) -> HttpResponse:
    """Mark from which day figures are made another way."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, VALUES)
    form = BreakForm(request.POST or None)
    if form.is_valid():
        figures.mark_break(by=viewer, **form.cleaned_data)
        messages.success(request, _("Brottet är märkt."))
        return redirect("administration:types")
    lead = _("Visas vid varje mått som räknas på uppgifterna och i rapporten om avvikelser.")
    return _form(request, form, _("Märk ett brott i serien"), lead)


def _form(
    request: HttpRequest, form: TranslateForm | BreakForm, heading: str, lead: str
) -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead, "verb": _("Spara"),
               "way_back": reverse("administration:types")}  # fmt: skip
    return render(request, "web/form_page.html", context)
