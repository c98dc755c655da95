"""Pages of reviews: the list, a review's roles, and each step of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vaka.areas.access_reviews import actions, queries, rules
from vaka.areas.access_reviews.forms import CloseForm, JudgeForm, OpenForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take

PER_PAGE, A_PAGE = 30, 100
HEAD = _("Genomgång av behörigheter")


def listing(request: HttpRequest) -> HttpResponse:
    """Show the reviews that the viewer has something in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(queries.reviews(viewer), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [(one, queries.period_words(one)) for one in page.object_list]
    context = {"page": page, "rows": rows, "may_lead": queries.may_lead(viewer)}
    return render(request, "access_reviews/list.html", context)


def review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Show a review's roles: those left to judge, or all."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    told = queries.review_page(viewer, review_id)
    is_all = told.one.closed_at is not None or "alla" in request.GET or not told.left
    rows = told.items if is_all else told.left
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("sida"))
    context = {"told": told, "shown": shown, "is_all": is_all,
               "may_keep": any(each.may.ok and each.is_left for each in shown)}  # fmt: skip
    return render(request, "access_reviews/review.html", context)


def open_review(request: HttpRequest) -> HttpResponse:
    """Open the month's or quarter's review."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LEAD)
    form = OpenForm(request.POST or None, initial={"due_date": rules.due_from(viewer.on)})
    page = StepPage(
        _("Öppna en genomgång"), _("Öppna"), _("Genomgången är öppnad. Cheferna har fått besked."),
        reverse("access_reviews:list"), _crumbs(),
        lead=_("Alla roller som gäller i dag tas med. Närmaste chef bedömer sina enheters."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.open_review(by=viewer, kind=data["kind"], due_date=data["due_date"])
        return reverse("access_reviews:review", args=[made.pk])

    return take(request, form, page, done)


@require_POST
def keep(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take the roles that were ticked as needed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        ids = [uuid.UUID(each) for each in request.POST.getlist("roll")]
    except ValueError:
        raise BadRequest from None
    queries.review(viewer, review_id)
    if ids:
        n = actions.keep_grants(by=viewer, review_id=review_id, item_ids=ids)
        words = ngettext("%d behörighet är bedömd.", "%d behörigheter är bedömda.", n)
        messages.success(request, words % n)
    else:
        messages.warning(request, str(_("Markera först de roller som behövs.")))
    return redirect("access_reviews:review", review_id)


def judge(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Judge one role."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    told = queries.item_page(viewer, review_id, item_id)
    address = reverse("access_reviews:review", args=[review_id])
    given = told.one.verdict if told.one.verdict in rules.GIVEN else ""
    form = JudgeForm(request.POST or None, initial={"verdict": given, "words": told.one.words})
    page = StepPage(_("Behövs behörigheten?"), _("Spara"), _("Bedömningen är sparad."), address,
                    [*_crumbs(), (_("Genomgång"), address)], told.one.person_name,
                    f"{told.role}, {told.one.unit_name}")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.judge_grant(by=viewer, review_id=review_id, item_id=item_id,
                            verdict=data["verdict"], words=data["words"])  # fmt: skip

    return take(request, form, page, done)


def close(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Sign a review off."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LEAD)
    one = queries.review(viewer, review_id)
    address = reverse("access_reviews:review", args=[one.pk])
    page = StepPage(_("Avsluta genomgången"), _("Avsluta"), _("Genomgången är avslutad."), address,
                    [*_crumbs(), (_("Genomgång"), address)], queries.period_words(one),
                    _("Sedan kan ingen bedömning ändras."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.close_review(by=viewer, review_id=one.pk, words=data["words"])

    return take(request, CloseForm(request.POST or None), page, done)


def _crumbs() -> list[tuple[Words, str]]:
    return [(HEAD, reverse("access_reviews:list"))]
