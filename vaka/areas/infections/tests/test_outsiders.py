"""Every address of the area to those of other units, to roles without it, and to nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.infections import facts, outbreak_actions, round_actions, urls
from vaka.areas.infections.models import (
    Infection,
    Outbreak,
    VaccinationCount,
    VaccinationRound,
)
from vaka.metrics.facts import INFECTION, OUTBREAK, VACCINATION

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Infection, Outbreak, VaccinationRound, VaccinationCount)
OWN = {"list", "new"}
ROUNDS = {"rounds", "round", "count"}


@pytest.fixture
def ids(ill, bo, maja, units):
    """Plant an outbreak at Almen with a room, and a round with what Almen counted."""
    today = timezone.localdate()
    one = ill(bo, room="X77")
    case = outbreak_actions.open_outbreak(by=bo, infection_id=one.pk, words="Planterat")
    made = round_actions.plan_vaccination(
        by=maja,
        vaccine="influensa",
        season="2026/27",
        from_date=today,
        to_date=today + timedelta(days=9),
    )
    round_actions.count_vaccinated(by=bo, round_id=made.pk, unit=units["almen"], offered=432,
                                   vaccinated=400, declined=21)  # fmt: skip
    return {"infection_id": one.pk, "case_id": case.pk, "round_id": made.pk, "step": "avsluta",
            "told": {"rum X77", case.reference, ">432<"}}  # fmt: skip


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    day = timezone.localdate()
    sent = {"unit": "almen", "agent": "skabb", "infected": "staff", "certainty": "suspected",
            "sick_date": day, "confirmed_date": day, "outcome": "recovered", "over_date": day,
            "words": "Nej", "version": 1, "vaccine": "influensa", "season": "2026/27",
            "from_date": day, "to_date": day + timedelta(days=3), "offered": 1, "vaccinated": 1,
            "declined": 0, "round_id": ids["case_id"]}  # fmt: skip
    steps = ("avsluta", "i-fortid", "oppna") if "step" in NAMES[name] else ("",)
    for step in steps:
        given = {key: step if key == "step" else ids[key] for key in NAMES[name]}
        path = reverse(f"infections:{name}", kwargs=given)
        for answer in (client.get(path), client.post(path, sent)):
            yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", OWN | ROUNDS), ("kim", set()), ("sven", set()), ("pia", set()), ("ada", set())],
)
def test_others_meet_shut_doors_and_learn_nothing(user, opens, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200, 405) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, ids["told"])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_a_carer_writes_and_ends_but_neither_opens_nor_counts(ids, units, client_as):
    astrid = join("astrid", units)
    client, before = client_as(astrid), standing(*ROWS)
    shut = {"open", "step", "tie_check", "plan_round", *ROUNDS}
    for name in NAMES:
        if name not in shut:
            assert client.get(next(iter(_paths(name, ids)))).status_code == 200
            continue
        for path, answer, _body in responses(client, name, ids):
            assert answer.status_code in (403, 404), path
    assert standing(*ROWS) == before
    page = client.get(reverse("infections:outbreak", args=[ids["case_id"]])).content.decode()
    assert "X77" in page


def test_the_facts_fit_their_schemas_and_hold_no_room(ids):
    tables = (INFECTION.table(facts.infections(None, None)),
              OUTBREAK.table(facts.outbreaks(None, None)),
              VACCINATION.table(facts.doses(None, None)))  # fmt: skip
    assert [table.num_rows for table in tables] == [1, 1, 432]
    assert not any("X77" in str(table.to_pylist()[:1]) for table in tables)
    before = facts.stamp()
    Infection.objects.update(outcome="ruled_out", over_date=timezone.localdate())
    assert facts.stamp() != before


def _paths(name, ids):
    yield reverse(f"infections:{name}", kwargs={key: ids[key] for key in NAMES[name]})
