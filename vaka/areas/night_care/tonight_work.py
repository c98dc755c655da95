"""Pages of a night: the list on a phone, a unit's night for the day, and handing it over."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.areas.night_care import (
    performed_queries,
    reporting,
    tonight_actions,
    tonight_queries,
    tonight_rules,
    walk_queries,
)
from vaka.areas.night_care.plan_rules import CHECK_LABELS, CheckForm
from vaka.areas.night_care.tonight_queries import AskedRow, Tonight
from vaka.areas.night_care.words import round_told
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.organisation.queries import visible_units
from vaka.law.verdict import RuleRefused
from vaka.web.forms import area
from vaka.web.steps import StepForm, StepPage, SureForm, take

HEAD = _("I natt")
SHOWN_ROUNDS = 28


class NoteForm(StepForm):
    """Something that the day has to know."""

    room = forms.ChoiceField(label=_("Vilket rum?"))
    text = forms.CharField(
        label=_("Vad behöver dagen veta?"), max_length=5_000, widget=area(3),
        help_text=_("Skriv inget namn."),
        error_messages={"required": _("Skriv vad dagen behöver veta.")},
    )  # fmt: skip
    deviation = forms.BooleanField(
        label=_("Det är en avvikelse"), required=False,
        help_text=_("Då blir den en rapport direkt, och enhetschefen får den."),
    )  # fmt: skip


def tonight(request: HttpRequest) -> HttpResponse:
    """Show tonight's list, or take a tap or a note: the same with script and without."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = tonight_queries.tonight(viewer)
    form = NoteForm(request.POST if "text" in request.POST else None)
    form.choose("room", [(str(one.pk), f"{one.label}, {one.unit.name}") for one in page.rooms])
    if request.method == "POST":
        if "do" in request.POST:
            return _tapped(request, viewer, page)
        if form.is_valid() and (made := _noted(viewer, page, form, request)):
            return made
    context = {
        "page": page, "form": form, "is_shell": getattr(request, "is_shell", False),
        "client_id": uuid.uuid4(), "words": _words(), "next": _next_rows(),
        "now": [row for row in page.left if row.state != tonight_queries.LATER],
        "later": [row for row in page.left if row.state == tonight_queries.LATER],
        "homes": walk_queries.homes(viewer) if viewer.person else [],
    }  # fmt: skip
    return render(request, "night_care/tonight.html", context)


def _tapped(request: HttpRequest, viewer: Viewer, page: Tonight) -> HttpResponse:
    check, attempt, outcome, why = [*request.POST["do"].split(":"), "", "", ""][:4]
    row = next((one for one in [*page.left, *page.made]
                if (str(one.check_id), str(one.attempt)) == (check, attempt)), None)  # fmt: skip
    if row is None:
        messages.error(request, gettext("Listan har ändrats sedan du öppnade den. Tryck igen."))
        return redirect("night_care:tonight")
    answers = {
        "act": "check", "night": page.night.isoformat(), "check": check, "room": str(row.room_id),
        "form": row.form, "from": f"{row.from_time:%H:%M}", "to": f"{row.to_time:%H:%M}",
        "attempt": attempt, "outcome": outcome, "why": why,
    }  # fmt: skip
    reporting.accept(by=viewer, client_id=uuid.uuid4(), answers=answers)
    messages.success(request, _said(row, outcome))
    return redirect("night_care:tonight")


def _said(row: AskedRow, outcome: str) -> str:
    told = {"room": row.room, "what": tonight_rules.OUTCOME_LABELS[tonight_rules.Outcome(outcome)]}
    return gettext("Rum %(room)s: %(what)s.") % told


def _noted(
    viewer: Viewer, page: Tonight, form: NoteForm, request: HttpRequest
) -> HttpResponse | None:
    data = form.cleaned_data
    answers = {"act": "note", "night": page.night.isoformat(), "room": data["room"],
               "text": data["text"], "deviation": "on" if data["deviation"] else ""}  # fmt: skip
    try:
        client_id = uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        client_id = uuid.uuid4()
    try:
        case = reporting.accept(by=viewer, client_id=client_id, answers=answers)
    except RuleRefused as refused:
        form.refuse(refused.verdict)
        return None
    words = gettext("Sparat till %s.")
    if data["deviation"]:
        words = gettext("Rapporten är sparad som %s.")
    messages.success(request, words % case.reference)
    return redirect("night_care:tonight")


def _next_rows() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give what a row that a phone adds by itself holds: look again, or go there."""
    return [(form.value, str(CHECK_LABELS[form]),
             [(code.value, str(tonight_rules.OUTCOME_LABELS[code]))
              for code in tonight_rules.choices(form)])
            for form in (CheckForm.CAMERA, CheckForm.LOOK)]  # fmt: skip


def _words() -> dict[str, str]:
    """Give what the list's script says; {braces} are filled in by it."""
    return {
        "busy": gettext("Sparar …"),
        "saved": gettext("Sparat på telefonen {time}: {what}"),
        "sent": gettext("Skickat {time}: {what}"),
        "kept": gettext("Hos enhetschefen: {what}"),
        "refused": gettext("Gick inte att spara. Ladda om listan och tryck igen."),
        "undone": gettext("Ångrat {time}"),
        "until": gettext("senast {time}"),
        "none": gettext(
            "Listan finns inte på telefonen. Öppna sidan en gång med nät, så följer den med när "
            "nätet är borta."
        ),
        "old": gettext("Listan på telefonen är från en annan natt. Följ nattplanerna på papper."),
        "offline": gettext(
            "Inget nät. Listan är den som telefonen hade {time}. Det du trycker sparas på "
            "telefonen och skickas när nätet är tillbaka."
        ),
        "shut": gettext(
            "Det går inte att spara på telefonen just nu. Logga in när nätet är tillbaka, och "
            "skriv på papper så länge."
        ),
    }


@require_POST
def open_round(request: HttpRequest, unit: str) -> HttpResponse:
    """Open a unit's night for the day, begun now if nobody has tapped anything."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    units = {one.code: one for one in visible_units(viewer, tonight_rules.REPORT, on=viewer.on)}
    if unit not in units:
        raise NotVisible(unit)
    night = tonight_queries.night_now()
    case = tonight_actions.begin_round(by=viewer, unit=units[unit], night=night)
    return redirect("night_care:round", case.pk)


def round_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a unit's night, to read aloud or to print for the day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = tonight_queries.round_page(viewer, case_id)
    events = [{"at": line.at, "words": round_told(line), "is_done": True}
              for line in page.timeline]  # fmt: skip
    return render(request, "night_care/round.html", {"page": page, "events": events})


def hand_over(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hand a unit's night over to the day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shown = tonight_queries.round_page(viewer, case_id)
    if not viewer.may(tonight_rules.REPORT, shown.frame.unit_id):
        raise NotAllowed(tonight_rules.REPORT)
    form = SureForm(request.POST or None, initial={"version": shown.frame.version})
    back = reverse("night_care:round", args=[case_id])
    page = StepPage(
        _("Lämna över natten"), _("Lämna över"), _("Natten är överlämnad."), back,
        [(shown.frame.title, back)], shown.frame.unit_name,
        _("Det som ligger kvar i en telefon utan nät kommer in ändå, och syns som kommet efteråt."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        tonight_actions.hand_over(by=viewer, case_id=case_id, **data)

    return take(request, form, page, done)


def nights(request: HttpRequest) -> HttpResponse:
    """Show what was planned against what was done, and the nights."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "rounds": tonight_queries.rounds(viewer, SHOWN_ROUNDS),
        "report": performed_queries.followed(viewer),
    }
    return render(request, "night_care/nights.html", context)
