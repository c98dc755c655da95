"""Chance by counting: every draw is a hash of what it is for, never of when it is asked for.

A draw's key is (seed, night, who, purpose, k), so an alarm and its help minutes are the same at
every level of staffing and in every what-if. The hash is SplitMix64's finaliser (Steele, Lea and
Flood 2014) applied at each step of the key; the normal quantile is Wichura's AS 241 (1988), whose
error is below 1e-15. All arithmetic is in unsigned 64-bit integers that wrap around.
"""

import math

import numpy as np

from vaka.calc.kernel import bare

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
BY_30, BY_27, BY_31 = np.uint64(30), np.uint64(27), np.uint64(31)
BY_11, BY_32 = np.uint64(11), np.uint64(32)
ONE, FINEST = np.uint64(1), 2.0**-53
# purposes
GAP, URGENT, DOUBLE, HELP, SKILL, CHECK, WAKE, SEEN, FAILS, OUTAGE = range(1, 11)
HOME = 1 << 40  # who, when it is nobody in particular


@bare
def mixed(x: np.uint64) -> np.uint64:
    """Scramble 64 bits."""
    x = (x ^ (x >> BY_30)) * FIRST
    x = (x ^ (x >> BY_27)) * SECOND
    return x ^ (x >> BY_31)


@bare
def night_key(seed: int, night: int) -> np.uint64:
    """Give the key of a night."""
    return mixed(mixed(np.uint64(seed) + GOLDEN) + np.uint64(night) * GOLDEN)


@bare
def person_key(key: np.uint64, who: int) -> np.uint64:
    """Give the key of a person that night."""
    return mixed(key + (np.uint64(who) + ONE) * GOLDEN)


@bare
def uniform(key: np.uint64, purpose: int, k: int) -> float:
    """Give the k-th number for a purpose, above 0 and below 1."""
    place = (np.uint64(purpose) << BY_32) + np.uint64(k) + ONE
    return (np.float64(mixed(key + place * GOLDEN) >> BY_11) + 0.5) * FINEST


@bare
def normal(p: float) -> float:
    """Give the normal quantile of a probability (AS 241, routine PPND16)."""
    # long because the routine's coefficients stand one a line
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        over = (
            (
                (
                    (
                        (
                            (2509.0809287301226727 * r + 33430.575583588128105) * r
                            + 67265.770927008700853
                        )
                        * r
                        + 45921.953931549871457
                    )
                    * r
                    + 13731.693765509461125
                )
                * r
                + 1971.5909503065514427
            )
            * r
            + 133.14166789178437745
        ) * r + 3.387132872796366608
        under = (
            (
                (
                    (
                        (
                            (5226.495278852545925 * r + 28729.085735721942674) * r
                            + 39307.89580009271061
                        )
                        * r
                        + 21213.794301586595867
                    )
                    * r
                    + 5394.1960214247511077
                )
                * r
                + 687.1870074920579083
            )
            * r
            + 42.313330701600911252
        ) * r + 1.0
        return q * over / under
    r = math.sqrt(-math.log(p if q < 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        over = (
            (
                (
                    (
                        (
                            (7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r
                            + 0.24178072517745061177
                        )
                        * r
                        + 1.27045825245236838258
                    )
                    * r
                    + 3.64784832476320460504
                )
                * r
                + 5.7694972214606914055
            )
            * r
            + 4.6303378461565452959
        ) * r + 1.42343711074968357734
        under = (
            (
                (
                    (
                        (
                            (1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r
                            + 0.0151986665636164571966
                        )
                        * r
                        + 0.14810397642748007459
                    )
                    * r
                    + 0.68976733498510000455
                )
                * r
                + 1.6763848301838038494
            )
            * r
            + 2.05319162663775882187
        ) * r + 1.0
    else:
        r -= 5.0
        over = (
            (
                (
                    (
                        (
                            (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                            + 0.0012426609473880784386
                        )
                        * r
                        + 0.026532189526576123093
                    )
                    * r
                    + 0.29656057182850489123
                )
                * r
                + 1.7848265399172913358
            )
            * r
            + 5.4637849111641143699
        ) * r + 6.6579046435011037772
        under = (
            (
                (
                    (
                        (
                            (2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r
                            + 1.8463183175100546818e-5
                        )
                        * r
                        + 7.868691311456132591e-4
                    )
                    * r
                    + 0.0148753612908506148525
                )
                * r
                + 0.13692988092273580531
            )
            * r
            + 0.59983220655588793769
        ) * r + 1.0
    return over / under if q > 0.0 else -over / under


@bare
def minutes(p: float, mean: float, mu: float, sigma: float) -> float:
    """Give a length: log-normal; fixed when sigma is 0; exponential when it is below 0."""
    if sigma > 0.0:
        return math.exp(mu + sigma * normal(p))
    return mean if sigma == 0.0 else -mean * math.log(p)
