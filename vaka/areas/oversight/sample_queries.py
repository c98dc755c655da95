"""Reads of the log's samples: each in words, and what a reviewer may do with it."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from vaka.areas.oversight import rules, words
from vaka.areas.oversight.models import LogSample, LogSampleReading
from vaka.areas.oversight.rules import SETTLED, ReadingVerdict
from vaka.foundation.access.roles import label_of
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.audit.models import AuditKind, AuditRow
from vaka.law.verdict import Verdict

THE_LOG = ("log", "log_sample")
"""Reading the log is logged too, but a sample is of those who read of people."""


@dataclass(frozen=True)
class Reading:
    """One reading in words, its verdict, and whether this reviewer may judge it."""

    one: LogSampleReading
    role: str
    verb: str
    object_label: str
    is_own: bool


@dataclass(frozen=True)
class SamplePage:
    """A sample with its readings; `counts` by verdict, `close` says whether it may be ended."""

    one: LogSample
    readings: Sequence[Reading]
    counts: Sequence[tuple[ReadingVerdict, str, int]]
    close: Verdict


def reading_ids(viewer: Viewer, first: date, last: date) -> list[int]:
    """Give the ids of people's readings on these days, the log's own left out.

    Raises:
        NotAllowed: the viewer does not read logs.
    """
    demand(viewer, rules.READ)
    rows = AuditRow.objects.filter(
        kind=AuditKind.READ, actor__isnull=False, at__date__gte=first, at__date__lte=last
    )
    return list(rows.exclude(object_kind__in=THE_LOG).order_by("id").values_list("id", flat=True))


def samples(viewer: Viewer) -> QuerySet[LogSample]:
    """Give the samples, newest first, each with how many were drawn, settled and found wrong;
    the looking is logged. Raises NotAllowed."""
    demand(viewer, rules.READ)
    note_read(by=viewer, object_kind="log_sample", object_id="")
    return (
        LogSample.objects.select_related("drawn_by", "closed_by")
        .annotate(
            drawn=Count("items"),
            settled=Count("items", filter=Q(items__verdict__in=SETTLED)),
            breaches=Count("items", filter=Q(items__verdict=ReadingVerdict.BREACH)),
        )
        .order_by("-drawn_at")
    )


def sample(viewer: Viewer, sample_id: uuid.UUID, *, lock: bool = False) -> LogSample:
    """Give a sample. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.READ)
    found = LogSample.objects.filter(pk=sample_id)
    one = (found.select_for_update() if lock else found).first()
    if one is None:
        raise NotVisible(str(sample_id))
    return one


def sample_reading(
    viewer: Viewer, sample_id: uuid.UUID, reading_id: uuid.UUID, *, lock: bool = False
) -> LogSampleReading:
    """Give one reading of a sample. Raises NotAllowed, NotVisible."""
    owner = sample(viewer, sample_id, lock=lock)
    one = owner.items.filter(pk=reading_id).first()
    if one is None:
        raise NotVisible(str(reading_id))
    one.sample = owner
    return one


def reading_page(viewer: Viewer, sample_id: uuid.UUID, reading_id: uuid.UUID) -> Reading:
    """Give one reading in words; the looking is logged. Raises NotAllowed, NotVisible."""
    one = sample_reading(viewer, sample_id, reading_id)
    note_read(by=viewer, object_kind="log_sample", object_id=sample_id, data={"row": one.row})
    return _told(viewer, one)


def _told(viewer: Viewer, one: LogSampleReading) -> Reading:
    return Reading(one, label_of(one.role), words.verb_label(one.verb),
                   words.object_label(one.object_kind), is_own(viewer, one))  # fmt: skip


def is_own(viewer: Viewer, one: LogSampleReading) -> bool:
    """Whether it is the viewer's own reading. Raises NotAllowed."""
    demand(viewer, rules.READ)
    return viewer.person is not None and one.actor_id == viewer.person.pk


def sample_page(viewer: Viewer, sample_id: uuid.UUID) -> SamplePage:
    """Give a sample with all its readings; the looking is logged. Raises NotAllowed, NotVisible."""
    one = sample(viewer, sample_id)
    note_read(by=viewer, object_kind="log_sample", object_id=one.pk)
    items = list(one.items.select_related("judged_by"))
    verdicts = [ReadingVerdict(each.verdict) for each in items]
    count = Counter(verdicts)
    counts = [(each, str(rules.VERDICTS[each]), count[each]) for each in ReadingVerdict]
    return SamplePage(one, [_told(viewer, each) for each in items], counts,
                      rules.may_close(verdicts, is_closed=one.closed_at is not None))  # fmt: skip
