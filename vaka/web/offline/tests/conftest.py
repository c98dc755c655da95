"""What the tests of the phones share: an enrolled phone, and a kind of report to send from it."""

import uuid
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.web.offline import actions, registry, sealing
from vaka.web.offline.device import COOKIE
from vaka.web.offline.receiving import bound_text

ANSWERS = {"text": "Föll vid kvittrandeblåmes.", "unit": "almen", "type": "Fall utan skada"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Unclear(ValueError):
    def __init__(self, errors):
        super().__init__("unclear")
        self.errors = errors


def accept(*, by, client_id, answers, saved_at=None):
    """A small door with the same manners as the real one."""
    key = f"client:{client_id}"
    if known := Case.objects.filter(kind="deviation", source_key=key).first():
        return known
    if not answers.get("text"):
        raise Unclear({"text": "Skriv vad som har hänt."})
    unit = Unit.objects.get(code=answers["unit"])
    new = NewDeviation(unit, "HSL", answers["type"], answers["text"], saved_at or timezone.now())
    case = deviations.report(by=by, new=new)
    Case.objects.filter(pk=case.pk).update(source_key=key)
    return case


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setitem(registry._kinds, "stub", registry.ReportKind("stub", accept))


@pytest.fixture
def phone(units, bo):
    """A phone of Almen: the device and its secret."""
    return actions.enrol(by=bo, unit=units["almen-1"].parent, name="Natt 1")


@pytest.fixture
def in_hand(phone) -> Client:
    """The phone's browser, with nobody signed in."""
    client = Client()
    client.cookies[COOKIE] = phone[1]
    return client


@pytest.fixture
def token(phone, astrid) -> str:
    return actions.issue_tokens(by=astrid, device=phone[0], wanted=1)[0].token


def sealed_report(token, answers=None, *, client_id=None, saved_at=None, kind="stub", **more):
    """What a phone posts."""
    client_id, moment = client_id or uuid.uuid4(), saved_at or timezone.now()
    text = moment.isoformat() if isinstance(moment, datetime) else moment
    box = sealing.sealed({"answers": answers or ANSWERS}, bound_text(client_id, kind, text))
    return {"client_id": str(client_id), "kind": kind, "saved_at": text, "token": token,
            "sealed": box.as_json(), **more}  # fmt: skip


def post(client, payload):
    return client.post("/api/v1/reports", payload, content_type="application/json")
