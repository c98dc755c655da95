"""Pages that change a routine: begin, write, hand over, set, look over, withdraw, read, fail."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.routines import actions, people, queries, rules
from vaka.areas.routines.forms import (
    ApproveForm,
    DraftForm,
    ExtendForm,
    FailedForm,
    NewForm,
    WordsForm,
)
from vaka.areas.routines.queries import RoutinePage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.verdict import require
from vaka.web.forms import Refusable

FormOf = Callable[[RoutinePage], tuple[type[Refusable], dict[str, Any]]]
Done = Callable[[Viewer, RoutinePage, Any], Case]


def new(request: HttpRequest) -> HttpResponse:
    """Begin a routine."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE)
    units = visible_units(viewer, rules.WRITE, on=viewer.on)
    owners = people.owners(viewer.on, [unit.pk for unit in units])
    me = str(viewer.person.pk) if viewer.person else ""
    form = NewForm(request.POST or None, units=units, owners=owners, me=me)
    if request.method == "POST" and form.is_valid():
        fresh = form.new()
        inside = actions.inside(fresh.unit, list(fresh.valid_for) or [fresh.unit])
        form.refuse(rules.may_reach(inside))
        if form.is_valid():
            case = actions.create(by=viewer, new=fresh)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("routines:case", case.pk)
    context = {"form": form, "heading": _("Ny rutin"), "verb": _("Spara utkastet"),
               "way_back": reverse("routines:list")}  # fmt: skip
    return render(request, "routines/new.html", context)


def revise(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Begin a new version of the one in force."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    queries.version_of(viewer, case_id)
    if request.method != "POST":
        return redirect("routines:case", case_id)
    case = actions.revise(by=viewer, case_id=case_id)
    messages.success(request, _("En ny version är påbörjad. Den gamla gäller tills du är klar."))
    return redirect("routines:write", case.pk)


def acknowledge(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say that one has read it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    queries.version_of(viewer, case_id)
    if request.method != "POST":
        return redirect("routines:case", case_id)
    actions.acknowledge(by=viewer, case_id=case_id)
    messages.success(request, _("Tack. Det är antecknat att du har läst rutinen."))
    return redirect("routines:case", case_id)


def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in a draft."""

    def form_of(page: RoutinePage) -> tuple[type[Refusable], dict[str, Any]]:
        require(rules.may_write(rules.State(page.row.state)))
        return DraftForm, {"number": page.row.version}

    def done(viewer: Viewer, page: RoutinePage, form: DraftForm) -> Case:
        return actions.write(by=viewer, case_id=page.frame.id, draft=form.draft(),
                             version=form.cleaned_data["version"])  # fmt: skip

    return _step(request, case_id, "routine.submit", form_of, done, heading=_("Skriv utkastet"),
                 verb=_("Spara utkastet"), message=_("Utkastet är sparat."))  # fmt: skip


def submit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hand a draft over."""
    return _words(request, case_id, "routine.submit", actions.submit,
                  heading=_("Lämna för godkännande"), verb=_("Lämna"), required=False,
                  message=_("Versionen väntar nu på godkännande."),
                  reason=_("Kommentar till den som ska godkänna"))  # fmt: skip


def send_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give a version back to its author."""
    return _words(request, case_id, "routine.send_back", actions.send_back,
                  heading=_("Lämna tillbaka"), verb=_("Lämna tillbaka"),
                  message=_("Versionen är tillbaka hos den som skrev den."),
                  reason=_("Vad behöver ändras?"))  # fmt: skip


def approve(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Set a version."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def form_of(page: RoutinePage) -> tuple[type[Refusable], dict[str, Any]]:
        return ApproveForm, {"today": viewer.on, "is_author": page.is_author}

    return _step(request, case_id, "routine.approve", form_of, _taken(actions.approve),
                 heading=_("Godkänn"), verb=_("Godkänn"),
                 message=_("Versionen är godkänd. De som ska läsa den får veta det."))  # fmt: skip


def extend(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say that a version has been looked over and holds on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _step(request, case_id, "routine.extend",
                 lambda page: (ExtendForm, {"today": viewer.on}), _taken(actions.extend),
                 heading=_("Sedd över, gäller vidare"), verb=_("Spara"),
                 message=_("Översynen är sparad."))  # fmt: skip


def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say that a routine no longer holds."""
    return _words(request, case_id, "routine.withdraw", actions.withdraw,
                  heading=_("Upphäv"), verb=_("Upphäv"), message=_("Rutinen är upphävd."),
                  reason=_("Varför upphävs den, och vad gäller i stället?"))  # fmt: skip


def drop(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    return _words(request, case_id, "routine.drop", actions.drop,
                  heading=_("Kasta utkastet"), verb=_("Kasta utkastet"),
                  message=_("Utkastet är kasserat."),
                  reason=_("Varför behövs det inte?"))  # fmt: skip


def failed(request: HttpRequest) -> HttpResponse:
    """Say which routine failed in an event, among those that held when it happened."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    event = _event(request, viewer)
    demand(viewer, rules.FAIL, event.unit_id)
    versions = queries.held_at(viewer, event)
    form = FailedForm(request.POST or None, versions=versions)
    way_back = reverse(kind_of(event.kind).url_name, args=[event.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.fail(by=viewer, event_id=event.pk, case_id=uuid.UUID(data["routine"]),
                     how=data["how"], words=data["words"])  # fmt: skip
        messages.success(request, _("Rutinen är kopplad till ärendet."))
        return redirect(way_back)
    context = {"form": form, "event": event, "day": actions.event_day(event),
               "versions": versions, "way_back": way_back}  # fmt: skip
    return render(request, "routines/failed.html", context)


def _event(request: HttpRequest, viewer: Viewer) -> Case:
    asked = request.GET.get("case", "")
    try:
        return cases.visible_case(viewer, uuid.UUID(asked))
    except ValueError as error:
        raise Http404(asked) from error


def _taken(verb: Callable[..., Case]) -> Done:
    def done(viewer: Viewer, page: RoutinePage, form: Refusable) -> Case:
        return verb(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return done


def _words(
    request: HttpRequest, case_id: uuid.UUID, step: str, taking: Callable[..., Case], *,
    reason: str, required: bool = True, **words: str,
) -> HttpResponse:  # fmt: skip
    more = {"reason": reason, "required": required}
    return _step(request, case_id, step, lambda page: (WordsForm, more), _taken(taking), **words)


def _step(
    request: HttpRequest, case_id: uuid.UUID, step: str, form_of: FormOf, done: Done, *,
    message: str, **words: Any,
) -> HttpResponse:  # fmt: skip
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.routine_page(viewer, case_id)
    capability = transitions.find(rules.TRANSITIONS, step).capability
    if not viewer.may(capability, page.frame.unit_id):
        raise NotAllowed(capability)
    kind, more = form_of(page)
    form = kind(request.POST or None, initial=_initial(viewer, page), **more)
    if request.method == "POST" and form.is_valid():
        done(viewer, page, form)
        messages.success(request, message)
        return redirect("routines:case", case_id)
    return render(request, "routines/step.html", {"page": page, "form": form, **words})


def _initial(viewer: Viewer, page: RoutinePage) -> dict[str, Any]:
    version = queries.version_of(viewer, page.frame.id)
    months = int(local_value("routine.valid_months", viewer.on, version.case.unit))
    return {
        "version": page.frame.version,
        "text": version.text,
        "changed": version.changed,
        "systems": version.systems,
        "laws": version.laws,
        "valid_from": viewer.on,
        "valid_until": rules.suggested_until(viewer.on, months),
    }
