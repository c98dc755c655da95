import datetime as dt
import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import RequestFactory

from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.law.verdict import RuleRefused, Verdict
from vaka.web import errors

VERDICT = Verdict.no("effect", "En åtgärd saknar effekt.", "Skriv effekten", "/x/") + Verdict.no(
    "answer", "Astrid har inte fått svar."
)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def _handled(error, **extra):
    request = RequestFactory().get("/avvikelser/1/", **extra)
    response = errors.RefusalPages(lambda _r: None).process_exception(request, error)
    return response.status_code, response.content.decode()


def test_a_refusing_rule_gives_its_reasons_and_the_way_out(db):
    status, html = _handled(RuleRefused(VERDICT))
    assert status == 409
    assert "En åtgärd saknar effekt." in html
    assert '<a href="/x/">Skriv effekten</a>' in html
    assert "Astrid har inte fått svar." in html


def test_what_is_hidden_and_what_is_missing_look_the_same(db):
    request = RequestFactory().get("/avvikelser/1/")
    status, hidden = _handled(NotVisible("AVV-2026-00001"))
    missing = errors.not_found(request).content.decode()
    assert status == 404
    assert TOKEN.sub("", hidden) == TOKEN.sub("", missing)
    assert "AVV-2026-00001" not in missing


def test_a_refusal_of_access_says_who_can(db):
    status, html = _handled(NotAllowed("person.administer"))
    assert status == 403
    assert "Systemförvaltare" in html


def test_both_versions_are_shown_when_somebody_saved_first(db):
    theirs = {"by": "Bo", "at": dt.datetime(2026, 10, 15, 7, 12, tzinfo=dt.UTC), "title": "Fall"}
    error = ChangedByAnother.__new__(ChangedByAnother)
    error.theirs, error.ours = theirs, {"title": "Fall i badrum"}
    status, html = _handled(error)
    assert status == 409
    assert "Bo, sparat 15 oktober 2026 kl. 09.12" in html
    assert "Fall i badrum" in html


def test_too_much_data_is_413(db):
    assert _handled(RequestDataTooBig("secret detail"))[0] == 413


def test_an_unknown_fault_is_left_to_become_a_500():
    request = RequestFactory().get("/")
    assert errors.RefusalPages(lambda _r: None).process_exception(request, ValueError("x")) is None


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.csrf_failure, 403),
        (errors.not_found, 404),
        (errors.too_large, 413),
        (errors.too_many, 429),
    ],
)
def test_pages_are_calm_and_lead_back(db, page, status):
    response = page(RequestFactory().get("/"))
    assert response.status_code == status
    html = response.content.decode()
    assert '<html lang="sv"' in html
    assert "Till startsidan" in html


def test_the_page_of_our_own_faults_needs_no_database_and_gives_a_reference(caplog):
    request = RequestFactory().get("/?q=19121212-1212")
    html = errors.server_error(request).content.decode()
    reference = html.split("<b>")[1].split("</b>")[0]
    assert reference in caplog.text
    assert "19121212" not in caplog.text + html


def test_pages_work_when_the_database_does_not(monkeypatch):
    def gone() -> str:
        raise OperationalError("no connection")

    monkeypatch.setattr("vaka.web.context.principal_name", gone)
    response = errors.not_found(RequestFactory().get("/"))
    assert response.status_code == 404
    assert "Sidan finns inte." in response.content.decode()


def test_a_broken_page_of_faults_still_says_so(monkeypatch):
    def broken(*_args: object) -> str:
        raise RuntimeError("no template")

    monkeypatch.setattr(errors, "_plain", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Något gick fel hos oss." in response.content.decode()


def test_a_refusal_of_a_part_of_a_page_takes_the_whole_page(db):
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    assert errors.not_found(request).headers["HX-Retarget"] == "body"
    assert "HX-Retarget" not in errors.not_found(RequestFactory().get("/")).headers
