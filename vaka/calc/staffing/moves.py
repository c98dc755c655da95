"""Who goes, what is begun, what is done: the moves of a night, each at one minute.

Rules, in words (docs/explanation/night.md has them for readers): a job that needs two begins when
both are there; one who is held for such a job takes nothing after it; at most one job for two is
half staffed, and the next who may join does so before anything that is not more urgent, so two can
never wait for each other.
"""

import numpy as np

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.draws import FAILS, SEEN, WAKE, person_key, uniform
from vaka.calc.staffing.lines import push_event, push_job
from vaka.calc.staffing.world import World, clocked, counts, idle, place_of, spread, taken


@bare
def enqueue(w: World, j: int) -> None:
    """Let a job wait; one that too few may ever do is counted as impossible instead."""
    job = 10 * j
    pool, need = w.job_i[job + col.J_POOL], w.job_i[job + col.J_NEED]
    if w.several[pool] < need:
        impossible(w, j)
        return
    q = (pool * col.CLASSES + w.job_i[job + col.J_CLASS]) * 2 + need - 1
    push_job(w, q, j)


@bare
def impossible(w: World, j: int) -> None:
    """Count what could not be given at all."""
    group, row = w.job_i[10 * j + col.J_CLASS], w.i[col.G_ROW]
    if counts(w, w.job_f[6 * j + col.J_RELEASE]) and w.job_i[10 * j + col.J_BEGUN] == 0:
        if group == col.PLANNED:
            w.nights[col.OUTPUTS * row + col.O_CHECK_IMPOSSIBLE] += 1
        else:
            w.nights[col.OUTPUTS * row + group * col.O_EACH + col.O_IMPOSSIBLE] += 1


@bare
def leave(w: World, unit: int, t: float) -> None:
    """Let one of the staff go from a unit; note when nobody is left there."""
    w.here[unit] -= 1
    w.empty_since[unit] = t if w.here[unit] == 0 else w.empty_since[unit]


@bare
def come(w: World, s: int, unit: int, t: float) -> None:
    """Let one of the staff be in a unit; count how long it stood empty."""
    emptied(w, unit, t)
    w.here[unit] += 1
    w.now_i[6 * s + col.N_AT] = unit


@bare
def emptied(w: World, unit: int, t: float) -> None:
    """Count the minutes since the last one left, within the night, if nobody is there."""
    length = min(t, w.f[col.F_END]) - w.empty_since[unit]
    length = length if w.here[unit] == 0 and length > 0.0 else 0.0
    row = 4 * (w.i[col.G_ROW] * w.i[col.MANY_UNITS] + unit)
    w.units[row + col.U_EMPTY] += length
    w.units[row + col.U_LONGEST] = max(length, w.units[row + col.U_LONGEST])
    if w.i[col.MANY_TRACE] > 0 and length > 0.0:
        stood_empty(w, unit, length)


@bare
def stood_empty(w: World, unit: int, length: float) -> None:
    """Write down how long a unit stood empty, where a trace of the night is asked for."""
    row, since = w.i[col.G_TRACE], w.empty_since[unit]
    if row < w.i[col.MANY_TRACE]:
        trace = 7 * row
        w.trace[trace], w.trace[trace + 1], w.trace[trace + 2] = col.EMPTY, unit, since
        w.trace[trace + 3], w.trace[trace + 4] = since, since + length
        w.trace[trace + 5], w.trace[trace + 6] = -1.0, -1.0
        w.i[col.G_TRACE] += 1


@bare
def walk_to(w: World, s: int, place: int, t: float) -> float:
    """Send one of the staff off. Gives when they are there; a place below 0 is where they stand."""
    at, now = place_of(w, s, t), 6 * s
    clocked(w, t)
    taken(w, s)
    if place < 0:
        w.now_i[now + col.N_PLACE] = at
        return t
    there = t + w.walk[w.i[col.MANY_PLACES] * place + at]
    spread(w, col.H_WALK, t, there, 1.0)
    w.nights[col.OUTPUTS * w.i[col.G_ROW] + col.O_WALK] += there - t
    token, left = w.now_i[now + col.N_TOKEN] + 1, w.now_i[now + col.N_AT]
    w.now_i[now + col.N_TOKEN], w.now_i[now + col.N_PLACE] = token, place
    if w.unit_of[place] != left:
        if left >= 0:
            leave(w, left, t)
        w.now_i[now + col.N_AT] = -1
        push_event(w, there, col.ARRIVED, s, token)
    return there


@bare
def begin(w: World, j: int, a: int, b: int, t: float) -> None:
    """Send the staff a job needs, and set when it is begun and done; one alone goes ahead to a job
    for two, and waits there."""
    job, number, start = 10 * j, 6 * j, t
    place, need = w.job_i[job + col.J_PLACE], w.job_i[job + col.J_NEED]
    second = w.i[col.G_HALF] == j
    for k in range(need):
        s = b if k else a
        if s >= 0:
            start = max(start, walk_to(w, s, place, t))
            w.now_i[6 * s + col.N_JOB] = j
    if second:
        start = max(start, w.job_f[number + col.J_ARRIVED])
        w.job_i[job + col.J_B] = a
        w.i[col.G_HALF] = -1
    else:
        w.job_i[job + col.J_A], w.job_i[job + col.J_B] = a, b if need == 2 else -1
    w.job_f[number + col.J_ARRIVED] = start
    if need == 2 and b < 0 and not second:
        w.i[col.G_HALF] = j
        return
    goes(w, j, t, start)


@bare
def goes(w: World, j: int, t: float, start: float) -> None:
    """Set when a job is done that begins at `start`, and count it."""
    job, number = 10 * j, 6 * j
    need, end = w.job_i[job + col.J_NEED], start + w.job_f[number + col.J_LEFT]
    w.job_f[number + col.J_DONE] = end
    spread(w, col.H_WORK, start, end, need)
    w.nights[col.OUTPUTS * w.i[col.G_ROW] + col.O_WORK] += need * (end - start)
    push_event(w, end, col.DONE, j, w.job_i[job + col.J_TOKEN])
    if w.job_i[job + col.J_BEGUN] == 0:
        w.job_i[job + col.J_BEGUN], w.job_f[number + col.J_START] = 1, start
        answered(w, j, start)
    if w.i[col.MANY_TRACE] > 0:
        noted(w, j, t, start, end)


@bare
def noted(w: World, j: int, t: float, start: float, end: float) -> None:
    """Write the moves down, where a trace of the night is asked for."""
    for s in (w.job_i[10 * j + col.J_A], w.job_i[10 * j + col.J_B]):
        row = w.i[col.G_TRACE]
        if s >= 0 and row < w.i[col.MANY_TRACE]:
            (
                w.trace[7 * row + 0],
                w.trace[7 * row + 1],
                w.trace[7 * row + 2],
            ) = j, s, t
            w.trace[7 * row + 3], w.trace[7 * row + 4] = start, end
            w.trace[7 * row + 5], w.trace[7 * row + 6] = (
                w.job_i[10 * j + col.J_PLACE],
                w.job_i[10 * j + col.J_CLASS],
            )
            w.i[col.G_TRACE] += 1


@bare
def answered(w: World, j: int, start: float) -> None:
    """Count the wait of a job that is begun for the first time."""
    job, release = 10 * j, w.job_f[6 * j + col.J_RELEASE]
    if not counts(w, release):
        return
    group = w.job_i[job + col.J_CLASS]
    if group == col.PLANNED:
        visited(w, j, start)
        return
    row, wait = w.i[col.G_ROW], start - release
    counted = col.OUTPUTS * row + group * col.O_EACH
    w.nights[counted + col.O_WAIT] += wait
    w.nights[counted + col.O_LONGEST] = max(wait, w.nights[counted + col.O_LONGEST])
    w.waits[col.WAIT_BINS * group + min(int(wait / col.WAIT_BIN),
                                                     col.WAIT_BINS - 1)] += 1  # fmt: skip
    if start >= w.f[col.F_END]:
        w.nights[counted + col.O_AFTER] += 1
    within = 1 if wait <= w.f[col.F_LIMIT_RED + group] + col.EDGE else 0
    unit = row * w.i[col.MANY_UNITS] + w.job_i[job + col.J_UNIT]
    half = min(int(release / col.HALF_HOUR), w.i[col.MANY_HALVES] - 1)
    w.nights[counted + col.O_WITHIN] += within
    w.units[4 * unit + col.U_WITHIN] += within
    w.people[2 * w.job_i[job + col.J_WHO] + 1] += within
    w.hours[4 * half + col.H_WITHIN] += within


@bare
def visited(w: World, j: int, start: float) -> None:
    """Count a check that is begun: late or not, and whom it wakes."""
    number, whole = 7 * j, 10 * j
    night = col.OUTPUTS * w.i[col.G_ROW]
    moved = w.job_f[6 * j + col.J_RELEASE] - w.check_f[number + col.C_RELEASE]
    late = start - w.check_f[number + col.C_DUE] - moved
    if late > col.EDGE:
        w.nights[night + col.O_LATE] += w.check_i[whole + col.C_PLANNED]
        w.nights[night + col.O_LATE_MINUTES] += late * w.check_i[whole + col.C_PLANNED]
    if w.check_i[whole + col.C_FORM] == col.CAMERA:
        w.nights[night + col.O_LOOKS] += 1
        return
    w.nights[night + col.O_VISITS] += 1
    quiet = 2 * w.job_i[10 * j + col.J_WHO]
    disturbed = w.quiet[quiet] <= start < w.quiet[quiet + 1]
    w.nights[night + col.O_DISTURBED] += 1.0 if disturbed else 0.0


@bare
def done(w: World, j: int, t: float, key: np.uint64) -> None:
    """End a job: free its staff, and see what a check led to."""
    job, whole = 10 * j, 10 * j
    w.job_i[job + col.J_TOKEN] += 1
    for k in range(w.job_i[job + col.J_NEED]):
        free(w, w.job_i[job + col.J_A + k], t)
    if w.job_i[job + col.J_CLASS] != col.PLANNED:
        return
    key, k = person_key(key, w.job_i[job + col.J_WHO]), w.check_i[whole + col.C_K]
    if w.check_i[whole + col.C_FORM] != col.CAMERA:
        wakes = uniform(key, WAKE, k) < w.check_f[7 * j + col.C_WAKE]
        told = counts(w, w.job_f[6 * j + col.J_RELEASE])
        w.nights[col.OUTPUTS * w.i[col.G_ROW] + col.O_WAKINGS] += 1.0 if wakes and told else 0.0
        return
    looked(w, j, t, uniform(key, FAILS, k), uniform(key, SEEN, k))


@bare
def looked(w: World, j: int, t: float, fails: float, seen: float) -> None:
    """What a look by camera came to: seen, look again later, or go there."""
    row, again, visit = (
        w.i[col.G_ROW],
        w.check_i[10 * j + col.C_NEXT],
        w.check_i[10 * j + col.C_STEP],
    )
    broken = w.i[col.G_OUTAGE] == 1 or fails < w.f[col.F_FAILS]
    if broken:
        w.nights[col.OUTPUTS * row + col.O_FAILED] += 1
    elif seen >= w.f[col.F_UNSEEN]:
        return
    else:
        w.nights[col.OUTPUTS * row + col.O_UNSEEN] += 1
    follow = visit if broken or again < 0 else again
    # what follows is made ready as a check whose release is minutes after the look
    gap = w.check_f[7 * follow + col.C_RELEASE]
    w.job_f[6 * follow + col.J_RELEASE] = t + gap
    w.job_f[6 * follow + col.J_KEY] = t + w.check_f[7 * follow + col.C_DUE]
    push_event(w, t + gap, col.RELEASE, follow, 0)


@bare
def free(w: World, s: int, t: float) -> None:
    """Let one of the staff be idle where they are, or go home when the shift is over."""
    clocked(w, t)
    now, until = 6 * s, w.staff_f[6 * s + col.S_UNTIL]
    w.now_i[now + col.N_JOB] = -1
    w.now_i[now + col.N_TOKEN] += 1
    if t >= until and until < w.f[col.F_END]:
        gone(w, s, t)
        return
    idle(w, s)
    if w.i[col.I_RETURN] == 1:
        home = w.staff_home[s]
        back = t + w.walk[w.i[col.MANY_PLACES] * home + w.now_i[now + col.N_PLACE]]
        w.now_f[2 * s + col.N_HOME_AT] = back
        if w.unit_of[home] != w.now_i[now + col.N_AT]:
            push_event(w, back, col.ARRIVED, s, w.now_i[now + col.N_TOKEN])


@bare
def gone(w: World, s: int, t: float) -> None:
    """Let one of the staff leave the home."""
    if w.now_i[6 * s + col.N_AT] >= 0:
        leave(w, w.now_i[6 * s + col.N_AT], t)
        w.now_i[6 * s + col.N_AT] = -1
    w.now_i[6 * s + col.N_ON] = 0
    w.now_i[6 * s + col.N_JOB] = -2
    w.i[col.G_ON] -= 1
