"""The demo's reviews of roles: last quarter's signed off, this quarter's half done."""

from datetime import date

from django.utils import timezone

from vaka.areas.access_reviews import queries, rules
from vaka.areas.access_reviews.models import AccessReview, AccessReviewItem
from vaka.areas.access_reviews.rules import GrantVerdict, ReviewKind
from vaka.foundation.people.models import Person
from vaka.law.period import Period

WORDS = "Alla roller gicks igenom. Två som hade bytt arbetsplats har fått sina roller avslutade."
ASKED, LEFT_OUT = "Frågade verksamhetschefen om hon ska vara kvar i höst.", 3


def write(*, people: dict[str, Person], today: date) -> None:
    """Write both reviews, opened by Ada; Bo has judged his home but for the last few."""
    now = rules.period_of(ReviewKind.ORDINARY, today)
    before = _opened(people["ada"], now.previous(), now.previous().first_date, None)
    before.items.update(verdict=GrantVerdict.KEPT, judged_by=people["ada"],
                        judged_at=timezone.now())  # fmt: skip
    before.closed_at, before.closed_by, before.words = timezone.now(), people["ada"], WORDS
    before.save()
    running = _opened(people["ada"], now, today, before)
    mine = list(running.items.filter(unit__code__startswith="almen").exclude(person=people["bo"]))
    for turn, one in enumerate(mine[:-LEFT_OUT]):
        one.verdict, one.words = (
            (GrantVerdict.ASKED, ASKED) if turn == 1 else (GrantVerdict.KEPT, "")
        )
        one.judged_by, one.judged_at = people["bo"], timezone.now()
        one.save()


def _opened(by: Person, period: Period, day: date, before: AccessReview | None) -> AccessReview:
    made = AccessReview.objects.create(
        kind=ReviewKind.ORDINARY, period=str(period), opened_on=day, opened_by=by,
        due_date=rules.due_from(day), previous=before,
    )  # fmt: skip
    AccessReviewItem.keep(made, queries.grants_of(ReviewKind.ORDINARY, day))
    return made
