"""The arrays that a simulated night runs on, and what their columns are called.

Whatever is the same every night is made once by `arrays.build`; the rest is scratch, or counts.
Times are minutes from the night's beginning. Numbers and whole numbers of the same thing stand
apart (`JOB_F` and `JOB_I`, row by row).
"""

from typing import NamedTuple

from vaka.calc.kernel import Floats, Ints, bare

NEVER = 1e300
EDGE = 1e-9  # minutes; what is later by less is not late
# classes of jobs, each with a queue for one and a queue for two
RED, ALARM, PLANNED = range(3)  # urgent alarm, other alarm, planned check
CLASSES = 3
EMPTY = -2  # in a trace, in place of a job: a unit where nobody was
OVERDUE = 3  # the rank of a planned check whose time is out
# forms of planned checks
LOOK, CAMERA, AID, NO_FORM = 0, 1, 2, -1
# events
DONE, ARRIVED, ON, OFF, PAUSE, PAUSED, RELEASE = range(7)
# who goes
NEAREST, UNIT_FIRST, LOWEST = range(3)

# columns of a planned check (numbers; whole numbers)
C_RELEASE, C_DUE, C_MEAN, C_MU, C_SIGMA, C_WAKE, C_MISSED = range(7)
C_RESIDENT, C_PLACE, C_FORM, C_NEED, C_POOL, C_NEXT, C_STEP, C_K, C_UNIT, C_PLANNED = range(10)
# columns of a job; the same places in both
J_RELEASE, J_KEY, J_LEFT, J_START, J_DONE, J_ARRIVED = range(6)
J_CLASS, J_PLACE, J_NEED, J_POOL, J_WHO, J_UNIT, J_TOKEN, J_A, J_B, J_BEGUN = range(10)
# columns of the staff as planned, and as they are this minute
S_FROM, S_UNTIL, S_PAUSE, S_PAUSE_DUE, S_PAUSE_END, S_PAUSE_MINUTES = range(6)
N_HOME_AT, N_FREE_AT = range(2)
N_PLACE, N_JOB, N_PAUSED, N_ON, N_TOKEN, N_AT = range(6)
# settings and rules first in `f`, with the minute of the last change of how many are at work
(F_END, F_COUNT_FROM, F_MEAN, F_MU, F_SIGMA, F_URGENT, F_DOUBLE, F_SKILL, F_UNSEEN, F_FAILS,
 F_OUTAGE, F_LIMIT_RED, F_LIMIT_ALARM, F_HOLD, F_HOLD_ALARM, F_HOLD_CHECK, F_PAUSE,
 F_PAUSE_DUE, F_PAUSE_END, F_BUSY_SINCE) = range(20)  # fmt: skip
F_HEADER = 20
# first in `i`: settings, ranks by class, what a night holds this minute, then sizes and places
I_WHO, I_INTERRUPT, I_AHEAD, I_RETURN, I_PAUSES, I_AWAKE, I_KEEP, I_SKILL, I_RANK = range(9)
I_HELD = I_RANK + 4
(G_IDLE, G_WAITING, G_EVENTS, G_NUMBER, G_PAUSED, G_ON, G_HALF, G_PAUSES_LEFT, G_JOBS,
 G_ORDER, G_OUTAGE, G_ROW, G_TRACE, G_FREE, G_RED, G_ROUND) = range(
     I_HELD, I_HELD + 16)  # fmt: skip
I_SIZES = I_HELD + 16
(MANY_PLACES, MANY_RESIDENTS, MANY_CHECKS, MANY_PLANNED, MANY_STAFF, MANY_UNITS, MANY_SKILLS,
 MANY_QUEUES, MANY_JOBS, MANY_EDGES, MANY_HALVES, MANY_BUCKETS, MANY_ORDER,
 MANY_TRACE) = range(I_SIZES, I_SIZES + 14)  # fmt: skip
# where each table begins, in `f` or in `i`
I_TABLES = I_SIZES + 14
TABLES = {
    # name: which array, columns; the places are in this order
    "WALK": "f", "PROFILE": "f", "QUIET": "f", "ALARMS": "f", "CHECK_F": "f", "STAFF_F": "f",
    "JOB_F": "f", "NOW_F": "f", "EVENT_T": "f", "EMPTY_SINCE": "f", "NIGHTS": "f", "UNITS": "f",
    "HOURS": "f", "BUSY": "f", "TRACE": "f", "UNIT_OF": "i", "FLOOR_OF": "i", "CHECK_I": "i",
    "CHECK_ORDER": "i", "STAFF_HOME": "i", "POOL_OF": "i", "MASK": "i", "SEVERAL": "i",
    "JOB_I": "i", "ORDER": "i", "BUCKETS": "i", "QUEUE": "i", "QUEUED": "i", "TRIED": "i",
    "EVENT_I": "i", "NOW_I": "i", "HERE": "i", "PEOPLE": "i", "WAITS": "i",
}  # fmt: skip
(WALK, PROFILE, QUIET, ALARMS, CHECK_F, STAFF_F, JOB_F, NOW_F, EVENT_T, EMPTY_SINCE, NIGHTS, UNITS,
 HOURS, BUSY, TRACE, UNIT_OF, FLOOR_OF, CHECK_I, CHECK_ORDER, STAFF_HOME, POOL_OF, MASK, SEVERAL,
 JOB_I, ORDER, BUCKETS, QUEUE, QUEUED, TRIED, EVENT_I, NOW_I, HERE, PEOPLE,
 WAITS) = range(I_TABLES, I_TABLES + 34)  # fmt: skip
I_HEADER = I_TABLES + 34
# a night's counts: first for urgent alarms, then for others
O_ALARMS, O_WITHIN, O_WAIT, O_LONGEST, O_IMPOSSIBLE, O_AFTER = range(6)
O_EACH = 6
(O_CHECKS, O_LATE, O_LATE_MINUTES, O_MISSED, O_CHECK_IMPOSSIBLE, O_LOOKS, O_UNSEEN, O_VISITS,
 O_WAKINGS, O_DISTURBED, O_INTERRUPTED, O_PAUSES_MISSED, O_WORK, O_WALK, O_FULL,
 O_FAILED) = range(2 * O_EACH, 2 * O_EACH + 16)  # fmt: skip
OUTPUTS = 2 * O_EACH + 16
U_ALARMS, U_WITHIN, U_EMPTY, U_LONGEST = range(4)
H_WORK, H_WALK, H_ALARMS, H_WITHIN = range(4)
HALF_HOUR, WAIT_BIN, WAIT_BINS = 30.0, 0.25, 480


class World(NamedTuple):
    """All that a night runs on: two arrays, where a table begins at `i[col.TABLE]`.

    A tuple of many arrays costs more to hand from kernel to kernel than the work does (measured: a
    tenth of the speed). So row r of the jobs' numbers is `f[i[JOB_F] + 6 * r + column]`.
    `arrays.Tables` shows the same memory as tables.
    """

    f: Floats
    i: Ints


@bare
def place_of(w: World, s: int, t: float) -> int:
    """Where one of the staff is: where the last job was, or back at the base when there is time."""
    if w.i[I_RETURN] == 1 and t >= w.f[w.i[NOW_F] + 2 * s + N_HOME_AT]:
        return w.i[w.i[STAFF_HOME] + s]
    return w.i[w.i[NOW_I] + 6 * s + N_PLACE]


@bare
def counts(w: World, t: float) -> bool:
    """Whether what is released at this minute is counted: after the warm-up."""
    return t >= w.f[F_COUNT_FROM]


@bare
def spread(w: World, column: int, begin: float, end: float, many: float) -> None:
    """Add minutes, so many times, to their half hours; the last row is after the night's end."""
    last = w.i[MANY_HALVES] - 1
    while begin < end:
        k = min(int(begin / HALF_HOUR), last)
        edge = end if k == last else min(end, (k + 1) * HALF_HOUR)
        w.f[w.i[HOURS] + 4 * k + column] += many * (edge - begin)
        begin = edge


@bare
def taken(w: World, s: int) -> None:
    """Let one of the staff be idle no longer."""
    w.i[G_IDLE] &= ~(1 << s)
    w.i[G_FREE] -= 1


@bare
def idle(w: World, s: int) -> None:
    """Let one of the staff be idle."""
    w.i[G_IDLE] |= 1 << s
    w.i[G_FREE] += 1


@bare
def clocked(w: World, t: float) -> None:
    """Add the time since the last change to the minutes with so many at work."""
    begin = max(w.f[F_BUSY_SINCE], w.f[F_COUNT_FROM])
    end = min(t, w.f[F_END])
    if end > begin:
        w.f[w.i[BUSY] + w.i[G_ON] - w.i[G_PAUSED] - w.i[G_FREE]] += end - begin
        if w.i[G_FREE] == 0:
            w.f[w.i[NIGHTS] + OUTPUTS * w.i[G_ROW] + O_FULL] += end - begin
    w.f[F_BUSY_SINCE] = t
