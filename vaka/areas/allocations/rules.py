"""What SKR's fee comes to, who shares a foundation's yield, who gets an allowance afterwards.

Values in, values and verdicts out; no database and no clock. Money is whole kronor or öre, as said.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict

SEE, HANDLE, PAY = "allocation.see", "allocation.handle", "allocation.pay"
KRONA = Decimal(1)


@dataclass(frozen=True)
class FeeRule:
    """One year's fee: kronor for each inhabitant, and what the largest pay of it."""

    year: int
    table: str
    population_date: date
    invoice_1: Decimal
    invoice_2: Decimal
    total: Decimal
    large_above: int
    large_pays: Decimal
    highest: Decimal
    pot: int
    source: str


@dataclass(frozen=True)
class Fee:
    """What one municipality pays in a year, whole kronor without VAT."""

    invoice_1: int
    invoice_2: int
    total: int


def fee(rule: FeeRule, inhabitants: int) -> Fee:
    """Give a municipality's fee (K-KBS-02). Each amount is rounded by itself, as SKR does, so the
    total may differ by a krona from its two invoices."""
    counted = inhabitants * (rule.large_pays if inhabitants > rule.large_above else KRONA)
    return Fee(*(_kronor(counted * each) for each in (rule.invoice_1, rule.invoice_2, rule.total)))


def _kronor(amount: Decimal) -> int:
    return int(amount.quantize(KRONA, ROUND_HALF_UP))


def is_within(rule: FeeRule, inhabitants: int, total: int) -> bool:
    """Say whether a fee stays under the highest amount for an inhabitant."""
    return total <= rule.highest * inhabitants


def equal_shares(amount: int, among: int) -> list[int]:
    """Share an amount in whole units that add up to it; what is left over goes to the first.

    >>> equal_shares(32235, 7)[0], equal_shares(10, 3)
    (4605, [4, 3, 3])
    """
    if among <= 0:
        return []
    each, left = divmod(amount, among)
    return [each + (place < left) for place in range(among)]


class Setting(StrEnum):
    """Whom the premises are for."""

    OLDER = "older"
    DISABILITY = "disability"
    OTHER = "other"


class Operation(StrEnum):
    """Who runs the care: the municipality, or someone on its behalf."""

    MUNICIPAL = "municipal"
    CONTRACTED = "contracted"
    PRIVATE = "private"


class AllocationState(StrEnum):
    """Whether a year's allocation can still be changed."""

    OPEN = "open"
    DECIDED = "decided"


SETTING_LABELS = {
    Setting.OLDER: gettext_lazy("Äldre"),
    Setting.DISABILITY: gettext_lazy("Personer med funktionsnedsättning"),
    Setting.OTHER: gettext_lazy("Någon annan grupp"),
}
OPERATION_LABELS = {
    Operation.MUNICIPAL: gettext_lazy("Kommunen"),
    Operation.CONTRACTED: gettext_lazy("Entreprenör på kommunens uppdrag"),
    Operation.PRIVATE: gettext_lazy("Någon annan, utan uppdrag av kommunen"),
}
STATE_LABELS = {
    AllocationState.OPEN: gettext_lazy("Öppen"),
    AllocationState.DECIDED: gettext_lazy("Beslutad"),
}
TRANSITIONS = (
    Transition("allocation.decide", (AllocationState.OPEN,), AllocationState.DECIDED,
               gettext_lazy("Beslut är fattat"), HANDLE, Comment.REQUIRED),
    Transition("allocation.reopen", (AllocationState.DECIDED,), AllocationState.OPEN,
               gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED),
)  # fmt: skip


def eligible(setting: str, operation: str, *, fits_purpose: bool) -> Verdict:
    """Say whether an application meets the gift's terms: flowers for premises where older people or
    people with disabilities stay in municipal care, contracted care too (K-FND-02, R-20)."""
    verdict = Verdict.yes()
    if setting == Setting.OTHER:
        verdict += Verdict.no("setting", _("Lokalerna är inte för äldre eller för personer med "
                                           "funktionsnedsättning."))  # fmt: skip
    if operation == Operation.PRIVATE:
        verdict += Verdict.no("operation", _("Verksamheten är inte kommunal omsorg."))
    if not fits_purpose:
        verdict += Verdict.no("fits_purpose", _("Pengarna ska inte gå till ändamålet."))
    return verdict


def for_purpose(distributable: int, percent: int) -> int:
    """Give the part of a year's return that goes to the purpose, in öre; the gift says how many
    percent (a quarter in K-FND-03)."""
    return distributable * percent // 100


def may_open(year: int, distributable: int, percent: int, *, taken: bool) -> Verdict:
    """A foundation has one allocation a year, of money that there is."""
    verdict = Verdict.yes()
    if not 1 <= percent <= 100:
        verdict += Verdict.no("percent", _("Andelen är ingen procent."),
                              _("Skriv mellan 1 och 100, som gåvobrevet säger."))  # fmt: skip
    if taken:
        verdict += Verdict.no("year", _("Stiftelsen har redan en fördelning för %d.") % year,
                              _("Välj ett annat år."))  # fmt: skip
    if distributable <= 0:
        verdict += Verdict.no("distributable", _("Det finns inget att fördela."),
                              _("Skriv den utdelningsbara avkastningen i kronor."))  # fmt: skip
    return verdict


def may_register(state: str, received: date, today: date) -> Verdict:
    """An application comes in before the allocation is decided, and not after today."""
    verdict = may_change(state)
    if received > today:
        verdict += Verdict.no("received_date", _("Dagen har inte varit än."),
                              _("Skriv dagen då ansökan kom in."))  # fmt: skip
    return verdict


def may_change(state: str) -> Verdict:
    """What is decided stands."""
    if state != AllocationState.DECIDED:
        return Verdict.yes()
    return Verdict.no("state", _("Fördelningen är beslutad."), _("Öppna den igen, med ett skäl."))


def may_decide(eligible_count: int) -> Verdict:
    """There is somebody to share the money."""
    if eligible_count:
        return Verdict.yes()
    return Verdict.no("none", _("Ingen ansökan uppfyller villkoren."),
                      _("Skriv in ansökningarna först."))  # fmt: skip


@dataclass(frozen=True)
class AllowanceRule:
    """Who gets a state grant as an allowance afterwards; months are numbers of the year."""

    since: date
    first_month: int
    last_month: int
    least_months: int
    active_month: int
    paid_month: int


@dataclass(frozen=True)
class Claim:
    """One who had an allowance: reference without identity, months, the decision's days."""

    reference: str
    months: frozenset[tuple[int, int]]
    decided_from: date | None
    decided_until: date | None = None


MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def months_in(text: str) -> frozenset[tuple[int, int]]:
    """Read months such as `2024-02, 2024-03`. Raises ValueError for anything else."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    found = [MONTH.fullmatch(part) for part in parts]
    if not all(found):
        raise ValueError(text)
    return frozenset((int(one[1]), int(one[2])) for one in found if one)


def likely_year(rule: AllowanceRule, today: date) -> int:
    """Give the year that a grant is most likely paid for: this one from the month in which somebody
    must have a decision, else the last."""
    return today.year if today.month >= rule.active_month else today.year - 1


def entitled(rule: AllowanceRule, year: int, claim: Claim) -> Verdict:
    """Say whether somebody meets the criteria, with each that fails."""
    paid = [m for y, m in claim.months if y == year and rule.first_month <= m <= rule.last_month]
    verdict = Verdict.yes()
    if len(paid) < rule.least_months:
        words = _("Månader med ersättning: %(n)s, och %(least)s behövs.")
        told = words % {"n": len(paid), "least": rule.least_months}
        verdict += Verdict.no("months", told)
    first = date(year, rule.active_month, 1)
    after = add_months(first, 1)
    begun = claim.decided_from is not None and claim.decided_from < after
    if not begun or (claim.decided_until is not None and claim.decided_until < first):
        verdict += Verdict.no("active", _("Inget beslut som gäller i %s.") % f"{first:%Y-%m}")
    return verdict


def paid_each(grant: int, persons: int) -> tuple[int, int]:
    """Give what each person gets, the same for all in öre, and what is left of the grant."""
    each = grant // persons if persons else 0
    return each, grant - each * persons


def may_pay(persons: int, grant: int) -> Verdict:
    """A payment needs money and somebody who meets the criteria."""
    verdict = Verdict.yes()
    if grant <= 0:
        verdict += Verdict.no("grant", _("Statsbidraget saknas."), _("Skriv beloppet i kronor."))
    if not persons:
        verdict += Verdict.no("file", _("Ingen i filen uppfyller villkoren."),
                              _("Kontrollera året och filens månader."))  # fmt: skip
    return verdict
