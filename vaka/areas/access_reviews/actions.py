"""What is done in a review: open it, judge each role, sign it off."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.access_reviews import queries, rules
from vaka.areas.access_reviews.models import AccessReview, AccessReviewItem
from vaka.areas.access_reviews.rules import GrantVerdict, ReviewKind
from vaka.foundation.access import actions as access
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.notices.actions import tell
from vaka.law.verdict import require


@action
def open_review(*, by: Viewer, kind: str, due_date: date) -> AccessReview:
    """Open this month's or quarter's review of the roles in force, and tell those who judge.

    Raises:
        NotAllowed: the viewer leads no reviews.
        RuleRefused: it is opened already, or its last day has passed.
    """
    demand(by, rules.LEAD)
    of = ReviewKind(kind)
    period, grants = str(rules.period_of(of, by.on)), list(queries.grants_of(of, by.on))
    is_opened = AccessReview.objects.filter(kind=of, period=period).exists()
    require(rules.may_open(is_opened=is_opened, due=due_date, today=by.on, grants=len(grants)))
    before = queries.last_closed(of)
    made = AccessReview.objects.create(kind=of, period=period, opened_on=by.on, due_date=due_date,
                                       opened_by=by.person, previous=before)  # fmt: skip
    AccessReviewItem.keep(made, grants)
    _told(by, "open", made, period=period, kind=of.value, size=len(grants))
    words = _("Gå igenom behörigheterna för %(period)s senast %(day)s.") % {
        "period": queries.period_words(made), "day": due_date,
    }  # fmt: skip
    for person in queries.judges_of(made, by.on):
        tell(by=by, to=person, kind="access_review.opened", words=words,
             url_name="access_reviews:review", object_id=made.pk)  # fmt: skip
    return made


@action
def judge_grant(
    *, by: Viewer, review_id: uuid.UUID, item_id: uuid.UUID, verdict: str, words: str = ""
) -> AccessReviewItem:
    """Say whether a role is needed; one that is not ends with yesterday.

    Raises:
        NotAllowed, NotVisible: the role is at no unit where the viewer judges.
        RuleRefused: it is the viewer's own, has ended, or the review is over.
    """
    one = queries.item(by, review_id, item_id, lock=True)
    given = GrantVerdict(verdict)
    _judged(by, one, given, words)
    if given is GrantVerdict.ENDED:
        access.end_unneeded(by=by, grant=one.grant, last_date=by.on - timedelta(days=1),
                            reason=words.strip()[:300])  # fmt: skip
    return one


@action
def keep_grants(*, by: Viewer, review_id: uuid.UUID, item_ids: Iterable[uuid.UUID]) -> int:
    """Say of several roles at once that they are needed. Gives how many.

    Raises:
        NotAllowed, NotVisible: one is at no unit where the viewer judges; none is then judged.
        RuleRefused: one is the viewer's own, has ended, or the review is over; likewise.
    """
    demand(by, rules.JUDGE)
    rows = [queries.item(by, review_id, each, lock=True) for each in dict.fromkeys(item_ids)]
    for one in rows:
        _judged(by, one, GrantVerdict.KEPT, one.words)
    return len(rows)


@action
def close_review(*, by: Viewer, review_id: uuid.UUID, words: str) -> AccessReview:
    """Sign a review off with what it showed. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.LEAD)
    one = queries.review(by, review_id, lock=True)
    verdicts = queries.standing(one, by.on)
    require(rules.may_close(verdicts, is_closed=one.closed_at is not None))
    one.items.exclude(verdict__in=rules.SETTLED).update(verdict=GrantVerdict.GONE)
    one.closed_at, one.closed_by, one.words = timezone.now(), by.person, words.strip()
    one.save(update_fields=["closed_at", "closed_by", "words"])
    _told(by, "close", one, ended=verdicts.count(GrantVerdict.ENDED))
    return one


def _judged(by: Viewer, one: AccessReviewItem, given: GrantVerdict, words: str) -> None:
    require(rules.may_judge(is_own=queries.is_own(by, one), verdict=given, words=words,
                            is_closed=one.review.closed_at is not None,
                            is_ended=queries.is_ended(one, by.on),
                            is_last=queries.is_last_administrator(one, by.on)))  # fmt: skip
    one.verdict, one.words = given, words.strip()[:500]
    one.judged_by, one.judged_at = by.person, timezone.now()
    one.save(update_fields=["verdict", "words", "judged_by", "judged_at"])
    note(by=by, verb="access_review.judge", object_kind="access_review", object_id=one.review_id,
         unit_id=one.unit_id,
         data={"grant": str(one.grant_id), "verdict": given.value})  # fmt: skip


def _told(by: Viewer, verb: str, one: AccessReview, **data: object) -> None:
    note(by=by, verb=f"access_review.{verb}", object_kind="access_review", object_id=one.pk,
         data=data)  # fmt: skip
