"""One specification for each computed measure; tests run them, the reference page prints them."""

from vaka.metrics.specs import (
    care_plans,
    competence,
    decisions,
    deviations,
    discharges,
    falls,
    feedback,
    home_hours,
    infections,
    investigations,
    meetings,
    month_figures,
    night_care,
    promises,
    providers,
    readiness,
    remedies,
    routines,
    self_checks,
    technology,
    work_environment,
)
from vaka.metrics.specs.spec import Spec

SPECS: tuple[Spec, ...] = (
    *deviations.SPECS,
    *falls.SPECS,
    *decisions.SPECS,
    *discharges.SPECS,
    *investigations.SPECS,
    *feedback.SPECS,
    *readiness.SPECS,
    *remedies.SPECS,
    *self_checks.SPECS,
    *promises.SPECS,
    *meetings.SPECS,
    *work_environment.SPECS,
    *routines.SPECS,
    *competence.SPECS,
    *providers.SPECS,
    *technology.SPECS,
    *night_care.SPECS,
    *care_plans.SPECS,
    *infections.SPECS,
    *home_hours.SPECS,
    *month_figures.SPECS,
)

__all__ = ["SPECS", "Spec"]
