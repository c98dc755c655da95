"""The independent checker: what a plan breaks and what it costs, from its times alone.

It shares nothing with the solvers but the problem's type, and reckons slowly and plainly. Costs are
those of the published sets: Mankowska's thirds of distance, total and largest tardiness; the
unified set's nine weighted parts; Solomon's distance.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from vaka.calc.rounds.problem import (
    BREAK,
    Carer,
    Patient,
    Plan,
    Problem,
    Route,
    Stop,
    Together,
    Weights,
)


class Kind(StrEnum):
    """What a plan can break."""

    UNKNOWN = "unknown"
    UNVISITED = "unvisited"
    TWICE = "twice"
    SKILL = "skill"
    INCOMPATIBLE = "incompatible"
    TRAVEL = "travel"
    LENGTH = "length"
    EARLY = "early"
    LATE = "late"
    SAME_CARER = "same_carer"
    SIMULTANEOUS = "simultaneous"
    GAP = "gap"
    SHIFT = "shift"
    CAPACITY = "capacity"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Violation:
    """One constraint that is broken: by which patient or carer, and how, in Swedish."""

    kind: Kind
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan comes to.

    Attributes:
        parts: what is counted, before its weight, named as in `Weights`.
        cost: the weighted sum.
    """

    cost: float
    parts: dict[str, float]
    violations: tuple[Violation, ...]

    @property
    def feasible(self) -> bool:
        """Nothing is broken."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop with who makes it and when they could be there at the earliest."""

    carer: str
    stop: Stop
    arrival: float


def judge(problem: Problem, plan: Plan) -> Verdict:
    """Recompute a plan's cost and everything that it breaks."""
    strangers = list(_strangers(problem, plan))
    walked = {name: _walk(problem, route) for name, route in _known(problem, plan).items()}
    visits = [one for row in walked.values() for one in row if one.stop.service != BREAK]
    broken = [*strangers, *_served(problem, visits), *_timed(problem, visits)]
    broken += [fault for one in problem.patients for fault in _pairs(problem, one, visits)]
    for carer in problem.carers:
        broken += _worked(problem, carer, walked.get(carer.id, []))
    parts = _parts(problem, walked, visits)
    weight = problem.weights
    cost = sum(getattr(weight, one.name) * parts[one.name] for one in fields(Weights))
    return Verdict(cost, parts, tuple(broken))


def _strangers(problem: Problem, plan: Plan) -> Iterator[Violation]:
    names = [route.carer for route in plan.routes]
    for name in dict.fromkeys(names):
        if name not in problem.carer:
            yield Violation(Kind.UNKNOWN, name, "medarbetaren finns inte i problemet")
        elif names.count(name) > 1:
            yield Violation(Kind.TWICE, name, "har två rutter")
    for route in plan.routes:
        for stop in route.stops:
            if not _is_known(problem, stop):
                yield Violation(Kind.UNKNOWN, stop.patient,
                                f"insatsen {stop.service} har inte begärts")  # fmt: skip


def _is_known(problem: Problem, stop: Stop) -> bool:
    one = problem.patient.get(stop.patient)
    if stop.service == BREAK:
        return problem.pause is not None
    return one is not None and stop.service in {need.service for need in one.needs}


def _known(problem: Problem, plan: Plan) -> dict[str, Route]:
    """Each known carer's route without what is not known; two routes of one are one."""
    stops: dict[str, list[Stop]] = {}
    for route in plan.routes:
        if route.carer in problem.carer:
            mine = stops.setdefault(route.carer, [])
            mine += [stop for stop in route.stops if _is_known(problem, stop)]
    return {
        name: Route(name, tuple(sorted(row, key=lambda stop: (stop.start, stop.end))))
        for name, row in stops.items()
    }


def _walk(problem: Problem, route: Route) -> list[Visit]:
    """When each stop could be reached; the first is reached just in time, for they leave late."""
    at, clock, found = problem.carer[route.carer].start, None, []
    for stop in route.stops:
        place = _spot(problem, route, stop)
        arrival = stop.start if clock is None else clock + problem.travel[at][place]
        found.append(Visit(route.carer, stop, arrival))
        at, clock = place, stop.end
    return found


def _spot(problem: Problem, route: Route, stop: Stop) -> int:
    """Where a stop is; a break at nobody's home is where the carer starts from."""
    one = problem.patient.get(stop.patient)
    return problem.carer[route.carer].start if one is None else one.place


def _served(problem: Problem, visits: list[Visit]) -> Iterator[Violation]:
    """Everyone gets what they need, once, of somebody who can and may."""
    for one in problem.patients:
        got = [v.stop.service for v in visits if v.stop.patient == one.id]
        missing = [need.service for need in one.needs if need.service not in got]
        if missing and not (one.optional and not got):
            yield Violation(Kind.UNVISITED, one.id, f"får inte {', '.join(missing)}")
        for service in {each for each in got if got.count(each) > 1}:
            yield Violation(Kind.TWICE, one.id, f"får {service} mer än en gång")
    for v in visits:
        if v.stop.service not in problem.carer[v.carer].skills:
            words = f"saknar kompetensen {v.stop.service} hos {v.stop.patient}"
            yield Violation(Kind.SKILL, v.carer, words)
        if v.carer in problem.patient[v.stop.patient].incompatible:
            yield Violation(Kind.INCOMPATIBLE, v.stop.patient, f"ska inte ha {v.carer}")


def _timed(problem: Problem, visits: list[Visit]) -> Iterator[Violation]:
    """Each visit is long enough, and neither before its window nor, where that is hard, after."""
    for v in visits:
        one, slack = problem.patient[v.stop.patient], problem.slack
        minutes = next(n.minutes for n in one.needs if n.service == v.stop.service)
        if v.stop.end - v.stop.start < minutes - slack:
            yield Violation(Kind.LENGTH, one.id, f"{v.stop.service} ska ta {minutes:g} minuter")
        if v.stop.start < one.windows[0][0] - slack:
            yield Violation(Kind.EARLY, one.id, f"börjar {v.stop.start:g}, tidigast "
                            f"{one.windows[0][0]:g}")  # fmt: skip
        late = tardiness(problem, one, v.stop)
        if problem.hard and late > slack:
            yield Violation(Kind.LATE, one.id, f"är {late:g} för sen")


def tardiness(problem: Problem, one: Patient, stop: Stop) -> float:
    """Minutes after the end of the last window that had opened when the visit began."""
    opened = [end for begin, end in one.windows if begin <= stop.start + problem.slack]
    if not opened:
        return 0.0
    met = stop.end if problem.met_at_end else stop.start
    return max(0.0, met - opened[-1])


def _pairs(problem: Problem, one: Patient, visits: list[Visit]) -> Iterator[Violation]:
    """Two that belong together come as they shall, and are two."""
    if one.together in (Together.ALONE, Together.INDEPENDENT):
        return
    mine = {v.stop.service: v for v in visits if v.stop.patient == one.id}
    if len(mine) < 2:
        return
    first, second = (mine[need.service] for need in one.needs)
    apart = second.stop.start - first.stop.start
    if first.carer == second.carer:
        yield Violation(Kind.SAME_CARER, one.id, f"ska ha två, har bara {first.carer}")
    if one.together is Together.SIMULTANEOUS and abs(apart) > problem.slack:
        yield Violation(Kind.SIMULTANEOUS, one.id, f"besöken börjar {abs(apart):g} ifrån varandra")
    least, most = one.gap
    if one.together is Together.SEQUENTIAL and not (
        least - problem.slack <= apart <= most + problem.slack
    ):
        yield Violation(Kind.GAP, one.id, f"{apart:g} mellan besöken, ska vara {least:g}–{most:g}")


def _worked(problem: Problem, carer: Carer, row: list[Visit]) -> Iterator[Violation]:
    """One carer's day can be walked, within the shift, with the break where it may be."""
    for v, before in zip(row, [None, *row], strict=False):
        short = v.arrival - v.stop.start
        if before is not None and short > problem.slack:
            yield Violation(Kind.TRAVEL, carer.id,
                            f"hinner inte till {v.stop.patient}, {short:g} för sent")  # fmt: skip
    if row and carer.shift is not None:
        yield from _on_shift(problem, carer, row)
    load = sum(problem.patient[v.stop.patient].demand for v in row if v.stop.service != BREAK)
    if load > carer.capacity:
        yield Violation(Kind.CAPACITY, carer.id, f"tar {load:g}, rymmer {carer.capacity:g}")
    yield from _breaks(problem, carer, [v.stop for v in row if v.stop.service == BREAK])


def _on_shift(problem: Problem, carer: Carer, row: list[Visit]) -> Iterator[Violation]:
    assert carer.shift is not None
    leaves, returns = _ends(problem, carer, row)
    if leaves < carer.shift[0] - problem.slack:
        yield Violation(Kind.SHIFT, carer.id, f"går ut {leaves:g}, passet börjar "
                        f"{carer.shift[0]:g}")  # fmt: skip
    if problem.hard and returns > carer.shift[1] + problem.slack:
        yield Violation(Kind.SHIFT, carer.id, f"är åter {returns:g}, passet slutar "
                        f"{carer.shift[1]:g}")  # fmt: skip


def _breaks(problem: Problem, carer: Carer, taken: list[Stop]) -> Iterator[Violation]:
    pause = problem.pause
    if pause is None:
        return
    if len(taken) > 1:
        yield Violation(Kind.TWICE, carer.id, f"har {len(taken)} raster")
    for stop in taken:
        met = stop.end if problem.met_at_end else stop.start
        if stop.start < pause.start or met > pause.end or stop.end - stop.start < pause.minutes:
            within = f"{pause.minutes:g} minuter inom {pause.start:g}–{pause.end:g}"
            words = f"rasten {stop.start:g}–{stop.end:g} ska ta {within}"
            yield Violation(Kind.BREAK, carer.id, words)
    if problem.hard_break and carer.wants_break is not bool(taken):
        words = "får ingen rast" if carer.wants_break else "har rast men ska inte ha det"
        yield Violation(Kind.BREAK, carer.id, words)


def _ends(problem: Problem, carer: Carer, row: list[Visit]) -> tuple[float, float]:
    """When a carer leaves, as late as the first stop allows, and is back."""
    route = Route(carer.id, tuple(v.stop for v in row))
    first, last = (_spot(problem, route, row[k].stop) for k in (0, -1))
    leaves = row[0].stop.start - problem.travel[carer.start][first]
    return leaves, row[-1].stop.end + problem.travel[last][carer.end]


def _parts(problem: Problem, walked: dict[str, list[Visit]],
           visits: list[Visit]) -> dict[str, float]:  # fmt: skip
    late = [tardiness(problem, problem.patient[v.stop.patient], v.stop) for v in visits]
    seen = {v.stop.patient for v in visits}
    rested = {name for name, row in walked.items() if any(v.stop.service == BREAK for v in row)}
    return {
        "travel": sum(_way(problem, problem.carer[name], row) for name, row in walked.items()),
        "tardiness": sum(late),
        "highest_tardiness": max(late, default=0.0),
        "waiting": sum(_waiting(row) for row in walked.values()),
        "extra": sum(_extra(problem, problem.carer[name], row) for name, row in walked.items()),
        "idle": max(_idle(problem, one, walked.get(one.id, [])) for one in problem.carers),
        "preferences": float(sum(_unwanted(problem, v) for v in visits)),
        "unvisited": float(sum(one.id not in seen for one in problem.patients)),
        "missed_break": float(
            sum(one.wants_break and one.id not in rested for one in problem.carers)
        ),
    }


def _way(problem: Problem, carer: Carer, row: list[Visit]) -> float:
    if not row:
        return 0.0
    route = Route(carer.id, tuple(v.stop for v in row))
    spots = [carer.start, *(_spot(problem, route, v.stop) for v in row), carer.end]
    return sum(problem.travel[a][b] for a, b in itertools.pairwise(spots))


def _waiting(row: list[Visit]) -> float:
    """Minutes of waiting; the first visit after a break that began the round is reached in time."""
    counted = row[2:] if row and row[0].stop.service == BREAK else row
    return sum(max(0.0, v.stop.start - v.arrival) for v in counted)


def _extra(problem: Problem, carer: Carer, row: list[Visit]) -> float:
    if not row or carer.shift is None:
        return 0.0
    return max(0.0, _ends(problem, carer, row)[1] - carer.shift[1])


def _idle(problem: Problem, carer: Carer, row: list[Visit]) -> float:
    """Minutes of the shift before leaving, waiting and after return."""
    if carer.shift is None:
        return 0.0
    if not row:
        return carer.shift[1] - carer.shift[0]
    leaves, returns = _ends(problem, carer, row)
    waits = sum(max(0.0, v.stop.start - v.arrival) for v in row)
    return max(0.0, leaves - carer.shift[0]) + waits + max(0.0, carer.shift[1] - returns)


def _unwanted(problem: Problem, v: Visit) -> bool:
    preferred = problem.patient[v.stop.patient].preferred
    return preferred is not None and v.carer not in preferred
