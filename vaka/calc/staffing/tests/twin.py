"""The same night written again for SimPy, from the words of docs/explanation/night.md (V12).

It shares with the kernel what a night is (`arrays`) and what was drawn, and nothing of how it goes.
Every job must begin at the same minute, to the last bit. It knows who goes, the order, pairs that
are held for, cameras, breaks, shifts, skills and staff bound to units; what it does not know
(`go_ahead`, `keep_floor`, `return_to_base`, `interrupt`) it refuses, and the loop run as plain
Python is the twin of that.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import simpy

from vaka.calc.staffing import world as col
from vaka.calc.staffing.arrays import Tables
from vaka.calc.staffing.draws import FAILS, SEEN, night_key, person_key, uniform

UNKNOWN = (col.I_INTERRUPT, col.I_AHEAD, col.I_RETURN, col.I_KEEP)
Starts = dict[int, float]
Process = Generator[simpy.Event, Any, None]


class NotTwinned(ValueError):
    """The scenario has a rule that the twin does not know."""


@dataclass
class Job:
    """A job as it waits."""

    number: int
    group: int
    place: int
    unit: int
    need: int
    pool: int
    release: float
    due: float
    minutes: float


@dataclass(frozen=True)
class Drawn:
    """A night's jobs by number, in the order they come, and what looks by camera come to."""

    jobs: dict[int, Job]
    order: list[int]
    looks: dict[int, tuple[bool, bool]]


class Release(simpy.Timeout):
    """A timeout that comes after whatever else happens at the same minute."""

    def __init__(self, env: simpy.Environment, delay: float) -> None:
        self.env, self.callbacks, self._value, self._delay, self._ok = env, [], None, delay, True
        env.schedule(self, 2, delay)  # type: ignore[arg-type]


def drawn(w: Tables, seed: int, night: int) -> Drawn:
    """Read a night that the kernel has drawn into its tables."""
    header, whole, numbers = w.world.i, w["JOB_I"].tolist(), w["JOB_F"].tolist()
    check = w["CHECK_F"].tolist()
    jobs = {}
    for j in range(int(header[col.G_JOBS])):
        one, number = whole[j], numbers[j]
        planned = one[col.J_CLASS] == col.PLANNED
        release = check[j][col.C_RELEASE] if planned else number[col.J_RELEASE]
        due = check[j][col.C_DUE] if planned else release
        jobs[j] = Job(j, one[col.J_CLASS], one[col.J_PLACE], one[col.J_UNIT], one[col.J_NEED],
                      one[col.J_POOL], release, due, number[col.J_LEFT])  # fmt: skip
    looks = {j: _look(w, j, seed, night) for j, row in enumerate(w["CHECK_I"].tolist())
             if row[col.C_FORM] == col.CAMERA}  # fmt: skip
    return Drawn(jobs, w["ORDER"][: header[col.G_ORDER]].tolist(), looks)


def _look(w: Tables, j: int, seed: int, night: int) -> tuple[bool, bool]:
    """Whether the technology works, and whether the resident is seen."""
    row, f = w["CHECK_I"][j], w.world.f
    key = person_key(night_key(seed, night), int(row[col.C_RESIDENT]))
    k = int(row[col.C_K])
    works = w.world.i[col.G_OUTAGE] == 0 and uniform(key, FAILS, k) >= f[col.F_FAILS]
    return bool(works), bool(uniform(key, SEEN, k) >= f[col.F_UNSEEN])


class Home:
    """What is the same every night, as plain lists."""

    def __init__(self, w: Tables) -> None:
        i, f = w.world.i, w.world.f
        if any(i[rule] for rule in UNKNOWN):
            raise NotTwinned(str(UNKNOWN))
        self.walk, self.base = w["WALK"].T.tolist(), w["STAFF_HOME"].tolist()
        self.unit_of, self.shift = w["UNIT_OF"].tolist(), w["STAFF_F"].tolist()
        masks = w["MASK"].tolist()
        self.able = [[s for s in range(len(self.base)) if bits >> s & 1] for bits in masks]
        self.chain, self.check = w["CHECK_I"].tolist(), w["CHECK_F"].tolist()
        self.rank = i[col.I_RANK : col.I_RANK + 4].tolist()
        self.hold = f[col.F_HOLD : col.F_HOLD + 3].tolist()
        self.who, self.end = int(i[col.I_WHO]), float(f[col.F_END])
        self.pauses, self.awake = int(i[col.I_PAUSES]), int(i[col.I_AWAKE])


class Night:
    """One night as SimPy has one write it: a process for each job, break and shift.

    SimPy keeps the clock and the processes; this keeps who is free, and gives work out.
    """

    def __init__(self, home: Home, told: Drawn) -> None:
        self.home, self.told, self.env = home, told, simpy.Environment()
        staff = range(len(home.base))
        self.at = list(home.base)
        self.idle: set[int] = set()
        self.on: set[int] = set()
        self.resting: set[int] = set()
        self.to_rest = {s for s in staff if home.shift[s][col.S_PAUSE_MINUTES] > 0}
        self.waiting: list[Job] = []
        self.staffed: dict[int, simpy.Event] = {}
        self.starts: Starts = {}

    def run(self) -> Starts:
        """Give the minute at which each job that was begun began."""
        env, home = self.env, self.home
        for s, row in enumerate(home.shift):
            if row[col.S_FROM] > 0:
                env.process(self.comes(s, row[col.S_FROM]))
            else:
                self.on.add(s)
                self.idle.add(s)
            if row[col.S_UNTIL] < home.end:
                env.process(self.leaves(s, row[col.S_UNTIL]))
            if s in self.to_rest:
                env.process(self.may_rest(row[col.S_PAUSE]))
                env.process(self.may_rest(row[col.S_PAUSE_DUE]))
        for j in self.told.order:
            job = self.told.jobs[j]
            env.process(self.given(job, Release(env, job.release)))
        env.run()
        return self.starts

    def given(self, job: Job, comes: simpy.Event) -> Process:
        """A job: it comes, waits for its staff, who walk there, takes its time, and is done."""
        env = self.env
        yield comes
        if len(self.home.able[job.pool]) < job.need:
            self.settle()
            return
        self.waiting.append(job)
        self.staffed[job.number] = asked = env.event()
        self.settle()
        staff, ways = yield asked
        yield env.all_of([env.timeout(way) for way in ways])
        self.starts[job.number] = env.now
        yield env.timeout(job.minutes)
        for s in staff:
            self.free(s)
        if job.number in self.told.looks:
            self.looked(job.number)
        self.settle()

    def looked(self, j: int) -> None:
        """See what a look by camera came to; not seen leads to another, or to a visit."""
        works, seen = self.told.looks[j]
        if works and seen:
            return
        row, now = self.home.chain[j], self.env.now
        again, visit = row[col.C_NEXT], row[col.C_STEP]
        follow = self.told.jobs[again if works and again >= 0 else visit]
        gap, within = self.home.check[follow.number][col.C_RELEASE : col.C_DUE + 1]
        follow.release, follow.due = now + gap, now + within
        self.env.process(self.given(follow, self.env.timeout(gap)))

    def may_rest(self, minute: float) -> Process:
        """Let a break's minute come."""
        yield self.env.timeout(minute)
        self.settle()

    def comes(self, s: int, minute: float) -> Process:
        """Let one of the staff begin."""
        yield self.env.timeout(minute)
        self.on.add(s)
        self.idle.add(s)
        self.settle()

    def leaves(self, s: int, minute: float) -> Process:
        """Let one of the staff who is idle go home; the others go when they are free."""
        yield self.env.timeout(minute)
        if s in self.idle:
            self.idle.discard(s)
            self.on.discard(s)
        self.settle()

    def pause(self, s: int, minutes: float) -> Process:
        """A break."""
        yield self.env.timeout(minutes)
        self.resting.discard(s)
        self.free(s)
        self.settle()

    def free(self, s: int) -> None:
        """Let one of the staff be idle, or go home."""
        until = self.home.shift[s][col.S_UNTIL]
        if self.env.now >= until and until < self.home.end:
            self.on.discard(s)
        else:
            self.idle.add(s)

    def settle(self) -> None:
        """Urgent alarms, breaks at their latest minute, all work, breaks when nothing waits."""
        if not self.idle:
            return
        t = self.env.now
        if self.to_rest:
            self.serve(t, self.home.rank[col.RED])
            self.rest(t, col.S_PAUSE_DUE)
        if self.waiting:
            self.serve(t, col.OVERDUE)
        if self.to_rest and not self.waiting:
            self.rest(t, col.S_PAUSE)

    def rest(self, t: float, since: int) -> None:
        """Begin the breaks whose time is, as many at once as may be."""
        for s in sorted(self.to_rest):
            at_work = len(self.on) - len(self.resting)
            if len(self.resting) >= self.home.pauses or at_work <= self.home.awake:
                return
            row = self.home.shift[s]
            if s in self.idle and row[since] <= t <= row[col.S_PAUSE_END]:
                self.idle.discard(s)
                self.to_rest.discard(s)
                self.resting.add(s)
                self.env.process(self.pause(s, row[col.S_PAUSE_MINUTES]))

    def serve(self, t: float, worst: int) -> None:
        """Begin what can be begun, the first in turn first."""
        self.waiting = [job for job in self.waiting if not self.too_late(t, job)]
        rows = sorted((self.turn(t, job), job.due, job.number) for job in self.waiting)
        held: set[int] = set()
        tried: set[tuple[int, int, int]] = set()
        for turn, _due, number in rows:
            job = self.told.jobs[number]
            kind = (job.pool, job.group, job.need)
            if turn > worst or not self.idle - held:
                return
            if kind in tried:
                continue
            able = [s for s in self.home.able[job.pool] if s in self.idle and s not in held]
            if len(able) >= job.need:
                self.begin(job, self.nearest(job, able))
                continue
            tried.add(kind)
            if len(able) == 1 and t - job.release >= self.home.hold[job.group]:
                held.update(able)

    def too_late(self, t: float, job: Job) -> bool:
        """Whether a check is so late that it counts as missed."""
        if job.group != col.PLANNED:
            return False
        return t > job.due + self.home.check[job.number][col.C_MISSED]

    def turn(self, t: float, job: Job) -> int:
        """How soon a job's turn is."""
        overdue = job.group == col.PLANNED and job.due < t
        return self.home.rank[col.OVERDUE if overdue else job.group]

    def nearest(self, job: Job, able: list[int]) -> tuple[int, ...]:
        """Who go: as many as it needs, the nearest first."""
        home = self.home

        def far(s: int) -> float:
            if home.who == col.LOWEST:
                return float(s)
            way = 0.0 if job.place < 0 else home.walk[self.at[s]][job.place]
            elsewhere = home.who == col.UNIT_FIRST and home.unit_of[home.base[s]] != job.unit
            return way + 1e6 if elsewhere else way

        return tuple(sorted(able, key=far)[: job.need])

    def begin(self, job: Job, staff: tuple[int, ...]) -> None:
        """Send the staff; the job begins when the last is there."""
        ways = []
        for s in staff:
            ways.append(0.0 if job.place < 0 else self.home.walk[self.at[s]][job.place])
            if job.place >= 0:
                self.at[s] = job.place
            self.idle.discard(s)
        self.waiting.remove(job)
        self.staffed.pop(job.number).succeed((staff, ways))
