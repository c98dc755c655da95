"""The Swedish words that the area says outside its templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.night_care.plan_rules import PLAN_LABELS, PLAN_STEPS, PlanState
from vaka.areas.night_care.rules import DECISION_LABELS, DECISION_STEPS, DecisionState
from vaka.areas.night_care.tonight_rules import ROUND_LABELS, ROUND_STEPS, RoundState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said
from vaka.web.words import day

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "staffing_decision.sign": gettext_lazy("Signerat"),
    "staffing_decision.withdraw": gettext_lazy("Återkallat"),
    "night_plan.begin_plan": gettext_lazy("Påbörjad"),
    "night_plan.write_plan": gettext_lazy("Ändrad"),
    "night_plan.add_check": gettext_lazy("En tid lades till"),
    "night_plan.drop_check": gettext_lazy("En tid togs bort"),
    "night_plan.protect": gettext_lazy("En skyddsåtgärd skrevs in"),
    "night_plan.agree": gettext_lazy("Överenskommen, version %(number)s"),
    "night_plan.revise": gettext_lazy("Öppnad för ändring"),
    "night_plan.end_plan": gettext_lazy("Avslutad"),
}
ROUND_VERBS = {
    "night_round.begin_round": gettext_lazy("Påbörjad"),
    "night_round.hand_over": gettext_lazy("Överlämnad till dagen"),
}


def state_label(state: str) -> Words:
    """Give the word for a decision's state."""
    return DECISION_LABELS[DecisionState(state)]


def todo(state: str) -> Words:
    """Say what a decision waits for."""
    return DECISION_STEPS[DecisionState(state)]


def plan_state_label(state: str) -> Words:
    """Give the word for a night plan's state."""
    return PLAN_LABELS[PlanState(state)]


def plan_todo(state: str) -> Words:
    """Say what a night plan waits for."""
    return PLAN_STEPS[PlanState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)


def round_state_label(state: str) -> Words:
    """Give the word for the state of a unit's night."""
    return ROUND_LABELS[RoundState(state)]


def round_todo(state: str) -> Words:
    """Say what a unit's night waits for."""
    return ROUND_STEPS[RoundState(state)]


def round_told(line: "TimelineLine") -> str:
    """Say one line of a night's timeline."""
    return said(line, ROUND_VERBS)


def dark_cameras(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[str]:
    """Say in which rooms looks by camera were visits in the question, and since when."""
    lines = []
    for one in rows:
        unit, _colon, room = one["room"].partition(":")
        about: dict[str, Any] = {"room": room, "unit": names.get(unit, unit), "looks": one["looks"]}
        if one["since"]:
            about["since"] = day(date.fromisoformat(one["since"]))
            words = ngettext(
                "Kameran i rum %(room)s på %(unit)s fungerar inte sedan %(since)s: %(looks)d "
                "tittning räknas som besök.",
                "Kameran i rum %(room)s på %(unit)s fungerar inte sedan %(since)s: %(looks)d "
                "tittningar räknas som besök.", one["looks"],
            )  # fmt: skip
        else:
            words = ngettext(
                "Planen säger kamera i rum %(room)s på %(unit)s, där ingen finns: %(looks)d "
                "tittning räknas som besök.",
                "Planen säger kamera i rum %(room)s på %(unit)s, där ingen finns: %(looks)d "
                "tittningar räknas som besök.", one["looks"],
            )  # fmt: skip
        lines.append(words % about)
    return lines
