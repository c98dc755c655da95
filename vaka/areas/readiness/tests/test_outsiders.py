"""Every address of the area to those of other units, to a carer, and to nobody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.readiness import urls
from vaka.areas.readiness.models import (
    Cancellation,
    Readiness,
    ReadinessAnswer,
    SoleStanding,
    Stop,
)
from vaka.areas.readiness.tests.conftest import HEAT, PLANTED
from vaka.foundation.audit.models import AuditRow

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (SoleStanding, Readiness, ReadinessAnswer, Stop, Cancellation)
STEPS = {
    "sole_step": "se-over risk ta-bort ta-upp", "stop_step": "upphort galler",
    "cancellation_step": "bedom risk klart",
}  # fmt: skip
OF = {"sole_task": "task", "sole_step": "task", "readiness": "heat", "stop": "stop",
      "stop_step": "stop", "note": "stop", "cancellation": "cancelled",
      "cancellation_step": "cancelled"}  # fmt: skip
SENT = {
    "version": 1, "unit": "almen", "what": "Nej", "people_count": 1, "review_date": "2099-01-01",
    "words": "Nej", "why": "Nej", "how": "cancelled", "consequence": "none", "planned": "other",
    "sort": "course", "title": "Nej", "kind": "both", "from_date": "2026-01-01", "decision": "Nej",
    "units": "almen", **{one.code: "yes" for one in HEAT.questions},
}  # fmt: skip


@pytest.fixture
def planted(task, analysis, heat, stop, cancelled):
    """Plant one of each at Almen."""
    return {"task": task, "heat": heat, "stop": stop, "cancelled": cancelled, "risk": analysis}


def paths(planted):
    """Give every address with its name, every step of its own."""
    for name, keys in NAMES.items():
        known = {"season": "heat", "year": HEAT.year, "unit": "almen"}
        if "case_id" in keys:
            known["case_id"] = planted[OF[name]].pk
        for step in STEPS.get(name, "-").split():
            values = {key: known.get(key, step) for key in keys}
            yield name, reverse(f"readiness:{name}", kwargs=values)


def answers(client, planted):
    """Ask for every address, and send it what its form would take."""
    sent = SENT | {"risk_id": str(planted["risk"].pk), "planned_date": timezone.localdate()}
    for name, path in paths(planted):
        for answer in (client.get(path), client.post(path, sent)):
            yield name, path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens", "reads"),
    [
        ("cecilia", {"start", "sole_tasks", "season"}, set()),
        ("astrid", {"start", "season", "readiness"}, {"season", "readiness"}),
        ("eva", set(), set()),
        ("sven", {"start", "sole_tasks", "sole_task", "season", "readiness", "stop",
                  "cancellation"}, {"sole_tasks", "sole_task", "season", "readiness", "stop",
                                    "cancellation"}),
    ],
)  # fmt: skip
def test_who_may_see_sees_and_changes_nothing(user, opens, reads, planted, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    form_of_own = {"new_sole_task"} if user == "cecilia" else set()
    for name, path, answer, body in answers(client, planted):
        if answer.status_code not in ((200,) if name in opens | form_of_own else (403, 404)):
            told.append(f"{path}: {answer.status_code}")
        if (PLANTED in body) is not (name in reads):
            told.append(f"{path} tells: {PLANTED in body}")
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_what_is_read_is_logged(planted, units, client_as):
    sven = join("sven", units)
    client = client_as(sven)
    for name, path in paths(planted):
        if name in {"start", "sole_tasks", *OF} and "step" not in name:
            client.get(path)
    kinds = ("sole_task", "readiness", "stop", "cancellation")
    read = {verb: set(AuditRow.objects.filter(actor=sven.person, verb=f"{verb}.read")
                      .values_list("object_id", flat=True)) for verb in kinds}  # fmt: skip
    ids = {"sole_task": "task", "readiness": "heat", "stop": "stop", "cancellation": "cancelled"}
    for kind, name in ids.items():
        assert str(planted[name].pk) in read[kind]
    assert "" in read["sole_task"] & read["readiness"] & read["stop"]


def test_nobody_gets_in_without_signing_in(planted, client):
    before = standing(*ROWS)
    assert_sign_in((path, answer) for _name, path, answer, _body in answers(client, planted))
    assert standing(*ROWS) == before
