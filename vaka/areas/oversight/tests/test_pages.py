"""The log's pages: for reviewers only, without content, themselves logged."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from vaka.areas.oversight import words
from vaka.foundation.access.roles import label_of
from vaka.foundation.audit import chain
from vaka.foundation.audit.actions import note, note_read
from vaka.foundation.audit.models import AuditDay, AuditRow
from vaka.foundation.cases.models import Case

LOG, EXTRACT, DAYS = "/logg/", "/logg/utdrag/", "/logg/dagar/"
SECRET = "Hon ramlade i duschen"
OPENED = {"words": SECRET}


@pytest.fixture
def case(bo, units) -> Case:
    """A case that Bo has read and Maja has assessed."""
    from vaka.areas.deviations.actions import NewDeviation, report

    new = NewDeviation(units["almen"], "SoL", "Fall utan skada", SECRET, timezone.now())
    return report(by=bo, new=new)


@pytest.fixture
def read(bo, case) -> Case:
    """The case, read by Bo, with what he saw in the row."""
    note_read(by=bo, object_kind="deviation", object_id=case.pk, data=OPENED)
    return case


@pytest.mark.django_db
@pytest.mark.parametrize("page", [LOG, EXTRACT, DAYS])
@pytest.mark.parametrize("who", ["bo", "maja", "kim", "eva", "ada", "pia"])
def test_others_are_told_who_can(who, page, request, client_as) -> None:
    answer = client_as(request.getfixturevalue(who)).get(page)
    assert answer.status_code == 403
    assert "Loggranskare" in answer.content.decode()


def test_a_reviewer_sees_who_and_what_but_not_what_stood_there(greta, read, client_as) -> None:
    html = client_as(greta).get(LOG).content.decode()
    for shown in ("Bo ", "Läste avvikelser", "Rapporterade en avvikelse", str(read.pk)):
        assert shown in html
    assert SECRET not in html
    assert read.title not in html


def test_the_looking_is_logged_with_its_filter(greta, bo, read, client_as) -> None:
    client_as(greta).get(LOG, {"person": str(bo.person.pk)})
    row = AuditRow.objects.filter(verb="log.read").first()
    assert row.actor == greta.person
    assert row.data["filter"] == {"actor_id": str(bo.person.pk)}


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ({"vad": "deviation.read"}, 1),
        ({"vad": "deviation.read", "slag": "change"}, 0),
        ({"vad": "deviation.report"}, 1),
        ({"vad": "deviation.read", "till": "2001-01-01"}, 0),
        ({"vad": "deviation.read", "fran": "2001-01-01"}, 1),
    ],
)
def test_the_filter_keeps_what_fits(greta, read, client_as, query, hits) -> None:
    html = client_as(greta).get(LOG, query).content.decode()
    assert f"{hits} rad" in html


def test_a_case_is_found_by_its_number(greta, read, client_as) -> None:
    html = client_as(greta).get(LOG, {"objekt": read.reference.lower()}).content.decode()
    assert "2 rader i loggen" in html


def test_a_row_says_whether_it_is_sealed(greta, read, client_as) -> None:
    client = client_as(greta)
    query = {"vad": "deviation.read"}
    assert "öppen</span>" in client.get(LOG, query).content.decode()
    chain.seal()
    sealed = client.get(LOG, query).content.decode()
    assert "öppen</span>" not in sealed
    assert "Förseglad, plats" in sealed


def test_an_extract_of_a_case_holds_its_rows_and_no_content(greta, read, client_as) -> None:
    answer = client_as(greta).get(EXTRACT, {"objekt": str(read.pk)})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:6] == ["Tid", "Vem", "Roll", "Enhet", "Slag", "Vad"]
    assert [row[5] for row in rows[1:]] == ["Rapporterade en avvikelse", "Läste avvikelser"]
    assert SECRET not in answer.content.decode()
    assert AuditRow.objects.filter(verb="log.read", actor=greta.person).exists()


def test_an_extract_of_everything_is_refused_with_the_way_out(greta, client_as) -> None:
    answer = client_as(greta).get(EXTRACT)
    assert answer.status_code == 409
    assert "Välj en person" in answer.content.decode()


def test_the_days_stand_with_their_digests(greta, read, client_as) -> None:
    chain.seal()
    chain.close_days(timezone.localdate() + timedelta(days=1))
    html = client_as(greta).get(DAYS).content.decode()
    assert AuditDay.objects.get().digest in html


def test_dates_in_the_wrong_order_are_told(greta, client_as) -> None:
    html = client_as(greta).get(LOG, {"fran": "2024-02-01", "till": "2024-01-01"}).content.decode()
    assert "Sista dagen ligger före den första" in html


def test_an_unknown_verb_is_shown_as_its_code(greta, client_as) -> None:
    note(by=greta, verb="strange.act")
    assert "strange.act" in client_as(greta).get(LOG).content.decode()


def test_labels_fall_back_to_the_code() -> None:
    assert label_of("gone") == "gone"
    assert words.object_label("deviation") == "avvikelse"
    assert words.object_label("gone") == "gone"
