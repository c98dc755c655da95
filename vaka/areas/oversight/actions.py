"""What a reviewer of the log does: draws a sample, judges each reading, signs it off."""

import secrets
import uuid
from datetime import date

from django.utils import timezone

from vaka.areas.oversight import rules
from vaka.areas.oversight import sample_queries as queries
from vaka.areas.oversight.models import LogSample, LogSampleReading
from vaka.areas.oversight.rules import ReadingVerdict
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditRow
from vaka.law.lots import drawn
from vaka.law.verdict import require


@action
def draw_readings(*, by: Viewer, first: date, last: date, size: int, seed: str = "") -> LogSample:
    """Draw readings by chance from an ended period. Raises NotAllowed, RuleRefused."""
    demand(by, rules.READ)
    ids = queries.reading_ids(by, first, last)
    require(rules.may_draw(first=first, last=last, today=by.on, readings=len(ids),
                           size=size))  # fmt: skip
    seed = seed or secrets.token_hex(8)
    made = LogSample.objects.create(first_day=first, last_day=last, readings=len(ids), seed=seed,
                                    drawn_by=by.person)  # fmt: skip
    chosen = [ids[at - 1] for at in drawn(len(ids), size, seed)]
    rows = AuditRow.objects.filter(pk__in=chosen).select_related("unit")
    LogSampleReading.objects.bulk_create(
        LogSampleReading(
            sample=made, row=one.pk, at=one.at, actor_id=one.actor_id, actor_name=one.actor_name,
            role=one.role, unit_name=one.unit.name if one.unit else "", verb=one.verb,
            object_kind=one.object_kind, object_id=one.object_id,
        )
        for one in rows
    )  # fmt: skip
    _told(by, "log.draw_readings", made, first=str(first), last=str(last), size=len(chosen),
          seed=seed)  # fmt: skip
    return made


@action
def judge_reading(
    *, by: Viewer, sample_id: uuid.UUID, reading_id: uuid.UUID, verdict: str, words: str = ""
) -> LogSampleReading:
    """Say whether a reading was right. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.READ)
    one = queries.sample_reading(by, sample_id, reading_id, lock=True)
    given = ReadingVerdict(verdict)
    require(rules.may_judge(is_own=queries.is_own(by, one), verdict=given, words=words,
                            is_closed=one.sample.closed_at is not None))  # fmt: skip
    one.verdict, one.words = given, words.strip()[:500]
    one.judged_by, one.judged_at = by.person, timezone.now()
    one.save(update_fields=["verdict", "words", "judged_by", "judged_at"])
    _told(by, "log.judge_reading", one.sample, row=one.row, verdict=given.value)
    return one


@action
def close_sample(*, by: Viewer, sample_id: uuid.UUID, words: str) -> LogSample:
    """Sign a sample off with what it showed. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.READ)
    one = queries.sample(by, sample_id, lock=True)
    verdicts = [ReadingVerdict(each.verdict) for each in one.items.all()]
    require(rules.may_close(verdicts, is_closed=one.closed_at is not None))
    one.closed_at, one.closed_by, one.words = timezone.now(), by.person, words.strip()
    one.save(update_fields=["closed_at", "closed_by", "words"])
    _told(by, "log.close_sample", one, breaches=verdicts.count(ReadingVerdict.BREACH))
    return one


def _told(by: Viewer, verb: str, one: LogSample, **data: object) -> None:
    note(by=by, verb=verb, object_kind="log_sample", object_id=one.pk, data=data)
