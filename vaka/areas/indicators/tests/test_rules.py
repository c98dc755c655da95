"""When limits may be made anew, case by case."""

from datetime import date

import pytest

from vaka.areas.indicators import rules

TODAY = date(2026, 11, 24)
REASON = "Larmmattorna kom i februari, och fallen har varit färre sedan dess."


@pytest.mark.parametrize(
    ("from_date", "reason", "tied", "taken", "codes"),
    [
        (date(2026, 2, 1), REASON, True, [], ()),
        (date(2026, 3, 1), REASON, True, [], ()),
        (date(2026, 4, 1), REASON, True, [], ("from_date",)),
        (date(2026, 2, 2), REASON, True, [], ("from_date",)),
        (date(2026, 2, 1), "Bättre nu.", True, [], ("reason",)),
        (date(2026, 2, 1), REASON, False, [], ("event",)),
        (date(2026, 2, 1), REASON, True, [date(2026, 2, 1)], ("from_date",)),
        (date(2026, 4, 2), " ", False, [], ("from_date", "from_date", "reason", "event")),
    ],
)
def test_limits_anew(from_date, reason, tied, taken, codes) -> None:
    verdict = rules.may_set_limits(from_date, TODAY, 8, reason=reason, tied=tied, taken=taken)
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("withdrawn", "reason", "ok"),
    [(False, "Fel månad.", True), (True, "x", False), (False, " ", False)],
)
def test_limits_taken_back(withdrawn, reason, ok) -> None:
    assert rules.may_withdraw_limits(withdrawn, reason).ok is ok
