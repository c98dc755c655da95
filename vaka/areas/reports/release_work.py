"""Steps of a kept report: approve, publish, withdraw; and the page that checks an approved one."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.reports import packing, queries, release_queries, rules
from vaka.areas.reports import release_actions as actions
from vaka.areas.reports.models import Report
from vaka.areas.reports.release_forms import ApproveForm
from vaka.foundation.access.sessions import confirmed
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.downloads import to_keep
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD = _("Rapporter")


@confirmed
def approve(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Approve a report and freeze its files."""
    viewer, row = _asked(request, report_id, rules.APPROVE)
    form = ApproveForm(request.POST or None, initial={"version": row.version})
    if release_queries.latest_approved(row) is None:
        del form.fields["correction"]
    page = _page(
        row, _("Godkänn rapporten"), _("Godkänn och frys"), _("Rapporten är godkänd."),
        _("Filerna får en kontrollsumma och PDF-filen skrivs under. Efter det ändras de inte."),
    )  # fmt: skip
    return _take(request, form, page, lambda data: actions.approve_report(
        by=viewer, report_id=report_id, version=data["version"] or 0, decision=data["decision"],
        correction=data.get("correction", ""),
    ))  # fmt: skip


def publish(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Publish an approved report for anybody."""
    viewer, row = _asked(request, report_id, rules.PUBLISH)
    bound = request.POST if request.method == "POST" else None
    form = StepForm(bound, initial={"version": row.version})
    page = _page(
        row, _("Publicera för alla?"), _("Publicera"), _("Rapporten är publicerad."),
        _("Rapporten får en öppen adress med webbsida, PDF, Word och öppna data."),
    )  # fmt: skip
    return _take(request, form, page, lambda data: actions.publish_report(
        by=viewer, report_id=report_id, version=data["version"] or 0,
    ))  # fmt: skip


@confirmed
def withdraw(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Take a published report down."""
    viewer, row = _asked(request, report_id, rules.PUBLISH)
    form = WordsForm(request.POST or None, initial={"version": row.version})
    page = _page(
        row, _("Avpublicera rapporten"), _("Avpublicera"), _("Rapporten är avpublicerad."),
        _("Adressen finns kvar och säger varför rapporten är borta. Skälet läses av alla."),
    )  # fmt: skip
    return _take(request, form, page, lambda data: actions.withdraw_report(
        by=viewer, report_id=report_id, version=data["version"] or 0, words=data["words"],
    ))  # fmt: skip


def check(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Show whether an approved report is what was approved."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = release_queries.check_page(viewer, report_id)
    return render(request, "reports/check.html", {"check": found, "report": found.report})


def archive_package(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Give an approved report as a package for an archive, to keep."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, content = packing.package_of(viewer, report_id)
    return to_keep(content, packing.PACKED, name)


def _asked(request: HttpRequest, report_id: uuid.UUID, capability: str) -> tuple[Viewer, Report]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.report(viewer, report_id)
    demand(viewer, capability, None if row.unit.is_reference else row.unit_id)
    return viewer, row


def _take(
    request: HttpRequest, form: StepForm, page: StepPage, do: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    def done(data: dict[str, Any]) -> None:
        do(data)

    return take(request, form, page, done)


def _page(row: Report, heading: Words, button: Words, message: Words, lead: Words) -> StepPage:
    place = reverse("reports:report", args=[row.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("reports:start")), (row.title, place)]
    return StepPage(heading, button, message, place, crumbs,
                    f"{row.title}, {row.unit.name}, {row.period}", lead)  # fmt: skip
