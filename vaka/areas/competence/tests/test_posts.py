"""Posts at units and guides: who may, when, which homes lack one, and fewer or more questions."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from vaka.areas.competence import facts, guide_actions, guide_queries, lists, post_actions
from vaka.areas.competence.guide_actions import Counted
from vaka.areas.competence.guide_rules import Month, may_count, since_taken
from vaka.areas.competence.models import GuideCount, Post
from vaka.areas.competence.post_queries import posts_page
from vaka.areas.competence.post_rules import is_held, may_appoint, may_end
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.law.verdict import RuleRefused
from vaka.metrics.facts import UNIT_POST

DAY, BEFORE, AFTER = date(2026, 5, 5), date(2026, 5, 4), date(2026, 5, 6)


@pytest.mark.parametrize(
    ("from_date", "before", "asked", "works", "refused"),
    [
        (DAY, [], True, True, []), (DAY, [(BEFORE, BEFORE)], True, True, []),
        (DAY, [(BEFORE, DAY)], True, True, ["person"]),
        (DAY, [(AFTER, None)], True, True, ["person"]),
        (AFTER, [], True, True, ["from_date"]), (DAY, [], False, True, ["code"]),
        (DAY, [], True, False, ["person"]),
    ],
)  # fmt: skip
def test_who_may_get_a_post(from_date, before, asked, works, refused):
    found = may_appoint(from_date, DAY, before, asked=asked, works_there=works)
    assert [one.code for one in found.refusals] == refused


@pytest.mark.parametrize(
    ("held", "until", "ok"),
    [((BEFORE, None), DAY, True), ((DAY, None), DAY, True), ((DAY, None), BEFORE, False),
     ((BEFORE, None), AFTER, False), ((BEFORE, DAY), DAY, False)],
)  # fmt: skip
def test_when_a_post_is_ended(held, until, ok):
    assert may_end(held, until, DAY).ok is ok


def test_the_last_day_is_held():
    held = [is_held((BEFORE, DAY), on) for on in (BEFORE, DAY, AFTER)]
    assert held == [True, True, False]


def _months(*pairs):
    return [Month(date(2026, place, 1), *pair) for place, pair in enumerate(pairs, start=1)]


def test_questions_before_and_after_without_the_first_month():
    found = since_taken(_months((0, 9), (0, 10), (0, 11), (5, 99), (1, 4), (0, 5), (2, 6)))
    assert found is not None
    assert (found.first_date, found.before, found.after) == (date(2026, 4, 1), 10, 5)
    assert since_taken(_months((0, 9), (0, 10), (5, 99), (1, 4), (0, 5), (2, 6))) is None
    assert since_taken(_months((0, 9), (0, 10), (0, 11), (5, 9), (1, 4), (0, 5))) is None
    assert since_taken(_months((0, 9))) is None


@pytest.mark.parametrize(
    ("month", "taken", "refused"),
    [(DAY, 0, []), (AFTER, 0, ["month"]), (date(2022, 12, 1), 0, ["month"]), (DAY, -1, ["taken"])],
)
def test_which_month_is_counted(month, taken, refused):
    found = may_count(month, DAY, date(2023, 1, 1), taken, 0)
    assert [one.code for one in found.refusals] == refused


def test_a_post_is_given_seen_and_ended(client_as, units, bo, kim, astrid, cecilia, today):
    client = client_as(bo)
    give = reverse("competence:appoint", args=["almen"])
    sent = {"code": "sprakombud", "person": str(astrid.person.pk), "from_date": today}
    assert client.post(give, sent).status_code == 302
    assert "redan uppdraget" in client.post(give, sent).content.decode()
    listing = reverse("competence:posts")
    assert "Astrid" in client_as(astrid).get(listing).content.decode()
    assert "Astrid" not in client_as(cecilia).get(listing).content.decode()
    assert client_as(kim).get(give).status_code == 403
    (lack,) = [one for one in posts_page(kim).lacks if one.title == "Språkombud"]
    assert units["almen"] not in lack.units
    assert units["bjorken"] in lack.units
    post = Post.objects.get()
    for by, error in ((cecilia, NotVisible), (astrid, NotAllowed), (kim, NotAllowed)):
        with pytest.raises(error):
            post_actions.end_post(by=by, post_id=post.pk, until_date=today)
    with pytest.raises(RuleRefused, match="arbetar inte"):
        post_actions.appoint_post(by=bo, unit=units["almen"], person=cecilia.person,
                                  code="hygienombud", from_date=today)  # fmt: skip
    rows = [one for one in facts.post_rows(None, None)
            if one["row_id"] == "almen:sprakombud" and one["is_met"]]  # fmt: skip
    assert [one["from_date"] for one in rows] == [today]
    UNIT_POST.table(rows)
    end = reverse("competence:end_post", args=[post.pk])
    assert client.post(end, {"until_date": today + timedelta(days=1)}).status_code == 200
    assert client.post(end, {"until_date": today}).status_code == 302
    assert Post.objects.get().until_date == today


def test_a_month_of_a_guide_is_counted_and_put_right(client_as, units, kim, bo, astrid, today):
    path = reverse("competence:count_guide")
    sent = {"code": "journal", "month": today, "taken": 4, "questions": 9}
    assert client_as(kim).post(path, sent).status_code == 302
    assert client_as(kim).post(path, sent | {"questions": 8}).status_code == 302
    assert (GuideCount.objects.get().questions, GuideCount.objects.get().month_date.day) == (8, 1)
    assert client_as(bo).get(path).status_code == 403
    (row,) = guide_queries.guides_page(bo).rows
    assert (row.guide.subject, row.since) == ("Social journal", None)
    assert client_as(astrid).get(reverse("competence:guides")).status_code == 403
    assert "tre månader" in client_as(bo).get(reverse("competence:guides")).content.decode()
    for by, unit in ((bo, "almen"), (kim, "almen")):
        with pytest.raises(NotAllowed):
            guide_actions.count_guide(by=by, unit=units[unit], new=Counted("journal", today, 1, 1))
    assert lists.guide("borta").since == date.max
