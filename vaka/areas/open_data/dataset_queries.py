"""Reads of data sets: the list, what one would give out, and what is published for anybody."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.open_data import queries
from vaka.areas.open_data.models import Dataset, Release
from vaka.areas.open_data.rules import PUBLISH, DisclosureMethod
from vaka.calc.rounding import BASE
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.metrics.definitions import MEASURES
from vaka.metrics.linked import counted_with, round_linked
from vaka.metrics.request import Row

Line = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """What a data set gives out: its lines, how many of them are hidden, from which snapshot."""

    lines: list[Line]
    hidden: int
    limit: int
    snapshot: str


@dataclass(frozen=True)
class DatasetPage:
    """One data set with what it would give out now, and what is published of it."""

    dataset: Dataset
    titles: list[str]
    built: Built
    shown: list[Line]
    live: Release | None
    releases: list[Release]
    taken: list[str]


def datasets(viewer: Viewer) -> list[tuple[Dataset, Release | None]]:
    """Give the data sets of the viewer's units, each with what is published. Raises NotAllowed."""
    demand(viewer, PUBLISH)
    live = {one.dataset_id: one for one in Release.objects.live().defer("rows")}
    found = Dataset.objects.visible_to(viewer).select_related("unit")
    return [(one, live.get(one.pk)) for one in found]


def dataset(viewer: Viewer, dataset_id: uuid.UUID) -> Dataset:
    """Give one data set. Raises NotAllowed, NotVisible."""
    demand(viewer, PUBLISH)
    found = Dataset.objects.visible_to(viewer).select_related("unit").filter(pk=dataset_id).first()
    if found is None:
        raise NotVisible(str(dataset_id))
    return found


def dataset_page(viewer: Viewer, dataset_id: uuid.UUID) -> DatasetPage:
    """Give one data set with a preview of what would be given out and what is hidden."""
    one = dataset(viewer, dataset_id)
    made = built(one)
    releases = list(one.releases.defer("rows").select_related("published_by"))
    live = next(iter(Release.objects.live().filter(dataset=one).defer("rows")), None)
    shown = titled(sorted(made.lines, key=lambda line: not line["hidden"])[:PREVIEW])
    titles = [MEASURES[name].title.sv for name in one.measures]
    return DatasetPage(one, titles, made, shown, live, releases, taken(one))


PREVIEW = 60


def built(one: Dataset) -> Built:
    """Work out what a data set gives out today: protected, then rounded."""
    limit = int(local_value("disclosure.smallest_cell", timezone.localdate()))
    hides = one.method == DisclosureMethod.HIDE
    rows: list[Row] = []
    units: dict[str, str] = {}
    snapshot = ""
    for year in range(one.first_year, one.last_year + 1):
        for name in one.measures:
            table = figures.publishable(name, one.unit, year, limit if hides else 0)
            rows += [row for row in table.rows if _is_chosen(row, one.cut, str(year))]
            units, snapshot = table.units, table.snapshot
    ready = [_rounded(row) for row in rows] if hides else round_linked(rows, units)
    names = dict(Unit.objects.filter(code__in=units).values_list("code", "name"))
    lines = [queries.line(row, MEASURES[row.name], names.get(row.unit, row.unit)) for row in ready]
    return Built(lines, sum(line["hidden"] for line in lines), limit, snapshot)


def taken(one: Dataset) -> list[str]:
    """Give the titles of those measures that another live data set gives out already."""
    live = Release.objects.live().exclude(dataset=one).select_related("dataset")
    others = [other.dataset for other in live.defer("rows")]
    return [
        MEASURES[name].title.sv
        for name in one.measures
        if any(_clash(name, one, other) for other in others)
    ]


def live(slug: str = "") -> list[Release]:
    """Give what is published for anybody; of one data set when its address is given."""
    found = Release.objects.live().select_related("dataset__unit").order_by("dataset__title")
    return list(found.filter(dataset__slug=slug) if slug else found)


def titled(lines: list[Line]) -> list[Line]:
    """Give lines with their measures' titles beside, for a page."""
    known = {name: one.title.sv for name, one in MEASURES.items()}
    return [{**line, "title": known.get(line["measure"], line["measure"])} for line in lines]


def is_called(slug: str, but: uuid.UUID | None) -> bool:
    """Say whether another data set has an address."""
    return any(one != but for one in Dataset.objects.filter(slug=slug).values_list("pk", flat=True))


def _clash(name: str, one: Dataset, other: Dataset) -> bool:
    """The same measure twice; or the same counts, when either is rounded as a whole."""
    if name in other.measures:
        return True
    if DisclosureMethod.ROUND not in {one.method, other.method}:
        return False
    return any(name in counted_with(m) or m in counted_with(name) for m in other.measures)


def _is_chosen(row: Row, cut: str, year: str) -> bool:
    return row.period == year and (not row.by or tuple(row.by) == (cut,))


def _rounded(row: Row) -> Row:
    """A row that is shown, with its counts to the nearest multiple; so it tells no more."""
    value = row.value
    if row.denominator is not None:
        value = None if value is None else round(value)
    elif row.numerator is not None:
        value = _nearest(value)
    return replace(
        row, value=value, numerator=_nearest(row.numerator), n=_nearest(row.n),
        denominator=_nearest(row.denominator), low=None, high=None,
    )  # fmt: skip


def _nearest(count: float | int | None) -> float | int | None:
    return None if count is None else BASE * round(count / BASE)
