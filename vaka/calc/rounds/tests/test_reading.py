"""The three formats read, written and read again; what is broken refused with its place."""

import copy
import gzip
import json

import pytest

from vaka.calc.rounds import check, generate, plans, reading, solve
from vaka.calc.rounds.problem import Format, Together, UnreadableRounds
from vaka.calc.rounds.tests import small


def test_the_unified_format_is_read_with_all_it_says() -> None:
    found = small.unified()
    assert (found.format, len(found.carers), found.met_at_end) == (Format.UHHC, 2, False)
    assert found.patient["p3"].together is Together.SEQUENTIAL
    assert found.patient["p3"].gap == (20.0, 40.0)
    assert found.patient["p2"].windows == ((30.0, 40.0), (90.0, 95.0))
    assert found.carer["c2"].shift == (50.0, 300.0)
    assert found.weights.idle == 11.0
    assert found.pause is not None
    assert found.pause.minutes == 30.0


def test_solomons_distances_are_cut_to_one_decimal() -> None:
    found = reading.solomon(small.SOLOMON)
    assert (found.name, len(found.carers), found.carers[0].capacity) == ("TINY", 2, 10)
    assert found.travel[2][3] == 6.3  # the root of 40 is 6.32…
    assert found.patient["2"].windows == ((30.0, 40.0),)


def test_files_are_told_apart_and_unpacked(tmp_path) -> None:
    mankowska = json.dumps(generate.hhcrsp(10, 1)).encode()
    for name, content in {
        "a.json": mankowska, "b.json.gz": gzip.compress(mankowska),
        "c.json": json.dumps(small.UNIFIED).encode(), "d.txt": small.SOLOMON.encode(),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    formats = [reading.problem(path).format for path in sorted(tmp_path.iterdir())]
    assert formats == ["hhcrsp", "hhcrsp", "uhhc", "vrptw"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\x1f\x8b\x00", b"\xff\xfe"])
def test_what_is_no_problem_is_refused_in_words(tmp_path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UnreadableRounds):
        reading.problem(tmp_path / "x.json")


BROKEN = {
    "distances[1]": lambda t: t["distances"][1].pop(),
    "distances[2]": lambda t: t["distances"][2].__setitem__(0, -1),
    "caregivers": lambda t: t["caregivers"][1].update(id="c1"),
    "caregivers[0]": lambda t: t["caregivers"][0].update(departing_point="nowhere"),
    "patients[0].time_windows": lambda t: t["patients"][0].update(time_windows=[[9, 3]]),
    "patients[0].required_services": lambda t: t["patients"][0].update(required_services=[]),
    "patients[1].synchronization.type": lambda t: t["patients"][1].update(synchronization={}),
    "patients[2].synchronization.distance": lambda t: t["patients"][2].update(
        synchronization={"type": "sequential"}),
    "patients[3].distance_matrix_index": lambda t: t["patients"][3].pop("distance_matrix_index"),
    "metadata.cost_components": lambda t: t["metadata"].pop("cost_components"),
    "working_time": lambda t: t["metadata"]["cost_components"].update(working_time=1),
    "minst 10": lambda t: t["patients"][3].update(distance_matrix_index=9),
}  # fmt: skip


@pytest.mark.parametrize("place", BROKEN)
def test_a_broken_field_is_named(place: str) -> None:
    told = copy.deepcopy(small.UNIFIED)
    BROKEN[place](told)
    with pytest.raises(UnreadableRounds) as refused:
        reading.unified(told, "small")
    assert place in str(refused.value)


def test_a_plan_that_cannot_be_read_is_refused() -> None:
    problem = small.unified()
    half = '{"routes": [{"caregiver_id": "c1", "locations": [{"patient": "p1"}]}]}'
    for words in ("[]", "{}", '{"routes": [{}]}', half):
        with pytest.raises(UnreadableRounds):
            plans.plan(words, problem)
    with pytest.raises(UnreadableRounds, match="99"):
        plans.plan("Route #1: 99", reading.solomon(small.SOLOMON))
    with pytest.raises(UnreadableRounds):
        plans.plan("Route #1: 1\nCost much", reading.solomon(small.SOLOMON))


def test_a_written_plan_reads_back_the_same() -> None:
    unified, solomon = small.unified(), reading.solomon(small.SOLOMON)
    tours = plans.plan("Route #1: 1 2\nRoute #2: 3", solomon)
    for problem, plan in [(unified, small.plan(small.kept(), unified)), (solomon, tours)]:
        cost = check.judge(problem, plan).cost
        again = plans.plan(plans.as_file(problem, plan, cost), problem)
        assert again.routes == plan.routes
        assert again.stated == cost


def test_the_printed_answer_is_itself_a_plan() -> None:
    problem = reading.mankowska(generate.hhcrsp(5, 1), "five")
    answer = solve.solve(problem, evaluations=1000)
    again = plans.plan(json.dumps(solve.told(answer)), problem)
    assert check.judge(problem, again).cost == pytest.approx(answer.verdict.cost, abs=1e-5)
    assert again.stated == pytest.approx(answer.verdict.cost, abs=1e-6)


def test_a_generated_problem_repeats_and_has_the_published_proportions() -> None:
    one, same, other = (generate.hhcrsp(100, seed) for seed in (7, 7, 8))
    assert one == same != other
    found = reading.mankowska(one, "hundred")
    pairs = [p for p in found.patients if len(p.needs) == 2]
    assert (len(found.patients), len(found.carers), len(pairs)) == (100, 20, 30)
    assert all(p.windows[0][1] - p.windows[0][0] == 120 for p in found.patients)
    assert all(p.gap[1] == 2 * p.gap[0] > 0 for p in pairs if p.together == "sequential")
    solve.may_be_planned(found)
    with pytest.raises(ValueError, match="5 to 500"):
        generate.hhcrsp(4, 1)


def test_a_problem_that_nobody_has_the_skill_for_is_refused() -> None:
    told = generate.hhcrsp(10, 1)
    told["patients"][0]["required_caregivers"][0]["service"] = "s9"
    with pytest.raises(solve.CannotPlan, match="p1"):
        solve.solve(reading.mankowska(told, "ten"), evaluations=100)
