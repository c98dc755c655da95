"""Several interruptions of one decision: each is kept, told in its own quarters, its end once."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.entitlements import (
    account_rules,
    actions,
    delivery_actions,
    delivery_queries,
    facts,
    rules,
    source_actions,
    step_rules,
)
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.case_queries import case_page
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver, ToldAs
from vaka.areas.entitlements.imports import LACKS_END
from vaka.areas.entitlements.models import Decision, Interruption
from vaka.areas.entitlements.queries import quarter_account, waiting_of
from vaka.areas.entitlements.rules import Account, Pause, State, Waiting
from vaka.areas.entitlements.tests.conftest import Read
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
DAY = timedelta(days=1)
BEGAN = date(2020, 2, 3)
QUARTERS = [Period.parse(f"{year}Q{n}") for year in range(2020, 2032) for n in (1, 2, 3, 4)]
GAPS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 400)), min_size=1, max_size=5)
OPEN = st.one_of(st.none(), st.integers(0, 300))


def broken(gaps: list[tuple[int, int]], then: int | None) -> Waiting:
    """A decision executed at once and interrupted again and again; `then` days after the last the
    next begins, which goes on."""
    pauses, day = [], BEGAN
    for ran, lasted in gaps:
        start = day + ran * DAY
        day = start + lasted * DAY
        pauses.append(Pause(start, day))
    if then is not None:
        pauses.append(Pause(day + then * DAY, None))
    *earlier, last = pauses
    return Waiting(BEGAN, executed=BEGAN, has_ended=True, interrupted=last.start,
                   resumed=last.resumed, earlier=tuple(earlier))  # fmt: skip


def told_alone(pause: Pause, quarter: Period) -> Account:
    """The slow twin: what the quarter tells of a decision with that interruption and no other."""
    one = Waiting(BEGAN, executed=BEGAN, has_ended=True, interrupted=pause.start,
                  resumed=pause.resumed)  # fmt: skip
    return account_rules.account(one, quarter)


@given(GAPS, OPEN)
def test_each_interruption_is_told_as_if_it_were_alone(
    gaps: list[tuple[int, int]], then: int | None
) -> None:
    one = broken(gaps, then)
    for quarter in QUARTERS:
        told = [(p, where) for p in one.pauses
                if (where := told_alone(p, quarter)) is not Account.NONE]  # fmt: skip
        assert len(told) <= 1
        assert account_rules.account(one, quarter) is (told[0][1] if told else Account.NONE)
        if told:
            assert account_rules.counted_from(one, quarter) == told[0][0].start


@given(GAPS, OPEN)
def test_each_end_of_a_long_one_is_told_once(gaps: list[tuple[int, int]], then: int | None) -> None:
    one = broken(gaps, then)
    told = [q for q in QUARTERS if account_rules.account(one, q) in
            {Account.ENDED_AFTER_REPORT, Account.EXECUTED_LATE}]  # fmt: skip
    long = [
        p.resumed for p in one.pauses if p.resumed and rules.last_day_in_time(p.start) < p.resumed
    ]
    assert [q for day in long for q in QUARTERS if q.contains(day)] == told


@given(GAPS, OPEN)
def test_asking_later_of_a_past_quarter_gives_what_was_told_then(
    gaps: list[tuple[int, int]], then: int | None
) -> None:
    one = broken(gaps, then)
    for quarter in QUARTERS:
        end = quarter.last_date
        assert account_rules.account(one.seen_on(end), quarter) is account_rules.account(
            one, quarter
        )


@given(GAPS, OPEN)
def test_the_days_of_all_are_in_order_and_one_without_an_end_takes_no_other(
    gaps: list[tuple[int, int]], then: int | None
) -> None:
    one, today = broken(gaps, then), date(2040, 1, 1)
    starts = [pause.start for pause in one.pauses]
    is_twice = len(set(starts)) < len(starts)
    assert step_rules.dates_in_order(one, today).codes == (("same_day",) if is_twice else ())
    turned = Waiting(BEGAN, executed=BEGAN, interrupted=BEGAN,
                     earlier=(Pause(BEGAN + DAY, BEGAN + 2 * DAY),))  # fmt: skip
    assert step_rules.dates_in_order(turned, today).codes == ("before",)
    endless = Waiting(BEGAN, executed=BEGAN, interrupted=BEGAN + DAY, earlier=(Pause(BEGAN, None),))
    assert step_rules.dates_in_order(endless, today).codes == ("resumed_date",)


def _do(verb: Callable[..., object], by: Viewer, one: Decision, **more: Any) -> Decision:
    version = type(one.case).objects.get(pk=one.pk).version
    verb(by=by, case_id=one.pk, version=version, **more)
    return Decision.objects.select_related("case").get(pk=one.pk)


def _twice(decided: Decided, by: Viewer) -> Decision:
    """Interrupted 1 November to 1 May, and again from 2 May, still so."""
    one = decided("2023-01-10", "2023-02-01", "2023-11-01")
    one = _do(actions.record_resumed, by, one, on=date(2024, 5, 1))
    return _do(actions.record_interrupted, by, one, on=date(2024, 5, 2), words="Sjukhus igen")


def test_a_second_interruption_leaves_the_first_in_its_quarters(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = _twice(decided, beata), units["bistand"]
    told = {}
    for name in ("2023Q4", "2024Q1", "2024Q2", "2024Q3"):
        account = quarter_account(beata, unit, Period.parse(name))
        told[name] = [
            (title[:9], row.interrupted, row.over, row.days) for title, rows in account.tables()
            for row in rows
        ]  # fmt: skip
    first, again = date(2023, 11, 1), date(2024, 5, 1)
    assert told == {
        "2023Q4": [],
        "2024Q1": [("Avbrott i", first, None, (date(2024, 3, 31) - first).days)],
        "2024Q2": [("Rapporter", first, again, (again - first).days)],
        "2024Q3": [("Avbrott i", date(2024, 5, 2), None, 151)],
    }
    assert (one.interrupted_date, one.resumed_date) == (date(2024, 5, 2), None)
    logged = AuditRow.objects.filter(object_id=str(one.pk), verb="decision.interrupt")
    assert logged.exists()


def test_ivo_is_told_of_each_and_the_first_keeps_its_reason(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = _twice(decided, beata), units["bistand"]
    _do(offers.tell_delay, beata, one, code="R6", words="")
    sent = {}
    for name in ("2024Q1", "2024Q2", "2024Q3"):
        account = quarter_account(beata, unit, Period.parse(name))
        rows = delivery_queries.ivo_rows(beata, account)
        sent[name] = [
            (row.told_as, row.interrupted_date, row.ended_date, row.reason) for row in rows
        ]
        new = NewDelivery(unit, account.quarter, Receiver.IVO, date(2024, 11, 2))
        delivery_actions.deliver(by=beata, new=new)
    assert sent == {
        "2024Q1": [(ToldAs.INTERRUPTION, date(2023, 11, 1), None, "Platsbrist")],
        "2024Q2": [(ToldAs.EXECUTED, date(2023, 11, 1), date(2024, 5, 1), "")],
        "2024Q3": [
            (ToldAs.INTERRUPTION, date(2024, 5, 2), None, "Sjukhusvistelse eller annan vistelse")
        ],
    }


def test_a_quarter_asks_as_many_questions_of_one_decision_as_of_several(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            space = delivery_queries.workspace(beata, units["bistand"], Period.parse("2024Q1"))
            delivery_queries.ivo_rows(beata, space.account)
        return len(questions)

    _twice(decided, beata)
    one = asked()
    for _n in range(3):
        _twice(decided, beata)
    assert asked() == one


def test_facts_say_at_each_quarters_end_what_its_account_says(
    decided: Decided, beata: Viewer
) -> None:
    one = _twice(decided, beata)
    rows, waiting = list(facts.rows([one.pk], None)), waiting_of(one, None)
    said = {}
    for name in ("2023Q4", "2024Q1", "2024Q2", "2024Q3"):
        end = Period.parse(name).last_date
        (row,) = [r for r in rows if r["valid_from_date"] <= end < r["valid_to_date"]]
        chosen = waiting.seen_on(end).told_on(end)
        assert (row["interrupted_date"], row["resumed_date"]) == (
            chosen.interrupted, chosen.resumed,
        )  # fmt: skip
        said[name] = (row["state"], row["interrupted_date"])
    assert said["2024Q2"] == (State.INTERRUPTED, date(2023, 11, 1))
    assert said["2024Q3"] == (State.INTERRUPTED, date(2024, 5, 2))


def test_the_second_taken_back_leaves_the_first_as_it_stood(
    decided: Decided, beata: Viewer
) -> None:
    one = _do(offers.tell_delay, beata, _twice(decided, beata), code="R6", words="")
    one = _do(actions.take_back_step, beata, one, words="Fel person")
    assert one.case.state == State.EXECUTED
    assert (one.interrupted_date, one.resumed_date) == (date(2023, 11, 1), date(2024, 5, 1))
    assert (one.reason_code, Interruption.objects.exists()) == ("R1", False)
    one = _do(actions.take_back_step, beata, one, words="Fel person")
    assert (one.case.state, one.resumed_date) == (State.INTERRUPTED, None)


def test_one_that_overlaps_the_first_is_refused_and_nothing_moves(
    decided: Decided, beata: Viewer, cecilia: Viewer
) -> None:
    one = decided("2023-01-10", "2023-02-01", "2023-11-01")
    one = _do(actions.record_resumed, beata, one, on=date(2024, 5, 1))
    with pytest.raises(RuleRefused) as refused:
        _do(actions.record_interrupted, beata, one, on=date(2024, 4, 1), words="Igen")
    assert refused.value.verdict.codes == ("before",)
    with pytest.raises(NotVisible):
        _do(actions.record_interrupted, cecilia, one, on=date(2024, 6, 1), words="Igen")
    one.refresh_from_db()
    assert (one.interrupted_date, Interruption.objects.exists()) == (date(2023, 11, 1), False)


def test_the_page_shows_every_interruption(
    decided: Decided, beata: Viewer, client_as: Callable[[Viewer], Any]
) -> None:
    one = _twice(decided, beata)
    (kept,) = case_page(beata, one.pk).interruptions
    assert (kept.from_date, kept.resumed_date, kept.reason) == (
        date(2023, 11, 1), date(2024, 5, 1), "Platsbrist",
    )  # fmt: skip
    shown = client_as(beata).get(f"/beslut/{one.pk}/").content.decode()
    assert "Tidigare avbrott" in shown
    assert "2023" in shown[shown.index("Tidigare avbrott") :][:200]


HEADINGS = "Beslutsnummer;Beslutsdatum;Insats;Verkställt;Avbrott;Återupptaget;Skäl;Enhet"
FIRST, SECOND = "2023-09-01;2024-02-01", "2024-03-04;"


def _read(folder: Path, read: Read, broken: str) -> tuple[int, list[str]]:
    """Read a day's file. Gives how many rows told something new, and the remarks."""
    path = folder / "beslut.csv"
    line = f"B1;2023-01-10;Växelvård;2023-02-01;{broken};Platsbrist;bistand"
    path.write_text(f"{HEADINGS}\n{line}\n", encoding="utf-8")
    receipt = read(path)
    return receipt.imported, [one.reason for one in receipt.warnings]


def _stand() -> list[tuple[date | None, date | None]]:
    one = Decision.objects.get()
    earlier = list(one.interruptions.values_list("from_date", "resumed_date"))
    return [*earlier, (one.interrupted_date, one.resumed_date)]


def test_a_source_that_tells_another_interruption_keeps_the_first(
    units: object, tmp_path: Path, read: Read
) -> None:
    assert _read(tmp_path, read, FIRST) == (1, [])
    assert _read(tmp_path, read, SECOND) == (1, [])
    first = (date(2023, 9, 1), date(2024, 2, 1))
    assert _stand() == [first, (date(2024, 3, 4), None)]
    case = Decision.objects.select_related("case").get().case
    assert (case.state, case.due_date) == (State.INTERRUPTED, date(2024, 6, 4))
    # The same again, and the first told once more, say nothing new.
    assert _read(tmp_path, read, SECOND) == (0, [])
    assert _read(tmp_path, read, FIRST) == (0, [])
    assert _read(tmp_path, read, "2024-03-04;2024-08-01") == (1, [])
    assert _stand() == [first, (date(2024, 3, 4), date(2024, 8, 1))]


def test_a_source_that_skipped_the_end_of_the_first_is_told_what_to_do(
    units: object, tmp_path: Path, read: Read, beata: Viewer
) -> None:
    _read(tmp_path, read, "2023-09-01;")
    imported, remarks = _read(tmp_path, read, "2024-03-04;2024-08-01")
    assert imported == 0
    assert LACKS_END in remarks
    assert _stand() == [(date(2023, 9, 1), None)]
    _do(actions.record_resumed, beata, Decision.objects.select_related("case").get(),
        on=date(2024, 2, 1))  # fmt: skip
    assert _read(tmp_path, read, "2024-03-04;2024-08-01") == (1, [])
    assert _stand() == [(date(2023, 9, 1), date(2024, 2, 1)), (date(2024, 3, 4), date(2024, 8, 1))]


def test_dates_of_a_second_that_do_not_fit_leave_the_first(
    units: object, tmp_path: Path, read: Read
) -> None:
    _read(tmp_path, read, FIRST)
    imported, remarks = _read(tmp_path, read, "2024-03-04;2024-03-01")
    assert imported == 0
    assert remarks
    assert _stand() == [(date(2023, 9, 1), date(2024, 2, 1))]
    assert source_actions.news(Decision.objects.get().pk, {}).filled == {}
