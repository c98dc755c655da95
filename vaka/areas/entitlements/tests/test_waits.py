"""How long those of one service have waited, and how many of them have said no (K-NEX-12)."""

from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from django.test import Client

from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.statistics import executed_waits, published, statistics
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Period

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
Q1 = Period.parse("2024Q1")
END = date(2024, 3, 31)
MADE = [date(2023, 10, day) for day in (2, 3, 9, 20, 31)]


def test_each_service_has_its_median_its_longest_and_who_said_no(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: Callable[[Viewer], Client]
) -> None:
    for day in MADE:
        decided(str(day))
    Decision.objects.filter(decided_date=MADE[0]).update(offers_declined=2)
    Decision.objects.filter(decided_date=MADE[1]).update(reason_code="R3", reason_raw="Tackat nej")
    other = decided("2023-11-01")
    Decision.objects.filter(pk=other.pk).update(service="Boende")
    done = decided("2023-09-01", "2024-02-10")
    account = quarter_account(beata, units["bistand"], Q1)
    first, second = statistics(account.not_executed).waits
    days = [(END - day).days for day in MADE]
    assert (first.service, first.count, first.median_days, first.longest_days) == (
        "Växelvård", 5, median(days), max(days),
    )  # fmt: skip
    assert (first.declined, first.declined_percent, second.declined) == (2, 40.0, 0)
    (over,) = executed_waits(account)
    assert over.longest_days == (date(2024, 2, 10) - done.decided_date).days
    told = published(account, 5)
    medians = [row[2:] for row in told if row[1].startswith("Median av dagar")]
    assert medians == []  # one service is small, so the other's count is not written either
    assert [row[3] for row in published(account, 1) if row[1].startswith("Median av")] != []
    page = client_as(beata).get("/beslut/kvartal/2024Q1/?enhet=bistand").content.decode()
    assert "2 (40 %)" in page
