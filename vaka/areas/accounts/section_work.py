"""The page where a section is written, and what its script asks for while it stands open."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.accounts import rules, section_queries, writing
from vaka.areas.accounts.forms import FindingForm, RemarkForm, TextForm
from vaka.areas.accounts.models import Section
from vaka.areas.accounts.rules import RemarkEnd, RemarkKind
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.law.verdict import RuleRefused
from vaka.web.steps import StepPage, SureForm, WordsForm, take
from vaka.web.words import clock_time


def section(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Show a section to be read or written; without script its button saves."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "POST":
        section_queries.known(viewer, section_id)
        form = TextForm(request.POST)
        if form.is_valid():
            writing.write_section(by=viewer, section_id=section_id, **form.cleaned_data)
            messages.success(request, _("Texten är sparad."))
        return redirect("accounts:section", section_id)
    page = section_queries.section_page(viewer, section_id)
    if page.writes:
        writing.be_here(viewer, page.section)
    return render(request, "accounts/section.html", {"page": page, "beside": page.beside})


def save(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Take a text as it is written, and give it back with what others have written meanwhile."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    section_queries.known(viewer, section_id)
    form = TextForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return JsonResponse({"error": _("Texten är för lång för ett avsnitt.")}, status=400)
    try:
        saved = writing.write_section(by=viewer, section_id=section_id, **form.cleaned_data)
    except RuleRefused as refused:
        return JsonResponse({"error": str(refused)}, status=409)
    writing.be_here(viewer, saved.section)
    return JsonResponse(_now(viewer, saved.section) | {"text": saved.section.text})


def state(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Say how a section stands: its text when it is not the one known, and who is there."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = section_queries.known(viewer, section_id)
    if section_queries.writes(viewer, one):
        writing.be_here(viewer, one)
    found = _now(viewer, one)
    if request.GET.get("version") != str(one.version):
        found["text"] = one.text
    return JsonResponse(found)


def margin(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Give what stands beside a text, as a part of its page."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = section_queries.known(viewer, section_id)
    context = {"section": one, "beside": section_queries.around(viewer, one)}
    return render(request, "accounts/parts/margin.html", context)


def remark(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Put a comment or a suggestion in the margin."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    section_queries.known(viewer, section_id)
    form = RemarkForm(request.POST)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        writing.say_remark(by=viewer, section_id=section_id, kind=RemarkKind(data["kind"]),
                           words=data["words"], old=data["old"])  # fmt: skip
    elif request.method == "POST":
        messages.error(request, _("Anmärkningen är tom. Skriv några ord."))
    return _back(section_id)


def settle(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """Take a remark into the text, or let the text stand."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = section_queries.remark(viewer, remark_id)
    if request.method == "POST":
        end = request.POST.get("end", "")
        if end not in set(RemarkEnd) - {RemarkEnd.OPEN}:
            raise NotVisible(end)
        writing.settle_remark(by=viewer, remark_id=remark_id, end=RemarkEnd(end),
                              words=request.POST.get("words", ""))  # fmt: skip
    return _back(one.section_id)


def finding(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Answer a question of the figure check."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    section_queries.known(viewer, section_id)
    form = FindingForm(request.POST)
    if request.method == "POST" and form.is_valid():
        writing.answer_finding(by=viewer, section_id=section_id, **form.cleaned_data)
    return _back(section_id)


def move(request: HttpRequest, section_id: uuid.UUID, verb: str) -> HttpResponse:
    """Move a section on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = section_queries.known(viewer, section_id)
    steps = {"check": _("Kontrollerat"), "finish": _("Klart"), "reopen": _("Öppna igen")}
    if verb not in steps:
        raise NotVisible(verb)
    if not viewer.may(rules.LEAD, one.edition.case.unit_id):
        raise NotAllowed(rules.LEAD)
    form_class = WordsForm if verb == "reopen" else SureForm
    form = form_class(request.POST or None, initial={"version": one.version})
    address = reverse("accounts:section", args=[section_id])
    page = StepPage(steps[verb], steps[verb], _("Avsnittet är flyttat."), address,
                    [(one.edition.case.title, reverse("accounts:edition", args=[one.edition_id])),
                     (one.title, address)], one.title)  # fmt: skip

    def done(data: dict[str, object]) -> None:
        writing.move_section(by=viewer, section_id=section_id, verb=f"section.{verb}", **data)  # type: ignore[arg-type]

    return take(request, form, page, done)


def _now(viewer: Viewer, one: Section) -> dict[str, object]:
    beside = section_queries.around(viewer, one)
    at = clock_time(one.saved_at) if one.saved_at else ""
    return {"version": one.version, "people": beside.people, "margin": beside.signature,
            "saved": _("Sparat %s") % at}  # fmt: skip


def _back(section_id: uuid.UUID) -> HttpResponse:
    return redirect(f"{reverse('accounts:section', args=[section_id])}#marginal")
