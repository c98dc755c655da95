"""Specifications of the measures over falls with harm."""

import datetime as dt

from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec, deviation

_MAY, _AS_OF = dt.date(2023, 5, 1), dt.date(2024, 2, 29)
_FALLS = (
    deviation(1, _MAY, is_fall=True, type="Fall med skada"),
    deviation(2, _MAY, is_fall=True, type="Fall utan skada"),
    deviation(3, _MAY, is_fall=True, type="Fall utan skada", is_serious=True),
    deviation(4, _MAY, is_fall=True, type="Olycksfall/halkolycka", law="SoL"),
    deviation(5, _MAY, type="Trycksår", is_serious=True),
)

SPECS = (
    Spec(
        "falls_with_injury",
        "only the falls whose type says that there was harm",
        _FALLS,
        "2023",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.is_fall),
    ),
    Spec(
        "falls_injury_share",
        "of the falls whose type says whether there was harm",
        _FALLS,
        "2023",
        _AS_OF,
        {"": 100 / 3},
        Share(lambda t, at: t.type == "Fall med skada", whole=lambda t, at: t.is_fall),
    ),
)
