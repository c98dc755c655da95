"""What holds for money with a purpose of its own: grants, reserves, funds, money set aside.

Left is what has been given less what is used and given back; a fund or reserve is never drawn on
beyond its ceiling (K-ECO-20 to 22), and a state grant is reported back only when every krona of it
is accounted for (C4-042). Amounts are whole öre. Values in, verdicts out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.economy.rules import LEAD
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class EarmarkSort(StrEnum):
    """What sort of money it is."""

    GRANT = "grant"
    RESERVE = "reserve"
    FUND = "fund"
    SET_ASIDE = "set_aside"


class EarmarkState(StrEnum):
    """How far the money has come; only grants are applied for and reported back."""

    PLANNED = "planned"
    APPLIED = "applied"
    HELD = "held"
    REPORTED = "reported"
    ENDED = "ended"


class EntryKind(StrEnum):
    """What happened to the money."""

    RECEIVED = "received"
    USED = "used"
    RETURNED = "returned"


SORT_LABELS = {
    EarmarkSort.GRANT: gettext_lazy("Statsbidrag"),
    EarmarkSort.RESERVE: gettext_lazy("Reserv"),
    EarmarkSort.FUND: gettext_lazy("Fond"),
    EarmarkSort.SET_ASIDE: gettext_lazy("Avsatta medel"),
}
STATE_LABELS = {
    EarmarkState.PLANNED: gettext_lazy("Planeras"),
    EarmarkState.APPLIED: gettext_lazy("Sökt, väntar på besked"),
    EarmarkState.HELD: gettext_lazy("Kan användas"),
    EarmarkState.REPORTED: gettext_lazy("Återrapporterat"),
    EarmarkState.ENDED: gettext_lazy("Avslutat"),
}
ENTRY_LABELS = {
    EntryKind.RECEIVED: gettext_lazy("Mottaget"),
    EntryKind.USED: gettext_lazy("Använt"),
    EntryKind.RETURNED: gettext_lazy("Återbetalt"),
}
TRANSITIONS = (
    Transition("earmark.apply", (EarmarkState.PLANNED,), EarmarkState.APPLIED,
               gettext_lazy("Ansökan är skickad"), LEAD),
    Transition("earmark.hold", (EarmarkState.PLANNED, EarmarkState.APPLIED), EarmarkState.HELD,
               gettext_lazy("Pengarna är beviljade"), LEAD),
    Transition("earmark.report", (EarmarkState.HELD,), EarmarkState.REPORTED,
               gettext_lazy("Återrapporten är lämnad"), LEAD, Comment.REQUIRED),
    Transition("earmark.end", (EarmarkState.PLANNED, EarmarkState.APPLIED, EarmarkState.HELD),
               EarmarkState.ENDED, gettext_lazy("Avsluta"), LEAD, Comment.REQUIRED),
    Transition("earmark.take_back", (EarmarkState.APPLIED, EarmarkState.HELD),
               EarmarkState.PLANNED, gettext_lazy("Tillbaka till planering"), LEAD,
               Comment.REQUIRED),
    Transition("earmark.resume", (EarmarkState.REPORTED, EarmarkState.ENDED), EarmarkState.HELD,
               gettext_lazy("Ta upp igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip
GRANT_ONLY = {"earmark.apply", "earmark.report"}
CLOSED = {EarmarkState.REPORTED, EarmarkState.ENDED}


@dataclass(frozen=True)
class Account:
    """Where the money stands; öre. `amount` is what is granted, set aside or the ceiling."""

    amount: int
    received: int = 0
    used: int = 0
    returned: int = 0

    @property
    def left(self) -> int:
        """What may still be used."""
        return self.amount - self.used - self.returned

    @property
    def unaccounted(self) -> int:
        """What has been received and neither used nor given back."""
        return self.received - self.used - self.returned


def account(amount: int, entries: Iterable[tuple[str, int]]) -> Account:
    """Add entries, kind and öre, up."""
    sums = dict.fromkeys(EntryKind, 0)
    for kind, ore in entries:
        sums[EntryKind(kind)] += ore
    return Account(amount, *(sums[kind] for kind in EntryKind))


def steps(state: str, sort: str) -> list[Transition]:
    """Give the steps that a state and a sort of money have."""
    return [
        one for one in TRANSITIONS
        if state in one.from_states and (sort == EarmarkSort.GRANT or one.verb not in GRANT_ONLY)
    ]  # fmt: skip


def due_date(
    state: str, *, apply_by: date | None, use_by: date | None, report_by: date | None
) -> date | None:
    """Give the day of what waits next: to apply, else to report back, else to have used it."""
    if state == EarmarkState.PLANNED:
        return apply_by
    return report_by or use_by if state == EarmarkState.HELD else None


def may_keep(
    *, sort: str, amount: int, conditions: str, apply_by: date | None, use_by: date | None,
    report_by: date | None,
) -> Verdict:  # fmt: skip
    """Money has an amount and its conditions; a grant its report day; days come in order."""
    verdict = Verdict.yes()
    if amount <= 0:
        verdict += Verdict.no("amount", _("Beloppet är inte större än noll."),
                              _("Skriv hur mycket pengarna är eller får vara högst."))  # fmt: skip
    if len(conditions.split()) < 2:
        verdict += Verdict.no("conditions", _("Villkoren saknas."),
                              _("Skriv vad pengarna får användas till."))  # fmt: skip
    if sort == EarmarkSort.GRANT and report_by is None:
        verdict += Verdict.no("report_by", _("Ett statsbidrag återrapporteras."),
                              _("Skriv sista dagen för återrapporten."))  # fmt: skip
    told = [one for one in (apply_by, use_by, report_by) if one]
    if told != sorted(told):
        verdict += Verdict.no("use_by", _("Dagarna kommer inte i ordning."),
                              _("Först ansökan, sedan användningen, sist rapporten."))  # fmt: skip
    return verdict


def may_enter(
    *, state: str, now: Account, kind: str, ore: int, day: date, today: date
) -> Verdict:  # fmt: skip
    """An entry is of money that is held, in a day that has been, and never beyond the ceiling."""
    verdict = Verdict.yes()
    if state != EarmarkState.HELD:
        verdict += Verdict.no("state", _("Pengarna kan inte användas i det här läget."),
                              _("Anteckna att de är beviljade, eller ta upp dem."))  # fmt: skip
    if ore <= 0:
        verdict += Verdict.no("amount", _("Beloppet är inte större än noll."),
                              _("Skriv ett belopp i kronor."))  # fmt: skip
    if day > today:
        verdict += Verdict.no("day", _("Dagen har inte varit än."), _("Skriv dagen då det hände."))
    if kind != EntryKind.RECEIVED and ore > now.left:
        verdict += Verdict.no("amount", _("Beloppet är större än det som är kvar."),
                              _("Kontrollera beloppet, eller ändra taket."))  # fmt: skip
    if kind == EntryKind.RECEIVED and now.received + ore > now.amount:
        verdict += Verdict.no("amount", _("Mer är mottaget än det som är beviljat."),
                              _("Kontrollera beloppet, eller ändra det beviljade."))  # fmt: skip
    return verdict


def may_report(now: Account) -> Verdict:
    """A grant is reported back when what was received is what was used and given back."""
    if now.received and not now.unaccounted:
        return Verdict.yes()
    if not now.received:
        return Verdict.no("words", _("Inget är mottaget."), _("Anteckna det som har kommit in."))
    return Verdict.no("words", _("Mottaget är inte lika med använt och återbetalt."),
                      _("Anteckna det som saknas först."))  # fmt: skip


def may_take_back(now: Account) -> Verdict:
    """Money with entries is not only planned."""
    if now.received or now.used or now.returned:
        return Verdict.no("words", _("Pengarna har redan poster."), _("Ta bort posterna först."))
    return Verdict.yes()


def may_change(now: Account, amount: int, state: str) -> Verdict:
    """The amount covers what has happened, and what is closed stands."""
    if state in CLOSED:
        return Verdict.no("state", _("Pengarna är redovisade eller avslutade."),
                          _("Ta upp dem igen först."))  # fmt: skip
    if amount < max(now.received, now.used + now.returned):
        return Verdict.no("amount", _("Mer än så är redan mottaget eller använt."),
                          _("Ta bort poster som är fel först."))  # fmt: skip
    return Verdict.yes()


def may_remove(state: str) -> Verdict:
    """Entries of what is reported back or ended stand."""
    if state in CLOSED:
        return Verdict.no("state", _("Pengarna är redovisade eller avslutade."),
                          _("Ta upp dem igen först."))  # fmt: skip
    return Verdict.yes()


def no_such_step() -> Verdict:
    """Reserves, funds and money set aside are not applied for, nor reported back."""
    return Verdict.no("words", _("Bara statsbidrag söks och återrapporteras."),
                      _("Anteckna att pengarna är beviljade eller avslutade."))  # fmt: skip
