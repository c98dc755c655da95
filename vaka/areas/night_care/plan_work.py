"""Pages of night plans: the list, one plan, its print, and what changes it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.areas.night_care import factor_queries, plan_actions, plan_queries, plan_rules, queries
from vaka.areas.night_care.plan_actions import COLUMNS
from vaka.areas.night_care.plan_forms import (
    CheckTimeForm,
    GroundForm,
    MeasureForm,
    PlanForm,
    RoomForm,
)
from vaka.areas.night_care.plan_queries import PlanPage
from vaka.areas.night_care.words import told
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Nattplaner")
STEPS = {
    "kom-overens": Step(plan_actions.agree, SureForm, _("Kom överens"), _("Kom överens"),
                        _("Planen är överenskommen."),
                        _("Planen sparas som den står, med dag och ditt namn.")),
    "andra-planen": Step(plan_actions.revise, WordsForm, _("Ändra planen"), _("Ändra"),
                         _("Planen är ett utkast igen. Den förra versionen finns kvar.")),
    "avsluta": Step(plan_actions.end_plan, WordsForm, _("Avsluta planen"), _("Avsluta"),
                    _("Planen är avslutad.")),
}  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """Show each room with its plan, and how many have one that holds."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = plan_queries.rooms(viewer)
    context = {
        "rows": rows, "current": sum(row.is_current for row in rows),
        "may_write": viewer.may(plan_rules.WRITE),
        "share": 100 * sum(row.is_current for row in rows) / len(rows) if rows else None,
    }  # fmt: skip
    return render(request, "night_care/plans.html", context)


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one night plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = plan_queries.plan_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    home = queries.home_above(page.plan.room.unit)
    lacking = factor_queries.lacking(home, page.plan)
    context = {"page": page, "events": events, "lacking": lacking}
    return render(request, "night_care/plan.html", context)


def paper(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a plan in easy Swedish, to print for the person."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = plan_queries.plan_page(viewer, case_id)
    return render(request, "night_care/paper.html", {"page": page})


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a plan for a room."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, plan_rules.WRITE)
    rooms = plan_queries.free_rooms(viewer)
    form = RoomForm(request.POST or None, rooms=rooms, initial={"room": request.GET.get("rum")})
    back = reverse("night_care:plans")
    page = StepPage(_("Ny nattplan"), _("Börja"), _("Planen är påbörjad."), back, [(HEAD, back)])

    def done(data: dict[str, Any]) -> str:
        made = plan_actions.begin_plan(by=viewer, room_id=uuid.UUID(data["room"]))
        return reverse("night_care:write", args=[made.pk])

    return take(request, form, page, done)


def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in a draft what the person needs and wants."""
    viewer, shown = _opened(request, case_id)
    stands = {name: getattr(shown.plan, name) for name in COLUMNS if name != "ground_id"}
    stands |= {"ground": str(shown.plan.ground_id or ""), "version": shown.frame.version}
    grounds = plan_queries.grounds(viewer, in_force=True)
    form = PlanForm(request.POST or None, grounds=grounds, initial=stands)

    def done(data: dict[str, Any]) -> None:
        plan_actions.write_plan(by=viewer, case_id=case_id, version=data["version"],
                                told=form.told())  # fmt: skip

    words = _("Skriv nattplanen"), _("Spara"), _("Planen är sparad.")
    return take(request, form, _page(shown, *words), done)


def add_check(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Add a time to a draft."""
    viewer, shown = _opened(request, case_id)
    stands = {"staff": 1, "wake_percent": 30, "minutes": 3, "version": shown.frame.version}
    form = CheckTimeForm(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        plan_actions.add_check(by=viewer, case_id=case_id, version=data["version"],
                               new=form.new())  # fmt: skip

    words = _("Lägg till en tid"), _("Lägg till"), _("Tiden är tillagd.")
    return take(request, form, _page(shown, *words), done)


@require_POST
def drop_check(request: HttpRequest, case_id: uuid.UUID, check_id: uuid.UUID) -> HttpResponse:
    """Take a time out of a draft."""
    viewer, shown = _opened(request, case_id)
    plan_actions.drop_check(by=viewer, case_id=case_id, version=shown.frame.version,
                            check_id=check_id)  # fmt: skip
    return redirect("night_care:plan", case_id)


def protect(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down a protective measure."""
    viewer, shown = _opened(request, case_id)
    form = MeasureForm(request.POST or None, initial={"version": shown.frame.version})
    lead = _("Att skriva ner en åtgärd gör den inte laglig. Utan personens ja, eller för att "
             "personal saknas, blir den en avvikelse direkt.")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        plan_actions.protect(by=viewer, case_id=case_id, version=data["version"], new=form.new())

    words = _("Skyddsåtgärd"), _("Spara"), _("Åtgärden är sparad.")
    return take(request, form, _page(shown, *words, lead=lead), done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Agree on a plan, open it to change it, or end it."""
    if name not in STEPS:
        raise Http404(name)
    viewer, shown = _opened(request, case_id)
    one = STEPS[name]
    form: StepForm = one.form(request.POST or None, initial={"version": shown.frame.version})

    def done(data: dict[str, Any]) -> None:
        one.do(by=viewer, case_id=case_id, **data)

    page = _page(shown, one.heading, one.button, one.message, lead=one.lead)
    return take(request, form, page, done)


def grounds(request: HttpRequest) -> HttpResponse:
    """List the grounds that the municipality has decided on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = plan_queries.grounds(viewer)
    context = {"rows": rows, "on": viewer.on, "may_set": viewer.may(plan_rules.SET_GROUND)}
    return render(request, "night_care/grounds.html", context)


def new_ground(request: HttpRequest) -> HttpResponse:
    """Write down a ground with its source and dates."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, plan_rules.SET_GROUND)
    form = GroundForm(request.POST or None, initial={"valid_from": viewer.on})
    back = reverse("night_care:grounds")
    page = StepPage(_("Nytt rättsligt stöd"), _("Spara"), _("Stödet är sparat."), back,
                    [(_("Rättsligt stöd"), back)])  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        data.pop("version", None)
        plan_actions.set_ground(by=viewer, **data)

    return take(request, form, page, done)


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, PlanPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = plan_queries.plan_page(viewer, case_id)
    if not page.may_write:
        raise NotAllowed(plan_rules.WRITE)
    return viewer, page


def _page(
    shown: PlanPage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:
    back = reverse("night_care:plan", args=[shown.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("night_care:plans")), (shown.frame.title, back)
    ]  # fmt: skip
    return StepPage(heading, button, message, back, crumbs, shown.frame.unit_name, lead)
