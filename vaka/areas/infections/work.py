"""Pages that change something: report, confirm and end a case; open, close, tie an outbreak."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.infections import actions, outbreak_actions, outbreak_queries, queries, rules
from vaka.areas.infections.forms import CheckForm, ConfirmForm, EndForm, InfectionForm
from vaka.areas.infections.outbreak_queries import OutbreakPage
from vaka.areas.infections.queries import InfectionRow, ProposalRow
from vaka.areas.infections.rules import Certainty, Infected, InfectionEnd
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Smitta och utbrott")
STEPS = {
    "avsluta": Step(outbreak_actions.close_outbreak, SureForm, _("Avsluta utbrottet"),
                    _("Avsluta"), _("Utbrottet är avslutat.")),
    "i-fortid": Step(outbreak_actions.close_early, WordsForm, _("Avsluta utbrottet i förtid"),
                     _("Avsluta i förtid"), _("Utbrottet är avslutat."),
                     _("Regeln är inte uppfylld än. Skälet står kvar i utbrottets historik.")),
    "oppna": Step(outbreak_actions.reopen_outbreak, WordsForm, _("Öppna utbrottet igen"),
                  _("Öppna igen"), _("Utbrottet är öppet igen.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Write a case on the line list."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.REPORT)
    units = queries.places(viewer)
    if not units:
        raise NotAllowed(rules.REPORT)
    stands = {"sick_date": viewer.on, "infected": Infected.RESIDENT,
              "certainty": Certainty.SUSPECTED}  # fmt: skip
    form = InfectionForm(request.POST or None, units=units, on=viewer.on, initial=stands)
    shown = _shown(_("Nytt fall"), _("Spara fallet"), _("Fallet är sparat."),
                   units[0].name if len(units) == 1 else "")  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.report_infection(by=viewer, new=form.new())

    return take(request, form, shown, done)


def confirm(request: HttpRequest, infection_id: uuid.UUID) -> HttpResponse:
    """Confirm a case, perhaps as another agent."""
    viewer, one = _case(request, infection_id)
    stands = {"agent": one.agent, "confirmed_date": viewer.on}
    form = ConfirmForm(request.POST or None, on=one.sick_date, initial=stands)
    shown = _shown(_("Bekräfta fallet"), _("Bekräfta"), _("Fallet är bekräftat."), _named(one))

    def done(data: dict[str, Any]) -> None:
        actions.confirm_infection(by=viewer, infection_id=infection_id, agent=data["agent"],
                                  confirmed_date=data["confirmed_date"])  # fmt: skip

    return take(request, form, shown, done)


def end(request: HttpRequest, infection_id: uuid.UUID) -> HttpResponse:
    """Tell that a case is over."""
    viewer, one = _case(request, infection_id)
    stands = {"outcome": InfectionEnd.RECOVERED, "over_date": viewer.on}
    form = EndForm(request.POST or None, initial=stands)
    shown = _shown(_("Avsluta fallet"), _("Avsluta"), _("Fallet är avslutat."), _named(one))

    def done(data: dict[str, Any]) -> None:
        actions.end_infection(by=viewer, infection_id=infection_id, outcome=data["outcome"],
                              over_date=data["over_date"])  # fmt: skip

    return take(request, form, shown, done)


def open_outbreak(request: HttpRequest, infection_id: uuid.UUID) -> HttpResponse:
    """Open an outbreak from a case: as the rule proposes, or by hand with the reason."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.infection(viewer, infection_id)
    demand(viewer, rules.HANDLE)
    if not one.may_open and not one.outbreak_id:
        raise NotAllowed(rules.HANDLE)
    proposed = queries.proposed_with(viewer, infection_id)
    form: StepForm = (SureForm if proposed else WordsForm)(request.POST or None)
    shown = _shown(_("Öppna ett utbrott"), _("Öppna utbrottet"), _("Utbrottet är öppnat."),
                   _named(one), _why(proposed))  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = outbreak_actions.open_outbreak(by=viewer, infection_id=infection_id,
                                              words=data["words"])  # fmt: skip
        return reverse("infections:outbreak", args=[made.pk])

    return take(request, form, shown, done)


def step(request: HttpRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Close an outbreak, early or in time, or take it up again."""
    if step not in STEPS:
        raise Http404(step)
    one, (viewer, page) = STEPS[step], _outbreak(request, case_id)
    capability = rules.END_EARLY if step == "i-fortid" else rules.HANDLE
    if not viewer.may(capability, page.frame.unit_id):
        raise NotAllowed(capability)
    form = one.form(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        one.do(by=viewer, case_id=case_id, **data)

    return take(request, form, _outbreak_shown(page, one), done)


def tie_check(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Tie a round of hygiene checks to an outbreak."""
    viewer, page = _outbreak(request, case_id)
    if not page.may_handle:
        raise NotAllowed(rules.HANDLE)
    rounds = outbreak_queries.checks_to_tie(viewer, page)
    form = CheckForm(request.POST or None, rounds=rounds, initial={"version": page.frame.version})
    none = (
        "" if rounds else _("Enheten har ingen hygienkontroll att knyta. Lägg upp en plan först.")
    )
    one = Step(outbreak_actions.tie_check, CheckForm, _("Knyt en hygienkontroll"), _("Knyt"),
               _("Hygienkontrollen är knuten till utbrottet."), none)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        outbreak_actions.tie_check(by=viewer, case_id=case_id, version=data["version"],
                                   round_id=uuid.UUID(data["round_id"]))  # fmt: skip

    return take(request, form, _outbreak_shown(page, one), done)


def _case(request: HttpRequest, infection_id: uuid.UUID) -> tuple[Viewer, InfectionRow]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.infection(viewer, infection_id)
    demand(viewer, rules.REPORT)
    return viewer, one


def _outbreak(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, OutbreakPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, outbreak_queries.outbreak_page(viewer, case_id)


def _named(one: InfectionRow) -> str:
    said = _now("%(agent)s, fall %(number)s på %(unit)s")
    return said % {"agent": one.agent_label, "number": one.number, "unit": one.unit_name}


def _why(found: ProposalRow | None) -> Words:
    """Say why the rule proposes an outbreak, or that it does not."""
    if found is None:
        return _("Regeln för utbrott är inte uppfylld. Du kan öppna det ändå, med skäl.")
    said = _now("%(n)s fall på %(unit)s med första sjukdag %(first)s till %(last)s. "
                "Regeln är %(cases)s fall inom %(days)s dagar.")  # fmt: skip
    return said % {
        "n": found.count, "unit": found.unit_name, "first": found.first_date,
        "last": found.last_date, "cases": found.cases, "days": found.within_days,
    }  # fmt: skip


def _shown(
    heading: Words, button: Words, message: Words, context_line: Words = "", lead: Words = ""
) -> StepPage:
    above = reverse("infections:list")
    return StepPage(heading, button, message, above, [(HEAD, above)], context_line, lead)


def _outbreak_shown(page: OutbreakPage, one: Step) -> StepPage:
    address = reverse("infections:outbreak", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("infections:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(one.heading, one.button, one.message, address, crumbs, page.frame.title,
                    one.lead)  # fmt: skip
