"""Pages of open data for those who publish: the list, one data set with a preview, its steps."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures.queries import SEE
from vaka.areas.open_data import dataset_actions as actions
from vaka.areas.open_data import dataset_queries as queries
from vaka.areas.open_data.dataset_forms import DatasetForm
from vaka.areas.open_data.models import Dataset
from vaka.areas.open_data.rules import PUBLISH, DisclosureMethod, Licence
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD = _("Öppna data")


def listing(request: HttpRequest) -> HttpResponse:
    """Show the data sets and which of them are published."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.datasets(viewer)
    context = {"rows": rows, "published": sum(live is not None for _row, live in rows)}
    return render(request, "open_data/datasets.html", context)


def one(request: HttpRequest, dataset_id: uuid.UUID) -> HttpResponse:
    """Show a data set: what it would give out now, what is hidden, and what is published."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.dataset_page(viewer, dataset_id)
    return render(request, "open_data/dataset.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Choose what is to be given out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, PUBLISH)
    start = {"method": DisclosureMethod.HIDE, "licence": Licence.CC0,
             "first_year": viewer.on.year - 1, "last_year": viewer.on.year - 1}  # fmt: skip
    return _form(request, viewer, start, None)


def change(request: HttpRequest, dataset_id: uuid.UUID) -> HttpResponse:
    """Change what is to be given out; what is published stands until it is published anew."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.dataset(viewer, dataset_id)
    start = {name: getattr(row, name) for name in DatasetForm.base_fields if name != "version"}
    return _form(request, viewer, start | {"unit": row.unit.code}, row)


def publish(request: HttpRequest, dataset_id: uuid.UUID) -> HttpResponse:
    """Publish a data set as it stands now."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.dataset(viewer, dataset_id)
    form = StepForm(request.POST if request.method == "POST" else None)
    words = _("Publicera för alla?"), _("Publicera"), _("Datamängden är publicerad.")

    def done(_data: dict[str, Any]) -> None:
        actions.publish_dataset(by=viewer, dataset_id=dataset_id)

    return take(request, form, _page(row, *words), done)


def withdraw(request: HttpRequest, dataset_id: uuid.UUID) -> HttpResponse:
    """Take a data set down."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.dataset(viewer, dataset_id)
    words = _("Avpublicera"), _("Ta bort från sidan"), _("Datamängden är avpublicerad.")

    def done(data: dict[str, Any]) -> None:
        actions.withdraw_dataset(by=viewer, dataset_id=dataset_id, words=data["words"])

    return take(request, WordsForm(request.POST or None), _page(row, *words), done)


def _form(
    request: HttpRequest, viewer: Viewer, start: dict[str, Any], row: Dataset | None
) -> HttpResponse:
    seen = {unit.pk for unit in visible_units(viewer, SEE, on=viewer.on)}
    units = [one for one in visible_units(viewer, PUBLISH, on=viewer.on) if one.pk in seen]
    form = DatasetForm(request.POST or None, units=units, initial=start)
    above = reverse("open_data:datasets")
    page = StepPage(_("Välj vad som ska ges ut"), _("Spara och förhandsgranska"),
                    _("Datamängden är sparad. Inget är publicerat än."), above,
                    [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        saved = actions.save_dataset(by=viewer, new=form.new(), dataset_id=row.pk if row else None)
        return reverse("open_data:dataset", args=[saved.pk])

    return take(request, form, page, done)


def _page(row: Dataset, heading: Words, button: Words, message: Words) -> StepPage:
    place = reverse("open_data:dataset", args=[row.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("open_data:datasets")), (row.title, place)]
    return StepPage(heading, button, message, place, crumbs, row.title)
