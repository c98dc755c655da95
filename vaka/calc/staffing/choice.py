"""Which job is next, and who goes: the policy of a night, over queues by pool, class and need."""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.heaps import pop_job
from vaka.calc.staffing.moves import begin, begin_half, enqueue, event, free, leave
from vaka.calc.staffing.world import World, clocked, counts, place_of, spread, taken


@bare
def rank_of(w: World, j: int, t: float) -> int:
    """How soon a job's turn is: the policy's order, where a check whose time is out has its own."""
    group = w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS]
    if group == col.PLANNED and w.f[w.i[col.JOB_F] + 6 * j + col.J_KEY] < t:
        group = col.OVERDUE
    return w.i[col.I_RANK + group]


@bare
def take(w: World, q: int) -> None:
    """Take the first job out of a queue."""
    pop_job(w, q)
    w.i[w.i[col.QUEUED] + q] -= 1
    w.i[col.G_WAITING] -= 1


@bare
def head(w: World, q: int, t: float) -> int:
    """Give the first job of a queue, or -1; checks that are too late to make are missed first."""
    while w.i[w.i[col.QUEUED] + q] > 0:
        j = w.i[w.i[col.QUEUE] + w.i[col.MANY_JOBS] * q]
        job = w.i[col.JOB_I] + 10 * j
        if w.i[job + col.J_CLASS] != col.PLANNED or w.i[job + col.J_BEGUN] == 1:
            return j
        least = w.f[w.i[col.CHECK_F] + 7 * j + col.C_MISSED]
        if t <= w.f[w.i[col.JOB_F] + 6 * j + col.J_KEY] + least:
            return j
        take(w, q)
        missed(w, j)
    return -1


@bare
def missed(w: World, j: int) -> None:
    """Count a check that was never made."""
    if counts(w, w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE]):
        w.f[w.i[col.NIGHTS] + col.OUTPUTS * w.i[col.G_ROW] + col.O_MISSED] += 1


@bare
def may_leave(w: World, s: int, j: int) -> bool:
    """Whether somebody stays on the floor that one leaves; an urgent alarm goes before that."""
    if w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS] == col.RED:
        return True
    unit, place = w.i[w.i[col.NOW_I] + 6 * s + col.N_AT], w.i[w.i[col.JOB_I] + 10 * j + col.J_PLACE]
    if (
        unit < 0
        or place < 0
        or w.i[w.i[col.FLOOR_OF] + unit] == w.i[w.i[col.FLOOR_OF] + w.i[w.i[col.UNIT_OF] + place]]
    ):
        return True
    others = -1
    for u in range(w.i[col.MANY_UNITS]):
        if w.i[w.i[col.FLOOR_OF] + u] == w.i[w.i[col.FLOOR_OF] + unit]:
            others += w.i[w.i[col.HERE] + u]
    return others > 0


@bare
def chosen(w: World, j: int, t: float, able: int) -> tuple[int, int, int]:
    """How many of `able` may go to a job (two are enough), and the one or two who should."""
    job, who, s = w.i[col.JOB_I] + 10 * j, w.i[col.I_WHO], -1
    place, unit = w.i[job + col.J_PLACE], w.i[job + col.J_UNIT]
    way = w.i[col.WALK] + w.i[col.MANY_PLACES] * place
    count, a, b, near, next_near = 0, -1, -1, col.NEVER, col.NEVER
    while able >> (s + 1):
        s += 1
        if not (able >> s) & 1 or (w.i[col.I_KEEP] == 1 and not may_leave(w, s, j)):
            continue
        far = 0.0 if place < 0 else w.f[way + place_of(w, s, t)]
        if who == col.UNIT_FIRST and w.i[w.i[col.UNIT_OF] + w.i[w.i[col.STAFF_HOME] + s]] != unit:
            far += 1e6
        if who == col.LOWEST:
            far = float(s)
        count += 1
        if far < near:
            a, b, near, next_near = s, a, far, near
        elif far < next_near:
            b, next_near = s, far
    return count, a, b


@bare
def next_queue(w: World, t: float, worst: int) -> int:
    """Give the queue whose first job is next, of those not tried; -1 when none is left."""
    queued, tried, this = w.i[col.QUEUED], w.i[col.TRIED], w.i[col.G_ROUND]
    best, best_rank, best_key, best_job = -1, worst + 1, col.NEVER, -1
    for q in range(w.i[col.MANY_QUEUES]):
        if w.i[queued + q] == 0 or w.i[tried + q] == this:
            continue
        j = head(w, q, t)
        if j < 0:
            continue
        rank, key = rank_of(w, j, t), w.f[w.i[col.JOB_F] + 6 * j + col.J_KEY]
        if rank < best_rank or (rank == best_rank and best >= 0 and (
            key < best_key or (key == best_key and j < best_job))):  # fmt: skip
            best, best_rank, best_key, best_job = q, rank, key, j
    return best


@bare
def serve(w: World, t: float, worst: int) -> None:
    """Give work to who is idle, until no more can begin; no job whose rank is above `worst`."""
    held = 0
    w.i[col.G_ROUND] += 1
    while w.i[col.G_IDLE] & ~held:
        join(w, t, held, worst)
        able = w.i[col.G_IDLE] & ~held
        if able == 0 or w.i[col.G_WAITING] == 0:
            return
        q = next_queue(w, t, worst)
        if q < 0:
            return
        held |= start_or_hold(w, q, t, able)


@bare
def join(w: World, t: float, held: int, worst: int) -> None:
    """Send a second to the job where one waits, unless something more urgent waits too."""
    j = w.i[col.G_HALF]
    if j < 0 or rank_of(w, j, t) > worst:
        return
    q = next_queue(w, t, rank_of(w, j, t) - 1)
    if q >= 0:
        return
    able = w.i[col.G_IDLE] & ~held & w.i[w.i[col.MASK] + w.i[w.i[col.JOB_I] + 10 * j + col.J_POOL]]
    count, a, _b = chosen(w, j, t, able)
    if count > 0:
        begin(w, j, a, -1, t)


@bare
def start_or_hold(w: World, q: int, t: float, able: int) -> int:
    """Begin the first job of a queue if enough may go. Gives who is held for it, as bits."""
    j = w.i[w.i[col.QUEUE] + w.i[col.MANY_JOBS] * q]
    job = w.i[col.JOB_I] + 10 * j
    need = w.i[job + col.J_NEED]
    count, a, b = chosen(w, j, t, able & w.i[w.i[col.MASK] + w.i[job + col.J_POOL]])
    if count >= need:
        take(w, q)
        begin(w, j, a, b if need == 2 else -1, t)
        return 0
    if count == 1 and w.i[col.I_AHEAD] == 1 and w.i[col.G_HALF] < 0:
        take(w, q)
        begin_half(w, j, a, t)
        return 0
    w.i[w.i[col.TRIED] + q] = w.i[col.G_ROUND]
    waited = t - w.f[w.i[col.JOB_F] + 6 * j + col.J_RELEASE]
    if count == 1 and waited >= w.f[col.F_HOLD + w.i[job + col.J_CLASS]]:
        return 1 << a
    return 0


@bare
def interrupt(w: World, j: int, t: float) -> None:
    """Call staff from checks that one person has begun, when an urgent alarm finds too few idle."""
    if w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS] != col.RED:
        return
    pool, need = (
        w.i[w.i[col.JOB_I] + 10 * j + col.J_POOL],
        w.i[w.i[col.JOB_I] + 10 * j + col.J_NEED],
    )
    if w.i[w.i[col.SEVERAL] + pool] < need:
        return
    count, _a, _b = chosen(w, j, t, w.i[col.G_IDLE] & w.i[w.i[col.MASK] + pool])
    while count < need:
        s = nearest_checking(w, j, t)
        if s < 0:
            return
        cut(w, s, t)
        count += 1


@bare
def nearest_checking(w: World, j: int, t: float) -> int:
    """Give the nearest who may leave a check for an alarm, or -1."""
    best, near = -1, col.NEVER
    pool, place = (
        w.i[w.i[col.JOB_I] + 10 * j + col.J_POOL],
        w.i[w.i[col.JOB_I] + 10 * j + col.J_PLACE],
    )
    for s in range(w.i[col.MANY_STAFF]):
        job = w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB]
        if job < 0 or not (w.i[w.i[col.MASK] + pool] >> s) & 1:
            continue
        if (
            w.i[w.i[col.JOB_I] + 10 * job + col.J_CLASS] != col.PLANNED
            or w.i[w.i[col.JOB_I] + 10 * job + col.J_NEED] != 1
        ):
            continue
        if (
            w.i[w.i[col.JOB_I] + 10 * job + col.J_BEGUN] == 0
            or w.f[w.i[col.JOB_F] + 6 * job + col.J_ARRIVED] > t
        ):
            continue
        far = w.f[
            w.i[col.WALK] + w.i[col.MANY_PLACES] * place + w.i[w.i[col.NOW_I] + 6 * s + col.N_PLACE]
        ]
        if far < near:
            best, near = s, far
    return best


@bare
def cut(w: World, s: int, t: float) -> None:
    """Let one of the staff leave a check for later; what is left of it waits again."""
    j, row = w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB], w.i[col.G_ROW]
    left = w.f[w.i[col.JOB_F] + 6 * j + col.J_DONE] - t
    spread(w, col.H_WORK, t, t + left, -1.0)
    w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_WORK] -= left
    w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_INTERRUPTED] += 1
    w.f[w.i[col.JOB_F] + 6 * j + col.J_LEFT] = left
    w.i[w.i[col.JOB_I] + 10 * j + col.J_TOKEN] += 1
    free(w, s, t)
    enqueue(w, j)


@bare
def pauses(w: World, t: float, calm: bool) -> None:
    """Begin breaks: those whose latest minute is here, or, when nothing waits, any whose time is.

    So many at once as the policy allows, and so many at work as it demands.
    """
    for s in range(w.i[col.MANY_STAFF]):
        at_work = w.i[col.G_ON] - w.i[col.G_PAUSED]
        if w.i[col.G_PAUSED] >= w.i[col.I_PAUSES] or at_work <= w.i[col.I_AWAKE]:
            return
        if w.i[w.i[col.NOW_I] + 6 * s + col.N_PAUSED] == 1 or not (w.i[col.G_IDLE] >> s) & 1:
            continue
        row = w.i[col.STAFF_F] + 6 * s
        first = w.f[row + (col.S_PAUSE if calm else col.S_PAUSE_DUE)]
        if first <= t <= w.f[row + col.S_PAUSE_END]:
            pause(w, s, t)


@bare
def pause(w: World, s: int, t: float) -> None:
    """Begin one break; who has it is in no unit."""
    clocked(w, t)
    taken(w, s)
    w.i[col.G_PAUSED] += 1
    w.i[col.G_PAUSES_LEFT] -= 1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_PAUSED] = 1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_TOKEN] += 1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB] = -3
    if w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] >= 0:
        leave(w, w.i[w.i[col.NOW_I] + 6 * s + col.N_AT], t)
        w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] = -1
    end = t + w.f[w.i[col.STAFF_F] + 6 * s + col.S_PAUSE_MINUTES]
    event(w, end, col.PAUSED, s, 0)
    row = w.i[col.G_TRACE]
    if row < w.i[col.MANY_TRACE]:
        (
            w.f[w.i[col.TRACE] + 7 * row + 0],
            w.f[w.i[col.TRACE] + 7 * row + 1],
            w.f[w.i[col.TRACE] + 7 * row + 2],
        ) = -1, s, t
        w.f[w.i[col.TRACE] + 7 * row + 3], w.f[w.i[col.TRACE] + 7 * row + 4] = t, end
        w.f[w.i[col.TRACE] + 7 * row + 5], w.f[w.i[col.TRACE] + 7 * row + 6] = (
            w.i[w.i[col.NOW_I] + 6 * s + col.N_PLACE],
            -1,
        )
        w.i[col.G_TRACE] += 1
