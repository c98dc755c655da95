"""A quarter's statistics: by service, reason, end, sex and time waited; and what may be published.

The council gets numbers, kinds of service and time passed since the decision, and nothing that
names a person (SoL 2025:400 34:3, LSS 28 h). Time is grouped as IVO grouped it in 2016.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import gettext as _

from vaka.areas.entitlements import rules
from vaka.areas.entitlements.offer_rules import DECLINED_REASON
from vaka.areas.entitlements.queries import AccountRow, QuarterAccount
from vaka.areas.entitlements.reason_queries import reason_label
from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ServiceWait:
    """How long those of one service have waited; `declined` have said no to an offer."""

    service: str
    count: int
    median_days: float | None
    longest_days: int | None
    declined: int

    @property
    def declined_percent(self) -> float:
        """The share that has said no to an offer, in percent."""
        return 100 * self.declined / self.count


@dataclass(frozen=True)
class Statistics:
    """The figures of one table; `by_sex` is empty when the source says it of nobody, and
    `by_declined` when nobody has said no to an offer."""

    total: int
    by_service: Counts
    by_reason: Counts
    by_end: Counts
    by_bucket: Counts
    by_sex: Counts
    by_declined: Counts
    waits: tuple[ServiceWait, ...]
    median_days: float | None
    shortest_days: int | None
    longest_days: int | None


@dataclass(frozen=True)
class Handling:
    """Days from application to decision of a quarter's decisions; `known` says of how many."""

    decided: int
    known: int
    median_days: float | None
    longest_days: int | None


def handled(spans: Iterable[tuple[date | None, date]]) -> Handling:
    """Count days from application to decision.

    Args:
        spans: the day of application, where it is known, and that of the decision.
    """
    found = list(spans)
    days = [(decided - applied).days for applied, decided in found if applied]
    return Handling(len(found), len(days), float(median(days)) if days else None,
                    max(days, default=None))  # fmt: skip


def statistics(rows: Iterable[AccountRow]) -> Statistics:
    """Count a table's rows."""
    found = list(rows)
    days = [one.days for one in found if one.days is not None]
    return Statistics(
        total=len(found),
        by_service=_most(one.service for one in found),
        by_reason=_most(one.reason or _("Inget skäl angivet") for one in found),
        by_end=_most(str(rules.END_LABELS[rules.End(o.end_code)]) for o in found if o.end_code),
        by_bucket=_buckets(found),
        by_sex=_by_sex(found),
        by_declined=_by_declined(found),
        waits=service_waits(found),
        median_days=float(median(days)) if days else None,
        shortest_days=min(days, default=None),
        longest_days=max(days, default=None),
    )


def service_waits(rows: Iterable[AccountRow]) -> tuple[ServiceWait, ...]:
    """Count a table's rows service by service, the most first."""
    found = list(rows)
    return tuple(_wait(name, [one for one in found if one.service == name])
                 for name, _count in _most(one.service for one in found))  # fmt: skip


def executed_waits(account: QuarterAccount) -> tuple[ServiceWait, ...]:
    """Count from the decision, or the interruption, to the service's start, of what a quarter
    tells that it has been carried out."""
    over = (*account.ended, *account.executed_late)
    return service_waits(one for one in over if one.end_code == rules.End.EXECUTED)


def _wait(service: str, rows: list[AccountRow]) -> ServiceWait:
    days = [one.days for one in rows if one.days is not None]
    return ServiceWait(service, len(rows), float(median(days)) if days else None,
                       max(days, default=None), sum(_said_no(one) for one in rows))  # fmt: skip


def published(
    account: QuarterAccount, least: int, handling: Handling | None = None
) -> list[list[str]]:
    """Give rows of table, division, group and count; counts from 1 to below `least` are hidden,
    with as many more as are needed so that none of them can be worked out. A median of fewer than
    `least` is not written. Reasons are written by code, never in a case officer's words.
    """
    found: list[list[str]] = []
    for (table, rows), since in zip(account.tables(), _since(), strict=False):
        counted = statistics(rows)
        for division, counts in _divisions(counted, _reasons(account, rows), since):
            shown = masked([number for _name, number in counts], counted.total, least)
            names = [*(name for name, _number in counts), _("Summa")]
            found += [[table, division, *pair] for pair in zip(names, shown, strict=True)]
            if division == _("Insats"):
                found += _medians(table, since, counted.waits, shown)
        found += _median(
            table, _("Dagar från %s") % since, counted.median_days, counted.total, least
        )
    return found + (_handled(handling, least) if handling else [])


def _handled(handling: Handling, least: int) -> list[list[str]]:
    table, division = _("Beslut i kvartalet"), _("Dagar från ansökan till beslut")
    parts = [handling.known, handling.decided - handling.known]
    names = (_("Med känd ansökningsdag"), _("Utan känd ansökningsdag"), _("Summa"))
    shown = masked(parts, handling.decided, least)
    counts = [[table, division, *pair] for pair in zip(names, shown, strict=True)]
    return counts + _median(table, division, handling.median_days, handling.known, least)


def _median(
    table: str, division: str, days: float | None, count: int, least: int
) -> list[list[str]]:
    if days is None or count < least:
        return []
    return [[table, division, _("Median"), f"{days:g}".replace(".", ",")]]


def _medians(
    table: str, since: str, waits: tuple[ServiceWait, ...], shown: list[str]
) -> list[list[str]]:
    """The median of each service whose count is written, which then is no small one."""
    division = _("Median av dagar från %s, efter insats") % since
    return [
        [table, division, one.service, f"{one.median_days:g}".replace(".", ",")]
        for one, count in zip(waits, shown, strict=False)
        if one.median_days is not None and count == str(one.count)
    ]


def _reasons(account: QuarterAccount, rows: Iterable[AccountRow]) -> Counts:
    """The reasons of those that wait, by code; none for a table of those that have ended."""
    waiting = [one for one in rows if not one.end_code]
    on = account.quarter.last_date
    return _most(reason_label(o.reason_code, on) or _("Inget skäl angivet") for o in waiting)


def masked(parts: list[int], total: int, least: int) -> list[str]:
    """Write counts and their sum last, with the small ones hidden."""
    values = [*parts, total]
    primary = frozenset(i for i, n in enumerate(values) if 0 < n < least)
    sums = [Sum(len(parts), tuple(range(len(parts))))]
    try:
        hidden = hidden_cells(values, sums, primary, least)
    except CannotProtectError:
        hidden = frozenset(range(len(values)))
    return [_("visas inte") if i in hidden else str(n) for i, n in enumerate(values)]


def _since() -> tuple[str, ...]:
    """From what each table's days and months are counted."""
    either = _("beslutet eller avbrottet")
    return _("beslutet"), _("avbrottet"), either, either


def _divisions(counted: Statistics, reasons: Counts, since: str) -> Iterator[tuple[str, Counts]]:
    """The divisions that have groups; each one's groups add up to the total."""
    whole = sum(count for _name, count in reasons) == counted.total
    named = (
        (_("Insats"), counted.by_service),
        (_("Skäl"), reasons if whole else ()),
        (_("Månader från %s") % since, counted.by_bucket),
        (_("Kön"), counted.by_sex),
        (_("Erbjudanden"), counted.by_declined),
    )
    return ((name, counts) for name, counts in named if counts)


def _most(names: Iterable[str]) -> Counts:
    return tuple(Counter(names).most_common())


def _buckets(rows: list[AccountRow]) -> Counts:
    """Every group of months stands, the empty ones too; the shortest, and those of whom nobody
    knows how long they waited, only when there is somebody."""
    counts = Counter(rules.bucket(one.months) for one in rows if one.months is not None)
    order = [rules.bucket(0), *(rules.bucket(low) for low, _high in rules.BUCKETS)]
    known = tuple((name, counts[name]) for i, name in enumerate(order) if i or counts[name])
    unknown = sum(one.months is None for one in rows)
    return (*known, (_("Okänd tid"), unknown)) if unknown else known


def _by_declined(rows: list[AccountRow]) -> Counts:
    """How many have said no to an offer; that none is written is not that none was made."""
    said_no = sum(_said_no(one) for one in rows)
    if not said_no:
        return ()
    return (_("Har tackat nej"), said_no), (_("Inget nej är skrivet"), len(rows) - said_no)


def _said_no(row: AccountRow) -> bool:
    """Whether an offer has been declined: by its count, or by a reason that gives no count."""
    return row.declined > 0 or row.reason_code == DECLINED_REASON


def _by_sex(rows: list[AccountRow]) -> Counts:
    counts = Counter(one.sex for one in rows)
    if not set(counts) - {""}:
        return ()
    labels = {"K": _("Kvinnor"), "M": _("Män"), "": _("Kön saknas")}
    return tuple((labels[code], counts[code]) for code in labels if counts[code])
