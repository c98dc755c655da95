"""What holds for a summer's staffing: open shifts, who may work one, when a summer is evaluated.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class DayPart(StrEnum):
    """Which part of the day a shift is."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


PART_LABELS = {
    DayPart.DAY: gettext_lazy("Dag"),
    DayPart.EVENING: gettext_lazy("Kväll"),
    DayPart.NIGHT: gettext_lazy("Natt"),
}


class LessonKind(StrEnum):
    """Whether a lesson is to be kept or mended."""

    SUCCESS = "success"
    IMPROVE = "improve"


LESSON_LABELS = {
    LessonKind.SUCCESS: gettext_lazy("Framgång"),
    LessonKind.IMPROVE: gettext_lazy("Förbättra"),
}


class SeasonState(StrEnum):
    """Where a summer's staffing stands."""

    UNDER_WAY = "under_way"
    EVALUATED = "evaluated"


SEASON_LABELS = {
    SeasonState.UNDER_WAY: gettext_lazy("Pågår"),
    SeasonState.EVALUATED: gettext_lazy("Utvärderad"),
}
SEASON_STEPS = {
    SeasonState.UNDER_WAY: gettext_lazy("Bemanna, och utvärdera i höst"),
    SeasonState.EVALUATED: gettext_lazy("Inget mer att göra"),
}
SEE, HANDLE = "season.see", "season.handle"

TRANSITIONS = (
    Transition(
        "season.evaluate", (SeasonState.UNDER_WAY,), SeasonState.EVALUATED,
        gettext_lazy("Sommaren är utvärderad"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "season.reopen", (SeasonState.EVALUATED,), SeasonState.UNDER_WAY,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip
LONGEST_DAYS = 120


@dataclass(frozen=True)
class Candidate:
    """What the rules must know of somebody who is to work a shift.

    Attributes:
        is_introduced: the introduction at the unit was done before the day of the shift.
        works_there: gives care at the unit on the day of the shift.
        is_busy: works another shift the same part of the same day.
    """

    is_introduced: bool
    is_minor: bool
    is_busy: bool = False
    works_there: bool = True


@dataclass(frozen=True)
class Gap:
    """One shift's need: `open` is needed less staffed, `unheld` the tasks that nobody holds."""

    needed: int
    staffed: int
    unheld: tuple[str, ...]

    @property
    def open(self) -> int:
        """Shifts left to fill; more than enough is not less than none."""
        return max(self.needed - self.staffed, 0)


def gap(needed: int, people: Collection[str], tasks: Sequence[str],
        held: Mapping[str, Collection[str]]) -> Gap:  # fmt: skip
    """Give a shift's gap.

    Args:
        people: ids of those who work it.
        held: the tasks that each of them holds a valid delegation for on that day.
    """
    on_shift = {task for person in people for task in held.get(person, ())}
    return Gap(needed, len(people), tuple(task for task in tasks if task not in on_shift))


def may_work(who: Candidate, part: str, not_for_minors: Collection[str]) -> Verdict:
    """Say whether somebody may be put on a shift: works there, introduced first, and old enough.

    Args:
        not_for_minors: the parts of the day in which nobody under 18 works.
    """
    verdict = Verdict.yes()
    if not who.works_there:
        verdict += Verdict.no(
            "person", _("Personen arbetar inte på enheten den dagen."), _("Välj någon annan.")
        )
    if not who.is_introduced:
        verdict += Verdict.no(
            "person", _("Introduktionen på enheten är inte klar före passet."),
            _("Skriv in introduktionen först."),
        )  # fmt: skip
    if who.is_minor and part in not_for_minors:
        verdict += Verdict.no(
            "person", _("Den som är under 18 år arbetar inte natt."), _("Välj någon annan.")
        )
    if who.is_busy:
        verdict += Verdict.no(
            "person", _("Personen arbetar redan det passet."), _("Välj någon annan.")
        )
    return verdict


def may_start(start: date, until: date, year: int, *, taken: bool) -> Verdict:
    """A summer lies within its year, and is begun once."""
    if taken:
        return Verdict.no("year", _("Den sommaren är redan påbörjad."), _("Öppna den i listan."))
    if start <= until and start.year == until.year == year:
        return Verdict.yes()
    return Verdict.no(
        "until_date", _("Dagarna ligger inte i samma år, i ordning."), _("Rätta dagarna.")
    )


def may_plan(start: date, until: date, needed: int) -> Verdict:
    """Shifts are planned for some weeks at a time, and somebody is needed."""
    verdict = Verdict.yes()
    if not 0 <= (until - start).days < LONGEST_DAYS:
        verdict += Verdict.no(
            "until_date", _("Dagarna går inte att använda."),
            _("Välj högst %(days)s dagar i taget.") % {"days": LONGEST_DAYS},
        )  # fmt: skip
    if needed < 1:
        verdict += Verdict.no("needed", _("Behovet saknas."), _("Skriv minst en person."))
    return verdict


def may_evaluate(lessons: int, until: date, today: date) -> Verdict:
    """A summer is evaluated when it is over and something has been learnt."""
    verdict = Verdict.yes()
    if today <= until:
        verdict += Verdict.no("until", _("Sommaren är inte slut."), _("Vänta till dess."))
    if not lessons:
        verdict += Verdict.no("lessons", _("Inga lärdomar är inskrivna."), _("Skriv minst en."))
    return verdict


def may_write(state: str) -> Verdict:
    """Counts, status and lessons are written while the summer is under way."""
    if state == SeasonState.UNDER_WAY:
        return Verdict.yes()
    return Verdict.no("state", _("Sommaren är utvärderad."), _("Öppna den igen först."))


def may_count(applicants: int, hired: int, minors: int) -> Verdict:
    """Those hired have applied, and the minors are among the hired."""
    if hired > applicants:
        return Verdict.no(
            "hired", _("Fler är anställda än som har sökt."), _("Rätta något av talen.")
        )
    if minors > hired:
        return Verdict.no(
            "minors", _("Fler är under 18 år än som är anställda."), _("Rätta något av talen.")
        )
    return Verdict.yes()
