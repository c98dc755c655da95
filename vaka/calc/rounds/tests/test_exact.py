"""Proven plans, and Solomon's problems by PyVRP, through the one door."""

import csv

import pytest

from vaka.calc.rounds import check, exact, generate, plans, reading, solve
from vaka.calc.rounds.tests import small


def drawn(patients: int, seed: int):
    return reading.mankowska(generate.hhcrsp(patients, seed), "drawn")


@pytest.mark.parametrize("seed", range(3))
def test_a_proof_says_what_the_search_found(seed: int) -> None:
    problem = drawn(8, seed)
    proof = solve.prove(problem, seconds=60)
    assert proof.proven
    assert proof.verdict.violations == ()
    assert proof.verdict.cost == pytest.approx(
        solve.solve(problem, evaluations=100_000).verdict.cost, rel=1e-6
    )


def test_a_poor_plan_to_begin_from_does_not_change_the_proof() -> None:
    problem = drawn(6, 5)
    poor = solve.solve(problem, evaluations=100, seed=3)
    proof = exact.prove(problem, poor.plan, 60.0, 1)
    assert proof is not None
    assert proof.proven
    best = solve.prove(problem, seconds=60).verdict.cost
    assert check.judge(problem, proof.plan).cost == pytest.approx(best)


def test_times_finer_than_a_thousandth_are_not_said_to_be_proven() -> None:
    told = generate.hhcrsp(6, 5)
    told["distances"][1][2] += 0.0004
    assert not solve.prove(reading.mankowska(told, "fine"), seconds=60).proven


def test_what_is_too_large_or_of_another_format_is_not_tried() -> None:
    for problem in (drawn(40, 1), small.unified()):
        with pytest.raises(solve.CannotPlan, match="--exact"):
            solve.prove(problem)


def test_the_published_best_of_ten_patients_are_proven(shared) -> None:
    with (shared / "peers/routing/hhcrsp/published_best.csv").open() as file:
        printed = {row["instance"]: float(row["total_cost"]) for row in csv.DictReader(file)}
    for path in sorted((shared / "peers/routing/hhcrsp").glob("*_10_?.json.gz")):
        found = solve.prove(reading.problem(path), seconds=60)
        assert found.proven
        assert found.verdict.cost == pytest.approx(printed[found.problem.name], rel=5e-6)


def test_solomons_problem_is_planned_as_by_hand() -> None:
    problem = reading.solomon(small.SOLOMON)
    found = solve.solve(problem, evaluations=50)
    # 1 and 2 together or 2 and 3: a load of ten, and 2 opens at 30
    assert (found.verdict.cost, found.verdict.violations) == (pytest.approx(36.3), ())
    assert found.method == "pyvrp"
    again = plans.plan(plans.as_file(problem, found.plan, found.verdict.cost), problem)
    assert check.judge(problem, again).cost == found.verdict.cost
    assert solve.solve(problem, evaluations=50).plan == found.plan


def test_too_few_cars_are_said_to_be_too_few() -> None:
    one = reading.solomon(small.SOLOMON.replace("  2         10", "  1         10"))
    with pytest.raises(solve.CannotPlan, match="bilar"):
        solve.solve(one, evaluations=20)


def test_solomons_published_best_is_nearly_met(shared) -> None:
    found = solve.solve(reading.problem(shared / "peers/routing/vrptw/C101.txt.gz"),
                        evaluations=300)  # fmt: skip
    assert found.verdict.violations == ()
    assert 827.3 <= found.verdict.cost < 827.3 * 1.01
