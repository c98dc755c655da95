"""The pages: what the secretary plans, a manager writes and a member reads, by their forms."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.board import jobs, meeting_actions, report
from vaka.areas.board.models import BoardItem, BoardMeeting, TimeSlot
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import LETTER, begin, step, step_meeting, version, write
from vaka.areas.delegations import actions as delegations
from vaka.areas.delegations.actions import NewDecision
from vaka.areas.delegations.models import DelegatedDecision
from vaka.areas.delegations.rules import Category, Outcome, Taken
from vaka.foundation.jobs.models import Job
from vaka.law.period import Period


def post(client, name, sent=(), **ids):
    return client.post(reverse(f"board:{name}", kwargs=ids), dict(sent))


def test_the_secretary_plans_calls_and_prints(bodies, nora, client_as):
    client = client_as(nora)
    day = timezone.localdate() + timedelta(days=20)
    sent = {"body": "namnden", "days": "27 mars", "with_standing": "on"}
    assert "är ingen dag" in post(client, "plan", sent).content.decode()
    sent["days"] = day.isoformat()
    assert post(client, "plan", sent).status_code == 302
    meeting = BoardMeeting.objects.get()
    ids = {"meeting_id": meeting.pk}
    assert post(client, "slot", {"starts": "08:15", "ends": "08:30", "words": "Budget"},
                **ids).status_code == 302  # fmt: skip
    wrong = post(client, "slot", {"starts": "08:45", "ends": "08:30", "words": "Fika"}, **ids)
    assert "slutar före den börjar" in wrong.content.decode()
    slot = {"slot_id": TimeSlot.objects.get().pk}
    changed = {"starts": "08:15", "ends": "08:45", "words": "Budget och mål"}
    assert post(client, "change_slot", changed, **ids, **slot).status_code == 302
    page = client.get(reverse("board:meeting", kwargs=ids)).content.decode()
    assert "Budget och mål" in page
    assert "Inget att anmärka" in page
    assert post(client, "drop_slot", **ids, **slot).status_code == 302
    assert post(client, "meeting_step", step="kalla", **ids).status_code == 302
    assert post(client, "meeting_step", step="flyga", **ids).status_code == 404
    assert post(client, "make_pack", {"for": "members"}, **ids).status_code == 302
    assert Job.objects.filter(kind=jobs.PACK).count() == 1
    assert "Nästa sammanträde" in client.get(reverse("board:list")).content.decode()


def test_a_manager_writes_an_item_to_the_end(planned, bo, nora, client_as):
    client, meeting = client_as(bo), planned()
    sent = {"title": "Ny larmrutin", "body": "namnden", "meeting": meeting.pk, "unit": "almen",
            "sort": "decision", "openness": "secret"}  # fmt: skip
    assert "Grunden för sekretessen saknas" in post(client, "new_item", sent).content.decode()
    sent |= {"openness": "common", "diary_number": "VO 2026-00007"}
    wrong = sent | {"body": "utskottet"}
    assert "ett annat organs" in post(client, "new_item", wrong).content.decode()
    assert post(client, "new_item", sent).status_code == 302
    row = BoardItem.objects.get()
    assert row.diary_number == "VO-2026-00007"
    ids, stands = {"case_id": row.pk}, {"version": row.case.version}
    letter = LETTER | {"letter_date": "2026-03-01"} | stands
    assert post(client, "letter", letter, **ids).status_code == 302
    paper = {"version": version(row.case), "title": "Rutin", "openness": "internal",
             "is_named": "on", "file": BytesIO(b"%PDF-1.7\nx")}  # fmt: skip
    paper["file"].name = "rutin.pdf"
    assert post(client, "attach", paper, **ids).status_code == 302
    change = sent | {"version": version(row.case), "title": "Ny rutin", "goes_to": "KS"}
    assert post(client, "change", change, **ids).status_code == 302
    page = client.get(reverse("board:item", kwargs=ids)).content.decode()
    assert all(words in page for words in ("Ny rutin", "att godkänna rapporten", "rutin", "KS"))
    gone = {"version": version(row.case)}
    assert post(client, "detach", gone, paper_id=row.papers.get().pk, **ids).status_code == 302
    over = {"version": version(row.case)}
    assert post(client, "item_step", over, step="lamna", **ids).status_code == 302
    assert post(client, "letter", letter, **ids).status_code in (200, 409)
    back = {"version": version(row.case), "words": "Summan saknas"}
    assert post(client, "item_step", back, step="lamna-tillbaka", **ids).status_code == 403
    assert post(client_as(nora), "item_step", back, step="lamna-tillbaka", **ids).status_code == 302
    moved = {"version": version(row.case), "meeting": "", "number": ""}
    assert post(client_as(nora), "place", moved, **ids).status_code == 302
    listed = client_as(nora).get(reverse("board:list")).content.decode()
    assert "Väntar på ett sammanträde" in listed


def test_a_member_sees_nothing_before_the_notice_and_all_that_is_common_after(
    planned, kim, nora, pia, units, client_as
):  # fmt: skip
    meeting = planned()
    case = begin(kim, units["socialforvaltningen"], meeting, "Kvalitetsberättelse")
    write(kim, case)
    step(kim, case, "hand_over")
    client, address = client_as(pia), reverse("board:meeting", args=[meeting.pk])
    item = reverse("board:item", args=[case.pk])
    assert "Dagordningen är inte klar" in client.get(address).content.decode()
    assert client.get(item).status_code == 404
    step_meeting(nora, meeting, "call")
    assert "Kvalitetsberättelse" in client.get(address).content.decode()
    page = client.get(item).content.decode()
    assert "att godkänna rapporten" in page
    assert "Lämna till" not in page


def test_an_item_of_another_home_is_not_there(planned, bo, cecilia, units, client_as):
    case = begin(bo, units["almen"], planned(), "Larm på Almen")
    client = client_as(cecilia)
    for name in ("item", "letter", "attach", "change", "place"):
        assert client.get(reverse(f"board:{name}", args=[case.pk])).status_code == 404
    assert "Larm på Almen" not in client.get(reverse("board:list")).content.decode()


def test_the_report_is_the_public_pack_of_a_day(planned, kim, nora, units):
    meeting = planned()
    case = begin(kim, units["socialforvaltningen"], meeting, "Öppen rapport")
    write(kim, case, summary="Fredagen den 32 maj.")
    hidden = begin(kim, units["socialforvaltningen"], meeting, "Inre rapport", Openness.INTERNAL)
    asked = {"unit": units["vaka"], "as_of": meeting.date, "snapshot": "",
             "period": Period.parse(meeting.date.isoformat())}  # fmt: skip
    content = report.build(viewer=nora, **asked)
    agenda = content.tables["agenda"].rows
    assert [row[1] for row in agenda] == ["Öppen rapport", "Internt ärende"]
    assert [one["title"] for one in content.values["items"]] == ["Öppen rapport"]
    assert any("32 maj" in words for words in content.findings)
    assert not any(f"Ärende {BoardItem.objects.get(pk=hidden.pk).number}:" in words
                   for words in content.findings)  # fmt: skip
    for viewer, period in ((kim, asked["period"]), (nora, Period.parse("2020-01-01"))):
        with pytest.raises(report.NoMeeting, match="ingen kallelse"):
            report.build(viewer=viewer, **asked | {"period": period})


def test_urgent_decisions_wait_on_the_next_meetings_page(planned, nora, kim, units, client_as):
    meeting, today = planned(), timezone.localdate()
    office = delegations.add_body(by=nora, unit=units["vaka"], name="Presidiet")
    for kind, role, day in (("Avtal om jour", "Ordförande", today),
                            ("Avtal om städ", "Socialchef", today)):  # fmt: skip
        taken = Taken(day, Category.AGREEMENT, "VO-2026-00009", role=role)
        new = NewDecision(office.pk, taken, kind, Outcome.OTHER)
        delegations.register(by=nora, new=new)
    address = reverse("board:meeting", args=[meeting.pk])
    told = client_as(nora).get(address).content.decode()
    assert "Avtal om jour" in told
    assert "Avtal om städ" not in told
    assert "Avtal om jour" not in client_as(kim).get(address).content.decode()
    DelegatedDecision.objects.update(decided_date=meeting.date + timedelta(1))
    assert "Avtal om jour" not in client_as(nora).get(address).content.decode()


def test_a_pack_waits_for_no_one_else(planned, nora, bo, client_as):
    meeting = planned()
    assert post(client_as(bo), "make_pack", meeting_id=meeting.pk).status_code == 403
    assert client_as(nora).get(reverse("board:make_pack", args=[meeting.pk])).status_code == 302
    assert not Job.objects.exists()
    assert (meeting.date - meeting.papers_due_date).days == meeting_actions.DUE_DAYS
