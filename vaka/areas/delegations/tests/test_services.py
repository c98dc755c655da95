"""Decisions on services held against the order of their day: who made them, by which right."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from vaka.areas.administration.models import Body, DelegationPoint
from vaka.areas.delegations.service_queries import remark, service_list
from vaka.areas.entitlements import event_actions, event_rules, offer_actions
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

JANUARY, FEBRUARY = Period.parse("2024-01"), Period.parse("2024-02")
OFFICER = "Biståndshandläggare"


@pytest.fixture
def order(units):
    """Give the board's order: point 1.1 until January's end, point 1.2 from February."""
    body = Body.objects.create(code="namnd", name="Nämnden", kind="board")
    for number, first, last in (("1.1", date(2020, 1, 1), date(2024, 1, 31)),
                                ("1.2", date(2024, 2, 1), None)):  # fmt: skip
        DelegationPoint.objects.create(body=body, number=number, text="Bistånd", delegate=OFFICER,
                                       place=1, from_date=first, to_date=last)  # fmt: skip
    return body


@pytest.fixture
def made(units, beata, order):
    """Give a function that writes a decision in, made at the case office by somebody's right."""

    def run(role=OFFICER, point="1.1", day=date(2024, 1, 10), **more: Any):
        new = NewDecision(units["bistand"], "SoL", "Växelvård", day, maker_role=role, point=point,
                          **more)  # fmt: skip
        return offer_actions.decide(by=beata, new=new)

    return run


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"point": "1.2"}, "1.2 fanns inte"),
        ({"point": "1.1", "day": date(2024, 2, 1)}, "1.1 fanns inte"),
        ({"point": "1.2", "day": date(2024, 2, 1)}, ""),
        ({"role": "Undersköterska"}, "inte undersköterska"),
        ({"point": ""}, "punkten saknas"),
        ({"role": ""}, "utan angiven roll"),
        ({"role": "", "point": ""}, ""),
        ({"maker": "Beata Löfgård"}, ""),
        ({"role": "Undersköterska", "point": "1.9", "ground": "court"}, ""),
        ({"role": "Undersköterska", "point": "1.9", "ground": "unassessed"}, ""),
    ],
)
def test_one_made_without_delegation_says_so_on_its_own_page(made, beata, client_as, given, said):
    case = made(**given)
    against = remark(case.pk)
    assert len(against) == bool(said), against
    page = client_as(beata).get(reverse("entitlements:case", args=[case.pk])).content.decode()
    assert ("Utan delegation" in page) is bool(said)
    assert said in "".join(against)


def test_a_months_list_finds_them_and_says_of_how_many_nothing_is_known(
    made, units, beata, cecilia, client_as
):
    made()
    without = made(point="1.9")
    made(role="", point="")
    made(day=date(2024, 2, 3), point="1.2")
    found = service_list(beata, units["bistand"], JANUARY)
    assert (found.judged, found.untold) == (2, 1)
    assert [one.made.id for one in found.found] == [without.pk]
    with pytest.raises(NotVisible):
        service_list(cecilia, units["bistand"], JANUARY)
    address = reverse("delegations:list")
    page = client_as(beata).get(address, {"enhet": "bistand", "period": "2024-01"})
    words = page.content.decode()
    assert without.reference in words
    assert "2 beslut är prövade" in words
    february = client_as(beata).get(address, {"enhet": "bistand", "period": "2024-02"})
    assert "Alla prövade hade en punkt" in february.content.decode()


def test_who_decided_is_written_in_later(made, beata, cecilia):
    case = made(role="", point="")
    given = {"case_id": case.pk, "version": 1, "maker_role": OFFICER, "point": "1.9"}
    with pytest.raises((NotAllowed, NotVisible)):
        event_actions.tell_maker(by=cecilia, **given)
    event_actions.tell_maker(by=beata, **given, maker="Beata Löfgård")
    one = Decision.objects.get(pk=case.pk)
    assert (one.maker_role, one.point, one.maker) == (OFFICER, "1.9", "Beata Löfgård")
    assert "1.9 fanns inte" in remark(case.pk)[0]
    assert AuditRow.objects.filter(verb="decision.tell_maker", actor=beata.person).count() == 1
    with pytest.raises(RuleRefused):
        event_actions.tell_maker(by=beata, **given | {"version": 2}, maker="Beata Löfgård")
    assert case.events.filter(verb="decision.tell_maker").count() == 1


@pytest.mark.parametrize(
    ("role", "point", "codes"),
    [(OFFICER, "", ()), ("", "1.1", ()), ("", "", ("maker_role",)), ("A", "1", ("nothing",))],
)
def test_what_must_be_told_of_who_decided(role, point, codes):
    before = {"maker_role": "A", "point": "1"}
    new = {"maker_role": role, "point": point}
    assert event_rules.may_tell_maker(before, new).codes == codes


def test_the_form_is_filled_from_who_writes(beata, units, client_as):
    page = client_as(beata).get(reverse("entitlements:decide")).content.decode()
    assert f'value="{OFFICER}"' in page
    assert f'value="{beata.name}"' in page
