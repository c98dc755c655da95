"""What a point is called: the published words, and a short name of the rule that it met."""

from typing import NamedTuple

from vaka.calc.spc import signals


class Label(NamedTuple):
    """`text` is the method owner's own; `signal` is "" for common variation; `way` is 1 for
    higher, -1 for lower, 0 where the rule has no direction."""

    text: str
    signal: str = ""
    way: int = 0


LABELS: dict[int, Label] = {
    signals.COMMON: Label("Common Cause"),
    signals.ABOVE_LIMIT: Label("Above UCL", "outside", 1),
    signals.BELOW_LIMIT: Label("Below LCL", "outside", -1),
    signals.RISING: Label("7 Point Trend (Increasing)", "trend", 1),
    signals.FALLING: Label("7 Point Trend (Decreasing)", "trend", -1),
    signals.NEAR_UPPER: Label("2 in 3 Above CL", "two_in_three", 1),
    signals.NEAR_LOWER: Label("2 in 3 Below CL", "two_in_three", -1),
    signals.ABOVE_CENTRE: Label("7 Points Above CL", "one_side", 1),
    signals.BELOW_CENTRE: Label("7 Points Below CL", "one_side", -1),
    signals.SIGMA: Label("Sigma Signal", "sigma"),
    signals.RUNS: Label("Runs Signal", "runs"),
    signals.SIGMA_RUNS: Label("Sigma Signal", "sigma runs"),
}
