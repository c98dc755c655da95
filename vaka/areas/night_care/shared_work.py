"""Pages of night staff that several homes share: ask, and read the answer."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care import queries, rules, sentences, shared_actions, shared_queries
from vaka.areas.night_care.forms import SignForm
from vaka.areas.night_care.jobs import SHARE
from vaka.areas.night_care.rules import HANDLE
from vaka.areas.night_care.shared_rules import MOST_SHARED, SHARED_LABELS, SharedKind
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.number_fields import NumberField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm, StepPage, take

HEAD = _("Räcker det i natt?")


class ShareForm(StepForm):
    """Who is shared, by which homes, and how far they drive."""

    kind = forms.ChoiceField(
        label=_("Vem ska boendena dela?"), widget=Segmented, choices=list(SHARED_LABELS.items()),
        initial=SharedKind.PATROL,
        help_text=_("Patrullen hjälper till med allt. Sjuksköterskan kommer när hen behövs."),
    )  # fmt: skip
    homes = forms.MultipleChoiceField(
        label=_("Vilka boenden?"), widget=forms.CheckboxSelectMultiple
    )
    count = WholeField(label=_("Hur många delar de?"), min_value=1, max_value=MOST_SHARED - 1,
                       initial=1)  # fmt: skip
    drive = NumberField(
        label=_("Väg mellan två boenden, minuter från dörr till dörr"), min_value=0, max_value=240,
        initial=12,
    )  # fmt: skip
    fewer = forms.MultipleChoiceField(
        label=_("Vilka skulle ha en egen mindre?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara för nattpatrull. Utan val har alla lika många egna som i natt."),
    )  # fmt: skip
    percent = NumberField(
        label=_("Larm som behöver sjuksköterska, procent"), min_value=0.1, max_value=100,
        initial=5, help_text=_("Bara för sjuksköterska. Ett antagande tills ni har räknat."),
    )  # fmt: skip
    limit = NumberField(
        label=_("Sjuksköterskan ska vara där inom, minuter"), min_value=1, max_value=240,
        initial=30, help_text=_("Bara för sjuksköterska."),
    )  # fmt: skip

    def __init__(self, *args: Any, homes: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("homes", "fewer"):
            self.choose(name, [(one.code, one.name) for one in homes])

    def asked(self, targets: dict[str, float]) -> dict[str, Any]:
        """Give what was asked as a job's argument."""
        data = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        numbers = {name: float(data[name]) for name in ("drive", "percent", "limit")}
        return data | numbers | {"homes": sorted(data["homes"]), "targets": targets}


def share(request: HttpRequest) -> HttpResponse:
    """Ask what staff that several homes share would give."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not shared_queries.may_share(viewer):
        raise NotAllowed(HANDLE)
    form = ShareForm(request.POST or None, homes=shared_queries.askable(viewer))
    back = reverse("night_care:list")
    page = StepPage(
        _("En natt, flera boenden"), _("Räkna"), "", back, [(HEAD, back)], "",
        _("Vad ger en patrull eller en sjuksköterska som flera boenden delar?"),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        homes = [queries.home_of(viewer, code) for code in data["homes"]]
        told = {home.code: queries.told_of(home) for home in homes}
        asked = form.asked({code: one.target_percent for code, one in told.items() if one})
        shared_queries.asked_of(viewer, asked)
        job = jobs.start(by=viewer, kind=SHARE, label=gettext("En natt, flera boenden"),
                         unit=shared_queries.above(homes), asked=asked)  # fmt: skip
        return reverse("jobs:show", args=[job.pk])

    return take(request, form, page, done)


def shared_answer(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Show an answer on shared staff, home by home and level by level."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = shared_queries.answer_page(viewer, answer_id)
    context = {"page": page, "said": sentences.sharing(page)}
    return render(request, "night_care/shared.html", context)


def sign_shared(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Decide on staff that homes share, on an answer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = shared_queries.row_of(viewer, answer_id)
    if not viewer.may(HANDLE, row.unit_id):
        raise NotAllowed(HANDLE)
    form = SignForm(request.POST or None, initial={"valid_until": rules.due_again(viewer.on)})
    back = reverse("night_care:shared_answer", args=[row.pk])
    page = StepPage(
        _("Ditt beslut"), _("Signera beslutet"), _("Beslutet är signerat."), back,
        [(HEAD, reverse("night_care:list")), (_("En natt, flera boenden"), back)], row.unit.name,
        _("Beslutet gäller alla boenden i svaret. Det sparas med svaret och ditt namn."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = shared_actions.sign_shared(
            by=viewer, answer_id=row.pk, ruling=data["ruling"], words=data["words"],
            valid_until=data["valid_until"],
        )  # fmt: skip
        return reverse("night_care:decision", args=[made.pk])

    return take(request, form, page, done)
