"""The deficit rule: feared, proposed, decided, and reported upward when it still does not hold.

At a feared deficit the administration proposes measures and the board must decide; if the frame
still does not hold, the executive board is told at once (K-ECO-25). Amounts are whole öre, less
than nothing is short. Values in, verdicts and values out; no database and no clock.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.economy.rules import LEAD
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class ShortfallState(StrEnum):
    """How far a feared deficit has come."""

    FEARED = "feared"
    PROPOSED = "proposed"
    DECIDED = "decided"
    REPORTED = "reported"
    ENDED = "ended"


class SavingState(StrEnum):
    """How far a measure against a deficit has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    EFFECT = "effect"
    NO_EFFECT = "no_effect"
    DROPPED = "dropped"


SHORTFALL_LABELS = {
    ShortfallState.FEARED: gettext_lazy("Befarat, förslag saknas"),
    ShortfallState.PROPOSED: gettext_lazy("Väntar på nämndens beslut"),
    ShortfallState.DECIDED: gettext_lazy("Beslutat, följs"),
    ShortfallState.REPORTED: gettext_lazy("Rapporterat till kommunstyrelsen"),
    ShortfallState.ENDED: gettext_lazy("Avslutat"),
}
SAVING_LABELS = {
    SavingState.PLANNED: gettext_lazy("Planerad"),
    SavingState.UNDER_WAY: gettext_lazy("Pågår"),
    SavingState.EFFECT: gettext_lazy("Gav effekt"),
    SavingState.NO_EFFECT: gettext_lazy("Gav ingen effekt"),
    SavingState.DROPPED: gettext_lazy("Genomförs inte"),
}
SAVING_ENDED = {SavingState.EFFECT, SavingState.NO_EFFECT, SavingState.DROPPED}
SHOWN_TO_BOARD = (ShortfallState.PROPOSED, ShortfallState.DECIDED, ShortfallState.REPORTED,
                  ShortfallState.ENDED)  # fmt: skip
SHORTFALL_TRANSITIONS = (
    Transition("shortfall.propose", (ShortfallState.FEARED,), ShortfallState.PROPOSED,
               gettext_lazy("Lämna förslaget till nämnden"), LEAD),
    Transition("shortfall.decide", (ShortfallState.PROPOSED,), ShortfallState.DECIDED,
               gettext_lazy("Nämnden har beslutat"), LEAD),
    Transition("shortfall.report", (ShortfallState.DECIDED,), ShortfallState.REPORTED,
               gettext_lazy("Rapporterat till kommunstyrelsen"), LEAD, Comment.REQUIRED),
    Transition("shortfall.end", (ShortfallState.FEARED, ShortfallState.PROPOSED,
                                 ShortfallState.DECIDED, ShortfallState.REPORTED),
               ShortfallState.ENDED, gettext_lazy("Avsluta"), LEAD, Comment.REQUIRED),
    Transition("shortfall.take_back", (ShortfallState.PROPOSED,), ShortfallState.FEARED,
               gettext_lazy("Ta tillbaka förslaget"), LEAD, Comment.REQUIRED),
    Transition("shortfall.undecide", (ShortfallState.DECIDED,), ShortfallState.PROPOSED,
               gettext_lazy("Beslutet är inte fattat"), LEAD, Comment.REQUIRED),
    Transition("shortfall.unreport", (ShortfallState.REPORTED,), ShortfallState.DECIDED,
               gettext_lazy("Rapporten är inte lämnad"), LEAD, Comment.REQUIRED),
    Transition("shortfall.resume", (ShortfallState.ENDED,), ShortfallState.FEARED,
               gettext_lazy("Ta upp igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip


TAKEN_BACK = {
    "shortfall.take_back": "proposed_date",
    "shortfall.undecide": "decided_date",
    "shortfall.unreport": "reported_date",
}
"""The day that a step back takes away."""


@dataclass(frozen=True)
class Saving:
    """What a measure is thought to give by the year's end, and has given so far; öre."""

    expected: int
    reached: int = 0
    state: SavingState = SavingState.PLANNED

    @property
    def is_ended(self) -> bool:
        """Whether nothing more is to come of it."""
        return self.state in SAVING_ENDED

    @property
    def to_come(self) -> int:
        """What it is still thought to give: what is reached stands in the forecast already."""
        return 0 if self.is_ended else max(self.expected - self.reached, 0)


def left_after(forecast: int, savings: Iterable[Saving]) -> int:
    """Give what the year is thought to come to when every measure has given its share."""
    return forecast + sum(one.to_come for one in savings)


def due_date(
    state: str, *, opened: date, proposed: date | None, decided: date | None, left: int | None
) -> date | None:
    """Give the day of the next step; None when nothing waits for anybody.

    Args:
        left: what is thought to be left after the measures; None when no forecast is told.
    """
    if state == ShortfallState.FEARED:
        return opened + timedelta(days=_days("proposal", opened))
    if state == ShortfallState.PROPOSED and proposed:
        return proposed + timedelta(days=_days("decision", proposed))
    if state == ShortfallState.DECIDED and decided and (left or 0) < 0:
        return decided + timedelta(days=_days("report", decided))
    return None


def may_open(*, forecast: int | None, has_open: bool) -> Verdict:
    """A deficit is feared when the forecast is short, and once for each line and year."""
    if has_open:
        return Verdict.no("open", _("Raden har redan ett befarat underskott som är öppet."),
                          _("Arbeta vidare i det."))  # fmt: skip
    if (forecast or 0) >= 0:
        return Verdict.no("forecast", _("Prognosen visar inget underskott."),
                          _("Lämna en prognos först om pengarna inte räcker."))  # fmt: skip
    return Verdict.yes()


def may_add_saving(state: str) -> Verdict:
    """Measures are added until the deficit is ended."""
    if state == ShortfallState.ENDED:
        return Verdict.no("state", _("Underskottet är avslutat."), _("Ta upp det igen först."))
    return Verdict.yes()


def may_remove_saving(state: str) -> Verdict:
    """What the board has before it, or has decided, is followed and not taken away."""
    if state == ShortfallState.FEARED:
        return Verdict.yes()
    return Verdict.no("state", _("Åtgärden är lämnad till nämnden."),
                      _("Följ upp den som ”Genomförs inte” och skriv varför."))  # fmt: skip


def may_propose(*, savings: int, left: int, words: str, rest: str) -> Verdict:
    """A proposal has measures and words, and says what becomes of what they do not cover."""
    verdict = Verdict.yes()
    if not savings:
        verdict += Verdict.no("savings", _("Förslaget har inga åtgärder."),
                              _("Lägg till minst en åtgärd med belopp först."))  # fmt: skip
    if len(words.split()) < 2:
        verdict += Verdict.no("proposal", _("Förslaget säger inget."),
                              _("Skriv vad nämnden föreslås besluta."))  # fmt: skip
    if left < 0 and len(rest.split()) < 2:
        verdict += Verdict.no("rest", _("Åtgärderna täcker inte hela underskottet."),
                              _("Skriv varför, och vad som händer med resten."))  # fmt: skip
    return verdict


def may_decide(*, paragraph: str, decided: date, proposed: date, today: date) -> Verdict:
    """A decision has its paragraph, and is made after the proposal and not in days to come."""
    verdict = Verdict.yes()
    if not paragraph.strip():
        verdict += Verdict.no("paragraph", _("Paragrafen saknas."),
                              _("Skriv protokollets paragraf, till exempel § 41."))  # fmt: skip
    if decided > today or decided < proposed:
        verdict += Verdict.no("day", _("Dagen är före förslaget eller har inte varit än."),
                              _("Skriv sammanträdets dag."))  # fmt: skip
    return verdict


def may_report(left: int | None) -> Verdict:
    """The executive board is told when the frame does not hold with the measures decided."""
    if (left or 0) < 0:
        return Verdict.yes()
    return Verdict.no("left", _("Med åtgärderna ryms prognosen i budgeten."),
                      _("Då behövs ingen rapport."))  # fmt: skip


def may_end(*, forecast: int | None, savings: Sequence[Saving], is_year_over: bool) -> Verdict:
    """It ends when the forecast keeps the budget or the year is over, and each measure has been
    followed to its effect."""
    verdict = Verdict.yes()
    if (forecast or 0) < 0 and not is_year_over:
        verdict += Verdict.no("forecast", _("Prognosen visar fortfarande ett underskott."),
                              _("Avsluta när prognosen håller eller året är slut."))  # fmt: skip
    waiting = sum(not one.is_ended for one in savings)
    if waiting:
        verdict += Verdict.no("savings", _("%s åtgärder är inte följda till sin effekt.") % waiting,
                              _("Följ upp dem först."))  # fmt: skip
    return verdict


def may_follow(
    *, state: str, reached: int | None, words: str, day: date, last: date | None, today: date
) -> Verdict:
    """A follow-up says something, in turn; what gave an effect says how much."""
    verdict = Verdict.yes()
    if len(words.split()) < 2:
        verdict += Verdict.no("words", _("Uppföljningen säger inget."),
                              _("Skriv vad åtgärden har lett till."))  # fmt: skip
    if state == SavingState.EFFECT and not reached:
        verdict += Verdict.no("reached", _("En effekt i pengar behöver ett belopp."),
                              _("Skriv vad åtgärden har gett hittills i år."))  # fmt: skip
    if day > today or (last and day < last):
        told = _("Dagen är före förra uppföljningen eller har inte varit än.")
        verdict += Verdict.no("day", told, _("Skriv dagen för uppföljningen."))
    return verdict


def _days(step: str, on: date) -> int:
    held = [row for row in _steps() if row["since"] <= on]
    days: int = max(held or _steps(), key=lambda row: row["since"])[f"{step}_days"]
    return days


@cache
def _steps() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("shortfall.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["steps"]
    return rows
