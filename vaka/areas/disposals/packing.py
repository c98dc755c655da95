"""What the archive gets before a case goes: every row of it as JSON, and its files."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.disposals import removal
from vaka.areas.disposals.classes import label_of
from vaka.areas.disposals.models import Disposal
from vaka.areas.disposals.rules import DisposalOutcome
from vaka.exchange.archive import Agent, Content, Event, Submission, written
from vaka.foundation.access.viewer import Viewer, demand_machine
from vaka.foundation.audit.actions import action, note_read
from vaka.foundation.cases.models import Case, SearchText
from vaka.foundation.files import store
from vaka.foundation.organisation.queries import principal_name
from vaka.foundation.people import identities
from vaka.foundation.retention.classes import Kept
from vaka.foundation.retention.columns import classes_of

REASON = "Överlämning till arkivet före gallring"
Rows = dict[str, list[dict[str, Any]]]


def waiting(one: Disposal) -> list[Case]:
    """Give the cases of a disposal that are still to go, by their numbers."""
    ids = one.items.filter(state=DisposalOutcome.WAITING).values("case_id")
    rows = Case.objects.filter(pk__in=ids).select_related("subject", "unit")
    return list(rows.order_by("reference"))


@action
def pack_case(*, by: Viewer, case: Case, organisation: str = "") -> bytes:
    """Give one case as a package for an archive, to a command on the server; the reading is logged.

    Args:
        organisation: the principal's number, empty when unknown.

    Raises:
        NotAllowed: another than the machine.
        LostKey: the number of whom it is about cannot be opened.
    """
    demand_machine(by, "disposal.pack")
    rows = rows_of(case)
    if case.subject is not None:
        number = identities.opened(by=by, subject=case.subject, reason=REASON)
        rows["people.subject"] = [{"id": str(case.subject.pk), "number": number}]
    note_read(by=by, object_kind=case.kind, object_id=case.pk, unit_id=case.unit_id,
              subject=case.subject, data={"archive": True})  # fmt: skip
    return written(_submission(case, rows, organisation))


def rows_of(case: Case) -> Rows:
    """Give every row that a disposal of the case removes, by table; search words left out."""
    found: Rows = defaultdict(list)
    seen: set[tuple[type[models.Model], Any]] = set()
    queue: list[models.Model] = [case, *case.files.all()]
    while queue:
        one = queue.pop()
        if (type(one), one.pk) in seen:
            continue
        seen.add((type(one), one.pk))
        found[one._meta.label_lower].append(_plain(one))
        queue += _parts(one, case)
    return dict(found)


def _parts(one: models.Model, case: Case) -> Iterator[models.Model]:
    for relation in one._meta.related_objects:
        model = relation.related_model
        if model is SearchText or classes_of(model).kept == Kept.PASSING:
            continue
        if relation.on_delete not in (models.CASCADE, models.PROTECT):
            continue
        for row in model._base_manager.filter(**{relation.field.name: one}):
            mine = row.pk == case.pk if removal.is_case(model) else True
            if mine and (relation.on_delete is models.CASCADE or removal.is_part(model)):
                yield row


def _plain(one: models.Model) -> dict[str, Any]:
    return {column.attname: getattr(one, column.attname) for column in one._meta.concrete_fields}


def _submission(case: Case, rows: Rows, organisation: str) -> Submission:
    now = timezone.localtime()
    text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, default=str)
    files = [Content("arende.json", text.encode(), now)]
    for number, file in enumerate(case.files.order_by("made_at"), 1):
        name = f"{number:03d}-{re.sub(r'[^0-9A-Za-zÅÄÖåäö._-]', '_', file.name)}"
        content = store.path_of(file.digest).read_bytes()
        files.append(Content(name, content, timezone.localtime(file.made_at)))
    words = _("Ärendet lämnades till arkivet före gallring.")
    return Submission(
        name=case.reference.lower(), label=case.reference, made_at=now,
        software=f"Vaka {version('vaka')}", archivist=Agent(principal_name(), organisation),
        files=tuple(files), described=_described(case),
        events=(Event("ingestion", now, words, principal_name()),),
    )  # fmt: skip


def _described(case: Case) -> dict[str, str]:
    return {
        "title": case.reference,
        "creator": principal_name(),
        "subject": case.unit.name,
        "description": str(label_of(case.kind)),
        "date": timezone.localtime(case.opened_at).date().isoformat(),
        "type": "Text",
        "identifier": str(case.pk),
        "language": "sv",
    }
