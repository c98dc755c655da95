"""Pages of the municipality's Word document: what holds, earlier ones, a new one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.reports import word_actions, word_queries
from vaka.areas.reports.public import DOCX
from vaka.areas.reports.template_forms import WordForm
from vaka.foundation.access.viewer import Viewer
from vaka.web.steps import StepPage, take


def word(request: HttpRequest) -> HttpResponse:
    """Show the documents that lend reports their look, and take a new one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = word_queries.word_page(viewer)
    form = WordForm(request.POST or None, request.FILES or None,
                    initial={"valid_from": timezone.localdate()})  # fmt: skip
    step = StepPage(
        _("Utseende i Word"), _("Spara dokumentet"), _("Dokumentet är sparat."),
        reverse("reports:word"),
        [(_("Rapporter"), reverse("reports:start")), (_("Mallar"), reverse("reports:templates"))],
        more={"word": page}, template="reports/word.html",
    )  # fmt: skip

    def save(data: dict[str, Any]) -> None:
        given = data["file"]
        word_actions.save_reference(by=viewer, content=given, name=given.name,
                                    valid_from=data["valid_from"])  # fmt: skip

    return take(request, form, step, save)


def word_own(request: HttpRequest) -> HttpResponse:
    """Give the document that comes with Vaka."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    response = HttpResponse(word_queries.own(viewer), content_type=DOCX)
    response["Content-Disposition"] = 'attachment; filename="vaka-utseende.docx"'
    return response
