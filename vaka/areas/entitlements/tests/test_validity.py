"""Application and last day of validity: what is refused, what comes in, and what never ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.areas.entitlements import (
    account_rules,
    actions,
    imports,
    list_queries,
    offer_actions,
    step_rules,
)
from vaka.areas.entitlements.handling_queries import handling
from vaka.areas.entitlements.list_queries import ListFilter
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.rules import State, Waiting
from vaka.areas.entitlements.statistics import Handling, handled, published
from vaka.areas.entitlements.tests.conftest import Read
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

SignIn = Callable[[Viewer], Client]
APPLIED, DECIDED, LAST = date(2024, 1, 2), date(2024, 1, 10), date(2024, 2, 29)
Q2 = Period.parse("2024Q2")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("applied", "valid_to", "codes"),
    [
        (None, None, ()),
        (DECIDED, DECIDED, ()),
        (APPLIED, date(2099, 1, 1), ()),
        (date(2024, 1, 11), None, ("applied_date",)),
        (None, date(2024, 1, 9), ("valid_to_date",)),
        (date(2024, 1, 11), date(2024, 1, 9), ("applied_date", "valid_to_date")),
    ],
)
def test_application_decision_and_last_day_follow_each_other(
    applied: date | None, valid_to: date | None, codes: tuple[str, ...]
) -> None:
    assert step_rules.may_span(applied, DECIDED, valid_to).codes == codes
    one = Waiting(DECIDED, applied=applied, valid_to=valid_to)
    assert step_rules.dates_in_order(one, date(2024, 6, 1)).codes == codes


@pytest.mark.parametrize(
    ("valid_to", "state", "is_over"),
    [
        (None, State.WAITING, False),
        (date(2024, 3, 1), State.WAITING, False),
        (date(2024, 2, 29), State.WAITING, True),
        (date(2024, 2, 29), State.EXECUTED, True),
        (date(2024, 2, 29), State.ENDED, False),
    ],
)
def test_a_last_day_passes(valid_to: date | None, state: State, is_over: bool) -> None:
    assert step_rules.has_run_out(valid_to, state, date(2024, 3, 1)) is is_over


@given(DAYS, st.none() | st.integers(0, 500), st.integers(0, 800), DAYS)
@settings(max_examples=80)
def test_what_a_quarter_tells_of_does_not_depend_on_the_last_day(
    decided: date, wait: int | None, held: int, day: date
) -> None:
    executed = decided + timedelta(days=wait) if wait is not None else None
    one = Waiting(decided, executed=executed, has_ended=executed is not None)
    quarter = Period.of(day, Q2.kind)
    for_a_time = replace(one, applied=decided, valid_to=decided + timedelta(days=held))
    assert account_rules.account(for_a_time, quarter) is account_rules.account(one, quarter)


@given(st.lists(st.tuples(st.none() | st.integers(0, 300), DAYS), max_size=12))
def test_days_are_counted_of_known_applications(found: list[tuple[int | None, date]]) -> None:
    spans = [(day - timedelta(days=n) if n is not None else None, day) for n, day in found]
    known = sorted(n for n, _day in found if n is not None)
    half = len(known) // 2
    middle = (known[half] + known[~half]) / 2 if known else None
    assert handled(spans) == Handling(len(found), len(known), middle, max(known, default=None))


def new(unit: "Unit", **more: Any) -> NewDecision:
    given = {"applied_date": APPLIED, "valid_to_date": LAST} | more
    return NewDecision(unit, "SoL", "Växelvård", DECIDED, **given)


def test_a_decision_is_written_in_with_its_days(units: Any, beata: Viewer) -> None:
    case = offer_actions.decide(by=beata, new=new(units["bistand"]))
    one = Decision.objects.get(pk=case.pk)
    assert (one.applied_date, one.valid_to_date) == (APPLIED, LAST)
    assert AuditRow.objects.filter(verb="decision.decide", actor=beata.person).count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [({"applied_date": date(2024, 1, 11)}, "applied_date"),
     ({"valid_to_date": date(2024, 1, 9)}, "valid_to_date")],
)  # fmt: skip
def test_impossible_days_are_refused(
    units: Any, beata: Viewer, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(RuleRefused) as refused:
        offer_actions.decide(by=beata, new=new(units["bistand"], **more))
    assert refused.value.verdict.codes == (code,)
    assert not Decision.objects.exists()


def test_they_are_corrected_and_taken_back(units: Any, beata: Viewer, sven: Viewer) -> None:
    case = offer_actions.decide(by=beata, new=new(units["bistand"]))
    given = {"case_id": case.pk, "version": 1, "words": "Fel dag"}
    with pytest.raises((NotAllowed, NotVisible)):
        actions.correct_dates(by=sven, dates={"valid_to_date": None}, **given)
    with pytest.raises(RuleRefused):
        actions.correct_dates(by=beata, dates={"valid_to_date": date(2024, 1, 9)}, **given)
    actions.correct_dates(by=beata, dates={"valid_to_date": None, "applied_date": DECIDED}, **given)
    one = Decision.objects.get(pk=case.pk)
    assert (one.applied_date, one.valid_to_date) == (DECIDED, None)
    told = one.case.events.get(verb="decision.correct").data["dates"]
    assert told["before"] == {"valid_to_date": "2024-02-29", "applied_date": "2024-01-02"}


HEADINGS = "Beslutsnummer;Ansökan;Beslutsdatum;Giltigt till;Insats;Enhet;Delegat;Punkt;Handläggare"


def test_they_come_from_a_case_system_and_impossible_ones_are_told(
    units: Any, tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "beslut.csv"
    lines = (
        "B1;2024-01-02;2024-01-10;2024-02-29;Hemtjänst;bistand;Biståndshandläggare;1.1;Beata",
        "B2;2024-01-11;2024-01-10;2024-01-09;Hemtjänst;bistand;;;",
        "B3;;2024-01-10;;Hemtjänst;bistand;;;",
    )
    path.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    receipt = read(path)
    assert receipt.imported == 3
    told = {(one.row, one.value, one.reason) for one in receipt.warnings}
    assert told == {
        (3, "2024-01-11", imports.AFTER_DECISION), (3, "2024-01-09", imports.ENDS_BEFORE)
    }  # fmt: skip
    rows = Decision.objects.order_by("case__source_key").values_list(
        "applied_date", "valid_to_date"
    )
    assert list(rows) == [(APPLIED, LAST), (None, None), (None, None)]
    made = Decision.objects.filter(maker_role="Biståndshandläggare")
    assert list(made.values_list("point", "maker")) == [("1.1", "Beata")]


def test_one_that_has_run_out_is_told_of_until_it_ends(
    units: Any, beata: Viewer, client_as: SignIn
) -> None:
    case = offer_actions.decide(by=beata, new=new(units["bistand"]))
    rows = quarter_account(beata, units["bistand"], Q2).not_executed
    assert [(one.id, "inte avslutat" in one.validity) for one in rows] == [(case.pk, True)]
    wanted = ListFilter(expired_on=date(2024, 3, 1))
    assert [one.pk for one in list_queries.listed(beata, wanted)] == [case.pk]
    assert not list_queries.listed(beata, ListFilter(expired_on=LAST)).exists()
    client = client_as(beata)
    page = client.get(reverse("entitlements:case", args=[case.pk])).content.decode()
    assert "redovisas tills ett slut är inskrivet" in page
    assert "8 dagar till beslutet" in page
    listing = client.get(reverse("entitlements:list"), {"lage": "expired"}).content.decode()
    assert "har gått ut utan att avslutas" in listing
    assert case.reference in listing
    actions.record_ended(by=beata, case_id=case.pk, version=1, on=date(2024, 5, 2), end_code="B",
                         words="Behovet är borta")  # fmt: skip
    assert not list_queries.listed(beata, wanted).exists()
    assert (
        "inte avslutat"
        not in client.get(reverse("entitlements:case", args=[case.pk])).content.decode()
    )


def test_the_quarter_tells_days_from_application_to_decision(
    units: Any, beata: Viewer, cecilia: Viewer, client_as: SignIn
) -> None:
    unit, q1 = units["bistand"], Period.parse("2024Q1")
    for day in (1, 2, 6):
        applied = date(2024, 1, day)
        offer_actions.decide(by=beata, new=new(unit, applied_date=applied, valid_to_date=None))
    offer_actions.decide(by=beata, new=new(unit, applied_date=None))
    found = handling(beata, unit, q1)
    assert found == Handling(4, 3, 8.0, 9)
    with pytest.raises(NotVisible):
        handling(cecilia, unit, q1)
    page = client_as(beata).get(reverse("entitlements:quarter", args=["2024Q1"])).content.decode()
    assert "3 av 4" in page
    account = quarter_account(beata, unit, q1)
    lines = published(account, 3, found)
    assert [line[2:] for line in lines[-4:]] == [
        ["Med känd ansökningsdag", "visas inte"], ["Utan känd ansökningsdag", "visas inte"],
        ["Summa", "4"], ["Median", "8"],
    ]  # fmt: skip
    assert not [line for line in published(account, 5, found) if line[2] == "Median"]


def test_published_reasons_are_codes_and_never_words(units: Any, beata: Viewer) -> None:
    case = offer_actions.decide(by=beata, new=new(units["bistand"]))
    offer_actions.tell_delay(by=beata, case_id=case.pk, version=1, code="R2", words="Kalle är sjuk")
    told = str(published(quarter_account(beata, units["bistand"], Q2), 1))
    assert "Kalle" not in told
    assert "Skäl" in told
