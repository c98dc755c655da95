"""Which kind of chart fits some values. A proposal with its reason; people may choose another."""

import math
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from vaka.calc.kernel import Floats
from vaka.calc.spc import kernels
from vaka.calc.spc.kinds import Kind


class Values(StrEnum):
    """What the values are."""

    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    OTHER = "other"


class Why(StrEnum):
    """The reason of a proposal."""

    CONSTANT = "constant"
    RARE = "rare"
    SPREAD = "spread"
    CHANCE = "chance"
    OTHER = "other"


class Proposal(NamedTuple):
    """A kind and why."""

    kind: Kind
    why: Why


RARE = 1.0  # events a period; below this most periods are empty and limits say little


def proposed(values: Values, y: ArrayLike, area: ArrayLike | None = None) -> Proposal:
    """Propose a kind for one series. `y` and `area` as in `chart.judge`.

    The prime charts, and XmR for counts, where neighbours differ more than chance lets them.
    """
    points = np.asarray(y, np.float64)
    exposure = np.ones(len(points)) if area is None else np.asarray(area, np.float64)
    known = points[~np.isnan(points)]
    if len(known) == 0 or (known == known[0]).all():
        return Proposal(Kind.RUN, Why.CONSTANT)
    if values is Values.OTHER:
        return Proposal(Kind.XMR, Why.OTHER)
    if values is Values.COUNT and known.mean() < RARE:
        return Proposal(Kind.RUN, Why.RARE)
    plain, spread = _PAIRS[values]
    wide = is_spread(points, exposure, share=values is Values.SHARE)
    return Proposal(spread, Why.SPREAD) if wide else Proposal(plain, Why.CHANCE)


_PAIRS = {
    Values.SHARE: (Kind.P, Kind.PP),
    Values.RATE: (Kind.U, Kind.UP),
    Values.COUNT: (Kind.C, Kind.XMR),
}


def is_spread(y: Floats, area: Floats, *, share: bool) -> bool:
    """Whether Laney's sigma of the z scores is more than two standard errors above one.

    The standard error of a sigma from n - 1 moving ranges of two is about 0.9 / sqrt(n - 1).
    """
    base = np.ones(len(y), np.bool_)
    centre = kernels.pooled(y, area, base)
    variance = centre * (1 - centre) if share else centre
    if not variance > 0:
        return False
    steps = kernels.scores_range(y, area, base, centre, math.sqrt(variance), True)
    count = int((~np.isnan(y)).sum()) - 1
    return bool(count > 0 and steps / kernels.D2 > 1 + 2 * 0.9 / math.sqrt(count))
