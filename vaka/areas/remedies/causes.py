"""The causes that a remedy may answer: areas above say what they found in their cases."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case


@dataclass(frozen=True)
class Cause:
    """One cause found in a case: its code in the dated list, and its words."""

    code: str
    label: str


CausesOf = Callable[[Viewer, uuid.UUID], list[Cause]]

_causes: dict[str, CausesOf] = {}


def register(kind: str, causes_of: CausesOf) -> None:
    """Say how the causes found in a kind of case are had; the same kind again replaces it."""
    _causes[kind] = causes_of


def found_in(viewer: Viewer, cases: list[Case]) -> list[Cause]:
    """Give the causes found in some cases, each once, in the order found."""
    every = [
        cause
        for case in cases
        if case.kind in _causes
        for cause in _causes[case.kind](viewer, case.pk)
    ]
    return list(dict.fromkeys(every))


def label_of(code: str, found: list[Cause]) -> str:
    """Give a code's words, or nothing when no case tells of it any more."""
    return next((cause.label for cause in found if cause.code == code), "")
