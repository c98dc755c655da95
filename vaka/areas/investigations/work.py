"""Pages that change an investigation: begin, appoint, write, inform, decide, close."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.investigations import actions, queries, rules, writing
from vaka.areas.investigations.actions import NewInvestigation
from vaka.areas.investigations.forms import (
    AppointForm,
    CloseForm,
    DecideForm,
    FromCaseForm,
    InformForm,
    PartForm,
    ReasonForm,
    SectionForm,
    StartForm,
    WordsForm,
)
from vaka.areas.investigations.queries import CasePage, SectionView
from vaka.areas.investigations.rules import Form
from vaka.areas.investigations.views import forms_to_start
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.cases.queries import visible_case
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require

Step = Callable[[Viewer, CasePage, Any], Case]


def start(request: HttpRequest) -> HttpResponse:
    """Begin an investigation from nothing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    open_forms = forms_to_start(viewer)
    if not open_forms:
        raise NotAllowed(rules.handle(Form.LEX_SARAH))
    ids = viewer.unit_ids(*map(rules.handle, open_forms))
    units = list(Unit.objects.in_force(viewer.on).filter(pk__in=ids).order_by("name"))
    form = StartForm(request.POST or None, forms_open=open_forms, units=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = NewInvestigation(Form(data["form"]), form.units[data["unit"]], data["law"],
                               data["occurred_at"])  # fmt: skip
        return _begun(request, viewer, new)
    context = {"form": form, "heading": _("Inled en utredning"), "verb": _("Inled"),
               "way_back": reverse("investigations:list")}  # fmt: skip
    return render(request, "web/form_page.html", context)


def start_from(request: HttpRequest, form: Form) -> HttpResponse:
    """Begin an investigation of the event that a case is about (`?case=`)."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = visible_case(viewer, _asked(request))
    demand(viewer, rules.handle(form), about.unit_id)
    laws = rules.LAWS[form]
    require(actions.may_start(viewer, form, laws[0], about.unit, about))
    asked = FromCaseForm(request.POST or None, form=form)
    if request.method == "POST" and asked.is_valid():
        new = NewInvestigation(form, about.unit, asked.cleaned_data["law"],
                               about.occurred_at or about.opened_at, about)  # fmt: skip
        return _begun(request, viewer, new)
    context = {
        "form": asked,
        "heading": _("Inled %s") % rules.FORM_LABELS[form],
        "lead": _("Utredningen gäller %(number)s, %(unit)s. Den blir sekretess från början.")
        % {"number": about.reference, "unit": about.unit.name},
        "verb": _("Inled"),
        "way_back": reverse(kind_of(about.kind).url_name, args=[about.pk]),
    }
    return render(request, "web/form_page.html", context)


def section(request: HttpRequest, case_id: uuid.UUID, code: str) -> HttpResponse:
    """Write one section; who meets another's version sees both and chooses."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, found = _section(viewer, case_id, code)
    form = SectionForm(
        request.POST or None, initial={"text": found.text, "version": found.version},
        label=found.heading.label, hint=found.heading.hint,
    )  # fmt: skip
    status, theirs = 200, None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            writing.save_section(by=viewer, case_id=case_id, code=code, version=data["version"],
                                 text=data["text"])  # fmt: skip
        except ChangedByAnother:
            _page, theirs = _section(viewer, case_id, code)
            form = _against(theirs, data["text"])
            status = 409
        else:
            messages.success(request, _("%s är sparat.") % found.heading.label)
            return redirect(f"{reverse('investigations:case', args=[case_id])}#{code}")
    context = {"page": page, "section": found, "form": form, "theirs": theirs}
    return render(request, "investigations/section.html", context, status=status)


def people(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show who has which part, and give one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _led(viewer, case_id)
    form = PartForm(request.POST or None, people=queries.people_to_choose())
    if request.method == "POST" and form.is_valid():
        person, part = form.cleaned_data["person"], Part(form.cleaned_data["part"])
        actions.give_part(by=viewer, case_id=case_id, person=person, part=part)
        messages.success(request, _("%(name)s: %(part)s.") % {"name": person.name,
                                                              "part": part.label})  # fmt: skip
        return redirect("investigations:people", case_id)
    return render(request, "investigations/people.html", {"page": page, "form": form})


def leave(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a part away."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _led(viewer, case_id)
    if request.method == "POST":
        wanted = request.POST.get("person", ""), request.POST.get("part", "")
        found = [one for one in page.parties if (str(one.person_id), one.part) == wanted]
        if not found:
            raise Http404
        person = Person.objects.get(pk=found[0].person_id)
        actions.take_part(by=viewer, case_id=case_id, person=person, part=found[0].part)
        messages.success(request, _("%s har inte längre den delen.") % person.name)
    return redirect("investigations:people", case_id)


def appoint(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say who investigates and who decides."""

    def done(viewer: Viewer, page: CasePage, form: AppointForm) -> Case:
        return actions.appoint(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    def made(page: CasePage, *given: Any, **more: Any) -> forms.Form:
        return AppointForm(*given, people=queries.people_to_choose(), **more)

    heading = _("Utse utredare och beslutsfattare")
    return step(request, case_id, made, done, _("Utredare och beslutsfattare är utsedda."),
                heading=heading, verb=_("Utse"))  # fmt: skip


def inform(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write how the person was told, or why not, and what they consented to."""

    def done(viewer: Viewer, page: CasePage, form: InformForm) -> Case:
        version = form.cleaned_data["version"]
        told = form.told_values()
        return actions.inform(by=viewer, case_id=page.frame.id, version=version, told=told)

    return step(request, case_id, _plain(InformForm), done, _("Informationen är antecknad."),
                heading=_("Information till den enskilde"), verb=_("Spara"))  # fmt: skip


def submit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hand over for decision."""

    def done(viewer: Viewer, page: CasePage, form: WordsForm) -> Case:
        return actions.submit(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(WordsForm), done, _("Utredningen väntar på beslut."),
                heading=_("Lämna till beslut"), verb=_("Lämna till beslut"))  # fmt: skip


def send_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hand back to be completed."""

    def done(viewer: Viewer, page: CasePage, form: ReasonForm) -> Case:
        return actions.send_back(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(ReasonForm), done, _("Utredningen är lämnad tillbaka."),
                heading=_("Lämna tillbaka utredningen"), verb=_("Lämna tillbaka"))  # fmt: skip


def decide(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Classify by the legal options."""

    def made(page: CasePage, *given: Any, **more: Any) -> forms.Form:
        options = rules.classifications(page.form, page.row.event_date)
        return DecideForm(*given, options=options, ivo=page.form is not Form.EVENT_ANALYSIS, **more)

    def done(viewer: Viewer, page: CasePage, form: DecideForm) -> Case:
        return actions.decide(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return step(request, case_id, made, done, _("Beslutet är fattat."), heading=_("Besluta"),
                verb=_("Fatta beslutet"))  # fmt: skip


def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close with an answer to whoever reported."""

    def done(viewer: Viewer, page: CasePage, form: CloseForm) -> Case:
        return actions.close(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(CloseForm), done, _("Utredningen är avslutad."),
                heading=_("Avsluta utredningen"), verb=_("Avsluta"))  # fmt: skip


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a closed investigation again."""

    def done(viewer: Viewer, page: CasePage, form: ReasonForm) -> Case:
        return actions.reopen(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(ReasonForm), done, _("Utredningen är öppen igen."),
                heading=_("Öppna utredningen igen"), verb=_("Öppna igen"))  # fmt: skip


def step(
    request: HttpRequest,
    case_id: uuid.UUID,
    made: Callable[..., forms.Form],
    done: Step,
    message: str,
    way: str = "investigations:case",
    **words: str,
) -> HttpResponse:
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _led(viewer, case_id)
    form = made(page, request.POST or None, initial=_initial(page))
    if request.method == "POST" and form.is_valid():
        done(viewer, page, form)
        messages.success(request, message)
        return redirect(way, case_id)
    context = {"page": page, "form": form, "way_back": reverse(way, args=[case_id]), **words}
    return render(request, "investigations/step.html", context)


def _plain(form_class: type[forms.Form]) -> Callable[..., forms.Form]:
    return lambda _page, *given, **more: form_class(*given, **more)


def _led(viewer: Viewer, case_id: uuid.UUID) -> CasePage:
    """Give the page of a case that the viewer leads; who is named gets the reason."""
    page = queries.case_page(viewer, case_id)
    require(may_act_on(page.is_named))
    if not page.leads:
        raise NotAllowed(rules.handle(page.form))
    return page


def _initial(page: CasePage) -> dict[str, Any]:
    row = page.row
    return {
        "version": page.frame.version,
        "investigator": str(row.investigator_id or ""),
        "decision_maker": str(row.decision_maker_id or ""),
        "delegation_point": row.delegation_point,
        "with_investigation": not row.is_sent_later,
        **{name: getattr(row, name) for name in INFORMED},
    }


INFORMED = [name for name in InformForm.base_fields if name != "version"]


def _section(viewer: Viewer, case_id: uuid.UUID, code: str) -> tuple[CasePage, SectionView]:
    page = queries.case_page(viewer, case_id)
    found = next((one for one in page.sections if one.heading.code == code), None)
    if found is None:
        raise NotVisible(code)
    require(may_act_on(page.is_named))
    if not page.writes:
        raise NotAllowed(rules.handle(page.form))
    require(page.may_write)
    return page, found


def _against(theirs: SectionView, text: str) -> SectionForm:
    """Give the form once more: the other's version counts, the own text is kept to be merged."""
    return SectionForm(
        initial={"text": text, "version": theirs.version},
        label=theirs.heading.label, hint=theirs.heading.hint,
    )  # fmt: skip


def _asked(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.GET.get("case", ""))
    except ValueError as error:
        raise NotVisible("case") from error


def _begun(request: HttpRequest, viewer: Viewer, new: NewInvestigation) -> HttpResponse:
    day = timezone.localdate(new.occurred_at)
    case = actions.start(by=viewer, new=new)
    told = {"number": case.reference, "law": rules.law_basis(new.form, new.law, day).text}
    messages.success(request, _("Utredningen %(number)s är inledd enligt %(law)s.") % told)
    return redirect("investigations:case", case.pk)
