"""Meetings as the tests bring them about."""

from django.utils import timezone

from vaka.areas.meetings import actions, writing
from vaka.areas.meetings.actions import Held, NewMeeting
from vaka.areas.meetings.models import Meeting


def plan(by, unit, sort, leader, **more):
    """Plan a meeting of a sort, today unless told."""
    first = more.pop("first", timezone.localdate())
    return actions.plan(by=by, new=NewMeeting(unit, sort, first, leader.person, **more))


def write(by, case, notes="Vi talade om natten."):
    """Write under the first point."""
    point = Meeting.objects.get(pk=case.pk).points.first()
    return writing.write_notes(by=by, case_id=case.pk, point_id=point.pk, version=case.version,
                               notes=notes)  # fmt: skip


def held(by, case, **how):
    """Say that a meeting was held today."""
    given = Held(timezone.localdate(), **how)
    return actions.hold(by=by, case_id=case.pk, version=case.version, how=given)
