"""The cases whose answer is exact: each gives name, exact value, and (simulated, standard error).

`nights` multiplies how long they run. Sources: M/M/c, Cobham 1954, Pollaczek-Khinchine, vacations
(Fuhrmann and Cooper 1985), a Markov chain for pairs, Kolmogorov's equations for a night that starts
empty, Larson 1974 for staff with places.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from scipy.integrate import solve_ivp
from scipy.stats import poisson

from vaka.calc.staffing import world as col
from vaka.calc.staffing.answers import ratio
from vaka.calc.staffing.run import Counts, simulate
from vaka.calc.staffing.scenario import (
    Alarms,
    Check,
    Policy,
    Resident,
    Scenario,
    Staff,
    Unit,
)
from vaka.calc.staffing.tests.truths import erlang_c, pair_wait
from vaka.calc.staffing.tests.worlds import WARM_UP, queue

Value = tuple[str, float, tuple[float, float]]
MEAN = 8.0


def wait(found: Counts, group: int = col.ALARM) -> tuple[float, float]:
    """Mean wait of a class, with its standard error over nights."""
    first = group * col.O_EACH
    return ratio(found.nights[:, first + col.O_WAIT], found.nights[:, first + col.O_ALARMS])


def runs(one: Scenario, count: float, seed: int) -> Counts:
    """Each value has a seed of its own: the same alarms would err to the same side."""
    return simulate(one, max(int(count), 2), seed)


def v1_several_servers(nights: float) -> Iterator[Value]:
    for staff, rate in ((2, 0.15), (3, 0.3)):
        found = runs(queue(staff, rate), 400 * nights, 101 + staff)
        c = erlang_c(staff, rate * MEAN)
        yield f"V1 {staff} staff, mean wait", c / (staff / MEAN - rate), wait(found)
        over, under = found.nights[:, col.O_EACH + col.O_WITHIN], found.nights[:, col.O_EACH]
        exact = 1 - c * np.exp(-(staff / MEAN - rate) * 10)
        yield f"V1 {staff} staff, within ten", exact, ratio(over, under)


def v2_priorities(nights: float) -> Iterator[Value]:
    rate, urgent = 0.3, 0.3
    found = runs(queue(3, rate, urgent=urgent), 480 * nights, 102)
    base = erlang_c(3, rate * MEAN) / (3 / MEAN)
    first = rate * urgent * MEAN / 3
    whole = rate * MEAN / 3
    yield "V2 urgent", base / (1 - first), wait(found, col.RED)
    yield "V2 others", base / ((1 - first) * (1 - whole)), wait(found)


def v3_log_normal_help(nights: float) -> Iterator[Value]:
    rate, cv = 0.07, 0.8
    found = runs(queue(1, rate, law="lognormal", cv=cv), 480 * nights, 103)
    square = MEAN**2 * (1 + cv**2)
    yield "V3 log-normal help", rate * square / (2 * (1 - rate * MEAN)), wait(found)


def v4_log_normal_priorities(nights: float) -> Iterator[Value]:
    rate, cv, urgent = 0.07, 0.8, 0.4
    found = runs(queue(1, rate, law="lognormal", cv=cv, urgent=urgent), 480 * nights, 104)
    base, first = rate * MEAN**2 * (1 + cv**2) / 2, rate * urgent * MEAN
    yield "V4 urgent", base / (1 - first), wait(found, col.RED)
    yield "V4 others", base / ((1 - first) * (1 - rate * MEAN)), wait(found)


def v5_endless_checks(nights: float) -> Iterator[Value]:
    rate, cv, length, spread = 0.05, 0.8, 5.0, 0.6
    checks = tuple(Check(0, 1e6, "look", length, spread) for _ in range(1500))
    found = runs(queue(1, rate, 6000.0, law="lognormal", cv=cv, checks=checks), 700 * nights, 105)
    rest = length * (1 + spread**2) / 2
    exact = rate * MEAN**2 * (1 + cv**2) / (2 * (1 - rate * MEAN)) + rest
    yield "V5 never idle", exact, wait(found)


def v6_pairs(nights: float) -> Iterator[Value]:
    for rate, share in ((0.12, 0.2), (0.12, 0.1)):
        found = runs(queue(2, rate, double=share), 400 * nights, 106 + int(100 * share))
        yield f"V6 pairs {share}", pair_wait(rate, share, MEAN), wait(found)


def v7_a_night_from_empty(nights: float) -> Iterator[Value]:
    weights, minutes, staff = (2.0, 1.0, 0.5, 0.5, 1.0, 2.5), 600.0, 2
    for alarms in (60.0, 90.0):
        one = queue(staff, alarms / minutes, minutes, warm=0.0, profile=weights)
        found = runs(one, 8000 * nights, 107 + int(alarms))
        over, under = found.nights[:, col.O_EACH + col.O_WITHIN], found.nights[:, col.O_EACH]
        yield f"V7 {alarms:.0f} alarms", _from_empty(weights, minutes, alarms, staff, 10.0), (
            ratio(over, under))  # fmt: skip


def _from_empty(weights, minutes, alarms, staff, limit, most=160) -> float:
    """The share within the limit when the number present follows Kolmogorov's equations."""
    step = minutes / len(weights)
    rates = np.array(weights) / sum(weights) * alarms / step
    leave = np.minimum(np.arange(most), staff) / MEAN
    answered = np.array([1.0 if n < staff else 1 - poisson.cdf(n - staff, limit * staff / MEAN)
                         for n in range(most)])  # fmt: skip
    p, total = np.r_[1.0, np.zeros(most - 1), 0.0], 0.0

    def change(_t, y, rate):
        now = y[:-1]
        flow = -(rate + leave) * now
        flow[1:] += rate * now[:-1]
        flow[:-1] += leave[1:] * now[1:]
        return np.r_[flow, rate * (now @ answered)]

    for rate in rates:
        p[-1] = 0.0
        p = solve_ivp(change, (0, step), p, args=(rate,), rtol=1e-8, atol=1e-11).y[:, -1]
        total += p[-1]
    return total / alarms


def v8_walking(nights: float) -> Iterator[Value]:
    rate, cv, walk = 0.06, 0.8, 2.0
    one = queue(1, rate, law="lognormal", cv=cv, matrix=((walk, walk), (walk, walk)))
    found = runs(one, 520 * nights, 108)
    service, variance = MEAN + walk, (MEAN * cv) ** 2
    exact = rate * (service**2 + variance) / (2 * (1 - rate * service)) + walk
    yield "V8 equally far", exact, wait(found)


FAR = 1e-6  # so short that walking takes no time, and long enough to tell who went


def v10_staff_with_places(nights: float) -> Iterator[Value]:
    """Three staff with bases, four rooms, the nearest goes: mean distance by Larson's chain."""
    rates, staff = np.array([0.06, 0.05, 0.04, 0.05]), 3
    far = np.array([[1, 4, 7], [3, 1, 5], [8, 2, 1], [2, 6, 3]], float)
    units = tuple(Unit(f"E{k}") for k in range(staff))
    matrix = np.zeros((7, 7))
    matrix[:4, 4:], matrix[4:, :4] = far * FAR, far.T * FAR
    minutes = 20000.0
    one = Scenario(
        "platser", units,
        tuple(Resident(f"b{k}", "E0", alarms=rate * minutes) for k, rate in enumerate(rates)),
        tuple(Staff(f"n{k}", f"E{k}") for k in range(staff)), minutes,
        Alarms(urgent=0, double=0, minutes=MEAN, law="exponential"), count_from=WARM_UP,
        policy=Policy(return_to_base=True),
    )  # fmt: skip
    one = replace(one, walking=replace(one.walking, matrix=tuple(map(tuple, matrix))))
    found = runs(one, 60 * nights, 109)
    walked = ratio(
        found.nights[:, col.O_WALK] / FAR,
        found.nights[:, col.O_EACH] * minutes / (minutes - WARM_UP),
    )
    yield "V10 mean distance", _larson(rates, far), walked


def _larson(rates, far) -> float:
    """Hypercube equations with a queue: 2^3 states, and the tail of M/M/c beyond all busy."""
    count, whole = far.shape[1], rates.sum()
    states = list(product((0, 1), repeat=count))
    place = {s: k for k, s in enumerate(states)}
    q, costs = np.zeros((8, 8)), np.zeros(8)
    for state in states:
        for room, rate in enumerate(rates):
            idle = [s for s in range(count) if not state[s]]
            if idle:
                goes = min(idle, key=lambda s: far[room, s])
                q[place[state], place[(*state[:goes], 1, *state[goes + 1 :])]] += rate
                costs[place[state]] += rate / whole * far[room, goes]
        for s in range(count):
            if state[s]:
                q[place[state], place[(*state[:s], 0, *state[s + 1 :])]] += 1 / MEAN
    q -= np.diag(q.sum(1))
    steady = np.linalg.lstsq(np.vstack([q.T, np.ones(8)]), np.r_[np.zeros(8), 1], rcond=None)[0]
    full, load = steady[place[(1,) * count]], whole * MEAN / count
    steady = steady / (1 + full * load / (1 - load))  # with the queue beside
    return float(steady @ costs)  # who comes straight from a job stands there already


CASES = [v1_several_servers, v2_priorities, v3_log_normal_help, v4_log_normal_priorities,
         v5_endless_checks, v6_pairs, v7_a_night_from_empty, v8_walking,
         v10_staff_with_places]  # fmt: skip
