"""Pages of reading a file in: choose it, look at what it would become, read it in, the receipt."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Protocol

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.areas.intake import actions, jobs, kinds, queries, rules
from vaka.areas.intake.forms import MappingFileForm, UploadForm
from vaka.areas.intake.models import ImportRun, RunState
from vaka.areas.intake.preview import chosen
from vaka.exchange.kinds import ImportKind
from vaka.exchange.refusal import FileRefused
from vaka.exchange.schema import TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.files.media import UnknownFileType
from vaka.foundation.files.store import EmptyFile, FileTooLarge
from vaka.web import nav
from vaka.web.downloads import to_keep

PER_PAGE = 10
REFUSALS = (FileRefused, FileTooLarge, EmptyFile, UnknownFileType)


class View(Protocol):
    """A page of one run, for its owner."""

    def __call__(self, request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse: ...


def of_own_run(view: View) -> Any:
    """Give the view its run; who may not read files in gets 403, another's run is 404."""

    @wraps(view)
    def found(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        demand(viewer, rules.IMPORT)
        return view(request, viewer, queries.own_run(viewer, run_id))

    return found


def start(request: HttpRequest) -> HttpResponse:
    """Choose a file; below it, what one has read in before."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.IMPORT)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        kinds=kinds.offered(viewer),
        units=queries.units(viewer),
    )
    if request.method == "POST" and form.is_valid():
        run = _uploaded(viewer, form)
        if run is not None:
            return _checked(viewer, run)
    page = Paginator(queries.own_runs(viewer), PER_PAGE).get_page(request.GET.get("sida"))
    history = [queries.line(run) for run in page.object_list]
    context = {"form": form, "page": page, "history": history}
    return render(request, "intake/start.html", context)


@of_own_run
def show(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Show how far a file has come: its preview, the work under way, or its receipt."""
    about = {"run": run, "kind_label": queries.kind_label(run), "unit_name": queries.unit_name(run)}
    if run.state == RunState.DONE:
        return render(request, "intake/receipt.html", {**about, **_receipt(run)})
    if run.state == RunState.READY:
        return render(request, "intake/preview.html", {**about, **_preview(run)})
    job = queries.job_of(viewer, run)
    if job is not None and not job.is_finished:
        return HttpResponseRedirect(reverse("jobs:show", args=[job.id]))
    words = job.step if job and job.has_failed else _("Arbetet avbröts.")
    return render(request, "intake/failed.html", {**about, "words": words})


@require_POST
@of_own_run
def columns(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Read the file anew with the fields chosen for its columns."""
    schema = kinds.schema_of(run.kind)
    known = run.preview.get("columns", [])
    fields = [request.POST.get(f"k{at}", column["field"]) for at, column in enumerate(known)]
    mapping = chosen(known, fields, run.mapping, schema)
    changed = actions.set_mapping(by=viewer, run=run, mapping=mapping.to_toml(run.kind))
    return _checked(viewer, changed)


@of_own_run
def mapping(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Give the mapping as a file, to be used again or by `vaka import --mapping`."""
    name = f"mappning-{run.kind}.toml"
    return to_keep(run.mapping, "application/toml; charset=utf-8", name)


@require_POST
@of_own_run
def mapping_file(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Read the file anew by a mapping that was uploaded."""
    schema = kinds.schema_of(run.kind)
    form = MappingFileForm(request.POST, request.FILES, schema=schema)
    if form.is_valid():
        text = form.cleaned_data["mapping"]
        return _checked(viewer, actions.set_mapping(by=viewer, run=run, mapping=text))
    return render(request, "intake/mapping.html", {"run": run, "form": form})


@require_POST
@of_own_run
def confirm(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Start the import of what was shown."""
    shown = request.POST.get("version", "")
    actions.confirm(by=viewer, run=run, shown=int(shown) if shown.isdecimal() else 0)
    return _to(run)


@require_POST
@of_own_run
def again(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Start a failed piece of work once more; one that is under way is left alone."""
    job = queries.job_of(viewer, run)
    under_way = job is not None and not job.is_finished
    if run.state in {RunState.CHECKING, RunState.RUNNING} and not under_way:
        kind = actions.CHECK if run.state == RunState.CHECKING else actions.READ
        actions.start(by=viewer, run=run, job=kind)
    return _to(run)


@require_POST
@of_own_run
def discard(request: HttpRequest, viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Throw the file away."""
    actions.discard(by=viewer, run=run)
    return HttpResponseRedirect(reverse("intake:start"))


def _uploaded(viewer: Viewer, form: UploadForm) -> ImportRun | None:
    """The new run, or None with the refusal told at the field."""
    data = form.cleaned_data
    try:
        with _on_disk(data["file"]) as path:
            return actions.upload(
                by=viewer,
                kind=data["kind"],
                content=path,
                name=data["file"].name,
                unit=queries.unit_of_rows(data["unit"]),
                period=data.get("period", ""),
            )
    except REFUSALS as error:
        form.add_error("file", str(error))
        return None


@contextmanager
def _on_disk(file: UploadedFile[bytes]) -> Iterator[Path]:
    """Large uploads lie on disk already; small ones are written there for the while."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile() as copy:
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        yield Path(copy.name)


def _checked(viewer: Viewer, run: ImportRun) -> HttpResponse:
    """Check a small file at once, leave a large one to the worker; on to the run's page."""
    if run.size <= rules.AT_ONCE:
        jobs.check(viewer, run, lambda _rows: None)
    else:
        actions.start(by=viewer, run=run, job=actions.CHECK)
    return _to(run)


def _to(run: ImportRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("intake:show", args=[run.pk]))


def _preview(run: ImportRun) -> dict[str, Any]:
    kind = kinds.kind_of(run.kind)
    verdict = rules.may_confirm(run.state, run.preview, run.version, run.version)
    return {
        "preview": {**run.preview, "columns": [_with_share(c) for c in run.preview["columns"]]},
        "is_table": isinstance(kind, ImportKind),
        "guesses": sum(column["is_guess"] for column in run.preview["columns"]),
        "verdict": verdict,
        **(_columns(kind.schema) if isinstance(kind, ImportKind) else {}),
    }


def _columns(schema: TargetSchema) -> dict[str, Any]:
    return {
        "fields": [(one.name, one.label_sv, one.required) for one in schema.fields],
        "form": MappingFileForm(schema=schema),
    }


def _with_share(column: dict[str, Any]) -> dict[str, Any]:
    return {**column, "share": round(100 * column["confidence"])}


def _receipt(run: ImportRun) -> dict[str, Any]:
    shown_at = kinds.kind_of(run.kind).shown_at
    return {"receipt": run.receipt, "came_in": nav.address_of(shown_at) if shown_at else ""}
