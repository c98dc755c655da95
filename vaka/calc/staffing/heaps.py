"""Two heaps on the night's arrays: events by time, and waiting jobs by key. Ties go by number."""

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.world import World


@bare
def push_event(w: World, t: float, number: int, kind: int, about: int, token: int) -> None:
    """Add an event; the caller counts."""
    times, rows, k = w.i[col.EVENT_T], w.i[col.EVENT_I], w.i[col.G_EVENTS]
    while k > 0:  # its number is the highest, so it goes before none of the same minute
        above = (k - 1) >> 1
        if w.f[times + above] <= t:
            break
        _move_event(w, times, rows, above, k)
        k = above
    row = rows + 4 * k
    w.f[times + k] = t
    w.i[row], w.i[row + 1], w.i[row + 2], w.i[row + 3] = number, kind, about, token


@bare
def pop_event(w: World) -> None:
    """Take the first event off the heap; the caller counts."""
    times, rows, size = w.i[col.EVENT_T], w.i[col.EVENT_I], w.i[col.G_EVENTS] - 1
    t, number, k, least = w.f[times + size], w.i[rows + 4 * size], 0, 1
    while least < size:
        if least + 1 < size and _before(w, times, rows, least + 1, least):
            least += 1
        one = w.f[times + least]
        if t < one or (t == one and number < w.i[rows + 4 * least]):
            break
        _move_event(w, times, rows, least, k)
        k, least = least, 2 * least + 1
    _move_event(w, times, rows, size, k)


@bare
def _before(w: World, times: int, rows: int, a: int, b: int) -> bool:
    one, other = w.f[times + a], w.f[times + b]
    return one < other or (one == other and w.i[rows + 4 * a] < w.i[rows + 4 * b])


@bare
def _move_event(w: World, times: int, rows: int, a: int, b: int) -> None:
    w.f[times + b] = w.f[times + a]
    a, b = rows + 4 * a, rows + 4 * b
    w.i[b], w.i[b + 1], w.i[b + 2], w.i[b + 3] = w.i[a], w.i[a + 1], w.i[a + 2], w.i[a + 3]


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
