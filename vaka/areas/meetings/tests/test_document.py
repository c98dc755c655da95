"""Minutes as PDF: what stands in them, who gets them, and when."""

import io
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from vaka.areas.meetings import actions, document, jobs, queries, writing
from vaka.areas.meetings.actions import Held
from vaka.areas.meetings.models import Meeting, MeetingDecision
from vaka.areas.meetings.pages import Before, DecisionRow
from vaka.areas.meetings.rules import Outcome
from vaka.areas.meetings.tests.acting import plan
from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.rules import RemedyKind
from vaka.documents.compile import compile_report
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files.models import StoredFile
from vaka.foundation.jobs.models import Job
from vaka.law.verdict import RuleRefused


@pytest.fixture
def apt(units, bo):
    """Bo's staff meeting, held today with notes, a figure kept and a decision with its remedy."""
    case = plan(bo, units["almen"], "workplace", bo)
    point = Meeting.objects.get(pk=case.pk).points.first()
    case = writing.write_notes(by=bo, case_id=case.pk, point_id=point.pk, version=case.version,
                               notes="Vi talade om natten.")  # fmt: skip
    case = writing.add_meeting_decision(by=bo, case_id=case.pk, version=case.version,
                                        kind=Outcome.DECISION, text="Tyst timme")  # fmt: skip
    remedies.propose(
        by=bo, answers=[case.pk],
        new=NewRemedy(units["almen"], RemedyKind.CORRECTIVE, "Pröva tyst timme",
                      cause_code=str(MeetingDecision.objects.get().pk)),
    )  # fmt: skip
    how = Held(timezone.localdate(), present="Åtta undersköterskor, enhetschef, skyddsombud")
    case = actions.hold(by=bo, case_id=case.pk, version=case.version, how=how)
    row = Meeting.objects.get(pk=case.pk)
    figure = {"sentence": "Fall: 71 mot 64 året före.", "label": "", "last": "7", "source": "",
              "url": "", "values": [7.0], "measure": "falls", "is_suppressed": False}  # fmt: skip
    row.figures |= {"on": "2026-03-05", "figures": [figure]}
    row.save()
    return case


@pytest.fixture
def _here(monkeypatch):
    """Compile in this process: a worker takes seconds to start and is tested where it stands."""
    monkeypatch.setattr(document, "compile_in_worker", compile_report)


def _made(by, case):
    return jobs.minutes_job(by=by, progress=lambda *_told: None, case_id=str(case.pk))["url"]


def _words(page):
    reader = PdfReader(io.BytesIO(b"".join(page.streaming_content)))
    return " ".join(" ".join(leaf.extract_text() for leaf in reader.pages).split())


@pytest.mark.usefixtures("_here")
def test_the_file_tells_what_was_said_and_by_whom(client_as, apt, bo):
    words = _words(client_as(bo).get(_made(bo, apt)))
    for told in ("Protokoll", "Almen", "Utkast", "Vi talade om natten", "Tyst timme", apt.reference,
                 "Åtta undersköterskor, enhetschef, skyddsombud", "Fall: 71 mot 64", "5 mars 2026",
                 bo.name, timezone.localdate().isoformat(), "ATG-"):  # fmt: skip
        assert told in words.replace("\xa0", " "), told
    taken = AuditRow.objects.get(verb="meeting.read", data={"taken": "pdf"})
    assert (taken.actor, taken.object_id) == (bo.person, str(apt.pk))
    assert AuditRow.objects.filter(verb="file.read", actor=bo.person).count() == 1


@pytest.mark.usefixtures("_here")
def test_a_file_is_for_its_reader_alone_and_holds_what_that_reader_sees(
    client_as, apt, bo, astrid, maja, cecilia
):
    bos, astrids = _made(bo, apt), _made(astrid, apt)
    assert "71 mot 64" not in _words(client_as(astrid).get(astrids))
    for who, address in ((astrid, bos), (maja, bos), (cecilia, bos), (bo, astrids)):
        assert client_as(who).get(address).status_code == 404
    with pytest.raises(NotVisible):
        document.make_minutes(by=cecilia, case_id=apt.pk)
    assert StoredFile.objects.filter(kind="minutes").count() == 2


@pytest.mark.usefixtures("_here")
def test_a_report_is_taken_away_once_it_is_done_and_not_while_it_is_open_again(
    client_as, units, bo, pia, nora, monkeypatch
):
    case = plan(nora, units["almen"], "board_visit", pia)
    with pytest.raises(RuleRefused, match="inte hållet"):
        document.make_minutes(by=pia, case_id=case.pk)
    how = Held(timezone.localdate(), staff_present=False)
    case = actions.hold(by=pia, case_id=case.pk, version=case.version, how=how)
    point = Meeting.objects.get(pk=case.pk).points.first()
    case = writing.write_notes(by=pia, case_id=case.pk, point_id=point.pk, version=case.version,
                               notes="Kvällarna är långa.")  # fmt: skip
    with pytest.raises(RuleRefused, match="inte klar"):
        document.make_minutes(by=pia, case_id=case.pk)
    case = actions.submit(by=pia, case_id=case.pk, version=case.version)
    case = actions.approve(by=bo, case_id=case.pk, version=case.version)
    said = DecisionRow(case.pk, 1, "Önskemål", True, "Greta vill ut", "", None, [])
    page = queries.meeting_page(pia, case.pk)
    before = replace(page, before=Before(case.pk, timezone.localdate(), [said]))
    monkeypatch.setattr(queries, "meeting_page", lambda *_of: before)
    address, client = _made(pia, case), client_as(pia)
    words = _words(client.get(address))
    assert "Rapport från besök" in words
    assert "Greta" not in words
    assert "Utkast" not in words
    actions.reopen(by=bo, case_id=case.pk, version=case.version, words="Ett fel")
    assert client.get(address).status_code == 404


def test_the_button_starts_a_job(client_as, units, apt, bo, cecilia):
    client, address = client_as(bo), reverse("meetings:minutes_pdf", args=[apt.pk])
    page = reverse("meetings:case", args=[apt.pk])
    assert "Hämta som PDF" in client.get(page).content.decode()
    assert client.get(address).url == page
    assert not Job.objects.exists()
    shown = client.post(address).url
    job = Job.objects.get()
    assert shown == reverse("jobs:show", args=[job.pk])
    assert (job.kind, job.arguments) == ("meeting.minutes", {"case_id": str(apt.pk)})
    assert client_as(cecilia).post(address).status_code == 404
    planned = plan(bo, units["almen"], "user_council", bo)
    still = reverse("meetings:minutes_pdf", args=[planned.pk])
    assert client.post(still).url == reverse("meetings:case", args=[planned.pk])
    assert Job.objects.count() == 1
