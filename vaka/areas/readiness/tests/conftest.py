"""A task that hangs on Bo, answers before a summer's heat, and a stop at Almen."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from vaka.areas.readiness import actions, lists, season_actions, stop_actions
from vaka.areas.readiness.actions import WhoCan
from vaka.areas.readiness.season_rules import Readily, Reply
from vaka.areas.readiness.stop_actions import Judged, NewStop, Planned
from vaka.areas.readiness.stop_rules import CancelledHow, Consequence, PlannedSort, StopKind
from vaka.areas.risks import actions as risks
from vaka.areas.risks.actions import NewAnalysis
from vaka.areas.risks.rules import Occasion
from vaka.foundation.cases.models import Case

PLANTED = "Klockstapelrummet"
HEAT = lists.season("heat", lists.first_year())


@pytest.fixture
def task(units: Any, bo: Any, astrid: Any) -> Case:
    """Give a task at Almen that only Astrid can do."""
    review = timezone.localdate() + timedelta(days=30)
    who = WhoCan(1, review, people=(astrid.person.pk,))
    return actions.list_task(by=bo, unit=units["almen"], what=f"Avgifter i {PLANTED}", who=who)


@pytest.fixture
def analysis(units: Any, bo: Any) -> Case:
    """Give an open risk analysis at Almen."""
    change = timezone.localdate() + timedelta(days=40)
    return risks.start(by=bo, new=NewAnalysis(units["almen"], Occasion.CHANGE, "En person borta",
                                              "Vad som händer", change))  # fmt: skip


def replies(**others: Reply) -> dict[str, Reply]:
    """Give a yes to every question of the heat, but for some."""
    return {one.code: Reply(Readily.YES) for one in HEAT.questions} | others


@pytest.fixture
def heat(units: Any, bo: Any) -> Case:
    """Give Almen's answers before a summer, with one no."""
    said = replies(cool=Reply(Readily.NO, f"Fläkt till {PLANTED}"))
    return season_actions.answer(by=bo, unit_id=units["almen"].pk, season=HEAT, replies=said)


@pytest.fixture
def stop(units: Any, kim: Any) -> Case:
    """Give a stop of purchases that began a month ago, at Almen only."""
    start = timezone.localdate() - timedelta(days=30)
    return stop_actions.open_stop(by=kim, new=NewStop(
        units["socialforvaltningen"], StopKind.PURCHASE, start, None, "KS 2023-06-01 § 12",
        (units["almen"],),
    ))  # fmt: skip


@pytest.fixture
def cancelled(units: Any, bo: Any, stop: Case) -> Case:
    """Give a course that the stop cancelled at Almen, with a serious consequence."""
    planned = Planned(PlannedSort.COURSE, f"Demens i {PLANTED}", timezone.localdate())
    judged = Judged(CancelledHow.CANCELLED, Consequence.SERIOUS, words="Ingen utbildad i natt")
    return stop_actions.note_cancelled(by=bo, stop_id=stop.pk, unit=units["almen"],
                                       planned=planned, judged=judged)  # fmt: skip
