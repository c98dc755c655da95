"""What holds for a deviation: laws, states, the risk matrix, when it is late, when it may close.

Values in, verdicts and values out; no database and no clock.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    JOINED = "joined"


STATE_LABELS = {
    State.REPORTED: gettext_lazy("Rapporterad"),
    State.ASSESSED: gettext_lazy("Riskbedömd"),
    State.INVESTIGATING: gettext_lazy("Utreds"),
    State.CLOSED: gettext_lazy("Avslutad"),
    State.JOINED: gettext_lazy("Sammanförd med en annan"),
}
NEXT_STEPS = {
    State.REPORTED: gettext_lazy("Bedöm risken"),
    State.ASSESSED: gettext_lazy("Utred eller avsluta"),
    State.INVESTIGATING: gettext_lazy("Slutför utredningen"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
    State.JOINED: gettext_lazy("Följ det andra ärendet"),
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
    Transition(
        "deviation.join",
        OPEN_STATES,
        State.JOINED,
        gettext_lazy("För samman"),
        HANDLE,
    ),
    Transition(
        "deviation.separate",
        (State.JOINED,),
        State.REPORTED,
        gettext_lazy("Skilj åt igen"),
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
DIRECTION_LABELS = {
    "sent": gettext_lazy("Skickad från oss"),
    "received": gettext_lazy("Kom till oss"),
}
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


def must_tell(severity: int, laws: Collection[Law], type_name: str) -> tuple[str, ...]:
    """Give the roles that a severity always reaches, whatever the score (practice.md 2).

    SAS when the event stands under SoL or LSS; MAR for rehabilitation, aids and transfers.
    """
    if not must_tell_mas(severity):
        return ()
    social = not {Law.SOL, Law.LSS}.isdisjoint(laws)
    return ("mas", *(["sas"] if social else []), *(["mar"] if is_for_mar(type_name) else []))


def last_day_in_time(reported: date, months: int) -> date:
    """Give the last day within the local handling limit, by calendar months."""
    return add_months(reported, months)


@dataclass(frozen=True)
class LooseEnds:
    """What stands around a case when somebody wants to close it.

    Attributes:
        remedies: remedies that are decided or done.
        undecided: remedies that were proposed and wait for a decision.
        no_remedy_because: why no remedy is needed.
        devices: medical devices of which it is not judged whom to tell.
        unanswered: contacts outside that an answer is waited for from.
        must_inform: the harm is one that the person must be told of.
        informed: the person was told, or it is written why not.
    """

    remedies: int = 0
    undecided: int = 0
    no_remedy_because: str = ""
    devices: int = 0
    unanswered: int = 0
    must_inform: bool = False
    informed: bool = False


def may_close(
    *, assessed: bool, serious: bool, how: ClosedHow, investigation: str, ends: LooseEnds
) -> Verdict:
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
    return verdict + _remedies_settled(ends) + _others_settled(ends)


def _remedies_settled(ends: LooseEnds) -> Verdict:
    if ends.undecided:
        return Verdict.no(
            "undecided",
            _("En föreslagen åtgärd väntar på beslut."),
            _("Besluta eller avslå åtgärden först."),
        )
    if ends.remedies or ends.no_remedy_because.strip():
        return Verdict.yes()
    return Verdict.no(
        "remedies",
        _("Ingen åtgärd är beslutad."),
        _("Besluta en åtgärd, eller skriv varför ingen behövs."),
    )


def _others_settled(ends: LooseEnds) -> Verdict:
    verdict = Verdict.yes()
    if ends.devices:
        verdict += Verdict.no(
            "device",
            _("Det är inte bedömt om tillverkaren och myndigheten ska få veta om produkten."),
            _("Fyll i när de fick veta, eller varför det inte behövs."),
        )
    if ends.unanswered:
        verdict += Verdict.no(
            "unanswered",
            _("Någon utanför kommunen har inte svarat."),
            _("Skriv in svaret, eller att inget svar kommer."),
        )
    if ends.must_inform and not ends.informed:
        verdict += Verdict.no(
            "uninformed",
            _("Den enskilde har inte fått veta vad som hände."),
            _("Skriv in när och av vem, eller varför inte. Patientsäkerhetslagen 3 kap. 8 §."),
        )
    return verdict


def may_judge_serious(laws: Collection[str]) -> Verdict:
    """Only an event in health care can be a serious care injury (PSL 2010:659 1:5)."""
    if Law.HSL in laws:
        return Verdict.yes()
    return Verdict.no(
        "law",
        _("Allvarlig vårdskada gäller händelser inom hälso- och sjukvården."),
        _("Händelser enligt SoL och LSS bedöms som missförhållande enligt lex Sarah."),
    )


def may_work_beside(state: str) -> Verdict:
    """Say whether devices, contacts, names and answers may be added: while the case is open."""
    if state in OPEN_STATES:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Ärendet är inte öppet."), _("Öppna ärendet igen om något ska läggas till.")
    )


DUPLICATE_WITHIN = timedelta(hours=1)


def family_of(type_name: str) -> str:
    """Give what a type is compared by when duplicates are looked for: all falls are one family."""
    if is_fall(type_name):
        return "fall"
    return type_name.casefold().split()[0]


def is_likely_duplicate(
    one: tuple[str, datetime], other: tuple[str, datetime], same_person: bool
) -> bool:
    """Say whether two events of one unit, each a type and a moment, are likely the same.

    Within the hour, and of the same family or about the same person (issue 3).
    """
    near = abs(one[1] - other[1]) <= DUPLICATE_WITHIN
    return near and (same_person or family_of(one[0]) == family_of(other[0]))


def may_join(case: object, into: object, into_state: str) -> Verdict:
    """Say whether a case may be joined to another: never to itself or to one that is joined."""
    if case == into:
        return Verdict.no("self", _("Ett ärende kan inte föras samman med sig självt."))
    if into_state == State.JOINED:
        return Verdict.no(
            "joined",
            _("Det andra ärendet är redan sammanfört med ett tredje."),
            _("För samman med det tredje i stället."),
        )
    return Verdict.yes()


def device_is_judged(
    *, is_home_made: bool, maker_told: bool, authority_told: bool, because: str
) -> bool:
    """Say whether it is settled whom to tell of a medical device.

    The maker and Läkemedelsverket as soon as possible; IVO alone when the device is made in the
    own organisation (HSLF-FS 2021:52; practice.md 2).
    """
    if because.strip():
        return True
    return authority_told and (is_home_made or maker_told)


def may_inform(*, who: str, points: Collection[str], because: str) -> Verdict:
    """Say whether a note that the person was told holds enough: whom and of what, or why not."""
    if because.strip() or (who.strip() and points):
        return Verdict.yes()
    return Verdict.no(
        "inform",
        _("Det saknas vem som fick veta och vad."),
        _("Fyll i vem och minst en punkt, eller skriv varför ingen har informerats."),
    )
