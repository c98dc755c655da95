"""The kinds of job: areas say in their `jobs.py` what to run, found by folder at start.

    @job("deviations.import", _("Läs in avvikelser"), repeatable=True)
    def run(by: Viewer, progress: Progress, **arguments: Any) -> dict[str, Any]: ...

What it returns is the job's result (JSON). `url` and `label` in it become the page's button.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise


class UnknownJobKind(LookupError):
    """A job names a kind that no installed part knows."""


class Progress(Protocol):
    """Tells how far a job has come."""

    def __call__(self, percent: int, words: str = "") -> None:
        """Write 0–100 and a few Swedish words for the step."""


Run = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class JobKind:
    """What the worker must know of one kind.

    Attributes:
        repeatable: may be run anew after its worker died; else the job is marked as failed.
        refusals: errors whose own words are for whoever started the job.
    """

    code: str
    label: str | Promise
    run: Run
    repeatable: bool = False
    refusals: tuple[type[Exception], ...] = ()


_kinds: dict[str, JobKind] = {}


def job(
    code: str,
    label: str | Promise,
    *,
    repeatable: bool = False,
    refusals: tuple[type[Exception], ...] = (),
) -> Callable[[Run], Run]:
    """Register a function as what a kind of job runs; the same code again replaces it."""

    def register(run: Run) -> Run:
        _kinds[code] = JobKind(code, label, run, repeatable, refusals)
        return run

    return register


def kind_of(code: str) -> JobKind:
    """Give one kind. Raises UnknownJobKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownJobKind(code) from None
