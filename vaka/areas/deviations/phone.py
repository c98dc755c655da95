"""The pages of the one who reports, drawn for a phone: the form, the receipt, the own reports."""

import json
import uuid
from datetime import date
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vaka.areas.deviations import mine, proposals, reporting, routine
from vaka.areas.deviations.proposals import FUNCTIONAL_SUPPORT, Proposal
from vaka.areas.deviations.reporting import FORM, ReportForm, Unclear
from vaka.areas.deviations.rules import LAW_LABELS, Law
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.questions import queries as questions
from vaka.foundation.questions.queries import DraftLine

THANKS = "report_thanks"
SIGN_OUT, ANOTHER = "sign_out", "another"
ROLES = {
    "unit_manager": gettext_lazy("enhetschefen"),
    "sas": gettext_lazy("SAS, socialt ansvarig samordnare"),
    "mas": gettext_lazy("MAS, medicinskt ansvarig sjuksköterska"),
    "mar": gettext_lazy("MAR, medicinskt ansvarig för rehabilitering"),
}


def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it: the same with script, without, and from a phone's own copy."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "POST":
        return _take(request, viewer)
    draft = _draft(request, viewer)
    form = reporting.form_for(viewer, asked_on=timezone.localdate())
    form.initial = _suggested(request, viewer, form) | (draft.values if draft else {})
    client_id = draft.client_id if draft else uuid.uuid4()
    return _page(request, viewer, form, client_id, draft)


def _take(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    answers = {name: str(value) for name, value in request.POST.items()}
    client_id = _client_id(answers.get("client_id", ""))
    try:
        case = reporting.accept(by=viewer, client_id=client_id, answers=answers)
    except Unclear:
        day = reporting.asked_on(answers.get("asked_on", ""))
        form = reporting.form_for(viewer, answers, asked_on=day)
        return _page(request, viewer, form, client_id, None)
    return _sent(request, case, answers.get("then", ""))


def _sent(request: HttpRequest, case: Case, then: str) -> HttpResponse:
    if then == SIGN_OUT:
        reference = case.reference
        logout(request)
        request.session[THANKS] = reference
        return redirect("deviations:thanks")
    return redirect("deviations:receipt", case.pk)


def _client_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _draft(request: HttpRequest, viewer: Viewer) -> DraftLine | None:
    """Give the draft to go on with: the one asked for, or the latest unless a new one is begun."""
    drafts = questions.own_drafts(viewer, FORM)
    wanted = request.GET.get("utkast")
    if wanted:
        return next((one for one in drafts if str(one.id) == wanted), None)
    begins_anew = "ny" in request.GET or "dorr" in request.GET
    return None if begins_anew or not drafts else drafts[0]


def _suggested(request: HttpRequest, viewer: Viewer, form: ReportForm) -> dict[str, Any]:
    """Suggest unit and place (door, last used, own unit) and the time that is now."""
    now = timezone.localtime()
    unit, place = _door(request)
    own = viewer.main.unit_id if viewer.main else None
    codes = [unit, mine.last_unit(viewer)]
    codes += [code for code, one in form.units.items() if one.pk == own]
    known = [code for code in codes if code in form.units] or list(form.units)[:1]
    suggested = {"unit": known[0] if known else "", "place": place if unit in known[:1] else ""}
    return suggested | {"day": now.date().isoformat(), "time": now.strftime("%H:%M")}


def _door(request: HttpRequest) -> tuple[str, str]:
    try:
        door = questions.door(request.GET.get("dorr", ""))
    except NotVisible:
        return "", ""
    return door.unit_code, door.place


def _page(
    request: HttpRequest, viewer: Viewer, form: ReportForm, client_id: uuid.UUID,
    draft: DraftLine | None,
) -> HttpResponse:  # fmt: skip
    is_shell = getattr(request, "is_shell", False)
    today = timezone.localdate()
    context = {
        "form": form,
        "steps": _steps(form),
        "unit": form["unit"],
        "client_id": client_id,
        "asked_on": reporting.asked_on(str(form.data.get("asked_on", ""))).isoformat(),
        "draft": draft,
        "draft_url": "" if is_shell else reverse("questions:draft", args=[FORM, client_id]),
        "given_name": viewer.person.given_name if viewer.person else "",
        "is_shell": is_shell,
        "proposals": _spoken(list(form.units.values()), today),
        "words": {
            "change": _("Ändra"),
            "saved": _("Sparat kl. {time}"),
            "number": _("Det ser ut som ett personnummer. Ta bort det."),
        },
        "misconduct": json.dumps({"what": ["misconduct"]}),
        "routine": _routine(today),
    }
    return render(request, "deviations/report.html", context)


def _steps(form: ReportForm) -> list[dict[str, Any]]:
    language = get_language() or "sv"
    return [
        {
            "key": step.key,
            "name": step.name.said(language),
            "heading": step.heading.said(language),
            "lead": step.lead.said(language),
            "questions": list(form.in_step(step.key)),
        }
        for step in form.steps
    ]


def _routine(day: date) -> dict[str, Any]:
    language = get_language() or "sv"
    held = routine.on(day)
    points = [(point.icon, point.words.said(language)) for point in held.points]
    return {"heading": held.heading.said(language), "points": points}


def _spoken(units: list[Unit], day: date) -> dict[str, Any]:
    """Give the proposals in words for the page's script, SoL read as LSS where that holds."""
    rows = [
        {
            "when": row.when,
            "said": said(row, row.law),
            "other": said(row, Law.LSS) if row.law is Law.SOL else "",
        }
        for row in proposals.in_force(day)
    ]
    lss = {unit.code: 1 for unit in units if unit.kind == FUNCTIONAL_SUPPORT}
    return {"rows": rows, "places": lss}


def said(row: Proposal, law: Law) -> str:
    """Say what is proposed: the law, the type and who receives."""
    words = _("Det här blir en avvikelse enligt %(law)s (%(code)s), typ: %(type)s.")
    words %= {"law": _small(str(LAW_LABELS[law])), "code": law.value, "type": row.type}
    words += " " + _("Den går till %(role)s, som bekräftar eller ändrar.") % {"role": ROLES[row.to]}
    for role in row.tells:
        words += " " + _("Också %(role)s får veta genast.") % {"role": ROLES[role]}
    return words


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def receipt(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Thank for a report, and say what happens next."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = mine.own_report(viewer, case_id)
    name = viewer.person.given_name if viewer.person else ""
    return render(request, "deviations/receipt.html", {"report": found, "given_name": name})


@open_to_all
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank whoever has sent and signed out; the page holds the number and nothing more."""
    reference = request.session.get(THANKS)
    if not reference:
        return redirect("account_login")
    return render(request, "deviations/thanks.html", {"reference": reference})


def my_reports(request: HttpRequest) -> HttpResponse:
    """List the viewer's own reports and drafts."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "reports": mine.own_reports(viewer),
        "drafts": questions.own_drafts(viewer, FORM),
        "may_report": viewer.may(reporting.REPORT),
    }
    return render(request, "deviations/mine.html", context)


def my_report(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one of the viewer's own reports."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"report": mine.own_report(viewer, case_id)}
    return render(request, "deviations/my_report.html", context)
