"""A half hour's demand: few nights move it little, many all the way, and intervals hold truth."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.staffing import demand, questions
from vaka.calc.staffing.demand import Log
from vaka.calc.staffing.example import home
from vaka.calc.staffing.tests.logs import ASKED, HALF, trial

counted = st.lists(st.integers(0, 8), min_size=HALF, max_size=HALF)


def log_from(nights: int, rates, seed: int = 1) -> Log:
    """Give the log of so many nights by chance."""
    return demand.log_of(np.random.default_rng(seed).poisson(rates, (nights, HALF)).tolist())


def test_the_expected_alarms_are_the_nights_own_by_half_hour() -> None:
    one = home()
    found = demand.expected(one)
    assert len(found) == HALF
    assert found.sum() == pytest.approx(one.alarms.per_night)
    first = one.alarms.profile[0] / sum(one.alarms.profile) * one.alarms.per_night
    assert found[:2] == pytest.approx([first / 2] * 2)


def test_without_a_night_nothing_is_corrected() -> None:
    held = demand.posterior(ASKED, Log(0, (0,) * HALF, (0,) * HALF))
    assert held.mean() == pytest.approx(np.ones(HALF), rel=0.02)
    assert (held.quantile(0.025) < 0.6).all()
    assert (held.quantile(0.975) > 1.6).all()


def test_few_nights_correct_little_and_many_nearly_all_the_way() -> None:
    rates = ASKED * np.where(np.arange(HALF) < 5, 2.0, 1.0)
    moved = [np.mean([demand.posterior(ASKED, log_from(many, rates, seed)).mean()[:5].mean() - 1
                      for seed in range(20)]) for many in (1, 10, 300)]  # fmt: skip
    assert moved[0] < moved[1] < moved[2]
    assert moved[0] < 0.6
    assert moved[2] == pytest.approx(1.0, abs=0.05)


def test_more_nights_are_surer() -> None:
    wide = [np.subtract(*(demand.posterior(ASKED, log_from(many, ASKED)).quantile(part)
                          for part in (0.975, 0.025))).mean() for many in (3, 30, 300)]  # fmt: skip
    assert wide[0] > wide[1] > wide[2]


@settings(max_examples=30)
@given(counted, st.integers(0, HALF - 1), st.integers(1, 60))
def test_one_alarm_more_never_makes_its_half_hour_less(counts, place, nights) -> None:
    def factor(extra: int) -> float:
        held = [one + extra * (k == place) for k, one in enumerate(counts)]
        plain = Log(nights, tuple(held), tuple(held))
        return float(demand.posterior(ASKED, plain).mean()[place])

    assert factor(1) > factor(0) - 1e-9


@settings(max_examples=30)
@given(counted, st.integers(1, 60))
def test_the_mean_lies_within_its_interval_and_draws_above_nought(counts, nights) -> None:
    held = demand.posterior(ASKED, Log(nights, tuple(counts), tuple(counts)))
    assert held.weights.sum() == pytest.approx(1.0)
    assert (held.quantile(0.025) <= held.mean() + 1e-9).all()
    assert (held.mean() <= held.quantile(0.975) + 1e-9).all()
    assert (held.drawn(1, 3) > 0).all()


def test_draws_have_the_mean_and_the_quantiles_of_what_is_known() -> None:
    held = demand.posterior(ASKED, log_from(14, ASKED * 1.3))
    drawn = np.array([held.drawn(5, k) for k in range(2000)])
    assert drawn.mean(0) == pytest.approx(held.mean(), rel=0.05)
    assert (drawn < held.quantile(0.975)).mean() == pytest.approx(0.975, abs=0.01)


def test_restless_nights_count_for_less() -> None:
    calm = demand.log_of([[1] * HALF] * 10)
    assert demand.dispersion(calm) == 1.0
    restless = demand.log_of([[3] * HALF, *[[0] * HALF] * 2] * 4)
    assert demand.dispersion(restless) > 2
    assert demand.dispersion(Log(1, (4,) * HALF, (16,) * HALF)) == 1.0
    assert demand.dispersion(Log(9, (0,) * HALF, (0,) * HALF)) == 1.0
    alike = Log(restless.nights, restless.counts, restless.counts)
    sure, unsure = (np.abs(demand.posterior(ASKED, one).mean() - 1) for one in (alike, restless))
    assert unsure.mean() < sure.mean()


@pytest.mark.parametrize("nights", [7, 21])
def test_its_interval_holds_the_truth_and_it_errs_less_than_model_and_log(nights) -> None:
    draw = np.random.default_rng(nights)
    trials = [trial(draw, nights, (0.15, 0.4, 0.7)[again % 3]) for again in range(60)]
    held, ours, logs, models = np.mean([astuple(one) for one in trials], axis=0)
    assert 0.93 <= held <= 0.97
    assert ours < logs
    assert ours < models


def test_a_moved_night_has_the_alarms_it_was_given() -> None:
    one = home()
    asked = demand.asked_of(one) * np.linspace(0.5, 1.5, HALF)
    assert demand.expected(demand.moved(one, asked)) == pytest.approx(asked)
    with pytest.raises(ValueError, match="half hours"):
        demand.posterior(ASKED, Log(3, (1, 2), (1, 2)))


def test_an_hour_told_to_be_without_alarms_can_still_be_corrected() -> None:
    one = home()
    still = replace(one, alarms=replace(one.alarms, profile=(0.0, 1.0)))
    assert (demand.asked_of(still) > 0).all()
    assert demand.expected(still)[0] == 0.0


def test_work_follows_the_alarms_that_were_seen_and_repeats_to_the_bit() -> None:
    one = home()
    rates = demand.expected(one) * np.where(np.arange(HALF) < 4, 2.0, 1.0)
    log = log_from(60, rates)
    found = questions.corrected(one, log, 200, 1, draws=6)
    rows = found["half_hours"]
    assert demand.read(found["rests_on"]) == log
    assert rows[2]["alarms"] > 1.4 * rows[2]["expected"]
    assert rows[2]["work"] > 1.15 * rows[2]["work_expected"]
    assert all(row["work_low"] <= row["work"] <= row["work_high"] for row in rows)
    assert found == questions.corrected(one, log, 200, 1, draws=6)
