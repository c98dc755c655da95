"""Plausible homes: their middle is what is fitted, more nights make them alike, intervals hold."""

import json
from dataclasses import replace

import numpy as np
import pytest

from vaka.calc.staffing import beliefs, example, intervals, questions
from vaka.calc.staffing.beliefs import Beliefs
from vaka.calc.staffing.fitting import shrunken

ONE = example.home(2)
COUNTS = tuple(int(each) for each in np.random.default_rng(4).poisson(
    np.random.default_rng(5).gamma(0.6, 0.7, 60) * 21))  # fmt: skip


def rates(held, draws):
    """Give draws × residents of alarms a night."""
    return np.array([[each.alarms for each in beliefs.drawn(ONE, held, 7, k).residents]
                     for k in range(draws)])  # fmt: skip


def test_draws_lie_around_what_is_fitted_and_as_wide_as_the_log_is_short() -> None:
    found = rates(Beliefs(21, COUNTS), 1500)
    fitted = np.array(shrunken(COUNTS, 21))
    error = found.std(0) / np.sqrt(1500)
    assert np.abs((found.mean(0) - fitted) / error).max() < 4.5
    total = found.sum(1)
    assert total.std() == pytest.approx(np.sqrt(sum(COUNTS)) / 21, rel=0.06)
    longer = rates(Beliefs(210, tuple(10 * each for each in COUNTS)), 300)
    assert longer.sum(1).std() < 0.4 * total.std()


def test_residents_alike_share_and_an_empty_log_gives_hardly_any() -> None:
    alike = rates(Beliefs(10, (3, 4) * 30), 3)
    assert (alike.std(1) < 1e-12).all()
    assert rates(Beliefs(30, (0,) * 60), 20).sum(1).max() < 0.2


def test_what_is_assumed_is_drawn_from_its_range_and_the_rest_is_left() -> None:
    held = Beliefs(alarms=(0.5, 1.5), urgent=(0.1, 0.3), minutes=(5.0, 12.0))
    found = [beliefs.drawn(ONE, held, 1, k).alarms for k in range(200)]
    assert {each.double for each in found} == {ONE.alarms.double}
    for name, low, high in (("per_night", 12.5, 37.5), ("urgent", 0.1, 0.3), ("minutes", 5, 12)):
        values = [getattr(each, name) for each in found]
        assert low <= min(values) < low + 0.1 * (high - low)
        assert high - 0.1 * (high - low) < max(values) <= high
    assert beliefs.drawn(ONE, Beliefs(), 1, 3) == ONE


def test_beliefs_are_read_back_from_json() -> None:
    held = Beliefs(21, COUNTS, None, (0.1, 0.3))
    assert beliefs.read(json.loads(json.dumps(beliefs.plain(held)))) == held


def nights(draw, share, many):
    """Give so many nights of about 25 alarms, of which a share is in time."""
    under = draw.poisson(25, many).astype(float)
    return draw.binomial(under.astype(int), share).astype(float), under


def test_homes_alike_leave_chance_alone_and_nothing_is_endless() -> None:
    draw = np.random.default_rng(8)
    taken = nights(draw, 0.9, 2000)
    same = (taken[0][:400], taken[1][:400])
    found = beliefs.share(taken, [same] * 30, 90.0)
    alone = intervals.percent(*taken)
    assert found["low"] == pytest.approx(alone["low"], abs=0.05)
    assert found["high"] == pytest.approx(alone["high"], abs=0.05)
    sure = (np.full(400, 25.0), np.full(400, 25.0))
    told = beliefs.share(sure, [sure] * 30, 90.0)
    assert 99 < told["low"] <= told["high"] < 100
    assert told["chance"] > 0.99
    assert beliefs.share(taken, [same] * 30, None)["chance"] is None


@pytest.mark.parametrize(("target", "chance"), [(100.0, 0.0), (0.0, 1.0)])
def test_a_target_at_the_end_of_the_scale(target, chance) -> None:
    taken = nights(np.random.default_rng(1), 0.9, 50)
    assert beliefs.share(taken, [taken] * 3, target)["chance"] == chance


def test_homes_that_differ_spread_the_interval_as_far_as_they_do() -> None:
    draw = np.random.default_rng(9)
    taken = nights(draw, 0.9, 20_000)
    odds = np.log(9) + draw.normal(0, 0.3, 200)
    homes = [nights(draw, 1 / (1 + np.exp(-each)), 4000) for each in odds]
    found = beliefs.share(taken, homes, 90.0)
    spread = [np.log(found[end] / (100 - found[end])) for end in ("low", "high")]
    assert spread[1] - spread[0] == pytest.approx(2 * 1.97 * odds.std(), rel=0.05)
    assert 0.3 < found["chance"] < 0.7


def test_ignorance_makes_an_answer_less_sure_and_the_same_question_gives_the_same() -> None:
    one = replace(
        ONE,
        residents=tuple(
            replace(each, alarms=rate)
            for each, rate in zip(ONE.residents, shrunken(COUNTS, 21), strict=True)
        ),
    )
    known = questions.enough(one, [1, 2], 400, 3)["levels"][1]
    held = Beliefs(21, COUNTS, None, (0.1, 0.3), (0.05, 0.25), (5.0, 12.0))
    found = questions.believed(one, held, [1, 2], 400, 3)
    own = found["levels"][1]
    assert own["high"] - own["low"] > 2 * (known["high"] - known["low"])
    assert own["low"] < known["percent"] < own["high"]
    assert found == questions.believed(one, held, [1, 2], 400, 3)
    assert beliefs.read(found["rests_on"]) == held
