"""Pages that change something: tell of a home, ask, try something else, sign, withdraw."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.areas.night_care import actions, drawing, queries, rules, scenes
from vaka.areas.night_care.forms import HomeForm, RoomsForm, SignForm, TryForm
from vaka.areas.night_care.jobs import AGAIN, ASK, TRY
from vaka.areas.night_care.rules import HANDLE
from vaka.calc.staffing.schema import read
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require
from vaka.web.steps import StepPage, Words, WordsForm, take

HEAD = _("Räcker det i natt?")


def tell(request: HttpRequest, unit: str) -> HttpResponse:
    """Tell what a home's nights are like."""
    viewer, home = _home(request, unit)
    start, hours = queries.night_hours(home, viewer.on)
    told = queries.told_of(home)
    assumed = dict(scenes.taken()["home"])
    stands = assumed | {
        "form": rules.OF_KIND[home.kind], "hours": _written([assumed["alarms_an_hour"]] * hours),
    }  # fmt: skip
    if told is not None:
        names = HomeForm.base_fields.keys()
        stands |= {name: getattr(told, name) for name in names if hasattr(told, name)}
        stands["skills"] = told.skills
        stands["hours"] = _written(told.hours)
    clock = f"{drawing.clock(start, 0)}–{drawing.clock(start, 60 * hours)}"
    form = HomeForm(request.POST or None, clock_words=clock, initial=stands,
                    skills=queries.skills_of(home, viewer.on))  # fmt: skip
    page = _page(home, _("Boendets uppgifter"), _("Spara"), _("Uppgifterna är sparade."))

    def done(_data: dict[str, Any]) -> None:
        actions.tell_home(by=viewer, unit=home, new=form.new(), night_hours=hours)

    return take(request, form, page, done)


def rooms(request: HttpRequest, unit: str) -> HttpResponse:
    """Tell where the units lie and which rooms they have."""
    viewer, home = _home(request, unit)
    form = RoomsForm(request.POST or None, places=queries.places_of(home, viewer.on))
    page = _page(home, _("Rum och våningar"), _("Spara"), _("Rummen är sparade."))

    def done(_data: dict[str, Any]) -> None:
        actions.set_rooms(by=viewer, unit=home, places=form.new())

    return take(request, form, page, done)


@require_POST
def ask(request: HttpRequest, unit: str) -> HttpResponse:
    """Have the worker answer whether tonight's staffing is enough."""
    viewer, home = _home(request, unit)
    queries.question(viewer, unit)  # what is missing is told now, not by the worker
    label = gettext("Räcker det i natt på %s?") % home.name
    job = jobs.start(by=viewer, kind=ASK, label=label, unit=home, code=home.code)
    return redirect("jobs:show", job.pk)


@require_POST
def attempt(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Have the worker try something else over the same nights."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.answer_row(viewer, answer_id)
    _demand(viewer, row.unit)
    form = TryForm(request.POST)
    page = _page(row.unit, _("Pröva något annat"), _("Räkna"), "")

    def done(data: dict[str, Any]) -> str:
        many = scenes.looks(read(row.scenario))
        require(rules.may_try(staff=data["staff"], cameras=data["cameras"], looks=many))
        job = jobs.start(
            by=viewer, kind=TRY, label=gettext("Pröva något annat"), answer_id=str(row.pk),
            staff=data["staff"], cameras=data["cameras"], rounds=data["rounds"],
        )  # fmt: skip
        return reverse("jobs:show", args=[job.pk])

    return take(request, form, page, done)


@require_POST
def again(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Have the worker ask the same question again."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.answer_row(viewer, answer_id)
    _demand(viewer, row.unit)
    job = jobs.start(by=viewer, kind=AGAIN, label=gettext("Fråga igen"), answer_id=str(row.pk))
    return redirect("jobs:show", job.pk)


def sign(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Decide on the night's staffing, on an answer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.answer_row(viewer, answer_id)
    _demand(viewer, row.unit)
    form = SignForm(request.POST or None, initial={"valid_until": rules.due_again(viewer.on)})
    back = reverse("night_care:answer", args=[row.pk])
    page = StepPage(
        _("Ditt beslut"), _("Signera beslutet"), _("Beslutet är signerat."), back,
        [(HEAD, back)], row.unit.name,
        _("Vaka räknar. Du bedömer. Beslutet sparas med svaret, antagandena och ditt namn."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.sign(by=viewer, answer_id=row.pk, ruling=data["ruling"],
                            words=data["words"], valid_until=data["valid_until"])  # fmt: skip
        return reverse("night_care:decision", args=[made.pk])

    return take(request, form, page, done)


def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a decision back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shown = queries.decision_page(viewer, case_id)
    if not viewer.may(HANDLE, shown.frame.unit_id):
        raise NotAllowed(HANDLE)
    form = WordsForm(request.POST or None, initial={"version": shown.frame.version})
    back = reverse("night_care:decision", args=[case_id])
    page = StepPage(
        _("Återkalla beslutet"), _("Återkalla"), _("Beslutet är återkallat."), back,
        [(HEAD, reverse("night_care:list")), (shown.frame.reference, back)],
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.withdraw(by=viewer, case_id=case_id, **data)

    return take(request, form, page, done)


def _home(request: HttpRequest, code: str) -> tuple[Viewer, Unit]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    home = queries.home_of(viewer, code)
    _demand(viewer, home)
    return viewer, home


def _demand(viewer: Viewer, unit: Unit) -> None:
    if not viewer.may(HANDLE, unit.pk):
        raise NotAllowed(HANDLE)


def _page(home: Unit, heading: Words, button: Words, message: Words) -> StepPage:
    back = reverse("night_care:home", args=[home.code])
    return StepPage(heading, button, message, back, [(HEAD, back)], home.name)


def _written(hours: list[float]) -> str:
    return " ".join(f"{one:g}".replace(".", ",") for one in hours)
