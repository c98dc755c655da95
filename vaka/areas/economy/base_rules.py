"""The budget base of a year, checked before it is decided: what is missing, and how much.

Amounts are whole öre and positive, for a base holds what may be spent; shares are percent. Values
in, findings and verdicts out; no database and no clock. Sources: C4-032 to C4-036, R4-05 to R4-07.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

STEP = 100_000
"""Half of this, a tkr, is as near as two printed amounts can come."""
MONTHS = 12


class BaseCheck(StrEnum):
    """What a finding is about."""

    PAY = "pay"
    SICK_ROOM = "sick_room"
    SICK_ACTUAL = "sick_actual"
    FRAME = "frame"
    CLOSED = "closed"
    ONCE = "once"


CHECK_LABELS = {
    BaseCheck.PAY: gettext_lazy("Lönebas mot förra året"),
    BaseCheck.SICK_ROOM: gettext_lazy("Utrymme för sjukfrånvaro, procent mot belopp"),
    BaseCheck.SICK_ACTUAL: gettext_lazy("Utrymme mot faktisk sjukfrånvaro"),
    BaseCheck.FRAME: gettext_lazy("Internbudget mot ram"),
    BaseCheck.CLOSED: gettext_lazy("Stängda ansvar"),
    BaseCheck.ONCE: gettext_lazy("Pengar för ett ändamål och ett år"),
}


@dataclass(frozen=True)
class Base:
    """What holds for the whole base: its year, the frame, the agreed raise and from what month."""

    year: int
    frame: int
    raise_percent: Decimal
    raise_month: int = 4
    words: str = ""


@dataclass(frozen=True)
class BaseLine:
    """One responsibility of the base; what nobody has told is None."""

    code: str
    name: str
    internal: int
    pay: int | None = None
    pay_before: int | None = None
    sick_percent: Decimal | None = None
    sick_room: int | None = None
    sick_actual: Decimal | None = None
    closed: date | None = None
    once: int | None = None
    once_year: int | None = None
    once_purpose: str = ""
    words: str = ""


@dataclass(frozen=True)
class BaseFinding:
    """One thing that speaks against the base: the amount at stake in öre, and who explained it.

    `code` is the responsibility's, or empty for the whole base.
    """

    check: BaseCheck
    code: str
    name: str
    amount: int
    words: str
    explained: str = ""


def share(amount: int, percent: Decimal) -> int:
    """Give a percentage of an amount, rounded half away from nought to whole öre."""
    exact = Decimal(amount) * percent / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def raised(pay: int, base: Base) -> int:
    """Give last year's pay with the agreed raise, on a year's basis (R4-05)."""
    return pay + share(pay, base.raise_percent)


def this_year(amount: int, base: Base) -> int:
    """Give what part of a year's amount falls from the month of the raise on."""
    return round(amount * (MONTHS + 1 - base.raise_month) / MONTHS)


def base_findings(base: Base, lines: Sequence[BaseLine]) -> list[BaseFinding]:
    """Give all that speaks against a base, the whole base first, then by line."""
    found = list(_frame(base, lines))
    for line in lines:
        found += [*_pay(base, line), *_sick(line), *_closed(base, line), *_once(base, line)]
    return found


def _pay(base: Base, line: BaseLine) -> Iterable[BaseFinding]:
    """The pay base is last year's with the raise; the same figure as last year is an alarm."""
    if line.pay is None or line.pay_before is None:
        return
    missing = raised(line.pay_before, base) - line.pay
    if abs(missing) <= STEP // 2:
        return
    if line.pay == line.pay_before:
        words = _("Lönerna är inte uppräknade från förra året. Beloppet är för ett helt år.")
    elif missing > 0:
        words = _(
            "Lönerna är lägre än förra årets med avtalad höjning. Beloppet är för ett helt år."
        )
    else:
        words = _("Lönerna är högre än förra årets med avtalad höjning.")
    yield _finding(BaseCheck.PAY, line, missing, words)


def _sick(line: BaseLine) -> Iterable[BaseFinding]:
    """Percent of the pay is the money (R4-06), and the room covers what is lost (R4-07)."""
    if line.pay is None or line.sick_percent is None:
        return
    room = share(line.pay, line.sick_percent)
    if line.sick_room is not None and abs(line.sick_room - room) > STEP // 2:
        words = _("Procenten och beloppet säger inte samma sak om utrymmet.")
        yield _finding(BaseCheck.SICK_ROOM, line, room - line.sick_room, words)
    if line.sick_actual is not None and line.sick_actual > line.sick_percent:
        short = share(line.pay, line.sick_actual) - room
        words = _("Sjukfrånvaron är högre än det som budgeten har utrymme för.")
        yield _finding(BaseCheck.SICK_ACTUAL, line, short, words)


def _frame(base: Base, lines: Sequence[BaseLine]) -> Iterable[BaseFinding]:
    """What the responsibilities have together is the frame (C4-031)."""
    over = sum(line.internal for line in lines) - base.frame
    if not lines or abs(over) <= STEP // 2:
        return
    words = (_("Internbudgeten är större än ramen.") if over > 0
             else _("En del av ramen är inte fördelad i internbudgeten."))  # fmt: skip
    yield BaseFinding(BaseCheck.FRAME, "", "", over, words, base.words)


def _closed(base: Base, line: BaseLine) -> Iterable[BaseFinding]:
    """A closed responsibility has no money for the months after its last."""
    if line.closed is None or line.closed.year > base.year:
        return
    open_months = line.closed.month if line.closed.year == base.year else 0
    left = line.internal - round(line.internal * open_months / MONTHS)
    if left:
        yield _finding(BaseCheck.CLOSED, line, left,
                       _("Ansvaret är stängt, men har budget efter sin sista månad."))  # fmt: skip


def _once(base: Base, line: BaseLine) -> Iterable[BaseFinding]:
    """Money for one purpose and one year does not stay in the next year's base."""
    if not line.once:
        return
    if line.once_year is not None and line.once_year != base.year:
        words = _("Pengarna gavs för ett annat år, men ligger kvar i underlaget.")
        yield _finding(BaseCheck.ONCE, line, line.once, words)
    elif line.once_year is None or not line.once_purpose:
        yield _finding(BaseCheck.ONCE, line, line.once,
                       _("Pengarna är tillfälliga, men ändamålet eller året saknas."))  # fmt: skip


def _finding(check: BaseCheck, line: BaseLine, amount: int, words: str) -> BaseFinding:
    return BaseFinding(check, line.code, line.name, amount, words, line.words)


def lacking(lines: Iterable[BaseLine]) -> list[str]:
    """Give the names of lines with pay but without what the checks of it need."""
    return [
        line.name for line in lines
        if line.pay is not None
        and (line.pay_before is None or line.sick_percent is None or line.sick_actual is None)
    ]  # fmt: skip


def may_keep_base(base: Base) -> Verdict:
    """A base has a frame, and a raise that is a share."""
    verdict = Verdict.yes()
    if base.frame <= 0:
        verdict += Verdict.no("frame", _("Ramen är inte större än noll."), _("Skriv ramen i tkr."))
    if not 0 <= base.raise_percent <= 25:
        verdict += Verdict.no("raise_percent", _("Höjningen är mellan 0 och 25 procent."),
                              _("Skriv den avtalade höjningen i procent."))  # fmt: skip
    return verdict


def may_change_base(*, is_decided: bool) -> Verdict:
    """A decided base stands."""
    if is_decided:
        return Verdict.no("words", _("Underlaget är beslutat."), _("Öppna det igen först."))
    return Verdict.yes()


def may_decide_base(*, is_decided: bool, lines: int, findings: Iterable[BaseFinding]) -> Verdict:
    """A base is decided when it has lines and each finding is mended or explained."""
    verdict = may_change_base(is_decided=is_decided)
    if not lines:
        verdict += Verdict.no("words", _("Underlaget har inga rader."), _("Läs in dem först."))
    left = sum(not one.explained for one in findings)
    if left:
        words = _("%s fynd är varken rättade eller förklarade.") % left
        verdict += Verdict.no("words", words, _("Rätta underlaget eller förklara dem först."))
    return verdict


def may_explain(words: str) -> Verdict:
    """An explanation is more than a word."""
    if len(words.split()) < 3:
        return Verdict.no("words", _("Förklaringen är för kort."), _("Skriv varför det är rätt."))
    return Verdict.yes()


def may_tell_line(line: BaseLine) -> Verdict:
    """Amounts are not below nought, and shares are shares."""
    amounts = (line.internal, line.pay, line.pay_before, line.sick_room, line.once)
    if any(one is not None and one < 0 for one in amounts):
        return Verdict.no("internal", _("Belopp i underlaget är noll eller mer."),
                          _("Rätta raden i källan."))  # fmt: skip
    shares = (line.sick_percent, line.sick_actual)
    if any(one is not None and not 0 <= one <= 100 for one in shares):
        return Verdict.no("sick_percent", _("Procent är mellan 0 och 100."),
                          _("Rätta raden i källan."))  # fmt: skip
    return Verdict.yes()
