"""The reporter's pages: form, draft, receipt, own reports; never anything of anybody else."""

import gzip
import re
import uuid
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from vaka.areas.deviations import actions, reporting
from vaka.areas.deviations.tests.test_reporting import FALL
from vaka.foundation.cases.models import Case
from vaka.foundation.questions import actions as questions
from vaka.foundation.questions.models import Door, Draft

NEW = "/avvikelser/ny/"
HEAVIEST_BYTES = 150_000
ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')


def _post(client, **changed):
    answers = FALL | {"client_id": str(uuid.uuid4()), "asked_on": "2026-02-02"} | changed
    return client.post(NEW, answers)


def test_the_form_suggests_the_own_unit_and_the_present_time(client_as, astrid):
    page = client_as(astrid).get(NEW).content.decode()
    assert '<option value="almen" selected>' in page
    assert "Någon har ramlat" in page
    assert "Steg 1 av 5: vad" in page


def test_the_whole_page_is_light_enough(client_as, astrid):
    page = client_as(astrid).get(NEW).content
    files = {Path(finders.find(name)) for name in ASSET.findall(page.decode())}
    weights = [len(gzip.compress(path.read_bytes())) for path in files]
    assert len(files) > 5
    assert not [path for path in files if path.suffix == ".woff2" or path.name == "fonts.css"]
    assert len(gzip.compress(page)) + sum(weights) < HEAVIEST_BYTES


def test_a_report_leads_to_its_receipt_and_the_own_page(client_as, astrid):
    client = client_as(astrid)
    response = _post(client)
    case = Case.objects.get(kind="deviation")
    assert response["Location"] == reverse("deviations:receipt", args=[case.pk])
    assert case.reference in client.get(response["Location"]).content.decode()
    assert case.reference in client.get("/avvikelser/mina/").content.decode()
    own = client.get(reverse("deviations:mine_one", args=[case.pk])).content.decode()
    assert "Hur upptäcktes det?" in own
    assert "Hittad på golvet" in own
    moved = client.get(reverse("deviations:case", args=[case.pk]))
    assert moved["Location"] == reverse("deviations:mine_one", args=[case.pk])


def test_what_is_missing_is_said_at_its_question(client_as, astrid):
    response = _post(client_as(astrid), harm="")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Svara om någon blev skadad." in page
    assert not Case.objects.filter(kind="deviation").exists()


def test_sending_and_signing_out_leaves_a_number_and_nothing_else(client_as, astrid):
    client = client_as(astrid)
    response = _post(client, then="sign_out")
    assert response["Location"] == "/avvikelser/tack/"
    page = client.get("/avvikelser/tack/").content.decode()
    assert Case.objects.get(kind="deviation").reference in page
    assert "Astrid" not in page
    assert client.get("/avvikelser/mina/").status_code == 302


def test_the_reporter_reads_the_words_for_them_and_no_investigation(client_as, astrid, bo):
    case = reporting.accept(by=astrid, client_id=uuid.uuid4(), answers=FALL)
    judged = {"severity": 2, "likelihood": 2, "words": "Hemlig bedömning av Bo."}
    case = actions.assess(by=bo, case_id=case.pk, version=case.version, **judged)
    case = actions.answer(
        by=bo, case_id=case.pk, version=case.version, words="Tack, vi ser på det."
    )
    page = client_as(astrid).get(reverse("deviations:mine_one", args=[case.pk])).content.decode()
    assert "Tack, vi ser på det." in page
    assert "Hemlig" not in page
    assert "Bo " not in page.split("<main")[1]


@pytest.mark.parametrize("name", ["mine_one", "receipt"])
def test_another_reporters_report_is_not_there(client_as, astrid, bo, cecilia, name):
    case = reporting.accept(by=astrid, client_id=uuid.uuid4(), answers=FALL)
    for other in (bo, cecilia):
        response = client_as(other).get(reverse(f"deviations:{name}", args=[case.pk]))
        assert response.status_code == 404


def test_a_draft_is_kept_field_by_field_and_goes_when_sent(client_as, astrid, bo):
    client, client_id = client_as(astrid), uuid.uuid4()
    address = reverse("questions:draft", args=["deviation", client_id])
    for key, value in (("what", "fall"), ("text", "Hon satt på golvet.")):
        assert client.post(address, {"key": key, "value": value}).status_code == 204
    page = client.get(NEW).content.decode()
    assert "Hon satt på golvet." in page
    assert str(client_id) in page
    assert "Hon satt" not in client.get(f"{NEW}?ny=1").content.decode()
    assert "Hon satt" not in client_as(bo).get(NEW).content.decode()
    _post(client, client_id=str(client_id))
    assert not Draft.objects.exists()


def test_a_draft_of_somebody_else_cannot_be_thrown_away(client_as, astrid, bo):
    field = questions.Field("deviation", uuid.uuid4(), "text", "Ord.")
    made = questions.draft(by=astrid, field=field)
    address = reverse("questions:discard", args=[made.pk])
    assert client_as(bo).post(address).status_code == 404
    assert client_as(astrid).post(address, {"next": "https://elsewhere.example"})["Location"] == "/"
    assert not Draft.objects.exists()


def test_a_door_leads_to_the_form_with_the_place(client_as, astrid, bo, units):
    client_as(bo).post("/dorrar/", {"unit": "almen-1", "place": "plan 2"})
    door = Door.objects.get()
    client = client_as(astrid)
    response = client.get(f"/d/{door.code}/")
    page = client.get(response["Location"]).content.decode()
    assert 'value="plan 2"' in page
    assert "<svg" in client_as(bo).get(f"/dorrar/{door.code}/").content.decode()
    client_as(bo).post(f"/dorrar/{door.code}/stang/")
    assert client.get(f"/d/{door.code}/").status_code == 404


def test_doors_of_other_units_are_not_there(client_as, bo, cecilia, units):
    made = questions.open_door(by=bo, form="deviation", unit=units["almen-1"])
    client = client_as(cecilia)
    assert made.code not in client.get("/dorrar/").content.decode()
    assert client.get(f"/dorrar/{made.code}/").status_code == 404
    assert client.post(f"/dorrar/{made.code}/stang/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv-latt", "Fel med medicin"), ("en", "Somebody fell"), ("sv", "Fel med läkemedel")],
)
def test_the_form_speaks_three_languages(client_as, astrid, language, words):
    client = client_as(astrid)
    client.post("/sprak/", {"language": language, "next": NEW})
    assert words in client.get(NEW).content.decode()


def test_misconduct_tells_how_it_goes_before_it_is_sent(client_as, astrid):
    page = client_as(astrid).get(NEW).content.decode()
    assert "Rapporten är inte anonym." in page
    assert "Ingen får straffa dig" in page


def test_the_form_asks_the_database_little(client_as, astrid, django_assert_max_num_queries):
    client = client_as(astrid)
    with django_assert_max_num_queries(14):
        client.get(NEW)


def test_who_may_not_report_meets_no_form(client_as, pia):
    assert client_as(pia).get(NEW).status_code == 403
