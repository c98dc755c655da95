"""What is done with data sets: save, publish, withdraw. Each verb is one transaction and row."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone

from vaka.areas.figures.queries import SEE, cuts
from vaka.areas.open_data import dataset_queries, queries, rules
from vaka.areas.open_data.models import Dataset, Release
from vaka.areas.open_data.rules import PUBLISH, DisclosureMethod, Licence
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewDataset:
    """What somebody chooses to give out."""

    slug: str
    title: str
    description: str
    measures: tuple[str, ...]
    unit: Unit
    first_year: int
    last_year: int
    cut: str
    method: DisclosureMethod
    licence: Licence
    contact_name: str
    contact_email: str


@action
def save_dataset(*, by: Viewer, new: NewDataset, dataset_id: uuid.UUID | None = None) -> Dataset:
    """Save what is to be given out; nothing is published by it."""
    demand(by, PUBLISH, new.unit.pk)
    demand(by, SEE, new.unit.pk)
    require(
        rules.may_describe(
            measures=new.measures, first_year=new.first_year, last_year=new.last_year,
            this_year=timezone.localdate().year, cut=new.cut,
            cuts=[cuts(name) for name in new.measures],
        )
        + rules.may_be_called(
            is_taken=dataset_queries.is_called(new.slug, but=dataset_id)
        )
    )  # fmt: skip
    row = _held(by, dataset_id) if dataset_id else Dataset(made_by=by.person)
    for name, value in vars(new).items():
        setattr(row, name, list(value) if name == "measures" else value)
    row.save()
    note(by=by, verb="dataset.save_dataset", object_kind="dataset", object_id=row.pk,
         unit_id=row.unit_id, data={"measures": row.measures, "cut": row.cut,
                                    "method": row.method})  # fmt: skip
    return row


@action
def publish_dataset(*, by: Viewer, dataset_id: uuid.UUID) -> Release:
    """Publish a data set as it stands today; its rows are frozen as a new version."""
    row = _held(by, dataset_id)
    built = dataset_queries.built(row)
    require(
        rules.may_publish(taken=dataset_queries.taken(row), rows=len(built.lines),
                          shown=len(built.lines) - built.hidden)
    )  # fmt: skip
    last = row.releases.aggregate(last=Max("number"))["last"] or 0
    made = Release.objects.create(
        dataset=row, number=last + 1, rows=built.lines, hidden=built.hidden, limit=built.limit,
        definitions=queries.definitions(row.measures), snapshot=built.snapshot,
        published_at=timezone.now(), published_by=by.person,
    )  # fmt: skip
    _told(by, "dataset.publish_dataset", row, {"version": made.number, "hidden": built.hidden})
    return made


@action
def withdraw_dataset(*, by: Viewer, dataset_id: uuid.UUID, words: str) -> Release:
    """Take down what is published of a data set, with the reason; its rows stay in Vaka."""
    row = _held(by, dataset_id)
    live = Release.objects.live().filter(dataset=row).first()
    require(rules.may_withdraw(is_live=live is not None, words=words))
    assert live is not None
    live.withdrawn_at, live.withdrawn_by, live.withdrawn_why = timezone.now(), by.person, words
    live.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _told(by, "dataset.withdraw_dataset", row, {"version": live.number, "words": words})
    return live


def _held(by: Viewer, dataset_id: uuid.UUID) -> Dataset:
    demand(by, PUBLISH)
    row = Dataset.objects.visible_to(by).select_related("unit").filter(pk=dataset_id).first()
    if row is None:
        raise NotVisible(str(dataset_id))
    return row


def _told(by: Viewer, verb: str, row: Dataset, data: dict[str, Any]) -> None:
    note(by=by, verb=verb, object_kind="dataset", object_id=row.pk, unit_id=row.unit_id, data=data)
