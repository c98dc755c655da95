"""Visits in homes: counted consents, taken back, and nobody's name."""

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.meetings import homes, queries
from vaka.areas.meetings.tests.acting import held, plan
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


@pytest.fixture
def at_home(units, bo, pia, nora):
    """A visit of Pia in homes, planned by the secretary."""
    return plan(nora, units["almen"], "board_home_visit", pia)


def _count(by, case, **given):
    usual = {"asked": 3, "willing": 2, "asked_date": timezone.localdate(), "asked_by": by.person,
             "is_told_back": True, "note": "Hos mig i blå pärm"}  # fmt: skip
    return homes.count_willing(by=by, case_id=case.pk, version=case.version, **usual | given)


def _take_back(by, case, number=1):
    return homes.take_back_consent(by=by, case_id=case.pk, version=case.version, number=number)


def test_homes_are_visited_only_where_somebody_wants_it(at_home, bo, pia, nora, cecilia):
    assert Notice.objects.filter(to=bo.person, kind="meeting.willing").exists()
    yes = {"people": 1, "staff_present": False}
    with pytest.raises(RuleRefused, match="Ingen har sagt ja"):
        held(pia, at_home, **yes)
    with pytest.raises(RuleRefused, match="peka ut någon: Greta"):
        _count(bo, at_home, note="Greta vill, och Greta")
    case = _count(bo, at_home)
    assert Notice.objects.filter(to=pia.person, kind="meeting.willing").exists()
    with pytest.raises(RuleRefused, match="Fler besöktes än de 2"):
        held(pia, case, people=3, staff_present=False)
    case = _take_back(bo, case)
    case = _take_back(bo, case)
    with pytest.raises(RuleRefused, match="Ingen har sagt ja"):
        held(pia, case, **yes)
    found = queries.meeting_page(bo, case.pk)
    assert found.homes is not None
    assert (found.homes.willing, found.homes.taken_back, found.homes.asked) == (0, 2, 3)
    assert [line.data["willing"] for line in found.timeline if "take_back" in line.verb] == [1, 0]
    case = held(pia, _count(bo, case, willing=1), **yes)
    with pytest.raises(RuleRefused, match="redan hållet"):
        _take_back(bo, case)


def test_only_the_manager_counts_and_reads_where_the_list_is(at_home, bo, pia, nora, maja, cecilia):
    for who in (pia, nora, maja):
        with pytest.raises(NotAllowed):
            _count(who, at_home)
        with pytest.raises(NotAllowed):
            _take_back(who, at_home)
    with pytest.raises(NotVisible):
        _count(cecilia, at_home)
    case = _count(bo, at_home)
    notes = {}
    for who in (bo, pia, nora, maja):
        found = queries.meeting_page(who, case.pk).homes
        assert found is not None
        notes[who.name] = found.note
    assert [name for name, note in notes.items() if note] == [bo.name]
    read = AuditRow.objects.filter(verb="meeting.read", data={"shown": "consent note"})
    assert [row.actor for row in read] == [bo.person]


def test_a_visit_of_another_kind_asks_nobody_and_a_day_is_paid_once(at_home, units, bo, pia, nora):
    other = plan(nora, units["almen"], "board_visit", pia)
    with pytest.raises(RuleRefused, match="inte hemma hos någon"):
        _count(bo, other)
    assert queries.meeting_page(bo, other.pk).homes is None
    held(pia, other, staff_present=False)
    with pytest.raises(RuleRefused, match="redan ett besök"):
        held(pia, _count(bo, at_home), people=1, staff_present=False)


def test_the_page_of_a_visit_at_home(client_as, at_home, bo, pia):
    page = reverse("meetings:case", args=[at_home.pk])
    assert "Besöket kan inte göras än" in client_as(pia).get(page).content.decode()
    step = reverse("meetings:step", args=[at_home.pk, "hemma"])
    sent = {"version": at_home.version, "asked": 3, "willing": 2, "asked_by": str(bo.person.pk),
            "asked_date": timezone.localdate(), "note": "Blå pärm"}  # fmt: skip
    assert "De vet inte" in client_as(bo).post(step, sent).content.decode()
    assert client_as(bo).post(step, sent | {"is_told_back": "on"}).status_code == 302
    assert client_as(pia).get(step).status_code == 403
    seen = client_as(pia).get(page).content.decode()
    assert "2 av 3 tillfrågade" in seen
    assert "pärm" not in seen
    assert "Blå pärm" in client_as(bo).get(page).content.decode()
    back = reverse("meetings:step", args=[at_home.pk, "taget-tillbaka"])
    version = Case.objects.get(pk=at_home.pk).version
    assert client_as(bo).post(back, {"version": version, "number": 1}).status_code == 302
    assert "1 av 3 tillfrågade" in client_as(pia).get(page).content.decode()
