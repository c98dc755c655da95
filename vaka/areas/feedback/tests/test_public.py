"""The pages without sign-in: write, receipt, follow, not satisfied; and what a flood meets."""

import re
import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vaka.areas.feedback import actions, mine, public
from vaka.areas.feedback.models import Contact, Feedback
from vaka.areas.feedback.rules import State
from vaka.areas.feedback.tests.conftest import TEXT, send, written
from vaka.foundation.access import gate
from vaka.foundation.access.models import Knock
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice

CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")
WRITE, FOLLOW = "/synpunkt/", "/synpunkt/folj/"


def _code(client: Client) -> str:
    return CODE.search(client.get(reverse("feedback:receipt")).content.decode()).group()


def test_the_page_tells_before_one_writes(client, units):
    page = client.get(WRITE).content.decode()
    form = page.index("<textarea")
    for said in ("allmän handling", "sekretess", "Inom 10 arbetsdagar", "Inom 2 arbetsdagar"):
        assert page.index(said) < form
    assert "tappar du koden" in page
    assert "Harnosand" not in page
    assert page.count("<option") > 2


def test_anonymous_from_receipt_to_reopened(client, units, bo):
    assert send(client).url == reverse("feedback:receipt")
    case = Case.objects.get(kind="feedback")
    assert (case.owner, case.state, case.reporter) == (bo.person, State.RECEIVED, None)
    assert Notice.objects.get(kind="feedback.file").to == bo.person
    code = _code(client)
    assert code not in str(Feedback.objects.values().get())
    page = Client().post(FOLLOW, {"code": code.lower().replace("-", " ")}, follow=True)
    assert TEXT in page.content.decode()

    from vaka.areas.feedback.actions import Answer
    from vaka.areas.feedback.tests.conftest import found

    case = found(bo, case)
    actions.answer(by=bo, case_id=case.pk, version=case.version, said=Answer("Larmet är bytt."))
    client.post(FOLLOW, {"code": code})
    assert "Larmet är bytt." in client.get(FOLLOW).content.decode()
    sent = {"words": "Det hände igen i går.", "verdict": "discontent",
            "token": gate.token(time.time() - 30)}  # fmt: skip
    client.post(reverse("feedback:say"), sent)
    case.refresh_from_db()
    assert (case.state, case.closed_at) == (State.HANDLED, None)
    assert case.due_date > timezone.localdate()
    assert Feedback.objects.get().is_satisfied is False
    assert Notice.objects.filter(kind="feedback.be_discontent", to=bo.person).exists()
    assert "Det hände igen i går." in client.get(FOLLOW).content.decode()


def test_the_code_opens_one_case_and_a_wrong_one_opens_none(client, filed):
    page = client.post(FOLLOW, {"code": "2222-2222-2222-2222"}).content.decode()
    assert "Ingen synpunkt har den koden" in page
    assert TEXT not in page
    with pytest.raises(NotVisible):
        mine.by_code("")
    assert mine.by_code(filed.code) == filed.case.pk


def test_without_a_code_nothing_is_said_or_shown(client, filed):
    assert TEXT not in client.get(FOLLOW).content.decode()
    assert client.post(reverse("feedback:say"), {"verdict": "content"}).url == FOLLOW
    assert Case.objects.get(pk=filed.case.pk).state == State.RECEIVED


def test_what_was_opened_is_forgotten(client, filed):
    client.post(FOLLOW, {"code": filed.code})
    client.post(reverse("feedback:leave"))
    assert TEXT not in client.get(FOLLOW).content.decode()


def test_contact_details_are_sealed(client, units, bo):
    send(client, who="named", name="Elsa Testberg", phone="070-000 00 00")
    assert b"Elsa" not in bytes(Contact.objects.get().sealed)
    assert not AuditRow.objects.filter(data__icontains="Elsa").exists()


def test_the_anonymous_leave_no_contact(client, units, bo):
    send(client, name="Elsa Testberg")
    assert not Contact.objects.exists()


def test_a_unit_that_is_not_known_goes_to_who_sorts(client, units, everybody):
    send(client, unit="")
    case = Case.objects.get(kind="feedback")
    assert case.unit_id in everybody["kim"].granted()
    assert case.owner == everybody["kim"].person


def test_sent_twice_is_one_case(client, units, bo):
    once = written()
    for _again in range(2):
        client.post(WRITE, once)
    assert Case.objects.filter(kind="feedback").count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"webbplats": "http://x"}, "dolt fält"),
        ({"token": "x"}, "Sidan stod öppen länge"),
        ({"text": "Hon heter 19121212-1212."}, "ser ut som ett personnummer"),
    ],
)
def test_nothing_that_was_written_is_lost(client, units, more, says):
    page = send(client, **{"text": "Mitt ord ängsblomma."} | more).content.decode()
    assert says in page
    assert more.get("text", "ängsblomma") in page
    assert not Case.objects.filter(kind="feedback").exists()


def test_too_fast_is_asked_to_wait_and_the_same_page_then_passes(client, units, monkeypatch):
    monkeypatch.setattr(gate, "FASTEST_SECONDS", 600)
    quick = written(token=gate.token())
    assert "Det gick fort" in client.post(WRITE, quick).content.decode()
    monkeypatch.setattr(gate, "FASTEST_SECONDS", 0)
    assert client.post(WRITE, quick).status_code == 302


def test_ten_thousand_from_one_address_do_not_stop_anothers(client, units, bo, monkeypatch):
    now, allowed = timezone.now(), gate.limits(public.LIMITS)
    monkeypatch.setattr(gate, "_window", lambda _now: now)  # the clock may pass a span meanwhile
    passed = sum(gate.knock("feedback", "192.0.2.1", now, allowed) is None for _n in range(10_000))
    assert passed == allowed.address
    assert Knock.objects.count() == 2
    refused = send(client, "192.0.2.1")
    assert refused.status_code == 429
    page = refused.content.decode()
    assert TEXT in page
    assert "Ring kommunens växel" in page
    assert send(Client(), "192.0.2.2").status_code == 302
    assert Case.objects.filter(kind="feedback").count() == 1


def test_the_pages_speak_english_and_easy_swedish(client, units):
    assert client.get(f"{WRITE}?sprak=en").url == WRITE
    assert 'lang="en"' in client.get(WRITE).content.decode()
    assert client.get(f"{FOLLOW}?sprak=sv-latt").status_code == 302


def test_the_form_to_print(client, units):
    assert "Fyll i för hand" in client.get(reverse("feedback:paper")).content.decode()
