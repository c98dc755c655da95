"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.signals import actions, urls
from vaka.areas.signals.models import Signal
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Signal,)


@pytest.fixture
def ids(happened, bo):
    """Plant a repetition at Almen."""
    happened("almen-1", 8)
    actions.run()
    case = Signal.objects.select_related("case").get(rule="repetition").case
    return {"case_id": case.pk, "told": {case.reference, "Läkemedel utebliven dos"}}


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"signals:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    sent = {"answer": "cause_sought", "words": "Nej inte alls så", "relook_date": "2099-01-01",
            "version": 1}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", {"list"}), *((user, set()) for user in ("astrid", "pia", "ada"))],
)
def test_others_meet_shut_doors_and_learn_nothing(user, opens, ids, units, client_as):
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


def test_who_only_sees_answers_nothing_and_is_logged(ids, units, client_as):
    sven = join("sven", units)
    client, before = client_as(sven), standing(*ROWS)
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            opens = name in {"list", "signal"}
            assert answer.status_code in ((200,) if opens else (403, 404)), path
            assert ("Läkemedel utebliven dos" in body) is opens, path
    assert standing(*ROWS) == before
    read = AuditRow.objects.filter(actor=sven.person, verb="signal.read")
    assert {row.object_id for row in read} == {"", str(ids["case_id"])}


def test_only_the_machine_raises_follows_returns_and_passes(ids, bo):
    row = Signal.objects.get(case_id=ids["case_id"])
    for act, given in (
        (actions.raise_signal, {"picture": None, "today": bo.on}),
        (actions.follow_signal, {"row": row, "picture": None}),
        (actions.return_signal, {"row": row, "picture": None, "today": bo.on}),
        (actions.pass_signal, {"row": row}),
    ):
        with pytest.raises(NotAllowed):
            act(by=bo, **given)
