"""An interruption from its report to its end: told again each quarter, its end told once."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from vaka.areas.entitlements import (
    actions,
    delivery_actions,
    delivery_queries,
    facts,
    told_queries,
)
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver, ToldAs
from vaka.areas.entitlements.downloads import tables_bytes
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.statistics import published, statistics
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
Q1, Q2 = Period.parse("2024Q1"), Period.parse("2024Q2")
BROKEN = ("2023-01-10", "2023-02-01", "2023-11-01")


def _told(by: Viewer, unit: "Unit", quarter: Period) -> list[str]:
    new = NewDelivery(unit, quarter, Receiver.IVO, date(2024, 8, 2))
    made = delivery_actions.deliver(by=by, new=new)
    return list(made.told.order_by("pk").values_list("told_as", flat=True))


def _step(verb: Callable[..., object], by: Viewer, one: Decision, **more: Any) -> None:
    version = type(one.case).objects.get(pk=one.pk).version
    verb(by=by, case_id=one.pk, version=version, **more)


def test_one_that_comes_back_is_told_as_executed_on_that_day(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = decided(*BROKEN), units["bistand"]
    assert _told(beata, unit, Q1) == [ToldAs.INTERRUPTION]
    _step(actions.record_resumed, beata, one, on=date(2024, 5, 1))
    (row,) = delivery_queries.ivo_rows(beata, quarter_account(beata, unit, Q2))
    assert (row.told_as, row.interrupted_date, row.ended_date, row.outcome) == (
        ToldAs.EXECUTED, date(2023, 11, 1), date(2024, 5, 1), "Återupptaget 2024-05-01",
    )  # fmt: skip
    assert _told(beata, unit, Q2) == [ToldAs.EXECUTED]
    assert told_queries.reported_open(unit, Period.parse("2024Q3")) == set()


def test_one_that_ends_while_interrupted_is_told_by_its_own_end_and_not_as_executed(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = decided(*BROKEN), units["bistand"]
    assert _told(beata, unit, Q1) == [ToldAs.INTERRUPTION]
    _step(actions.record_ended, beata, one, on=date(2024, 5, 2), end_code="A", words="Avliden")
    (row,) = quarter_account(beata, unit, Q2).ended
    assert (row.end_code, row.outcome, row.days) == ("A", "Avliden 2024-05-02", 183)
    assert _told(beata, unit, Q2) == [ToldAs.ENDED]
    rows = list(facts.rows([one.pk], None))
    # The wait before it ended with the service, as it did.
    assert [row["end_code"] for row in rows] == [None, "V", "V", "A"]
    assert rows[-1]["resumed_date"] == date(2024, 5, 2)


def test_one_that_comes_back_late_within_the_quarter_is_told_twice(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = decided("2023-01-10", "2023-02-01", "2024-01-02")
    _step(actions.record_resumed, beata, one, on=date(2024, 5, 1))
    assert _told(beata, units["bistand"], Q2) == [ToldAs.INTERRUPTION, ToldAs.EXECUTED]


def test_days_are_counted_from_the_interruption(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    decided(*BROKEN)
    account = quarter_account(beata, units["bistand"], Q1)
    (row,) = account.interrupted
    assert (row.days, row.months) == ((date(2024, 3, 31) - date(2023, 11, 1)).days, 4)
    divisions = {line[1] for line in published(account, 1) if "Avbrott" in line[0]}
    assert {"Månader från avbrottet", "Dagar från avbrottet"} <= divisions
    assert tables_bytes(account)


def test_a_quarter_that_is_over_counts_to_its_own_end_whatever_came_later(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    decided("2023-11-10")
    decided("2023-11-10", "2024-07-20")
    rows = quarter_account(beata, units["bistand"], Q1).not_executed
    assert {(row.days, row.months, row.end_code, row.outcome) for row in rows} == {(142, 4, "", "")}
    assert statistics(rows).by_reason == (("Platsbrist", 2),)


def test_a_reason_is_told_after_the_service_began_when_it_began_late(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    unit = units["bistand"]
    late, soon = decided("2023-11-10", "2024-03-20"), decided("2024-01-02", "2024-02-20")
    Decision.objects.update(reason_code="", reason_raw="")
    with pytest.raises(RuleRefused) as refused:
        _told(beata, unit, Q1)
    assert refused.value.verdict.codes == ("reason",)
    with pytest.raises(RuleRefused):
        _step(offers.tell_delay, beata, soon, code="R1", words="")
    _step(offers.tell_delay, beata, late, code="R1", words="")
    assert _told(beata, unit, Q1) == [ToldAs.NEW, ToldAs.EXECUTED]


def test_those_of_whom_nobody_knows_how_long_they_waited_stand_in_the_sum(
    printed: Any, units: "dict[str, Unit]"
) -> None:
    counted = statistics(quarter_account(Viewer.system("test"), units["vaka"], Q1).ended)
    assert dict(counted.by_bucket)["Okänd tid"] == 2
    assert sum(n for _name, n in counted.by_bucket) == counted.total == 30
