"""What the steps of the area's three kinds of case share: how one is chosen, allowed and taken."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame
from vaka.web.steps import StepForm, StepPage, Words, take


@dataclass(frozen=True)
class Step:
    """One step by its address: the action, what it asks of the viewer, its form and words."""

    do: Callable[..., Case]
    capability: str
    form: type[StepForm]
    heading: Words
    button: Words
    message: Words
    lead: Words = ""


@dataclass(frozen=True)
class Place:
    """Where a step belongs: its case, that case's page and the list above."""

    frame: CaseFrame
    address: str
    above: tuple[Words, str]
    context: str = ""


def beside(viewer: Viewer) -> list[tuple[str, Words, str]]:
    """Give the area's lists that a viewer may open: code, words and address."""
    every = (
        ("risks", "risk_analysis.see", _("Riskanalyser"), "risks:list"),
        ("controls", "control_plan.see", _("Intern kontroll"), "risks:controls"),
        ("continuities", "continuity_plan.see", _("Kontinuitet"), "risks:continuities"),
    )
    return [(code, label, reverse(name)) for code, see, label, name in every if viewer.may(see)]


def chosen(steps: dict[str, Step], name: str) -> Step:
    """Give the step of an address, or no page."""
    if name not in steps:
        raise Http404(name)
    return steps[name]


def allow(viewer: Viewer, unit_id: uuid.UUID, step: Step) -> None:
    """Refuse whoever lacks what the step asks, before its form is shown."""
    if step.capability and not viewer.may(step.capability, unit_id):
        raise NotAllowed(step.capability)


def given(form: StepForm, data: dict[str, Any]) -> dict[str, Any]:
    """Give what the action takes beside case and version: one value, else the form's fields."""
    if new := getattr(form, "new", None):
        return {"new": new()}
    return {name: value for name, value in data.items() if name != "version"}


def taken(
    request: HttpRequest, place: Place, step: Step, form: StepForm, **known: Any
) -> HttpResponse:
    """Show the step's form, or do it with what is known and what was written."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def done(data: dict[str, Any]) -> object:
        return step.do(
            by=viewer, case_id=place.frame.id, version=data["version"], **known, **given(form, data)
        )

    crumbs: list[tuple[Words, str]] = [place.above, (place.frame.reference, place.address)]
    page = StepPage(
        step.heading, step.button, step.message, place.address, crumbs,
        place.context or place.frame.title, step.lead,
    )  # fmt: skip
    return take(request, form, page, done)
