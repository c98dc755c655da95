"""Reads of reviews: those with roles that the viewer may judge, each role as it stands today."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.access_reviews import rules
from vaka.areas.access_reviews.models import AccessReview, AccessReviewItem
from vaka.areas.access_reviews.rules import SETTLED, GrantVerdict, ReviewKind
from vaka.foundation.access.models import Grant
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.roles import all_roles, label_of, roles_that_can
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.duties import Duty
from vaka.foundation.people.models import Person
from vaka.law.period import Period
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class Item:
    """One role in words; `verdict` as it stands today, `may` whether this viewer may answer."""

    one: AccessReviewItem
    role: str
    verdict: GrantVerdict
    label: str
    may: Verdict

    @property
    def is_left(self) -> bool:
        """Whether nobody has settled it."""
        return self.verdict not in SETTLED


@dataclass(frozen=True)
class ReviewPage:
    """A review as one viewer meets it.

    Attributes:
        items: the roles at the units where the viewer judges.
        counts: how many of them have each verdict today.
        ended_since: roles of the review before that hold no more, also within reach.
        close: whether it may be signed off; None for who does not lead reviews.
    """

    one: AccessReview
    period: str
    items: Sequence[Item]
    counts: Sequence[tuple[str, int]]
    ended_since: Sequence[AccessReviewItem]
    close: Verdict | None

    @property
    def left(self) -> list[Item]:
        """Give the roles that this viewer has yet to settle: never one's own."""
        return [each for each in self.items if each.is_left and each.may.ok]


def may_lead(viewer: Viewer) -> bool:
    """Say whether somebody opens and signs off reviews."""
    return viewer.may(rules.LEAD)


def reviews(viewer: Viewer) -> QuerySet[AccessReview]:
    """Give the reviews, newest first, each with how many roles there are where the viewer judges,
    and how many are left but one's own; who leads none meets only those with a role to judge.

    Raises:
        NotAllowed: the viewer judges no roles.
    """
    demand(viewer, rules.JUDGE)
    mine = Q() if viewer.everywhere else Q(items__unit__in=viewer.unit_ids(rules.JUDGE))
    holds = Q(items__grant__to_date=None) | Q(items__grant__to_date__gte=viewer.on)
    left = ~Q(items__verdict__in=SETTLED) & ~Q(items__person=viewer.person) & holds
    found = AccessReview.objects.select_related("opened_by", "closed_by").annotate(
        mine=Count("items", filter=mine), left=Count("items", filter=mine & left)
    )
    found = found.order_by("-opened_on", "kind")
    return found if may_lead(viewer) else found.filter(mine__gt=0)


def review(viewer: Viewer, review_id: uuid.UUID, *, lock: bool = False) -> AccessReview:
    """Give a review that the viewer has something in. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.JUDGE)
    found = AccessReview.objects.filter(pk=review_id)
    if not may_lead(viewer):
        found = found.filter(Exists(_reached(viewer).filter(review=OuterRef("pk"))))
    one = (found.select_for_update(of=("self",)) if lock else found).first()
    if one is None:
        raise NotVisible(str(review_id))
    return one


def item(
    viewer: Viewer, review_id: uuid.UUID, item_id: uuid.UUID, *, lock: bool = False
) -> AccessReviewItem:
    """Give one role of a review at a unit where the viewer judges. Raises NotAllowed, NotVisible.

    Args:
        lock: hold the review, so that two who answer come one after the other.
    """
    owner = review(viewer, review_id, lock=lock)
    one = _reached(viewer).filter(review=owner, pk=item_id).select_related("grant").first()
    if one is None:
        raise NotVisible(str(item_id))
    one.review = owner
    return one


def item_page(viewer: Viewer, review_id: uuid.UUID, item_id: uuid.UUID) -> Item:
    """Give one role in words, with whether the viewer may say that it is needed. Raises NotAllowed,
    NotVisible."""
    return _told(viewer, item(viewer, review_id, item_id))


def _told(viewer: Viewer, one: AccessReviewItem) -> Item:
    verdict = rules.stands(GrantVerdict(one.verdict), holds=_holds(one.grant, viewer.on))
    may = rules.may_judge(is_own=is_own(viewer, one), is_closed=one.review.closed_at is not None,
                          is_ended=is_ended(one, viewer.on), is_last=False,
                          verdict=GrantVerdict.KEPT, words="")  # fmt: skip
    return Item(one, label_of(one.role), verdict, str(rules.VERDICTS[verdict]), may)


def review_page(viewer: Viewer, review_id: uuid.UUID) -> ReviewPage:
    """Give a review with the viewer's roles. Raises NotAllowed, NotVisible."""
    one = review(viewer, review_id)
    rows = list(_reached(viewer).filter(review=one).select_related("grant", "judged_by"))
    for row in rows:
        row.review = one
    items = [_told(viewer, row) for row in rows]
    count = Counter(each.verdict for each in items)
    counts = [(str(rules.VERDICTS[each]), count[each]) for each in GrantVerdict if count[each]]
    close = rules.may_close(standing(one, viewer.on), is_closed=one.closed_at is not None)
    return ReviewPage(one, period_words(one), items, counts, _ended_since(viewer, one),
                      close if may_lead(viewer) else None)  # fmt: skip


def standing(one: AccessReview, on: date) -> list[GrantVerdict]:
    """Give what has been found of each role of a review, as it stands on a date."""
    rows = one.items.select_related("grant")
    return [rules.stands(GrantVerdict(row.verdict), holds=_holds(row.grant, on)) for row in rows]


def _ended_since(viewer: Viewer, one: AccessReview) -> list[AccessReviewItem]:
    """Give the roles that the review before found needed and this one no longer holds."""
    if one.previous_id is None:
        return []
    kept = _reached(viewer).filter(review_id=one.previous_id, verdict=GrantVerdict.KEPT)
    return list(kept.exclude(grant__in=one.items.values("grant")).select_related("grant"))


def _reached(viewer: Viewer) -> QuerySet[AccessReviewItem]:
    rows = AccessReviewItem.objects.all()
    return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(rules.JUDGE))


def _holds(grant: Grant, on: date) -> bool:
    return grant.to_date is None or grant.to_date >= on


def is_ended(one: AccessReviewItem, on: date) -> bool:
    """Say whether a role was ended in the review, or holds no more on a date."""
    return one.verdict == GrantVerdict.ENDED or not _holds(one.grant, on)


def is_own(viewer: Viewer, one: AccessReviewItem) -> bool:
    """Say whether a role is the viewer's own."""
    return viewer.person is not None and one.person_id == viewer.person.pk


def grants_of(kind: ReviewKind, on: date) -> QuerySet[Grant]:
    """Give the roles that a review of a kind goes through: those in force on the date of people
    whose account is open."""
    privileged = [code for code, one in all_roles().items() if one.is_privileged]
    found = Grant.objects.in_force(on).filter(person__is_active=True)
    rows = found.select_related("person", "unit")
    return (
        rows.filter(role__in=privileged)
        if kind is ReviewKind.PRIVILEGED
        else rows.exclude(role__in=privileged)
    )


def is_last_administrator(one: AccessReviewItem, on: date) -> bool:
    """Say whether nobody else could administer accounts if this role ended."""
    codes = [each.code for each in roles_that_can("person.administer")]
    left = Grant.objects.in_force(on).filter(role__in=codes, person__is_active=True)
    return one.role in codes and not left.exclude(pk=one.grant_id).exists()


def judges_of(one: AccessReview, on: date) -> list[Person]:
    """Give whom a review is told to: the nearest manager of each unit in it, each once."""
    units = {row.unit_id: row.unit for row in one.items.select_related("unit")}
    found = [manager for unit in units.values() for manager in managers_above(unit, on)[:1]]
    return list(dict.fromkeys(found))


def last_closed(kind: ReviewKind) -> AccessReview | None:
    """Give the review of a kind that was signed off last."""
    done = AccessReview.objects.filter(kind=kind).exclude(closed_at=None)
    return done.order_by("-closed_at").first()


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the open reviews with a role that the viewer has yet to judge, for the year wheel."""
    if not viewer.may(rules.JUDGE):
        return
    for one in reviews(viewer).filter(closed_at=None, due_date__range=(start, end)):
        if one.left:  # type: ignore[attr-defined]
            yield Duty(
                name=_("Gå igenom behörigheterna: %s") % period_words(one), due_date=one.due_date,
                unit=viewer.main.unit_name if viewer.main else "",
                role=viewer.main.role.label if viewer.main else "",
                address=reverse("access_reviews:review", args=[one.pk]), topic="access_review",
            )  # fmt: skip


def period_words(one: AccessReview) -> str:
    """Give a review's period in words, such as `november 2026`."""
    return Period.parse(one.period).words()
