"""Rulings, other municipalities, reserve numbers, and what is never reported."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.entitlements import charge_queries, delivery_queries, event_rules, facts
from vaka.areas.entitlements import event_actions as actions
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.event_actions import NewRuling
from vaka.areas.entitlements.event_rules import Ruled, TransferKind
from vaka.areas.entitlements.models import Decision, Ruling, Transfer
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.rules import Ground, State
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.people.models import Subject
from vaka.foundation.people.numbers import InvalidNumber
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
TODAY, Q1 = date(2026, 6, 1), Period.parse("2024Q1")
LIMITS = (10_000, 1_000_000)
RESERVE = "19390412-T123"


@pytest.mark.parametrize(
    ("ruled", "on", "amount", "words", "codes"),
    [
        (Ruled.GRANTED, date(2026, 5, 1), None, "", ()),
        (Ruled.CHARGED, date(2026, 5, 1), 40_000, "", ()),
        (Ruled.CHARGED, date(2026, 5, 1), None, "", ("amount",)),
        (Ruled.CHARGED, date(2026, 5, 1), 9_999, "", ("amount",)),
        (Ruled.CHARGED, date(2026, 5, 1), 1_000_001, "", ("amount",)),
        (Ruled.GRANTED, date(2026, 5, 1), 40_000, "", ("no_amount",)),
        (Ruled.SPARED, date(2026, 5, 1), None, "Ringa fall", ()),
        (Ruled.SPARED, date(2026, 5, 1), None, " ", ("words",)),
        (Ruled.GRANTED, date(2026, 6, 2), None, "", ("future",)),
        ("x", date(2026, 5, 1), None, "", ("ruled",)),
    ],
)  # fmt: skip
def test_what_a_ruling_must_say(
    ruled: str, on: date, amount: int | None, words: str, codes: tuple[str, ...]
) -> None:
    assert event_rules.may_rule(ruled, on, amount, LIMITS, words, TODAY).codes == codes


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("kind", list(TransferKind))
def test_when_a_decision_may_transfer(kind: TransferKind, state: State) -> None:
    verdict = event_rules.may_transfer(
        kind, state, "Ort", date(2026, 5, 1), date(2026, 1, 1), TODAY
    )
    refused = (kind is TransferKind.HANDED_OVER and state is State.ENDED) or (
        kind is TransferKind.ASKED and state in {State.EXECUTED, State.ENDED}
    )
    assert verdict.codes == (("state",) if refused else ())
    early = event_rules.may_transfer(kind, state, " ", date(2025, 5, 1), date(2026, 1, 1), TODAY)
    assert {"other", "before"} <= set(early.codes)


def _ruled(by: Viewer, one: Decision, version: int = 1, **more: Any) -> Decision:
    new = NewRuling(**({"ruled": Ruled.CHARGED, "on": date(2024, 9, 2)} | more))
    actions.record_ruling(by=by, case_id=one.pk, version=version, new=new)
    return Decision.objects.select_related("case").get(pk=one.pk)


def test_a_judged_charge_is_what_like_waits_are_compared_with(
    decided: Decided, beata: Viewer
) -> None:
    one, other = decided("2024-01-10"), decided("2024-01-12")
    _ruled(beata, one, amount=60_000, number="1234-24")
    risk = charge_queries.risk_of(other, date(2024, 9, 20))
    assert [(line.months, line.amount, line.source) for line in risk.judged] == [
        (7, 60_000, "Egen dom")
    ]
    assert any("kan en ny tas ut" in words for words in
               charge_queries.risk_of(one, date(2024, 9, 20)).reasons)  # fmt: skip
    assert AuditRow.objects.filter(verb="decision.record_ruling", object_id=str(one.pk)).exists()
    with pytest.raises(AppendOnly):
        Ruling.objects.update(amount=1)


def test_a_refused_ruling_leaves_nothing(decided: Decided, beata: Viewer) -> None:
    with pytest.raises(RuleRefused):
        _ruled(beata, decided("2024-01-10"), amount=1)
    assert not Ruling.objects.exists()


@pytest.mark.parametrize(
    ("ground", "rows", "runs"),
    [(Ground.BOARD, 1, True), (Ground.COURT, 0, True), (Ground.UNASSESSED, 0, False)],
)
def test_only_the_boards_decisions_are_reported_but_a_court_can_judge_its_own(
    units: "dict[str, Unit]", beata: Viewer, ground: Ground, rows: int, runs: bool
) -> None:
    new = NewDecision(units["bistand"], "SoL", "Hemtjänst", date(2023, 11, 10), ground=ground)
    case = offers.decide(by=beata, new=new)
    account = quarter_account(beata, units["bistand"], Q1)
    assert sum(len(table) for _title, table in account.tables()) == rows
    assert len(list(facts.rows([case.pk], None))) == rows
    decision = Decision.objects.get(pk=case.pk)
    assert charge_queries.risk_of(decision, date(2024, 9, 1)).runs is runs


def test_one_that_is_handed_over_ends_here(decided: Decided, beata: Viewer) -> None:
    one = decided("2024-01-10")
    case = actions.record_transfer(by=beata, case_id=one.pk, version=1, kind="handed_over",
                                   other="Ort", on=date(2024, 3, 1))  # fmt: skip
    after = Decision.objects.get(pk=one.pk)
    assert (case.state, after.end_code, after.ended_date) == ("ended", "X", date(2024, 3, 1))
    assert Transfer.objects.get().other == "Ort"


def test_a_visiting_municipality_goes_on_reporting(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = decided("2023-11-10")
    actions.record_transfer(by=beata, case_id=one.pk, version=1, kind="asked", other="Ort",
                            on=date(2023, 12, 1))  # fmt: skip
    account = quarter_account(beata, units["bistand"], Q1)
    assert [row.id for row in account.not_executed] == [one.pk]


def test_a_reserve_number_is_sealed_and_told_to_ivo_the_same_every_quarter(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = decided("2023-11-10")
    actions.give_number(by=beata, case_id=one.pk, version=1, number="19390412 t123")
    for quarter in (Q1, Period.parse("2024Q2")):
        account = quarter_account(beata, units["bistand"], quarter)
        assert [row.number for row in delivery_queries.ivo_rows(beata, account)] == [RESERVE]
    assert RESERVE not in str(list(AuditRow.objects.values()))
    with pytest.raises(RuleRefused):
        actions.give_number(by=beata, case_id=one.pk, version=2, number="19390412-T124")


def test_the_same_reserve_number_is_the_same_person(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    new = NewDecision(units["bistand"], "SoL", "Hemtjänst", date(2024, 1, 10), reserve=RESERVE,
                      sex="K")  # fmt: skip
    case = offers.decide(by=beata, new=new)
    other = decided("2023-11-10")
    actions.give_number(by=beata, case_id=other.pk, version=1, number=RESERVE)
    assert Subject.objects.count() == 1
    assert Decision.objects.get(pk=case.pk).sex == "K"


@pytest.mark.parametrize("text", ["811218-9876", "19391312-T123", "19390412-T12", ""])
def test_what_is_no_reserve_number_leaves_nothing(
    decided: Decided, beata: Viewer, text: str
) -> None:
    with pytest.raises(InvalidNumber):
        actions.give_number(by=beata, case_id=decided("2024-01-10").pk, version=1, number=text)
    assert not Subject.objects.exists()


def test_only_the_office_writes(decided: Decided, sven: Viewer, cecilia: Viewer) -> None:
    one = decided("2024-01-10")
    for by in (sven, cecilia):
        for call, more in (
            (actions.record_ruling, {"new": NewRuling(Ruled.GRANTED, date(2024, 3, 1))}),
            (actions.record_transfer, {"kind": "asked", "other": "Ort", "on": date(2024, 3, 1)}),
            (actions.give_number, {"number": RESERVE}),
        ):
            with pytest.raises((NotAllowed, NotVisible)):
                call(by=by, case_id=one.pk, version=1, **more)
    assert [m.objects.count() for m in (Ruling, Transfer, Subject)] == [0, 0, 0]


def test_the_pages_take_what_is_written(
    decided: Decided, beata: Viewer, client_as: Callable[[Viewer], Client]
) -> None:
    one, client = decided("2024-01-10"), client_as(beata)

    def sent(name: str, **more: str) -> str:
        address = reverse(f"entitlements:{name}", args=[one.pk])
        version = str(Decision.objects.get(pk=one.pk).case.version)
        return client.post(address, more | {"version": version}, follow=True).content.decode()

    assert "inget reservnummer" in sent("number", number="8112")
    assert "Numret är förseglat" in sent("number", number=RESERVE)
    told = sent("ruling", ruled="charged", on="2024-09-02", amount="60000", number="1234-24")
    assert "60 000 kr" in told.replace("\xa0", " ")
    assert "1234-24" in told
    assert "10 000" in told.replace("\xa0", " ")
    assert "Ort" in sent("transfer", kind="taken_over", other="Ort", on="2024-01-02")
    assert RESERVE not in told
