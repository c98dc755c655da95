"""What is added beside the flow: effect, log, who is told, and who may never."""

from datetime import date

import pytest

from vaka.areas.deviations import actions, mine, side_actions
from vaka.areas.deviations.models import Deviation, Device, Informing, OutsideContact, Track
from vaka.areas.deviations.rules import ClosedHow, Law, State
from vaka.areas.deviations.side_actions import ContactValues, DeviceValues, InformingValues
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case, CaseLink, Part
from vaka.foundation.cases.queries import is_named, parties
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

DAY = date(2026, 3, 3)
CLOSED = {"how": ClosedHow.WITHOUT, "words": "Tack.", "no_remedy_because": "Engångshändelse."}


def _now(case):
    return {"case_id": case.pk, "version": Case.objects.get(pk=case.pk).version}


def _assess(by, case, **more):
    return actions.assess(by=by, **_now(case), **({"severity": 2, "likelihood": 2} | more))


def _kinds(viewer):
    return list(Notice.objects.filter(to=viewer.person).values_list("kind", flat=True))


def test_a_catastrophic_event_reaches_mas_once(fall, bo, maja, sven, rut):
    _assess(bo, fall, severity=4)
    _assess(bo, fall, severity=4, likelihood=1)
    assert _kinds(maja) == ["deviation_catastrophic"]
    assert _kinds(sven) == _kinds(rut) == []


def test_under_social_law_it_reaches_sas_too(fall, bo, maja, sven):
    Deviation.objects.filter(pk=fall.pk).update(law="LSS", type="Hot och våld")
    _assess(bo, fall, severity=4)
    assert _kinds(sven) == ["deviation_catastrophic"]
    assert _kinds(maja) == ["deviation_catastrophic"]


def test_an_assessment_keeps_causes_and_harm_and_the_one_before(fall, bo):
    _assess(bo, fall, causes=("routines", "technique"), harm="minor")
    case = _assess(bo, fall, causes=("routines",), harm="none")
    found = Deviation.objects.get(pk=fall.pk)
    assert (found.harm, [one.code for one in found.causes.all()]) == ("none", ["routines"])
    told = [event.data["harm"] for event in case.events.filter(verb="deviation.assess")]
    assert told == ["minor", "none"]
    assert found.confirmed_at is not None


def test_the_reporter_hears_at_each_stage(fall, bo, astrid):
    _assess(bo, fall)
    _assess(bo, fall, severity=1)
    actions.investigate(by=bo, **_now(fall))
    actions.answer(by=bo, **_now(fall), words="Vi tittar på golvet.")
    actions.close(by=bo, **_now(fall), **CLOSED)
    assert sorted(_kinds(astrid)) == [
        "deviation_answered", "deviation_assessed", "deviation_closed", "deviation_investigated",
    ]  # fmt: skip


def test_law_and_type_are_changed_and_what_stood_before_is_kept(fall, bo, maja):
    case = side_actions.reclassify(
        by=bo, **_now(fall), law=Law.SOL, type_name="Olycksfall/halkolycka"
    )
    event = case.events.get(verb="deviation.reclassify")
    assert event.data["from"] == {"law": "HSL", "type": "Fall utan skada"}
    assert Track.objects.get(deviation_id=fall.pk).law == "HSL"
    assert AuditRow.objects.filter(verb="deviation.reclassify").exists()


def test_whoever_is_named_never_acts_and_loses_the_case(fall, bo, maja, sven):
    case = side_actions.name_persons(by=maja, **_now(fall), persons=[bo.person])
    assert is_named(bo.person, case)
    assert case.owner != bo.person
    for refused in (
        lambda: _assess(bo, fall),
        lambda: actions.investigate(by=bo, **_now(fall)),
        lambda: actions.close(by=bo, **_now(fall), **CLOSED),
        lambda: side_actions.name_persons(by=bo, **_now(fall), persons=[]),
        lambda: actions.answer(by=bo, **_now(fall), words="Hej."),
    ):
        with pytest.raises(RuleRefused, match="pekas ut"):
            refused()
    case = side_actions.name_persons(by=maja, **_now(fall), persons=[])
    assert parties(case.pk, Part.NAMED) == []


@pytest.fixture
def twin(units, kim, fall):
    """Give another report of the same fall."""
    new = actions.NewDeviation(units["almen"], "HSL", "Fall med skada", "Föll.", fall.occurred_at)
    return actions.report(by=kim, new=new)


def test_joining_keeps_both_and_answers_both_reporters(fall, twin, bo, kim):
    joined = actions.join(by=bo, **_now(twin), into_id=fall.pk)
    assert (joined.state, joined.closed_at is None) == (State.JOINED, False)
    assert CaseLink.objects.get(from_case=twin).to_case == fall
    _assess(bo, fall)
    actions.close(by=bo, **_now(fall), **CLOSED)
    assert Deviation.objects.get(pk=twin.pk).closing_words == "Tack."
    assert set(_kinds(kim)) == {"deviation_joined", "deviation_closed"}


def test_the_reporter_reads_that_the_report_was_joined(fall, twin, bo, kim):
    actions.join(by=bo, **_now(twin), into_id=fall.pk)
    (own,) = mine.own_reports(kim)
    assert (own.reference, own.state, own.is_closed) == (twin.reference, State.JOINED, True)


@pytest.mark.parametrize("state", State)
def test_every_state_has_words_for_the_reporter(state):
    assert str(mine.PLAIN_STATES[state])
    assert 1 <= mine.PANES[state] <= 4


def test_joined_cases_are_taken_apart_again(fall, twin, bo):
    actions.join(by=bo, **_now(twin), into_id=fall.pk)
    case = actions.separate(by=bo, **_now(twin), words="Två olika fall.")
    assert (case.state, case.closed_at) == (State.REPORTED, None)
    assert not CaseLink.objects.exists()


def test_nobody_joins_to_what_they_do_not_see(fall, twin, bo, units, cecilia):
    new = actions.NewDeviation(units["bjorken"], "HSL", "Fall", "x", fall.occurred_at)
    foreign = actions.report(by=cecilia, new=new)
    with pytest.raises(NotVisible):
        actions.join(by=bo, **_now(twin), into_id=foreign.pk)


def test_a_device_holds_the_case_open_until_it_is_judged(fall, bo):
    _assess(bo, fall)
    device = side_actions.save_device(by=bo, **_now(fall), values=DeviceValues("Lyft", "L-7"))
    with pytest.raises(RuleRefused, match="produkten"):
        actions.close(by=bo, **_now(fall), **CLOSED)
    values = DeviceValues("Lyft", "L-7", True, False, DAY, DAY)
    side_actions.save_device(by=bo, **_now(fall), values=values, device_id=device.pk)
    assert Device.objects.get().maker_date == DAY
    assert actions.close(by=bo, **_now(fall), **CLOSED).state == State.CLOSED


def test_an_unanswered_contact_holds_the_case_open(fall, bo):
    _assess(bo, fall)
    sent = {"direction": "sent", "party": "region", "receiver": "Akuten", "disclosed": "Fallet.",
            "ground": "no_harm", "sent_date": DAY, "answer_by_date": DAY}  # fmt: skip
    contact = side_actions.save_contact(by=bo, **_now(fall), values=ContactValues(**sent))
    with pytest.raises(RuleRefused, match="inte svarat"):
        actions.close(by=bo, **_now(fall), **CLOSED)
    answered = ContactValues(**sent, answered_date=DAY, answer="Tack.")
    side_actions.save_contact(by=bo, **_now(fall), values=answered, contact_id=contact.pk)
    assert OutsideContact.objects.get().answer == "Tack."
    assert actions.close(by=bo, **_now(fall), **CLOSED).state == State.CLOSED


def test_harm_is_told_to_the_person_before_closing(fall, bo):
    _assess(bo, fall, harm="minor")
    with pytest.raises(RuleRefused, match="har inte fått veta"):
        actions.close(by=bo, **_now(fall), **CLOSED)
    with pytest.raises(RuleRefused, match="vem som fick veta"):
        side_actions.inform(by=bo, **_now(fall), values=InformingValues(DAY, bo.name))
    values = InformingValues(DAY, bo.name, "Patienten", "Samtal", ["event"], True)
    side_actions.inform(by=bo, **_now(fall), values=values)
    assert Informing.objects.get().points == ["event"]
    assert actions.close(by=bo, **_now(fall), **CLOSED).state == State.CLOSED


def test_nothing_is_added_to_a_closed_case(fall, bo):
    _assess(bo, fall)
    actions.close(by=bo, **_now(fall), **CLOSED)
    with pytest.raises(RuleRefused, match="inte öppet"):
        side_actions.save_device(by=bo, **_now(fall), values=DeviceValues("Lyft"))


def test_a_case_does_not_close_without_remedy_or_reason(fall, bo):
    _assess(bo, fall)
    with pytest.raises(RuleRefused, match="Ingen åtgärd"):
        actions.close(by=bo, **_now(fall), how=ClosedHow.WITHOUT, words="Tack.")


def test_the_reporter_and_the_neighbour_may_not(fall, astrid, cecilia):
    with pytest.raises(NotAllowed):
        side_actions.save_device(by=astrid, **_now(fall), values=DeviceValues("Lyft"))
    with pytest.raises(NotVisible):
        side_actions.save_device(by=cecilia, **_now(fall), values=DeviceValues("Lyft"))


def test_a_device_of_another_case_does_not_exist(fall, twin, bo):
    device = side_actions.save_device(by=bo, **_now(fall), values=DeviceValues("Lyft"))
    with pytest.raises(NotVisible):
        side_actions.save_device(
            by=bo, **_now(twin), values=DeviceValues("Annan"), device_id=device.pk
        )
