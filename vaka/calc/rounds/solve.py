"""One door to every way of planning rounds. What comes out has been through the checker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vaka.calc.rounds import annealing, check, plans, replan, unified
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.check import Verdict
from vaka.calc.rounds.problem import Format, Patient, Plan, Problem, Together

MODEL = "1"  # raised when the same question may give another plan
SECONDS = 10.0
FIRST_TRIES = 200_000


@dataclass(frozen=True)
class Answer:
    """A plan and how it came about.

    Attributes:
        evaluations: changes of a plan that were tried.
        seconds: of search, with the kernel loaded.
        method: which solver.
        proven: no better plan exists.
    """

    problem: Problem
    plan: Plan
    verdict: Verdict
    evaluations: int
    seconds: float
    seed: int
    method: str
    proven: bool = False


class CannotPlan(ValueError):
    """A question that no solver here can answer; says what can be done instead."""


def solve(one: Problem, *, seconds: float | None = None, evaluations: int | None = None,
          seed: int = 1) -> Answer:  # fmt: skip
    """Plan a problem.

    Args:
        seconds: how long to search on one thread; ten without any limit.
        evaluations: how much to search instead: the same number gives the same plan to the bit.

    Raises:
        CannotPlan: no solver here takes the problem; says why.
    """
    may_be_planned(one)
    search = annealing if _is_mankowskas(one) else unified
    if one.format is not Format.VRPTW:
        search.warm()
    budget = Budget(evaluations, None if evaluations else seconds or SECONDS)
    method, plan = _searched(one, budget, seed)
    return Answer(one, plan, check.judge(one, plan), budget.done, budget.took, seed, method)


def _searched(one: Problem, budget: Budget, seed: int) -> tuple[str, Plan]:
    if one.format is not Format.VRPTW:
        search = annealing if _is_mankowskas(one) else unified
        return "annealing", search.search_for(one, budget, seed)
    from vaka.calc.rounds import tours

    try:
        return "pyvrp", tours.search_for(one, budget, seed)
    except tours.NoPlanFound as error:
        raise CannotPlan("Ingen plan som håller alla tider hittades. Sök längre, eller lägg "
                         "till bilar.") from error  # fmt: skip


def _is_mankowskas(one: Problem) -> bool:
    """The quicker search is for this alone: pairs that hang together, no shifts."""
    return one.format is Format.HHCRSP and all(
        patient.together is not Together.INDEPENDENT for patient in one.patients
    )


def prove(one: Problem, *, seconds: float | None = None, seed: int = 1) -> Answer:
    """Plan a problem of few patients in Mankowska's format, with a proof where there is time.

    Raises:
        CannotPlan: not of that format, or too large.
    """
    from vaka.calc.rounds import exact

    visits = sum(len(patient.needs) for patient in one.patients)
    if one.format is not Format.HHCRSP or visits > exact.MOST_VISITS:
        raise CannotPlan(f"Bara problem i formatet hhcrsp med högst {exact.MOST_VISITS} besök kan "
                         "bevisas. Planera utan --exact.")  # fmt: skip
    first = solve(one, evaluations=FIRST_TRIES, seed=seed)
    clock = Budget(None, seconds or SECONDS)
    proof = exact.prove(one, first.plan, seconds or SECONDS, seed)
    plan = first.plan if proof is None else proof.plan
    verdict = check.judge(one, plan)
    if verdict.cost > first.verdict.cost:
        plan, verdict = first.plan, first.verdict
    return Answer(one, plan, verdict, first.evaluations, clock.took, seed, "cp-sat",
                  proof is not None and proof.proven)  # fmt: skip


def anew(one: Problem, plan: Plan, *, now: float, absent: Sequence[str] = (),
         alarms: Sequence[Patient] = (), seed: int = 1) -> Answer:  # fmt: skip
    """Plan the rest of a night anew; see `replan`. The answer's problem has the alarms in it.

    Raises:
        CannotPlan: a problem with hard windows, or somebody who is not known.
    """
    unified.warm()
    clock = Budget(replan.TRIES)
    try:
        whole, found = replan.replan(one, plan, now=now, absent=absent, alarms=alarms, seed=seed)
    except ValueError as error:
        raise CannotPlan(f"Det går inte att planera om: {error}.") from error
    verdict = check.judge(whole, found)
    return Answer(whole, found, verdict, replan.TRIES, clock.took, seed, "annealing")


def may_be_planned(one: Problem) -> None:
    """Refuse a problem in which somebody cannot get what they must have."""
    for patient in one.patients:
        able = [[c.id for c in one.carers if n.service in c.skills and c.id
                 not in patient.incompatible] for n in patient.needs]  # fmt: skip
        if not patient.optional and not _enough(able):
            raise CannotPlan(
                f"Ingen möjlig bemanning för {patient.id}: det saknas medarbetare med rätt "
                "kompetens. Lägg till kompetens eller personal."
            )


def _enough(able: list[list[str]]) -> bool:
    return all(able) and (len(able) < 2 or len({*able[0], *able[1]}) > 1)


def told(answer: Answer) -> dict[str, Any]:
    """Give an answer as `vaka rounds solve` prints it; `routes` as the published formats do."""
    return {
        **judged(answer.verdict),
        "evaluations": answer.evaluations,
        "seconds": round(answer.seconds, 3),
        "seed": answer.seed,
        "method": answer.method,
        "proven": answer.proven,
        "model": MODEL,
        "problem": answer.problem.name,
        "data": digest(answer.problem),
        "routes": plans.written(answer.problem, answer.plan),
    }


def judged(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as `vaka rounds check` prints it."""
    return {
        "cost": round(verdict.cost, 6),
        "feasible": verdict.feasible,
        "violations": [asdict(one) for one in verdict.violations],
        "parts": {name: round(value, 6) for name, value in verdict.parts.items()},
    }


def digest(one: Problem) -> str:
    """Give the check sum of a problem's content."""
    content = {**asdict(one), "name": ""}
    whole = json.dumps(content, sort_keys=True, default=sorted).encode()
    return hashlib.sha256(whole).hexdigest()[:16]
