"""Each page: works, refuses, another unit gets 404."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.risks.models import RiskLine
from vaka.foundation.cases.models import Case


def test_begun_and_filled_by_pages(client_as, bo, units):
    client = client_as(bo)
    sent = {"occasion": "change", "title": "Nytt larm", "about": "Larmen byts.", "unit": "almen"}
    page = client.post(reverse("risks:new"), sent).content.decode()
    assert "Välj vilken dag ändringen sker" in page
    sent["change_date"] = timezone.localdate() + timedelta(days=9)
    address = client.post(reverse("risks:new"), sent).url
    case = Case.objects.get(kind="risk_analysis")
    risk = {"version": 1, "event": "Larm når inte fram", "cause": "", "concerns": "person",
            "likelihood": "3", "consequence": "4"}  # fmt: skip
    assert client.post(f"{address}risk/", risk).url == address
    page = client.get(address).content.decode()
    assert "Kan inte fastställas än" in page
    line = RiskLine.objects.get()
    steps = f"{address}risk/{line.pk}/"
    refused = client.post(
        f"{steps}acceptera/", {"version": 2, "reason": "x", "until": "2020-01-01"}
    )
    assert "Slutdatumet går inte att använda" in refused.content.decode()
    until = timezone.localdate() + timedelta(days=50)
    client.post(f"{steps}acceptera/", {"version": 2, "reason": "Byts i vår", "until": until})
    client.post(f"{address}faststall/", {"version": 3, "words": ""})
    case.refresh_from_db()
    assert case.state == "watched"
    assert "accepterad till" in client.get(address).content.decode()
    assert "Nytt larm" in client.get(reverse("risks:list"), {"visa": "watched"}).content.decode()


@pytest.mark.parametrize("name", ["andra", "efter", "acceptera", "ta-bort"])
def test_a_step_with_a_risk_shows_its_form(client_as, bo, risky, high, name):
    address = reverse("risks:line_step", args=[risky.pk, high.pk, name])
    assert client_as(bo).get(address).status_code == 200


def test_unknown_steps_and_outsiders(client_as, bo, kim, cecilia, eva, risky):
    step = reverse("risks:step", args=[risky.pk, "nagot"])
    assert client_as(bo).get(step).status_code == 404
    decide = reverse("risks:step", args=[risky.pk, "faststall"])
    assert client_as(kim).get(decide).status_code == 403
    case = reverse("risks:case", args=[risky.pk])
    assert client_as(cecilia).get(case).status_code == 404
    assert "Nytt larmsystem" not in client_as(cecilia).get(reverse("risks:list")).content.decode()
    assert client_as(eva).get(reverse("risks:list")).status_code == 403
