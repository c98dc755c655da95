"""A decision written in, delayed with a reason, offered a place; and warned of in time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.entitlements import offer_actions as actions
from vaka.areas.entitlements import offer_rules, rules
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.offer_actions import NewDecision, NewOffer
from vaka.areas.entitlements.offer_rules import Answer, OfferDates
from vaka.areas.entitlements.rules import State
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
DAY, TODAY = date(2024, 1, 10), date(2024, 3, 1)
NUMBER = "198112189876"  # a number of the kind that Skatteverket gives for tests


def _again(one: Decision) -> Decision:
    return Decision.objects.select_related("case").get(pk=one.pk)


def _new(units: "dict[str, Unit]", **more: Any) -> NewDecision:
    return NewDecision(units["bistand"], "SoL", "Växelvård", DAY, **more)


def _offered(by: Viewer, one: Decision, version: int = 1) -> Decision:
    new = NewOffer("Björken, lägenhet 4", OfferDates(date(2024, 2, 1), date(2024, 2, 10)))
    actions.record_offer(by=by, case_id=one.pk, version=version, new=new)
    return _again(one)


@pytest.mark.parametrize(
    ("state", "is_open", "offer", "codes"),
    [
        (State.WAITING, False, OfferDates(DAY), []),
        (State.INTERRUPTED, False, OfferDates(DAY, TODAY, TODAY), []),
        (State.EXECUTED, False, OfferDates(DAY), ["state"]),
        (State.ENDED, False, OfferDates(DAY), ["state"]),
        (State.WAITING, True, OfferDates(DAY), ["open_offer"]),
        (State.WAITING, False, OfferDates(DAY - timedelta(days=1)), ["before"]),
        (State.WAITING, False, OfferDates(TODAY + timedelta(days=1)), ["future"]),
        (State.WAITING, False, OfferDates(TODAY, DAY), ["before_offer"]),
        (State.WAITING, False, OfferDates(TODAY, None, DAY), ["before_offer"]),
    ],
)
def test_when_a_place_may_be_offered(
    state: State, is_open: bool, offer: OfferDates, codes: list[str]
) -> None:
    verdict = offer_rules.may_offer(state, DAY, offer, is_open, TODAY)
    assert list(verdict.codes) == codes


@pytest.mark.parametrize(
    ("current", "answer", "answered", "words", "codes"),
    [
        (Answer.OPEN, Answer.ACCEPTED, TODAY, "", []),
        (Answer.OPEN, Answer.DECLINED, TODAY, "För långt bort", []),
        (Answer.OPEN, Answer.DECLINED, TODAY, " ", ["words"]),
        (Answer.OPEN, Answer.TAKEN_BACK, TODAY, "", ["words"]),
        (Answer.OPEN, Answer.OPEN, TODAY, "", ["answer"]),
        (Answer.DECLINED, Answer.ACCEPTED, TODAY, "", ["answered"]),
        (Answer.OPEN, Answer.ACCEPTED, DAY - timedelta(days=1), "", ["before"]),
        (Answer.OPEN, Answer.ACCEPTED, TODAY + timedelta(days=1), "", ["future"]),
    ],
)
def test_when_an_offer_may_be_answered(
    current: Answer, answer: Answer, answered: date, words: str, codes: list[str]
) -> None:
    verdict = offer_rules.may_answer(current, answer, DAY, answered, words, TODAY)
    assert list(verdict.codes) == codes


@pytest.mark.parametrize(
    ("state", "code", "words", "codes"),
    [
        (State.WAITING, "R1", "", []),
        (State.WAITING, "R9", "", ["words"]),
        (State.WAITING, "R9", "Väntar på en syster", []),
        (State.WAITING, "R8", "", ["reason"]),
        (State.EXECUTED, "R1", "", ["state"]),
    ],
)
def test_when_a_delay_may_be_told(state: State, code: str, words: str, codes: list[str]) -> None:
    is_asked = state in rules.OPEN
    verdict = offer_rules.may_tell_delay(state, code, words, is_asked=is_asked)
    assert list(verdict.codes) == codes


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    waited=st.integers(0, 400),
    after=st.lists(st.integers(1, 120), min_size=3, max_size=3, unique=True).map(sorted),
)
def test_warnings_come_once_each_and_in_order(start: date, waited: int, after: list[int]) -> None:
    reached = [
        offer_rules.warnings_reached(start, start + timedelta(days=n), after)
        for n in range(waited + 1)
    ]
    assert reached == sorted(reached)
    assert reached[-1] == sum(waited >= days for days in after)


@given(
    today=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    waited=st.integers(0, 120),
    after=st.integers(1, 80),
)
def test_what_nears_three_months_is_neither_late_nor_new(
    today: date, waited: int, after: int
) -> None:
    decided = today - timedelta(days=waited)
    first, last = offer_rules.nearing(today, after)
    late = rules.last_day_in_time(decided) < today
    assert (first <= decided <= last) == (waited >= after and not late)
    assert (offer_rules.must_warn(decided, today, [after]) == 1) == (first <= decided <= last)


@given(start=st.dates(date(2019, 1, 1), date(2032, 12, 31)))
def test_every_warning_comes_before_three_months_have_passed(start: date) -> None:
    """February, month ends and leap years: eighty days are always within three months."""
    assert start + timedelta(days=80) < rules.last_day_in_time(start)


def test_a_decision_is_written_in_by_its_office_with_its_number_sealed(
    units: "dict[str, Unit]", beata: Viewer
) -> None:
    case = actions.decide(by=beata, new=_new(units, number="811218-9876"))
    one = Decision.objects.select_related("case__subject").get(pk=case.pk)
    assert (case.state, case.due_date) == (State.WAITING, rules.last_day_in_time(DAY))
    assert (one.sex, one.case.owner) == (one.case.subject.sex, beata.person)
    logged = AuditRow.objects.filter(object_id=str(case.pk))
    assert logged.filter(verb="decision.decide").count() == 1
    assert not any(NUMBER in str(row) for row in AuditRow.objects.values())


def test_who_does_not_handle_decisions_writes_none(
    units: "dict[str, Unit]", bo: Viewer, beata: Viewer, decided: Decided
) -> None:
    with pytest.raises(NotAllowed):
        actions.decide(by=bo, new=_new(units))
    with pytest.raises((NotAllowed, NotVisible)):
        _offered(bo, decided("2024-01-10"))
    with pytest.raises(NotVisible):  # no offer waits for an answer
        actions.answer_offer(by=beata, case_id=decided("2024-01-10").pk, version=1,
                             answer=Answer.ACCEPTED, on=TODAY, words="")  # fmt: skip


def test_a_declined_offer_ends_nothing_and_is_counted(decided: Decided, beata: Viewer) -> None:
    one = _offered(beata, decided("2024-01-10"))
    actions.answer_offer(by=beata, case_id=one.pk, version=2, answer=Answer.DECLINED, on=TODAY,
                         words="Vill bo nära sin syster")  # fmt: skip
    one = _again(one)
    assert (one.case.state, one.offers_declined, one.reason_code) == ("waiting", 1, "R1")
    one = _offered(beata, one, 3)
    actions.answer_offer(by=beata, case_id=one.pk, version=4, answer=Answer.ACCEPTED, on=TODAY,
                         words="")  # fmt: skip
    one = _again(one)
    assert (one.case.state, one.executed_date, one.offers_declined) == ("waiting", None, 1)


def test_two_offers_do_not_wait_at_once(decided: Decided, beata: Viewer) -> None:
    one = _offered(beata, decided("2024-01-10"))
    with pytest.raises(RuleRefused) as refused:
        _offered(beata, one, 2)
    assert "open_offer" in refused.value.verdict.codes
    assert one.offers.count() == 1


def test_a_delay_is_told_with_what_stood_before(decided: Decided, beata: Viewer) -> None:
    one = decided("2024-01-10")
    actions.tell_delay(by=beata, case_id=one.pk, version=1, code="R4", words="Vill vänta")
    assert (_again(one).reason_code, _again(one).reason_raw) == ("R4", "Vill vänta")


def test_warnings_are_told_once_each_until_three_months(decided: Decided, beata: Viewer) -> None:
    one = decided("2024-01-10")
    told = [actions.warn_due(DAY + timedelta(days=n)) for n in (29, 30, 31, 60, 79, 80, 81, 92)]
    assert told == [0, 1, 0, 1, 0, 1, 0, 0]
    words = Notice.objects.filter(to=beata.person, case=one.case).values_list("words", flat=True)
    assert len(set(words)) == 3
    assert all(one.case.reference in line for line in words)


def test_an_interruption_is_warned_of_from_its_own_day(decided: Decided, beata: Viewer) -> None:
    decided("2023-01-10", executed="2023-02-01", interrupted="2024-01-10")
    assert actions.warn_due(DAY + timedelta(days=29)) == 0
    assert actions.warn_due(DAY + timedelta(days=30)) == 1
