"""A task from gap to weighed, a season answered twice, a stop and what it cancelled."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.readiness import (
    actions,
    queries,
    season_actions,
    season_queries,
    stop_actions,
    stop_queries,
)
from vaka.areas.readiness.actions import WhoCan
from vaka.areas.readiness.models import ReadinessAnswer, SoleStanding
from vaka.areas.readiness.stop_actions import Judged, NewStop, Planned
from vaka.areas.readiness.stop_rules import CancelledHow, Consequence, PlannedSort, StopKind
from vaka.areas.readiness.tests.conftest import HEAT, replies
from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies import causes
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.rules import RemedyKind
from vaka.areas.risks import actions as risks
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused


def test_a_task_is_a_gap_until_somebody_takes_over_and_history_stands(task, bo, client_as):
    client, today = client_as(bo), timezone.localdate()
    (row,) = queries.listed(bo)
    assert (row.is_gap, row.stands.codes) == (True, ("people", "stand_in", "risk"))
    assert "Sårbar" in client.get(reverse("readiness:sole_tasks")).content.decode()
    step = reverse("readiness:sole_step", args=[task.pk, "se-over"])
    sent = {"version": task.version, "people_count": 0, "stand_in": "Ekonomiassistent",
            "people": [str(SoleStanding.objects.get().people.get().pk)],
            "review_date": today + timedelta(days=90)}  # fmt: skip
    assert "Fler är valda" in client.post(step, sent).content.decode()
    assert client.post(step, sent | {"people_count": 1}).status_code == 302
    (row,) = queries.listed(bo)
    assert (row.is_gap, row.review_date) == (False, today + timedelta(days=90))
    page = client.get(reverse("readiness:sole_task", args=[task.pk])).content.decode()
    assert "Så har det varit" in page
    assert "Astrid" in page
    assert SoleStanding.objects.count() == 2


def test_a_risk_ties_and_a_dropped_one_does_not_count(task, analysis, bo):
    assert queries.ties_of(bo, task.unit_id)[0][0] == str(analysis.pk)
    actions.tie_risk(by=bo, case_id=task.pk, version=1, risk_id=analysis.pk)
    page = queries.sole_page(bo, task.pk)
    assert (page.row.is_gap, [one.id for one in page.risks]) == (False, [analysis.pk])
    analysis = Case.objects.get(pk=analysis.pk)
    risks.drop(by=bo, case_id=analysis.pk, version=analysis.version, words="Inte aktuell")
    assert queries.sole_page(bo, task.pk).row.is_gap
    with pytest.raises(RuleRefused):
        actions.tie_risk(by=bo, case_id=task.pk, version=2, risk_id=analysis.pk)
    with pytest.raises(ChangedByAnother):
        actions.tie_risk(by=bo, case_id=task.pk, version=1, risk_id=analysis.pk)


def test_a_task_leaves_the_list_and_comes_back(task, bo, cecilia, units):
    day = task.due_date
    found = [one for one in duties.due(bo, day, day) if one.topic == "sole_task"]
    assert [(one.unit, one.is_late(day + timedelta(days=1))) for one in found] == [("Almen", True)]
    actions.end_task(by=bo, case_id=task.pk, version=1, words="Sköts av kommunen")
    assert queries.listed(bo) == []
    case = actions.resume_task(by=bo, case_id=task.pk, version=2, words="Åter hos oss")
    assert len(queries.listed(bo)) == 1
    assert case.closed_at is None
    who = WhoCan(1, day)
    with pytest.raises(NotAllowed):
        actions.list_task(by=cecilia, unit=units["almen"], what="Nej", who=who)
    other = WhoCan(1, day, people=(cecilia.person.pk,))
    with pytest.raises(NotVisible):
        actions.list_task(by=bo, unit=units["almen"], what="Nej", who=other)


def test_a_season_is_answered_again_and_history_stands(heat, bo, client_as):
    client = client_as(bo)
    page = season_queries.readiness_page(bo, heat.pk)
    assert (page.lacks, page.is_in_time, heat.state) == (1, False, "lacking")
    address = reverse("readiness:answer", args=["heat", HEAT.year, "almen"])
    sent = {"version": heat.version} | {one.code: "yes" for one in HEAT.questions}
    told = client.post(address, sent | {"drink": "partly"}).content.decode()
    assert "Det saknas vad som återstår" in told
    assert client.post(address, sent).status_code == 302
    page = season_queries.readiness_page(bo, heat.pk)
    assert (page.lacks, len(page.times), page.times[1].answers[1].answer) == (0, 2, "no")
    assert Case.objects.get(pk=heat.pk).closed_at is not None
    assert ReadinessAnswer.objects.count() == 2 * len(HEAT.questions)
    shown = client.get(reverse("readiness:readiness", args=[heat.pk])).content.decode()
    assert "Enheten är beredd" in shown
    assert "Klockstapelrummet" in shown
    with pytest.raises(ChangedByAnother):
        season_actions.answer(by=bo, unit_id=heat.unit_id, season=HEAT, replies=replies())


def test_who_has_not_answered_is_late_on_the_wheel(heat, bo, kim, units):
    day = HEAT.due_date
    found = {one.unit: one for one in duties.due(kim, day, day) if one.topic == "readiness"}
    assert not found["Almen"].is_late(timezone.localdate())
    assert found["Björken"].is_late(timezone.localdate())
    page = season_queries.season_page(kim, "heat", HEAT.year)
    assert (page.answered, page.lacking, page.rows[0].is_late) == (1, 1, True)
    assert [row.unit.name for row in season_queries.season_page(bo, "heat", HEAT.year).rows] == [
        "Almen"
    ]
    far = season_queries.season_of("christmas", timezone.localdate().year + 2)
    with pytest.raises(RuleRefused):
        season_actions.answer(by=bo, unit_id=units["almen"].pk, season=far, replies={})


def test_a_no_becomes_a_remedy(heat, bo, client_as):
    (cause,) = causes.found_in(bo, [heat])
    assert cause.code == "cool"
    page = reverse("readiness:readiness", args=[heat.pk])
    assert "orsak=cool" in client_as(bo).get(page).content.decode()
    new = NewRemedy(heat.unit, RemedyKind.PREVENTIVE, "Köp fläktar", cause_code="cool")
    remedies.propose(by=bo, new=new, answers=[heat.pk])
    (lack,) = [one for one in season_queries.readiness_page(bo, heat.pk).answers if not one.is_yes]
    assert [one.title for one in lack.remedies] == ["Köp fläktar"]


def test_a_carer_sees_answers_and_not_who_a_task_hangs_on(heat, task, stop, astrid, client_as):
    client = client_as(astrid)
    assert "Fläkt till" in client.get(
        reverse("readiness:readiness", args=[heat.pk])
    ).content.decode()  # fmt: skip
    start = client.get(reverse("readiness:start")).content.decode()
    assert "Värmebölja" in start
    assert "Ensamuppgifter" not in start
    assert "Nytt stopp" not in start
    assert client.get(reverse("readiness:sole_tasks")).status_code == 403
    assert client.get(reverse("readiness:sole_task", args=[task.pk])).status_code == 404
    assert client.get(reverse("readiness:stop", args=[stop.pk])).status_code == 404
    assert client.get(
        reverse("readiness:answer", args=["heat", HEAT.year, "almen"])
    ).status_code == 403  # fmt: skip


def test_a_serious_cancellation_is_tied_before_it_is_settled(cancelled, stop, bo, client_as):
    client = client_as(bo)
    page = client.get(reverse("readiness:cancellation", args=[cancelled.pk])).content.decode()
    assert "Kan inte markeras som klart än" in page
    step = reverse("readiness:cancellation_step", args=[cancelled.pk, "klart"])
    sent = {"version": 1, "words": "Klart"}
    assert "varken risk eller åtgärd" in client.post(step, sent).content.decode()
    new = NewRemedy(cancelled.unit, RemedyKind.PREVENTIVE, "Handledning av MAS",
                    cause_code=str(cancelled.pk))  # fmt: skip
    remedies.propose(by=bo, new=new, answers=[cancelled.pk])
    assert client.post(step, sent).status_code == 302
    assert Case.objects.get(pk=cancelled.pk).state == "settled"
    shown = stop_queries.stop_page(bo, stop.pk)
    assert (shown.serious, [one.lacks_tie for one in shown.cancelled]) == (1, [False])
    judged = Judged(CancelledHow.CANCELLED, Consequence.SOME, words="Mindre än väntat")
    case = stop_actions.judge_cancelled(by=bo, case_id=cancelled.pk, version=2, judged=judged,
                                        why="Ny bedömning")  # fmt: skip
    assert (case.state, case.closed_at) == ("open", None)


def test_a_duty_of_the_wheel_is_picked_and_noted_once(heat, stop, task, bo, units, client_as):
    client = client_as(bo)
    (planned,) = [one for one in stop_actions.planned_at(bo, units["almen"], _row(stop))
                  if "Avgifter" in one.title]  # fmt: skip
    note = reverse("readiness:note", args=[stop.pk, "almen"])
    sent = {"planned": "0", "how": "postponed", "consequence": "none"}
    assert "Den nya dagen saknas" in client.post(note, sent).content.decode()
    assert "Fyll i det här" in client.post(note, sent | {"planned": "other"}).content.decode()
    fake = Planned(PlannedSort.SELF_CHECK, "Påhittad", planned.planned_date)
    judged = Judged(CancelledHow.CANCELLED, Consequence.NONE)
    place = units["almen"]
    with pytest.raises(NotVisible):
        stop_actions.note_cancelled(by=bo, stop_id=stop.pk, unit=place, planned=fake, judged=judged)
    made = stop_actions.note_cancelled(by=bo, stop_id=stop.pk, unit=place, planned=planned,
                                       judged=judged)  # fmt: skip
    assert made.state == "settled"
    with pytest.raises(RuleRefused):
        stop_actions.note_cancelled(by=bo, stop_id=stop.pk, unit=place, planned=planned,
                                    judged=judged)  # fmt: skip


def test_a_head_opens_lifts_and_resumes_a_stop(stop, bo, kim, units):
    with pytest.raises(NotAllowed):
        stop_actions.lift_stop(by=bo, case_id=stop.pk, version=1, words="Nej")
    stop_actions.lift_stop(by=kim, case_id=stop.pk, version=1, words="Budgeten håller")
    assert _row(stop).until_date == timezone.localdate()
    planned = Planned(PlannedSort.COURSE, "Kurs", timezone.localdate())
    judged = Judged(CancelledHow.CANCELLED, Consequence.NONE)
    with pytest.raises(RuleRefused):
        stop_actions.note_cancelled(by=bo, stop_id=stop.pk, unit=units["almen"], planned=planned,
                                    judged=judged)  # fmt: skip
    stop_actions.resume_stop(by=kim, case_id=stop.pk, version=2, words="Åter")
    assert _row(stop).until_date is None
    new = NewStop(units["almen"], StopKind.BOTH, date(2026, 1, 1), None, "§ 1", (units["almen"],))
    with pytest.raises(RuleRefused):
        stop_actions.open_stop(by=bo, new=new)
    for named in ("bistand", "almen-1"):
        wrong = NewStop(units["sarskilt-boende"], StopKind.BOTH, date(2026, 1, 1), None, "§ 1",
                        (units[named],))  # fmt: skip
        with pytest.raises(NotVisible):
            stop_actions.open_stop(by=kim, new=wrong)


def _row(stop):
    from vaka.areas.readiness.models import Stop

    return Stop.objects.get(pk=stop.pk)
