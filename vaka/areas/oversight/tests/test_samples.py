"""A sample from lot to signature: what it holds, who may, and that the log tells of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.oversight import actions, sample_queries
from vaka.areas.oversight.models import LogSampleReading
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.actions import note_read
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

pytestmark = pytest.mark.django_db
WORDS = "Frågade chefen, som inte hade bett om det."


@pytest.fixture
def days(greta):
    """The ten days before today."""
    return greta.on - timedelta(days=10), greta.on - timedelta(days=1)


@pytest.fixture
def read(bo, kim, greta, monkeypatch):
    """Thirty readings five days ago, Greta's looking into the log among them, and one today."""
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(days=5))
    for turn in range(30):
        note_read(by=(bo, kim)[turn % 2], object_kind="deviation", object_id=f"case-{turn}")
    note_read(by=greta, object_kind="log", object_id="")
    monkeypatch.setattr(timezone, "now", real)
    note_read(by=bo, object_kind="deviation", object_id="today")


@pytest.fixture
def sample(greta, days, read):
    return actions.draw_readings(by=greta, first=days[0], last=days[1], size=8, seed="a")


def test_a_sample_holds_readings_of_its_days_and_not_the_logs_own(greta, days, sample):
    assert (sample.readings, sample.items.count()) == (30, 8)
    again = actions.draw_readings(by=greta, first=days[0], last=days[1], size=8, seed="a")
    rows = [one.row for one in sample.items.all()]
    assert rows == [one.row for one in again.items.all()]
    assert {one.object_kind for one in sample.items.all()} == {"deviation"}
    assert AuditRow.objects.filter(verb="log.draw_readings", object_id=str(sample.pk)).count() == 1


def test_a_period_without_readings_is_refused(greta, days):
    with pytest.raises(RuleRefused):
        actions.draw_readings(by=greta, first=days[0], last=days[1], size=8)


def test_it_is_judged_and_signed_off(greta, sample):
    first, *rest = sample.items.all()
    judge = {"by": greta, "sample_id": sample.pk}
    actions.judge_reading(**judge, reading_id=first.pk, verdict="asked", words=WORDS)
    for one in rest:
        actions.judge_reading(**judge, reading_id=one.pk, verdict="fine")
    with pytest.raises(RuleRefused):
        actions.close_sample(by=greta, sample_id=sample.pk, words="Klart.")
    actions.judge_reading(**judge, reading_id=first.pk, verdict="breach", words=WORDS)
    closed = actions.close_sample(by=greta, sample_id=sample.pk, words="En av åtta.")
    assert (closed.closed_by, closed.words) == (greta.person, "En av åtta.")
    with pytest.raises(RuleRefused):
        actions.judge_reading(**judge, reading_id=first.pk, verdict="fine")
    assert LogSampleReading.objects.get(pk=first.pk).verdict == "breach"
    assert AuditRow.objects.get(verb="log.close_sample").data["breaches"] == 1


def test_nobody_judges_their_own(greta, sample):
    one = sample.items.first()
    LogSampleReading.objects.filter(pk=one.pk).update(actor=greta.person)
    with pytest.raises(RuleRefused):
        actions.judge_reading(by=greta, sample_id=sample.pk, reading_id=one.pk, verdict="fine")


@pytest.mark.parametrize("who", ["bo", "maja", "kim", "ada", "astrid"])
def test_only_reviewers_of_the_log(who, request, greta, days, sample, client_as):
    viewer = request.getfixturevalue(who)
    one = sample.items.first()
    tries = [
        lambda: actions.draw_readings(by=viewer, first=days[0], last=days[1], size=1),
        lambda: actions.judge_reading(
            by=viewer, sample_id=sample.pk, reading_id=one.pk, verdict="fine"
        ),
        lambda: actions.close_sample(by=viewer, sample_id=sample.pk, words="x"),
        lambda: sample_queries.sample_page(viewer, sample.pk),
    ]
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    for address in ("", "nytt/", f"{sample.pk}/", f"{sample.pk}/avsluta/"):
        assert client_as(viewer).get(f"/logg/stickprov/{address}").status_code == 403


def test_a_reading_belongs_to_its_sample(greta, days, sample):
    other = actions.draw_readings(by=greta, first=days[0], last=days[1], size=1)
    with pytest.raises(NotVisible):
        sample_queries.sample_reading(greta, other.pk, sample.items.first().pk)


def test_the_pages_lead_from_lot_to_signature(greta, days, read, client_as):
    client = client_as(greta)
    form = {"first": str(days[0]), "last": str(days[1]), "size": "2"}
    address = client.post("/logg/stickprov/nytt/", form)["Location"]
    page = client.get(address).content.decode()
    assert "2 av periodens 30 läsningar" in page
    assert "2 läsningar är inte färdigbedömda." in page
    for one in LogSampleReading.objects.all():
        client.get(f"{address}rad/{one.pk}/")
        assert AuditRow.objects.filter(verb="log_sample.read", data__row=one.row).count() == 1
        done = client.post(f"{address}rad/{one.pk}/", {"verdict": "fine", "words": ""})
        assert done["Location"].endswith(f"#rad-{one.pk}")
    assert "Avsluta stickprovet" in client.get(address).content.decode()
    client.post(f"{address}avsluta/", {"words": "Inget att anmärka."})
    page = client.get(address).content.decode()
    assert "Inget att anmärka." in page
    assert "2 av 2" in client.get("/logg/stickprov/").content.decode()


def test_the_last_day_is_not_before_the_first(greta, days, client_as):
    form = {"first": str(days[1]), "last": str(days[0]), "size": "2"}
    page = client_as(greta).post("/logg/stickprov/nytt/", form).content.decode()
    assert "Sista dagen ligger före den första." in page
