"""The wheel: own units only, marked with evidence, late by the day."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.plans import actions, queries
from vaka.areas.plans.actions import NewMark
from vaka.areas.plans.rules import Marked
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.duties import DutyState
from vaka.law.verdict import RuleRefused

MARCH = date(2026, 3, 1)


def _report(viewer):
    found = queries.duties(viewer, date(2026, 1, 1), date(2026, 12, 31))
    return [duty for duty in found if duty.topic == "deadline.patient_safety_report"]


def test_a_duty_is_marked_with_evidence(units, maja, pia):
    unit = units["socialforvaltningen"]
    assert [duty.state for duty in _report(maja)] == [DutyState.DUE]
    with pytest.raises(RuleRefused):
        actions.mark(by=maja, code="patient_safety_report", due_date=MARCH, unit=unit,
                     new=NewMark(Marked.DONE))  # fmt: skip
    actions.mark(by=maja, code="patient_safety_report", due_date=MARCH, unit=unit,
                 new=NewMark(Marked.DONE, "/rapporter/"))  # fmt: skip
    assert _report(pia)[0].state is DutyState.DONE
    assert _report(pia)[0].evidence == "/rapporter/"
    assert AuditRow.objects.filter(verb="year_wheel.mark").count() == 1


def test_homes_see_their_own(units, bo, cecilia):
    heat = date(2026, 5, 15)
    actions.mark(by=bo, code="heat", due_date=heat, unit=units["almen"],
                 new=NewMark(Marked.DONE, "", "Genomgånget på APT"))  # fmt: skip
    seen = [duty for duty in queries.duties(cecilia, heat, heat) if duty.topic == "heat"]
    assert [(duty.unit, duty.state) for duty in seen] == [("Björken", DutyState.DUE)]
    with pytest.raises(NotAllowed):
        actions.mark(by=cecilia, code="heat", due_date=heat, unit=units["almen"],
                     new=NewMark(Marked.DONE, "x"))  # fmt: skip
    with pytest.raises(NotVisible):
        queries.mark_page(cecilia, "heat", heat, "almen")


def test_the_pages(client_as, units, maja, bo, cecilia, ada):
    address = reverse("plans:mark", args=["patient_safety_report", "2026-03-01",
                                          "socialforvaltningen"])  # fmt: skip
    client = client_as(maja)
    page = client.get(reverse("plans:wheel") + "?ar=2026").content.decode()
    assert "Patientsäkerhetsberättelsen är klar" in page
    assert "3 kap. 10 §" in client.get(address).content.decode()
    sent = {"marked": "done", "evidence": "/rapporter/", "words": ""}
    assert client.post(address, sent).status_code == 302
    asked = {"ar": 2026, "roll": "MAS", "visa": "aret"}
    assert "Underlag" in client.get(reverse("plans:wheel"), asked).content.decode()
    late = client.get(reverse("plans:wheel") + "?ar=2020&visa=sena").content.decode()
    assert "Sen" in late
    assert client_as(ada).get(reverse("plans:wheel")).status_code == 403
    heat = reverse("plans:mark", args=["heat", "2026-05-15", "almen"])
    assert client_as(bo).get(heat).status_code == 200
    assert client_as(cecilia).get(heat).status_code == 404
    for wrong in ("2026-05-16", "nagot"):
        other = reverse("plans:mark", args=["heat", wrong, "almen"])
        assert client_as(bo).get(other).status_code == 404
