"""The catalogue of measures, one module a subject."""

from vaka.metrics.definitions import (
    competence,
    decisions,
    deviations,
    feedback,
    handling,
    infections,
    investigations,
    meetings,
    promises,
    providers,
    published,
    readiness,
    remedies,
    routines,
    self_checks,
    technology,
    work_environment,
)
from vaka.metrics.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for subject in (
        deviations,
        handling,
        decisions,
        investigations,
        remedies,
        feedback,
        self_checks,
        promises,
        meetings,
        work_environment,
        routines,
        competence,
        providers,
        technology,
        infections,
        readiness,
        published,
    )
    for measure in subject.MEASURES
}


class UnknownMeasureError(KeyError):
    """No measure has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"Måttet ”{self.name}” finns inte. Alla mått står i ”vaka measures”."


def named(name: str) -> Measure:
    """The measure of this name. Raises `UnknownMeasureError`."""
    try:
        return MEASURES[name]
    except KeyError:
        raise UnknownMeasureError(name) from None
