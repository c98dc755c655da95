"""The protected table of identities: sealed on the way in, every opening logged.

A number is encrypted with the ring's newest field key, whose id stands beside it, and found
again through a keyed digest; without the key ring neither works.
"""

import hashlib
import hmac
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils import timezone

from vaka.foundation.audit.actions import action, note, note_read, note_reads
from vaka.foundation.people.models import Subject
from vaka.foundation.people.numbers import normal, reserve, sex_of

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer

FIELD = "field-"
LOOKUP = "lookup"


class LostKey(LookupError):
    """The key ring lacks the key that something was sealed with."""

    def __init__(self, key_id: str) -> None:
        super().__init__(key_id)
        self.key_id = key_id


class UnknownSubject(LookupError):
    """No identity with this number is kept."""


@dataclass(frozen=True)
class Sealed:
    """A number as it is kept."""

    key_id: str
    token: bytes
    lookup: str


@action
def keep(*, by: "Viewer", number: str, is_protected: bool = False) -> Subject:
    """Give the identity of a number, made the first time; the number is sealed at once.

    Args:
        is_protected: protected in the population register; once set it is not cleared here.

    Raises:
        InvalidNumber: no personal identity number.
    """
    digits = normal(number, timezone.localdate())
    return _kept(by, digits, sex_of(digits), is_protected)


@action
def keep_reserve(*, by: "Viewer", number: str, is_protected: bool = False) -> Subject:
    """Give the identity of somebody without a personal number, sealed as `keep` seals; the same
    reserve number is the same person every time, and says nothing of their sex here.

    Raises:
        InvalidNumber: no reserve number.
    """
    return _kept(by, reserve(number), "", is_protected)


def _kept(by: "Viewer", number: str, sex: str, is_protected: bool) -> Subject:
    sealed = seal(number)
    subject, fresh = Subject.objects.get_or_create(
        lookup=sealed.lookup,
        defaults={
            "key_id": sealed.key_id, "sealed_number": sealed.token, "sex": sex,
            "is_protected": is_protected,
        },
    )  # fmt: skip
    if is_protected and not subject.is_protected:
        subject.is_protected = True
        subject.save(update_fields=["is_protected"])
    note(by=by, verb="identity.keep", object_kind="identity", object_id=subject.pk,
         subject=subject, data={"fresh": fresh})  # fmt: skip
    return subject


def found(*, by: "Viewer", number: str) -> Subject:
    """Give the identity of a number and log the look-up. Raises InvalidNumber, UnknownSubject."""
    lookup = digest_of(normal(number, timezone.localdate()))
    subject = Subject.objects.filter(lookup=lookup).first()
    note_read(by=by, object_kind="identity", object_id=subject.pk if subject else "",
              subject=subject, data={"looked_up": True})  # fmt: skip
    if subject is None:
        raise UnknownSubject
    return subject


def opened(*, by: "Viewer", subject: Subject, reason: str) -> str:
    """Give the number of an identity, and log who opened it and why.

    The caller has checked that the viewer may see the case it is opened in.

    Raises:
        LostKey: the key ring lacks its key, or holds another one under that id.
    """
    note_read(by=by, object_kind="identity", object_id=subject.pk, subject=subject,
              data={"reason": reason})  # fmt: skip
    return unsealed(subject.key_id, bytes(subject.sealed_number))


def opened_many(
    *, by: "Viewer", subjects: Collection[Subject], reason: str
) -> dict[uuid.UUID, str]:
    """Give the numbers of many identities, each opening logged; as `opened` one by one.

    Raises:
        LostKey: the key ring lacks a key, or holds another one under that id.
    """
    note_reads(by=by, object_kind="identity", subjects=subjects, data={"reason": reason})
    keys = {key_id: _fernet(key_id) for key_id in {one.key_id for one in subjects}}
    return {one.pk: _opened(keys[one.key_id], one.key_id, one.sealed_number) for one in subjects}


def seal(digits: str) -> Sealed:
    """Seal twelve digits with the newest field key. Raises LostKey."""
    key_id = newest_key()
    return Sealed(key_id, _fernet(key_id).encrypt(digits.encode()), digest_of(digits))


def unsealed(key_id: str, token: bytes) -> str:
    """Open a token. Raises LostKey."""
    return _opened(_fernet(key_id), key_id, token)


def digest_of(digits: str) -> str:
    """Give the keyed digest that a number is found by. Raises LostKey."""
    return hmac.new(_key(LOOKUP).encode(), digits.encode(), hashlib.sha256).hexdigest()


def newest_key() -> str:
    """Give the id of the field key that new numbers are sealed with. Raises LostKey."""
    keys = sorted(settings.KEY_RING.folder.glob(f"{FIELD}*"), key=lambda path: _place(path.name))
    if not keys:
        raise LostKey(FIELD)
    return str(keys[-1].name)


def check() -> dict[str, str]:
    """Open one sealed number for each key id; gives the ids that fail, with the reason."""
    failing = {}
    for key_id in Subject.objects.order_by().values_list("key_id", flat=True).distinct():
        row = Subject.objects.filter(key_id=key_id).order_by("pk").first()
        if row is not None and (fault := _fault(row)):
            failing[key_id] = fault
    return failing


def _fault(row: Subject) -> str:
    try:
        digits = unsealed(row.key_id, bytes(row.sealed_number))
        return "" if digest_of(digits) == row.lookup else LOOKUP
    except LostKey as error:
        return error.key_id


def _opened(fernet: Fernet, key_id: str, token: bytes | memoryview) -> str:
    try:
        return fernet.decrypt(bytes(token)).decode()
    except InvalidToken:
        raise LostKey(key_id) from None


def _place(name: str) -> int:
    tail = name.removeprefix(FIELD)
    return int(tail) if tail.isdigit() else -1


def _fernet(key_id: str) -> Fernet:
    return Fernet(_key(key_id))


def _key(name: str) -> str:
    ring: Any = settings.KEY_RING
    try:
        return str(ring.read(name))
    except FileNotFoundError:
        raise LostKey(name) from None
