"""A night from its first minute until the last job is done: the loop over its events.

The night runs on after its end until everything is done, with the same staff; what is answered then
is counted apart. Events of the same minute come in the order they were made, and before alarms and
checks of that minute.
"""

import numpy as np

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.choice import at_once, interrupt, missed, pauses, serve
from vaka.calc.staffing.draws import night_key
from vaka.calc.staffing.lines import push_event
from vaka.calc.staffing.making import make_night
from vaka.calc.staffing.moves import (
    come,
    done,
    emptied,
    enqueue,
    free,
    gone,
    impossible,
    leave,
)
from vaka.calc.staffing.world import World, clocked, idle, place_of, taken


@bare
def run_nights(w: World, seed: int, first: int, row: int, count: int) -> int:
    """Simulate nights into their rows. Gives how many were done; fewer when room ran out."""
    for k in range(count):
        for held in range(col.I_HELD, col.I_SIZES):
            w.i[held] = 0
        w.i[col.G_ROW] = row + k
        key = night_key(seed, first + k)
        if not make_night(w, key):
            return k
        opened(w)
        run_night(w, key)
        closed(w)
    return count


@bare
def opened(w: World) -> None:
    """Set staff, units and queues as they are when a night begins."""
    w.i[col.G_HALF] = -1
    w.f[col.F_BUSY_SINCE] = 0.0
    for q in range(w.i[col.MANY_QUEUES]):
        w.queued[q] = w.tried[q] = 0
    for u in range(w.i[col.MANY_UNITS]):
        w.here[u] = 0
        w.empty_since[u] = 0.0
    for s in range(w.i[col.MANY_STAFF]):
        w.now_i[6 * s + col.N_PLACE], w.now_i[6 * s + col.N_AT] = (
            w.staff_home[s],
            -1,
        )
        w.now_i[6 * s + col.N_JOB], w.now_i[6 * s + col.N_PAUSED] = -2, 1
        w.now_i[6 * s + col.N_ON] = w.now_i[6 * s + col.N_TOKEN] = 0
        w.now_f[2 * s + col.N_HOME_AT] = 0.0
        begins = w.staff_f[6 * s + col.S_FROM]
        if begins > 0.0:
            push_event(w, begins, col.ON, s, 0)
        else:
            arrive(w, s, 0.0)
        if w.staff_f[6 * s + col.S_UNTIL] < w.f[col.F_END]:
            push_event(w, w.staff_f[6 * s + col.S_UNTIL], col.OFF, s, 0)
        if w.staff_f[6 * s + col.S_PAUSE_MINUTES] > 0.0:
            w.now_i[6 * s + col.N_PAUSED] = 0
            w.i[col.G_PAUSES_LEFT] += 1
            push_event(w, w.staff_f[6 * s + col.S_PAUSE], col.PAUSE, s, 0)
            push_event(w, w.staff_f[6 * s + col.S_PAUSE_DUE], col.PAUSE, s, 0)


@bare
def arrive(w: World, s: int, t: float) -> None:
    """Let one of the staff begin the shift."""
    clocked(w, t)
    w.i[col.G_ON] += 1
    w.now_i[6 * s + col.N_ON], w.now_i[6 * s + col.N_JOB] = 1, -1
    idle(w, s)
    come(w, s, w.unit_of[w.staff_home[s]], t)


@bare
def run_night(w: World, key: np.uint64) -> None:
    """Go from event to event until there is none."""
    coming, jobs = 0, w.i[col.G_ORDER]
    while coming < jobs or w.i[col.G_EVENTS] > 0:
        next_event = w.event_t[w.i[col.G_EVENTS] - 1] if w.i[col.G_EVENTS] > 0 else col.NEVER
        if next_event <= w.releases[coming]:
            t = happens(w, key)
        else:
            t, j = w.releases[coming], w.order[coming]
            coming += 1
            if at_once(w, j, t):
                continue
            enqueue(w, j)
            if w.i[col.I_INTERRUPT] == 1:
                interrupt(w, j, t)
        if w.i[col.G_IDLE] != 0:
            settle(w, t)


@bare
def happens(w: World, key: np.uint64) -> float:
    """Let the next event happen. Gives its minute."""
    w.i[col.G_EVENTS] -= 1
    t, packed = w.event_t[w.i[col.G_EVENTS]], w.event_i[w.i[col.G_EVENTS]]
    kind, token = packed & col.KIND, packed >> col.BY_TOKEN
    about = (packed >> col.BY_ABOUT) & col.ABOUT
    if kind == col.DONE:
        if token == w.job_i[10 * about + col.J_TOKEN]:
            done(w, about, t, key)
    elif kind == col.ARRIVED:
        if token == w.now_i[6 * about + col.N_TOKEN]:
            reached(w, about, t)
    elif kind == col.RELEASE:
        enqueue(w, about)
    elif kind == col.PAUSED:
        clocked(w, t)
        w.i[col.G_PAUSED] -= 1
        at = place_of(w, about, t)
        w.now_i[6 * about + col.N_PLACE] = at
        come(w, about, w.unit_of[at], t)
        free(w, about, t)
    elif kind == col.ON:
        arrive(w, about, t)
    elif kind == col.OFF and (w.i[col.G_IDLE] >> about) & 1:
        clocked(w, t)
        taken(w, about)
        gone(w, about, t)
    return t


@bare
def reached(w: World, s: int, t: float) -> None:
    """Let one of the staff be in the unit they walked to, or returned to."""
    now = 6 * s
    place = w.now_i[now + col.N_PLACE] if w.now_i[now + col.N_JOB] >= 0 else w.staff_home[s]
    if w.now_i[now + col.N_AT] >= 0:
        leave(w, w.now_i[now + col.N_AT], t)
    come(w, s, w.unit_of[place], t)


@bare
def settle(w: World, t: float) -> None:
    """Give work and breaks to who is idle: urgent alarms, breaks at their latest, work, breaks.

    One loop of two turns, so that serving and breaks are built in once and stay in the processor's
    nearest memory.
    """
    resting = w.i[col.G_PAUSES_LEFT] > 0 and t <= w.f[col.F_PAUSE_END]
    for calm in range(0 if resting and w.f[col.F_PAUSE_DUE] <= t else 1, 2):
        if calm == 0 or w.i[col.G_WAITING] > 0 or w.i[col.G_HALF] >= 0:
            serve(w, t, col.OVERDUE if calm else w.i[col.I_RANK + col.RED])
        nothing = w.i[col.G_WAITING] == 0 and w.i[col.G_HALF] < 0
        if calm == 0 or (resting and nothing and w.f[col.F_PAUSE] <= t):
            pauses(w, t, calm)


@bare
def closed(w: World) -> None:
    """Count what never came about: jobs still waiting, breaks not given, units left empty."""
    clocked(w, w.f[col.F_END])
    row = w.i[col.G_ROW]
    w.nights[col.OUTPUTS * row + col.O_CHECKS] = w.i[col.MANY_COUNTED]
    w.nights[col.OUTPUTS * row + col.O_PAUSES_MISSED] += w.i[col.G_PAUSES_LEFT]
    for q in range(w.i[col.MANY_QUEUES]):
        for k in range(w.queued[q]):
            undone(w, w.queue[w.first[q] + k])
    if w.i[col.G_HALF] >= 0:
        undone(w, w.i[col.G_HALF])
    for u in range(w.i[col.MANY_UNITS]):
        emptied(w, u, w.f[col.F_END])


@bare
def undone(w: World, j: int) -> None:
    """Count a job that nobody began."""
    if (
        w.job_i[10 * j + col.J_CLASS] == col.PLANNED
        and w.several[w.job_i[10 * j + col.J_POOL]] >= w.job_i[10 * j + col.J_NEED]
    ):
        missed(w, j)
    else:
        impossible(w, j)
