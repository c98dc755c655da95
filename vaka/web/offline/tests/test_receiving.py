"""A sealed report becomes a case exactly once, or is kept where the manager sees it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.web.offline import actions, kept, receiving, registry
from vaka.web.offline.models import KeptReport, ReportReceipt, ReportToken
from vaka.web.offline.tests.conftest import ANSWERS, accept, post, sealed_report


def test_it_becomes_a_case_once_however_often_it_comes(in_hand, token, astrid):
    payload = sealed_report(token)
    first = post(in_hand, payload)
    again = post(in_hand, payload)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["reference"] == again.json()["reference"] != ""
    case = Case.objects.get()
    assert case.reporter == astrid.person
    assert case.source_key == f"client:{payload['client_id']}"
    assert AuditRow.objects.filter(verb="offline.accept", object_id=str(case.pk)).count() == 1


def test_it_needs_no_session_only_the_phone(client, token, in_hand):
    payload = sealed_report("x" * 32)
    assert post(client, payload).status_code == 401
    assert not KeptReport.objects.exists()
    assert post(in_hand, sealed_report(token)).status_code == 201


def test_a_phone_that_lost_its_secret_leaves_its_reports_with_the_manager(client, token, astrid):
    assert post(client, sealed_report(token)).status_code == 202
    kept_one = KeptReport.objects.get()
    assert (kept_one.why, kept_one.person) == ("stranger", astrid.person)
    assert not Case.objects.exists()


def test_it_is_opened_for_no_one_but_the_reporters_rights(in_hand, phone, bo, monkeypatch):
    """A manager's token reports; it does not let a stolen phone act as the manager."""
    held = {}

    def spy(*, by, **more):
        held["may"] = by.capabilities
        return accept(by=by, **more)

    monkeypatch.setitem(registry._kinds, "stub", registry.ReportKind("stub", spy))
    token = actions.issue_tokens(by=bo, device=phone[0], wanted=1)[0].token
    assert post(in_hand, sealed_report(token)).status_code == 201
    assert {"deviation.report", "deviation.see_own", "unit.see"} <= held["may"]
    assert not held["may"] & {"deviation.handle", "deviation.see", "device.enrol", "figures.see"}


def test_a_token_covers_one_report(in_hand, token):
    assert post(in_hand, sealed_report(token)).status_code == 201
    second = post(in_hand, sealed_report(token))
    assert second.status_code == 202
    assert KeptReport.objects.get().why == "token"
    assert Case.objects.count() == 1


def test_what_was_saved_before_signing_out_still_arrives(in_hand, phone, token, astrid):
    payload = sealed_report(token, saved_at=timezone.now() - timedelta(minutes=1))
    actions.part(by=astrid, device=phone[0])
    assert post(in_hand, payload).status_code == 201


def test_what_is_saved_after_signing_out_does_not_go_in_ones_name(in_hand, phone, token, astrid):
    actions.part(by=astrid, device=phone[0])
    assert post(in_hand, sealed_report(token)).status_code == 202
    assert not Case.objects.exists()


@pytest.mark.parametrize(("spoil", "why"), [
    (lambda p: p.update(token="x" * 32), "token"),
    (lambda p: p.update(saved_at="2026-01-01T00:00:00+00:00"), "token"),
    (lambda p: p["sealed"].update(key="seal-9"), "opening"),
    (lambda p: p["sealed"].update(box="AAAA"), "opening"),
    (lambda p: p.update(kind="unheard"), "opening"),
])  # fmt: skip
def test_what_cannot_become_a_case_is_kept_and_the_manager_told(in_hand, token, bo, spoil, why):
    payload = sealed_report(token)
    spoil(payload)
    answer = post(in_hand, payload)
    assert answer.status_code == 202
    assert "Enhetschefen har fått veta" in answer.json()["words"]
    assert KeptReport.objects.get().why == why
    assert Notice.objects.filter(to=bo.person, kind="kept_report").count() == 1
    assert post(in_hand, payload).status_code == 202  # again: kept once
    assert KeptReport.objects.count() == 1


def test_unclear_answers_are_asked_back_when_somebody_waits(in_hand, token):
    payload = sealed_report(token, {**ANSWERS, "text": ""}, ask_back=True)
    answer = post(in_hand, payload)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"text": "Skriv vad som har hänt."}
    assert not KeptReport.objects.exists()
    assert ReportToken.objects.get().used_for is None
    later = post(in_hand, {**payload, "ask_back": False})
    assert later.status_code == 202
    assert KeptReport.objects.get().errors == {"text": "Skriv vad som har hänt."}


def test_a_revoked_phone_is_heard_but_its_reports_wait(in_hand, phone, token, bo):
    actions.revoke(by=bo, device_id=phone[0].pk, why="borttappad")
    assert post(in_hand, sealed_report(token)).status_code == 202
    assert KeptReport.objects.get().why == "revoked"


def test_a_fault_of_ours_keeps_the_report(in_hand, token, monkeypatch):
    def broken(**_):
        raise ZeroDivisionError

    monkeypatch.setitem(registry._kinds, "stub", registry.ReportKind("stub", broken))
    assert post(in_hand, sealed_report(token)).status_code == 202
    assert KeptReport.objects.get().why == "fault"
    assert not ReportReceipt.objects.exists()


def test_a_database_that_is_busy_is_told_to_come_back(in_hand, token, monkeypatch):
    from django.db import OperationalError

    def busy(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(receiving, "accept", busy)
    assert post(in_hand, sealed_report(token)).status_code == 503
    assert not KeptReport.objects.exists()


@pytest.mark.parametrize("spoil", [
    {"client_id": "x"}, {"saved_at": "igår"}, {"saved_at": "2026-01-01T00:00:00"}, {"sealed": {}},
])  # fmt: skip
def test_what_cannot_be_read_is_refused_without_repeating_it(in_hand, token, spoil):
    answer = post(in_hand, {**sealed_report(token), **spoil})
    assert answer.status_code == 400
    assert answer.json() == {"words": "Rapporten gick inte att läsa."}


def test_the_manager_reads_it_and_makes_a_case_of_it(
    in_hand, token, phone, bo, astrid, monkeypatch
):
    monkeypatch.setitem(registry._kinds, "deviation", registry.ReportKind("deviation", accept))
    actions.part(by=astrid, device=phone[0])
    payload = sealed_report(token, kind="deviation")
    post(in_hand, payload)
    page = kept.page(bo, uuid.UUID(payload["client_id"]))
    assert ANSWERS["text"] in dict(page.answers).values()
    assert AuditRow.objects.filter(verb="kept_report.read").count() == 1
    case = kept.take_in(by=bo, client_id=page.row.id)
    assert case.reporter == astrid.person
    assert [row.reference for row in kept.listed(bo)] == [case.reference]
    assert post(in_hand, payload).json()["reference"] == case.reference


def test_it_can_be_settled_without_a_case_but_never_goes_away(in_hand, token, phone, bo, astrid):
    actions.part(by=astrid, device=phone[0])
    payload = sealed_report(token)
    post(in_hand, payload)
    kept.settle(by=bo, client_id=uuid.UUID(payload["client_id"]), words="Talade med Astrid.")
    assert kept.waiting(bo) == 0
    assert KeptReport.objects.get().sealed["box"] == payload["sealed"]["box"]
