"""A night from its first minute until the last job is done: the loop over its events.

The night runs on after its end until everything is done, with the same staff; what is answered then
is counted apart. Events of the same minute come in the order they were made, and before alarms and
checks of that minute.
"""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.choice import interrupt, missed, pauses, serve
from vaka.calc.staffing.heaps import pop_event
from vaka.calc.staffing.making import make_night
from vaka.calc.staffing.moves import (
    come,
    done,
    emptied,
    event,
    free,
    gone,
    impossible,
    leave,
    released,
)
from vaka.calc.staffing.world import World, clocked, idle, place_of, taken


@bare
def run_nights(w: World, seed: int, first: int, row: int, count: int) -> int:
    """Simulate nights into their rows. Gives how many were done; fewer when room ran out."""
    for k in range(count):
        for held in range(col.I_HELD, col.I_SIZES):
            w.i[held] = 0
        w.i[col.G_ROW] = row + k
        if not make_night(w, seed, first + k):
            return k
        opened(w)
        run_night(w, seed, first + k)
        closed(w)
    return count


@bare
def opened(w: World) -> None:
    """Set staff, units and queues as they are when a night begins."""
    w.i[col.G_HALF] = -1
    w.f[col.F_BUSY_SINCE] = 0.0
    for q in range(w.i[col.MANY_QUEUES]):
        w.i[w.i[col.QUEUED] + q] = w.i[w.i[col.TRIED] + q] = 0
    for u in range(w.i[col.MANY_UNITS]):
        w.i[w.i[col.HERE] + u] = 0
        w.f[w.i[col.EMPTY_SINCE] + u] = 0.0
    for s in range(w.i[col.MANY_STAFF]):
        w.i[w.i[col.NOW_I] + 6 * s + col.N_PLACE], w.i[w.i[col.NOW_I] + 6 * s + col.N_AT] = (
            w.i[w.i[col.STAFF_HOME] + s],
            -1,
        )
        w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB], w.i[w.i[col.NOW_I] + 6 * s + col.N_PAUSED] = -2, 1
        w.i[w.i[col.NOW_I] + 6 * s + col.N_ON] = w.i[w.i[col.NOW_I] + 6 * s + col.N_TOKEN] = 0
        w.f[w.i[col.NOW_F] + 2 * s + col.N_HOME_AT] = 0.0
        begins = w.f[w.i[col.STAFF_F] + 6 * s + col.S_FROM]
        if begins > 0.0:
            event(w, begins, col.ON, s, 0)
        else:
            arrive(w, s, 0.0)
        if w.f[w.i[col.STAFF_F] + 6 * s + col.S_UNTIL] < w.f[col.F_END]:
            event(w, w.f[w.i[col.STAFF_F] + 6 * s + col.S_UNTIL], col.OFF, s, 0)
        if w.f[w.i[col.STAFF_F] + 6 * s + col.S_PAUSE_MINUTES] > 0.0:
            w.i[w.i[col.NOW_I] + 6 * s + col.N_PAUSED] = 0
            w.i[col.G_PAUSES_LEFT] += 1
            event(w, w.f[w.i[col.STAFF_F] + 6 * s + col.S_PAUSE], col.PAUSE, s, 0)
            event(w, w.f[w.i[col.STAFF_F] + 6 * s + col.S_PAUSE_DUE], col.PAUSE, s, 0)


@bare
def arrive(w: World, s: int, t: float) -> None:
    """Let one of the staff begin the shift."""
    clocked(w, t)
    w.i[col.G_ON] += 1
    w.i[w.i[col.NOW_I] + 6 * s + col.N_ON], w.i[w.i[col.NOW_I] + 6 * s + col.N_JOB] = 1, -1
    idle(w, s)
    come(w, s, w.i[w.i[col.UNIT_OF] + w.i[w.i[col.STAFF_HOME] + s]], t)


@bare
def run_night(w: World, seed: int, night: int) -> None:
    """Go from event to event until there is none."""
    coming, jobs, order = 0, w.i[col.G_ORDER], w.i[col.ORDER]
    first_event, releases = w.i[col.EVENT_T], w.i[col.JOB_F] + col.J_RELEASE
    while coming < jobs or w.i[col.G_EVENTS] > 0:
        next_event = w.f[first_event] if w.i[col.G_EVENTS] > 0 else col.NEVER
        j = w.i[order + coming] if coming < jobs else -1
        if j < 0 or next_event <= w.f[releases + 6 * j]:
            t = happens(w, seed, night)
        else:
            coming += 1
            t = w.f[releases + 6 * j]
            released(w, j)
            if w.i[col.I_INTERRUPT] == 1:
                interrupt(w, j, t)
        if w.i[col.G_IDLE] != 0:
            settle(w, t)


@bare
def happens(w: World, seed: int, night: int) -> float:
    """Let the first event happen. Gives its minute."""
    t, row = w.f[w.i[col.EVENT_T]], w.i[col.EVENT_I]
    kind, about, token = w.i[row + 1], w.i[row + 2], w.i[row + 3]
    pop_event(w)
    w.i[col.G_EVENTS] -= 1
    if kind == col.DONE:
        if token == w.i[w.i[col.JOB_I] + 10 * about + col.J_TOKEN]:
            done(w, about, t, seed, night)
    elif kind == col.ARRIVED:
        if token == w.i[w.i[col.NOW_I] + 6 * about + col.N_TOKEN]:
            reached(w, about, t)
    elif kind == col.RELEASE:
        released(w, about)
    elif kind == col.PAUSED:
        clocked(w, t)
        w.i[col.G_PAUSED] -= 1
        at = place_of(w, about, t)
        w.i[w.i[col.NOW_I] + 6 * about + col.N_PLACE] = at
        come(w, about, w.i[w.i[col.UNIT_OF] + at], t)
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
    now = w.i[col.NOW_I] + 6 * s
    place = w.i[now + col.N_PLACE] if w.i[now + col.N_JOB] >= 0 else w.i[w.i[col.STAFF_HOME] + s]
    if w.i[now + col.N_AT] >= 0:
        leave(w, w.i[now + col.N_AT], t)
    come(w, s, w.i[w.i[col.UNIT_OF] + place], t)


@bare
def settle(w: World, t: float) -> None:
    """Give work and breaks to who is idle: urgent alarms, breaks at their latest, work, breaks."""
    if w.i[col.G_PAUSES_LEFT] > 0 and w.f[col.F_PAUSE_DUE] <= t <= w.f[col.F_PAUSE_END]:
        serve(w, t, w.i[col.I_RANK + col.RED])
        pauses(w, t, False)
    if w.i[col.G_WAITING] > 0 or w.i[col.G_HALF] >= 0:
        serve(w, t, col.OVERDUE)
    if (
        w.i[col.G_PAUSES_LEFT] > 0
        and w.i[col.G_WAITING] == 0
        and w.i[col.G_HALF] < 0
        and w.f[col.F_PAUSE] <= t <= w.f[col.F_PAUSE_END]
    ):
        pauses(w, t, True)


@bare
def closed(w: World) -> None:
    """Count what never came about: jobs still waiting, breaks not given, units left empty."""
    clocked(w, w.f[col.F_END])
    row = w.i[col.G_ROW]
    w.f[w.i[col.NIGHTS] + col.OUTPUTS * row + col.O_PAUSES_MISSED] += w.i[col.G_PAUSES_LEFT]
    for q in range(w.i[col.MANY_QUEUES]):
        for k in range(w.i[w.i[col.QUEUED] + q]):
            undone(w, w.i[w.i[col.QUEUE] + w.i[col.MANY_JOBS] * q + k])
    if w.i[col.G_HALF] >= 0:
        undone(w, w.i[col.G_HALF])
    for u in range(w.i[col.MANY_UNITS]):
        if w.i[w.i[col.HERE] + u] == 0:
            emptied(w, u, w.f[col.F_END])


@bare
def undone(w: World, j: int) -> None:
    """Count a job that nobody began."""
    if (
        w.i[w.i[col.JOB_I] + 10 * j + col.J_CLASS] == col.PLANNED
        and w.i[w.i[col.SEVERAL] + w.i[w.i[col.JOB_I] + 10 * j + col.J_POOL]]
        >= w.i[w.i[col.JOB_I] + 10 * j + col.J_NEED]
    ):
        missed(w, j)
    else:
        impossible(w, j)
