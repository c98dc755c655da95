"""A quarter's statistics: by service, reason, end, sex and time waited; and what may be published.

The council gets numbers, kinds of service and time passed since the decision, and nothing that
names a person (SoL 2025:400 34:3, LSS 28 h). Time is grouped as IVO grouped it in 2016.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from vaka.areas.entitlements import rules
from vaka.areas.entitlements.queries import AccountRow, QuarterAccount
from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Statistics:
    """The figures of one table; `by_sex` is empty when the source says it of nobody."""

    total: int
    by_service: Counts
    by_reason: Counts
    by_end: Counts
    by_bucket: Counts
    by_sex: Counts
    median_days: float | None
    shortest_days: int | None
    longest_days: int | None


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
        median_days=float(median(days)) if days else None,
        shortest_days=min(days, default=None),
        longest_days=max(days, default=None),
    )


def published(account: QuarterAccount, least: int) -> list[list[str]]:
    """Give rows of table, division, group and count; counts from 1 to below `least` are hidden,
    with as many more as are needed so that none of them can be worked out.
    """
    found: list[list[str]] = []
    for table, rows in account.tables():
        counted = statistics(rows)
        for division, counts in _divisions(counted):
            shown = masked([number for _name, number in counts], counted.total, least)
            names = [*(name for name, _number in counts), _("Summa")]
            found += [[table, division, *pair] for pair in zip(names, shown, strict=True)]
    return found


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


def _divisions(counted: Statistics) -> Iterator[tuple[str, Counts]]:
    """The divisions that have groups; each one's groups add up to the total."""
    named = (
        (_("Insats"), counted.by_service),
        (_("Månader från beslutet"), counted.by_bucket),
        (_("Kön"), counted.by_sex),
    )
    return ((name, counts) for name, counts in named if counts)


def _most(names: Iterable[str]) -> Counts:
    return tuple(Counter(names).most_common())


def _buckets(rows: list[AccountRow]) -> Counts:
    """Every group of months stands, the empty ones too; the shortest only when it has somebody."""
    counts = Counter(rules.bucket(one.months) for one in rows if one.months is not None)
    order = [rules.bucket(0), *(rules.bucket(low) for low, _high in rules.BUCKETS)]
    return tuple((name, counts[name]) for i, name in enumerate(order) if i or counts[name])


def _by_sex(rows: list[AccountRow]) -> Counts:
    counts = Counter(one.sex for one in rows)
    if not set(counts) - {""}:
        return ()
    labels = {"K": _("Kvinnor"), "M": _("Män"), "": _("Kön saknas")}
    return tuple((labels[code], counts[code]) for code in labels if counts[code])
