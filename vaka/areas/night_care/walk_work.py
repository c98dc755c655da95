"""Pages of a night's rounds: the rest of them, an alarm, somebody who goes home, and back again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.areas.night_care import replans, walk_actions, walk_queries
from vaka.areas.night_care.jobs import WALKS
from vaka.areas.night_care.walk_actions import NewAlarm
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import RuleRefused
from vaka.web.steps import StepForm, StepPage, take

HEAD = _("Nattens rundor")


class ClockForm(StepForm):
    """A time of the night."""

    clock = forms.TimeField(label=_("När?"), widget=forms.TimeInput(attrs={"type": "time"}))


class AlarmForm(ClockForm):
    """An alarm: when, where, and what it asks for."""

    room = forms.ChoiceField(label=_("I vilket rum?"))
    is_urgent = forms.BooleanField(label=_("Det är brådskande"), required=False)
    two = forms.BooleanField(label=_("Det behövs två"), required=False)
    field_order = ("room", "clock", "is_urgent", "two")


class AbsenceForm(ClockForm):
    """Who goes home, and when."""

    who = forms.ChoiceField(label=_("Vem går hem?"))
    field_order = ("who", "clock")


def walks(request: HttpRequest, unit: str) -> HttpResponse:
    """Show a home's rounds tonight, what moved last and what can be kept no more."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = walk_queries.page_of(viewer, unit)
    return render(request, "night_care/walks_tonight.html", {"page": page})


@require_POST
def plan_walks(request: HttpRequest, unit: str) -> HttpResponse:
    """Have the worker plan tonight's rounds."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = walk_queries.asked(viewer, unit)  # what is missing is told now, not by the worker
    label = gettext("Nattens rundor på %s") % asked.unit.name
    job = jobs.start(by=viewer, kind=WALKS, label=label, unit=asked.unit, code=asked.unit.code)
    return redirect("jobs:show", job.pk)


def alarm(request: HttpRequest, unit: str) -> HttpResponse:
    """Tell of an alarm, and plan the rest of the night anew."""
    viewer, home = _home(request, unit)
    rooms = walk_queries.rooms_of(home, viewer.on)
    one = replans.read(walk_queries.found(viewer, unit).content).scenario
    places = {resident.code: place for place, resident in enumerate(one.residents)}
    known = [(f"{room.unit.code}:{room.label}", room) for room in rooms]
    form = AlarmForm(request.POST or None,
                     initial={"clock": walk_queries.clock_now(home, viewer.on)})  # fmt: skip
    form.choose("room", [(str(places[code]), f"{room.label}, {room.unit.name}")
                         for code, room in known if code in places])  # fmt: skip
    page = _page(home, _("Ett larm har kommit"), _("Lägg om rundorna"))

    def done(data: dict[str, Any]) -> None:
        place = int(data["room"])
        limit = one.limits.urgent if data["is_urgent"] else one.limits.alarm
        label = one.residents[place].code.partition(":")[2]
        walk_actions.replan_alarm(
            by=viewer, unit=home, minute=walk_queries.minute_of(home, viewer.on, data["clock"]),
            new=NewAlarm(place, label, one.alarms.minutes, limit, 2 if data["two"] else 1,
                         data["is_urgent"]),
        )  # fmt: skip

    return take(request, form, page, done)


def absence(request: HttpRequest, unit: str) -> HttpResponse:
    """Tell that somebody goes home, and plan the rest of the night anew."""
    viewer, home = _home(request, unit)
    one = replans.read(walk_queries.found(viewer, unit).content)
    form = AbsenceForm(request.POST or None,
                       initial={"clock": walk_queries.clock_now(home, viewer.on)})  # fmt: skip
    form.choose("who", [(who.code, who.code) for who in one.scenario.staff
                        if who.code not in one.absent])  # fmt: skip
    page = _page(home, _("Någon går hem"), _("Lägg om rundorna"))

    def done(data: dict[str, Any]) -> None:
        walk_actions.replan_absence(
            by=viewer, unit=home, who=data["who"],
            minute=walk_queries.minute_of(home, viewer.on, data["clock"]),
        )  # fmt: skip

    return take(request, form, page, done)


@require_POST
def undo(request: HttpRequest, unit: str) -> HttpResponse:
    """Go back to the rounds before the last change."""
    viewer, home = _home(request, unit)
    try:
        walk_actions.undo_replan(by=viewer, unit=home)
    except RuleRefused as refused:
        messages.error(request, refused.verdict.refusals[0].words)
    else:
        messages.success(request, gettext("Rundorna är som de var innan. Ändringen finns kvar "
                                          "bland de tidigare."))  # fmt: skip
    return redirect("night_care:walks", home.code)


def _home(request: HttpRequest, code: str) -> tuple[Viewer, Unit]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, walk_queries.home_of(viewer, code)


def _page(home: Unit, heading: Any, button: Any) -> StepPage:
    back = reverse("night_care:walks", args=[home.code])
    return StepPage(
        heading, button, _("Rundorna är omlagda."), back, [(HEAD, back)], home.name,
        _("Det som har börjat ligger kvar. Det som stod före klockslaget räknas som gjort."),
    )  # fmt: skip
