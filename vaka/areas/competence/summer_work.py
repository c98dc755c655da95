"""Pages of a summer's staffing: the list, one summer, a unit's week of shifts, what is changed."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import lists, summer_actions, summer_queries
from vaka.areas.competence.summer_forms import (
    CountForm,
    FillForm,
    LearnForm,
    SayForm,
    SeasonForm,
    ShiftsForm,
)
from vaka.areas.competence.summer_rules import HANDLE, SEASON_LABELS, SEE, SeasonState
from vaka.areas.competence.words import told
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.models import Person
from vaka.web.steps import Step, StepForm, StepPage, Words, WordsForm, take

STEPS = {
    "rakna": Step(summer_actions.count_applicants, CountForm, _("Räkna sökande"), _("Spara"),
                  _("Antalet är sparat.")),
    "laget": Step(summer_actions.say, SayForm, _("Läget till nämnden"), _("Spara"),
                  _("Läget är sparat.")),
    "lardom": Step(summer_actions.learn, LearnForm, _("Ny lärdom"), _("Spara"),
                   _("Lärdomen är sparad.")),
    "utvardera": Step(summer_actions.evaluate, WordsForm, _("Sommaren är utvärderad"),
                      _("Avsluta"), _("Sommaren är utvärderad.")),
    "oppna": Step(summer_actions.reopen, WordsForm, _("Öppna sommaren igen"), _("Öppna igen"),
                  _("Sommaren är öppen igen.")),
}  # fmt: skip


def seasons(request: HttpRequest) -> HttpResponse:
    """List the summers that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    found = list(summer_queries.seasons(viewer))
    summer_queries.note_listed(viewer, found)
    rows = [(row, SEASON_LABELS[SeasonState(row.case.state)]) for row in found]
    context = {"rows": rows, "handles": viewer.may(HANDLE)}
    return render(request, "competence/seasons.html", context)


def season(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one summer: what is open, applicants, status to the board, lessons."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = summer_queries.season_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "competence/season.html", {"page": page, "events": events})


def new(request: HttpRequest) -> HttpResponse:
    """Begin a summer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    year = lists.coming_summer(viewer.on)
    first, last = lists.proposed_days(year)
    form = SeasonForm(
        request.POST or None, units=visible_units(viewer, HANDLE, on=viewer.on),
        initial={"year": year, "from_date": first, "until_date": last},
    )  # fmt: skip
    page = _page(_("Ny sommar"), _("Sommaren är påbörjad."), reverse("competence:seasons"))
    return take(request, form, page, lambda _data: _address(
        summer_actions.start_season(by=viewer, new=form.new()).pk))  # fmt: skip


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a summer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = summer_queries.season_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not page.handles:
        raise NotAllowed(HANDLE)
    wanted = STEPS[name]
    initial = {"version": page.frame.version, "on_date": viewer.on,
               "subject": request.GET.get("amne", "")}  # fmt: skip
    form = wanted.form(request.POST or None, initial=initial)

    def done(data: dict[str, Any]) -> object:
        return wanted.do(by=viewer, case_id=case_id, **data)

    shown = _page(wanted.heading, wanted.message, _address(case_id), wanted.button,
                  page.frame.title)  # fmt: skip
    return take(request, form, shown, done)


def shifts(request: HttpRequest) -> HttpResponse:
    """Show a unit's week of shifts, with who works them and what is left."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    units = visible_units(viewer, SEE, on=viewer.on)
    unit, monday = _unit(request, viewer, units), _monday(request, viewer.on)
    rows = summer_queries.week_of(viewer, unit, monday)
    context = {
        "unit": unit, "units": units, "monday": monday, "rows": rows,
        "before": monday - summer_queries.WEEK, "after": monday + summer_queries.WEEK,
        "week": monday.isocalendar().week, "handles": viewer.may(HANDLE, unit.pk),
        "open": sum(row.gap.open for row in rows),
    }  # fmt: skip
    return render(request, "competence/shifts.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """Say what is needed each day of some days."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    units = visible_units(viewer, HANDLE, on=viewer.on)
    initial = {"unit": request.GET.get("enhet", ""), "from_date": viewer.on, "part": "day"}
    form = ShiftsForm(request.POST or None, units=units, initial=initial)
    shown = _page(_("Behov av pass"), _("Behovet är sparat."), reverse("competence:shifts"))

    def done(_data: dict[str, Any]) -> object:
        wanted = form.new()
        summer_actions.plan_shifts(by=viewer, new=wanted)
        return _week(wanted.unit, wanted.from_date)

    return take(request, form, shown, done)


def fill(request: HttpRequest, shift_id: uuid.UUID) -> HttpResponse:
    """Put somebody on a shift."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shift = summer_queries.shift_of(viewer, shift_id)
    if not viewer.may(HANDLE, shift.unit_id):
        raise NotAllowed(HANDLE)
    form = FillForm(request.POST or None, people=summer_queries.possible(shift))
    shown = _page(_("Bemanna passet"), _("Passet är bemannat."),
                  _week(shift.unit, shift.on_date), context=shift.unit.name)  # fmt: skip
    return take(
        request, form, shown,
        lambda data: summer_actions.fill_shift(
            by=viewer, shift_id=shift_id, person=form.people[data["person"]]
        ),
    )  # fmt: skip


def leave(request: HttpRequest, shift_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Take somebody off a shift."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shift = summer_queries.shift_of(viewer, shift_id)
    if not viewer.may(HANDLE, shift.unit_id):
        raise NotAllowed(HANDLE)
    person = Person.objects.filter(shifts__shift=shift, pk=person_id).first()
    if person is None:
        raise NotVisible(str(person_id))
    form = StepForm(request.POST or None)
    shown = _page(_("Ta bort från passet"), _("Passet är ändrat."),
                  _week(shift.unit, shift.on_date), _("Ta bort"), person.name)  # fmt: skip
    return take(
        request, form, shown,
        lambda _data: summer_actions.leave_shift(by=viewer, shift_id=shift_id, person=person),
    )  # fmt: skip


def _page(
    heading: Words, message: Words, way_back: str, button: Words = "", context: Words = ""
) -> StepPage:
    above: list[tuple[Words, str]] = [(_("Sommar"), reverse("competence:seasons"))]
    return StepPage(heading, button or _("Spara"), message, way_back, above, context)


def _address(case_id: uuid.UUID) -> str:
    return reverse("competence:season", args=[case_id])


def _week(unit: Unit, day: date) -> str:
    return f"{reverse('competence:shifts')}?enhet={unit.code}&fran={day.isoformat()}"


def _unit(request: HttpRequest, viewer: Viewer, units: list[Unit]) -> Unit:
    code, own = request.GET.get("enhet", ""), viewer.granted(SEE)
    for one in units:
        if (one.code == code) if code else (one.pk in own):
            return one
    raise NotVisible(code)


def _monday(request: HttpRequest, today: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get("fran", ""))
    except ValueError:
        day = today
    return day - timedelta(days=day.weekday())
