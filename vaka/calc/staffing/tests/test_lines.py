"""Lines of events and of waiting jobs give what stands first, whatever came in between."""

from hypothesis import given
from hypothesis import strategies as st

from vaka.calc.staffing import arrays, example
from vaka.calc.staffing import world as col
from vaka.calc.staffing.lines import pop_job, push_event, push_job
from vaka.calc.staffing.world import World

ROOM = 20
minutes = st.integers(0, 5).map(float)  # few, so that many are at the same minute


def world() -> World:
    w = arrays.build(example.home(2), 1).world
    w.i[col.MANY_JOBS] = ROOM
    return w


def next_event(w: World) -> tuple[float, int, int, int]:
    w.i[col.G_EVENTS] -= 1
    t, packed = w.event_t[w.i[col.G_EVENTS]], int(w.event_i[w.i[col.G_EVENTS]])
    about = packed >> col.BY_ABOUT & col.ABOUT
    return float(t), packed & col.KIND, about, packed >> col.BY_TOKEN


@given(st.lists(st.tuples(minutes, st.integers(0, 6), st.integers(0, 60_000),
                          st.integers(0, 9)), max_size=40))  # fmt: skip
def test_events_come_by_minute_and_then_in_the_order_they_were_made(events) -> None:
    w = world()
    for one in events:
        push_event(w, *one)
    found = [next_event(w) for _ in events]
    assert found == sorted(events, key=lambda one: one[0])


@given(st.lists(st.one_of(st.none(), minutes), max_size=60))
def test_jobs_come_by_key_and_then_by_number_as_the_row_is_used_again(steps) -> None:
    """A step is a job that comes, with its key, or one that is taken."""
    w, waiting, number = world(), [], 0
    for key in steps:
        if key is None and waiting:
            waiting.sort()
            assert w.queue[w.first[3]] == waiting.pop(0)[1]
            pop_job(w, 3)
        elif key is not None and len(waiting) < ROOM - 1:
            number = (number + 7) % ROOM
            while number in {job for _key, job in waiting}:
                number = (number + 1) % ROOM
            w.job_f[6 * number + col.J_KEY] = key
            push_job(w, 3, number)
            waiting.append((key, number))
        assert w.queued[3] == len(waiting) == w.i[col.G_WAITING]
        assert w.open[: w.i[col.G_OPEN]].tolist() == ([3] if waiting else [])


def test_a_queue_that_is_emptied_is_passed_over_and_the_others_stay() -> None:
    w = world()
    for q in (0, 2, 4):
        push_job(w, q, q)
    pop_job(w, 0)
    assert sorted(w.open[: w.i[col.G_OPEN]].tolist()) == [2, 4]
    pop_job(w, 4)
    assert w.open[: w.i[col.G_OPEN]].tolist() == [2]
