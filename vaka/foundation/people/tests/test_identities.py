"""The protected table: sealed, found by digest, every opening logged, lost without its key."""

import pytest
from cryptography.fernet import Fernet

from vaka.config.keys import KeyRing
from vaka.foundation.audit.models import AuditKind, AuditRow
from vaka.foundation.people import identities
from vaka.foundation.people.models import Subject
from vaka.foundation.people.numbers import InvalidNumber

NUMBER, DIGITS = "811218-9876", "198112189876"


@pytest.fixture(autouse=True)
def ring(settings, tmp_path) -> KeyRing:
    settings.KEY_RING = KeyRing(tmp_path / "keys")
    settings.KEY_RING.make()
    return settings.KEY_RING


def test_a_number_is_sealed_and_logged_without_itself(bo) -> None:
    subject = identities.keep(by=bo, number=NUMBER)
    assert DIGITS.encode() not in bytes(subject.sealed_number)
    assert (subject.key_id, subject.sex) == ("field-1", "M")
    row = AuditRow.objects.get(verb="identity.keep")
    assert row.subject == subject
    assert "9876" not in str(row.data)


def test_the_same_person_is_one_row_however_written(bo) -> None:
    first = identities.keep(by=bo, number=NUMBER)
    again = identities.keep(by=bo, number="19811218 9876", is_protected=True)
    assert first.pk == again.pk
    assert Subject.objects.get().is_protected
    assert identities.found(by=bo, number=NUMBER) == first


def test_every_opening_is_logged_with_whom_and_why(bo) -> None:
    subject = identities.keep(by=bo, number=NUMBER)
    assert identities.opened(by=bo, subject=subject, reason="Anmälan till IVO") == DIGITS
    row = AuditRow.objects.get(verb="identity.read")
    assert (row.kind, row.actor, row.subject) == (AuditKind.READ, bo.person, subject)
    assert row.data == {"reason": "Anmälan till IVO"}


def test_a_look_up_that_finds_nobody_is_logged_too(bo) -> None:
    with pytest.raises(identities.UnknownSubject):
        identities.found(by=bo, number=NUMBER)
    assert AuditRow.objects.filter(verb="identity.read", subject=None).count() == 1


def test_an_invalid_number_leaves_nothing(bo) -> None:
    with pytest.raises(InvalidNumber):
        identities.keep(by=bo, number="811218-9875")
    assert not Subject.objects.exists()


def test_a_new_field_key_seals_new_numbers_and_the_old_one_still_opens(bo, ring) -> None:
    old = identities.keep(by=bo, number=NUMBER)
    (ring.folder / "field-10").write_text(Fernet.generate_key().decode())
    new = identities.keep(by=bo, number="198112189868")
    assert (old.key_id, new.key_id) == ("field-1", "field-10")
    assert identities.opened(by=bo, subject=old, reason="x") == DIGITS
    assert identities.check() == {}


@pytest.mark.parametrize("change", ["unlink", "replace"])
def test_without_its_key_it_stays_shut_and_the_check_says_so(bo, ring, change: str) -> None:
    subject = identities.keep(by=bo, number=NUMBER)
    key = ring.folder / "field-1"
    key.unlink() if change == "unlink" else key.write_text(Fernet.generate_key().decode())
    with pytest.raises(identities.LostKey):
        identities.opened(by=bo, subject=subject, reason="x")
    assert identities.check() == {"field-1": "field-1"}


def test_a_changed_look_up_key_is_found_by_the_check(bo, ring) -> None:
    identities.keep(by=bo, number=NUMBER)
    (ring.folder / "lookup").write_text("another")
    assert identities.check() == {"field-1": "lookup"}


def test_many_are_opened_as_one_by_one_each_with_a_row(bo) -> None:
    first = identities.keep(by=bo, number=NUMBER)
    other = identities.keep(by=bo, number="198112189868")
    found = identities.opened_many(by=bo, subjects=[first, other], reason="IVO")
    assert found == {first.pk: DIGITS, other.pk: "198112189868"}
    rows = AuditRow.objects.filter(verb="identity.read", actor=bo.person)
    assert {(row.kind, row.subject, row.object_id, row.data["reason"]) for row in rows} == {
        (AuditKind.READ, one, str(one.pk), "IVO") for one in (first, other)
    }
