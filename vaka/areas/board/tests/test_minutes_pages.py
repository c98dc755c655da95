"""The pages of minutes: what the secretary writes and sends, and what those who sign meet."""

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.board import jobs, report
from vaka.areas.board.minutes_models import BoardDespatch, BoardMinutes
from vaka.areas.board.tests.minuting import adjust, begun, held, numbered, step_minutes
from vaka.areas.board.tests.test_pages import post
from vaka.foundation.access import sessions
from vaka.foundation.jobs.models import Job
from vaka.law.period import Period


def test_the_secretary_writes_minutes_by_the_forms(planned, nora, units, client_as):
    client, meeting = client_as(nora), held(nora, units["vaka"], planned, "Budget")
    ids = {"meeting_id": meeting.pk}
    shown = client.get(reverse("board:meeting", kwargs=ids)).content.decode()
    assert "Börja protokollet" in shown
    assert post(client, "begin_minutes", {"first_number": "12"}, **ids).status_code == 302
    one = BoardMinutes.objects.get()
    ids = {"minutes_id": one.pk}
    page = client.get(reverse("board:minutes", kwargs=ids)).content.decode()
    assert "§ 12 Budget" in page
    assert "Ingen justerare är vald" in page
    sent = {"here": ["Nils Tallberg", "Pia Högvall"], "adjusters": ["Pia Högvall"],
            "presides": "Nils Tallberg"}  # fmt: skip
    assert post(client, "roll", sent, **ids).status_code == 302
    assert (
        post(client, "new_line", {"name": "Kim Ek", "seating": "other"}, **ids).status_code == 302
    )
    line = {"attendance_id": one.roll.get(name="Pia Högvall").pk}
    wrong = {"is_here": "on", "since": "10:00", "until": "09:00"}
    assert "går innan" in post(client, "line", wrong, **line).content.decode()
    assert post(client, "line", {"is_here": "on", "until": "11:00"}, **line).status_code == 302
    raised = {"title": "Larmet", "unit": "vaka", "openness": "common"}
    assert post(client, "raised", raised, **ids).status_code == 302
    row = {"paragraph_id": numbered(one, 2).pk}
    said = {"decision": "att se över larmet", "recipients": "KS", "appeal": "none"}
    assert post(client, "paragraph", said, **row).status_code == 302
    vote = {"yes_means": "bifall", "no_means": "avslag", "voter_0": "yes", "voter_1": "no"}
    assert post(client, "vote", vote, **row).status_code == 302
    mark = {"name": "Pia Högvall", "kind": "reservation", "words": "För dyrt"}
    assert post(client, "mark", mark, **row).status_code == 302
    page = client.get(reverse("board:minutes", kwargs=ids)).content.decode()
    told = ("§ 13 Larmet", "att se över larmet", "Ja (1)", "För dyrt", "gick 11.00")
    assert all(words in page for words in told)
    assert "Inget att anmärka" in page
    assert post(client, "minutes_step", step="lamna", **ids).status_code == 302
    assert post(client, "minutes_step", step="flyga", **ids).status_code == 404


def test_what_was_written_wrong_is_taken_away(planned, nora, units, client_as):
    client, one = client_as(nora), begun(nora, units["vaka"], planned, "Budget")
    row = {"paragraph_id": numbered(one, 1).pk}
    post(client, "vote", {"yes_means": "a", "no_means": "b", "voter_0": "yes", "voter_1": "no"},
         **row)  # fmt: skip
    post(client, "mark", {"name": "Nils Tallberg", "kind": "statement", "words": "Bra"}, **row)
    vote, mark = numbered(one, 1).votes.get(), numbered(one, 1).marks.get()
    assert post(client, "drop_vote", vote_id=vote.pk).status_code == 302
    assert post(client, "drop_mark", mark_id=mark.pk).status_code == 302
    assert post(client, "drop_minutes", minutes_id=one.pk).status_code == 302
    assert not BoardMinutes.objects.exists()


def test_a_member_signs_and_another_body_does_not(planned, nora, pia, bo, units, client_as):
    one = begun(nora, units["vaka"], planned, "Budget")
    client, ids = client_as(pia), {"minutes_id": one.pk}
    address = reverse("board:minutes", kwargs=ids)
    assert client.get(address).status_code == 404
    step_minutes(nora, one, "hand_over")
    assert "Skriv under" in client.get(address).content.decode()
    session = client.session
    session[sessions.PROVED] -= sessions.SIGNING_SECONDS
    session.save()
    assert post(client, "sign", **ids)["Location"].startswith(reverse("web:confirm"))
    assert one.signatures.filter(signed_date=None).count() == 3
    session[sessions.PROVED] += sessions.SIGNING_SECONDS
    session.save()
    assert post(client, "sign", **ids)["Location"] == address
    assert client_as(bo).get(address).status_code == 404
    other = one.signatures.get(role="chair")
    sent = {"signed": timezone.localdate().isoformat(), "reference": "T-1", "digest": "ab"}
    place = {"signature_id": other.pk}
    secretary = client_as(nora)
    assert "kontrollsumma" in post(secretary, "sign_elsewhere", sent, **place).content.decode()
    sent["digest"] = "a" * 64
    assert post(secretary, "sign_elsewhere", sent, **place).status_code == 302


def test_adjusted_minutes_are_announced_printed_and_sent(planned, nora, pia, units, client_as):
    one = adjust(nora, begun(nora, units["vaka"], planned, "Budget"))
    client, ids, row = client_as(nora), {"minutes_id": one.pk}, numbered(one, 1)
    today = timezone.localdate().isoformat()
    assert "ska anslås senast" in client.get(reverse("board:minutes", kwargs=ids)).content.decode()
    assert post(client, "announce", {"date": today}, **ids).status_code == 302
    assert "inte skickat till alla" in client.get(reverse("board:despatches")).content.decode()
    sent = {"recipients": ["Revisionen", "Kommunfullmäktige"], "on": today, "how": "E-post"}
    assert post(client, "send", sent, paragraph_id=row.pk).status_code == 302
    assert BoardDespatch.objects.count() == 2
    assert "Alla beslut är skickade" in client.get(reverse("board:despatches")).content.decode()
    for name, kept, kind in (("make_minutes", ids, jobs.MINUTES),
                             ("make_extract", {"paragraph_id": row.pk}, jobs.EXTRACT)):  # fmt: skip
        assert post(client, name, **kept).status_code == 302
        assert Job.objects.filter(kind=kind).count() == 1
    read = client_as(pia).get(reverse("board:minutes", kwargs=ids)).content.decode()
    assert "Kan överklagas till och med" in read
    assert "Expediera" not in read


def test_the_report_is_the_adjusted_minutes_of_a_day(planned, nora, bo, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    asked = {"unit": units["vaka"], "as_of": one.meeting.date, "snapshot": "",
             "period": Period.parse(one.meeting.date.isoformat())}  # fmt: skip
    with pytest.raises(report.NoMinutes, match="inget justerat protokoll"):
        report.build_minutes(viewer=nora, **asked)
    adjust(nora, one)
    content = report.build_minutes(viewer=bo, **asked)
    told = content.values["paragraphs"][0]
    assert (told["number"], told["title"]) == (1, "Budget")
    assert [row[0] for row in content.tables["roll"].rows] == ["Nils Tallberg", "Pia Högvall"]
    assert "tre veckor efter anslaget" in content.values["appeals"][0]["words"]
    assert any("Anslås senast" in line for line in content.values["notice"])
