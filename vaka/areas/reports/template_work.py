"""Pages of templates: the list, the editor with its preview, one version."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from vaka.areas.reports import template_actions, template_queries
from vaka.areas.reports.template_actions import NewTemplate
from vaka.areas.reports.template_forms import TemplateForm
from vaka.foundation.access.viewer import Viewer
from vaka.web.steps import StepPage, take


def listing(request: HttpRequest) -> HttpResponse:
    """List every report's template."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "reports/templates.html", {"rows": template_queries.templates(viewer)})


def edit(request: HttpRequest, name: str) -> HttpResponse:
    """Change a report's template, with a preview beside it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = request.GET.get("fran", "")
    page = template_queries.template_page(viewer, name, int(asked) if asked.isdigit() else None)
    today = timezone.localdate()
    words = ""
    if page.from_number != page.newest:
        words = _("Tillbaka till version %s.") % page.from_number
    form = TemplateForm(request.POST or None, initial={
        "version": page.newest, "text": page.text, "valid_from": today, "words": words,
    })  # fmt: skip
    text = request.POST.get("text", page.text)
    shown = _shown(viewer, name, text, request.POST.get("valid_from", ""))
    step = StepPage(
        page.kind.title, _("Spara som ny version"), _("Mallen är sparad."),
        reverse("reports:template", args=[name]),
        [(_("Rapporter"), reverse("reports:start")), (_("Mallar"), reverse("reports:templates"))],
        more={"template": page, **shown}, template="reports/template.html",
    )  # fmt: skip

    def save(data: dict[str, Any]) -> None:
        template_actions.save_template(by=viewer, new=NewTemplate(
            name, data["text"], data["words"], data["valid_from"], data["version"] or 0,
        ))  # fmt: skip

    return take(request, form, step, save)


def preview(request: HttpRequest, name: str) -> HttpResponse:
    """Give how the text that is being written would read, as a part of the page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shown = _shown(viewer, name, request.POST.get("text", ""), request.POST.get("valid_from", ""))
    return render(request, "reports/template_preview.html", shown)


def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Show one version and what it changed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = template_queries.version_page(viewer, name, number)
    return render(request, "reports/template_version.html", {"page": page})


def _shown(viewer: Viewer, name: str, text: str, day: str) -> dict[str, Any]:
    on = _day(day) or timezone.localdate()
    found = template_queries.preview(viewer, name, text, on)
    # Safe: Pandoc wrote it out of a tree in which raw markup and other schemes are off.
    return {"preview": found, "article": mark_safe(found.html)}  # noqa: S308


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None
