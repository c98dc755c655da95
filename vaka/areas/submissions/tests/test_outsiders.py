"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.submissions import actions, urls
from vaka.areas.submissions.actions import NewSubmission
from vaka.areas.submissions.models import LeftOut, Submission
from vaka.areas.submissions.tests.conftest import OCTOBER

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Submission, LeftOut)
PLANTED = "Klockstapelrummet"


@pytest.fixture
def ids(decided, coded, beata, units, monthly):
    """Plant a delivery at the case office."""
    decided()
    decided("")
    new = NewSubmission(units["bistand"], monthly, OCTOBER, leave_out=True,
                        why=f"{PLANTED} utreds nu")  # fmt: skip
    made = actions.make_submission(by=beata, new=new)
    return {"submission_id": made.pk, "layout": "sol_in_force", "period": "2024-10"}


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"submissions:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    sent = {"leave_out": "on", "why": "Nej och nej", "words": "Nej", "answer": "accepted",
            "sent_date": timezone.localdate(), "receipt": "Nej"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize("user", ["cecilia", "bo", "astrid", "ada"])
def test_others_are_shut_out(user, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        told += told_to_outsiders(responses(client, name, ids), SHUT, {PLANTED})
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_who_only_sees_changes_nothing(ids, units, client_as):
    client, before = client_as(join("kim", units)), standing(*ROWS)
    for name in NAMES:
        for path, answer, _body in responses(client, name, ids):
            opens = name in {"list", "submission"}
            assert answer.status_code in ((200,) if opens else SHUT), path
    assert standing(*ROWS) == before
