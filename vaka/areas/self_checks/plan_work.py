"""Pages that build forms and plans."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.areas.self_checks import (
    actions,
    form_queries,
    plan_actions,
    plan_queries,
    plan_rules,
    ready,
    rules,
)
from vaka.areas.self_checks.plan_forms import (
    EndForm,
    InForceForm,
    NewFormForm,
    NewPlanForm,
    PlacesForm,
    QuestionForm,
    TermsForm,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation import queries as organisation
from vaka.law.verdict import RuleRefused


def new_form(request: HttpRequest) -> HttpResponse:
    """Begin an empty form."""
    viewer = _planner(request)
    form = NewFormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = plan_actions.make_form(by=viewer, new=form.new())
        return redirect("self_checks:new_question", made.pk)
    return _form_page(request, form, _("Nytt formulär"), _("Gå vidare till frågorna"),
                      reverse("self_checks:forms"))  # fmt: skip


@require_POST
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a form from a delivered one."""
    try:
        made = plan_actions.adopt(by=_planner(request), code=code)
    except ready.UnknownReadyForm:
        raise Http404(code) from None
    messages.success(request, _("Formuläret är ditt att ändra. Ta det i bruk när det är klart."))
    return redirect("self_checks:form", made.pk)


def new_question(request: HttpRequest, form_id: uuid.UUID) -> HttpResponse:
    """Add a question to a form's draft."""
    viewer = _planner(request)
    page = form_queries.form_page(viewer, form_id)
    if not page.is_draft:
        raise NotVisible(str(form_id))
    last = page.questions[-1] if page.questions else None
    begin = {"kind": last.kind, "group": last.group} if last else {}
    form = QuestionForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        plan_actions.add_question(by=viewer, form_id=form_id, wanted=form.wanted())
        if "fler" in request.POST:
            return redirect("self_checks:new_question", form_id)
        return redirect("self_checks:form", form_id)
    context = {"form": form, "page": page, "heading": _("Ny fråga")}
    return render(request, "self_checks/question.html", context)


def question(request: HttpRequest, form_id: uuid.UUID, key: str) -> HttpResponse:
    """Change a question of a form's draft."""
    viewer = _planner(request)
    page = form_queries.form_page(viewer, form_id)
    form = QuestionForm(request.POST or None, initial=form_queries.draft_row(form_id, key))
    if request.method == "POST" and form.is_valid():
        plan_actions.change_question(by=viewer, form_id=form_id, key=key, wanted=form.wanted())
        return redirect("self_checks:form", form_id)
    context = {"form": form, "page": page, "heading": _("Ändra frågan"), "is_change": True}
    return render(request, "self_checks/question.html", context)


@require_POST
def move_question(request: HttpRequest, form_id: uuid.UUID, key: str) -> HttpResponse:
    """Move a question, or take it out."""
    viewer, how = _planner(request), request.POST.get("hur", "")
    try:
        if how == "bort":
            plan_actions.drop_question(by=viewer, form_id=form_id, key=key)
        else:
            places = -1 if how == "upp" else 1
            plan_actions.move_question(by=viewer, form_id=form_id, key=key, places=places)
    except plan_rules.NoSuchQuestion:
        raise Http404(key) from None
    return redirect("self_checks:form", form_id)


def put_in_force(request: HttpRequest, form_id: uuid.UUID) -> HttpResponse:
    """Let the draft be asked from a day."""
    viewer = _planner(request)
    page = form_queries.form_page(viewer, form_id)
    form = InForceForm(request.POST or None, initial={"since_date": viewer.on})
    if request.method == "POST" and form.is_valid():
        try:
            plan_actions.put_in_force(by=viewer, form_id=form_id, **form.cleaned_data)
        except RuleRefused as error:
            for one in error.verdict.refusals:
                form.add_error("since_date", f"{one.words} {one.way_out}")
        else:
            messages.success(request, _("Formuläret är i bruk."))
            return redirect("self_checks:form", form_id)
    return _form_page(request, form, _("Ta formuläret i bruk"), _("Ta i bruk"),
                      reverse("self_checks:form", args=[form_id]), lead=page.title)  # fmt: skip


@require_POST
def begin_version(request: HttpRequest, form_id: uuid.UUID) -> HttpResponse:
    """Begin the next version."""
    plan_actions.begin_version(by=_planner(request), form_id=form_id)
    messages.success(request, _("Ändra frågorna. Det som redan är besvarat ändras inte."))
    return redirect("self_checks:form", form_id)


def new_plan(request: HttpRequest, form_id: uuid.UUID) -> HttpResponse:
    """Plan that a form is answered."""
    viewer = _planner(request)
    page = form_queries.form_page(viewer, form_id)
    units = organisation.visible_units(viewer, rules.PLAN, on=viewer.on)
    form = NewPlanForm(request.POST or None, units=units, initial=_suggested(page, viewer))
    if request.method == "POST" and form.is_valid():
        unit = next((u for u in units if u.pk in viewer.granted(rules.PLAN)), units[0])
        new = form.new(form_queries.form_of(form_id), unit)
        try:
            made = plan_actions.make_plan(by=viewer, new=new)
        except RuleRefused as error:
            form.refuse(error.verdict)
        else:
            messages.success(request, _("Egenkontrollen är planerad."))
            return redirect("self_checks:plan", made.pk)
    return _form_page(request, form, _("Planera egenkontroll"), _("Planera"),
                      reverse("self_checks:form", args=[form_id]), lead=page.title)  # fmt: skip


def _suggested(page: form_queries.FormPage, viewer: Viewer) -> dict[str, object]:
    code = form_queries.form_of(page.id).code
    begin: dict[str, object] = {"title": page.title, "since_date": viewer.on.replace(day=1)}
    one = ready.ready_forms().get(code)
    if one is not None:
        begin |= {"frequency": one.frequency, "target_percent": one.target_percent,
                  "is_anonymous": one.is_anonymous, "open_days": one.open_days,
                  "sample_size": one.sample_size, "why": one.why}  # fmt: skip
    return begin


def terms(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Change how often a plan is followed, from a day."""
    viewer = _planner(request)
    found = plan_queries.plan_of(viewer, plan_id)
    now = plan_queries.terms_on(found, viewer.on)
    begin = {name: getattr(now, name) for name in
             ("frequency", "open_days", "target_percent", "sample_size")}  # fmt: skip
    form = TermsForm(request.POST or None, initial=begin | {"since_date": viewer.on})
    if request.method == "POST" and form.is_valid():
        plan_actions.change_terms(by=viewer, plan_id=plan_id, terms=form.terms())
        messages.success(request, _("Planen är ändrad."))
        return redirect("self_checks:plan", plan_id)
    return _form_page(request, form, _("Ändra hur ofta"), _("Spara"),
                      reverse("self_checks:plan", args=[plan_id]), lead=found.title)  # fmt: skip


def places(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Change at which units a plan is followed."""
    viewer = _planner(request)
    found = plan_queries.plan_of(viewer, plan_id)
    units = organisation.visible_units(viewer, rules.PLAN, on=viewer.on)
    held = list(found.places.select_related("unit"))
    begin = {"units": [one.unit.code for one in held],
             "expected": held[0].expected if held else None}  # fmt: skip
    form = PlacesForm(request.POST or None, units=units, initial=begin)
    if request.method == "POST" and form.is_valid():
        plan_actions.set_places(by=viewer, plan_id=plan_id, places=form.places())
        messages.success(request, _("Planen är ändrad."))
        return redirect("self_checks:plan", plan_id)
    return _form_page(request, form, _("Välj enheter"), _("Spara"),
                      reverse("self_checks:plan", args=[plan_id]), lead=found.title)  # fmt: skip


def end(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """End a plan."""
    viewer = _planner(request)
    found = plan_queries.plan_of(viewer, plan_id)
    form = EndForm(request.POST or None, initial={"on_date": viewer.on})
    if request.method == "POST" and form.is_valid():
        plan_actions.end_plan(by=viewer, plan_id=plan_id, **form.cleaned_data)
        messages.success(request, _("Egenkontrollen är avslutad."))
        return redirect("self_checks:plan", plan_id)
    return _form_page(request, form, _("Avsluta egenkontrollen"), _("Avsluta"),
                      reverse("self_checks:plan", args=[plan_id]), lead=found.title)  # fmt: skip


@require_POST
def open_round(request: HttpRequest, plan_id: uuid.UUID, unit: str) -> HttpResponse:
    """Open the round that is under way at a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = plan_queries.plan_of(viewer, plan_id)
    place = organisation.visible_unit(viewer, unit)
    demand(viewer, rules.HANDLE, place.pk)
    now = plan_queries.begun(found, viewer.on)
    if not now:
        messages.error(request, _("Ingen omgång pågår i dag. Se när nästa börjar."))
        return redirect("self_checks:plan", plan_id)
    try:
        made = actions.open_round(by=viewer, plan=found, unit=place, occasion=now[-1])
    except actions.NotAsked:
        messages.error(request, _("Ta formuläret i bruk först, från omgångens första dag."))
        return redirect("self_checks:form", found.form_id)
    return redirect("self_checks:round", made.pk)


@require_POST
def hang_door(request: HttpRequest, plan_id: uuid.UUID, unit: str) -> HttpResponse:
    """Make a QR code for a unit, or show the one that hangs there."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = plan_queries.plan_of(viewer, plan_id)
    place = organisation.visible_unit(viewer, unit)
    made = plan_actions.hang_door(by=viewer, plan=found, unit=place)
    return redirect("self_checks:poster", made.door.code)


def _planner(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.PLAN)
    return viewer


def _form_page(request: HttpRequest, form: object, heading: str, verb: str, way_back: str,
               lead: str = "") -> HttpResponse:  # fmt: skip
    context = {"form": form, "heading": heading, "verb": verb, "way_back": way_back, "lead": lead}
    return render(request, "web/form_page.html", context)
