"""Pages of the year wheel: the year, and one duty to mark."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.plans import actions, queries, rules
from vaka.areas.plans.forms import MarkForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, take

FIRST_YEAR, LAST_YEAR = 2019, 2099
LOOKS = {
    "nu": _("Sena och tre månader framåt"),
    "sena": _("Bara sena"),
    "aret": _("Hela året"),
}


def wheel(request: HttpRequest) -> HttpResponse:
    """Show a year as a wheel and as lists by role."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    year = _year(request.GET.get("ar", ""), viewer.on.year)
    role = request.GET.get("roll", "")
    look = request.GET.get("visa", "")
    look = look if look in LOOKS else ("nu" if year == viewer.on.year else "aret")
    found = queries.wheel(viewer, year, role, look)
    context = {"wheel": found, "role": role, "look": look, "looks": LOOKS.items()}
    return render(request, "plans/wheel.html", context)


def mark(request: HttpRequest, code: str, day: str, unit_code: str) -> HttpResponse:
    """Show one duty with its law, and tell that it is done or not."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    page = queries.mark_page(viewer, code, _day(day), unit_code)
    demand(viewer, rules.MARK, page.unit.pk)
    names = ("marked", "evidence", "words")
    initial = {name: getattr(page.mark, name) for name in names} if page.mark else None
    form = MarkForm(request.POST or None, initial=initial)
    shown = StepPage(
        page.rule.name, _("Spara"), _("Årshjulet är uppdaterat."),
        f"{reverse('plans:wheel')}?ar={page.due_date.year}",
        [(_("Årshjul"), reverse("plans:wheel"))], f"{page.unit.name}, {page.role}",
        more={"duty": page}, template="plans/mark.html",
    )  # fmt: skip

    def done(_data: object) -> None:
        actions.mark(by=viewer, code=code, due_date=page.due_date, unit=page.unit, new=form.new())

    return take(request, form, shown, done)


def _year(text: str, now: int) -> int:
    if not text.isdigit():
        return now
    return min(max(int(text), FIRST_YEAR), LAST_YEAR)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
