"""The fixed cross-checks of a waiting list: what its cells cannot all say at once (R4-66).

Each finding says where, what was printed and what the other cells make of it. A month that was not
counted is checked against nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.waiting_lists.rules import LABELS, MONTHS_EARLIER, STAYS, ListKind, Measure, Value
from vaka.law.months import add_months

TOTAL_GROUP = ""
Key = tuple[str, Measure, date]


@dataclass(frozen=True)
class Finding:
    """Where a list contradicts itself or what was counted."""

    group: str
    measure: Measure
    month: date
    words: str
    printed: int
    computed: int


@dataclass(frozen=True)
class Sheet:
    """The cells of a list to be checked; `marked` have a footnote of places accepted."""

    kind: ListKind
    months: Sequence[date]
    cells: Mapping[Key, Value]
    marked: frozenset[tuple[str, date]] = frozenset()

    def number(self, group: str, measure: Measure, month: date) -> int | None:
        """Give a cell's number, None where it is not counted or not there."""
        value = self.cells.get((group, measure, month))
        return value.counted if value else None


def findings(sheet: Sheet) -> list[Finding]:
    """Give every contradiction, month by month."""
    return [found for month in sheet.months for found in _of_month(sheet, month)]


def differences(printed: Sheet, counted: Sheet) -> list[Finding]:
    """Give the cells where what was printed is another number than what was counted."""
    found = []
    for key, value in printed.cells.items():
        told, own = value.counted, counted.number(*key)
        if told is not None and own is not None and told != own:
            words = _("Utskrivet och räknat ur besluten är inte samma tal.")
            found.append(Finding(key[0], key[1], key[2], words, told, own))
    return sorted(found, key=lambda one: (one.month, one.group, one.measure))


def _of_month(sheet: Sheet, month: date) -> Iterator[Finding]:
    yield from _total(sheet, month)
    for group in sheet.kind.groups:
        yield from _stays(sheet, group.code, month)
        for upper, lower, words in _WITHIN:
            yield from _within(sheet, group.code, month, upper, lower, words())
        yield from _earlier(sheet, group.code, month)
        yield from _declined_before(sheet, group.code, month)


def _total(sheet: Sheet, month: date) -> Iterator[Finding]:
    total = sheet.number(TOTAL_GROUP, Measure.TOTAL, month)
    needs = [sheet.number(group.code, Measure.NEED, month) for group in sheet.kind.groups]
    known = [one for one in needs if one is not None]
    if total is not None and len(known) == len(needs) and total != sum(known):
        words = _("Totalt väntande är inte summan av gruppernas behov.")
        yield Finding(TOTAL_GROUP, Measure.TOTAL, month, words, total, sum(known))


def _stays(sheet: Sheet, group: str, month: date) -> Iterator[Finding]:
    need = sheet.number(group, Measure.NEED, month)
    parts = [sheet.number(group, one, month) for one in STAYS]
    known = [one for one in parts if one is not None]
    if need is not None and len(known) == len(parts) and need != sum(known):
        words = _("Behovet är inte summan av var personerna vistas.")
        yield Finding(group, Measure.NEED, month, words, need, sum(known))


_WITHIN: tuple[tuple[Measure, Measure, Callable[[], str]], ...] = (
    (Measure.NEED, Measure.LATE, lambda: _("Fler har väntat mer än tre månader än som väntar.")),
    (Measure.LATE, Measure.LATE_DECLINED,
     lambda: _("Fler har väntat och tackat nej än som har väntat mer än tre månader.")),
    (Measure.DECLINED, Measure.LATE_DECLINED,
     lambda: _("Fler har väntat och tackat nej än som har fått ett erbjudande och tackat nej.")),
    (Measure.NEED, Measure.OTHER_HELP, lambda: _("Fler har en annan insats än som väntar.")),
)  # fmt: skip


def _within(
    sheet: Sheet, group: str, month: date, upper: Measure, lower: Measure, words: str
) -> Iterator[Finding]:
    most, part = sheet.number(group, upper, month), sheet.number(group, lower, month)
    if most is not None and part is not None and part > most:
        yield Finding(group, lower, month, words, part, most)


def _earlier(sheet: Sheet, group: str, month: date) -> Iterator[Finding]:
    late = sheet.number(group, Measure.LATE, month)
    before = sheet.number(group, Measure.NEED, add_months(month, -MONTHS_EARLIER))
    if late is not None and before is not None and late > before:
        words = _("Fler har väntat mer än tre månader än som väntade tre månader tidigare.")
        yield Finding(group, Measure.LATE, month, words, late, before)


def _declined_before(sheet: Sheet, group: str, month: date) -> Iterator[Finding]:
    """Who has waited for three months waited in each month between; so at most as many of them
    have not declined as had not declined then, unless a place has been accepted since."""
    late = sheet.number(group, Measure.LATE, month)
    no = sheet.number(group, Measure.LATE_DECLINED, month)
    if late is None or no is None:
        return
    for step in range(1, MONTHS_EARLIER + 1):
        then = add_months(month, -step)
        need, declined = (
            sheet.number(group, one, then) for one in (Measure.NEED, Measure.DECLINED)
        )
        said_yes = (group, month) in sheet.marked and (group, then) not in sheet.marked
        if need is None or declined is None or said_yes:
            continue
        if late - no > need - declined:
            words = _(
                "De stod i kön också %(then)s, då %(declined)d av %(need)d hade tackat nej."
            ) % {"then": f"{then:%Y-%m}", "declined": declined, "need": need}
            yield Finding(group, Measure.LATE_DECLINED, month, words, no, late - need + declined)
            return


def label(one: Finding, kind: ListKind) -> str:
    """Say where a finding is: group, measure and month."""
    names = {group.code: group.label for group in kind.groups}
    place = names.get(one.group, kind.label)
    return f"{place}, {str(LABELS[one.measure]).lower()}, {one.month:%Y-%m}"
