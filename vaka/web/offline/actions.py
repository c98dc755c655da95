"""What is done with phones: enrol, revoke, PIN, tokens. Reports are taken in by `receiving`."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.foundation.secret_keys import digest_of, fresh
from vaka.law.verdict import Verdict, require
from vaka.web.offline import rules
from vaka.web.offline.models import DeviceUser, EnrolledDevice, ReportToken


@dataclass(frozen=True)
class Tried:
    """The end of a try with a PIN: who got in, or why not and how many tries are left."""

    person: Person | None
    verdict: Verdict
    tries_left: int


@dataclass(frozen=True)
class IssuedToken:
    """A token as the phone gets it; the server keeps its digest."""

    token: str
    expires_at: datetime


@action
def enrol(*, by: Viewer, unit: Unit, name: str) -> tuple[EnrolledDevice, str]:
    """Enrol the phone in hand for a unit; gives it and its secret. Raises NotAllowed."""
    demand(by, rules.ENROL, unit.pk)
    secret = fresh()
    device = EnrolledDevice.objects.create(
        unit=unit, name=name, digest=digest_of(secret), enrolled_by=by.person
    )
    _noted(by, "offline.enrol", device)
    return device, secret


@action
def revoke(*, by: Viewer, device_id: uuid.UUID, why: str) -> EnrolledDevice:
    """Shut a phone out at once. Reports that still come from it are kept for the manager."""
    found = EnrolledDevice.objects.visible_to(by).select_for_update(of=("self",))
    device = found.filter(pk=device_id).first()
    if device is None:
        raise NotVisible(str(device_id))
    if device.revoked_at is None:
        device.revoked_at, device.revoked_why = timezone.now(), why
        device.save(update_fields=["revoked_at", "revoked_why"])
    _noted(by, "offline.revoke", device)
    return device


@action
def greet(*, by: Viewer, device: EnrolledDevice) -> DeviceUser:
    """Note that somebody has signed in fully on a phone; their PIN works anew from now."""
    assert by.person is not None
    now = timezone.now()
    user, _new = DeviceUser.objects.update_or_create(
        device=device, person=by.person, defaults={"full_sign_in_at": now, "failed_tries": 0},
        create_defaults={"full_sign_in_at": now},
    )  # fmt: skip
    _noted(by, "offline.greet", device, AuditKind.ACCESS)
    return user


@action
def set_pin(*, by: Viewer, device: EnrolledDevice, pin: str) -> None:
    """Choose a PIN for one phone. Raises RuleRefused, NotAllowed without a full sign-in there."""
    digits = local_value("phone.pin_digits", timezone.localdate(), device.unit)
    require(rules.may_set_pin(pin, digits))
    user = DeviceUser.objects.filter(device=device, person=by.person).first()
    if user is None:
        raise NotAllowed("offline.set_pin")
    user.pin, user.failed_tries = make_password(pin), 0
    user.save(update_fields=["pin", "failed_tries"])
    _noted(by, "offline.set_pin", device, AuditKind.ACCESS)


@action
def try_pin(*, device: EnrolledDevice, user_id: int, pin: str) -> Tried:
    """Try a PIN on a phone; every try leaves a row, and a wrong one costs one of the few."""
    users = DeviceUser.objects.select_for_update(of=("self",)).select_related("person")
    user = users.filter(device=device, pk=user_id, person__is_active=True).first()
    if user is None:
        raise NotVisible(str(user_id))
    tries, verdict = _tries(device), may_enter(user)
    right = verdict.ok and check_password(pin, user.pin)
    if verdict.ok:
        user.failed_tries = 0 if right else user.failed_tries + 1
        user.save(update_fields=["failed_tries"])
    by = Viewer.of(user.person) if right else Viewer.system("sign_in")
    verb = "offline.enter_by_pin" if right else "offline.refuse_pin"
    _noted(by, verb, device, AuditKind.ACCESS if right else AuditKind.REFUSED)
    return Tried(user.person if right else None, verdict, max(tries - user.failed_tries, 0))


def may_enter(user: DeviceUser) -> Verdict:
    """Ask the rule with a row's values."""
    days = local_value("phone.pin_days", timezone.localdate(), user.device.unit)
    return rules.may_enter_by_pin(
        on=timezone.now(), full_sign_in_at=user.full_sign_in_at, days=days, has_pin=bool(user.pin),
        tries_left=_tries(user.device) - user.failed_tries,
    )  # fmt: skip


@action
def issue_tokens(*, by: Viewer, device: EnrolledDevice, wanted: int) -> list[IssuedToken]:
    """Give a phone tokens for coming reports in the viewer's name, at most the local number."""
    today, now = timezone.localdate(), timezone.now()
    most = local_value("phone.tokens", today, device.unit)
    expires_at = now + timedelta(days=local_value("phone.token_days", today, device.unit))
    issued = [IssuedToken(secrets.token_urlsafe(24), expires_at) for _ in range(min(wanted, most))]
    ReportToken.objects.bulk_create(
        ReportToken(digest=digest_of(one.token), device=device, person=by.person,
                    expires_at=expires_at)
        for one in issued
    )  # fmt: skip
    EnrolledDevice.objects.filter(pk=device.pk).update(seen_at=now)
    _noted(by, "offline.issue_tokens", device, AuditKind.ACCESS, tokens=len(issued))
    return issued


@action
def part(*, by: Viewer, device: EnrolledDevice) -> None:
    """Note that somebody signs out of a phone; no report saved after this goes in their name."""
    unused = ReportToken.objects.filter(device=device, person=by.person, used_for=None)
    unused.filter(revoked_at=None).update(revoked_at=timezone.now())
    _noted(by, "offline.part", device, AuditKind.ACCESS)


def _tries(device: EnrolledDevice) -> int:
    return int(local_value("phone.pin_tries", timezone.localdate(), device.unit))


def _noted(
    by: Viewer, verb: str, device: EnrolledDevice, kind: AuditKind = AuditKind.CHANGE,
    **data: object,
) -> None:  # fmt: skip
    note(by=by, verb=verb, kind=kind, object_kind="enrolled_device", object_id=device.pk,
         unit_id=device.unit_id, data={"name": device.name, **data})  # fmt: skip
