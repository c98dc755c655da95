"""The checker: costs by hand, every published solution, and each kind of violation planted."""

import copy
import csv

import pytest

from vaka.calc.rounds import check, plans, reading
from vaka.calc.rounds.check import Kind
from vaka.calc.rounds.tests import small


def judged(told, problem=None):
    problem = problem or small.unified()
    return check.judge(problem, small.plan(told, problem))


def kinds(told, problem=None) -> set[Kind]:
    return {one.kind for one in judged(told, problem).violations}


def test_the_cost_of_a_kept_plan_is_the_one_by_hand() -> None:
    found = judged(small.kept())
    assert found.violations == ()
    assert found.parts == {
        "travel": (10 + 10 + 10 + 30) + (20 + 10 + 30),
        "tardiness": 10.0,  # c2 comes to p3 at 150 instead of 140 at the latest
        "highest_tardiness": 10.0,
        # c1: 5 before the break, 12 after it, 3 at p3; c2: 43 at p3
        "waiting": 5 + 12 + 3 + 43,
        "extra": 0.0,
        # c1: 15 before leaving, 20 waiting, 35 left; c2: 22, 43 and 110
        "idle": 22 + 43 + 110,
        "preferences": 1.0,
        "unvisited": 1.0,
        "missed_break": 0.0,
    }
    assert found.cost == 120 + 2 * 10 + 3 * 10 + 5 * 63 + 11 * 175 + 13 + 17


def test_a_day_without_the_break_and_past_the_shift_costs_that() -> None:
    told = small.kept()
    del told["routes"][0]["locations"][3]
    told["routes"][0]["locations"][2] |= {"arrival_time": 165, "departure_time": 175}
    told["routes"][1]["locations"][1] |= {"arrival_time": 190, "departure_time": 200}
    found = judged(told)
    assert (found.parts["missed_break"], found.parts["extra"]) == (1.0, 5.0)
    assert found.violations == ()


def test_a_window_may_be_met_by_the_end_of_the_visit() -> None:
    told = copy.deepcopy(small.UNIFIED)
    told["metadata"]["time_window_met"] = "at_service_end"
    found = judged(small.kept(), reading.unified(told, "small"))
    assert found.parts["tardiness"] == (112 - 95) + (97 - 95) + (160 - 140)


def test_one_who_stays_at_home_idles_the_whole_shift() -> None:
    problem = small.unified()
    assert judged({"routes": []}, problem).parts["idle"] == 250


def _at(told, route: int, place: int, **values) -> None:
    told["routes"][route]["locations"][place] |= values


PLANTED = {
    Kind.UNKNOWN: lambda t: t["routes"].append({"caregiver_id": "x", "locations": []}),
    Kind.UNVISITED: lambda t: t["routes"][0]["locations"].pop(0),
    Kind.TWICE: lambda t: t["routes"][1]["locations"].append(small.stop(180, 190, "p3", "s3")),
    Kind.SKILL: lambda t: t["routes"][1]["locations"].append(
        t["routes"][0]["locations"].pop(0) | {"arrival_time": 300, "departure_time": 310}),
    Kind.INCOMPATIBLE: lambda t: t["routes"][1]["locations"].append(
        t["routes"][0]["locations"].pop(0) | {"arrival_time": 300, "departure_time": 310}),
    Kind.TRAVEL: lambda t: _at(t, 0, 2, arrival_time=121, departure_time=135),
    Kind.LENGTH: lambda t: _at(t, 0, 0, departure_time=34),
    Kind.EARLY: lambda t: _at(t, 0, 0, arrival_time=19),
    Kind.SIMULTANEOUS: lambda t: _at(t, 1, 0, arrival_time=93, departure_time=98),
    Kind.GAP: lambda t: _at(t, 1, 1, arrival_time=144),
    Kind.SHIFT: lambda t: _at(t, 1, 0, arrival_time=69),
    Kind.BREAK: lambda t: _at(t, 0, 3, start_time=52),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_violation_is_caught(kind: Kind) -> None:
    told = small.kept()
    PLANTED[kind](told)
    assert kind in kinds(told)


def test_the_gap_has_a_most_as_well() -> None:
    told = small.kept()
    _at(told, 1, 1, arrival_time=166, departure_time=176)
    assert kinds(told) == {Kind.GAP}


def test_two_visits_at_once_are_not_one_persons() -> None:
    told = small.kept()
    first, second = (copy.deepcopy(one) for one in (told, told))
    moved = first["routes"][0]["locations"].pop(2)
    first["routes"][1]["locations"].insert(1, moved)
    assert Kind.SAME_CARER in kinds(first)
    assert Kind.SAME_CARER not in kinds(second)


def test_a_service_that_nobody_asked_for_and_a_route_told_twice_are_caught() -> None:
    told = small.kept()
    told["routes"][0]["locations"].append(small.stop(160, 170, "p4", "s9"))
    told["routes"].append({"caregiver_id": "c2"})
    assert kinds(told) == {Kind.UNKNOWN, Kind.TWICE}


def test_half_of_what_an_optional_patient_needs_is_a_violation() -> None:
    told = copy.deepcopy(small.UNIFIED)
    told["patients"][2]["optional"] = True
    plan = small.kept()
    plan["routes"][1]["locations"].pop(1)
    assert kinds(plan, reading.unified(told, "small")) == {Kind.UNVISITED}


def test_a_break_that_must_be_taken_is_a_violation_when_it_is_not() -> None:
    told = small.kept()
    told["routes"][0]["locations"].pop(3)
    assert kinds(told) == set()
    assert kinds(told, small.unified(missed_lunch_break=None)) == {Kind.BREAK}


def test_solomons_windows_loads_and_vehicles_are_hard() -> None:
    problem = reading.solomon(small.SOLOMON)

    def found(words: str):
        return check.judge(problem, plans.plan(words, problem))

    fine = found("Route #1: 1 2\nRoute #2: 3\nCost 40.0\n")
    assert (fine.cost, fine.violations) == (20 + 20, ())
    assert found("Route #1: 2 3\nRoute #2: 1").cost == pytest.approx(10 + 6.3 + 10 + 10)
    assert {v.kind for v in found("Route #1: 2 1\nRoute #2: 3").violations} == {Kind.LATE}
    assert {v.kind for v in found("Route #1: 1 3\nRoute #2: 2").violations} == {Kind.CAPACITY}
    assert {v.kind for v in found("Route #1: 1\nRoute #2: 2\nRoute #3: 3").violations} == {
        Kind.UNKNOWN, Kind.UNVISITED,
    }  # fmt: skip
    late = plans.plan("Route #1: 1 2\nRoute #2: 3", problem)
    stops = late.routes[1].stops[0]
    moved = check.Route("2", (check.Stop("3", "visit", 85.0, 95.0),))
    assert stops.start == 10.0
    broken = check.judge(problem, check.Plan((late.routes[0], moved))).violations
    assert {v.kind for v in broken} == {Kind.LATE, Kind.SHIFT}


def published(shared, folder: str, ends: str):
    for path in sorted((shared / "peers/routing" / folder).glob(f"*{ends}.json.gz")):
        problem = reading.problem(path.parent / (path.name.split(".")[0] + ".json.gz"))
        yield problem, plans.plan(reading.content(path), problem)


def test_every_published_plan_of_mankowskas_problems_costs_what_is_printed(shared) -> None:
    with (shared / "peers/routing/hhcrsp/published_best.csv").open() as file:
        printed = {row["instance"]: row for row in csv.DictReader(file)}
    seen = 0
    for problem, plan in published(shared, "hhcrsp", ".sol"):
        found, row = check.judge(problem, plan), printed[problem.name]
        assert found.violations == ()
        assert found.cost == pytest.approx(float(row["total_cost"]), rel=5e-6)
        for ours, theirs in [("travel", "distance"), ("tardiness", "total_tardiness"),
                             ("highest_tardiness", "max_tardiness")]:  # fmt: skip
            assert found.parts[ours] == pytest.approx(float(row[theirs]), rel=5e-6, abs=2e-3)
        seen += 1
    assert seen == 9


def test_every_published_plan_of_the_unified_problems_costs_what_is_printed(shared) -> None:
    costs = {}
    for ends in (".sa", ".cpsat"):
        for problem, plan in published(shared, "uhhc", ends):
            found = check.judge(problem, plan)
            assert found.violations == ()
            assert plan.stated is None or found.cost == plan.stated
            costs[problem.name, ends] = found.cost
    assert len(costs) == 7
    # CP-SAT's costs are printed nowhere here; none may be above the annealer's
    assert all(costs[name, ".cpsat"] <= costs[name, ".sa"] for name, end in costs
               if end == ".cpsat")  # fmt: skip


@pytest.mark.parametrize("minutes", [-1.0, 1.0])
def test_a_published_plan_with_one_visit_moved_is_caught(shared, minutes: float) -> None:
    for problem, plan in published(shared, "hhcrsp", ".sol"):
        pairs = [p.id for p in problem.patients if p.together == "simultaneous"]
        route, k = next((r, k) for r in plan.routes for k, one in enumerate(r.stops)
                        if one.patient in pairs)  # fmt: skip
        one = route.stops[k]
        late = check.Stop(one.patient, one.service, one.start + minutes, one.end + minutes)
        stops = (*route.stops[:k], late, *route.stops[k + 1 :])
        routes = [check.Route(r.carer, stops) if r is route else r for r in plan.routes]
        found = check.judge(problem, check.Plan(tuple(routes))).violations
        assert Kind.SIMULTANEOUS in {each.kind for each in found}
