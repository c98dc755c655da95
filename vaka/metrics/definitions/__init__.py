"""The catalogue of measures, one module a subject."""

import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from vaka.metrics.definitions import (
    care_plans,
    competence,
    decisions,
    deviations,
    discharges,
    falls,
    feedback,
    handling,
    home_hours,
    infections,
    investigations,
    meetings,
    month_figures,
    night_care,
    observed,
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

_TOLD: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("subjects.toml").read_text("utf-8")
)
_WHAT: dict[str, str] = tomllib.loads(Path(__file__).with_name("what.toml").read_text("utf-8"))
SUBJECTS = _TOLD["subjects"]
"""The parts of the catalogue, in order, with their Swedish words."""


def _placed(module: ModuleType, measure: Measure) -> Measure:
    """Give the measure with its subject and its definition in words: its own, or as told here."""
    name = module.__name__.rpartition(".")[2]
    subject = measure.subject or _TOLD["modules"].get(name, name)
    return replace(measure, subject=subject, what=measure.what or _WHAT.get(measure.name, ""))


MEASURES: dict[str, Measure] = {
    measure.name: _placed(subject, measure)
    for subject in (
        deviations,
        falls,
        handling,
        decisions,
        discharges,
        investigations,
        remedies,
        feedback,
        self_checks,
        promises,
        meetings,
        night_care,
        care_plans,
        work_environment,
        home_hours,
        month_figures,
        routines,
        competence,
        providers,
        technology,
        infections,
        readiness,
        published,
        observed,
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
