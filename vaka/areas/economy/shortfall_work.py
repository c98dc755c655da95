"""Pages of the deficit rule: the list, one deficit, its measures and its steps."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy import rules as money
from vaka.areas.economy import shortfall_actions as actions
from vaka.areas.economy import shortfall_queries as queries
from vaka.areas.economy.shortfall_forms import (
    DecisionForm,
    FollowForm,
    ProposalForm,
    SavingForm,
)
from vaka.areas.economy.shortfall_queries import ShortfallPage
from vaka.areas.economy.shortfall_rules import SHORTFALL_TRANSITIONS
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD, DEFICITS = _("Ekonomi"), _("Befarade underskott")
SLUGS = {
    "lamna": "shortfall.propose", "ta-tillbaka": "shortfall.take_back",
    "besluta": "shortfall.decide", "inte-beslutat": "shortfall.undecide",
    "rapportera": "shortfall.report", "inte-rapporterat": "shortfall.unreport",
    "avsluta": "shortfall.end", "ta-upp": "shortfall.resume",
}  # fmt: skip
"""Steps by the last part of their address."""


def listing(request: HttpRequest) -> HttpResponse:
    """Show every feared deficit, and the lines that are short without one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.shortfalls(viewer)
    context = {"rows": rows, "candidates": queries.candidates(viewer),
               "open": sum(row.state != "ended" for row in rows)}  # fmt: skip
    return render(request, "economy/shortfalls.html", context)


def show(request: HttpRequest, shortfall_id: uuid.UUID) -> HttpResponse:
    """Show one deficit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.shortfall_page(viewer, shortfall_id)
    slugs = {verb: slug for slug, verb in SLUGS.items()}
    steps = [(slugs[one.verb], one.label) for one in page.steps]
    return render(request, "economy/shortfall.html", {"page": page, "steps": steps})


def begin(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Open a deficit of a line."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    line = queries.line_led(viewer, line_id)
    above = reverse("economy:shortfalls")
    page = StepPage(
        _("Anmäl ett befarat underskott"), _("Anmäl"), _("Underskottet är anmält."), above,
        [(HEAD, reverse("economy:list")), (DEFICITS, above)], line.name,
        _("Nästa steg är att lägga till åtgärder och lämna ett förslag till nämnden."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.open_shortfall(by=viewer, line_id=line_id)
        return reverse("economy:shortfall", args=[made.pk])

    return take(request, StepForm(request.POST or None), page, done)


def add(request: HttpRequest, shortfall_id: uuid.UUID) -> HttpResponse:
    """Add a measure."""
    viewer, page = _opened(request, shortfall_id)
    if not page.may_add:
        raise NotAllowed(money.TELL)
    units = visible_units(viewer, money.TELL, on=viewer.on)
    own = page.shortfall.line.answers
    form = SavingForm(request.POST or None, units=units,
                      initial={"answers": own.code if own else ""})  # fmt: skip
    words = _("Lägg till en åtgärd"), _("Lägg till"), _("Åtgärden är tillagd.")

    def done(_data: dict[str, Any]) -> None:
        actions.add_saving(by=viewer, shortfall_id=shortfall_id, new=form.new())

    return take(request, form, _shown(page, *words), done)


def remove(request: HttpRequest, saving_id: uuid.UUID) -> HttpResponse:
    """Take a measure away that the board has not got."""
    viewer, page, what = _opened_saving(request, saving_id)
    words = _("Ta bort åtgärden"), _("Ta bort"), _("Åtgärden är borttagen.")
    if not page.may_add:
        raise NotAllowed(money.TELL)

    def done(_data: dict[str, Any]) -> None:
        actions.remove_saving(by=viewer, saving_id=saving_id)

    return take(request, StepForm(request.POST or None), _shown(page, *words, lead=what), done)


def follow(request: HttpRequest, saving_id: uuid.UUID) -> HttpResponse:
    """Follow a measure up."""
    viewer, page, what = _opened_saving(request, saving_id)
    stands = next(one for one in page.savings if one.id == saving_id)
    if not stands.may_follow:
        raise NotAllowed(money.TELL)
    initial = {"day": viewer.on, "state": stands.state, "reached": int(stands.reached)}
    form = FollowForm(request.POST or None, initial=initial)
    words = _("Följ upp åtgärden"), _("Spara uppföljningen"), _("Uppföljningen är sparad.")

    def done(_data: dict[str, Any]) -> None:
        actions.follow_saving(by=viewer, saving_id=saving_id, new=form.new())

    return take(request, form, _shown(page, *words, lead=what), done)


def unfollow(request: HttpRequest, saving_id: uuid.UUID) -> HttpResponse:
    """Take back a measure's newest follow-up."""
    viewer, page, what = _opened_saving(request, saving_id)
    stands = next(one for one in page.savings if one.id == saving_id)
    if not stands.may_follow:
        raise NotAllowed(money.TELL)
    words = _("Ta tillbaka uppföljningen"), _("Ta tillbaka"), _("Uppföljningen är borttagen.")

    def done(_data: dict[str, Any]) -> None:
        actions.withdraw_follow_up(by=viewer, saving_id=saving_id)

    return take(request, StepForm(request.POST or None), _shown(page, *words, lead=what), done)


def step(request: HttpRequest, shortfall_id: uuid.UUID, slug: str) -> HttpResponse:
    """Take a deficit a step on, or back."""
    viewer, page = _opened(request, shortfall_id)
    if slug not in SLUGS:
        raise Http404(slug)
    demand(viewer, money.LEAD, page.shortfall.line.unit_id)
    verb = SLUGS[slug]
    form, done = _step(request, viewer, page, verb)
    label = transitions.find(SHORTFALL_TRANSITIONS, verb).label
    return take(request, form, _shown(page, label, label, _("Sparat.")), done)


def _step(
    request: HttpRequest, viewer: Viewer, page: ShortfallPage, verb: str
) -> tuple[StepForm, Callable[[dict[str, Any]], object]]:
    one, sent = page.shortfall, request.POST or None
    if verb == "shortfall.propose":
        stands = {"proposal": one.proposal, "rest": one.rest}
        form: StepForm = ProposalForm(sent, initial=stands)
        return form, lambda data: actions.propose(
            by=viewer, shortfall_id=one.pk, proposal=data["proposal"], rest=data["rest"]
        )
    if verb == "shortfall.decide":
        decided = DecisionForm(sent, items=queries.items_open_to(viewer),
                               initial={"day": viewer.on})  # fmt: skip
        return decided, lambda _data: actions.decide(
            by=viewer, shortfall_id=one.pk, decision=decided.new()
        )
    form = WordsForm(sent)
    form.fields["words"].label = _WORDS.get(verb, _now("Varför?"))
    return form, lambda data: actions.step_shortfall(
        by=viewer, shortfall_id=one.pk, verb=verb, words=data["words"]
    )


_WORDS: dict[str, Any] = {
    "shortfall.report": _("Vad har rapporterats, och hur?"),
    "shortfall.end": _("Hur gick det?"),
}


def _opened(request: HttpRequest, shortfall_id: uuid.UUID) -> tuple[Viewer, ShortfallPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, queries.shortfall_page(viewer, shortfall_id)


def _opened_saving(
    request: HttpRequest, saving_id: uuid.UUID
) -> tuple[Viewer, ShortfallPage, str]:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    saving = queries.saving_of(viewer, saving_id)
    return viewer, queries.shortfall_page(viewer, saving.shortfall_id), saving.what


def _shown(
    page: ShortfallPage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:  # fmt: skip
    address = reverse("economy:shortfall", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("economy:list")), (DEFICITS, reverse("economy:shortfalls")),
        (page.row.name, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.row.name, lead)
