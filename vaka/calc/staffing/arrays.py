"""A scenario as arrays: what is the same every night, made once."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from vaka.calc.kernel import Floats, Ints
from vaka.calc.staffing import world as col
from vaka.calc.staffing.scenario import Check, Scenario, Staff
from vaka.calc.staffing.world import World

FORMS = {"look": col.LOOK, "camera": col.CAMERA, "help": col.AID}
WHO = {"nearest": col.NEAREST, "unit_first": col.UNIT_FIRST, "lowest": col.LOWEST}
SURELY = 1e-9  # far more than a logarithm errs
CLASSES = {"urgent": col.RED, "alarm": col.ALARM, "check": col.PLANNED, "overdue": col.OVERDUE}


class Tables(dict[str, Any]):
    """The tables of a world by name; the world has each as a row of numbers."""

    def __init__(self, named: dict[str, Floats | Ints]) -> None:
        super().__init__(named)
        rows: list[Any] = [named[name].reshape(-1) for name in col.TABLES]
        self.world = World(np.zeros(col.F_HEADER), np.zeros(col.I_HEADER, np.int64), *rows)


def build(one: Scenario, rows: int, room: float = 1.0, trace: int = 0) -> Tables:
    """Give the tables of a scenario, with room for so many nights' counts.

    `room` multiplies the space for alarms; `run_nights` says when it was too small.
    """
    unit = {u.code: k for k, u in enumerate(one.units)}
    rates = alarm_rates(one)
    checks = _checks(one, unit)
    expected = float(rates.sum())
    jobs = len(checks[1]) + int(room * (expected + 12 * math.sqrt(expected) + 30))
    fixed = _fixed(one, unit, rates, checks)
    found = Tables({**fixed, **_scratch(one, fixed, checks[1], jobs), **_outputs(one, rows, trace)})
    w, i = found.world, found.world.i
    w.f[: col.F_BUSY_SINCE] = _set_f(one)
    i[: col.I_HELD] = [*_set_i(one), *_rank(one)]
    i[col.I_SIZES :] = [
        len(found["WALK"]), len(rates), len(found["CHECK_I"]), len(found["CHECK_ORDER"]) - 1,
        len(one.staff), len(unit), found["POOL_OF"].shape[1], len(found["QUEUED"]), jobs,
        found["PROFILE"].shape[1], len(found["HOURS"]), len(found["BUCKETS"]),
        len(found["ORDER"]), trace,
        int((checks[0][checks[2], col.C_RELEASE] >= one.count_from).sum()),
    ]  # fmt: skip
    return found


Checks = tuple[Floats, Ints, Ints]
Named = dict[str, Floats | Ints]


def _fixed(one: Scenario, unit: dict[str, int], rates: Floats, checks: Checks) -> Named:
    people = len(one.residents)
    pool_of, mask = _pools(one)
    return {
        # by where to, then where from: who is nearest is asked of one row
        "WALK": np.ascontiguousarray(walking(one).T), "PROFILE": _profile(one),
        "QUIET": _quiet(one), "ALARMS": rates, "FEW": np.exp(-rates) * (1 - SURELY),
        "CHECK_F": checks[0], "CHECK_I": checks[1], "CHECK_ORDER": np.append(checks[2], 0),
        "CHECK_AT": np.append(checks[0][checks[2], col.C_RELEASE], 2 * col.NEVER),
        "STAFF_F": np.array([_shift(s, one.minutes) for s in one.staff]),
        "STAFF_HOME": _ints([people + unit[s.unit] for s in one.staff]),
        "UNIT_OF": _ints([unit[r.unit] for r in one.residents] + list(range(len(unit)))),
        "FLOOR_OF": _floors(one), "POOL_OF": pool_of, "MASK": mask,
        "SEVERAL": _ints([bits.bit_count() for bits in mask.tolist()]),
    }  # fmt: skip


def _scratch(one: Scenario, fixed: Named, checks: Ints, jobs: int) -> Named:
    staff, queues = len(one.staff), len(fixed["MASK"]) * col.CLASSES * 2
    events, units = 8 * staff + 2 * jobs + 64, len(one.units)
    expected = int(fixed["ALARMS"].sum())
    return {
        "JOB_F": np.zeros((jobs, 6)), "JOB_I": _jobs(checks, jobs), "ORDER": _noughts(jobs),
        "RELEASES": np.zeros(jobs + 1), "ALARM_AT": np.zeros(jobs + 1),
        "ALARM_ORDER": _noughts(max(jobs, len(one.residents)) + 1),
        "CHANCE": np.zeros(len(one.residents)),
        "FIRST": _noughts(queues), "OPEN": _noughts(queues), "OPEN_AT": _noughts(queues),
        "BUCKETS": _noughts(max(expected, 16) + 1), "QUEUE": _noughts(queues, jobs),
        "QUEUED": _noughts(queues), "TRIED": _noughts(queues), "EVENT_T": np.zeros(events),
        "EVENT_I": _noughts(events), "NOW_F": np.zeros((staff, 2)),
        "NOW_I": _noughts(staff, 6), "HERE": _noughts(units), "EMPTY_SINCE": np.zeros(units),
    }  # fmt: skip


def _outputs(one: Scenario, rows: int, trace: int) -> Named:
    halves = math.ceil(one.minutes / col.HALF_HOUR) + 1
    return {
        "NIGHTS": np.zeros((rows, col.OUTPUTS)), "UNITS": np.zeros((rows, len(one.units), 4)),
        "HOURS": np.zeros((halves, 4)), "BUSY": np.zeros(len(one.staff) + 1),
        "TRACE": np.zeros((trace, 7)), "PEOPLE": _noughts(len(one.residents), 2),
        "WAITS": _noughts(2, col.WAIT_BINS),
    }  # fmt: skip


def _jobs(checks: Ints, jobs: int) -> Ints:
    """Rows for jobs; what is the same every night of planned checks stands in theirs for good."""
    found = _noughts(jobs, 10)
    found[: len(checks), col.J_CLASS] = col.PLANNED
    for to, of in ((col.J_PLACE, col.C_PLACE), (col.J_NEED, col.C_NEED), (col.J_POOL, col.C_POOL),
                   (col.J_WHO, col.C_RESIDENT), (col.J_UNIT, col.C_UNIT)):  # fmt: skip
        found[: len(checks), to] = checks[:, of]
    return found


def _noughts(*shape: int) -> Ints:
    return np.zeros(shape, np.int64)


def _ints(values: list[int]) -> Ints:
    return np.array(values, np.int64)


def alarm_rates(one: Scenario) -> Floats:
    """Give each resident's expected alarms a night; who has no own rate shares the home's.

    The shares are the middle quantiles of a gamma distribution, dealt out by a fixed rule, so that
    few have many alarms and most have few; no chance is in it.
    """
    own = np.array([np.nan if r.alarms is None else r.alarms for r in one.residents])
    without = np.flatnonzero(np.isnan(own))
    if len(without):
        own[without] = one.alarms.per_night * _weights(len(without), one.alarms.shape)
    return own


def _weights(count: int, shape: float) -> Floats:
    from scipy.special import gammaincinv

    middle: Floats = gammaincinv(shape, (np.arange(count) + 0.5) / count)
    step = next(n for n in range(max(count // 3, 1), count + 2) if math.gcd(n, count) == 1)
    dealt: Floats = middle[(np.arange(count) * step) % count]
    shares: Floats = dealt / dealt.sum()
    return shares


def walking(one: Scenario) -> Floats:
    """Give minutes between any two places: residents' rooms, then units' bases."""
    if one.walking.matrix:
        return np.array(one.walking.matrix, np.float64)
    unit = {u.code: u for u in one.units}
    homes = [unit[r.unit] for r in one.residents] + list(one.units)
    at = np.array([r.at for r in one.residents] + [0.0] * len(one.units))
    floor = np.array([u.floor for u in homes])
    house = np.unique([u.home for u in homes], return_inverse=True)[1]
    code = np.unique([u.code for u in homes], return_inverse=True)[1]
    way = one.walking
    between = np.where(floor[:, None] == floor, way.same_floor, way.other_floor) + way.door
    between = np.where(house[:, None] == house, between, way.other_home + way.door)
    far: Floats = np.where(code[:, None] == code, np.abs(at[:, None] - at),
                           between + at[:, None] + at)  # fmt: skip
    return np.ascontiguousarray(far)


def _floors(one: Scenario) -> Ints:
    """Floors by number; the same floor of another home is another floor."""
    names = sorted({(u.home, u.floor) for u in one.units})
    return _ints([names.index((u.home, u.floor)) for u in one.units])


def _quiet(one: Scenario) -> Floats:
    return np.array([r.undisturbed or (-1.0, -1.0) for r in one.residents], np.float64)


def _profile(one: Scenario) -> Floats:
    weights = np.array(one.alarms.profile, np.float64)
    edges = np.linspace(0.0, one.minutes, len(weights) + 1)
    share = np.concatenate([[0.0], np.cumsum(weights) / weights.sum()])
    share[-1] = 1.0
    return np.array([edges, share])


def length(mean: float, cv: float, law: str = "lognormal") -> tuple[float, float, float]:
    """Give mean, mu and sigma as the kernel's `minutes` reads them."""
    if law == "exponential":
        return mean, 0.0, -1.0
    if cv == 0.0 or mean == 0.0:
        return mean, 0.0, 0.0
    variance = math.log1p(cv * cv)
    return mean, math.log(mean) - variance / 2, math.sqrt(variance)


def _skills(one: Scenario) -> list[str]:
    asked = {check.skill for r in one.residents for check in r.checks} | {one.alarms.skill}
    return ["", *sorted(asked - {""})]


def _may(s: Staff, unit: str, skill: str) -> bool:
    return (not s.bound or unit in s.bound) and (not skill or skill in s.skills)


def _pools(one: Scenario) -> tuple[Ints, Ints]:
    """Who may do what: the pool of each unit and skill, and each pool's staff as bits.

    Where floors are kept, jobs of different floors wait apart, so that one which nobody may leave
    a floor for never stands in the way of another.
    """
    skills, floors = _skills(one), _floors(one)
    names: dict[tuple[int, int], int] = {}
    pool_of = _noughts(len(one.units), len(skills))
    for u, unit in enumerate(one.units):
        for k, skill in enumerate(skills):
            bits = sum(1 << s for s, who in enumerate(one.staff) if _may(who, unit.code, skill))
            floor = int(floors[u]) if one.policy.keep_floor else 0
            pool_of[u, k] = names.setdefault((bits, floor), len(names))
    return pool_of, _ints([bits for bits, _floor in names])


def _shift(s: Staff, minutes: float) -> list[float]:
    end = minutes if s.end is None else s.end
    rest = s.rest
    if rest is None or rest.minutes == 0:
        return [s.start, end, 0.0, 0.0, 0.0, 0.0]
    return [s.start, end, rest.start, rest.latest, rest.end, rest.minutes]


def _rank(one: Scenario) -> Ints:
    found = _noughts(4)
    for place, name in enumerate(one.policy.order):
        found[CLASSES[name]] = place
    return found


def _set_f(one: Scenario) -> Floats:
    a, c = one.alarms, one.camera
    return np.array([one.minutes, one.count_from, *length(a.minutes, a.cv, a.law), a.urgent,
                     a.double, a.skill_share, c.not_seen, c.fails, c.outage, one.limits.urgent,
                     one.limits.alarm, one.policy.hold_after.urgent,
                     one.policy.hold_after.alarm, one.policy.hold_after.check,
                     *_breaks(one)])  # fmt: skip


def _breaks(one: Scenario) -> tuple[float, float, float]:
    """The minutes from which, from which at the latest, and until which any break may begin."""
    rests = [s.rest for s in one.staff if s.rest is not None and s.rest.minutes > 0]
    if not rests:
        return col.NEVER, col.NEVER, -1.0
    return (min(r.start for r in rests), min(r.latest for r in rests), max(r.end for r in rests))


def _set_i(one: Scenario) -> Ints:
    p = one.policy
    return _ints([WHO[p.who], p.interrupt, p.go_ahead, p.return_to_base, p.breaks_at_once,
                  p.awake, p.keep_floor, _skills(one).index(one.alarms.skill)])  # fmt: skip


def _checks(one: Scenario, unit: dict[str, int]) -> tuple[Floats, Ints, Ints]:
    """Rows of planned checks, each look by camera followed by its retries and its visit."""
    numbers: list[list[float]] = []
    wholes: list[list[int]] = []
    planned: list[int] = []
    pool_of, skills = _pools(one)[0], _skills(one)
    for r, resident in enumerate(one.residents):
        u = unit[resident.unit]
        for check in resident.checks:
            planned.append(len(numbers))
            chain = _chain(one, check)
            first = len(numbers)
            for step, (row, form, place) in enumerate(chain):
                again = first + step + 1 if form == col.CAMERA and step + 2 < len(chain) else -1
                visit = first + len(chain) - 1 if form == col.CAMERA else -1
                here = {"room": r, "base": len(one.residents) + u, "anywhere": -1}[place]
                pool = int(pool_of[u, skills.index(check.skill)])
                numbers.append(row)
                wholes.append([r, here, form, check.staff, pool, again, visit, len(numbers), u,
                               int(step == 0)])  # fmt: skip
    order = sorted(planned, key=lambda k: (numbers[k][col.C_RELEASE], k))
    return (np.array(numbers, np.float64).reshape(-1, 7),
            np.array(wholes, np.int64).reshape(-1, 10), _ints(order))  # fmt: skip


def _chain(one: Scenario, check: Check) -> list[tuple[list[float], int, str]]:
    """A check's row, and for a camera those of looking again and of going there."""
    missed = one.policy.missed_after
    first = [check.start, check.end, *length(check.minutes, check.cv), check.wake, missed]
    if check.form != "camera":
        return [(first, FORMS[check.form], "room")]
    c, place = one.camera, "base" if one.camera.at_base else "anywhere"
    again = [c.retry, c.retry + c.within, *length(check.minutes, check.cv), 0.0, missed]
    visit = [0.0, c.within, *length(c.visit, 0.0), c.visit_wake, missed]
    first[col.C_WAKE] = 0.0
    looks = [(first, col.CAMERA, place)] + [(again, col.CAMERA, place)] * c.tries
    return [*looks, (visit, col.LOOK, "room")]
