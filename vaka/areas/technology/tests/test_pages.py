"""Counting, degree of use, a trial to its decision; outsiders; what Härnösand has published."""

import csv
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.technology import actions, facts, queries
from vaka.areas.technology.models import Technology, Trial
from vaka.config.demo import technology as demo
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.facts import TECHNOLOGY
from vaka.metrics.request import Request


@pytest.fixture
def automat(kim) -> Technology:
    """Give a kind of technology."""
    return actions.add_technology(by=kim, name="Läkemedelsautomat", purpose="Att klara sig själv")


def test_a_unit_counts_and_the_degree_of_use_follows(automat, bo, cecilia, pia, client_as):
    client, today = client_as(bo), timezone.localdate()
    count = reverse("technology:count", args=[automat.pk])
    sent = {"unit": "almen", "counted_date": today - timedelta(days=40), "stage": "pilot",
            "bought": 8, "installed": 8, "used": 9, "declined": 1}  # fmt: skip
    assert "Fler används" in client.post(count, sent).content.decode()
    assert client.post(count, sent | {"used": 2}).status_code == 302
    writer.bring_up()
    ask = Request(("technology_use_share",), "almen", Period.parse(f"{today:%Y-%m}"))
    (row,) = figures.ask(bo, ask).rows[0]
    assert (row.value, row.n) == (25.0, 8)
    later = sent | {"counted_date": today, "used": 6}
    assert client.post(count, later).status_code == 302
    rows = list(facts.rows(None, None))
    TECHNOLOGY.table(rows)
    writer.bring_up()
    (row,) = figures.ask(bo, ask).rows[0]
    assert (row.value, row.n) == (75.0, 8)
    page = reverse("technology:technology", args=[automat.pk])
    assert "6 av 8 installerade" in client.get(page).content.decode()
    assert queries.technology_page(cecilia, automat.pk).rows == []
    assert client_as(pia).get(reverse("technology:list")).status_code == 200
    assert client_as(pia).get(count).status_code == 403
    with pytest.raises(NotAllowed):
        actions.add_technology(by=bo, name="Robot")


def test_a_trial_from_question_to_decision(automat, bo, cecilia, client_as):
    client, today = client_as(bo), timezone.localdate()
    begin = reverse("technology:begin", args=[automat.pk])
    sent = {"unit": "almen", "question": "Hjälper det?", "baseline": "Tre besök om dagen",
            "due_date": today + timedelta(days=30)}  # fmt: skip
    assert "frågetecken" in client.post(begin, sent | {"question": "Prova"}).content.decode()
    assert client.post(begin, sent).status_code == 302
    case = Case.objects.get(kind="trial")
    found = [one for one in duties.due(bo, today, today + timedelta(days=40))
             if one.topic == "technology"]  # fmt: skip
    assert [one.unit for one in found] == ["Almen"]
    decide = reverse("technology:decide", args=[case.pk])
    told = {"version": case.version, "result": "Ja", "end": "spread", "words": "Fler klarar sig"}
    assert "Resultatet saknas" in client.post(decide, told).content.decode()
    told["result"] = "Två besök i stället för tre"
    assert client.post(decide, told).status_code == 302
    assert Trial.objects.get().decided_date == today
    page = reverse("technology:trial", args=[case.pk])
    assert "Inför på fler enheter" in client.get(page).content.decode()
    again = reverse("technology:reopen", args=[case.pk])
    version = Case.objects.get(pk=case.pk).version
    assert client.post(again, {"version": version, "words": "Fel siffror"}).status_code == 302
    for address in (page, decide, again):
        assert client_as(cecilia).get(address).status_code == 404


def test_the_published_list_is_shown_as_printed(kim, bo, units, shared, client_as):
    source = shared / "facts" / "harnosand" / "welfare_technology_2023.csv"
    with source.open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    demo.write(by=Viewer.system("demo"), people={}, places=units, identity=uuid7, counts=(),
               trials=(), today=timezone.localdate())  # fmt: skip
    rows = queries.published(kim, "harnosand")
    shown = sorted((row.place, row.name, row.words) for row in rows)
    assert shown == sorted(
        (one["area"], one["technology"] or demo.NOTHING, one["note"]) for one in printed
    )
    page = reverse("technology:published", args=["harnosand"])
    assert "Tovertafel" in client_as(bo).get(page).content.decode()
    assert (
        client_as(bo).get(reverse("technology:published", args=["kungsbacka"])).status_code == 404
    )
    assert queries.register(kim) == []
