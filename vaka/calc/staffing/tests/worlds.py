"""Small worlds whose answer is known, as scenarios."""

from dataclasses import replace

from vaka.calc.staffing.scenario import (
    Alarms,
    Check,
    Policy,
    Resident,
    Scenario,
    Staff,
    Unit,
)

WARM_UP = 1000.0


def queue(staff: int, rate: float, minutes: float = 20000.0, *, warm: float = WARM_UP,
          checks: tuple[Check, ...] = (), matrix: tuple[tuple[float, ...], ...] = (),
          policy: Policy | None = None, **alarms) -> Scenario:  # fmt: skip
    """One resident, no walking, alarms at an even rate a minute, exponential help of mean 8."""
    told = {"urgent": 0.0, "double": 0.0, "minutes": 8.0, "cv": 1.0, "law": "exponential"}
    one = Scenario(
        "kö", (Unit("E"),), (Resident("b", "E", checks=checks),),
        tuple(Staff(f"n{k}", "E") for k in range(staff)), minutes,
        Alarms(per_night=rate * minutes, **{**told, **alarms}), count_from=warm,
        policy=policy or Policy(),
    )  # fmt: skip
    return replace(one, walking=replace(one.walking, matrix=matrix)) if matrix else one
