"""What holds for a deviation: laws, states, the risk matrix, when it is late, when it may close.

Values in, verdicts and values out; no database and no clock.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class Law(StrEnum):
    """The law a deviation is filed under."""

    SOL = "SoL"
    LSS = "LSS"
    HSL = "HSL"
    AML = "AML"


LAW_LABELS = {
    Law.SOL: gettext_lazy("Socialtjänstlagen"),
    Law.LSS: gettext_lazy("Lagen om stöd och service"),
    Law.HSL: gettext_lazy("Hälso- och sjukvårdslagen"),
    Law.AML: gettext_lazy("Arbetsmiljölagen"),
}


class State(StrEnum):
    """Where a deviation stands."""

    REPORTED = "reported"
    ASSESSED = "assessed"
    INVESTIGATING = "investigating"
    CLOSED = "closed"


STATE_LABELS = {
    State.REPORTED: gettext_lazy("Rapporterad"),
    State.ASSESSED: gettext_lazy("Riskbedömd"),
    State.INVESTIGATING: gettext_lazy("Utreds"),
    State.CLOSED: gettext_lazy("Avslutad"),
}
NEXT_STEPS = {
    State.REPORTED: gettext_lazy("Bedöm risken"),
    State.ASSESSED: gettext_lazy("Utred eller avsluta"),
    State.INVESTIGATING: gettext_lazy("Slutför utredningen"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
}


class ClosedHow(StrEnum):
    """How a deviation was closed; a large share without investigation is itself a finding."""

    WITH = "with_investigation"
    WITHOUT = "without_investigation"


CLOSED_LABELS = {
    ClosedHow.WITH: gettext_lazy("med utredning"),
    ClosedHow.WITHOUT: gettext_lazy("utan utredning"),
}
HANDLE = "deviation.handle"
OPEN_STATES = (State.REPORTED, State.ASSESSED, State.INVESTIGATING)
TRANSITIONS = (
    Transition(
        "deviation.assess", OPEN_STATES, State.ASSESSED, gettext_lazy("Bedöm risken"), HANDLE
    ),
    Transition(
        "deviation.investigate",
        (State.REPORTED, State.ASSESSED),
        State.INVESTIGATING,
        gettext_lazy("Börja utreda"),
        HANDLE,
    ),
    Transition(
        "deviation.close",
        OPEN_STATES,
        State.CLOSED,
        gettext_lazy("Avsluta"),
        HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "deviation.reopen",
        (State.CLOSED,),
        State.INVESTIGATING,
        gettext_lazy("Öppna igen"),
        HANDLE,
        Comment.REQUIRED,
    ),
)

SEVERITY_LABELS = {
    1: gettext_lazy("Mindre"),
    2: gettext_lazy("Måttlig"),
    3: gettext_lazy("Betydande"),
    4: gettext_lazy("Katastrofal"),
}
LIKELIHOOD_LABELS = {
    1: gettext_lazy("Mycket liten"),
    2: gettext_lazy("Liten"),
    3: gettext_lazy("Stor"),
    4: gettext_lazy("Mycket stor"),
}
CATASTROPHIC = 4
AUTHORITY_LABELS = {
    "no": gettext_lazy("Nej, händelsen ska inte anmälas"),
    "yes": gettext_lazy("Ja, anmäld till Arbetsmiljöverket"),
}


@dataclass(frozen=True)
class DeviationType:
    """One type as the dated list has it."""

    name: str
    law: Law
    is_fall: bool
    also: tuple[str, ...]
    until: date | None
    is_for_mar: bool = False
    is_near_miss: bool = False


@cache
def types() -> dict[str, DeviationType]:
    """Give every type by its name (source: the type lists in use, domain.md 4.1)."""
    rows = tomllib.loads(Path(__file__).with_name("types.toml").read_text("utf-8"))["type"]
    return {
        row["name"]: DeviationType(
            row["name"],
            Law(row["law"]),
            row.get("fall", False),
            tuple(row.get("also", ())),
            row.get("until"),
            row.get("mar", False),
            row.get("near_miss", False),
        )
        for row in rows
    }


@cache
def type_names() -> dict[str, str]:
    """Give the name in use for each known way of writing a type, in lower case."""
    known = {alias.casefold(): one.name for one in types().values() for alias in one.also}
    return known | {name.casefold(): name for name in types()}


def is_fall(type_name: str) -> bool:
    """Say whether a type is a fall, whatever law it was filed under."""
    known = types().get(type_name)
    return known.is_fall if known else type_name.casefold().startswith("fall")


def is_for_mar(type_name: str) -> bool:
    """Say whether a type is assessed by MAR: rehabilitation, aids, transfers (practice.md 2)."""
    known = types().get(type_name)
    return bool(known and known.is_for_mar)


def types_under(law: Law, on: date) -> list[str]:
    """Give the names of the types of a law that are in use on a date; SoL and LSS share theirs."""
    social = {Law.SOL, Law.LSS}
    same = social if law in social else {law}
    return [t.name for t in types().values() if t.law in same and (not t.until or t.until >= on)]


def score(severity: int, likelihood: int) -> int:
    """Give the risk score: likelihood of repetition times severity, 1 to 16.

    Raises:
        ValueError: a value outside 1 to 4.
    """
    if severity not in SEVERITY_LABELS or likelihood not in LIKELIHOOD_LABELS:
        raise ValueError(f"{severity} × {likelihood}")
    return severity * likelihood


def risk_level(points: int, threshold: int) -> int:
    """Give the shade of a cell: 1 low, 2 raised, 3 at or over the local threshold."""
    return 3 if points >= threshold else 2 if points >= threshold / 2 else 1


def must_tell_mas(severity: int) -> bool:
    """A catastrophic severity always reaches MAS, whatever the score (practice.md 2)."""
    return severity == CATASTROPHIC


def last_day_in_time(reported: date, months: int) -> date:
    """Give the last day within the local handling limit, by calendar months."""
    return add_months(reported, months)


def may_close(*, assessed: bool, serious: bool, how: ClosedHow, investigation: str) -> Verdict:
    """Say whether a deviation may be closed this way, and if not what is missing."""
    verdict = Verdict.yes()
    if not assessed:
        verdict += Verdict.no(
            "unassessed", _("Risken är inte bedömd."), _("Bedöm sannolikhet och allvar först.")
        )
    if serious and how is ClosedHow.WITHOUT:
        verdict += Verdict.no(
            "serious",
            _("Händelsen är bedömd som allvarlig vårdskada och ska utredas."),
            _("Välj att avsluta med utredning. Patientsäkerhetslagen 3 kap. 3 §."),
        )
    if how is ClosedHow.WITH and not investigation.strip():
        verdict += Verdict.no(
            "investigation", _("Utredningen är tom."), _("Skriv vad utredningen kom fram till.")
        )
    return verdict


def may_judge_serious(law: str) -> Verdict:
    """Only an event in health care can be a serious care injury (PSL 2010:659 1:5)."""
    if law == Law.HSL:
        return Verdict.yes()
    return Verdict.no(
        "law",
        _("Allvarlig vårdskada gäller händelser inom hälso- och sjukvården."),
        _("Händelser enligt SoL och LSS bedöms som missförhållande enligt lex Sarah."),
    )
