"""A checked visit report goes to each of its receivers once, and what is left is seen."""

from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.meetings import actions, queries, spread, statistics
from vaka.areas.meetings.models import ReportDespatch
from vaka.areas.meetings.tests.acting import held, plan, write
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused

FOUR = {"diariet", "enhetschef", "verksamhetschef", "nämnden"}


def _version(case):
    return Case.objects.get(pk=case.pk).version


@pytest.fixture
def reported(nora, sven, bo, units):
    """A board visit that was made and reported, not yet checked."""
    case = held(sven, plan(sven, units["almen"], "board_visit", sven), staff_present=False)
    write(sven, case)
    return actions.submit(by=sven, case_id=case.pk, version=_version(case))


def _approve(bo, case):
    return actions.approve(by=bo, case_id=case.pk, version=_version(case))


def _spread(by, case, receivers, sent=None):
    return spread.spread_report(by=by, case_id=case.pk, version=_version(case), how="E-post",
                                receivers=receivers, sent=sent or by.on)  # fmt: skip


def _left(viewer, case):
    return set(queries.meeting_page(viewer, case.pk).unsent)


def test_a_checked_report_goes_to_four_receivers_and_none_twice(reported, nora, bo):
    with pytest.raises(RuleRefused, match="inte kontrollerad"):
        _spread(nora, reported, ["diariet"])
    _approve(bo, reported)
    assert _left(nora, reported) == FOUR
    _spread(nora, reported, ["diariet", "nämnden"])
    assert _left(nora, reported) == {"enhetschef", "verksamhetschef"}
    with pytest.raises(RuleRefused, match="redan fått"):
        _spread(nora, reported, ["nämnden"])
    with pytest.raises(RuleRefused, match="ingen mottagare"):
        _spread(nora, reported, ["pressen"])
    with pytest.raises(RuleRefused, match="Ingen mottagare"):
        _spread(nora, reported, [])
    assert ReportDespatch.objects.count() == 2
    assert AuditRow.objects.filter(verb="meeting.spread_report").count() == 1


def test_it_is_not_sent_before_it_was_checked_nor_tomorrow(reported, nora, bo):
    _approve(bo, reported)
    for days in (-400, 1):
        with pytest.raises(RuleRefused, match="Dagen"):
            _spread(nora, reported, ["diariet"], nora.on + timedelta(days=days))


def test_the_year_tells_whom_a_report_has_not_reached(reported, nora, bo, client_as):
    _approve(bo, reported)
    _spread(nora, reported, ["diariet"])
    row = next(one for one in statistics.visits_of(nora, nora.on.year).rows
               if one.id == reported.pk)  # fmt: skip
    assert set(row.unsent) == FOUR - {"diariet"}
    page = client_as(nora).get(reverse("meetings:year")).content.decode()
    assert "verksamhetschef" in page


def test_only_who_handles_meetings_there_spreads(
    reported, bo, cecilia, astrid, pia, client_as, nora
):
    _approve(bo, reported)
    for by in (cecilia, astrid):
        with pytest.raises(NotVisible):
            _spread(by, reported, ["diariet"])
    with pytest.raises(NotAllowed):
        _spread(pia, reported, ["diariet"])
    answer = client_as(cecilia).get(reverse("meetings:step", args=[reported.pk, "sprid"]))
    assert answer.status_code == 404
    client = client_as(nora)
    told = {"receivers": ["diariet"], "sent": str(nora.on), "how": "E-post",
            "version": _version(reported)}  # fmt: skip
    client.post(reverse("meetings:step", args=[reported.pk, "sprid"]), told)
    assert ReportDespatch.objects.get().receiver == "diariet"
