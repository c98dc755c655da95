"""Tracks: proposed once, taken or declined by their own assessor, closed with their own words."""

import pytest

from vaka.areas.deviations import actions, track_actions
from vaka.areas.deviations.models import Deviation, Track
from vaka.areas.deviations.rules import Law
from vaka.areas.deviations.track_actions import Conclusion, NewTrack
from vaka.areas.deviations.track_queries import tracks_of
from vaka.areas.deviations.track_rules import TrackState
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import waiting
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


@pytest.fixture
def slip(units, astrid, bo, maja, fall):
    """Give the HSL track of a fall that was reported under SoL."""
    new = actions.NewDeviation(
        units["almen"], "SoL", "Olycksfall/halkolycka", "Halkade.", fall.occurred_at
    )
    return Track.objects.get(deviation_id=actions.report(by=astrid, new=new).pk)


def _take(by, track, **more):
    values = {"version": track.case.version, "type_name": "Fall utan skada"} | more
    return track_actions.take(by=by, track_id=track.pk, **values)


def test_a_fall_under_sol_is_proposed_a_track_that_waits_for_mas(slip, maja):
    assert (slip.law, slip.role, slip.case.state) == ("HSL", "mas", TrackState.PROPOSED)
    assert slip.case.reference.startswith("HSL-")
    assert slip.pk in {item.case.id for item in waiting(maja)[0]}
    assert Notice.objects.filter(to=maja.person, kind="track_proposed").count() == 1


def test_a_fall_under_hsl_gets_no_second_track(fall):
    assert not Track.objects.filter(deviation_id=fall.pk).exists()


def test_taking_it_gives_it_type_owner_and_a_clock_of_its_own(slip, maja):
    before = slip.case.due_date
    case = _take(maja, slip)
    slip.refresh_from_db()
    assert (case.state, case.owner, slip.type) == (
        TrackState.TAKEN, maja.person, "Fall utan skada",
    )  # fmt: skip
    assert case.due_date > before
    assert AuditRow.objects.filter(verb="track.take", object_id=str(slip.pk)).exists()


def test_declining_needs_a_reason_and_tells_the_events_owner(slip, maja, bo):
    with pytest.raises(RuleRefused, match="Skäl"):
        track_actions.decline(by=maja, track_id=slip.pk, version=1, words=" ")
    case = track_actions.decline(by=maja, track_id=slip.pk, version=1, words="Ingen patient.")
    assert (case.state, case.closed_at is None) == (TrackState.DECLINED, False)
    assert Notice.objects.filter(to=bo.person, kind="track_declined").exists()
    line = tracks_of(bo, Deviation.objects.get(pk=slip.deviation_id))[1]
    assert line.words == "Ingen patient."


def test_a_declined_track_may_be_taken_after_all(slip, maja):
    case = track_actions.decline(by=maja, track_id=slip.pk, version=1, words="Nej.")
    slip.refresh_from_db()
    case = _take(maja, slip)
    assert (case.state, case.closed_at) == (TrackState.TAKEN, None)


def test_the_units_manager_sees_that_it_is_there_but_not_what_it_holds(slip, bo):
    with pytest.raises(NotVisible):
        _take(bo, slip)
    main, line = tracks_of(bo, Deviation.objects.get(pk=slip.deviation_id))
    assert (main.is_main, line.opens, line.law) == (True, False, "HSL")


def test_a_reader_may_not_take_it(slip, kim):
    with pytest.raises(NotAllowed):
        _take(kim, slip)


def test_the_second_writer_meets_the_first_ones_version(slip, maja, rut):
    _take(rut, slip)
    with pytest.raises(ChangedByAnother):
        _take(maja, slip)


def test_a_manager_adds_a_track_of_the_work_environment_and_has_taken_it(fall, bo):
    new = NewTrack(Law.AML, "Hot och våld mot personal", "Personal blev slagen.", is_hidden=True)
    track = track_actions.add(by=bo, event_id=fall.pk, version=1, new=new)
    assert (track.case.state, track.case.owner) == (TrackState.TAKEN, bo.person)
    assert (track.case.subject, track.case.confidentiality) == (None, "secret")
    assert "rum" not in track.case.title
    with pytest.raises(RuleRefused, match="redan ett spår"):
        track_actions.add(by=bo, event_id=fall.pk, version=2, new=new)


def test_it_closes_with_the_safety_representative_and_tells_of_the_authority(fall, bo):
    track = track_actions.add(by=bo, event_id=fall.pk, version=1, new=NewTrack(Law.AML))
    with pytest.raises(RuleRefused, match="Skyddsombudet"):
        track_actions.close(by=bo, track_id=track.pk, version=1, end=Conclusion("Halt golv."))
    end = Conclusion("Halt golv.", "Sam Skydd", "no")
    case = track_actions.close(by=bo, track_id=track.pk, version=1, end=end)
    assert case.state == TrackState.CLOSED
    assert Track.objects.get(pk=track.pk).conclusion == "Halt golv."
    case = track_actions.reopen(by=bo, track_id=track.pk, version=2, words="Hände igen.")
    assert (case.state, case.closed_at) == (TrackState.TAKEN, None)


def test_another_homes_manager_has_no_such_track(fall, bo, cecilia):
    track = track_actions.add(by=bo, event_id=fall.pk, version=1, new=NewTrack(Law.AML))
    with pytest.raises(NotVisible):
        track_actions.decline(by=cecilia, track_id=track.pk, version=1, words="x")
    assert not Case.objects.visible_to(cecilia).exists()
