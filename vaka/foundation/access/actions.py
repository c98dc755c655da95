"""Giving and ending roles, and inviting people."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from vaka.foundation.access import second_step
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Invitation, Person
from vaka.foundation.secret_keys import digest_of, fresh

LINK_LASTS = timedelta(hours=1)


class SpentLink(ValueError):
    """The one-time link is used, too old or unknown."""


@action
def give(
    *, by: Viewer, person: Person, role_code: str, unit: Unit, from_date: date,
    to_date: date | None = None, reason: str = "",
) -> Grant:  # fmt: skip
    """Give a role at a unit from–to. Raises UnknownRole, NotAllowed."""
    demand(by, "person.administer")
    role(role_code)
    grant = Grant.objects.create(
        person=person, role=role_code, unit=unit, from_date=from_date, to_date=to_date,
        reason=reason,
    )  # fmt: skip
    note_grant(by, "give", grant)
    return grant


@action
def end(*, by: Viewer, grant: Grant, last_date: date, reason: str) -> Grant:
    """End a role after its last date; the row stays, so that the past has an answer."""
    demand(by, "person.administer")
    return _ended(by, grant, last_date, reason)


@action
def end_unneeded(*, by: Viewer, grant: Grant, last_date: date, reason: str) -> Grant:
    """End a role that a review has found not to be needed; who judges at its unit may. Raises
    NotAllowed."""
    demand(by, "access_review.judge", grant.unit_id)
    return _ended(by, grant, last_date, reason)


@action
def invite(*, by: Viewer, username: str, given_name: str, **fields: str) -> tuple[Person, str]:
    """Make (or find) a person and give the secret of a one-time link, valid for an hour."""
    person = enter(by=by, username=username, given_name=given_name, **fields)
    secret = fresh()
    Invitation.objects.create(
        person=person, digest=digest_of(secret), expires_at=timezone.now() + LINK_LASTS
    )
    note(by=by, verb="access.invite", object_kind="person", object_id=person.pk)
    return person, secret


@action
def enter(*, by: Viewer, username: str, given_name: str, **fields: str) -> Person:
    """Make (or find) a person, who gets in by a one-time link of `invite`."""
    demand(by, "person.administer")
    person = Person.objects.filter(username=username.casefold()).first()
    person = person or Person.objects.create_user(username, given_name=given_name, **fields)
    note(by=by, verb="access.enter", object_kind="person", object_id=person.pk)
    return person


@action
def use_link(*, secret: str, password: str) -> Person:
    """Set a first or new password through a one-time link; the old second step goes with the old
    password. Raises SpentLink."""
    invitation = _usable(secret).select_for_update().first()
    if invitation is None:
        raise SpentLink
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    second_step.forget(person)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    note(by=Viewer.of(person), verb="access.use_link", object_kind="person", object_id=person.pk)
    return person


@action
def close_person(*, by: Viewer, person: Person, last_date: date) -> Person:
    """Close a leaver's account at once and end every role that still runs."""
    demand(by, "person.administer")
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    second_step.forget(person)
    running = Q(to_date=None) | Q(to_date__gt=last_date)
    for grant in Grant.objects.filter(running, person=person):
        end(by=by, grant=grant, last_date=last_date, reason="avslutad")
    note(by=by, verb="access.close_person", object_kind="person", object_id=person.pk)
    return person


def person_of_link(secret: str) -> Person:
    """Give whom a link is for. Raises SpentLink."""
    invitation = _usable(secret).select_related("person").first()
    if invitation is None:
        raise SpentLink
    return invitation.person


def _usable(secret: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        digest=digest_of(secret), used_at=None, expires_at__gt=timezone.now()
    )


def note_grant(by: Viewer, verb: str, grant: Grant) -> None:
    """Write in the log what was done with a grant."""
    note(
        by=by,
        verb=f"access.{verb}",
        object_kind="grant",
        object_id=grant.pk,
        unit_id=grant.unit_id,
        data={
            "person": str(grant.person_id),
            "role": grant.role,
            "from": str(grant.from_date),
            "to": str(grant.to_date) if grant.to_date else None,
        },
    )


def _ended(by: Viewer, grant: Grant, last_date: date, reason: str) -> Grant:
    grant.to_date = max(last_date, grant.from_date)
    grant.reason = reason
    grant.save(update_fields=["to_date", "reason"])
    note_grant(by, "end", grant)
    return grant
