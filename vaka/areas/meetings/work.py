"""Pages that change a meeting: plan, hold, write, decide, check, close, open again."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.meetings import actions, homes, queries, rules, spread, writing
from vaka.areas.meetings.forms import (
    AnswerForm,
    DecisionForm,
    FinishForm,
    HoldForm,
    MeetingForm,
    MoveForm,
    NotesForm,
    PointForm,
    SpreadForm,
    TakeBackForm,
    WillingForm,
)
from vaka.areas.meetings.pages import HomesRow, MeetingPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web import steps
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take


@dataclass(frozen=True)
class Step(steps.Step):
    """A step with the verb by which the meeting's page offers it, where it is one of the table."""

    verb: str = ""


STEPS = {
    "hall": Step(actions.hold, HoldForm, _("Mötet är hållet"), _("Spara"),
                 _("Mötet är hållet. Siffrorna är sparade som de var."), verb="meeting.hold"),
    "flytta": Step(actions.move, MoveForm, _("Flytta mötet"), _("Flytta"),
                   _("Mötet är flyttat.")),
    "forbered": Step(actions.prepare, SureForm, _("Förberett tillsammans"), _("Spara"),
                     _("Förberedelsen är sparad.")),
    "punkt": Step(writing.add_meeting_point, PointForm, _("Ny punkt"), _("Spara punkten"),
                  _("Punkten är sparad.")),
    "beslut": Step(writing.add_meeting_decision, DecisionForm, _("Beslut eller önskemål"),
                   _("Spara"), _("Det är sparat.")),
    "hemma": Step(homes.count_willing, WillingForm, _("Vilka vill ta emot hemma?"), _("Spara"),
                  _("Antalet är sparat."), verb="meeting.count_willing",
                  lead=_("Den som tar emot en förtroendevald hemma gör det frivilligt.")),
    "taget-tillbaka": Step(homes.take_back_consent, TakeBackForm, _("Ett ja är taget tillbaka"),
                           _("Spara"), _("Det är sparat."), verb="meeting.take_back_consent"),
    "stall-in": Step(actions.cancel, WordsForm, _("Ställ in mötet"), _("Ställ in"),
                     _("Mötet är inställt."), verb="meeting.cancel"),
    "lamna": Step(actions.submit, FinishForm, _("Lämna för kontroll"), _("Lämna"),
                  _("Anteckningarna är lämnade."), verb="meeting.submit",
                  lead=_("Chefen får dem att läsa, och de sprids först när hen har sagt ja.")),
    "tillbaka": Step(actions.send_back, WordsForm, _("Lämna tillbaka"), _("Lämna tillbaka"),
                     _("Anteckningarna är lämnade tillbaka."), verb="meeting.send_back"),
    "godkann": Step(actions.approve, SureForm, _("Kontrollera och godkänn"), _("Godkänn"),
                    _("Mötet är klart."), verb="meeting.approve"),
    "sprid": Step(spread.spread_report, SpreadForm, _("Lämna rapporten"), _("Spara"),
                  _("Det är sparat."), verb="meeting.spread_report",
                  lead=_("Bocka av varje mottagare när rapporten är lämnad.")),
    "stang": Step(actions.close, FinishForm, _("Stäng mötet"), _("Stäng"), _("Mötet är klart."),
                  verb="meeting.close"),
    "oppna": Step(actions.reopen, WordsForm, _("Öppna mötet igen"), _("Öppna igen"),
                  _("Mötet är öppet igen."), verb="meeting.reopen"),
}  # fmt: skip
NOTES = Step(writing.write_notes, NotesForm, _("Anteckningar"), _("Spara"),
             _("Anteckningarna är sparade."))  # fmt: skip
ANSWER = Step(writing.answer_wish, AnswerForm, _("Svara på önskemålet"), _("Spara svaret"),
              _("Svaret är sparat."))  # fmt: skip
AMEND = Step(writing.amend_meeting_decision, DecisionForm, _("Ändra beslutet"), _("Spara"),
             _("Det är sparat."))  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting or a series."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    stands = {"first": viewer.on, "sort": request.GET.get("slag", ""),
              "unit": request.GET.get("enhet", ""),
              "leader": str(viewer.person.pk) if viewer.person else ""}  # fmt: skip
    form = MeetingForm(
        request.POST or None, kinds=queries.plannable(viewer), initial=stands,
        units=visible_units(viewer, rules.HANDLE, on=viewer.on), people=queries.people(),
    )  # fmt: skip
    above = reverse("meetings:list")
    page = StepPage(_("Planera ett möte"), _("Planera"), _("Mötet är planerat."), above,
                    [(_("Möten"), above)])  # fmt: skip
    return take(
        request, form, page, lambda _data: _address(actions.plan(by=viewer, new=form.new()))
    )


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a meeting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.meeting_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    wanted = STEPS[name]
    _allow(viewer, page, wanted)
    stands: dict[str, Any] = {"version": page.frame.version, "held": _held_day(viewer, page),
                              "day": page.planned_date, "sent": viewer.on}  # fmt: skip
    if page.homes:
        stands |= _stands_at_home(viewer, page.homes)
    if page.kind.has_wishes:
        stands["kind"] = rules.Outcome.WISH
    form = wanted.form(request.POST or None, initial=stands, **_more(page, wanted))
    return _taken(request, page, wanted, form)


def notes(request: HttpRequest, case_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Write what was said under a point."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.meeting_page(viewer, case_id)
    point = queries.point_of(viewer, case_id, point_id)
    _allow(viewer, page, NOTES)
    stands = {"version": page.frame.version, "notes": point.notes}
    form = NotesForm(request.POST or None, initial=stands)
    return _taken(request, page, NOTES, form, point.heading, point.prompt, point_id=point_id)


def answer(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """Answer a wish."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.meeting_page(viewer, case_id)
    wish = queries.wish_of(viewer, case_id, decision_id)
    _allow(viewer, page, ANSWER)
    stands = {"version": page.frame.version, "answer": wish.answer}
    form = AnswerForm(request.POST or None, initial=stands)
    return _taken(request, page, ANSWER, form, wish.text, decision_id=decision_id)


def amend(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """Word a decision or wish anew."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.meeting_page(viewer, case_id)
    found = queries.decision_of(viewer, case_id, decision_id)
    _allow(viewer, page, AMEND)
    stands = {"version": page.frame.version, "kind": found.kind, "text": found.text}
    form = DecisionForm(request.POST or None, initial=stands)
    return _taken(request, page, AMEND, form, decision_id=decision_id)


def _allow(viewer: Viewer, page: MeetingPage, wanted: Step) -> None:
    """Refuse whoever lacks what the step asks; what the state refuses is told by the rule."""
    capability = OF_OTHERS.get(wanted.verb, rules.HANDLE)
    mine = page.may_lead and wanted.verb not in OF_OTHERS
    if not (mine or viewer.may(capability, page.frame.unit_id)):
        raise NotAllowed(capability)


OF_OTHERS = {
    "meeting.approve": rules.CHECK, "meeting.send_back": rules.CHECK,
    "meeting.reopen": rules.HANDLE, "meeting.count_willing": rules.CONSENT,
    "meeting.take_back_consent": rules.CONSENT, "meeting.spread_report": rules.HANDLE,
}  # fmt: skip
"""Steps that nobody takes by leading the meeting alone, and what each asks."""


def _held_day(viewer: Viewer, page: MeetingPage) -> Any:
    return min(page.planned_date, viewer.on)


def _stands_at_home(viewer: Viewer, told: HomesRow) -> dict[str, Any]:
    asker = str(viewer.person.pk) if viewer.person else ""
    stands: dict[str, Any] = {"asked_date": told.asked_date or viewer.on, "asked_by": asker}
    if told.asked:
        stands |= {"asked": told.asked, "willing": told.willing, "note": told.note}
    return stands


def _more(page: MeetingPage, wanted: Step) -> dict[str, Any]:
    if wanted.form is HoldForm:
        return {"kind": page.kind}
    if wanted.form is WillingForm:
        return {"people": queries.people()}
    if wanted.form is SpreadForm:
        return {"receivers": page.unsent}
    return {"suspects": page.suspects} if wanted.form is FinishForm else {}


def _taken(
    request: HttpRequest, page: MeetingPage, wanted: Step, form: StepForm, context: str = "",
    lead: str = "", **known: Any,
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def done(data: dict[str, Any]) -> object:
        given = {"how": form.how()} if isinstance(form, HoldForm) else dict(data)
        given.pop("version", None)
        return wanted.do(
            by=viewer, case_id=page.frame.id, version=data["version"], **known, **given
        )

    address = reverse("meetings:case", args=[page.frame.id])
    above = (_("Möten"), reverse("meetings:list"))
    crumbs: list[tuple[Words, str]] = [above, (page.frame.reference, address)]
    shown = StepPage(
        wanted.heading, wanted.button, wanted.message, address, crumbs,
        context or page.frame.title, lead or wanted.lead,
    )  # fmt: skip
    return take(request, form, shown, done)


def _address(case: Case) -> str:
    return reverse("meetings:case", args=[case.pk])
