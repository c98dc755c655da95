"""Pages of tracks: work, refuse, show nothing to those without access."""

import pytest
from django.urls import reverse

from vaka.areas.deviations import actions, track_actions
from vaka.areas.deviations.models import Track
from vaka.areas.deviations.rules import Law
from vaka.areas.deviations.tests.conftest import SECRET
from vaka.areas.deviations.track_actions import NewTrack
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person

STEPS = ("track", "track_take", "track_decline", "track_close", "track_reopen")


@pytest.fixture
def track(units, astrid, bo, maja, fall):
    """Give the HSL track of a fall that was reported under SoL."""
    new = actions.NewDeviation(
        units["almen"], "SoL", "Olycksfall/halkolycka", f"Halkade, {SECRET}.", fall.occurred_at
    )
    return Track.objects.get(deviation_id=actions.report(by=astrid, new=new).pk)


def _url(track, name="track"):
    return reverse(f"deviations:{name}", args=[track.pk])


def test_mas_reads_the_event_and_takes_the_track(client_as, maja, track):
    page = client_as(maja).get(_url(track)).content.decode()
    assert SECRET in page
    answer = {"version": 1, "type_name": "Fall utan skada", "words": ""}
    page = client_as(maja).post(_url(track, "track_take"), answer, follow=True)
    assert "Du har tagit över spåret." in page.content.decode()


def test_mas_declines_with_a_reason(client_as, maja, track):
    page = client_as(maja).post(_url(track, "track_decline"), {"version": 1, "words": ""})
    assert "error-summary" in page.content.decode()
    client_as(maja).post(_url(track, "track_decline"), {"version": 1, "words": "Ej patient."})
    assert Case.objects.get(pk=track.pk).state == "declined"


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("user", ["bo", "cecilia", "astrid", "sven", "eva", "pia", "ada"])
def test_who_may_not_open_it_gets_no_such_page(client_as, everybody, track, name, user):
    assert client_as(everybody[user]).get(_url(track, name)).status_code == 404


def test_the_list_shows_ones_own_kinds_by_age(client_as, maja, cecilia, bo, track):
    url = reverse("deviations:tracks")
    reference = track.case.reference
    assert reference in client_as(maja).get(url + "?lag=HSL").content.decode()
    assert reference not in client_as(maja).get(url + "?lag=AML").content.decode()
    assert reference not in client_as(bo).get(url).content.decode()
    assert reference not in client_as(cecilia).get(url).content.decode()


def test_the_manager_adds_a_track_from_the_case(client_as, bo, fall):
    url = reverse("deviations:track_add", args=[fall.pk])
    answer = {"version": 1, "law": "AML", "because": "Personalen föll också."}
    page = client_as(bo).post(url, answer, follow=True).content.decode()
    assert "är tillagt" in page
    assert "Arbetsmiljölagen" in page


def test_the_safety_representative_follows_without_the_persons_words(client_as, units, bo, fall):
    track = track_actions.add(
        by=bo, event_id=fall.pk, version=1, new=NewTrack(Law.AML, because="Halt golv.")
    )
    person = Person.objects.create_user("skydd", given_name="Sam")
    give(by=Viewer.system("test"), person=person, role_code="safety_representative",
         unit=units["almen"], from_date=bo.on)  # fmt: skip
    page = client_as(Viewer.of(person)).get(_url(track)).content.decode()
    assert "Halt golv." in page
    assert SECRET not in page
    assert "Nästa steg" not in page
