"""A review from its opening to its signature: what it holds, who may, and what then ends."""

from datetime import timedelta

import pytest

from vaka.areas.access_reviews import actions, queries
from vaka.areas.access_reviews.models import AccessReview
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(ada):
    return ada.on + timedelta(days=14)


@pytest.fixture
def review(everybody, ada, due):
    return actions.open_review(by=ada, kind="ordinary", due_date=due)


def item_of(review, viewer):
    return review.items.get(person=viewer.person)


def rest_kept(review, ada, but=()):
    for one in review.items.exclude(person=ada.person).exclude(pk__in=but):
        actions.keep_grants(by=ada, review_id=review.pk, item_ids=[one.pk])


def test_it_holds_every_role_in_force_but_the_privileged(review, everybody):
    held = set(review.items.values_list("person__username", flat=True))
    assert held == set(everybody) - {"ada", "greta"}
    assert not review.items.filter(is_new=True).exists()


def test_the_privileged_are_a_review_of_their_own(everybody, greta, due):
    made = actions.open_review(by=greta, kind="privileged", due_date=due)
    assert set(made.items.values_list("person__username", flat=True)) == {"ada", "greta"}


def test_a_period_is_opened_once(review, greta, due):
    with pytest.raises(RuleRefused):
        actions.open_review(by=greta, kind="ordinary", due_date=due)


def test_the_nearest_managers_are_told_once_each(review, bo, cecilia):
    told = Notice.objects.filter(kind="access_review.opened")
    assert {bo.person.pk, cecilia.person.pk} <= set(told.values_list("to_id", flat=True))
    assert told.filter(to=bo.person).count() == 1


def test_a_manager_meets_her_own_home_alone(review, bo, cecilia, astrid):
    page = queries.review_page(cecilia, review.pk)
    homes = {each.one.unit_id for each in page.items}
    assert homes <= cecilia.unit_ids("access_review.judge")
    with pytest.raises(NotVisible):
        actions.judge_grant(by=cecilia, review_id=review.pk, verdict="kept",
                            item_id=item_of(review, astrid).pk)  # fmt: skip
    assert page.close is None


def test_a_role_that_is_not_needed_ends_at_once(review, bo, astrid):
    one = item_of(review, astrid)
    actions.judge_grant(by=bo, review_id=review.pk, item_id=one.pk, verdict="ended",
                        words="Har slutat.")  # fmt: skip
    grant = Grant.objects.get(pk=one.grant_id)
    assert (grant.to_date, grant.reason) == (bo.on - timedelta(days=1), "Har slutat.")
    assert not Viewer.of(astrid.person).held
    row = AuditRow.objects.filter(verb="access.end").latest("pk")
    assert row.actor == bo.person
    with pytest.raises(RuleRefused):
        actions.keep_grants(by=bo, review_id=review.pk, item_ids=[one.pk])


def test_nobody_judges_their_own(review, bo):
    with pytest.raises(RuleRefused):
        actions.keep_grants(by=bo, review_id=review.pk, item_ids=[item_of(review, bo).pk])


def test_several_at_once_are_all_taken_or_none(review, bo, astrid, cecilia):
    mine, other = item_of(review, astrid), item_of(review, cecilia)
    with pytest.raises(NotVisible):
        actions.keep_grants(by=bo, review_id=review.pk, item_ids=[mine.pk, other.pk])
    assert item_of(review, astrid).verdict == "waiting"
    assert actions.keep_grants(by=bo, review_id=review.pk, item_ids=[mine.pk, mine.pk]) == 1
    assert item_of(review, astrid).verdict == "kept"


def test_it_is_signed_off_when_nobody_is_left(review, ada, astrid, kim):
    end = {"by": ada, "review_id": review.pk, "words": "En roll avslutad."}
    with pytest.raises(RuleRefused):
        actions.close_review(**end)
    rest_kept(review, ada, but=[item_of(review, astrid).pk, item_of(review, kim).pk])
    grant = item_of(review, kim).grant
    access.end(by=ada, grant=grant, last_date=ada.on - timedelta(days=1), reason="Slutat")
    actions.judge_grant(by=ada, review_id=review.pk, item_id=item_of(review, astrid).pk,
                        verdict="ended", words="Slutat.")  # fmt: skip
    closed = actions.close_review(**end)
    assert (closed.closed_by, closed.words) == (ada.person, "En roll avslutad.")
    assert item_of(review, kim).verdict == "gone"
    assert AuditRow.objects.get(verb="access_review.close").data["ended"] == 1
    with pytest.raises(RuleRefused):
        actions.close_review(**end)
    with pytest.raises(RuleRefused):
        actions.keep_grants(by=ada, review_id=review.pk, item_ids=[item_of(review, astrid).pk])


def test_the_next_one_says_what_is_new_and_what_has_ended(review, ada, due, kim, units, astrid):
    rest_kept(review, ada)
    actions.close_review(by=ada, review_id=review.pk, words="Klart.")
    old = item_of(review, kim).grant
    access.end(by=ada, grant=old, last_date=ada.on - timedelta(days=1), reason="Slutat")
    new = access.give(by=ada, person=astrid.person, role_code="nurse", unit=units["almen"],
                      from_date=ada.on)  # fmt: skip
    AccessReview.objects.filter(pk=review.pk).update(period="2020Q1")
    again = actions.open_review(by=ada, kind="ordinary", due_date=due)
    assert [one.grant for one in again.items.filter(is_new=True)] == [new]
    page = queries.review_page(ada, again.pk)
    assert [one.grant for one in page.ended_since] == [old]


def test_the_last_administrator_cannot_be_ended(everybody, greta, ada, due):
    made = actions.open_review(by=greta, kind="privileged", due_date=due)
    with pytest.raises(RuleRefused) as refused:
        actions.judge_grant(by=greta, review_id=made.pk, item_id=item_of(made, ada).pk,
                            verdict="ended", words="Behövs inte.")  # fmt: skip
    assert refused.value.verdict.refusals[0].code == "verdict"


def test_an_open_review_is_a_duty_until_ones_own_part_is_done(review, bo, due):
    asked = {"viewer": bo, "start": bo.on, "end": due}
    assert [duty.due_date for duty in queries.duties(**asked)] == [due]
    page = queries.review_page(bo, review.pk)
    left = [each.one.pk for each in page.items if each.may.ok]
    assert left == [each.one.pk for each in page.left]
    actions.keep_grants(by=bo, review_id=review.pk, item_ids=left)
    page = queries.review_page(bo, review.pk)
    assert page.left == []
    assert [each.one.person for each in page.items if each.is_left] == [bo.person]
    assert list(queries.duties(**asked)) == []


@pytest.mark.parametrize("who", ["astrid", "kim", "maja", "pia"])
def test_others_meet_no_review(who, request, review, due):
    viewer, one = request.getfixturevalue(who), review.items.first()
    tries = [
        lambda: actions.open_review(by=viewer, kind="privileged", due_date=due),
        lambda: actions.keep_grants(by=viewer, review_id=review.pk, item_ids=[one.pk]),
        lambda: actions.close_review(by=viewer, review_id=review.pk, words="x"),
        lambda: queries.reviews(viewer),
        lambda: queries.review_page(viewer, review.pk),
        lambda: access.end_unneeded(by=viewer, grant=one.grant, last_date=due, reason="x"),
    ]
    for each in tries:
        with pytest.raises(NotAllowed):
            each()
    assert list(queries.duties(viewer, viewer.on, due)) == []


def test_a_manager_opens_and_signs_off_nothing(review, bo, due):
    for each in (
        lambda: actions.open_review(by=bo, kind="privileged", due_date=due),
        lambda: actions.close_review(by=bo, review_id=review.pk, words="x"),
    ):
        with pytest.raises(NotAllowed):
            each()
