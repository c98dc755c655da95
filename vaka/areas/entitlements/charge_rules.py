"""What a special charge for a late decision could be, and why it could be asked for at all.

IVO may ask a court for it when a decision by the board, or a court's own, is not executed within a
reasonable time; the law says no number of days. Its limits follow the decision's day (SoL 2025:400
34:5 to 34:10, LSS 28 a to e). What a court would say is never guessed. Values in, values out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.entitlements.rules import Ground, bucket, last_day_in_time, months_waited

WAITS_BY_WISH = "R4"
"""The code of a reason that says that the person has asked to wait."""


class ChargeRisk(StrEnum):
    """Where a decision stands towards a special charge."""

    NONE = "none"
    WITHIN = "within"
    RUNS = "runs"
    WAS_LATE = "was_late"


CHARGE_RISK_LABELS = {
    ChargeRisk.NONE: gettext_lazy("Ingen särskild avgift"),
    ChargeRisk.WITHIN: gettext_lazy("Inom tre månader"),
    ChargeRisk.RUNS: gettext_lazy("Risken löper"),
    ChargeRisk.WAS_LATE: gettext_lazy("Kan prövas i efterhand"),
}


@dataclass(frozen=True)
class Delay:
    """What a charge is judged by.

    Attributes:
        start: the day from which it has waited: the decision's, the ruling's, the interruption's.
        until: the day it began or ended, or today.
        is_over: it waits no more.
        declined: how many offers have been declined.
        charges: how many charges have been judged of it already.
    """

    ground: Ground
    start: date
    until: date
    is_over: bool
    reason_code: str = ""
    declined: int = 0
    charges: int = 0


@dataclass(frozen=True)
class Judged:
    """How a wait was judged; `amount` in kronor is None where no charge was made."""

    months: int
    amount: int | None
    on: date
    source: str
    verified: bool = True

    @property
    def bucket(self) -> str:
        """Its group of months."""
        return bucket(self.months)


def exposure(delay: Delay) -> ChargeRisk:
    """Say where it stands; three months is the limit of the report, a reasonable time can be
    shorter, so nothing within them is called free of risk."""
    if delay.ground is Ground.UNASSESSED:
        return ChargeRisk.NONE
    if delay.until <= last_day_in_time(delay.start):
        return ChargeRisk.NONE if delay.is_over else ChargeRisk.WITHIN
    return ChargeRisk.WAS_LATE if delay.is_over else ChargeRisk.RUNS


def reasons(delay: Delay) -> list[str]:
    """Give what speaks for and against, one fact a line."""
    stands = exposure(delay)
    if delay.ground is Ground.UNASSESSED:
        return [_("Insatsen ges utan behovsprövning och kan inte ge särskild avgift.")]
    found = [_waited(delay, stands)]
    if delay.ground is Ground.COURT:
        found.append(_("En dom ger risk för avgift men ingen kvartalsrapport."))
    if delay.reason_code == WAITS_BY_WISH:
        found.append(
            _("Den enskilde vill vänta. Inom ett valfrihetssystem tas då ingen avgift ut.")
        )
    if delay.declined:
        words = ngettext(
            "%d erbjudande har avböjts. Dröjsmålet räknas ändå.",
            "%d erbjudanden har avböjts. Dröjsmålet räknas ändå.",
            delay.declined,
        )
        found.append(words % delay.declined)
    if delay.charges and stands is ChargeRisk.RUNS:
        found.append(_("Avgift har dömts ut förut. Fortsätter dröjsmålet kan en ny tas ut."))
    return found


def similar(months: int, judged: Iterable[Judged]) -> list[Judged]:
    """Give the judgments of waits in the same group of months, the latest first."""
    group = bucket(months)
    return sorted((o for o in judged if o.bucket == group), key=lambda o: o.on, reverse=True)


def _waited(delay: Delay, stands: ChargeRisk) -> str:
    months = months_waited(delay.start, delay.until)
    if stands is ChargeRisk.WITHIN:
        return _("Tre månader har inte gått. Lagen anger ingen tid; skälig tid kan vara kortare.")
    if stands is ChargeRisk.NONE:
        return _("Insatsen började eller beslutet avslutades inom tre månader.")
    words = ngettext("Väntan är %d hel månad.", "Väntan är %d hela månader.", months)
    return words % months
