"""Pages that change a round or a finding."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.self_checks import actions, plan_queries, queries, rules
from vaka.areas.self_checks.forms import DrawForm, FindingForm, WordsForm
from vaka.areas.self_checks.queries import RoundPage
from vaka.areas.self_checks.tally import Item
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.web.words import number


def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Compile a round."""
    return _round_step(
        request, case_id, "self_check.close", actions.close, heading=_("Sammanställ omgången"),
        verb=_("Sammanställ"), message=_("Omgången är sammanställd."),
        label=_("Vad visar resultatet, och vad gör ni?"),
        hint=_("Skriv det som ni tar upp på arbetsplatsträffen. Inga fler svar tas emot."),
    )  # fmt: skip


def cancel(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Cancel a round."""
    return _round_step(
        request, case_id, "self_check.cancel", actions.cancel, heading=_("Ställ in omgången"),
        verb=_("Ställ in"), message=_("Omgången är inställd."),
        label=_("Varför görs den inte?"),
        hint=_("Den räknas som planerad men inte gjord, med skälet bredvid."),
    )  # fmt: skip


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a round again."""
    return _round_step(
        request, case_id, "self_check.reopen", actions.reopen, heading=_("Öppna omgången igen"),
        verb=_("Öppna igen"), message=_("Omgången är öppen igen."),
        label=_("Varför öppnas den igen?"), hint="",
    )  # fmt: skip


def find(request: HttpRequest, case_id: uuid.UUID, key: str) -> HttpResponse:
    """Open a finding on a question's result, and go on to its remedy."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.round_page(viewer, case_id)
    if not page.may_find:
        raise NotAllowed(rules.HANDLE_FINDING)
    items = {j.item.key: j.item for group in page.result.groups for j in group.judged}
    if key not in items:
        raise NotVisible(key)
    form = FindingForm(request.POST or None, initial={"text": _found(page, items[key])})
    if request.method == "POST" and form.is_valid():
        made = actions.find(by=viewer, round_id=case_id, text=form.cleaned_data["text"],
                            question_key=key)  # fmt: skip
        messages.success(request, _("Bristen är sparad som %s.") % made.reference)
        if viewer.may("remedy.propose", made.unit_id):
            return redirect(f"{reverse('remedies:new')}?case={made.pk}")
        return redirect("self_checks:finding", made.pk)
    context = {"form": form, "heading": _("Öppna en brist"), "verb": _("Spara och föreslå åtgärd"),
               "lead": items[key].label,
               "way_back": reverse("self_checks:round", args=[case_id])}  # fmt: skip
    return render(request, "web/form_page.html", context)


def _found(page: RoundPage, item: Item) -> str:
    """Propose the words of a finding: the step, its share, of how many, when."""
    if item.share is None or item.share.value is None:
        return item.label
    return _("%(item)s: %(share)s %% ja av %(n)d. %(title)s, %(unit)s.") % {
        "item": item.label, "share": number(round(item.share.value)), "n": item.share.whole,
        "title": page.frame.title, "unit": page.frame.unit_name,
    }  # fmt: skip


def draw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Draw a sample by lot."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.round_page(viewer, case_id)
    if not page.may_handle:
        raise NotAllowed(rules.HANDLE)
    terms = plan_queries.terms_on(plan_queries.plan_of(viewer, page.plan_id), page.start_date)
    form = DrawForm(request.POST or None, initial={"size": terms.sample_size or 10})
    if request.method == "POST" and form.is_valid():
        made = actions.draw_sample(by=viewer, case_id=case_id, **form.cleaned_data)
        messages.success(request, _("%d nummer är dragna.") % made.size)
        return redirect("self_checks:round", case_id)
    context = {"form": form, "heading": _("Dra ett slumpat urval"), "verb": _("Dra"),
               "lead": _("Vaka drar nummer ur listan med lott och sparar fröet, så att vem som "
                         "helst kan dra samma urval igen."),
               "way_back": reverse("self_checks:round", args=[case_id])}  # fmt: skip
    return render(request, "web/form_page.html", context)


def settle(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """End a finding."""
    return _finding_step(
        request, case_id, "finding.settle", actions.settle, heading=_("Avsluta bristen"),
        verb=_("Avsluta"), message=_("Bristen är avslutad."),
        label=_("Hur är den avhjälpt?"),
        hint=_("Med en åtgärd räcker några ord. Utan åtgärd: skriv varför ingen behövs."),
    )  # fmt: skip


def reopen_finding(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a finding again."""
    return _finding_step(
        request, case_id, "finding.reopen", actions.reopen_finding, heading=_("Öppna bristen igen"),
        verb=_("Öppna igen"), message=_("Bristen är öppen igen."),
        label=_("Varför öppnas den igen?"), hint="",
    )  # fmt: skip


def _round_step(request: HttpRequest, case_id: uuid.UUID, step: str, done: Callable[..., Case],
                **words: Any) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.round_page(viewer, case_id)
    if not page.may_handle:
        raise NotAllowed(rules.HANDLE)
    return _step(request, page.frame.version, case_id, "self_checks:round", done, **words)


def _finding_step(request: HttpRequest, case_id: uuid.UUID, step: str, done: Callable[..., Case],
                  **words: Any) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.finding_page(viewer, case_id)
    if not viewer.may(rules.HANDLE_FINDING, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE_FINDING)
    return _step(request, page.frame.version, case_id, "self_checks:finding", done, **words)


def _step(
    request: HttpRequest, version: int, case_id: uuid.UUID, back: str, done: Callable[..., Case],
    *, label: str, hint: str, message: str, **words: str,
) -> HttpResponse:  # fmt: skip
    form = WordsForm(request.POST or None, initial={"version": version}, label=label, hint=hint)
    if request.method == "POST" and form.is_valid():
        done(by=request.viewer, case_id=case_id, **form.cleaned_data)  # type: ignore[attr-defined]
        messages.success(request, message)
        return redirect(back, case_id)
    context = {"form": form, "way_back": reverse(back, args=[case_id]), **words}
    return render(request, "web/form_page.html", context)
