"""What is done with posts at a unit: somebody gets one, and it ends."""

import uuid
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vaka.areas.competence import lists, post_rules, standing
from vaka.areas.competence.models import Post
from vaka.areas.competence.post_rules import HANDLE, SEE
from vaka.areas.competence.staff_rules import RECEIVE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require

KIND = "post"


@action
def appoint_post(*, by: Viewer, unit: Unit, person: Person, code: str, from_date: date) -> Post:
    """Give somebody who works at a unit a post there."""
    if not by.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    demand(by, HANDLE, unit.pk)
    today = timezone.localdate()
    before = Post.objects.select_for_update().filter(unit=unit, person=person, code=code)
    require(post_rules.may_appoint(
        from_date, today, before.values_list("from_date", "until_date"),
        asked=code in {one.code for one in lists.posts_at(unit, today)},
        works_there=person in possible(unit, today),
    ))  # fmt: skip
    made = Post.objects.create(unit=unit, person=person, code=code, from_date=from_date)
    _noted(by, "post.appoint_post", made, from_date)
    return made


@action
def end_post(*, by: Viewer, post_id: uuid.UUID, until_date: date) -> Post:
    """End a post with its last day."""
    found = Post.objects.select_for_update(of=("self",)).select_related("unit")
    post = found.filter(pk=post_id).first()
    if post is None or not by.may(SEE, post.unit_id):
        raise NotVisible(str(post_id))
    demand(by, HANDLE, post.unit_id)
    held = (post.from_date, post.until_date)
    require(post_rules.may_end(held, until_date, timezone.localdate()))
    post.until_date = until_date
    post.save(update_fields=["until_date"])
    _noted(by, "post.end_post", post, until_date)
    return post


def possible(unit: Unit, on: date) -> list[Person]:
    """Give who works at a unit on a day, at its wards too, and those who give care in a pool above
    it; by name."""
    below = Q(unit__in=Unit.objects.below(unit))
    care = [one.code for one in roles_that_can(RECEIVE)]
    pools = Q(unit__in=standing.near(unit.pk), role__in=care)
    grants = Grant.objects.own().in_force(on).filter(below | pools, person__is_active=True)
    people = Person.objects.filter(pk__in=grants.values("person"))
    return list(people.order_by("given_name", "family_name"))


def _noted(by: Viewer, verb: str, post: Post, day: date) -> None:
    note(by=by, verb=verb, object_kind=KIND, object_id=post.pk, unit_id=post.unit_id,
         data={"code": post.code, "person": str(post.person_id), "day": str(day)})  # fmt: skip
