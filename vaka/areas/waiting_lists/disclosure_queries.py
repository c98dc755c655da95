"""What of a waiting list may leave the municipality: counts of people below a least are hidden.

With them as many more as are needed so that no hidden one can be worked out: a total from groups,
a group from where people stay. What is a part of a hidden count is hidden with it. Vacant flats are
no people and stand.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.waiting_lists.queries import WaitingList
from vaka.areas.waiting_lists.rules import STAYS, Measure, Value
from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells

Place = tuple[str, Measure]
TOTAL: Place = ("", Measure.TOTAL)


def published(page: WaitingList, least: int) -> list[list[str]]:
    """Give the rows of a year, group and measure first, with small counts hidden."""
    rows = [(one.label, one.code, row) for one in page.sections for row in one.rows]
    rows.append((page.kind.label, "", page.total))
    hidden = {
        month: hidden_places({(code, row.measure): row.cells[i].value for _l, code, row in rows},
                             least)
        for i, month in enumerate(page.months)
    }  # fmt: skip
    return [
        [label, row.label, *(_shown(hidden, cell.month, (code, row.measure), cell.value)
                             for cell in row.cells)]
        for label, code, row in rows
    ]  # fmt: skip


def _shown(
    hidden: Mapping[date, frozenset[Place]], month: date, place: Place, value: Value
) -> str:  # fmt: skip
    return _("visas inte") if place in hidden[month] else value.text


def hidden_places(cells: Mapping[Place, Value], least: int) -> frozenset[Place]:
    """Give which cells of a month are hidden."""
    people = {
        place: value.number for place, value in cells.items()
        if place[1] is not Measure.VACANT and value.counted is not None
    }  # fmt: skip
    small = {place for place, number in people.items() if 0 < number < least}
    sums = _sums(people)
    added = sorted({place for total, parts in sums for place in (total, *parts)})
    index = {place: i for i, place in enumerate(added)}
    told = [Sum(index[total], tuple(index[one] for one in parts)) for total, parts in sums]
    primary = frozenset(index[place] for place in small if place in index)
    try:
        found = hidden_cells([people[place] for place in added], told, primary, least)
    except CannotProtectError:
        found = frozenset(index.values())
    hidden = small | {added[i] for i in found if people[added[i]]}
    needs = {group for group, measure in hidden if measure is Measure.NEED}
    # The parts of a hidden need would bound it from below.
    return frozenset(hidden | {place for place in people if place[0] in needs and people[place]})


def _sums(people: Mapping[Place, int]) -> list[tuple[Place, list[Place]]]:
    groups = sorted({group for group, _measure in people if group})
    needs = [(group, Measure.NEED) for group in groups if (group, Measure.NEED) in people]
    found: list[tuple[Place, list[Place]]] = []
    if TOTAL in people and sum(people[one] for one in needs) == people[TOTAL]:
        found.append((TOTAL, needs))
    for need in needs:
        stays = [(need[0], one) for one in STAYS if (need[0], one) in people]
        if len(stays) == len(STAYS) and sum(people[one] for one in stays) == people[need]:
            found.append((need, stays))
    return found
