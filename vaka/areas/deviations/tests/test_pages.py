"""Pages of deviations: work, refuse, show nothing of another home."""

import pytest
from django.urls import reverse

from vaka.areas.deviations.rules import State
from vaka.areas.deviations.tests.conftest import SECRET
from vaka.foundation.audit.models import AuditKind, AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.snapshot import writer


@pytest.fixture
def address(fall):
    """Give the address of a page of the case."""
    return lambda name="case": reverse(f"deviations:{name}", args=[fall.pk])


def test_the_case_is_shown_and_the_read_is_logged(client_as, bo, fall, address):
    page = client_as(bo).get(address())
    assert SECRET in page.content.decode()
    assert AuditRow.objects.filter(kind=AuditKind.READ, object_id=str(fall.pk)).exists()


@pytest.mark.parametrize("name", ["case", "assess", "investigate", "close", "reopen"])
def test_another_homes_manager_gets_no_such_page(client_as, cecilia, address, name):
    page = client_as(cecilia).get(address(name))
    assert page.status_code == 404
    assert SECRET not in page.content.decode()


@pytest.mark.parametrize("user", ["pia", "eva", "ada", "greta", "nora"])
def test_those_without_cases_see_none(client_as, everybody, address, user):
    assert client_as(everybody[user]).get(address()).status_code == 404


def test_the_reporter_sees_no_buttons(client_as, astrid, address):
    text = client_as(astrid).get(address(), follow=True).content.decode()
    assert SECRET in text
    assert "Nästa steg" not in text


def test_assess_by_the_matrix(client_as, bo, fall, address):
    answer = {"version": 1, "risk": "3-2", "words": ""}
    page = client_as(bo).post(address("assess"), answer, follow=True)
    assert "Risken är bedömd." in page.content.decode()
    assert Case.objects.get(pk=fall.pk).state == State.ASSESSED


def test_an_empty_assessment_says_what_to_do(client_as, bo, address):
    page = client_as(bo).post(address("assess"), {"version": 1})
    assert "Välj en ruta i matrisen." in page.content.decode()


def test_a_rule_that_says_no_is_a_page_with_reasons(client_as, bo, address):
    answer = {"version": 1, "how": "without_investigation", "words": "Klart"}
    page = client_as(bo).post(address("close"), answer)
    assert page.status_code == 409
    assert "Risken är inte bedömd." in page.content.decode()


def test_an_old_version_meets_the_other(client_as, bo, maja, address):
    client_as(maja).post(address("assess"), {"version": 1, "risk": "4-4"})
    page = client_as(bo).post(address("assess"), {"version": 1, "risk": "1-1"})
    assert page.status_code == 409
    assert maja.name in page.content.decode()


def test_the_list_holds_only_the_own_home(client_as, bo, cecilia, fall):
    url = reverse("deviations:list")
    assert fall.reference in client_as(bo).get(url).content.decode()
    assert fall.reference not in client_as(cecilia).get(url).content.decode()


@pytest.mark.parametrize("query", ["q=golvet", "lage=open", "lag=HSL", "period=2026-03"])
def test_the_list_is_narrowed(client_as, bo, fall, query):
    page = client_as(bo).get(reverse("deviations:list") + f"?{query}")
    assert fall.reference in page.content.decode()


def test_an_unreadable_period_is_said(client_as, bo, fall):
    text = client_as(bo).get(reverse("deviations:list") + "?period=2026-13").content.decode()
    assert "error-summary" in text


def test_report_from_the_page(client_as, astrid, units):
    answer = {
        "what": "device", "device_what": "alarm_silent", "harm": "no", "done": "",
        "text": "Larmet gick inte fram.", "unit": "almen", "place": "rum 3",
        "day": "2026-03-01", "time": "04.05",
    }  # fmt: skip
    page = client_as(astrid).post(reverse("deviations:report"), answer, follow=True)
    assert "Rapporten är sparad" in page.content.decode()


def test_the_start_page_counts_and_opens_to_cases(client_as, bo, fall):
    writer.bring_up()
    text = client_as(bo).get(reverse("deviations:start") + "?ar=2026").content.decode()
    assert "1 avvikelse" in text
    assert "matt=deviations" in text


def test_a_figure_opens_to_exactly_its_cases(client_as, bo, cecilia, fall):
    writer.bring_up()
    url = reverse("deviations:list") + "?matt=deviations&enhet=almen&period=2026"
    assert fall.reference in client_as(bo).get(url).content.decode()
    assert client_as(cecilia).get(url).status_code == 404


def test_small_figures_are_hidden_from_those_without_cases(client_as, eva, fall):
    writer.bring_up()
    text = client_as(eva).get(reverse("deviations:start") + "?ar=2026").content.decode()
    assert "visas inte" in text
    assert "matt=deviations" not in text


def test_the_workbook_is_for_those_who_see_the_cases(client_as, bo, eva, fall):
    url = reverse("deviations:download")
    assert client_as(bo).get(url)["Content-Type"].startswith("application/vnd.openxml")
    assert client_as(eva).get(url).status_code == 403


def test_the_list_asks_few_questions(client_as, bo, fall, django_assert_max_num_queries):
    signed_in = client_as(bo)
    with django_assert_max_num_queries(30):
        signed_in.get(reverse("deviations:list"))
