"""Pages of processes with their maps, and of what meets the regulation's duties."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.routines import (
    coverage,
    order_queries,
    people,
    process_actions,
    process_queries,
    rules,
)
from vaka.areas.routines.forms import ActivityForm, DutyForm, ProcessForm
from vaka.areas.routines.models import DutyAnswer, Process
from vaka.areas.routines.process_actions import Described, PlannedActivity
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import principal_name, visible_units

MORE = 3
Activities = formset_factory(ActivityForm, extra=MORE)


def listing(request: HttpRequest) -> HttpResponse:
    """List the processes with their gaps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    rows = process_queries.processes(viewer)
    context = {"rows": rows, "gaps": sum(row.gaps for row in rows),
               "may_write": viewer.may(rules.WRITE),
               "orders": order_queries.waiting(viewer)}  # fmt: skip
    return render(request, "routines/processes.html", context)


def process(request: HttpRequest, process_id: uuid.UUID) -> HttpResponse:
    """Show one process as a map and as a table."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = process_queries.process_page(viewer, process_id)
    return render(request, "routines/process.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Describe a process."""
    return _form(request, None)


def change(request: HttpRequest, process_id: uuid.UUID) -> HttpResponse:
    """Describe it anew."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = process_queries.process_page(viewer, process_id)
    if not page.may_write:
        raise NotAllowed(rules.WRITE)
    return _form(request, page.process)


def coverage_page(request: HttpRequest) -> HttpResponse:
    """Show each duty of the regulation with what meets it; prints as an annex."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    found = coverage.coverage(viewer)
    may_write = viewer.may(rules.WRITE, process_actions.root_of(viewer))
    context = {"found": found, "may_write": may_write, "today": viewer.on,
               "principal": principal_name()}  # fmt: skip
    return render(request, "routines/coverage.html", context)


def duty(request: HttpRequest, key: str) -> HttpResponse:
    """Say how one duty is met."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE, process_actions.root_of(viewer))
    asked = coverage.duty_of(key, viewer.on)
    processes = {str(one.pk): one for one in process_queries.visible(viewer)}
    routines = {str(one.pk): one for one in process_queries.routine_choices(viewer)}
    form = DutyForm(
        request.POST or None, processes=[(code, one.title) for code, one in processes.items()],
        roles=process_queries.role_choices(), routines=list(routines.values()),
        initial=_answered(key),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        process_actions.answer_duty(
            by=viewer, key=key, process=processes.get(data["process"]),
            routine=routines.get(data["routine"]), role=data["role"],
        )  # fmt: skip
        messages.success(request, _("Svaret är sparat."))
        return redirect("routines:coverage")
    return render(request, "routines/duty.html", {"form": form, "duty": asked})


def _answered(key: str) -> dict[str, Any]:
    answer = DutyAnswer.objects.filter(key=key).first()
    if answer is None:
        return {}
    return {"process": str(answer.process_id or ""), "routine": str(answer.routine_id or ""),
            "role": answer.role}  # fmt: skip


def _form(request: HttpRequest, known: Process | None) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE)
    units = visible_units(viewer, rules.WRITE, on=viewer.on)
    owners = people.owners(viewer.on, [unit.pk for unit in units])
    routines = {str(one.pk): one for one in process_queries.routine_choices(viewer)}
    form = ProcessForm(request.POST or None, units=units, owners=owners,
                       initial=_initial(viewer, known))  # fmt: skip
    rows = Activities(
        request.POST or None, prefix="a", initial=_activities(known),
        form_kwargs={"roles": process_queries.role_choices(), "routines": list(routines.values())},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        planned = [
            PlannedActivity(row["name"], row["role"], routines.get(row["routine"]))
            for row in rows.cleaned_data if row.get("name")
        ]  # fmt: skip
        saved = process_actions.describe(
            by=viewer, described=_described(form, planned), process_id=known.pk if known else None
        )
        messages.success(request, _("Processen är sparad."))
        return redirect("routines:process", saved.pk)
    way_back = reverse("routines:process", args=[known.pk]) if known else "/processer/"
    context = {"form": form, "rows": rows, "known": known, "way_back": way_back}
    return render(request, "routines/process_form.html", context)


def _described(form: ProcessForm, planned: list[PlannedActivity]) -> Described:
    data = form.cleaned_data
    return Described(data["title"], form.units[data["unit"]], form.owners[data["owner"]],
                     data["purpose"], data["follow_up"], planned)  # fmt: skip


def _initial(viewer: Viewer, known: Process | None) -> dict[str, Any]:
    if known is None:
        return {"owner": str(viewer.person.pk) if viewer.person else ""}
    return {"title": known.title, "unit": known.unit.code, "owner": str(known.owner_id),
            "purpose": known.purpose, "follow_up": known.follow_up}  # fmt: skip


def _activities(known: Process | None) -> list[dict[str, Any]]:
    if known is None:
        return []
    return [{"name": one.name, "role": one.role, "routine": str(one.routine_id or "")}
            for one in known.activities.all()]  # fmt: skip
