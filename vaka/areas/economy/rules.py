"""What holds for the follow-up of money: one unit a table, sums that prove themselves, forecasts.

Amounts are whole öre: costs are negative, so a positive deviation is a surplus. Values in, verdicts
and values out; no database and no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, SEE_CLOSED, LEAD, TELL = "budget.see", "budget.see_closed", "budget.lead", "forecast.tell"


class Money(StrEnum):
    """The unit that all amounts of a table stand in; a table has one."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"


ORE = {Money.KR: 100, Money.TKR: 100_000, Money.MNKR: 100_000_000}
"""Öre in one of each."""
STEP = {Money.KR: 100, Money.TKR: 100_000, Money.MNKR: 10_000_000}
"""What amounts are printed to, in öre: whole kronor, whole tkr, tenths of mnkr."""
MONEY_LABELS = {
    Money.KR: gettext_lazy("kronor"),
    Money.TKR: gettext_lazy("tusen kronor (tkr)"),
    Money.MNKR: gettext_lazy("miljoner kronor (mnkr)"),
}


JUDGED = {"result", "change", "forecast_deviation", "forecast_change"}
"""Columns in which less than nothing is worse; the others hold amounts, not deviations."""


class MonthState(StrEnum):
    """Whether a month's follow-up can still be changed."""

    OPEN = "open"
    CLOSED = "closed"


MONTH_LABELS = {
    MonthState.OPEN: gettext_lazy("Öppen"),
    MonthState.CLOSED: gettext_lazy("Stängd"),
}
MONTH_TRANSITIONS = (
    Transition(
        "budget.close_month", (MonthState.OPEN,), MonthState.CLOSED, gettext_lazy("Stäng månaden"),
        LEAD,
    ),
    Transition(
        "budget.reopen_month", (MonthState.CLOSED,), MonthState.OPEN, gettext_lazy("Öppna igen"),
        LEAD, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One line of a table with its amounts in öre by column, as they are printed or computed."""

    key: str
    name: str
    parent: str = ""
    amounts: Mapping[str, int | None] = field(default_factory=dict)

    def get(self, column: str) -> int | None:
        """Give the amount of a column, None where none is told."""
        return self.amounts.get(column)


@dataclass(frozen=True)
class Finding:
    """An amount that differs from what it is made of; öre.

    `parts` is how many amounts it was computed from, `step` what all of them are printed to.
    """

    key: str
    name: str
    column: str
    printed: int
    computed: int
    parts: int
    step: int

    @property
    def difference(self) -> int:
        """Printed less computed."""
        return self.printed - self.computed

    @property
    def is_rounding(self) -> bool:
        """Whether the difference can come from rounding alone: half a step for each amount."""
        return 2 * abs(self.difference) <= (self.parts + 1) * self.step


def sum_findings(lines: Sequence[Told], column: str, step: int) -> list[Finding]:
    """Give every line that differs from the sum of its parts, rounding included.

    A line with one part alone is not their sum: the part is one of several ("varav").
    """
    found = []
    for line in lines:
        printed = line.get(column)
        told = [part.get(column) for part in lines if part.parent == line.key]
        parts = [amount for amount in told if amount is not None]
        if printed is not None and len(parts) > 1 and sum(parts) != printed:
            found.append(
                Finding(line.key, line.name, column, printed, sum(parts), len(parts), step)
            )
    return found


def difference_findings(
    lines: Iterable[Told], column: str, *, of: str, less: str, step: int
) -> list[Finding]:  # fmt: skip
    """Give every line where a printed difference is not that of its two amounts."""
    found = []
    for line in lines:
        printed, first, second = line.get(column), line.get(of), line.get(less)
        if printed is None or first is None or second is None:
            continue
        if printed != first - second:
            found.append(Finding(line.key, line.name, column, printed, first - second, 2, step))
    return found


def investment_findings(rows: Sequence[Told], step: int) -> list[Finding]:
    """Give what in a table of investments its own amounts contradict (K-INV-01).

    The last row is the net: the sum of every expenditure and income; a deviation is forecast less
    budget.
    """
    if not rows:
        return []
    *parts, net = rows
    found = difference_findings(
        rows, "forecast_deviation", of="forecast", less="annual", step=step
    )  # fmt: skip
    for column, printed in net.amounts.items():
        told = [one for part in parts if (one := part.get(column)) is not None]
        if printed is not None and sum(told) != printed:
            found.append(Finding(net.key, net.name, column, printed, sum(told), len(told), step))
    return found


def filled(lines: Sequence[Told], column: str) -> dict[str, int | None]:
    """Give each line's amount: its own, else the sum of its parts, else None."""
    known = {line.key: line.get(column) for line in lines}
    parts: dict[str, list[str]] = {}
    for line in lines:
        parts.setdefault(line.parent, []).append(line.key)

    def amount(key: str) -> int | None:
        if known[key] is None:
            told = [one for one in map(amount, parts.get(key, ())) if one is not None]
            known[key] = sum(told) if told else None
        return known[key]

    for line in lines:
        amount(line.key)
    return known


def gathers(pattern: str, code: str) -> bool:
    """Say whether a pattern takes in a code: `7446*`, `744610, 744900` or `5000-5999`; empty
    takes all."""
    wanted = [one.strip() for one in pattern.split(",") if one.strip()]
    return not wanted or any(_gathers(one, code) for one in wanted)


def _gathers(one: str, code: str) -> bool:
    if one.endswith("*"):
        return code.startswith(one[:-1])
    first, dash, last = one.partition("-")
    return first <= code[: len(first)] and code[: len(last)] <= last if dash else code == one


def in_money(ore: int | None, money: Money) -> int | float | None:
    """Write an amount in a table's unit, rounded half away from zero as people do."""
    if ore is None:
        return None
    steps = (2 * abs(ore) + STEP[money]) // (2 * STEP[money]) * (1 if ore >= 0 else -1)
    return steps / 10 if money is Money.MNKR else steps


def deviation(forecast: int | None, budget: int | None) -> int | None:
    """Give forecast less budget (R-08), None where one of them is not told."""
    return None if forecast is None or budget is None else forecast - budget


def is_short(column: str, amount: float | None) -> bool:
    """Say whether an amount of a column is worse than the budget, or than the month before."""
    return column in JUDGED and (amount or 0) < 0


def may_tell(
    *, result: int | None, deviation: int | None, change: int | None, cause: str, measure: str,
    change_words: str,
) -> Verdict:  # fmt: skip
    """Say whether a forecast is told whole: a shortfall has a cause, a forecast one a measure too,
    and a change since last month its reason (K-ECO-06, K-ECO-29)."""
    verdict = Verdict.yes()
    short = min(result or 0, deviation or 0) < 0
    if short and len(cause.split()) < 2:
        verdict += Verdict.no(
            "cause", _("Utfallet eller prognosen är sämre än budget."), _("Skriv vad det beror på.")
        )
    if (deviation or 0) < 0 and len(measure.split()) < 2:
        verdict += Verdict.no(
            "measure", _("Prognosen är sämre än budget."), _("Skriv vad ni gör åt det.")
        )
    if change and not change_words.strip():
        verdict += Verdict.no(
            "change_words", _("Prognosen har ändrats sedan förra månaden."), _("Skriv varför.")
        )
    return verdict


def may_change(state: str) -> Verdict:
    """A closed month stands as the board has seen it."""
    if state == MonthState.CLOSED:
        return Verdict.no(
            "month", _("Månaden är stängd."), _("Be controllern att öppna månaden igen.")
        )
    return Verdict.yes()


def may_close(missing: Sequence[str]) -> Verdict:
    """A month is closed when every line that someone answers for has its forecast."""
    if not missing:
        return Verdict.yes()
    return Verdict.no(
        "missing", _("Prognos saknas för %s.") % ", ".join(missing),
        _("Be cheferna att lämna den, eller lämna den åt dem."),
    )  # fmt: skip
