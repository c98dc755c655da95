"""Which job is next, and who goes: the policy of a night, over queues by pool, class and need."""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.lines import pop_job, push_event
from vaka.calc.staffing.moves import begin, enqueue, free, leave
from vaka.calc.staffing.world import World, clocked, counts, place_of, spread, taken


@bare
def rank_of(w: World, j: int, t: float) -> int:
    """How soon a job's turn is: the policy's order, where a check whose time is out has its own."""
    group = w.job_i[10 * j + col.J_CLASS]
    if group == col.PLANNED and w.job_f[6 * j + col.J_KEY] < t:
        group = col.OVERDUE
    return w.i[col.I_RANK + group]


@bare
def head(w: World, q: int, t: float) -> int:
    """Give the first job of a queue, or -1; checks that are too late to make are missed first."""
    while w.queued[q] > 0:
        j = w.queue[w.first[q]]
        job = 10 * j
        if w.job_i[job + col.J_CLASS] != col.PLANNED or w.job_i[job + col.J_BEGUN] == 1:
            return j
        least = w.check_f[7 * j + col.C_MISSED]
        if t <= w.job_f[6 * j + col.J_KEY] + least:
            return j
        pop_job(w, q)
        missed(w, j)
    return -1


@bare
def missed(w: World, j: int) -> None:
    """Count a check that was never made."""
    if counts(w, w.job_f[6 * j + col.J_RELEASE]):
        w.nights[col.OUTPUTS * w.i[col.G_ROW] + col.O_MISSED] += 1


@bare
def may_leave(w: World, s: int, j: int) -> bool:
    """Whether somebody stays on the floor that one leaves; an urgent alarm goes before that."""
    if w.job_i[10 * j + col.J_CLASS] == col.RED:
        return True
    unit, place = w.now_i[6 * s + col.N_AT], w.job_i[10 * j + col.J_PLACE]
    if unit < 0 or place < 0 or w.floor_of[unit] == w.floor_of[w.unit_of[place]]:
        return True
    others = -1
    for u in range(w.i[col.MANY_UNITS]):
        if w.floor_of[u] == w.floor_of[unit]:
            others += w.here[u]
    return others > 0


@bare
def chosen(w: World, j: int, t: float, held: int) -> tuple[int, int, int]:
    """How many of who is idle and not held may go to a job (two are enough), and the one or two
    who should.

    Choices without branches: who is idle is what a processor cannot guess.
    """
    job, place = 10 * j, w.job_i[10 * j + col.J_PLACE]
    able = w.i[col.G_IDLE] & ~held & w.mask[w.job_i[job + col.J_POOL]]
    way = w.i[col.MANY_PLACES] * max(place, 0)
    ruled = w.i[col.I_WHO] != col.NEAREST or w.i[col.I_KEEP] == 1 or w.i[col.I_RETURN] == 1
    count, a, b, near, next_near = 0, -1, -1, col.NEVER, col.NEVER
    for s in range(w.i[col.MANY_STAFF]):
        far = w.walk[way + w.now_i[6 * s + col.N_PLACE]] if place >= 0 else 0.0
        if ruled:
            far = wished(w, s, j, t)
        far = far if (able >> s) & 1 else col.NEVER
        count += 1 if far < col.NEVER else 0
        nearer, second = far < near, far < next_near
        b = a if nearer else (s if second else b)
        next_near = near if nearer else (far if second else next_near)
        a, near = s if nearer else a, far if nearer else near
    return count, a, b


@bare
def wished(w: World, s: int, j: int, t: float) -> float:
    """How far one of the staff counts as being where other rules than the nearest hold."""
    place, who = w.job_i[10 * j + col.J_PLACE], w.i[col.I_WHO]
    if w.i[col.I_KEEP] == 1 and not may_leave(w, s, j):
        return col.NEVER
    if who == col.LOWEST:
        return float(s)
    far = 0.0 if place < 0 else w.walk[w.i[col.MANY_PLACES] * place + place_of(w, s, t)]
    elsewhere = w.unit_of[w.staff_home[s]] != w.job_i[10 * j + col.J_UNIT]
    return far + 1e6 if who == col.UNIT_FIRST and elsewhere else far


@bare
def next_queue(w: World, t: float, worst: int) -> int:
    """Give the queue whose first job is next, of those not tried; -1 when none is left."""
    best, best_rank, best_key, best_job, k = -1, worst + 1, col.NEVER, -1, 0
    while k < w.i[col.G_OPEN]:
        q = w.open[k]
        k += 1
        if w.tried[q] == w.i[col.G_ROUND]:
            continue
        j = head(w, q, t)
        if j < 0:  # emptied, and another stands in its place
            k -= 1
            continue
        rank, key = rank_of(w, j, t), w.job_f[6 * j + col.J_KEY]
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
        j, a, b = joins(w, t, held, worst)
        if j < 0:
            if w.i[col.G_WAITING] == 0:
                return
            q = next_queue(w, t, worst)
            if q < 0:
                return
            j = w.queue[w.first[q]]
            count, a, b = chosen(w, j, t, held)
            if not enough(w, j, count):
                held |= kept_for(w, q, j, t, count, a)
                continue
            pop_job(w, q)
        begin(w, j, a, b, t)


@bare
def joins(w: World, t: float, held: int, worst: int) -> tuple[int, int, int]:
    """Give the job where one waits for a second, and who joins, unless something more urgent waits
    too; -1 when nobody does."""
    j = w.i[col.G_HALF]
    if j < 0 or rank_of(w, j, t) > worst or next_queue(w, t, rank_of(w, j, t) - 1) >= 0:
        return -1, -1, -1
    count, a, _b = chosen(w, j, t, held)
    return (j if count > 0 else -1), a, -1


@bare
def at_once(w: World, j: int, t: float) -> bool:
    """Begin a new job when nothing else waits and no break may begin, as `serve` would."""
    if w.i[col.G_WAITING] > 0 or w.i[col.G_HALF] >= 0 or w.i[col.G_IDLE] == 0:
        return False
    resting = w.i[col.G_PAUSES_LEFT] > 0 and w.f[col.F_PAUSE] <= t <= w.f[col.F_PAUSE_END]
    if w.i[col.I_INTERRUPT] == 1 or (resting and may_pause(w)):
        return False
    count, a, b = chosen(w, j, t, 0)
    if not enough(w, j, count):
        return False
    begin(w, j, a, b, t)
    return True


@bare
def enough(w: World, j: int, count: int) -> bool:
    """Whether so many may begin a job, or one of them go ahead to it."""
    if count >= w.job_i[10 * j + col.J_NEED]:
        return True
    return count == 1 and w.i[col.I_AHEAD] == 1 and w.i[col.G_HALF] < 0


@bare
def kept_for(w: World, q: int, j: int, t: float, count: int, a: int) -> int:
    """Try a queue no more this round. Gives who is held for its first job, as bits."""
    w.tried[q] = w.i[col.G_ROUND]
    waited = t - w.job_f[6 * j + col.J_RELEASE]
    if count == 1 and waited >= w.f[col.F_HOLD + w.job_i[10 * j + col.J_CLASS]]:
        return 1 << a
    return 0


@bare
def interrupt(w: World, j: int, t: float) -> None:
    """Call staff from checks that one person has begun, when an urgent alarm finds too few idle."""
    if w.job_i[10 * j + col.J_CLASS] != col.RED:
        return
    pool, need = (
        w.job_i[10 * j + col.J_POOL],
        w.job_i[10 * j + col.J_NEED],
    )
    if w.several[pool] < need:
        return
    count, _a, _b = chosen(w, j, t, 0)
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
        w.job_i[10 * j + col.J_POOL],
        w.job_i[10 * j + col.J_PLACE],
    )
    for s in range(w.i[col.MANY_STAFF]):
        job = w.now_i[6 * s + col.N_JOB]
        if job < 0 or not (w.mask[pool] >> s) & 1:
            continue
        if w.job_i[10 * job + col.J_CLASS] != col.PLANNED or w.job_i[10 * job + col.J_NEED] != 1:
            continue
        if w.job_i[10 * job + col.J_BEGUN] == 0 or w.job_f[6 * job + col.J_ARRIVED] > t:
            continue
        far = w.walk[w.i[col.MANY_PLACES] * place + w.now_i[6 * s + col.N_PLACE]]
        if far < near:
            best, near = s, far
    return best


@bare
def cut(w: World, s: int, t: float) -> None:
    """Let one of the staff leave a check for later; what is left of it waits again."""
    j, row = w.now_i[6 * s + col.N_JOB], w.i[col.G_ROW]
    left = w.job_f[6 * j + col.J_DONE] - t
    spread(w, col.H_WORK, t, t + left, -1.0)
    w.nights[col.OUTPUTS * row + col.O_WORK] -= left
    w.nights[col.OUTPUTS * row + col.O_INTERRUPTED] += 1
    w.job_f[6 * j + col.J_LEFT] = left
    w.job_i[10 * j + col.J_TOKEN] += 1
    free(w, s, t)
    enqueue(w, j)


@bare
def may_pause(w: World) -> bool:
    """Whether one more may have a break: so many at once, and so many at work, as is allowed."""
    at_work = w.i[col.G_ON] - w.i[col.G_PAUSED]
    return w.i[col.G_PAUSED] < w.i[col.I_PAUSES] and at_work > w.i[col.I_AWAKE]


@bare
def pauses(w: World, t: float, calm: int) -> None:
    """Begin breaks: those whose latest minute is here, or, when nothing waits, any whose time is.

    So many at once as the policy allows, and so many at work as it demands.
    """
    for s in range(w.i[col.MANY_STAFF]):
        if not may_pause(w):
            return
        if w.now_i[6 * s + col.N_PAUSED] == 1 or not (w.i[col.G_IDLE] >> s) & 1:
            continue
        row = 6 * s
        first = w.staff_f[row + (col.S_PAUSE if calm else col.S_PAUSE_DUE)]
        if first <= t <= w.staff_f[row + col.S_PAUSE_END]:
            pause(w, s, t)


@bare
def pause(w: World, s: int, t: float) -> None:
    """Begin one break; who has it is in no unit."""
    clocked(w, t)
    taken(w, s)
    w.i[col.G_PAUSED] += 1
    w.i[col.G_PAUSES_LEFT] -= 1
    w.now_i[6 * s + col.N_PAUSED] = 1
    w.now_i[6 * s + col.N_TOKEN] += 1
    w.now_i[6 * s + col.N_JOB] = -3
    if w.now_i[6 * s + col.N_AT] >= 0:
        leave(w, w.now_i[6 * s + col.N_AT], t)
        w.now_i[6 * s + col.N_AT] = -1
    end = t + w.staff_f[6 * s + col.S_PAUSE_MINUTES]
    push_event(w, end, col.PAUSED, s, 0)
    row = w.i[col.G_TRACE]
    if row < w.i[col.MANY_TRACE]:
        (
            w.trace[7 * row + 0],
            w.trace[7 * row + 1],
            w.trace[7 * row + 2],
        ) = -1, s, t
        w.trace[7 * row + 3], w.trace[7 * row + 4] = t, end
        w.trace[7 * row + 5], w.trace[7 * row + 6] = (
            w.now_i[6 * s + col.N_PLACE],
            -1,
        )
        w.i[col.G_TRACE] += 1
