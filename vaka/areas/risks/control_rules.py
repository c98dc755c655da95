"""What holds for internal control: one kind of period the whole year, tests, reports.

Source: KL 2017:725, 6 kap. 6 §. The kind of period is what the board has decided, a local value;
within a year it is the same for every report. No database and no clock.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_months
from vaka.law.verdict import Verdict


class Pace(StrEnum):
    """A kind of period: how often a control is done, and what a report covers."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"


PACE_LABELS = {
    Pace.MONTH: gettext_lazy("Varje månad"),
    Pace.QUARTER: gettext_lazy("Varje kvartal"),
    Pace.TERTIAL: gettext_lazy("Varje tertial"),
    Pace.HALF_YEAR: gettext_lazy("Varje halvår"),
    Pace.YEAR: gettext_lazy("Varje år"),
}
REPORT_PACES = (Pace.MONTH, Pace.QUARTER, Pace.TERTIAL, Pace.HALF_YEAR)
"""What a board may choose for its reports."""
MONTHS = {Pace.MONTH: 1, Pace.QUARTER: 3, Pace.TERTIAL: 4, Pace.HALF_YEAR: 6, Pace.YEAR: 12}
LETTERS = {Pace.QUARTER: "Q", Pace.TERTIAL: "T", Pace.HALF_YEAR: "H"}
PART_WORDS = {
    Pace.QUARTER: gettext_lazy("kvartal %(part)s %(year)s"),
    Pace.TERTIAL: gettext_lazy("tertial %(part)s %(year)s"),
    Pace.HALF_YEAR: gettext_lazy("halvår %(part)s %(year)s"),
}


class PlanState(StrEnum):
    """Where an internal control plan stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLOSED = "closed"


PLAN_LABELS = {
    PlanState.DRAFT: gettext_lazy("Utkast"),
    PlanState.ADOPTED: gettext_lazy("Antagen"),
    PlanState.CLOSED: gettext_lazy("Avslutad"),
}
PLAN_STEPS = {
    PlanState.DRAFT: gettext_lazy("Anta planen"),
    PlanState.ADOPTED: gettext_lazy("Gör kontrollerna och rapportera"),
    PlanState.CLOSED: gettext_lazy("Inget mer att göra"),
}


class TestOutcome(StrEnum):
    """What a test of a control point found."""

    __test__ = False  # no test class, whatever pytest thinks of its name
    FINE = "fine"
    MINOR = "minor"
    SERIOUS = "serious"


OUTCOME_LABELS = {
    TestOutcome.FINE: gettext_lazy("Inga avvikelser"),
    TestOutcome.MINOR: gettext_lazy("Mindre avvikelser"),
    TestOutcome.SERIOUS: gettext_lazy("Allvarliga avvikelser"),
}
SEE, HANDLE, TEST = "control_plan.see", "control_plan.handle", "control_plan.test"

TRANSITIONS = (
    Transition(
        "control_plan.adopt", (PlanState.DRAFT,), PlanState.ADOPTED, gettext_lazy("Anta"), HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "control_plan.amend", (PlanState.ADOPTED,), PlanState.DRAFT, gettext_lazy("Ändra planen"),
        HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "control_plan.close", (PlanState.ADOPTED,), PlanState.CLOSED,
        gettext_lazy("Avsluta året"), HANDLE,
    ),
    Transition(
        "control_plan.reopen", (PlanState.CLOSED,), PlanState.ADOPTED,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Part:
    """One part of a year: `2026-03`, `2026Q1`, `2026T1`, `2026H1` or `2026`."""

    first_date: date
    last_date: date
    code: str
    pace: Pace

    @property
    def words(self) -> str:
        """Give the part in Swedish words, such as `tertial 1 2026`."""
        year = self.first_date.year
        if self.pace in PART_WORDS:
            return str(PART_WORDS[self.pace]) % {"part": self.code[-1], "year": year}
        return self.code


def parts(pace: Pace, year: int) -> tuple[Part, ...]:
    """Give a year's parts of one kind, in order."""
    length = MONTHS[pace]
    return tuple(_part(pace, year, number, length) for number in range(1, 12 // length + 1))


def part_of(code: str, year: int) -> Part | None:
    """Give the part of a year with this code, of whatever kind; None when there is none."""
    every = (part for pace in Pace for part in parts(pace, year))
    return next((part for part in every if part.code == code), None)


def _part(pace: Pace, year: int, number: int, length: int) -> Part:
    first = date(year, (number - 1) * length + 1, 1)
    last = add_months(first, length) - timedelta(days=1)
    code = {Pace.MONTH: f"{year}-{number:02}", Pace.YEAR: str(year)}.get(
        pace, f"{year}{LETTERS.get(pace, '')}{number}"
    )
    return Part(first, last, code, pace)


def may_start(*, pace: str, board_pace: str, year: int, taken_years: Collection[int]) -> Verdict:
    """A plan follows the period that the board has decided, and there is one plan a year."""
    if year in taken_years:
        return Verdict.no(
            "year", _("Det finns redan en internkontrollplan för %(year)s.") % {"year": year},
            _("Ändra den i stället."),
        )  # fmt: skip
    if pace == board_pace:
        return Verdict.yes()
    return _mixed(board_pace)


def may_adopt(points: int, without_responsible: Iterable[int]) -> Verdict:
    """A plan that is adopted has control points, and somebody answers for each."""
    if not points:
        return Verdict.no("points", _("Planen har inga kontrollpunkter."), _("Lägg till minst en."))
    lacking = [Verdict.no(
        f"point-{number}", _("Kontrollpunkt %(number)s saknar ansvarig.") % {"number": number},
        _("Välj vem som ansvarar."), f"#punkt-{number}",
    ) for number in without_responsible]  # fmt: skip
    return Verdict.all_of(lacking)


def may_test(*, state: str, part: Part | None, pace: str, today: date) -> Verdict:
    """A test belongs to a period of the point's own kind that has begun, in an adopted plan."""
    if state != PlanState.ADOPTED:
        return Verdict.no(
            "state", _("Planen är inte antagen."), _("Anta planen innan kontrollerna görs.")
        )
    if part is None or part.pace != pace:
        return Verdict.no(
            "period", _("Perioden hör inte till kontrollpunkten."),
            _("Välj en av kontrollpunktens perioder."),
        )  # fmt: skip
    if part.first_date > today:
        return Verdict.no(
            "period", _("Perioden har inte börjat."), _("Vänta tills den har börjat.")
        )
    return Verdict.yes()


def may_report(
    *, state: str, part: Part | None, plan_pace: str, today: date, reported: Collection[str],
    missing: Iterable[str],
) -> Verdict:  # fmt: skip
    """A report covers one whole period of the board's kind, and every control due in it is done.

    Args:
        missing: what has not been done by the end of the period, in words.
    """
    if part is None or part.pace != plan_pace:
        return _mixed(plan_pace)
    if state != PlanState.ADOPTED:
        return Verdict.no("state", _("Planen är inte antagen."), _("Anta den först."))
    if part.code in reported:
        return Verdict.no("period", _("Perioden är redan rapporterad."), _("Välj nästa period."))
    if part.last_date >= today:
        return Verdict.no("period", _("Perioden är inte slut."), _("Rapportera när den är slut."))
    return Verdict.all_of(
        Verdict.no("period", _("%(what)s är inte gjord.") % {"what": what},
                   _("Gör kontrollen, eller skriv som resultat varför den inte gick att göra."))
        for what in missing
    )  # fmt: skip


def _mixed(pace: str) -> Verdict:
    words = _("Nämnden har beslutat om en enda period för intern kontroll: %(pace)s.")
    told = words % {"pace": str(PACE_LABELS[Pace(pace)]).lower()}
    return Verdict.no("period", told, _("Olika slags perioder blandas inte samma år."))


def may_change(state: str) -> Verdict:
    """Points are changed in a draft, so that what the board adopted stays as it was."""
    if state == PlanState.DRAFT:
        return Verdict.yes()
    return Verdict.no("state", _("Planen är inte ett utkast."), _("Välj Ändra planen först."))
