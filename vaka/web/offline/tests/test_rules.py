from datetime import UTC, datetime, timedelta

import pytest

from vaka.web.offline import rules

NOW = datetime(2026, 11, 27, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(("pin", "digits", "codes"), [
    ("271828", 6, ()), ("2718", 4, ()), ("27182", 6, ("pin_digits",)),
    ("27182a", 6, ("pin_digits",)),
    ("٢٧١٨٢٨", 6, ("pin_digits",)), ("111111", 6, ("pin_easy",)), ("123456", 6, ("pin_easy",)),
    ("987654", 6, ("pin_easy",)), ("890123", 6, ("pin_easy",)), ("135790", 6, ()),
])  # fmt: skip
def test_a_pin_is_long_enough_and_not_easy(pin, digits, codes):
    assert rules.may_set_pin(pin, digits).codes == codes


@pytest.mark.parametrize(("days_ago", "has_pin", "tries_left", "codes"), [
    (0, True, 5, ()), (7, True, 1, ()), (8, True, 5, ("pin_old",)), (0, False, 5, ("pin_none",)),
    (0, True, 0, ("pin_locked",)), (0, True, -1, ("pin_locked",)),
])  # fmt: skip
def test_who_may_enter_by_pin(days_ago, has_pin, tries_left, codes):
    verdict = rules.may_enter_by_pin(
        on=NOW, full_sign_in_at=NOW - timedelta(days=days_ago), days=7, has_pin=has_pin,
        tries_left=tries_left,
    )  # fmt: skip
    assert verdict.codes == codes


@pytest.mark.parametrize(("saved", "received", "revoked", "same", "unused", "kept"), [
    (0, 0, None, True, True, False),
    (0, 30, None, True, True, False),  # late but saved in time
    (0, 61, None, True, True, True),  # longer than a phone may lie
    (15, 15, None, True, True, True),  # the token had ended
    (0, 1, 1, True, True, False),  # signed out after it was saved
    (2, 3, 1, True, True, True),  # saved after its owner signed out
    (0, 0, None, False, True, True),
    (0, 0, None, True, False, True),
    (1, 0, None, True, True, True),  # from tomorrow
])  # fmt: skip
def test_which_reports_a_token_covers(saved, received, revoked, same, unused, kept):
    def day(number):
        return NOW + timedelta(days=number)

    assert kept is rules.must_keep(
        saved_at=day(saved), received_at=day(received), expires_at=day(14),
        revoked_at=None if revoked is None else day(revoked), same_device=same, unused=unused,
    )  # fmt: skip
