"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.delegations import actions, urls
from vaka.areas.delegations.actions import NewDecision
from vaka.areas.delegations.models import BoardNotification, DecidingBody, DelegatedDecision
from vaka.areas.delegations.rules import Category, Outcome, Taken
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period

NAMES = [one.name for one in urls.urlpatterns]
ROWS = (DecidingBody, DelegatedDecision, BoardNotification)
PLANTED = "Klockstapelrummet"


@pytest.fixture
def body(beata, nora, units):
    """Plant a decision at the case office, told to the board."""
    made = actions.add_body(by=beata, unit=units["bistand"], name=f"{PLANTED}s grupp")
    taken = Taken(date(2026, 2, 3), Category.STATEMENT, "SN 1", "4.1", "Socialchef")
    new = NewDecision(made.pk, taken, f"Yttrande {PLANTED}", Outcome.OTHER)
    actions.register(by=beata, new=new)
    actions.notify_board(by=nora, unit=units["bistand"], period=Period.parse("2026-02"),
                         meeting_date=date(2026, 3, 20))  # fmt: skip
    return made


def responses(client, name, body, unit="bistand"):
    """Ask for an address, and send it what every form of the area would take."""
    path = f"{reverse(f'delegations:{name}')}?period=2026-02"
    sent = {"unit": unit, "body": body.pk, "decided_date": "2026-02-04", "kind": "Nej",
            "category": "assistance", "outcome": "other", "role": "MAS", "name": "Nej",
            "period": "2026-02", "meeting_date": "2026-03-20"}  # fmt: skip
    for query in ("", f"&enhet={unit}"):
        for answer in (client.get(path + query), client.post(path + query, sent)):
            yield path + query, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "allowed"), [("cecilia", (200, *SHUT)), ("astrid", SHUT), ("pia", (200, *SHUT))]
)
def test_another_unit_meets_nothing_of_it(user, allowed, body, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        told += told_to_outsiders(responses(client, name, body), allowed, [PLANTED])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(body, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, body))
    assert standing(*ROWS) == before


def test_who_sees_all_of_it_changes_nothing(body, units, client_as):
    sven = join("sven", units)
    client, before = client_as(sven), standing(*ROWS)
    for name in NAMES:
        for path, answer, text in responses(client, name, body):
            opens = name in {"list", "rows", "order", "public"}
            assert answer.status_code in ((200,) if opens else SHUT), path
            assert (PLANTED in text) is (name in {"list", "rows"}), path
    assert standing(*ROWS) == before
    assert AuditRow.objects.filter(actor=sven.person, verb="delegated_decision.read").exists()
