"""What is to happen and which jobs wait: lines kept in order, too short for heaps to pay.

A night has a handful of events ahead and of jobs waiting, and what is new comes nearly last. So a
new one steps past the few that it goes before, and the first is taken off an end. At every step of
a heap there is a branch that the processor guesses wrong half of the time.
"""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.world import World


@bare
def push_event(w: World, t: float, kind: int, about: int, token: int) -> None:
    """Let something happen at a minute, after what was to happen then already."""
    k = w.i[col.G_EVENTS]
    while k > 0 and w.event_t[k - 1] <= t:  # the next event stands last
        w.event_t[k], w.event_i[k] = w.event_t[k - 1], w.event_i[k - 1]
        k -= 1
    w.event_t[k] = t
    w.event_i[k] = (token << col.BY_TOKEN) + (about << col.BY_ABOUT) + kind
    w.i[col.G_EVENTS] += 1


@bare
def push_job(w: World, q: int, job: int) -> None:
    """Let a job wait in a queue, by its key and then its number."""
    row = q * w.i[col.MANY_JOBS]
    if w.queued[q] == 0:
        w.first[q] = row
        w.open_at[q] = w.i[col.G_OPEN]
        w.open[w.i[col.G_OPEN]] = q
        w.i[col.G_OPEN] += 1
    elif w.first[q] + w.queued[q] == row + w.i[col.MANY_JOBS]:
        for k in range(w.queued[q]):
            w.queue[row + k] = w.queue[w.first[q] + k]
        w.first[q] = row
    first, key = w.first[q], w.job_f[6 * job + col.J_KEY]
    k = first + w.queued[q]
    while k > first:
        before = w.queue[k - 1]
        other = w.job_f[6 * before + col.J_KEY]
        if other < key or (other == key and before < job):
            break
        w.queue[k] = before
        k -= 1
    w.queue[k] = job
    w.queued[q] += 1
    w.i[col.G_WAITING] += 1


@bare
def pop_job(w: World, q: int) -> None:
    """Take the first job out of a queue."""
    w.first[q] += 1
    w.queued[q] -= 1
    w.i[col.G_WAITING] -= 1
    if w.queued[q] == 0:
        w.i[col.G_OPEN] -= 1
        last = w.open[w.i[col.G_OPEN]]
        w.open[w.open_at[q]], w.open_at[last] = last, w.open_at[q]
