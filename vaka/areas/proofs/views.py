"""Pages of the figure check: hand in a paper, read what was found, mark what is right."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.areas.proofs import actions, queries, rules
from vaka.areas.proofs.forms import PaperForm, ReasonForm
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.files.media import UnknownFileType
from vaka.foundation.files.store import EmptyFile, FileTooLarge
from vaka.law.verdict import RuleRefused
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.steps import StepPage, take

REFUSALS = (FileTooLarge, EmptyFile, UnknownFileType)


def start(request: HttpRequest) -> HttpResponse:
    """Hand in a paper; beside it, one's own papers."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    mine = queries.own_proofs(viewer)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            proof = actions.send_proof(by=viewer, content=file, name=file.name)
        except REFUSALS as refused:
            form.add_error("file", str(refused))
        except RuleRefused as refused:
            form.refuse(refused.verdict)
        else:
            return redirect("jobs:show", proof.job_id)
    context = {"form": form, "mine": mine, "deleted": rules.due_deletion(viewer.on)}
    return render(request, "proofs/start.html", context)


def proof(request: HttpRequest, proof_id: uuid.UUID) -> HttpResponse:
    """Show what was found in a paper, or how far the work has come."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.proof_page(viewer, proof_id)
    if page.job is not None and not page.job.is_finished:
        return redirect("jobs:show", page.job.id)
    return render(request, "proofs/proof.html", {"page": page})


def findings(request: HttpRequest, proof_id: uuid.UUID) -> HttpResponse:
    """Give the remarks as CSV."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.proof_page(viewer, proof_id)
    return to_keep(queries.as_csv(page), CSV_TYPE, "siffergranskning.csv")


def right(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """Mark a remark as no error, with the reason."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    proof_id, line = queries.remark_line(viewer, remark_id)
    above = reverse("proofs:proof", args=[proof_id])
    crumbs = [(_("Siffergranskning"), reverse("proofs:start")), (_("Granskningen"), above)]
    page = StepPage(_("Uppgiften stämmer"), _("Spara"), _("Anmärkningen är märkt som rätt."), above,
                    crumbs, line.label, line.quote)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.set_aside(by=viewer, remark_id=remark_id, words=data["words"])

    return take(request, ReasonForm(request.POST or None), page, done)


@require_POST
def take_back(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """Take back the mark of a remark."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    remark = actions.take_back_mark(by=viewer, remark_id=remark_id)
    return redirect("proofs:proof", remark.proof_id)


@require_POST
def delete(request: HttpRequest, proof_id: uuid.UUID) -> HttpResponse:
    """Delete a paper at once."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    actions.delete_proof(by=viewer, proof_id=proof_id)
    messages.success(request, str(_("Filen och anmärkningarna är raderade.")))
    return redirect("proofs:start")
