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
    person_key,
    uniform,
)
from vaka.calc.staffing.world import World, counts


@bare
def make_night(w: World, key: np.uint64) -> bool:
    """Draw the jobs of a night and their order. False when there is no room for them all."""
    w.i[col.G_OUTAGE] = 1 if uniform(person_key(key, HOME), OUTAGE, 0) < w.f[col.F_OUTAGE] else 0
    made = w.i[col.MANY_CHECKS]
    for k in range(_who_alarm(w, key)):
        made = _alarms_of(w, w.alarm_order[k], key, made)
        if made < 0:
            return False
    w.i[col.G_JOBS] = made
    for c in range(w.i[col.MANY_CHECKS]):
        _plan(w, c, key)
    _sort(w, w.i[col.MANY_CHECKS], made)
    _merge(w, made - w.i[col.MANY_CHECKS])
    return True


@bare
def _who_alarm(w: World, key: np.uint64) -> int:
    """Draw the first gap of every resident, and list those in whom it may end within the night.

    Most have no alarm, and their number says so without its logarithm. Two loops, for the first
    is one that the processor does for several residents at a time.
    """
    many = w.i[col.MANY_RESIDENTS]
    for r in range(many):
        w.chance[r] = uniform(person_key(key, r), GAP, 0)
    found = 0
    for r in range(many):
        w.alarm_order[found] = r
        found += 1 if w.chance[r] > w.few[r] else 0
    return found


@bare
def _alarms_of(w: World, r: int, night: np.uint64, made: int) -> int:
    """A Poisson stream over the night's profile. Gives how many jobs there are then, or -1."""
    total, k, key, rate = -math.log(w.chance[r]), 0, person_key(night, r), w.alarms[r]
    while total < rate:
        if made == w.i[col.MANY_JOBS]:
            return -1
        _alarm(w, r, key, k, made, total / rate)
        made += 1
        k += 1
        total -= math.log(uniform(key, GAP, k))
    return made


@bare
def _alarm(w: World, r: int, key: np.uint64, k: int, j: int, share: float) -> None:
    row = 6 * j
    t = _clock(w, share)
    w.job_f[row + col.J_RELEASE], w.job_f[row + col.J_KEY] = t, t
    w.job_f[row + col.J_LEFT] = minutes(
        uniform(key, HELP, k), w.f[col.F_MEAN], w.f[col.F_MU], w.f[col.F_SIGMA]
    )
    w.job_f[row + col.J_START] = -1.0
    group = col.RED if uniform(key, URGENT, k) < w.f[col.F_URGENT] else col.ALARM
    need = 2 if w.f[col.F_DOUBLE] > 0.0 and uniform(key, DOUBLE, k) < w.f[col.F_DOUBLE] else 1
    skill = 0
    if w.f[col.F_SKILL] > 0.0 and uniform(key, SKILL, k) < w.f[col.F_SKILL]:
        skill = w.i[col.I_SKILL]
    unit = w.unit_of[r]
    pool = w.pool_of[w.i[col.MANY_SKILLS] * unit + skill]
    _counted(w, r, unit, group, t)
    row = 10 * j
    w.job_i[row + col.J_CLASS], w.job_i[row + col.J_PLACE], w.job_i[row + col.J_NEED] = (
        group,
        r,
        need,
    )
    w.job_i[row + col.J_POOL], w.job_i[row + col.J_WHO], w.job_i[row + col.J_UNIT] = pool, r, unit
    _untouched(w, row)


@bare
def _counted(w: World, r: int, unit: int, group: int, t: float) -> None:
    """Count an alarm that comes after the warm-up."""
    one = 1 if counts(w, t) else 0
    half = min(int(t / col.HALF_HOUR), w.i[col.MANY_HALVES] - 1)
    w.nights[col.OUTPUTS * w.i[col.G_ROW] + group * col.O_EACH + col.O_ALARMS] += one
    w.units[4 * (w.i[col.G_ROW] * w.i[col.MANY_UNITS] + unit) + col.U_ALARMS] += one
    w.people[2 * r] += one
    w.hours[4 * half + col.H_ALARMS] += one


@bare
def _untouched(w: World, row: int) -> None:
    """Set that nobody has begun a job."""
    w.job_i[row + col.J_TOKEN], w.job_i[row + col.J_BEGUN] = 0, 0
    w.job_i[row + col.J_A], w.job_i[row + col.J_B] = -1, -1


@bare
def _clock(w: World, share: float) -> float:
    """The minute before which this share of the night's alarms come."""
    edges, k = w.i[col.MANY_EDGES], 1
    for one in range(edges + 1, 2 * edges - 1):
        k += 1 if w.profile[one] < share else 0
    before = w.profile[edges + k - 1]
    width = w.profile[edges + k] - before
    part = (share - before) / width if width > 0.0 else 1.0
    return w.profile[k - 1] + part * (w.profile[k] - w.profile[k - 1])


@bare
def _plan(w: World, c: int, key: np.uint64) -> None:
    """A planned check, or its follow-up, whose release is set when it comes to that."""
    row, number, whole = 6 * c, 7 * c, 10 * c
    w.job_f[row + col.J_RELEASE] = w.check_f[number + col.C_RELEASE]
    w.job_f[row + col.J_KEY] = w.check_f[number + col.C_DUE]
    w.job_f[row + col.J_LEFT] = w.check_f[number + col.C_MEAN]
    w.job_f[row + col.J_START] = -1.0
    mean, mu, sigma = number + col.C_MEAN, number + col.C_MU, number + col.C_SIGMA
    if w.check_f[sigma] != 0.0:
        person = person_key(key, w.check_i[whole + col.C_RESIDENT])
        p = uniform(person, CHECK, w.check_i[whole + col.C_K])
        w.job_f[row + col.J_LEFT] = minutes(p, w.check_f[mean], w.check_f[mu], w.check_f[sigma])
    _untouched(w, whole)


@bare
def _sort(w: World, first: int, last: int) -> None:
    """Put alarms in order of time: as they were drawn where that is it, else buckets, then
    insertion."""
    before, ordered = -1.0, True
    for j in range(first, last):
        t = w.job_f[6 * j + col.J_RELEASE]
        w.alarm_order[j - first], w.alarm_at[j - first] = j, t
        ordered, before = ordered and before <= t, t
    if ordered:
        return
    _deal(w, first, last)
    for at in range(1, last - first):
        j, t, k = w.alarm_order[at], w.alarm_at[at], at
        while k > 0 and w.alarm_at[k - 1] > t:
            w.alarm_order[k], w.alarm_at[k] = w.alarm_order[k - 1], w.alarm_at[k - 1]
            k -= 1
        w.alarm_order[k], w.alarm_at[k] = j, t


@bare
def _deal(w: World, first: int, last: int) -> None:
    """Put alarms in order of the buckets of time that they fall in."""
    many = w.i[col.MANY_BUCKETS] - 1
    scale = many / w.f[col.F_END]
    for k in range(many + 1):
        w.buckets[k] = 0
    for j in range(first, last):
        w.buckets[min(int(w.job_f[6 * j + col.J_RELEASE] * scale), many - 1) + 1] += 1
    for k in range(1, many):
        w.buckets[k + 1] += w.buckets[k]
    for j in range(first, last):
        t = w.job_f[6 * j + col.J_RELEASE]
        k = min(int(t * scale), many - 1)
        at = w.buckets[k]
        w.buckets[k] += 1
        w.alarm_order[at], w.alarm_at[at] = j, t


@bare
def _merge(w: World, alarms: int) -> None:
    """Put alarms and planned checks in one order; a check goes first when both come at once."""
    check, alarm, jobs = 0, 0, w.i[col.MANY_PLANNED] + alarms
    w.alarm_at[alarms] = col.NEVER
    if jobs == alarms:  # where nothing is planned, there may be very many
        for put in range(jobs):
            w.order[put], w.releases[put] = w.alarm_order[put], w.alarm_at[put]
        alarm = jobs
    for put in range(alarm, jobs):
        j, other = w.check_order[check], w.alarm_order[alarm]
        t, later = w.check_at[check], w.alarm_at[alarm]
        planned = 1 if t <= later else 0
        w.order[put] = j if planned else other
        w.releases[put] = t if planned else later
        check += planned
        alarm += 1 - planned
    w.releases[jobs] = col.NEVER
    w.i[col.G_ORDER] = jobs
