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
BY_ABOUT, BY_TOKEN, ABOUT, KIND = 3, 32, (1 << 29) - 1, 7
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
# first in `i`: settings, ranks by class, what a night holds this minute, then sizes
I_WHO, I_INTERRUPT, I_AHEAD, I_RETURN, I_PAUSES, I_AWAKE, I_KEEP, I_SKILL, I_RANK = range(9)
I_HELD = I_RANK + 4
(G_IDLE, G_WAITING, G_EVENTS, G_PAUSED, G_ON, G_HALF, G_PAUSES_LEFT, G_JOBS, G_ORDER, G_OUTAGE,
 G_ROW, G_TRACE, G_FREE, G_OPEN, G_ROUND) = range(I_HELD, I_HELD + 15)  # fmt: skip
I_SIZES = I_HELD + 15
(MANY_PLACES, MANY_RESIDENTS, MANY_CHECKS, MANY_PLANNED, MANY_STAFF, MANY_UNITS, MANY_SKILLS,
 MANY_QUEUES, MANY_JOBS, MANY_EDGES, MANY_HALVES, MANY_BUCKETS, MANY_ORDER,
 MANY_TRACE, MANY_COUNTED) = range(I_SIZES, I_SIZES + 15)  # fmt: skip
I_HEADER = I_SIZES + 15
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
    """All that a night runs on: settings and what holds this minute first, then each table row by
    row, so that row r of the jobs' numbers is `job_f[6 * r + column]`.

    `arrays.Tables` shows the same memory as tables.
    """

    f: Floats
    i: Ints
    walk: Floats
    profile: Floats
    quiet: Floats
    alarms: Floats
    few: Floats
    check_f: Floats
    check_at: Floats
    staff_f: Floats
    job_f: Floats
    now_f: Floats
    event_t: Floats
    releases: Floats
    alarm_at: Floats
    chance: Floats
    empty_since: Floats
    nights: Floats
    units: Floats
    hours: Floats
    busy: Floats
    trace: Floats
    unit_of: Ints
    floor_of: Ints
    check_i: Ints
    check_order: Ints
    staff_home: Ints
    pool_of: Ints
    mask: Ints
    several: Ints
    job_i: Ints
    order: Ints
    alarm_order: Ints
    buckets: Ints
    queue: Ints
    queued: Ints
    first: Ints
    open: Ints
    open_at: Ints
    tried: Ints
    event_i: Ints
    now_i: Ints
    here: Ints
    people: Ints
    waits: Ints


TABLES = tuple(name.upper() for name in World._fields[2:])


@bare
def place_of(w: World, s: int, t: float) -> int:
    """Where one of the staff is: where the last job was, or back at the base when there is time."""
    if w.i[I_RETURN] == 1 and t >= w.now_f[2 * s + N_HOME_AT]:
        return w.staff_home[s]
    return w.now_i[6 * s + N_PLACE]


@bare
def counts(w: World, t: float) -> bool:
    """Whether what is released at this minute is counted: after the warm-up."""
    return t >= w.f[F_COUNT_FROM]


@bare
def spread(w: World, column: int, begin: float, end: float, many: float) -> None:
    """Add minutes, so many times, to their half hours; the last row is after the night's end.

    Most fall in one half hour or in two, and which cannot be guessed: both are written to, one of
    them with nothing.
    """
    last = w.i[MANY_HALVES] - 1
    k = min(int(begin / HALF_HOUR), last)
    edge = min(end, (k + 1) * HALF_HOUR) if k < last else end
    w.hours[4 * k + column] += many * (edge - begin)
    while True:
        k = min(k + 1, last)
        begin, edge = edge, (min(end, (k + 1) * HALF_HOUR) if k < last else end)
        w.hours[4 * k + column] += many * (edge - begin)
        if edge >= end:
            return


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
    if t == w.f[F_BUSY_SINCE]:
        return
    begin = max(w.f[F_BUSY_SINCE], w.f[F_COUNT_FROM])
    gone = max(min(t, w.f[F_END]) - begin, 0.0)
    w.busy[w.i[G_ON] - w.i[G_PAUSED] - w.i[G_FREE]] += gone
    w.nights[OUTPUTS * w.i[G_ROW] + O_FULL] += gone if w.i[G_FREE] == 0 else 0.0
    w.f[F_BUSY_SINCE] = t
