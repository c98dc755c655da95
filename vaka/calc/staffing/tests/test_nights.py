"""Nights by hand, both speeds, repeatability, refusals, and the guarantee's procedure."""

from dataclasses import replace

import numpy as np
import pytest

from vaka.calc.staffing import adequate, example, questions, run, schema
from vaka.calc.staffing import world as col
from vaka.calc.staffing.scenario import Alarms, Break, Check, Resident, Scenario, Staff, Unit

CALM = Alarms(per_night=0.0)


def quiet(*checks: Check, staff: tuple[Staff, ...] = (Staff("n", "E"),)) -> Scenario:
    """A night of checks alone: the room a minute from the base."""
    return Scenario("lugn", (Unit("E"),), (Resident("b", "E", 1.0, checks=checks),), staff,
                    alarms=CALM)  # fmt: skip


def hand(name: str, exact: list[list[float]], moves) -> None:
    """Print a night reckoned by hand (V9), and demand it to the minute."""
    print(f"V9 {name}: exact {exact}, simulated {moves.tolist()}, z 0")  # noqa: T201
    assert moves.tolist() == exact


def test_a_round_by_hand() -> None:
    moves = run.trace(quiet(Check(10, 70, minutes=5.0), Check(100, 160, minutes=4.0)), 1, 0)
    hand("a round", [[10, 11, 16], [100, 100, 104]], moves[:, [2, 3, 4]])


def test_two_meet_and_one_alone_can_not() -> None:
    pair = Check(10, 70, "help", 5.0, 0.0, 2)
    two = run.trace(quiet(pair, staff=(Staff("a", "E"), Staff("b", "E"))), 1, 0)
    hand("two meet", [[0, 11, 16], [1, 11, 16]], two[:, [1, 3, 4]])
    alone = run.simulate(quiet(pair), 2, plain=True)
    assert alone.nights[:, col.O_CHECK_IMPOSSIBLE].tolist() == [1, 1]


def test_a_break_waits_for_its_latest_minute_when_it_is_busy() -> None:
    rest = Break(30, 100, 150, 300)
    staff = (Staff("a", "E", rest=rest), Staff("b", "E"))
    busy = tuple(Check(90, 600, "help", 100.0, 0.0, 1) for _ in range(6))
    moves = run.trace(quiet(*busy, staff=staff), 1, 0)
    begun = moves[moves[:, 0] == -1]
    # the check in hand is ended first
    hand("a break at its latest minute", [[0, 191, 221]], begun[:, [1, 2, 4]])


def test_a_break_alone_is_not_given() -> None:
    alone = quiet(staff=(Staff("a", "E", rest=Break(30, 100, 150, 300)),))
    assert run.simulate(alone, 2, plain=True).nights[:, col.O_PAUSES_MISSED].tolist() == [1, 1]


def rules(**changes) -> Scenario:
    one = example.home(3, cameras=20)
    return replace(one, policy=replace(one.policy, **changes))


@pytest.mark.parametrize(
    "one",
    [
        example.home(2),
        rules(interrupt=True, go_ahead=True),
        rules(keep_floor=True, who="unit_first"),
        rules(return_to_base=True, who="lowest"),
    ],
)
def test_compiled_and_plain_are_one_and_nothing_is_lost(one) -> None:
    fast, slow = (run.simulate(one, 6, 3, plain=plain) for plain in (False, True))
    assert np.array_equal(fast.nights, slow.nights)
    assert np.array_equal(fast.units, slow.units)
    begun = fast.waits.sum() + fast.nights[:, [col.O_IMPOSSIBLE, 6 + col.O_IMPOSSIBLE]].sum()
    assert begun == fast.nights[:, [col.O_ALARMS, 6 + col.O_ALARMS]].sum()


def test_nights_are_the_same_however_they_are_dealt_out() -> None:
    one = example.home(3)
    whole = run.simulate(one, 60, 5, threads=1)
    assert np.array_equal(run.simulate(one, 60, 5, threads=2).nights, whole.nights)
    assert np.array_equal(run.simulate(one, 20, 5, first=40).nights, whole.nights[40:])


def test_the_same_alarms_come_at_every_level() -> None:
    few, many = (run.simulate(example.home(n), 40, 5).nights for n in (2, 5))
    assert np.array_equal(few[:, [0, 6]], many[:, [0, 6]])


def test_a_question_kept_and_read_back_is_the_same_question() -> None:
    import json

    one = rules(missed_after=60)  # whole, where the scenario asks for a decimal number
    kept = schema.read(json.loads(json.dumps(schema.plain(one))))
    assert questions.digest(kept) == questions.digest(one)
    assert questions.digest(rules(missed_after=61)) != questions.digest(one)


def test_a_scenario_is_read_back_and_every_reason_is_told() -> None:
    import json

    told = json.loads(json.dumps(schema.plain(example.home())))
    assert schema.read(told) == example.home()
    told["staff"][0]["unit"] = "X"
    told["alarms"]["profile"] = []
    told["residents"][0]["checks"] = [{"start": 700, "end": 10}]
    with pytest.raises(schema.Unreadable) as refused:
        schema.read(told)
    assert len(refused.value.reasons) == 3
    with pytest.raises(schema.Unreadable, match="saknas"):
        schema.read({"nam": "x"})


@pytest.mark.parametrize(
    ("chances", "monotone", "least"),
    [
        ([0.5, 0.01, 0.001], True, 1),
        ([0.01, 0.5, 0.001], True, 2),  # the first that fails ends it
        ([0.5, 0.5, 0.2], True, None),
        ([0.01, 0.5, 0.001], False, 0),
        ([0.04, 0.04, 0.04], False, None),  # Holm asks for a third of the error first
    ],
)
def test_the_least_level(chances, monotone, least) -> None:
    assert adequate.least(chances, monotone=monotone) == least


@pytest.mark.parametrize("policy", [{}, {"return_to_base": True}, {"who": "unit_first"}])
def test_the_units_that_stood_empty_in_a_trace_are_those_counted(policy) -> None:
    one = rules(**policy)
    for night in range(3):
        empty, counted = run.traced(one, 4, night)[1], run.simulate(one, 1, 4, first=night).units[0]
        for unit in range(len(one.units)):
            spans = empty[empty[:, 0] == unit]
            lengths = spans[:, 2] - spans[:, 1]
            assert lengths.sum() == pytest.approx(counted[unit, col.U_EMPTY])
            assert lengths.max(initial=0.0) == pytest.approx(counted[unit, col.U_LONGEST])
