"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.technology import actions, urls
from vaka.areas.technology.actions import Counted, NewTrial
from vaka.areas.technology.models import Technology, TechnologyCount, Trial
from vaka.areas.technology.rules import Stage
from vaka.foundation.audit.models import AuditRow

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Technology, TechnologyCount, Trial)
SHARED = {"list", "published", "technology"}
PLANTED = "Klockstapelrummet"


@pytest.fixture
def ids(kim, units):
    """Plant a count and a trial at Almen, and what a reference municipality has published."""
    today = timezone.localdate()
    one = actions.add_technology(by=kim, name="Robot")
    counted = Counted(units["almen"], today, Stage.ROLL_OUT, 8, 8, 7, 0, PLANTED)
    actions.count_technology(by=kim, technology_id=one.pk, new=counted)
    day = today + timedelta(days=30)
    new = NewTrial(units["almen"], one, f"{PLANTED}?", PLANTED, day)
    case = actions.begin_trial(by=kim, new=new)
    TechnologyCount.objects.create(technology=one, unit=units["harnosand"], counted_date=today,
                                   stage=Stage.IN_USE)  # fmt: skip
    return {"technology_id": one.pk, "case_id": case.pk, "unit": "harnosand",
            "told": {PLANTED, case.reference}}  # fmt: skip


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"technology:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    day = timezone.localdate()
    sent = {"unit": "almen", "counted_date": day, "stage": "pilot", "bought": 1, "installed": 1,
            "used": 1, "declined": 0, "question": "Nej?", "baseline": "Nej", "name": "Nej",
            "due_date": day + timedelta(days=9), "result": "Inte alls bra", "end": "stop",
            "words": "Nej", "version": 1}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"), [("cecilia", SHARED | {"count", "begin"}), ("astrid", set())]
)
def test_another_home_is_shut(user, opens, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200,) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, ids["told"])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_who_sees_all_of_it_changes_nothing(ids, units, client_as):
    sven = join("sven", units)
    client, before = client_as(sven), standing(*ROWS)
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            opens = name in SHARED | {"trial"}
            assert answer.status_code in ((200,) if opens else (403, 404)), path
            assert (PLANTED in body) is (name in {"list", "technology", "trial"}), path
    assert standing(*ROWS) == before
    read = AuditRow.objects.filter(actor=sven.person, verb="trial.read")
    assert {row.object_id for row in read} == {"", str(ids["case_id"])}
