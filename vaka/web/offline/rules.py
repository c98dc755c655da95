"""Rules of the phones: what a PIN may be, whether a token holds. Values in, Verdict out."""

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

ENROL = "device.enrol"
REPORTER = "carer"
# A report may wait long on a phone that lies in a drawer; after this a person looks at it.
LONGEST_WAIT = timedelta(days=60)
CLOCK_SLACK = timedelta(minutes=10)


class KeptWhy(StrEnum):
    """Why a sealed report was kept for the manager instead of becoming a case."""

    REVOKED = "revoked"
    STRANGER = "stranger"
    TOKEN = "token"  # noqa: S105 - a reason, no password
    OPENING = "opening"
    UNCLEAR = "unclear"
    NOT_ALLOWED = "not_allowed"
    RULE = "rule"
    FAULT = "fault"


def may_set_pin(pin: str, digits: int) -> Verdict:
    """A PIN has so many digits, and is neither one digit over and over nor a run."""
    if not (pin.isascii() and pin.isdigit()) or len(pin) != digits:
        return Verdict.no("pin_digits", _("Pinkoden ska vara %d siffror.") % digits)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return Verdict.no("pin_easy", _("Välj en pinkod som är svårare att gissa."))
    return Verdict.yes()


def may_enter_by_pin(
    *, on: datetime, full_sign_in_at: datetime, days: int, has_pin: bool, tries_left: int
) -> Verdict:
    """By PIN only who has signed in fully on this phone lately and has tries left."""
    way_out = _("Logga in med användarnamn och lösenord, så fungerar pinkoden igen.")
    if not has_pin:
        return Verdict.no("pin_none", _("Du har ingen pinkod på den här telefonen."), way_out)
    if tries_left <= 0:
        return Verdict.no("pin_locked", _("Pinkoden är spärrad efter för många försök."), way_out)
    if on - full_sign_in_at > timedelta(days=days):
        words = _("Det är mer än %d dagar sedan du loggade in fullt på den här telefonen.") % days
        return Verdict.no("pin_old", words, way_out)
    return Verdict.yes()


def must_keep(
    *, saved_at: datetime, received_at: datetime, expires_at: datetime,
    revoked_at: datetime | None, same_device: bool, unused: bool,
) -> bool:  # fmt: skip
    """Say whether a genuine token does not cover a report, so that a person must look at it.

    A report that was saved before its token ended is good even if the phone found a network late.
    """
    ended = min(expires_at, revoked_at or expires_at)
    late = saved_at > ended or received_at - saved_at > LONGEST_WAIT
    return late or saved_at > received_at + CLOCK_SLACK or not same_device or not unused
