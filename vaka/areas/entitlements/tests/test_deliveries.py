"""A quarter handed over: when it may go, what IVO is told, that nothing reported is forgotten."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.entitlements import (
    delivery_actions,
    delivery_queries,
    delivery_rules,
    told_queries,
)
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver, Standing, ToldAs
from vaka.areas.entitlements.models import Decision, DeliveredRow, Delivery, Interruption
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.rules import Account, Ground
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
TODAY = date(2024, 5, 2)
WHOLE = Standing(3, 0, (), is_over=True, is_delivered=False)
Q1, Q2 = Period.parse("2024Q1"), Period.parse("2024Q2")


@pytest.mark.parametrize(
    ("receiver", "standing", "words", "codes"),
    [
        (Receiver.IVO, WHOLE, "", []),
        (Receiver.IVO, Standing(0, 0, (), is_over=True, is_delivered=False), "", ["nothing"]),
        (Receiver.COUNCIL, Standing(0, 0, (), is_over=True, is_delivered=False), "", []),
        (Receiver.IVO, Standing(0, 0, (), is_over=True, is_delivered=True), "Fel datum", []),
        (Receiver.BOARD, Standing(3, 0, (), is_over=False, is_delivered=False), "", ["not_over"]),
        (Receiver.IVO, Standing(3, 2, (), is_over=True, is_delivered=False), "", ["reason"]),
        (Receiver.AUDITORS, Standing(3, 2, (), is_over=True, is_delivered=False), "", ["reason"]),
        (Receiver.COUNCIL, Standing(3, 2, ("BES-1",), is_over=True, is_delivered=False), "", []),
        (Receiver.IVO, Standing(3, 0, ("BES-1",), is_over=True, is_delivered=False), "",
         ["unanswered"]),
        (Receiver.NAMED, WHOLE, " ", ["words"]),
        (Receiver.NAMED, Standing(3, 2, (), is_over=True, is_delivered=True), "Rev 7", ["reason"]),
        (Receiver.IVO, Standing(3, 0, (), is_over=True, is_delivered=True), " ", ["words"]),
        (Receiver.IVO, Standing(3, 0, (), is_over=True, is_delivered=True), "Fel datum", []),
    ],
)  # fmt: skip
def test_when_a_quarter_may_be_handed_over(
    receiver: Receiver, standing: Standing, words: str, codes: list[str]
) -> None:
    verdict = delivery_rules.may_deliver(receiver, standing, TODAY, words, TODAY)
    assert list(verdict.codes) == codes
    later = delivery_rules.may_deliver(receiver, standing, date(2024, 5, 3), words, TODAY)
    assert "future" in later.codes


@pytest.mark.parametrize(
    ("account", "executed", "before", "told"),
    [
        (Account.NOT_EXECUTED, False, False, (ToldAs.NEW,)),
        (Account.NOT_EXECUTED, False, True, (ToldAs.AGAIN,)),
        (Account.INTERRUPTED, False, False, (ToldAs.INTERRUPTION,)),
        (Account.INTERRUPTED, False, True, (ToldAs.AGAIN,)),
        (Account.ENDED_AFTER_REPORT, True, True, (ToldAs.EXECUTED,)),
        (Account.ENDED_AFTER_REPORT, False, True, (ToldAs.ENDED,)),
        (Account.EXECUTED_LATE, True, False, (ToldAs.NEW, ToldAs.EXECUTED)),
        (Account.NONE, False, False, ()),
    ],
)
def test_what_a_row_is_told_as(
    account: Account, executed: bool, before: bool, told: tuple[ToldAs, ...]
) -> None:
    assert delivery_rules.told_as(account, is_executed=executed, was_reported=before) == told


@pytest.mark.parametrize(
    ("is_break", "executed", "told"),
    [
        (False, True, (ToldAs.NEW, ToldAs.EXECUTED)),
        (False, False, (ToldAs.NEW, ToldAs.ENDED)),
        (True, True, (ToldAs.INTERRUPTION, ToldAs.EXECUTED)),
    ],
)
def test_an_end_that_the_report_before_missed_is_told_with_what_it_ends(
    is_break: bool, executed: bool, told: tuple[ToldAs, ...]
) -> None:
    found = delivery_rules.told_as(
        Account.ENDED_AFTER_REPORT, is_executed=executed, was_reported=False, was_missed=True,
        is_break=is_break,
    )  # fmt: skip
    assert found == told


def _given(by: Viewer, unit: "Unit", quarter: Period = Q1, **more: Any) -> Delivery:
    new = NewDelivery(unit, quarter, more.pop("receiver", Receiver.IVO), date(2024, 8, 2), **more)
    return delivery_actions.deliver(by=by, new=new)


def test_what_was_reported_is_reported_again_until_its_end_is_told(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = decided("2023-11-10"), units["bistand"]
    first = _given(beata, unit, receipt="IVO 1")
    assert list(first.told.values_list("decision_id", "told_as")) == [(one.pk, ToldAs.NEW)]
    second = _given(beata, unit, Q2)
    assert [row.told_as for row in second.told.all()] == [ToldAs.AGAIN]
    Decision.objects.filter(pk=one.pk).update(executed_date=date(2024, 7, 3), end_code="V")
    third = _given(beata, unit, Period.parse("2024Q3"))
    assert [row.told_as for row in third.told.all()] == [ToldAs.EXECUTED]
    assert told_queries.reported_open(unit, Period.parse("2024Q4")) == set()


def test_one_that_was_reported_and_stands_nowhere_is_found(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one, unit = decided("2023-11-10"), units["bistand"]
    _given(beata, unit)
    # A corrected date takes it out of the account, though nobody has told IVO of an end.
    Decision.objects.filter(pk=one.pk).update(decided_date=date(2024, 5, 30))
    decided("2024-02-01")
    with pytest.raises(RuleRefused) as refused:
        _given(beata, unit, Q2)
    assert "unanswered" in refused.value.verdict.codes
    assert one.case.reference in str(refused.value.verdict.refusals)


def test_a_correction_is_a_new_one_that_says_so(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    decided("2023-11-10")
    first = _given(beata, units["bistand"])
    with pytest.raises(RuleRefused):
        _given(beata, units["bistand"])
    again = _given(beata, units["bistand"], words="Fel insats på rad 1")
    assert (again.corrects, Delivery.objects.count(), first.digest) == (first, 2, again.digest)
    logged = AuditRow.objects.filter(verb="quarter.deliver", object_id=str(again.pk)).get()
    assert logged.data["corrects"] == str(first.pk)


def test_only_those_who_handle_decisions_hand_over(
    units: "dict[str, Unit]", decided: Decided, bo: Viewer, cecilia: Viewer
) -> None:
    decided("2023-11-10")
    for by in (bo, cecilia):
        with pytest.raises((NotAllowed, NotVisible)):
            _given(by, units["bistand"])
    assert not DeliveredRow.objects.exists()


@pytest.fixture
def named(units: "dict[str, Unit]", beata: Viewer) -> Decision:
    """Give a late decision about somebody with a number."""
    new = NewDecision(units["bistand"], "SoL", "Växelvård", date(2023, 11, 10), "811218-9876")
    case = offers.decide(by=beata, new=new)
    offers.tell_delay(by=beata, case_id=case.pk, version=1, code="R1", words="")
    return Decision.objects.select_related("case__subject").get(pk=case.pk)


def test_a_number_is_shown_to_ivo_only_and_each_opening_is_logged(
    units: "dict[str, Unit]", named: Decision, beata: Viewer
) -> None:
    account = quarter_account(beata, units["bistand"], Q1)
    (row,) = delivery_queries.ivo_rows(beata, account)
    assert row.number.endswith("9876")
    opened = AuditRow.objects.filter(object_kind="identity", subject=named.case.subject)
    said = [line.data["reason"] for line in opened.filter(actor=beata.person, kind="read")]
    assert len(said) == 1
    assert "IVO" in said[0]


def test_ivo_is_told_what_else_the_person_is_given_as_the_quarter_ends(
    units: "dict[str, Unit]", named: Decision, beata: Viewer, client_as: SignIn
) -> None:
    def given(service: str, number: str, on: date) -> Decision:
        new = NewDecision(units["bistand"], "SoL", service, date(2023, 1, 10), number)
        case = offers.decide(by=beata, new=new)
        row = Decision.objects.filter(pk=case.pk)
        row.update(executed_date=on, end_code="V")
        return row.get()

    runs = given("Hemtjänst", "811218-9876", date(2023, 2, 1))
    given("Trygghetslarm", "811218-9876", date(2024, 4, 1))  # after the quarter
    given("Dagverksamhet", "640823-3234", date(2023, 2, 1))  # somebody else's
    over = given("Ledsagning", "811218-9876", date(2023, 2, 1))
    Decision.objects.filter(pk=over.pk).update(ended_date=date(2024, 3, 1))
    # Interrupted as the quarter ended, and again since.
    paused = given("Kontaktperson", "811218-9876", date(2023, 2, 1))
    Interruption.objects.create(
        decision=paused, from_date=date(2024, 3, 1), resumed_date=date(2024, 4, 10)
    )
    Decision.objects.filter(pk=paused.pk).update(interrupted_date=date(2024, 6, 1))
    rows = delivery_queries.ivo_rows(beata, quarter_account(beata, units["bistand"], Q1))
    told = {row.case_id: row.meanwhile for row in rows}
    assert told[named.pk] == ("Hemtjänst sedan 1 februari 2023",)
    read = AuditRow.objects.filter(verb="decision.read", actor=beata.person)
    (logged,) = read.filter(data__filter__meanwhile=str(Q1))
    assert logged.data["shown"] == [str(runs.pk)]
    page = client_as(beata).get(reverse("entitlements:ivo", args=[Q1])).content.decode()
    assert "Hemtjänst sedan 1 februari 2023" in page
    assert beata.name in page


def test_a_protected_identity_is_never_filled_in(
    units: "dict[str, Unit]", named: Decision, beata: Viewer
) -> None:
    subject = named.case.subject
    assert subject is not None
    type(subject).objects.update(is_protected=True)
    (row,) = delivery_queries.ivo_rows(beata, quarter_account(beata, units["bistand"], Q1))
    assert (row.number, row.is_protected) == ("", True)


def test_the_page_says_how_a_protected_identity_is_told_by_the_routine_of_the_quarter(
    units: "dict[str, Unit]", named: Decision, beata: Viewer,
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    assert named.case.subject is not None
    client, address = client_as(beata), reverse("entitlements:ivo", args=[Q1])
    assert "skyddade personuppgifter" not in client.get(address).content.decode()
    type(named.case.subject).objects.update(is_protected=True)
    assert "Ingen rutin är beslutad" in client.get(address).content.decode()
    key, by = "not_executed.protected_routine", Viewer.system("tests")
    for text, since in (("telefon", date(2024, 1, 1)), ("personligt möte", date(2024, 4, 1))):
        set_local_value(by=by, key=key, text=text, valid_from=since, reason="Rutin")
    page = client.get(address).content.decode()
    assert "1 person har skyddade personuppgifter" in page
    assert "Er rutin: telefon" in page


def test_services_without_assessment_are_counted_and_never_reported(
    units: "dict[str, Unit]", beata: Viewer, client_as: Callable[[Viewer], Client]
) -> None:
    for decided in (date(2023, 8, 10), date(2024, 3, 31), date(2024, 4, 1)):
        new = NewDecision(units["bistand"], "SoL", "Hemtjänst", decided, ground=Ground.UNASSESSED)
        offers.decide(by=beata, new=new)
    space = delivery_queries.workspace(beata, units["bistand"], Q1)
    assert (space.unassessed, sum(len(t) for _title, t in space.account.tables())) == (2, 0)
    page = client_as(beata).get(reverse("entitlements:workspace", args=[Q1])).content.decode()
    assert "2 insatser utan behovsprövning" in page


def test_every_other_page_and_file_lacks_the_number(
    named: Decision, beata: Viewer, client_as: SignIn
) -> None:
    client = client_as(beata)
    quiet = [
        reverse(f"entitlements:{name}", args=["2024Q1"])
        for name in ("quarter", "download", "statistics", "workspace")
    ] + [reverse("entitlements:case", args=[named.pk]), reverse("entitlements:list")]
    for address in quiet:
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"9876" not in response.content, address
    for name in ("ivo", "ivo_file"):
        response = client.get(reverse(f"entitlements:{name}", args=["2024Q1"]))
        assert b"9876" in response.content
        assert response["Cache-Control"] == "no-store"


def test_the_workspace_says_what_is_missing_and_takes_a_receipt(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one = decided("2023-11-10")
    client = client_as(beata)
    address = reverse("entitlements:workspace", args=["2024Q1"])
    Decision.objects.update(reason_code="", reason_raw="")
    assert "1 beslut saknar skäl" in client.get(address).content.decode()
    Decision.objects.update(reason_code="R1")
    form = {"sent_date": "2024-04-15", "receipt": "IVO 7", "words": ""}
    sent = client.post(reverse("entitlements:deliver", args=["2024Q1", "ivo"]), form, follow=True)
    assert "Kvittens: IVO 7" in sent.content.decode()
    assert list(DeliveredRow.objects.values_list("decision_id", flat=True)) == [one.pk]
    assert client.get(reverse("entitlements:deliver", args=["2024Q1", "x"])).status_code == 404
