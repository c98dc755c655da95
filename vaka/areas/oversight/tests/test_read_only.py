"""Read-only mode: reading goes on, nothing is saved, entering works, the words are plain."""

import pytest
from django.test import Client
from django.utils import timezone

from vaka.foundation import read_only
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.read_only import ReadOnly

WHY = "Vaka flyttas till en ny server."
PAGES = (
    "/",
    "/vantar/",
    "/avvikelser/",
    "/avvikelser/ny/",
    "/aviseringar/",
    "/rapporter/",
    "/sok/",
)


@pytest.fixture
def closed(settings, tmp_path):
    """The mode, on in a data directory of its own."""
    settings.DATA_DIR = tmp_path
    return read_only.close(WHY, timezone.localtime())


@pytest.mark.django_db
def test_what_is_sent_is_refused_and_nothing_changes(bo, units, client_as, closed):
    before = Case.objects.count(), AuditRow.objects.exclude(kind="read").count()
    answer = client_as(bo).post("/avvikelser/ny/", {"text": "x"})
    html = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "300"
    assert "skrivskyddat" in html
    assert WHY in html
    assert (Case.objects.count(), AuditRow.objects.exclude(kind="read").count()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_read_and_say_so(bo, client_as, closed, address):
    answer = client_as(bo).get(address)
    assert answer.status_code == 200
    assert WHY in answer.content.decode()


@pytest.mark.django_db
def test_an_action_is_refused_whoever_calls_it_and_goes_when_it_is_open(bo, closed):
    @action
    def change():
        note(by=bo, verb="test.change")

    with pytest.raises(ReadOnly, match="ny server"):
        change()
    assert not AuditRow.objects.filter(verb="test.change").exists()
    assert read_only.open_again()
    assert not read_only.open_again()
    change()
    assert AuditRow.objects.filter(verb="test.change").exists()


@pytest.mark.django_db
def test_coming_in_still_works(bo, closed):
    bo.person.set_password("ett långt lösenord 7")
    bo.person.save()
    sent = {"login": "bo", "password": "ett långt lösenord 7"}
    assert Client().post("/logga-in/", sent).status_code == 302


@pytest.mark.django_db
def test_without_the_mode_no_page_says_anything_of_it(bo, client_as):
    assert "skrivskydd" not in client_as(bo).get("/").content.decode()
