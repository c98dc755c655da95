"""One specification for each computed measure; tests run them, the reference page prints them."""

from vaka.metrics.specs import decisions, deviations, investigations, remedies
from vaka.metrics.specs.spec import Spec

SPECS: tuple[Spec, ...] = (
    *deviations.SPECS,
    *decisions.SPECS,
    *investigations.SPECS,
    *remedies.SPECS,
)

__all__ = ["SPECS", "Spec"]
