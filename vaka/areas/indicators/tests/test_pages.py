"""Today, the catalogue, one measure: work, refuse, show nothing of another home."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from vaka.areas.deviations import actions
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.snapshot import writer


@pytest.fixture
def fall(units, astrid, bo):
    """A fall at Almen, in the snapshot."""
    at = datetime(2026, 2, 2, 4, 5, tzinfo=UTC)
    new = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Föll vid sängen", at, "rum 14")
    case = actions.report(by=astrid, new=new)
    writer.bring_up()
    return case


def _text(client, name, *args, query=""):
    return client.get(reverse(f"indicators:{name}", args=args) + query).content.decode()


def test_today_shows_what_waits_for_the_owner(client_as, bo, fall):
    text = _text(client_as(bo), "today")
    assert "En sak väntar på dig." in text
    assert fall.reference in text


@pytest.mark.parametrize("user", ["cecilia", "ada", "greta", "nora", "pia"])
def test_nobody_elses_work_is_shown(client_as, everybody, fall, user):
    text = _text(client_as(everybody[user]), "today")
    assert "Inget väntar på dig." in text
    assert fall.reference not in text


def test_the_catalogue_lists_and_narrows(client_as, bo, fall):
    assert "Andel riskbedömda" in _text(client_as(bo), "catalogue")
    narrowed = _text(client_as(bo), "catalogue", query="?q=fall")
    assert "matt/falls/" in narrowed
    assert "deviations_open" not in narrowed


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "fall med skada på Almen per kön i fjol",
            ["enhet=almen", "indelning=sex", "Fall med skada"],
        ),
        ("klagomål sedan mars", ["matt/feedback_complaints/?period="]),
        ("fall med cykel", ["Inget mått stämmer säkert", "”cykel” finns inte i något mått"]),
        ("hur blir vädret", ["Inget mått svarar på det"]),
    ],
)
def test_a_question_in_words_is_answered_above_the_list(client_as, bo, fall, question, held):
    text = _text(client_as(bo), "catalogue", query=f"?{urlencode({'q': question})}")
    assert all(words in text for words in held)


def test_a_unit_that_the_viewer_may_not_see_is_not_heard(client_as, cecilia, fall):
    text = _text(client_as(cecilia), "catalogue", query="?q=fall+p%C3%A5+Almen")
    assert "enhet=almen" not in text
    assert "”almen” finns inte i något mått" in text


def test_a_measure_is_cut_as_the_address_says(client_as, bo, fall):
    text = _text(
        client_as(bo), "measure", "falls", query="?enhet=almen&period=2026&indelning=weekday"
    )
    assert "<h2>Veckodag</h2>" in text


def test_a_measure_leads_to_its_cases(client_as, bo, fall):
    text = _text(client_as(bo), "measure", "falls", query="?period=2026&enhet=almen")
    assert "matt=falls" in text


def test_a_measure_hides_small_numbers_from_the_controller(client_as, eva, fall):
    text = _text(client_as(eva), "measure", "falls", query="?period=2026&enhet=socialforvaltningen")
    assert "visas inte" in text
    assert "matt=falls" not in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?enhet=almen", 404),
        ("?enhet=finns-inte", 404),
        ("?enhet=bjorken&period=2026", 200),
    ],
)
def test_what_another_homes_manager_gets(client_as, cecilia, fall, query, status):
    page = client_as(cecilia).get(reverse("indicators:measure", args=["falls"]) + query)
    assert page.status_code == status


@pytest.mark.parametrize("name", ["catalogue"])
@pytest.mark.parametrize("user", ["astrid", "greta", "ada"])
def test_figures_are_for_those_who_may_see_them(client_as, everybody, name, user):
    assert client_as(everybody[user]).get(reverse(f"indicators:{name}")).status_code == 403


def test_an_unknown_measure_is_not_found(client_as, bo, fall):
    assert client_as(bo).get(reverse("indicators:measure", args=["vader"])).status_code == 404


def test_the_file_holds_what_the_page_shows(client_as, bo, fall):
    page = client_as(bo).get(reverse("indicators:download", args=["falls"]) + "?period=2026")
    assert page["Content-Type"].startswith("application/vnd.openxml")


def test_today_asks_few_questions(client_as, bo, fall, django_assert_max_num_queries):
    signed_in = client_as(bo)
    with django_assert_max_num_queries(35):
        signed_in.get(reverse("indicators:today"))


@pytest.mark.parametrize(
    "query", ["period=2026-13", "steg=timme", "period=2026T1&steg=quarter", "per=2026-02-30"]
)
def test_an_unclear_choice_is_said_above_the_page(client_as, bo, fall, query):
    assert "error-summary" in _text(client_as(bo), "measure", "falls", query=f"?{query}")


def test_the_csv_holds_the_pages_numbers(client_as, bo, fall):
    query = "?format=csv&period=2026&steg=year"
    lines = _text(client_as(bo), "download", "falls", query=query).splitlines()
    assert lines[1].startswith("Fall;Almen;2026;1;")


def test_an_earlier_days_figure_has_no_way_to_todays_cases(client_as, bo, fall):
    text = _text(client_as(bo), "measure", "falls", query="?period=2026&per=2026-03-01")
    assert "matt=falls" not in text


def test_a_carer_follows_her_own_reports(client_as, astrid, bo, fall):
    assert fall.title in _text(client_as(astrid), "today")
