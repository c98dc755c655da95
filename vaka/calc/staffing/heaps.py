"""Two heaps on the night's arrays: events by time, and waiting jobs by key. Ties go by number."""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.world import World


@bare
def _before(w: World, a: int, b: int) -> bool:
    one, other = w.f[w.i[col.EVENT_T] + a], w.f[w.i[col.EVENT_T] + b]
    rows = w.i[col.EVENT_I]
    return one < other or (one == other and w.i[rows + 4 * a] < w.i[rows + 4 * b])


@bare
def _swap(w: World, a: int, b: int) -> None:
    times, rows = w.i[col.EVENT_T], w.i[col.EVENT_I]
    w.f[times + a], w.f[times + b] = w.f[times + b], w.f[times + a]
    for k in range(4):
        w.i[rows + 4 * a + k], w.i[rows + 4 * b + k] = w.i[rows + 4 * b + k], w.i[rows + 4 * a + k]


@bare
def push_event(w: World, t: float, number: int, kind: int, about: int, token: int) -> None:
    """Add an event."""
    k = w.i[col.G_EVENTS]
    row = w.i[col.EVENT_I] + 4 * k
    w.f[w.i[col.EVENT_T] + k] = t
    w.i[row], w.i[row + 1], w.i[row + 2], w.i[row + 3] = number, kind, about, token
    while k > 0 and _before(w, k, (k - 1) >> 1):
        _swap(w, k, (k - 1) >> 1)
        k = (k - 1) >> 1


@bare
def pop_event(w: World) -> None:
    """Move the first event to the end of the heap; the caller counts."""
    size = w.i[col.G_EVENTS] - 1
    _swap(w, 0, size)
    k = 0
    while True:
        least, left = k, 2 * k + 1
        if left < size and _before(w, left, least):
            least = left
        if left + 1 < size and _before(w, left + 1, least):
            least = left + 1
        if least == k:
            return
        _swap(w, k, least)
        k = least


@bare
def _earlier(w: World, a: int, b: int) -> bool:
    keys = w.i[col.JOB_F] + col.J_KEY
    one, other = w.f[keys + 6 * a], w.f[keys + 6 * b]
    return one < other or (one == other and a < b)


@bare
def push_job(w: World, q: int, job: int) -> None:
    """Add a job to a queue; the caller counts."""
    heap, k = w.i[col.QUEUE] + q * w.i[col.MANY_JOBS], w.i[w.i[col.QUEUED] + q]
    while k > 0 and _earlier(w, job, w.i[heap + ((k - 1) >> 1)]):
        w.i[heap + k] = w.i[heap + ((k - 1) >> 1)]
        k = (k - 1) >> 1
    w.i[heap + k] = job


@bare
def pop_job(w: World, q: int) -> None:
    """Take the first job off a queue; the caller counts."""
    heap, size = w.i[col.QUEUE] + q * w.i[col.MANY_JOBS], w.i[w.i[col.QUEUED] + q] - 1
    job, k = w.i[heap + size], 0
    while 2 * k + 1 < size:
        least = 2 * k + 1
        if least + 1 < size and _earlier(w, w.i[heap + least + 1], w.i[heap + least]):
            least += 1
        if not _earlier(w, w.i[heap + least], job):
            break
        w.i[heap + k] = w.i[heap + least]
        k = least
    w.i[heap + k] = job
