"""A report to IVO that was wrong: corrected, taken back, told of late, seen from every unit."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.entitlements import (
    delivery_actions,
    delivery_queries,
    note_queries,
    told_queries,
)
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver, ToldAs
from vaka.areas.entitlements.models import Decision, Delivery
from vaka.areas.entitlements.note_queries import Said
from vaka.areas.entitlements.queries import QuarterAccount, quarter_account
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
Q1, Q2 = Period.parse("2024Q1"), Period.parse("2024Q2")


def _give(by: Viewer, unit: "Unit", quarter: Period, words: str = "") -> list[tuple[object, str]]:
    new = NewDelivery(unit, quarter, Receiver.IVO, date(2024, 8, 2), "IVO 1", words)
    made = delivery_actions.deliver(by=by, new=new)
    return list(made.told.order_by("pk").values_list("decision_id", "told_as"))


def test_a_correction_takes_back_what_it_leaves_out(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    unit, wrong, right = units["bistand"], decided("2023-11-10"), decided("2023-11-11")
    _give(beata, unit, Q1)
    # It had been carried out in time: nobody had written it in.
    Decision.objects.filter(pk=wrong.pk).update(executed_date=date(2023, 12, 1), end_code="V")
    with pytest.raises(RuleRefused):
        _give(beata, unit, Q2)
    account = quarter_account(beata, unit, Q1)
    assert told_queries.taken_back(account) == [(wrong.case.reference, "Nytt ej verkställt beslut")]
    page = client_as(beata).get(reverse("entitlements:ivo", args=[Q1])).content.decode()
    assert "Rättar rapporten som lämnades" in page
    assert wrong.case.reference in page
    assert _give(beata, unit, Q1, "Var verkställt") == [(right.pk, ToldAs.NEW)]
    assert _give(beata, unit, Q2) == [(right.pk, ToldAs.AGAIN)]


def test_a_correction_of_an_older_quarter_is_not_what_was_told_last(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    unit, one, new = units["bistand"], decided("2023-11-10"), decided("2023-11-11")
    Decision.objects.filter(pk=new.pk).update(executed_date=date(2023, 12, 1), end_code="V")
    _give(beata, unit, Q1)
    Decision.objects.filter(pk=one.pk).update(executed_date=date(2024, 6, 3), end_code="V")
    assert _give(beata, unit, Q2) == [(one.pk, ToldAs.EXECUTED)]
    Decision.objects.filter(pk=new.pk).update(executed_date=None, end_code="")
    assert _give(beata, unit, Q1, "Var inte verkställt") == [
        (one.pk, ToldAs.NEW), (new.pk, ToldAs.NEW),
    ]  # fmt: skip
    assert told_queries.reported_open(unit, Period.parse("2024Q3")) == {new.pk}


def test_the_only_row_of_a_report_can_be_taken_back(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    unit, wrong = units["bistand"], decided("2023-11-10")
    _give(beata, unit, Q1)
    Decision.objects.filter(pk=wrong.pk).update(executed_date=date(2023, 12, 1), end_code="V")
    assert _give(beata, unit, Q1, "Var verkställt") == []
    assert told_queries.reported_open(unit, Q2) == set()


def test_a_correction_says_what_is_new_and_what_has_changed(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    unit, one, same = units["bistand"], decided("2023-11-10"), decided("2023-11-12")
    assert told_queries.changes(quarter_account(beata, unit, Q1), {}) == {}
    _give(beata, unit, Q1)
    Decision.objects.filter(pk=one.pk).update(reason_raw="Ingen plats med hiss")
    new = decided("2023-10-01")
    account = quarter_account(beata, unit, Q1)
    assert told_queries.changes(account, _said(account)) == {
        (one.pk, ToldAs.NEW): "Ändrad i rättelsen", (new.pk, ToldAs.NEW): "Ny i rättelsen",
    }  # fmt: skip
    said = {row.case_id: row.change for row in delivery_queries.ivo_rows(beata, account)}
    assert said[same.pk] == ""
    client = client_as(beata)
    file = client.get(reverse("entitlements:ivo_file", args=[Q1])).content.decode("utf-8-sig")
    assert (file.count("Ändrad i rättelsen"), file.count("Ny i rättelsen")) == (1, 1)


def _said(account: QuarterAccount) -> dict[uuid.UUID, Said]:
    return note_queries.said_of(account, account.quarter.last_date)


def test_one_that_a_report_missed_is_told_as_new_too_and_pointed_out(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    unit, known = units["bistand"], decided("2023-10-10")
    _give(beata, unit, Q1)
    late = decided("2023-11-10", "2024-05-01")  # written in when the report had gone
    space = delivery_queries.workspace(beata, unit, Q2)
    assert space.missed == (late.case.reference,)
    assert _give(beata, unit, Q2) == [
        (known.pk, ToldAs.AGAIN), (late.pk, ToldAs.NEW), (late.pk, ToldAs.EXECUTED),
    ]  # fmt: skip


def test_nobody_knows_what_was_told_where_the_quarter_before_was_not_reported_from_here(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    late = decided("2023-11-10", "2024-05-01")
    assert delivery_queries.workspace(beata, units["bistand"], Q2).missed == ()
    assert _give(beata, units["bistand"], Q2) == [(late.pk, ToldAs.EXECUTED)]


@pytest.mark.parametrize(
    ("dates", "is_found"),
    [
        (("2023-11-10", "2023-01-20"), True),  # carried out before it was made
        (("2023-11-10", "", "2024-01-20"), True),  # interrupted and never begun
        (("2023-11-10", "2024-01-20", "2023-12-20"), True),
        (("2023-11-10", "2023-11-10"), False),
        (("2023-02-10", "2023-01-20"), False),  # its three months ended long before
    ],
)
def test_dates_that_cannot_be_are_pointed_out(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: SignIn,
    dates: tuple[str, ...], is_found: bool,
) -> None:  # fmt: skip
    one = decided(*dates)
    space = delivery_queries.workspace(beata, units["bistand"], Q1)
    assert [row.id for row in space.impossible] == ([one.pk] if is_found else [])
    logged = AuditRow.objects.filter(verb="decision.read", actor=beata.person)
    shown = [row.data["shown"] for row in logged.filter(data__filter__impossible=str(Q1))]
    assert shown == ([[str(one.pk)]] if is_found else [])
    page = client_as(beata).get(reverse("entitlements:workspace", args=[Q1])).content.decode()
    assert ("Alla datum är möjliga" in page) is not is_found


def test_what_was_handed_over_for_the_whole_municipality_is_seen_at_its_office(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    decided("2023-11-10")
    new = NewDelivery(units["vaka"], Q1, Receiver.COUNCIL, date(2024, 5, 2), "KS 7")
    delivery_actions.deliver(by=Viewer.system("test"), new=new)
    space = delivery_queries.workspace(beata, units["bistand"], Q1)
    (line,) = [one for one in space.receivers if one.receiver is Receiver.COUNCIL]
    assert (line.given, line.elsewhere) == ([], [Delivery.objects.get()])
    page = client_as(beata).get(reverse("entitlements:workspace", args=[Q1])).content.decode()
    assert "Kvittens: KS 7" in page
