"""What a special charge could be, of one decision and of a quarter, with the law and its day."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from vaka.areas.entitlements import charge_rules, rules
from vaka.areas.entitlements.charge_rules import CHARGE_RISK_LABELS, ChargeRisk, Delay, Judged
from vaka.areas.entitlements.event_rules import Ruled
from vaka.areas.entitlements.models import Decision, Ruling
from vaka.areas.entitlements.queries import QuarterAccount
from vaka.areas.entitlements.reason_queries import reason_of
from vaka.areas.entitlements.rules import Ground
from vaka.law import cite
from vaka.law.values import NotInForce, number

ALL = {"SoL": "charge.all_sol", "LSS": "charge.all_lss"}
JUDGED = Path(__file__).with_name("judged.toml")
SHOWN = 5
"""How many judgments of similar waits a page shows."""


@dataclass(frozen=True)
class Limits:
    """The lowest and the highest charge in kronor by a decision's day; `law` is where it stands."""

    lowest: int
    highest: int
    law: str
    verified: bool
    limitation: str


@dataclass(frozen=True)
class Year:
    """What one year's applications came to in all, in kronor, and who says so."""

    label: str
    applications: int
    total: int
    source: str
    verified: bool

    @property
    def mean(self) -> int:
        """Kronor an application."""
        return round(self.total / self.applications)


@dataclass(frozen=True)
class Risk:
    """What the page of a decision says of a special charge."""

    exposure: ChargeRisk
    label: str
    limits: Limits
    reasons: list[str]
    judged: list[Judged]
    years: tuple[Year, ...]

    @property
    def runs(self) -> bool:
        """Whether a charge can be asked for."""
        return self.exposure in {ChargeRisk.RUNS, ChargeRisk.WAS_LATE}


@dataclass(frozen=True)
class Band:
    """The decisions of a quarter that have the same limits."""

    lowest: int
    highest: int
    decisions: int

    @property
    def least(self) -> int:
        """Kronor in all if every one cost the lowest charge."""
        return self.lowest * self.decisions


def limits_of(decision: Decision) -> Limits:
    """Give the limits that hold for a decision, by the day it was made or ruled."""
    return limits_on(_made(decision), decision.law)


@cache
def limits_on(day: date, law: str) -> Limits:
    """Give the limits by the day of a decision. Raises NotInForce before the law has any."""
    row, lowest = cite(ALL.get(law, ALL["SoL"]), on=day), cite("charge.lowest", on=day)
    try:
        limitation = cite("charge.limitation", on=day).text
    except NotInForce:
        limitation = ""
    return Limits(number("charge.lowest", on=day), number("charge.highest", on=day), row.text,
                  row.verified and lowest.verified, limitation)  # fmt: skip


def risk_of(decision: Decision, today: date) -> Risk:
    """Give what a special charge could be of a decision, and how similar waits were judged."""
    delay = delay_of(decision, today)
    months = rules.months_waited(delay.start, max(delay.start, delay.until))
    exposure = charge_rules.exposure(delay)
    return Risk(
        exposure, str(CHARGE_RISK_LABELS[exposure]), limits_of(decision),
        charge_rules.reasons(delay), charge_rules.similar(months, own_judgments())[:SHOWN],
        years(),
    )  # fmt: skip


def delay_of(decision: Decision, today: date) -> Delay:
    """Give what a charge would be judged by: the wait, or the interruption that goes on."""
    paused = decision.interrupted_date and not (decision.resumed_date or decision.ended_date)
    start = decision.interrupted_date if paused else _made(decision)
    left = None if paused else decision.executed_date or decision.ended_date
    assert start is not None
    kept = decision.interruptions.all()
    why = reason_of(decision, decision.interrupted_date if paused else None, kept)
    return Delay(
        ground=Ground(decision.ground), start=start, until=left or today,
        is_over=left is not None or (bool(decision.end_code) and not paused),
        reason_code=why.code,
        declined=decision.offers_declined or 0,
        charges=sum(one.ruled == Ruled.CHARGED for one in decision.rulings.all()),
    )  # fmt: skip


def bands(account: QuarterAccount) -> list[Band]:
    """Give how many of a quarter's decisions that wait have which limits, the oldest first."""
    waiting = [row.id for row in (*account.not_executed, *account.interrupted)]
    found: Counter[tuple[int, int]] = Counter()
    for start in range(0, len(waiting), 1000):
        chosen = Decision.objects.filter(pk__in=waiting[start : start + 1000])
        for day, law in chosen.values_list("decided_date", "law"):
            limits = limits_on(day, law)
            found[limits.lowest, limits.highest] += 1
    return [Band(*span, count) for span, count in sorted(found.items())]


def own_judgments() -> list[Judged]:
    """Give the municipality's own rulings on charges, without the decisions they are about."""
    rows = Ruling.objects.exclude(ruled=Ruled.GRANTED)
    found = rows.values_list("months", "amount", "ruled_date")
    return [Judged(months, amount, on, _("Egen dom")) for months, amount, on in found]


@cache
def years() -> tuple[Year, ...]:
    """Give what is known of all applications, from dated data with its source."""
    return tuple(Year(**row) for row in tomllib.loads(JUDGED.read_text("utf-8"))["year"])


def _made(decision: Decision) -> date:
    """The day whose limits hold: the board's decision, or the court's where it is the ground."""
    is_court = decision.ground == Ground.COURT and decision.court_date
    return decision.court_date if is_court and decision.court_date else decision.decided_date
