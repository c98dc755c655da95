"""A unit answers before a season; each time is one transaction with its log row."""

import uuid
from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone

from vaka.areas.readiness import lists
from vaka.areas.readiness import season_rules as rules
from vaka.areas.readiness.lists import Season
from vaka.areas.readiness.models import Readiness, ReadinessAnswer
from vaka.areas.readiness.season_rules import HANDLE, SEE, TRANSITIONS, ReadinessState, Reply
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "readiness"


@action
def answer(
    *, by: Viewer, unit_id: uuid.UUID, season: Season, replies: Mapping[str, Reply],
    version: int | None = None,
) -> Case:  # fmt: skip
    """Answer every question of a season for a unit; answered again, the answers before stand.

    Args:
        version: of the unit's answers as the form showed them; None before the first.

    Raises:
        NotVisible, NotAllowed: the season is not asked of a unit of this viewer.
        RuleRefused: something is not answered, or what remains is not said.
    """
    unit = _asked_unit(by, unit_id, season)
    today = timezone.localdate()
    opens = rules.opens_on(season.due_date, lists.opens_days_before())
    asked = [one.code for one in season.questions]
    require(rules.may_answer(asked=asked, replies=replies, opens=opens, today=today))
    known = {code: replies[code] for code in asked}
    found = Readiness.objects.filter(unit=unit, season=season.code, year=season.year).first()
    if found is None:
        return _first(by, unit, season, known)
    return _again(by, found, season, known, version)


def _first(by: Viewer, unit: Unit, season: Season, replies: Mapping[str, Reply]) -> Case:
    state = rules.state_of(replies.values())
    today, ready = timezone.localdate(), state is ReadinessState.READY
    case = Case(
        kind=KIND, unit=unit, title=f"{season.title} {season.year}", state=state,
        opened_at=timezone.now(), owner=by.person, reporter=by.person,
        due_date=None if ready else season.starts_date,
        closed_at=timezone.now() if ready else None,
    )  # fmt: skip
    row = Readiness(case=case, unit=unit, season=season.code, year=season.year,
                    answered_date=today)  # fmt: skip
    case = cases.start(by=by, case=case, told=_told(state, replies), save_also=row)
    _keep(by, row, 1, replies)
    return case


def _again(
    by: Viewer, row: Readiness, season: Season, replies: Mapping[str, Reply], version: int | None
) -> Case:
    case = cases.locked(by=by, case_id=row.pk, version=version or 0, ours={})
    state = rules.state_of(replies.values())
    told = _told(state, replies)
    require(_fits(told.verb, case))
    ready = state is ReadinessState.READY
    time = row.answers.aggregate(last=Max("time"))["last"] or 0
    _keep(by, row, time + 1, replies)
    return cases.change(
        by=by, case=case, told=told, due_date=None if ready else season.starts_date,
        closed_at=timezone.now() if ready else None,
    )  # fmt: skip


def _asked_unit(by: Viewer, unit_id: uuid.UUID, season: Season) -> Unit:
    """The unit, locked so that two first answers become one after the other."""
    found = Unit.objects.in_force(season.due_date).filter(
        pk=unit_id, kind__in=season.kinds, is_reference=False
    )
    unit = found.select_for_update(of=("self",)).first()
    if unit is None or not by.may(SEE, unit.pk):
        raise NotVisible(str(unit_id))
    demand(by, HANDLE, unit.pk)
    return unit


def _keep(by: Viewer, row: Readiness, time: int, replies: Mapping[str, Reply]) -> None:
    today = timezone.localdate()
    ReadinessAnswer.objects.bulk_create(
        ReadinessAnswer(readiness=row, time=time, question=code, answer=one.answer,
                        remains=one.remains, answered_date=today, by=by.person)
        for code, one in replies.items()
    )  # fmt: skip


def _told(state: ReadinessState, replies: Mapping[str, Reply]) -> Told:
    said = {code: str(one.answer) for code, one in replies.items()}
    ready = state is ReadinessState.READY
    verb = "readiness.tell_ready" if ready else "readiness.tell_lacking"
    lacks = sum(one.answer is not rules.Readily.YES for one in replies.values())
    return Told(verb, to_state=state, data={"answers": said, "lacks": lacks})


def _fits(verb: str, case: Case) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, "", rules.READINESS_LABELS)
