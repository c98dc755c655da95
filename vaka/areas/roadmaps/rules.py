"""When a roadmap's lines are due, what a yearly review may say, what in an edition is missing.

Values in, values and verdicts out; no database and no clock.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.clock import add_months
from vaka.law.verdict import Verdict

SEE, KEEP = "roadmap.see", "roadmap.keep"


class Horizon(StrEnum):
    """By when more is to be done; what goes on has no end."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    ONGOING = "ongoing"


class LineState(StrEnum):
    """How far a line has come, as its last review says."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


HORIZON_LABELS = {
    Horizon.SHORT: gettext_lazy("Kort sikt"),
    Horizon.MEDIUM: gettext_lazy("Medellång sikt"),
    Horizon.LONG: gettext_lazy("Lång sikt"),
    Horizon.ONGOING: gettext_lazy("Löpande"),
}
STATE_LABELS = {
    LineState.NOT_BEGUN: gettext_lazy("Inte påbörjad"),
    LineState.UNDER_WAY: gettext_lazy("Pågår"),
    LineState.DONE: gettext_lazy("Klar"),
    LineState.DROPPED: gettext_lazy("Utgår"),
}
ENDED = {LineState.DONE, LineState.DROPPED}


@dataclass(frozen=True)
class Told:
    """One line as a file or a row tells it."""

    number: int
    area: str
    need_number: int
    need: str
    national: tuple[str, ...]
    municipal: tuple[str, ...]
    more: str
    horizon: Horizon
    is_ongoing: bool
    answers: str = ""


def due_year(horizon: str, edition: date) -> int | None:
    """Give the last year of a line's horizon, None for what goes on without end."""
    if horizon == Horizon.ONGOING:
        return None
    years: int = _setting(edition)[str(horizon)]
    return edition.year + years


def is_late(horizon: str, edition: date, state: str, today: date) -> bool:
    """Say whether a line's horizon has passed before it was done or dropped."""
    last = due_year(horizon, edition)
    return last is not None and state not in ENDED and today.year > last


def due_review(edition: date, reviewed: date | None, state: str) -> date | None:
    """Give the day by which a line is gone through next; None when it has ended (S00-02)."""
    if state in ENDED:
        return None
    return add_months(reviewed or edition, _setting(edition)["review_months"])


def may_review(
    *, words: str, reviewed: date, edition: date, last: date | None, today: date
) -> Verdict:
    """A review says something, and is neither before the edition, the last one, nor after today."""
    verdict = Verdict.yes()
    if len(words.split()) < 2:
        verdict += Verdict.no("words", _("Genomgången säger inget."),
                              _("Skriv vad som har hänt sedan sist."))  # fmt: skip
    if reviewed > today:
        verdict += Verdict.no("reviewed_date", _("Dagen har inte varit än."),
                              _("Skriv dagen för genomgången."))  # fmt: skip
    first = max(edition, last) if last else edition
    if reviewed < first:
        verdict += Verdict.no("reviewed_date", _("Dagen är före den förra genomgången."),
                              _("Skriv %s eller senare.") % first.isoformat())  # fmt: skip
    return verdict


def missing(line: Told) -> list[str]:
    """Say what an item lacks of area, need and who answers (S00-01, S00-03)."""
    told = ((line.area, _("område")), (line.need, _("behov")), (line.more, _("vad som ska göras")))
    return [name for text, name in told if not text.strip()]


def count_by(values: Iterable[str], order: Sequence[str]) -> list[tuple[str, int]]:
    """Count values in a given order, noughts too."""
    found = list(values)
    return [(one, found.count(one)) for one in order]


def _setting(on: date) -> dict[str, Any]:
    held = [row for row in _settings() if row["since"] <= on]
    return max(held or _settings(), key=lambda row: row["since"])


@cache
def _settings() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("horizons.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["horizon"]
    return rows
