"""When a case may be disposed, what keeps it, and who may decide; values in, verdicts out.

No database and no clock. Years are counted from a case's last entry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

SEE, PROPOSE, APPROVE, HOLD = (
    "disposal.see", "disposal.propose", "disposal.approve", "disposal.hold",
)  # fmt: skip
READ_LOG = "read_log"
RESEARCH_DAYS = frozenset({5, 15, 25})
"""Days of birth whose files are kept (socialtjänstförordning 2025:468 13 kap. 1 §)."""
LONGEST = 150


class State(StrEnum):
    """Where a disposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class DisposalOutcome(StrEnum):
    """What came of one case in a disposal."""

    WAITING = "waiting"
    DISPOSED = "disposed"
    STAYED = "stayed"


class Stays(StrEnum):
    """Why a case that is old enough is not disposed."""

    HELD = "held"
    OPEN_LINK = "open_link"
    NEEDED = "needed"
    RESEARCH = "research"
    UNKNOWN_BIRTH = "unknown_birth"
    CHANGED = "changed"


class HoldGround(StrEnum):
    """Why a case is held."""

    DISPUTE = "dispute"
    REQUEST = "request"
    SUPERVISION = "supervision"
    OTHER = "other"


STATES = {
    State.PROPOSED: gettext_lazy("Föreslagen"),
    State.APPROVED: gettext_lazy("Godkänd"),
    State.WITHDRAWN: gettext_lazy("Avbruten"),
    State.DONE: gettext_lazy("Genomförd"),
}
STAYS = {
    Stays.HELD: gettext_lazy("undantaget från gallring"),
    Stays.OPEN_LINK: gettext_lazy("hör ihop med ett ärende som är öppet"),
    Stays.NEEDED: gettext_lazy("ett annat ärende bygger på det"),
    Stays.RESEARCH: gettext_lazy("bevaras för forskning"),
    Stays.UNKNOWN_BIRTH: gettext_lazy("födelsedag saknas, bevaras kanske för forskning"),
    Stays.CHANGED: gettext_lazy("har öppnats eller fått en ny anteckning"),
}
GROUNDS = {
    HoldGround.DISPUTE: gettext_lazy("Tvist eller rättsprocess"),
    HoldGround.REQUEST: gettext_lazy("Begäran om handling"),
    HoldGround.SUPERVISION: gettext_lazy("Tillsyn eller revision"),
    HoldGround.OTHER: gettext_lazy("Annat skäl"),
}


@dataclass(frozen=True)
class Class:
    """A class of record that may be disposed, with the law's bounds; years."""

    code: str
    years: int
    least: int = 1
    most: int = LONGEST
    law: str = ""
    local: str = ""
    archive_first: bool = False
    personal_file: bool = False


@dataclass(frozen=True)
class Line:
    """What a board has decided of a class; `years` None preserves."""

    code: str
    years: int | None
    archive_first: bool = False


def due_date(last: date, years: int) -> date:
    """Give the first day on which something may be disposed whose last entry is of a day."""
    try:
        return last.replace(year=last.year + years) + timedelta(days=1)
    except ValueError:  # the 29th of February
        return date(last.year + years, 3, 1)


def newest_due(today: date, years: int) -> date:
    """Give the last day of entry that has fallen due; `due_date` of it is today or before."""
    found = date(today.year - years, today.month, min(today.day, 28))
    while due_date(found, years) <= today:
        found += timedelta(days=1)
    while due_date(found, years) > today:
        found -= timedelta(days=1)
    return found


def latest_date(due: date) -> date:
    """Give the day by which the file of a person is to be disposed: the end of the next year."""
    return date((due - timedelta(days=1)).year + 1, 12, 31)


def stays(
    *, is_held: bool, has_open_link: bool, is_needed: bool, personal_file: bool,
    birth_day: int | None,
) -> Stays | None:  # fmt: skip
    """Say why a case that has fallen due is not disposed, the weightiest first; None when it is."""
    if is_held:
        return Stays.HELD
    if has_open_link:
        return Stays.OPEN_LINK
    if is_needed:
        return Stays.NEEDED
    if not personal_file:
        return None
    if birth_day is None:
        return Stays.UNKNOWN_BIRTH
    return Stays.RESEARCH if birth_day in RESEARCH_DAYS else None


def birth_day(number: str) -> int | None:
    """Give the day of birth in twelve digits, None when they hold none; sixty is taken off."""
    day = int(number[6:8]) if number[:8].isdigit() and len(number) == 12 else 0
    day = day - 60 if day > 60 else day
    return day if 1 <= day <= 31 else None


def may_keep_policy(
    lines: Iterable[Line], classes: Mapping[str, Class], *, decided: date, first: date, today: date
) -> Verdict:
    """Say whether a board's decision may be written in: within the law, decided before it holds."""
    verdict = Verdict.yes()
    if decided > today:
        verdict += Verdict.no("decided_on", _("Beslutet kan inte vara fattat i framtiden."))
    if first < decided:
        verdict += Verdict.no("from_date", _("Planen kan inte gälla före beslutet."),
                              _("Skriv %s eller senare.") % decided.isoformat())  # fmt: skip
    for line in lines:
        one = classes[line.code]
        if line.years is not None and not one.least <= line.years <= one.most:
            verdict += Verdict.no(f"years_{line.code}", _bounds(one))
    return verdict


def _bounds(one: Class) -> str:
    if one.least == one.most:
        return _("Lagen säger %(years)d år (%(law)s).") % {"years": one.least, "law": one.law}
    if one.law:
        return _("Minst %(years)d år (%(law)s).") % {"years": one.least, "law": one.law}
    return _("Skriv ett tal mellan %(least)d och %(most)d, eller lämna tomt för att bevara.") % {
        "least": one.least, "most": one.most}  # fmt: skip


def may_propose(line: Line | None, count: int) -> Verdict:
    """Say whether a disposal may be proposed: the board has decided, and something is due."""
    if line is None or line.years is None:
        return Verdict.no("kind", _("Nämnden har inte beslutat att det här gallras."),
                          _("Skriv in nämndens beslut under Gallringsplan."))  # fmt: skip
    if not count:
        return Verdict.no("kind", _("Inget är gammalt nog att gallra än."))
    return Verdict.yes()


def may_approve(state: State, *, is_proposer: bool) -> Verdict:
    """Say whether somebody may approve: it waits, and they did not propose it themselves."""
    if state != State.PROPOSED:
        return Verdict.no("state", _("Gallringen väntar inte på godkännande."))
    if is_proposer:
        return Verdict.no("two", _("Du har föreslagit gallringen. Någon annan ska godkänna den."),
                          _("Be MAS, SAS eller en annan som får godkänna."))  # fmt: skip
    return Verdict.yes()


def may_withdraw(state: State, *, has_begun: bool) -> Verdict:
    """Say whether a disposal may be called off: nothing of it is gone yet."""
    if state in {State.PROPOSED, State.APPROVED} and not has_begun:
        return Verdict.yes()
    return Verdict.no("state", _("Gallringen har börjat eller är redan avslutad."))


def may_hand_over(state: State, *, archive_first: bool, is_packed: bool) -> Verdict:
    """Say whether the archive's receipt may be written in: approved, and packed for it."""
    if state != State.APPROVED or not archive_first:
        return Verdict.no("state", _("Gallringen väntar inte på arkivet."))
    if not is_packed:
        way_out = _("Den som sköter servern gör det med vaka export disposal.")
        return Verdict.no("state", _("Inget arkivpaket är gjort."), way_out)
    return Verdict.yes()


def may_carry_out(state: State, *, archive_first: bool, is_handed_over: bool) -> Verdict:
    """Say whether what was approved may be done: the archive has its own first, where asked."""
    if state != State.APPROVED:
        return Verdict.no("state", _("Gallringen är inte godkänd, eller redan genomförd."))
    if archive_first and not is_handed_over:
        return Verdict.no("archive", _("Arkivet ska få ärendena först."),
                          _("Skriv in arkivets kvittens."))  # fmt: skip
    return Verdict.yes()


def may_hold(*, is_held: bool, until: date | None, today: date) -> Verdict:
    """Say whether a case may be held: it is not already, and the last day is to come."""
    verdict = Verdict.yes()
    if is_held:
        verdict += Verdict.no("reference", _("Ärendet är redan undantaget."))
    if until is not None and until < today:
        verdict += Verdict.no("until", _("Sista dagen har redan varit."),
                              _("Skriv en dag framåt, eller lämna tomt."))  # fmt: skip
    return verdict
