"""Who goes, what is begun, what is done: the moves of a night, each at one minute.

Rules, in words (docs/explanation/night.md has them for readers): a job that needs two begins when
both are there; one who is held for such a job takes nothing after it; at most one job for two is
half staffed, and the next who may join does so before anything that is not more urgent, so two can
never wait for each other.
"""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.draws import FAILS, SEEN, WAKE, night_key, person_key, uniform
from vaka.calc.staffing.heaps import push_event, push_job
from vaka.calc.staffing.world import World, clocked, counts, idle, place_of, spread, taken


@bare
def event(w: World, t: float, kind: int, about: int, token: int) -> None:
    """Let something happen at a minute."""
    push_event(w, t, w.i[col.G_NUMBER], kind, about, token)
    w.i[col.G_EVENTS] += 1
    w.i[col.G_NUMBER] += 1


@bare
def enqueue(w: World, j: int) -> None:
    """Let a job wait; one that too few may ever do is counted as impossible instead."""
    job = w.i[col.JOB_I] + 10 * j
    pool, need = w.i[job + col.J_POOL], w.i[job + col.J_NEED]
    if w.i[w.i[col.SEVERAL] + pool] < need:
        impossible(w, j)
        return
    q = (pool * col.CLASSES + w.i[job + col.J_CLASS]) * 2 + need - 1
    push_job(w, q, j)
    w.i[w.i[col.QUEUED] + q] += 1
    w.i[col.G_WAITING] += 1


@bare
def released(w: World, j: int) -> None:
    """Count a job that now exists, and let it wait."""
    job, t = w.i[col.JOB_I] + 10 * j, w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE]
    if counts(w, t):
        group, row = w.i[job + col.J_CLASS], w.i[col.G_ROW]
        night = w.i[col.NIGHTS] + col.OUTPUTS * row
        if group == col.PLANNED:
            w.f[night + col.O_CHECKS] += w.i[w.i[col.CHECK_I] + 10 * j + col.C_PLANNED]
        else:
            unit = row * w.i[col.MANY_UNITS] + w.i[job + col.J_UNIT]
            half = min(int(t / col.HALF_HOUR), w.i[col.MANY_HALVES] - 1)
            w.f[night + group * col.O_EACH + col.O_ALARMS] += 1
            w.f[w.i[col.UNITS] + 4 * unit + col.U_ALARMS] += 1
            w.i[w.i[col.PEOPLE] + 2 * w.i[job + col.J_WHO]] += 1
            w.f[w.i[col.HOURS] + 4 * half + col.H_ALARMS] += 1
    enqueue(w, j)


@bare
def impossible(w: World, j: int) -> None:
    """Count what could not be given at all."""
    group, row = w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS], w.i[col.G_ROW]
    if (
        counts(w, w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE])
        and w.i[w.i[col.JOB_I] + 10 * j + col.J_BEGUN] == 0
    ):
        if group == col.PLANNED:
            w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_CHECK_IMPOSSIBLE] += 1
        else:
            w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + group * col.O_EACH + col.O_IMPOSSIBLE] += 1


@bare
def leave(w: World, unit: int, t: float) -> None:
    """Let one of the staff go from a unit; note when nobody is left there."""
    w.i[w.i[col.HERE] + unit] -= 1
    if w.i[w.i[col.HERE] + unit] == 0:
        w.f[w.i[col.EMPTY_SINCE] + unit] = t


@bare
def come(w: World, s: int, unit: int, t: float) -> None:
    """Let one of the staff be in a unit; count how long it stood empty."""
    if w.i[w.i[col.HERE] + unit] == 0:
        emptied(w, unit, t)
    w.i[w.i[col.HERE] + unit] += 1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] = unit


@bare
def emptied(w: World, unit: int, t: float) -> None:
    """Count the minutes since the last one left, within the night."""
    length = min(t, w.f[col.F_END]) - w.f[w.i[col.EMPTY_SINCE] + unit]
    if length > 0.0:
        row = w.i[col.UNITS] + 4 * (w.i[col.G_ROW] * w.i[col.MANY_UNITS] + unit)
        w.f[row + col.U_EMPTY] += length
        w.f[row + col.U_LONGEST] = max(length, w.f[row + col.U_LONGEST])
        if w.i[col.MANY_TRACE] > 0:
            stood_empty(w, unit, length)


@bare
def stood_empty(w: World, unit: int, length: float) -> None:
    """Write down how long a unit stood empty, where a trace of the night is asked for."""
    row, since = w.i[col.G_TRACE], w.f[w.i[col.EMPTY_SINCE] + unit]
    if row < w.i[col.MANY_TRACE]:
        trace = w.i[col.TRACE] + 7 * row
        w.f[trace], w.f[trace + 1], w.f[trace + 2] = col.EMPTY, unit, since
        w.f[trace + 3], w.f[trace + 4] = since, since + length
        w.f[trace + 5], w.f[trace + 6] = -1.0, -1.0
        w.i[col.G_TRACE] += 1


@bare
def walk_to(w: World, s: int, place: int, t: float) -> float:
    """Send one of the staff off. Gives when they are there; a place below 0 is where they stand."""
    at, now = place_of(w, s, t), w.i[col.NOW_I] + 6 * s
    clocked(w, t)
    taken(w, s)
    if place < 0:
        w.i[now + col.N_PLACE] = at
        return t
    there = t + w.f[w.i[col.WALK] + w.i[col.MANY_PLACES] * place + at]
    spread(w, col.H_WALK, t, there, 1.0)
    w.f[w.i[col.NIGHTS] + col.OUTPUTS * w.i[col.G_ROW] + col.O_WALK] += there - t
    token, left = w.i[now + col.N_TOKEN] + 1, w.i[now + col.N_AT]
    w.i[now + col.N_TOKEN], w.i[now + col.N_PLACE] = token, place
    if w.i[w.i[col.UNIT_OF] + place] != left:
        if left >= 0:
            leave(w, left, t)
        w.i[now + col.N_AT] = -1
        event(w, there, col.ARRIVED, s, token)
    return there


@bare
def begin(w: World, j: int, a: int, b: int, t: float) -> None:
    """Send the staff a job needs, and set when it is begun and done."""
    job, number = w.i[col.JOB_I] + 10 * j, w.i[col.JOB_F] + 6 * j
    place, need = w.i[job + col.J_PLACE], w.i[job + col.J_NEED]
    start = walk_to(w, a, place, t)
    w.i[w.i[col.NOW_I] + 6 * a + col.N_JOB] = j
    if w.i[col.G_HALF] == j:
        start = max(start, w.f[number + col.J_ARRIVED])
        w.i[job + col.J_B] = a
        w.i[col.G_HALF] = -1
    else:
        w.i[job + col.J_A] = a
    if b >= 0:
        start = max(start, walk_to(w, b, place, t))
        w.i[w.i[col.NOW_I] + 6 * b + col.N_JOB] = j
        w.i[job + col.J_B] = b
    end = start + w.f[number + col.J_LEFT]
    w.f[number + col.J_DONE], w.f[number + col.J_ARRIVED] = end, start
    spread(w, col.H_WORK, start, end, need)
    w.f[w.i[col.NIGHTS] + col.OUTPUTS * w.i[col.G_ROW] + col.O_WORK] += need * (end - start)
    event(w, end, col.DONE, j, w.i[job + col.J_TOKEN])
    if w.i[job + col.J_BEGUN] == 0:
        w.i[job + col.J_BEGUN], w.f[number + col.J_START] = 1, start
        answered(w, j, start)
    if w.i[col.MANY_TRACE] > 0:
        noted(w, j, t, start, end)


@bare
def noted(w: World, j: int, t: float, start: float, end: float) -> None:
    """Write the moves down, where a trace of the night is asked for."""
    for s in (w.i[w.i[col.JOB_I] + 10 * j + col.J_A], w.i[w.i[col.JOB_I] + 10 * j + col.J_B]):
        row = w.i[col.G_TRACE]
        if s >= 0 and row < w.i[col.MANY_TRACE]:
            (
                w.f[w.i[col.TRACE] + 7 * row + 0],
                w.f[w.i[col.TRACE] + 7 * row + 1],
                w.f[w.i[col.TRACE] + 7 * row + 2],
            ) = j, s, t
            w.f[w.i[col.TRACE] + 7 * row + 3], w.f[w.i[col.TRACE] + 7 * row + 4] = start, end
            w.f[w.i[col.TRACE] + 7 * row + 5], w.f[w.i[col.TRACE] + 7 * row + 6] = (
                w.i[w.i[col.JOB_I] + 10 * j + col.J_PLACE],
                w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS],
            )
            w.i[col.G_TRACE] += 1


@bare
def begin_half(w: World, j: int, s: int, t: float) -> None:
    """Let one go ahead to a job for two and wait there for the second."""
    w.f[w.i[col.JOB_F] + 6 * j + col.J_ARRIVED] = walk_to(
        w, s, w.i[w.i[col.JOB_I] + 10 * j + col.J_PLACE], t
    )
    w.i[w.i[col.JOB_I] + 10 * j + col.J_A] = s
    w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB] = j
    w.i[col.G_HALF] = j


@bare
def answered(w: World, j: int, start: float) -> None:
    """Count the wait of a job that is begun for the first time."""
    job, release = w.i[col.JOB_I] + 10 * j, w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE]
    if not counts(w, release):
        return
    group = w.i[job + col.J_CLASS]
    if group == col.PLANNED:
        visited(w, j, start)
        return
    row, wait = w.i[col.G_ROW], start - release
    counted = w.i[col.NIGHTS] + col.OUTPUTS * row + group * col.O_EACH
    w.f[counted + col.O_WAIT] += wait
    w.f[counted + col.O_LONGEST] = max(wait, w.f[counted + col.O_LONGEST])
    w.i[w.i[col.WAITS] + col.WAIT_BINS * group + min(int(wait / col.WAIT_BIN),
                                                     col.WAIT_BINS - 1)] += 1  # fmt: skip
    if start >= w.f[col.F_END]:
        w.f[counted + col.O_AFTER] += 1
    if wait <= w.f[col.F_LIMIT_RED + group] + col.EDGE:
        unit = row * w.i[col.MANY_UNITS] + w.i[job + col.J_UNIT]
        half = min(int(release / col.HALF_HOUR), w.i[col.MANY_HALVES] - 1)
        w.f[counted + col.O_WITHIN] += 1
        w.f[w.i[col.UNITS] + 4 * unit + col.U_WITHIN] += 1
        w.i[w.i[col.PEOPLE] + 2 * w.i[job + col.J_WHO] + 1] += 1
        w.f[w.i[col.HOURS] + 4 * half + col.H_WITHIN] += 1


@bare
def visited(w: World, j: int, start: float) -> None:
    """Count a check that is begun: late or not, and whom it wakes."""
    number, whole = w.i[col.CHECK_F] + 7 * j, w.i[col.CHECK_I] + 10 * j
    night = w.i[col.NIGHTS] + col.OUTPUTS * w.i[col.G_ROW]
    moved = w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE] - w.f[number + col.C_RELEASE]
    late = start - w.f[number + col.C_DUE] - moved
    if late > col.EDGE:
        w.f[night + col.O_LATE] += w.i[whole + col.C_PLANNED]
        w.f[night + col.O_LATE_MINUTES] += late * w.i[whole + col.C_PLANNED]
    if w.i[whole + col.C_FORM] == col.CAMERA:
        w.f[night + col.O_LOOKS] += 1
        return
    w.f[night + col.O_VISITS] += 1
    quiet = w.i[col.QUIET] + 2 * w.i[w.i[col.JOB_I] + 10 * j + col.J_WHO]
    if w.f[quiet] <= start < w.f[quiet + 1]:
        w.f[night + col.O_DISTURBED] += 1


@bare
def done(w: World, j: int, t: float, seed: int, night: int) -> None:
    """End a job: free its staff, and see what a check led to."""
    job, whole = w.i[col.JOB_I] + 10 * j, w.i[col.CHECK_I] + 10 * j
    w.i[job + col.J_TOKEN] += 1
    free(w, w.i[job + col.J_A], t)
    if w.i[job + col.J_B] >= 0:
        free(w, w.i[job + col.J_B], t)
    if w.i[job + col.J_CLASS] != col.PLANNED:
        return
    key = person_key(night_key(seed, night), w.i[job + col.J_WHO])
    k = w.i[whole + col.C_K]
    if w.i[whole + col.C_FORM] != col.CAMERA:
        if uniform(key, WAKE, k) < w.f[w.i[col.CHECK_F] + 7 * j + col.C_WAKE] and counts(
            w, w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE]
        ):
            w.f[w.i[col.NIGHTS] + col.OUTPUTS * w.i[col.G_ROW] + col.O_WAKINGS] += 1
        return
    looked(w, j, t, uniform(key, FAILS, k), uniform(key, SEEN, k))


@bare
def looked(w: World, j: int, t: float, fails: float, seen: float) -> None:
    """What a look by camera came to: seen, look again later, or go there."""
    row, again, visit = (
        w.i[col.G_ROW],
        w.i[w.i[col.CHECK_I] + 10 * j + col.C_NEXT],
        w.i[w.i[col.CHECK_I] + 10 * j + col.C_STEP],
    )
    broken = w.i[col.G_OUTAGE] == 1 or fails < w.f[col.F_FAILS]
    if broken:
        w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_FAILED] += 1
    elif seen >= w.f[col.F_UNSEEN]:
        return
    else:
        w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_UNSEEN] += 1
    follow = visit if broken or again < 0 else again
    # what follows is made ready as a check whose release is minutes after the look
    gap = w.f[w.i[col.CHECK_F] + 7 * follow + col.C_RELEASE]
    w.f[w.i[col.JOB_F] + 6 * follow + col.J_RELEASE] = t + gap
    w.f[w.i[col.JOB_F] + 6 * follow + col.J_KEY] = (
        t + w.f[w.i[col.CHECK_F] + 7 * follow + col.C_DUE]
    )
    event(w, t + gap, col.RELEASE, follow, 0)


@bare
def free(w: World, s: int, t: float) -> None:
    """Let one of the staff be idle where they are, or go home when the shift is over."""
    clocked(w, t)
    now, until = w.i[col.NOW_I] + 6 * s, w.f[w.i[col.STAFF_F] + 6 * s + col.S_UNTIL]
    w.i[now + col.N_JOB] = -1
    w.i[now + col.N_TOKEN] += 1
    if t >= until and until < w.f[col.F_END]:
        gone(w, s, t)
        return
    idle(w, s)
    if w.i[col.I_RETURN] == 1:
        home = w.i[w.i[col.STAFF_HOME] + s]
        back = t + w.f[w.i[col.WALK] + w.i[col.MANY_PLACES] * home + w.i[now + col.N_PLACE]]
        w.f[w.i[col.NOW_F] + 2 * s + col.N_HOME_AT] = back
        if w.i[w.i[col.UNIT_OF] + home] != w.i[now + col.N_AT]:
            event(w, back, col.ARRIVED, s, w.i[now + col.N_TOKEN])


@bare
def gone(w: World, s: int, t: float) -> None:
    """Let one of the staff leave the home."""
    if w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] >= 0:
        leave(w, w.i[w.i[col.NOW_I] + 6 * s + col.N_AT], t)
        w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] = -1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_ON] = 0
    w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB] = -2
    w.i[col.G_ON] -= 1
