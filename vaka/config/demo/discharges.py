"""The demo's stays at hospital since last year, as a file of a planning system would tell them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from vaka.areas.discharges.actions import take_in_stays
from vaka.areas.discharges.models import Discharge
from vaka.areas.discharges.rules import Coordinated, Goes, Reason
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

A_MONTH = 14
WAITS = (0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 7, 11)
"""Days from ready to home, in turn; the agreement's three are kept by most."""
WHY = (Reason.SHORT_TERM, Reason.CARE_HOME, Reason.HOME_CARE, Reason.AIDS, Reason.PLANNING)
GOES = (Goes.HOME, Goes.HOME, Goes.HOME, Goes.SHORT_TERM, Goes.CARE_HOME)
SIPS = (Coordinated.MADE, Coordinated.NOT_NEEDED, Coordinated.MADE, Coordinated.LACKING,
        Coordinated.NOT_NEEDED, Coordinated.MADE, Coordinated.DECLINED, "")  # fmt: skip
"""What the planning system says of a coordinated plan, in turn by the stay's number."""
MONTHS = 23


def write(*, by: Viewer, places: dict[str, Unit], seed: int, today: date) -> None:
    """Write the stays through the import's own action."""
    unit = places["bistand"]
    take_in_stays(by=by, unit=unit, rows=_stays(seed, today), source="planeringssystemet")
    assert Discharge.objects.filter(unit=unit).exists()


def _stays(seed: int, today: date) -> Iterator[dict[str, Any]]:
    """Each month's stays; who is ready in the last days is still at the hospital."""
    random = Random(f"discharges-{seed}")  # noqa: S311 - invented rows
    for back in range(MONTHS, -1, -1):
        first = add_months(today.replace(day=1), -back)
        for place in range(A_MONTH):
            ready = first + timedelta(days=random.randrange(28))
            if ready < today:
                yield _stay(f"P{first:%y%m}-{place + 1:02d}", ready, random, today)


def _stay(number: str, ready: date, random: Random, today: date) -> dict[str, Any]:
    days = random.choice(WAITS)
    home = ready + timedelta(days=days)
    left, is_late = home < today, days > 3
    billed = days - 3 + (random.random() < 0.2) if left and is_late else None
    return {
        "number": number,
        "notice_date": ready - timedelta(days=random.randrange(1, 15)),
        "ready_date": ready,
        "told_date": ready,
        "home_date": home if left else None,
        "goes_to": random.choice(GOES) if left else "",
        "reason": random.choice(WHY) if is_late and random.random() < 0.8 else "",
        "billed_days": billed,
        "sip": SIPS[sum(number.encode()) % len(SIPS)] if left else "",
    }
