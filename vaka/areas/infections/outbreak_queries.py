"""Reads of outbreaks: those near the viewer, and one with its curve, measures and checks."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from vaka.areas.infections import lists, queries, rules, standing, tally
from vaka.areas.infections.models import Infection, Outbreak
from vaka.areas.infections.outbreak_actions import may_close
from vaka.areas.infections.queries import InfectionRow
from vaka.areas.infections.rules import SEE, TRANSITIONS, Threshold
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.self_checks import queries as checks
from vaka.areas.self_checks.queries import RoundRow
from vaka.areas.self_checks.rules import Topic
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class OutbreakRow:
    """One outbreak in a list; of one at the home above, a ward learns only that it goes on."""

    id: uuid.UUID
    agent_label: str
    unit_name: str
    opened_date: date
    closed_date: date | None
    is_visible: bool


@dataclass(frozen=True)
class OutbreakPage:
    """One outbreak as its page shows it."""

    frame: CaseFrame
    outbreak: Outbreak
    agent_label: str
    rule: Threshold
    last_date: date
    close_date: date
    may_close: Verdict
    infections: list[InfectionRow]
    curve: list[tuple[str, int]]
    residents: int
    staff: int
    confirmed: int
    ill: int
    remedies: list[RemedyRow]
    checks: list[RoundRow]
    steps: list[str]
    may_handle: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def near(viewer: Viewer, *, with_closed: bool = False) -> list[OutbreakRow]:
    """Give outbreaks that the viewer may see, and those that go on above their unit."""
    demand(viewer, SEE)
    seen = set(Case.objects.visible_to(viewer, "outbreak").values_list("pk", flat=True))
    above = UnitPath.objects.current().filter(descendant__in=viewer.unit_ids(SEE))
    open_above = Q(case__closed_at=None, case__unit__in=above.values("ancestor"))
    found = Outbreak.objects.filter(Q(pk__in=seen) | open_above).select_related("case__unit")
    if not with_closed:
        found = found.filter(case__closed_at=None)
    return [
        OutbreakRow(
            one.pk, lists.agent(one.agent).title, one.case.unit.name, one.opened_date,
            one.closed_date, one.pk in seen,
        )
        for one in found.order_by("-opened_date", "pk")[:50]
    ]  # fmt: skip


def outbreak_page(viewer: Viewer, case_id: uuid.UUID) -> OutbreakPage:
    """Give one outbreak to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Outbreak.objects.select_related("case__unit").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    seen = Infection.objects.visible_to(viewer).filter(outbreak=row)
    rule, last = lists.threshold(row.agent, viewer.on, case.unit), standing.last_day(row)
    offered = transitions.offered(TRANSITIONS, case.state)
    return OutbreakPage(
        frame=cases.frame(case), outbreak=row, agent_label=lists.agent(row.agent).title,
        rule=rule, last_date=last, close_date=rules.due_close(last, rule),
        may_close=may_close(row), infections=queries.rows(viewer, seen.order_by("sick_date")),
        **_sums(list(seen.counted())), remedies=remedies.for_case(viewer, case.pk),
        checks=_checks(viewer, case, tied=True),
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        may_handle=viewer.may(rules.HANDLE, case.unit_id), timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def checks_to_tie(viewer: Viewer, page: OutbreakPage) -> list[RoundRow]:
    """Give the hygiene rounds at the outbreak's home that are not tied to it, the latest first."""
    return _checks(viewer, page.outbreak.case, tied=False)


def _checks(viewer: Viewer, case: Case, *, tied: bool) -> list[RoundRow]:
    found = checks.visible(viewer).order_by("-start_date", "pk")
    mine = {"case__links_in__from_case": case, "case__links_in__relation": rules.CHECKS}
    if tied:
        return [checks.row(one, viewer.on) for one in found.filter(**mine)]
    place = standing.home(case.unit)
    near_by = found.filter(plan__form__topic=Topic.HYGIENE,
                           case__unit__in=Unit.objects.below(place).values("pk"))  # fmt: skip
    return [checks.row(one, viewer.on) for one in near_by.exclude(**mine)[:12]]


def _sums(counted: list[Infection]) -> dict[str, Any]:
    """Count those that are no mistake: by day, by who, confirmed, and still ill."""
    return {
        "curve": tally.curve([one.sick_date for one in counted]),
        "residents": sum(one.infected == rules.Infected.RESIDENT for one in counted),
        "staff": sum(one.infected == rules.Infected.STAFF for one in counted),
        "confirmed": sum(one.certainty == rules.Certainty.CONFIRMED for one in counted),
        "ill": sum(not one.outcome for one in counted),
    }
