"""What a night asks for: its alarms and planned checks, drawn before anybody moves."""

import math

import numpy as np

from vaka.calc.kernel import bare
from vaka.calc.staffing import world as col
from vaka.calc.staffing.draws import (
    CHECK,
    DOUBLE,
    GAP,
    HELP,
    HOME,
    OUTAGE,
    SKILL,
    URGENT,
    minutes,
    night_key,
    person_key,
    uniform,
)
from vaka.calc.staffing.world import World


@bare
def make_night(w: World, seed: int, night: int) -> bool:
    """Draw the jobs of a night and their order. False when there is no room for them all."""
    key = night_key(seed, night)
    home = person_key(key, HOME)
    w.i[col.G_OUTAGE] = 1 if uniform(home, OUTAGE, 0) < w.f[col.F_OUTAGE] else 0
    made = w.i[col.MANY_CHECKS]
    for r in range(w.i[col.MANY_RESIDENTS]):
        if w.f[w.i[col.ALARMS] + r] > 0.0:
            made = _alarms_of(w, r, person_key(key, r), made)
            if made < 0:
                return False
    w.i[col.G_JOBS] = made
    for c in range(w.i[col.MANY_CHECKS]):
        _plan(w, c, key)
    _sort(w, w.i[col.MANY_CHECKS], made)
    return True


@bare
def _alarms_of(w: World, r: int, key: np.uint64, made: int) -> int:
    """A Poisson stream over the night's profile. Gives how many jobs there are then, or -1."""
    total, k = -math.log(uniform(key, GAP, 0)), 0
    while total < w.f[w.i[col.ALARMS] + r]:
        if made == w.i[col.MANY_JOBS]:
            return -1
        _alarm(w, r, key, k, made, total / w.f[w.i[col.ALARMS] + r])
        made += 1
        k += 1
        total -= math.log(uniform(key, GAP, k))
    return made


@bare
def _alarm(w: World, r: int, key: np.uint64, k: int, j: int, share: float) -> None:
    row = w.i[col.JOB_F] + 6 * j
    t = _clock(w, share)
    w.f[row + col.J_RELEASE], w.f[row + col.J_KEY] = t, t
    w.f[row + col.J_LEFT] = minutes(
        uniform(key, HELP, k), w.f[col.F_MEAN], w.f[col.F_MU], w.f[col.F_SIGMA]
    )
    group = col.RED if uniform(key, URGENT, k) < w.f[col.F_URGENT] else col.ALARM
    need = 2 if uniform(key, DOUBLE, k) < w.f[col.F_DOUBLE] else 1
    skill = w.i[col.I_SKILL] if uniform(key, SKILL, k) < w.f[col.F_SKILL] else 0
    unit = w.i[w.i[col.UNIT_OF] + r]
    pool = w.i[w.i[col.POOL_OF] + w.i[col.MANY_SKILLS] * unit + skill]
    _job(w, j, group, r, need, pool, r, unit)


@bare
def _job(w: World, j: int, group: int, place: int, need: int, pool: int, who: int, unit: int) -> (
    None
):  # fmt: skip
    """Set a job's whole numbers: nobody has begun it."""
    w.f[w.i[col.JOB_F] + 6 * j + col.J_START] = -1.0
    row = w.i[col.JOB_I] + 10 * j
    w.i[row + col.J_CLASS], w.i[row + col.J_PLACE], w.i[row + col.J_NEED] = group, place, need
    w.i[row + col.J_POOL], w.i[row + col.J_WHO], w.i[row + col.J_UNIT] = pool, who, unit
    w.i[row + col.J_TOKEN], w.i[row + col.J_BEGUN] = 0, 0
    w.i[row + col.J_A], w.i[row + col.J_B] = -1, -1


@bare
def _clock(w: World, share: float) -> float:
    """The minute before which this share of the night's alarms come."""
    k = 1
    while w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 1 + k] < share:
        k += 1
    width = (
        w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 1 + k]
        - w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 1 + k - 1]
    )
    part = (
        (share - w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 1 + k - 1]) / width
        if width > 0.0
        else 1.0
    )
    return w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 0 + k - 1] + part * (
        w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 0 + k]
        - w.f[w.i[col.PROFILE] + w.i[col.MANY_EDGES] * 0 + k - 1]
    )


@bare
def _plan(w: World, c: int, key: np.uint64) -> None:
    """A planned check, or its follow-up, whose release is set when it comes to that."""
    row, number, whole = w.i[col.JOB_F] + 6 * c, w.i[col.CHECK_F] + 7 * c, w.i[col.CHECK_I] + 10 * c
    who = w.i[whole + col.C_RESIDENT]
    w.f[row + col.J_RELEASE] = w.f[number + col.C_RELEASE]
    w.f[row + col.J_KEY] = w.f[number + col.C_DUE]
    w.f[row + col.J_LEFT] = w.f[number + col.C_MEAN]
    if w.f[number + col.C_SIGMA] != 0.0:
        p = uniform(person_key(key, who), CHECK, w.i[whole + col.C_K])
        w.f[row + col.J_LEFT] = minutes(p, w.f[number + col.C_MEAN], w.f[number + col.C_MU],
                                        w.f[number + col.C_SIGMA])  # fmt: skip
    _job(w, c, col.PLANNED, w.i[whole + col.C_PLACE], w.i[whole + col.C_NEED],
         w.i[whole + col.C_POOL], who, w.i[whole + col.C_UNIT])  # fmt: skip


@bare
def _sort(w: World, first: int, last: int) -> None:
    """Put alarms in order of time (buckets, then insertion), and merge them with planned checks."""
    count, many = w.i[col.BUCKETS], w.i[col.MANY_BUCKETS] - 1
    scale = many / w.f[col.F_END]
    order, room, release = w.i[col.ORDER], w.i[col.MANY_ORDER] // 2, w.i[col.JOB_F] + col.J_RELEASE
    for k in range(many + 1):
        w.i[count + k] = 0
    for j in range(first, last):
        w.i[count + min(int(w.f[release + 6 * j] * scale), many - 1) + 1] += 1
    for k in range(1, many):
        w.i[count + k + 1] += w.i[count + k]
    for j in range(first, last):
        k = count + min(int(w.f[release + 6 * j] * scale), many - 1)
        w.i[order + room + w.i[k]] = j
        w.i[k] += 1
    for at in range(order + room + 1, order + room + last - first):
        j, k = w.i[at], at
        while k > order + room and w.f[release + 6 * w.i[k - 1]] > w.f[release + 6 * j]:
            w.i[k] = w.i[k - 1]
            k -= 1
        w.i[k] = j
    _merge(w, room, room + last - first)


@bare
def _merge(w: World, alarm: int, stop: int) -> None:
    """Alarms stand sorted in the later half of `order`; the whole comes to stand in the first."""
    check, checks, put = 0, w.i[col.MANY_PLANNED], 0
    while check < checks or alarm < stop:
        planned = check < checks
        if planned and alarm < stop:
            release = w.f[w.i[col.JOB_F] + 6 * w.i[w.i[col.ORDER] + alarm] + col.J_RELEASE]
            planned = (
                w.f[w.i[col.JOB_F] + 6 * w.i[w.i[col.CHECK_ORDER] + check] + col.J_RELEASE]
                <= release
            )
        if planned:
            w.i[w.i[col.ORDER] + put] = w.i[w.i[col.CHECK_ORDER] + check]
            check += 1
        else:
            w.i[w.i[col.ORDER] + put] = w.i[w.i[col.ORDER] + alarm]
            alarm += 1
        put += 1
    w.i[col.G_ORDER] = put
