"""The calendar feed: what stands in it and for whom, the key, and when it is dead."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.board import calendar_actions as actions
from vaka.areas.board import calendar_feed
from vaka.areas.board.models import BoardMeeting, CalendarKey, TimeSlot
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, step, step_meeting, write
from vaka.areas.board.tests.test_pages import post
from vaka.foundation.access import gate
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.secret_keys import digest_of


def _feed(viewer):
    read = icalendar.Calendar.from_ical(
        calendar_feed.written(viewer, lambda one: f"https://vaka.example/{one.pk}")
    )
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


@pytest.fixture
def called(planned, maja, nora, units):
    """A called meeting of the board with an open, an internal and a secret item."""
    meeting = planned("namnden")
    for title, openness in (("Larmrapport", Openness.COMMON), ("Lokalerna", Openness.INTERNAL),
                            ("Gråsparven", Openness.SECRET)):  # fmt: skip
        case = begin(maja, units["vaka"], meeting, title, openness)
        write(maja, case)
        step(maja, case, "hand_over")
    step_meeting(nora, meeting, "call")
    return meeting


def test_a_meeting_stands_at_its_hour_with_place_and_page(called, pia):
    TimeSlot.objects.create(meeting=called, starts=time(8, 15), ends=time(9, 0), words="Upprop")
    event = _feed(pia)[f"{called.pk}@vaka"]
    local = ZoneInfo("Europe/Stockholm")
    assert event.decoded("dtstart") == datetime.combine(called.date, time(8, 15), local)
    assert event.decoded("dtend") == datetime.combine(called.date, time(9), local)
    assert (event["summary"], event["location"]) == ("Nämnden", "Rådhuset")
    assert event["url"] == f"https://vaka.example/{called.pk}"
    assert event["status"] == "CONFIRMED"


def test_it_tells_what_its_reader_may_read_and_nothing_secret(called, astrid, nora, pia, eva):
    told = {who.name: _feed(who)[f"{called.pk}@vaka"].get("description", "")
            for who in (nora, pia, eva)}  # fmt: skip
    for words in told.values():
        assert "Larmrapport" in words
        assert "Lokalerna" in words
        assert "Gråsparven" not in words
    assert _feed(astrid) == {}


def test_a_cancelled_day_and_one_without_hour(planned, nora, pia):
    gone, whole = planned(days=20), planned(days=40)
    step_meeting(nora, gone, "cancel")
    BoardMeeting.objects.filter(pk=whole.pk).update(begins=None)
    found = _feed(pia)
    assert found[f"{gone.pk}@vaka"]["status"] == "CANCELLED"
    assert found[f"{whole.pk}@vaka"].decoded("dtstart") == whole.date


def test_the_last_day_for_papers_is_for_those_who_prepare(planned, maja, pia):
    meeting = planned()
    BoardMeeting.objects.filter(pk=meeting.pk).update(papers_due_date=timezone.localdate())
    uid = f"{meeting.pk}-papers@vaka"
    assert _feed(maja)[uid].decoded("dtstart") == timezone.localdate()
    assert uid not in _feed(pia)


def test_the_address_is_shown_once_and_read_without_signing_in(called, pia, client, client_as):
    page = client_as(pia).post(reverse("board:calendar")).content.decode()
    secret = re.search(r"/kalender/([\w-]+)\.ics", page)[1]
    assert secret not in client_as(pia).get(reverse("board:calendar")).content.decode()
    assert CalendarKey.objects.get().digest == digest_of(secret)
    address = reverse("board:calendar_feed", args=[secret])
    for _time in range(2):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        assert b"Larmrapport" in answer.content
    assert AuditRow.objects.filter(verb="calendar_key.read").count() == 1
    assert client.post(address).status_code == 405


def test_a_new_address_and_a_withdrawn_one_end_the_old(pia, bodies, client, client_as):
    first = reverse("board:calendar_feed", args=[actions.make_calendar_key(by=pia)])
    second = reverse("board:calendar_feed", args=[actions.make_calendar_key(by=pia)])
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    assert post(client_as(pia), "withdraw_calendar", {}).status_code == 302
    assert client.get(second).status_code == 404
    assert client_as(pia).get(reverse("board:withdraw_calendar")).status_code == 404
    verbs = AuditRow.objects.filter(object_kind="calendar_key").values_list("verb", flat=True)
    assert "calendar_key.withdraw_calendar_key" in verbs


def test_a_leaver_and_one_without_the_role_have_no_feed(pia, bodies, client):
    address = reverse("board:calendar_feed", args=[actions.make_calendar_key(by=pia)])
    assert client.get(address).status_code == 200
    pia.person.is_active = False
    pia.person.save()
    assert client.get(address).status_code == 404
    pia.person.is_active = True
    pia.person.save()
    Grant.objects.filter(person=pia.person).delete()
    assert client.get(address).status_code == 404


def test_only_a_person_who_sees_the_board_makes_one(astrid, bodies):
    for viewer in (astrid, Viewer.system("test")):
        with pytest.raises(NotAllowed):
            actions.make_calendar_key(by=viewer)
        with pytest.raises(NotVisible):
            actions.withdraw_calendar_key(by=viewer)
    assert not CalendarKey.objects.exists()


def test_guesses_are_counted(bodies, client, monkeypatch):
    monkeypatch.setattr(gate, "limits", lambda _keys: gate.Limits(2, 99))
    address = reverse("board:calendar_feed", args=["gissning"])
    stranger = {"REMOTE_ADDR": "203.0.113.9"}  # refusals are remembered in the process
    told = [client.get(address, **stranger).status_code for _ in range(3)]
    assert told == [404, 404, 429]
