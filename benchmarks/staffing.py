"""The simulated night against SimPy and Ciw, and what size, threads and many levels cost.

SimPy's twin is that of the tests: every start is compared. Its time holds drawing a night, as ours.
The long queue has three servers and two priorities, as SimPy and Ciw would have one write it.
Processor time of one thread, but for threads and levels, which are by the clock.
"""

import os
import random
import sys
import time
from collections.abc import Callable

import ciw
import numpy as np
import simpy

from vaka.calc.kernel import compiled
from vaka.calc.staffing import arrays, example, loop
from vaka.calc.staffing import world as col
from vaka.calc.staffing.example import with_staff
from vaka.calc.staffing.run import simulate
from vaka.calc.staffing.scenario import Scenario
from vaka.calc.staffing.tests import twin
from vaka.calc.staffing.tests.cases import MEAN
from vaka.calc.staffing.tests.worlds import queue

NIGHTS, JOBS, RATE, URGENT, SERVERS = 900, 60_000, 0.3, 0.3, 3
LEVELS, EACH = 6, 10_000
GOALS = {"night": 100, "queue-simpy": 100, "queue-ciw": 200, "size": 6, "threads": 1.6}


def spent(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The quickest of three runs, seconds."""
    took = []
    for _ in range(3):
        began = clock()
        call()
        took.append(clock() - began)
    return min(took)


def told(name: str, ratio: float, words: str) -> None:
    """Print a line, with the goal."""
    print(f"staffing-{name} ratio={ratio:.1f} goal={GOALS[name.removesuffix('-4')]} {words}; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip


def full_night(staff: int) -> tuple[int, float, float]:
    """Jobs whose start was compared, and nights a second of both. Stops when a start differs."""
    one = example.home(staff, cameras=10)
    run, w = compiled(loop.run_nights), arrays.build(one, NIGHTS, 4.0)
    home, rates, nights, starts = twin.Home(w), w["ALARMS"].tolist(), [], []
    for night in range(NIGHTS):
        with np.errstate(over="ignore"):
            run(w.world, 1, night, 0, 1)
            nights.append(twin.drawn(w, 1, night))
        begun = w["JOB_F"][: w.world.i[col.G_JOBS], col.J_START]
        starts.append({int(j): float(begun[j]) for j in np.flatnonzero(begun >= 0)})
    assert [twin.Night(home, told).run() for told in nights] == starts, (
        "the twin begins some job at another minute")  # fmt: skip
    slow = spent(lambda: [twin.Night(home, told).run() for told in nights])
    slow += spent(lambda: [in_random(one, rates, k) for k in range(NIGHTS)])
    fast = spent(lambda: run(w.world, 1, 0, 0, NIGHTS))
    return sum(map(len, starts)), NIGHTS / fast, NIGHTS / slow


def in_random(one: Scenario, rates: list[float], night: int) -> list[twin.Job]:
    """A night drawn as SimPy's users draw: the same numbers for the same things, from `random`.

    The twin plays the night that the kernel drew, or its starts could not be compared. What it
    takes to draw one belongs to its time all the same, as the kernel's drawing does to its own.
    """
    draw, jobs, a = random.Random(night), [], one.alarms
    _mean, mu, sigma = arrays.length(a.minutes, a.cv, a.law)
    for r, rate in enumerate(rates):
        at = draw.expovariate(1.0)
        while at < rate:
            group = col.RED if draw.random() < a.urgent else col.ALARM
            need = 2 if draw.random() < a.double else 1
            t, minutes = at / rate * one.minutes, draw.lognormvariate(mu, sigma)
            jobs.append(twin.Job(len(jobs), group, r, 0, need, 0, t, t, minutes))
            at += draw.expovariate(1.0)
        for check in one.residents[r].checks:
            _mean, about, spread = arrays.length(check.minutes, check.cv)
            minutes = draw.lognormvariate(about, spread) if spread else check.minutes
            draw.random()  # whether the resident wakes, or is seen
            jobs.append(twin.Job(len(jobs), col.PLANNED, r, 0, check.staff, 0, check.start,
                                 check.end, minutes))  # fmt: skip
    return sorted(jobs, key=lambda job: job.release)


def long_queue() -> dict[str, float]:
    """Jobs a second of the kernel, SimPy and Ciw in a long queue with two priorities."""
    minutes = JOBS / RATE
    one = queue(SERVERS, RATE, minutes, warm=0.0, urgent=URGENT)
    run, w = compiled(loop.run_nights), arrays.build(one, 1, 1.0)
    ours = spent(lambda: run(w.world, 1, 0, 0, 1))
    return {"kernel": JOBS / ours, "simpy": JOBS / spent(lambda: in_simpy(minutes)),
            "ciw": JOBS / spent(lambda: in_ciw(minutes))}  # fmt: skip


def in_simpy(minutes: float) -> list[float]:
    """The long queue as SimPy has it: a process a job, and a resource with priorities."""
    env, draw, waits = simpy.Environment(), random.Random(1), []
    staff = simpy.PriorityResource(env, SERVERS)

    def job(priority: int) -> object:
        came = env.now
        with staff.request(priority) as asked:
            yield asked
            waits.append(env.now - came)
            yield env.timeout(draw.expovariate(1 / MEAN))

    def coming() -> object:
        while True:
            yield env.timeout(draw.expovariate(RATE))
            env.process(job(0 if draw.random() < URGENT else 1))

    env.process(coming())
    env.run(minutes)
    return waits


def in_ciw(minutes: float) -> object:
    """The long queue as Ciw has it."""
    kinds = {"urgent": RATE * URGENT, "other": RATE * (1 - URGENT)}
    network = ciw.create_network(
        arrival_distributions={k: [ciw.dists.Exponential(rate)] for k, rate in kinds.items()},
        service_distributions={k: [ciw.dists.Exponential(1 / MEAN)] for k in kinds},
        number_of_servers=[SERVERS], priority_classes={"urgent": 0, "other": 1},
    )  # fmt: skip
    ciw.seed(1)
    found = ciw.Simulation(network)
    found.simulate_until_max_time(minutes)
    return found.get_all_records()


def main() -> int:
    """Measure, compare, print a line a goal."""
    for staff in (2, 4):
        jobs, fast, slow = full_night(staff)
        told("night" if staff == 2 else "night-4", fast / slow,
             f"peer=simpy {staff} staff, {jobs} of {jobs} starts equal, {fast:.0f} and {slow:.0f} "
             "nights a second")  # fmt: skip
    speed = long_queue()
    for peer in ("simpy", "ciw"):
        told(f"queue-{peer}", speed["kernel"] / speed[peer],
             f"peer={peer} {JOBS} jobs, {speed['kernel']:.0f} and {speed[peer]:.0f} a "
             "second")  # fmt: skip
    small, large = example.home(3), example.home(12, 240)
    each = [spent(lambda one=one: simulate(one, 1000, threads=1)) for one in (small, large)]
    told("size", each[1] / each[0], "240 residents and 12 staff against 60 and 3, at most")
    clock = time.perf_counter
    took = [spent(lambda n=n: simulate(small, 20_000, threads=n), clock) for n in (1, 2)]
    told("threads", took[0] / took[1], "two threads against one, 20 000 nights")
    many = [with_staff(small, n) for n in range(1, LEVELS + 1)]
    whole = spent(lambda: [simulate(one, EACH) for one in many], clock)
    print(f"staffing-levels seconds={whole:.2f} goal=1 {LEVELS} levels of {EACH} nights, warm; "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
