"""Pages that change a remedy: propose, decide, plan anew, done, effect, drop, open again."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies import actions, causes, pages, people, queries, rules
from vaka.areas.remedies.actions import NewRemedy, Plan
from vaka.areas.remedies.forms import (
    AnswerForm,
    EffectForm,
    FinishForm,
    PlanForm,
    ProposalForm,
    WordsForm,
)
from vaka.areas.remedies.pages import RemedyPage
from vaka.areas.remedies.rules import Outcome, RemedyKind
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.web.forms import Refusable

Done = Callable[[Viewer, RemedyPage, Any], Case]


def new(request: HttpRequest) -> HttpResponse:
    """Propose a remedy, for a case when the address names one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    answered = _answered(request, viewer)
    units = _units(viewer, answered)
    found = causes.found_in(viewer, [answered] if answered else [])
    form = ProposalForm(
        request.POST or None, units=units, above=queries.above(units), causes=found,
        initial={"cause_code": request.GET.get("orsak", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _proposed(request, viewer, form, answered)
    context = {
        "form": form,
        "answered": answered,
        "may_decide": any(viewer.may(rules.DECIDE, unit.pk) for unit in units),
        "way_back": _way_back(answered),
    }
    return render(request, "remedies/new.html", context)


def decide(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Decide who does it, by when and how it is checked."""
    return _plan(request, case_id, "remedy.decide", _by(actions.decide),
                 heading=_("Besluta om åtgärden"), verb=_("Besluta"),
                 message=_("Åtgärden är beslutad."))  # fmt: skip


def replan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Change person or dates, with the reason."""
    return _plan(request, case_id, "remedy.replan", _by(actions.replan),
                 heading=_("Ändra planen"), verb=_("Spara"), message=_("Planen är ändrad."),
                 reason=_("Varför ändras planen?"))  # fmt: skip


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a done or checked remedy again."""
    return _plan(request, case_id, "remedy.reopen", _by(actions.reopen),
                 heading=_("Öppna åtgärden igen"), verb=_("Öppna igen"),
                 message=_("Åtgärden är öppen igen."),
                 reason=_("Varför öppnas den igen?"))  # fmt: skip


def finish(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Tell that it is done, with evidence."""

    def done(viewer: Viewer, page: RemedyPage, form: FinishForm) -> Case:
        return actions.finish(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return _step(request, case_id, "remedy.finish", lambda page: (FinishForm, {}), done,
                 heading=_("Åtgärden är gjord"), verb=_("Markera som genomförd"),
                 message=_("Åtgärden är genomförd."), multipart="ja")  # fmt: skip


def check(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write what the check of the effect found."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def form_of(page: RemedyPage) -> tuple[type[Refusable], dict[str, Any]]:
        return EffectForm, {"kind": RemedyKind(page.row.kind), "today": viewer.on}

    return _step(request, case_id, "remedy.check_effect", form_of, _checked,
                 heading=_("Kontrollera effekten"), verb=_("Spara kontrollen"),
                 message=_("Effektkontrollen är sparad."))  # fmt: skip


def drop(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Decide that it is not done."""
    return _words(request, case_id, "remedy.drop", _said(actions.drop),
                  heading=_("Genomför inte åtgärden"), verb=_("Genomför inte"),
                  message=_("Beslutet är sparat."),
                  reason=_("Varför genomförs den inte?"))  # fmt: skip


def restore(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Propose a dropped one again."""
    return _words(request, case_id, "remedy.restore", _said(actions.restore),
                  heading=_("Föreslå åtgärden igen"), verb=_("Föreslå igen"),
                  message=_("Åtgärden är föreslagen igen."),
                  reason=_("Varför föreslås den igen?"))  # fmt: skip


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Tie the remedy to one more case that it answers."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.remedy_page(viewer, case_id)
    if not page.may_answer:
        raise NotAllowed(rules.PROPOSE)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = queries.by_reference(viewer, form.cleaned_data["reference"])
        if other is not None and other.pk != case_id:
            actions.answer(by=viewer, case_id=case_id, other_id=other.pk)
            messages.success(request, _("Åtgärden svarar nu också mot %s.") % other.reference)
            return redirect("remedies:case", case_id)
        form.add_error("reference", _("Det finns inget ärende med det numret som du kan se."))
    context = {"page": page, "form": form, "heading": _("Koppla till ett ärende till"),
               "verb": _("Koppla")}  # fmt: skip
    return render(request, "remedies/step.html", context)


def _units(viewer: Viewer, answered: Case | None) -> list[Unit]:
    """Where the viewer may propose: at the case's unit when a case is answered."""
    demand(viewer, rules.PROPOSE, answered.unit_id if answered else None)
    return [answered.unit] if answered else visible_units(viewer, rules.PROPOSE, on=viewer.on)


def _proposed(
    request: HttpRequest, viewer: Viewer, form: ProposalForm, answered: Case | None
) -> HttpResponse:
    answers = [answered.pk] if answered else []
    case = actions.propose(by=viewer, new=_new(form), answers=answers)
    messages.success(request, _("Förslaget är sparat som %s.") % case.reference)
    if "besluta" in request.POST:
        return redirect("remedies:decide", case.pk)
    return redirect("remedies:case", case.pk)


def _answered(request: HttpRequest, viewer: Viewer) -> Case | None:
    asked = request.GET.get("case", "")
    if not asked:
        return None
    try:
        return cases.visible_case(viewer, uuid.UUID(asked))
    except ValueError as error:
        raise Http404(asked) from error


def _new(form: ProposalForm) -> NewRemedy:
    data: dict[str, Any] = form.cleaned_data
    return NewRemedy(
        unit=form.units[data["unit"]],
        kind=RemedyKind(data["kind"]),
        text=data["text"],
        cause=data["cause"] or form.cause_label(),
        cause_code=data.get("cause_code", ""),
        reach=form.units.get(data["reach"]),
    )


def _way_back(answered: Case | None) -> str:
    if answered is None:
        return reverse("remedies:list")
    return reverse(kind_of(answered.kind).url_name, args=[answered.pk])


def _by(verb: Callable[..., Case]) -> Done:
    def done(viewer: Viewer, page: RemedyPage, form: PlanForm) -> Case:
        data = form.cleaned_data
        return verb(by=viewer, case_id=page.frame.id, version=data["version"], plan=form.plan(),
                    words=data["words"])  # fmt: skip

    return done


def _said(verb: Callable[..., Case]) -> Done:
    def done(viewer: Viewer, page: RemedyPage, form: WordsForm) -> Case:
        return verb(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return done


def _checked(viewer: Viewer, page: RemedyPage, form: EffectForm) -> Case:
    data, plan = form.cleaned_data, None
    if data["outcome"] is Outcome.NOT:
        responsible = queries.responsible(page.frame.id)
        plan = Plan(responsible, data["due_date"], data["effect_date"], page.measure)
    return actions.check_effect(
        by=viewer, case_id=page.frame.id, version=data["version"], outcome=data["outcome"],
        words=data["words"], plan=plan,
    )  # fmt: skip


def _plan(
    request: HttpRequest, case_id: uuid.UUID, step: str, done: Done, *, reason: str = "",
    **words: str,
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def form_of(page: RemedyPage) -> tuple[type[Refusable], dict[str, Any]]:
        unit = queries.unit_of(page.frame.id)
        return PlanForm, {
            "kind": RemedyKind(page.row.kind),
            "today": viewer.on,
            "people": people.candidates(unit, viewer.on),
            "measures": queries.measure_choices(),
            "reason": reason,
        }

    return _step(request, case_id, step, form_of, done, **words)


def _words(
    request: HttpRequest, case_id: uuid.UUID, step: str, done: Done, *, reason: str, **words: str
) -> HttpResponse:
    return _step(
        request, case_id, step, lambda page: (WordsForm, {"reason": reason}), done, **words
    )


def _step(
    request: HttpRequest, case_id: uuid.UUID, step: str,
    form_of: Callable[[RemedyPage], tuple[type[Refusable], dict[str, Any]]], done: Done,
    *, message: str, **words: str,
) -> HttpResponse:  # fmt: skip
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.remedy_page(viewer, case_id)
    if step not in page.steps and not pages.may_try(viewer, page, step):
        raise NotAllowed(pages.capability_of(step))
    kind, more = form_of(page)
    form = kind(request.POST or None, request.FILES or None, initial=_initial(viewer, page), **more)
    if request.method == "POST" and form.is_valid():
        done(viewer, page, form)
        messages.success(request, message)
        return redirect("remedies:case", case_id)
    return render(request, "remedies/step.html", {"page": page, "form": form, **words})


def _initial(viewer: Viewer, page: RemedyPage) -> dict[str, Any]:
    """Begin with what stands, else with what local habit suggests."""
    unit = queries.unit_of(page.frame.id)
    due_days, effect_days = (
        local_value(key, viewer.on, unit) for key in ("remedy.due_days", "remedy.effect_days")
    )
    due, effect = rules.suggested_dates(viewer.on, due_days, effect_days)
    stands = page.row.due_date if page.row.due_date and page.row.due_date >= viewer.on else None
    must = rules.must_check_effect(RemedyKind(page.row.kind))
    later = page.row.effect_date if stands else effect if must else None
    return {
        "version": page.frame.version,
        "responsible": str(queries.responsible_id(page.frame.id) or ""),
        "due_date": stands or due,
        "effect_date": later,
        "measure": page.measure,
    }
