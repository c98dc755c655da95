"""What holds for a night's staffing: what may be asked, how sure an answer is, who decides.

Values in, verdicts and values out; no database and no clock. A person decides whether staffing is
enough; nothing here says that a law is met.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class Housing(StrEnum):
    """The form of housing: it decides which law's text is shown."""

    SPECIAL = "special"
    SHELTERED = "sheltered"
    SHORT_TERM = "short_term"
    FUNCTIONAL_SUPPORT = "functional"


HOUSING_LABELS = {
    Housing.SPECIAL: gettext_lazy("Särskilt boende för äldre"),
    Housing.SHELTERED: gettext_lazy("Biståndsbedömt trygghetsboende"),
    Housing.SHORT_TERM: gettext_lazy("Korttidsboende"),
    Housing.FUNCTIONAL_SUPPORT: gettext_lazy("Bostad med särskild service"),
}
OF_KIND = {
    "special_housing": Housing.SPECIAL,
    "short_term": Housing.SHORT_TERM,
    "functional_support": Housing.FUNCTIONAL_SUPPORT,
}
"""The kinds of unit that are homes, with the form of housing that is proposed for each."""


class Figure(StrEnum):
    """What an answer rests on; each is measured at the home or else assumed."""

    ALARMS = "alarms"
    URGENT = "urgent"
    DOUBLE = "double"
    MINUTES = "minutes"
    CHECKS = "checks"
    WALKING = "walking"
    ROOMS = "rooms"
    STAFF = "staff"


FIGURE_LABELS = {
    Figure.ALARMS: gettext_lazy("Larm timme för timme"),
    Figure.URGENT: gettext_lazy("Andel brådskande larm"),
    Figure.DOUBLE: gettext_lazy("Andel hjälp som kräver två"),
    Figure.MINUTES: gettext_lazy("Hur länge hjälpen tar"),
    Figure.CHECKS: gettext_lazy("Planerade tillsyner"),
    Figure.WALKING: gettext_lazy("Väg mellan enheter och våningar"),
    Figure.ROOMS: gettext_lazy("Väg till rummen"),
    Figure.STAFF: gettext_lazy("Personal i natt"),
}


class Ruling(StrEnum):
    """What a person decides of a night's staffing."""

    ENOUGH = "enough"
    WITH_MEASURE = "with_measure"
    NOT_ENOUGH = "not_enough"


RULING_LABELS = {
    Ruling.ENOUGH: gettext_lazy("Räcker"),
    Ruling.WITH_MEASURE: gettext_lazy("Räcker med åtgärd"),
    Ruling.NOT_ENOUGH: gettext_lazy("Räcker inte"),
}


class DecisionState(StrEnum):
    """Where a decision on staffing stands."""

    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


DECISION_LABELS = {
    DecisionState.SIGNED: gettext_lazy("Gäller"),
    DecisionState.WITHDRAWN: gettext_lazy("Återkallat"),
}
DECISION_STEPS = {
    DecisionState.SIGNED: gettext_lazy("Pröva på nytt senast på sista dagen"),
    DecisionState.WITHDRAWN: gettext_lazy("Inget mer att göra"),
}


class Sure(StrEnum):
    """What an answer says, in one word."""

    YES = "yes"
    LIKELY = "likely"
    UNSURE = "unsure"
    NO = "no"
    CANNOT = "cannot"


class Stand(StrEnum):
    """How a home's night stands against what has been decided of it; what asks most comes first."""

    BELOW = "below"
    NOT_ENOUGH = "not_enough"
    SHORT = "short"
    CHANGED = "changed"
    UNDECIDED = "undecided"
    UNASKED = "unasked"
    HOLDS = "holds"
    UNTOLD = "untold"


STAND_LABELS = {
    Stand.BELOW: gettext_lazy("Färre än beslutat"),
    Stand.NOT_ENOUGH: gettext_lazy("Räcker inte, enligt beslut"),
    Stand.SHORT: gettext_lazy("Når inte målet, inget beslut"),
    Stand.CHANGED: gettext_lazy("Ändrat sedan svaret"),
    Stand.UNDECIDED: gettext_lazy("Inget beslut"),
    Stand.UNASKED: gettext_lazy("Inte frågat"),
    Stand.UNTOLD: gettext_lazy("Uppgifter saknas"),
    Stand.HOLDS: gettext_lazy("Som beslutat"),
}
THIN = frozenset({Stand.BELOW, Stand.NOT_ENOUGH, Stand.SHORT})
"""What somebody looks at before tonight."""

SEE, HANDLE = "staffing_decision.see", "staffing_decision.handle"
LONGEST_DAYS, LEAST_WORDS = 366, 3
SURE, LIKELY, UNLIKELY = 0.95, 0.75, 0.05
"""Chances of meeting the target, the uncertainty of the inputs reckoned in: see `sure_of`."""
NIGHTS, SEED, MOST_STAFF, MOST_ALARMS, LONGEST_WALK = 2000, 1, 12, 400, 60
TRANSITIONS = (
    Transition(
        "staffing_decision.withdraw", (DecisionState.SIGNED,), DecisionState.WITHDRAWN,
        gettext_lazy("Återkalla"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


def asks_presence(form: str) -> bool:
    """Say whether the rule on staff round the clock is this form of housing's own."""
    return form == Housing.SPECIAL


def may_set_home(*, hours: Sequence[float], night_hours: int, staff: int,
                 skills: Mapping[str, int]) -> Verdict:  # fmt: skip
    """What is told of a home fits a night: alarms for each hour, and somebody at work.

    Args:
        skills: how many of tonight's staff have each skill.
    """
    verdict = Verdict.yes()
    if len(hours) != night_hours:
        words = _("Skriv ett tal för varje timme, %d tal.") % night_hours
        verdict += Verdict.no("hours", _("Antalet timmar stämmer inte."), words)
    if any(one < 0 for one in hours) or not 0 < sum(hours) <= MOST_ALARMS:
        words = _("Skriv så många larm som brukar komma, större än noll.")
        verdict += Verdict.no("hours", _("Antalet larm stämmer inte."), words)
    if not 1 <= staff <= MOST_STAFF:
        words = _("Skriv mellan 1 och %d.") % MOST_STAFF
        verdict += Verdict.no("staff", _("Antalet i personalen stämmer inte."), words)
    for skill, many in sorted(skills.items()):
        if many > staff:
            words = _("Skriv högst %d, så många som arbetar i natt.") % staff
            verdict += Verdict.no(f"skill:{skill}", _("Fler än i natt har kompetensen."), words)
    return verdict


def may_set_rooms(rooms: Mapping[str, Sequence[tuple[str, float]]]) -> Verdict:
    """Each room stands once in its unit, with the minutes of a walk within the house.

    Args:
        rooms: label and minutes of each room, by the name of the field that tells of them.
    """
    verdict = Verdict.yes()
    for place, told in rooms.items():
        labels = [label for label, _minutes in told]
        for label in sorted({one for one in labels if labels.count(one) > 1}):
            words = _("Rum %s står två gånger.") % label
            verdict += Verdict.no(place, words, _("Ta bort det ena."))
        if any(not 0 <= minutes <= LONGEST_WALK for _label, minutes in told):
            words = _("Skriv mellan 0 och %d.") % LONGEST_WALK
            verdict += Verdict.no(place, _("Minuterna stämmer inte."), words)
    return verdict


def may_ask(*, rooms: int, is_told: bool) -> Verdict:
    """Staffing is asked of a home whose rooms and figures are told."""
    verdict = Verdict.yes()
    if not is_told:
        words = _("Skriv in boendets uppgifter först.")
        verdict += Verdict.no("home", _("Boendets uppgifter saknas."), words)
    if not rooms:
        verdict += Verdict.no("rooms", _("Inga rum är inskrivna."), _("Skriv in rummen först."))
    return verdict


def may_try(*, staff: int, cameras: int, looks: int) -> Verdict:
    """What is tried instead: somebody at work, and no more cameras than there are looks."""
    verdict = Verdict.yes()
    if not 1 <= staff <= MOST_STAFF:
        words = _("Skriv mellan 1 och %d.") % MOST_STAFF
        verdict += Verdict.no("staff", _("Antalet i personalen stämmer inte."), words)
    if cameras > looks:
        words = _("Skriv högst %d. Fler tittningar finns inte att byta ut.") % looks
        verdict += Verdict.no("cameras", _("Så många tittningar finns inte."), words)
    return verdict


def may_sign(*, ruling: str, words: str, valid_until: date, today: date) -> Verdict:
    """A decision on staffing has its reason and a last day, at most a year ahead."""
    verdict = Verdict.yes()
    if len(words.split()) < LEAST_WORDS:
        asked = {
            Ruling.ENOUGH: _("Skriv vad du bygger beslutet på."),
            Ruling.WITH_MEASURE: _("Skriv vilken åtgärd, och varför den räcker."),
            Ruling.NOT_ENOUGH: _("Skriv vad som saknas och vad som görs i natt."),
        }
        verdict += Verdict.no("words", _("Skäl saknas."), asked[Ruling(ruling)])
    if not today <= valid_until <= today + timedelta(days=LONGEST_DAYS):
        words = _("Välj en dag inom ett år, så prövas bemanningen på nytt.")
        verdict += Verdict.no("valid_until", _("Sista dagen stämmer inte."), words)
    return verdict


def due_again(on: date) -> date:
    """Give the day by which a decision that is signed now is proposed to be tried again."""
    return on + timedelta(days=90)


def is_in_force(state: str, valid_until: date, on: date) -> bool:
    """Say whether a decision holds on a day."""
    return state == DecisionState.SIGNED and valid_until >= on


def measured(named: Collection[str], *, has_plans: bool, rooms_measured: bool) -> list[Figure]:
    """Give the figures that are measured: those named, plans that are agreed, rooms walked to."""
    known = {Figure(one) for one in named} - {Figure.ROOMS}
    known |= {Figure.ROOMS} if rooms_measured else set()
    known |= {Figure.CHECKS} if has_plans else set()
    return [one for one in Figure if one in known]


def sure_of(level: Mapping[str, Any], target: float, assumed: int) -> Sure:
    """Say how sure it is that a level of staffing meets the target, from its interval.

    Args:
        level: one of the levels of an answer: percent, low, high, passes, cannot_be_given, and
            inputs, whose chance is that of meeting the target when the inputs are uncertain.
        assumed: how many of the figures are not measured; an answer that rests on any is likely
            at best.
    """
    if any(level["cannot_be_given"].values()):
        return Sure.CANNOT
    chance = (level.get("inputs") or {}).get("chance")
    if chance is not None and chance < SURE:
        return Sure.NO if chance < UNLIKELY else Sure.LIKELY if chance >= LIKELY else Sure.UNSURE
    if level["passes"]:
        return Sure.LIKELY if assumed else Sure.YES
    if level["percent"] is None or level["high"] >= target:
        return Sure.UNSURE
    return Sure.NO


def stand_of(*, staff: int | None, sure: Sure | None, ruling: str, decided: int,
             is_changed: bool) -> Stand:  # fmt: skip
    """Say how a home's night stands against the decision in force.

    Args:
        staff: how many work tonight; None where nothing is told.
        sure: the newest answer's word; None where nobody has asked.
        ruling, decided: the decision in force and how many it was for; "" and nought without one.
        is_changed: what the newest answer rests on is told otherwise since.
    """
    if staff is None:
        return Stand.UNTOLD
    if ruling and staff < decided:
        return Stand.BELOW
    if ruling == Ruling.NOT_ENOUGH:
        return Stand.NOT_ENOUGH
    if sure is None:
        return Stand.UNASKED
    if not ruling and sure in (Sure.NO, Sure.CANNOT):
        return Stand.SHORT
    if is_changed:
        return Stand.CHANGED
    return Stand.HOLDS if ruling else Stand.UNDECIDED


def panes(known: int, of: int) -> int:
    """Give how many of four panes are lit: the part of the figures that is measured."""
    return 4 * known // of
