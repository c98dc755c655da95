"""A plan of a unified problem as arrays, and what it costs.

As in `state`, a plan is an order of all patients and a carer for each visit; who is not visited has
carer -1. Besides: from which minute each carer takes their break before the next visit, and from
which window on each patient is visited. Everybody comes as early as that allows; `timing` moves the
times afterwards.
"""

from typing import Any, NamedTuple

from numpy.typing import NDArray

from vaka.calc.kernel import Floats, Ints, bare
from vaka.calc.rounds.search.state import SEQUENTIAL, SIMULTANEOUS

# rules
TRAVEL, TARDINESS, HIGHEST, WAITING, EXTRA, IDLE, PREFERENCES, UNVISITED, MISSED = range(9)
MET_AT_END, BREAK_FROM, BREAK_UNTIL, BREAK_MINUTES = range(9, 13)
NOWHERE = -1.0


class Unified(NamedTuple):
    """What does not change.

    Attributes:
        rules: the nine weights, then the break and how windows are met; see the names above.
        opens, closes: patients × windows; a patient with fewer repeats the last.
        row, start, end: where patients live and carers begin and end.
        shift: carers × from and until; until is -1 for who has no shift.
        firm: what each patient's tardiness counts times.
        unwanted: carers × patients, 1 where the patient would rather have others.
    """

    rules: Floats
    travel: Floats
    opens: Floats
    closes: Floats
    minutes: Floats
    least: Floats
    most: Floats
    kind: Ints
    needs: Ints
    optional: Ints
    firm: Floats
    row: Ints
    start: Ints
    end: Ints
    shift: Floats
    wants: Ints
    unwanted: Ints
    can: Ints
    able: Ints
    many_able: Ints
    near: Ints


class Day(NamedTuple):
    """A plan (`order`, `who`, `rest`, `window`), its times, and each carer on the way.

    Attributes:
        begins: when each visit starts.
        pause: when each carer's break starts, below nought for none.
        paused: the patient at whose home, -1 for none.
    """

    order: Ints
    who: Ints
    rest: Ints
    window: Ints
    begins: Floats
    pause: Floats
    paused: Ints
    at: Ints
    made: Ints
    clock: Floats
    left: Floats
    waits: Floats
    sums: Floats
    draw: NDArray[Any]


@bare
def pausing(u: Unified, d: Day, s: int, p: int, ready: float) -> bool:
    """Let a carer take the break at a patient's home, if it can still begin. Tells whether."""
    begins = max(ready, u.rules[BREAK_FROM])
    met = begins + u.rules[BREAK_MINUTES] * u.rules[MET_AT_END]
    if met > u.rules[BREAK_UNTIL]:
        return False
    d.pause[s], d.paused[s] = begins, p
    return True


@bare
def reach(u: Unified, d: Day, s: int, p: int) -> float:
    """Bring a carer to a patient, with the break if it is its turn. Gives when they are ready."""
    way = u.travel[d.at[s], u.row[p]]
    d.sums[TRAVEL] += way
    d.at[s] = u.row[p]
    ready = d.clock[s] + way
    if u.wants[s] == 1 and d.pause[s] < 0.0 and d.rest[s] <= ready and pausing(u, d, s, p, ready):
        if d.made[s] == 0:
            d.left[s] = d.pause[s] - way
        else:
            d.waits[s] += d.pause[s] - ready
            d.sums[WAITING] += d.pause[s] - ready
        ready = d.pause[s] + u.rules[BREAK_MINUTES]
    elif d.made[s] == 0:
        d.left[s] = NOWHERE - way
    return ready


@bare
def serve(u: Unified, d: Day, s: int, p: int, k: int, ready: float, begins: float) -> None:
    """Let a carer make a visit; before the first they leave so late that they need not wait."""
    if d.left[s] < 0.0:
        d.left[s] += begins - NOWHERE
    else:
        d.waits[s] += begins - ready
        if d.made[s] > 0:
            d.sums[WAITING] += begins - ready
    d.made[s] += 1
    d.begins[p, k] = begins
    d.clock[s] = begins + u.minutes[p, k]
    d.sums[PREFERENCES] += u.unwanted[s, p]
    late = tardy(u, p, begins, d.clock[s])
    d.sums[TARDINESS] += late * u.firm[p]
    d.sums[HIGHEST] = max(d.sums[HIGHEST], late)


@bare
def tardy(u: Unified, p: int, begins: float, ends: float) -> float:
    """Minutes after the last window that had opened."""
    window = 0
    for j in range(1, u.opens.shape[1]):
        if u.opens[p, j] <= begins:
            window = j
    return max(0.0, (ends if u.rules[MET_AT_END] == 1.0 else begins) - u.closes[p, window])


@bare
def visited(u: Unified, d: Day, p: int) -> None:
    """Let a patient have their visits."""
    one, other, opens = d.who[p, 0], d.who[p, 1], u.opens[p, d.window[p]]
    here = reach(u, d, one, p)
    begins = max(here, opens)
    if u.kind[p] == SIMULTANEOUS or u.kind[p] == SEQUENTIAL:
        there = reach(u, d, other, p)
        if u.kind[p] == SIMULTANEOUS:
            begins = max(begins, there)
            then = begins
        else:
            then = max(max(there, opens), begins + u.least[p])
            begins = max(begins, then - u.most[p])
        serve(u, d, one, p, 0, here, begins)
        serve(u, d, other, p, 1, there, then)
        return
    serve(u, d, one, p, 0, here, begins)
    if other >= 0:
        there = reach(u, d, other, p)
        serve(u, d, other, p, 1, there, max(there, opens))


@bare
def home(u: Unified, d: Day, s: int) -> None:
    """Let a carer end the day: the break if it is left, the way home, extra and idle time."""
    if d.made[s] == 0:
        d.sums[MISSED] += u.wants[s]
        if u.shift[s, 1] >= 0.0:
            d.sums[IDLE] = max(d.sums[IDLE], u.shift[s, 1] - u.shift[s, 0])
        return
    if u.wants[s] == 1 and d.pause[s] < 0.0:
        last = d.paused[s]
        if pausing(u, d, s, last, d.clock[s]):
            d.waits[s] += d.pause[s] - d.clock[s]
            d.sums[WAITING] += d.pause[s] - d.clock[s]
            d.clock[s] = d.pause[s] + u.rules[BREAK_MINUTES]
        else:
            d.sums[MISSED] += 1.0
    way = u.travel[d.at[s], u.end[s]]
    d.sums[TRAVEL] += way
    if u.shift[s, 1] >= 0.0:
        over = d.clock[s] + way - u.shift[s, 1]
        d.sums[EXTRA] += max(0.0, over)
        idle = d.left[s] - u.shift[s, 0] + d.waits[s] + max(0.0, -over)
        d.sums[IDLE] = max(d.sums[IDLE], idle)


@bare
def whole(u: Unified, d: Day) -> float:
    """Reckon a plan from its beginning. Gives its cost."""
    for s in range(len(d.at)):
        d.at[s], d.made[s], d.clock[s] = u.start[s], 0, max(u.shift[s, 0], 0.0)
        d.left[s], d.waits[s], d.pause[s], d.paused[s] = NOWHERE, 0.0, NOWHERE, -1
    for part in range(len(d.sums)):
        d.sums[part] = 0.0
    for i in range(len(d.order)):
        p = d.order[i]
        if d.who[p, 0] < 0:
            d.sums[UNVISITED] += 1.0
            continue
        visited(u, d, p)
        for k in range(u.needs[p]):
            if d.pause[d.who[p, k]] < 0.0:
                d.paused[d.who[p, k]] = p
    for s in range(len(d.at)):
        home(u, d, s)
    cost = 0.0
    for part in range(len(d.sums)):
        cost += d.sums[part] * u.rules[part]
    return cost
