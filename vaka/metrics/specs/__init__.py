"""One specification for each computed measure; tests run them, the reference page prints them."""

from vaka.metrics.specs import decisions, deviations, remedies
from vaka.metrics.specs.spec import Spec

SPECS: tuple[Spec, ...] = (*deviations.SPECS, *decisions.SPECS, *remedies.SPECS)

__all__ = ["SPECS", "Spec"]
