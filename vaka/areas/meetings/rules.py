"""What holds for meetings: planned, held, written up, checked by another, closed.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_months, add_working_days, is_working_day
from vaka.law.verdict import Verdict


class State(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    REVIEW = "review"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATE_LABELS = {
    State.PLANNED: gettext_lazy("Planerat"),
    State.HELD: gettext_lazy("Hållet, ska skrivas klart"),
    State.REVIEW: gettext_lazy("Väntar på kontroll"),
    State.CLOSED: gettext_lazy("Klart"),
    State.CANCELLED: gettext_lazy("Inställt"),
}
NEXT_STEPS = {
    State.PLANNED: gettext_lazy("Håll mötet"),
    State.HELD: gettext_lazy("Skriv klart anteckningarna"),
    State.REVIEW: gettext_lazy("Kontrollera anteckningarna"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
    State.CANCELLED: gettext_lazy("Inget mer att göra"),
}


class Check(StrEnum):
    """Who looks at what was written before it is done."""

    NOBODY = ""
    ADJUST = "adjust"
    FACTS = "facts"


class Outcome(StrEnum):
    """What was said: a decision, or a wish that is answered."""

    DECISION = "decision"
    WISH = "wish"


OUTCOME_LABELS = {
    Outcome.DECISION: gettext_lazy("Beslut"),
    Outcome.WISH: gettext_lazy("Önskemål"),
}


class Pace(StrEnum):
    """How often a series of meetings comes back."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"


PACE_LABELS = {
    Pace.ONCE: gettext_lazy("En gång"),
    Pace.MONTH: gettext_lazy("Varje månad"),
    Pace.QUARTER: gettext_lazy("Varje kvartal"),
    Pace.HALF: gettext_lazy("Varje halvår"),
}
MONTHS = {Pace.ONCE: 0, Pace.MONTH: 1, Pace.QUARTER: 3, Pace.HALF: 6}
MOST = 24
"""No series has more meetings than this."""

SEE, HANDLE, CHECK = "meeting.see", "meeting.handle", "meeting.check"
CONSENT = "meeting.consent"
"""Who asks those who live at home, and says how many have said yes."""
ATTEND, VISIT, LIST = "meeting.attend", "meeting.visit", "meeting.list"
DOORS = {"staff": ATTEND, "board": VISIT}
"""Which readers a capability lets in, to the kinds that are open to them."""
PUBLIC = (State.CLOSED,)
"""States in which members of the board read a report that is not their own: never unchecked."""
PUBLIC_UNWRITTEN = (State.PLANNED, State.CANCELLED)
"""States in which they see a visit of another as long as nothing is written of it."""

TRANSITIONS = (
    Transition(
        "meeting.hold", (State.PLANNED,), State.HELD, gettext_lazy("Mötet är hållet"), HANDLE
    ),
    Transition(
        "meeting.cancel", (State.PLANNED,), State.CANCELLED, gettext_lazy("Ställ in"), HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "meeting.submit", (State.HELD,), State.REVIEW, gettext_lazy("Lämna för kontroll"), HANDLE
    ),
    Transition(
        "meeting.send_back", (State.REVIEW,), State.HELD, gettext_lazy("Lämna tillbaka"), CHECK,
        Comment.REQUIRED,
    ),
    Transition(
        "meeting.approve", (State.REVIEW,), State.CLOSED, gettext_lazy("Godkänn"), CHECK
    ),
    Transition("meeting.close", (State.HELD,), State.CLOSED, gettext_lazy("Stäng"), HANDLE),
    Transition(
        "meeting.reopen", (State.CLOSED,), State.HELD, gettext_lazy("Öppna igen"), HANDLE,
        Comment.REQUIRED,
    ),
)  # fmt: skip
OWN_STEPS = {"meeting.hold", "meeting.cancel", "meeting.submit", "meeting.close"}
"""Steps that whoever leads the meeting takes without a role for it."""


@dataclass(frozen=True)
class Written:
    """What the rules must know of what is written of a meeting.

    Attributes:
        texts: every text that is written of it: notes, decisions, answers, reasons.
        told: words that look like names, and that somebody has said name nobody.
    """

    texts: Sequence[str]
    decisions: int
    told: Sequence[str] = ()


def dates_of(first: date, pace: Pace, times: int) -> list[date]:
    """Give the days of a series; a later one that is no working day moves to the next."""
    if pace is Pace.ONCE:
        return [first]
    return [first, *(_working(add_months(first, MONTHS[pace] * n)) for n in range(1, times))]


def may_plan(*, first: date, today: date, pace: Pace, times: int) -> Verdict:
    """A meeting is planned ahead, or written in within a year after it was held."""
    verdict = Verdict.yes()
    if first < add_months(today, -12):
        verdict += Verdict.no(
            "first", _("Dagen ligger mer än ett år bakåt."), _("Välj en senare dag.")
        )
    if pace is not Pace.ONCE and not 2 <= times <= MOST:
        verdict += Verdict.no(
            "times", _("En serie har 2 till %(most)s möten.") % {"most": MOST},
            _("Skriv hur många de ska vara."),
        )  # fmt: skip
    return verdict


def may_hold(
    *, held: date, today: date, people: int | None, counts_people: bool,
    asks_staff: bool, staff_present: bool | None, staff_reason: str,
) -> Verdict:  # fmt: skip
    """A meeting that has been held has its day, how many came, and whether staff listened."""
    verdict = Verdict.yes()
    if held > today:
        verdict += Verdict.no(
            "held", _("Dagen har inte varit än."), _("Välj i dag eller tidigare.")
        )
    if counts_people and not people:
        verdict += Verdict.no(
            "people", _("Antalet saknas."), _("Skriv hur många som var med, inga namn.")
        )
    if asks_staff and staff_present is None:
        verdict += Verdict.no(
            "staff_present", _("Det framgår inte om personal var med."), _("Svara ja eller nej.")
        )
    if asks_staff and staff_present and not staff_reason.strip():
        verdict += Verdict.no(
            "staff_reason", _("Personal var med vid samtalet."), _("Skriv varför.")
        )
    return verdict


def may_plan_kind(open_to: str, *, sees_all: bool) -> bool:
    """Say whether a kind is planned by whoever handles meetings but does not see all of them."""
    return sees_all or open_to == "board"


def may_prepare(state: str) -> Verdict:
    """What has been held or cancelled is neither prepared nor moved."""
    if state == State.PLANNED:
        return Verdict.yes()
    return Verdict.no("state", _("Mötet är redan hållet eller inställt."),
                      _("Ladda om sidan och se vad som har hänt med det."))  # fmt: skip


def may_move(*, state: str, day: date, today: date, reason: str) -> Verdict:
    """A planned meeting is moved with a reason, to a day on which it might have been planned."""
    verdict = may_prepare(state)
    if day < add_months(today, -12):
        verdict += Verdict.no(
            "day", _("Dagen ligger mer än ett år bakåt."), _("Välj en senare dag.")
        )
    if not reason.strip():
        verdict += Verdict.no("words", _("Skälet saknas."), _("Skriv varför det flyttas."))
    return verdict


def may_write(state: str, *, is_deidentified: bool) -> Verdict:
    """Notes and decisions are written until the meeting is left for checking; where nobody may be
    known, from when it is held, for others read what is planned."""
    if is_deidentified and state == State.PLANNED:
        return Verdict.no(
            "state", _("Mötet är inte hållet än."), _("Säg först att mötet är hållet.")
        )
    if state in (State.PLANNED, State.HELD):
        return Verdict.yes()
    return Verdict.no(
        "state", _("Anteckningarna är lämnade."), _("Lämna tillbaka eller öppna mötet igen först.")
    )


def may_finish(written: Written, found: Sequence[str], *, is_deidentified: bool) -> Verdict:
    """Something is written; where nobody may be known, nothing tells who somebody is.

    Args:
        found: what in the texts could tell who somebody is.
    """
    verdict = Verdict.yes()
    if not any(text.strip() for text in written.texts) and not written.decisions:
        verdict += Verdict.no(
            "notes", _("Inget är skrivet."), _("Skriv under minst en punkt, eller ett beslut.")
        )
    left = [word for word in found if word not in written.told]
    if is_deidentified and left:
        verdict += Verdict.no(
            "names", _("Det här kan peka ut någon: %(words)s.") % {"words": ", ".join(left)},
            _("Ta bort det, eller intyga att orden inte är namn."),
        )  # fmt: skip
    return verdict


def may_tell(
    field: str, found: Sequence[str], told: Sequence[str], *, is_deidentified: bool
) -> Verdict:
    """What stands for good, or is read at once, tells who nobody is from the beginning.

    Args:
        field: where the text was written.
        told: words that somebody has said name nobody.
    """
    left = [word for word in found if word not in told]
    if not (is_deidentified and left):
        return Verdict.yes()
    return Verdict.no(
        field, _("Det här kan peka ut någon: %(words)s.") % {"words": ", ".join(left)},
        _("Skriv det utan namn, rum och nummer."),
    )  # fmt: skip


def is_told(state: str, *, is_deidentified: bool) -> bool:
    """Say whether others may keep what is written: where nobody may be known, once checked."""
    return not is_deidentified or state in PUBLIC


def may_hand_over(state: str, *, is_deidentified: bool) -> Verdict:
    """What was said is taken away as a file once it was held; where nobody may be known, once it
    is done, for a file is never taken back."""
    if state in (State.PLANNED, State.CANCELLED):
        return Verdict.no(
            "state", _("Mötet är inte hållet."), _("Skriv ut sidan med punkterna i stället.")
        )
    if not is_told(state, is_deidentified=is_deidentified):
        return Verdict.no(
            "state", _("Rapporten är inte klar, och den får inte peka ut någon."),
            _("Den kan hämtas som fil när den är klar."),
        )  # fmt: skip
    return Verdict.yes()


def may_check(*, is_leader: bool) -> Verdict:
    """Nobody checks what they led themselves."""
    if not is_leader:
        return Verdict.yes()
    return Verdict.no(
        "leader", _("Du höll mötet själv."), _("Någon annan med ansvar kontrollerar det.")
    )


def may_answer(answer: str) -> Verdict:
    """A wish is answered in words."""
    if answer.strip():
        return Verdict.yes()
    return Verdict.no("answer", _("Svaret saknas."), _("Skriv vad det blir av önskemålet."))


def may_visit(*, is_paid_visit: bool, others_that_day: int) -> Verdict:
    """A member of the board is paid for one visit a day at most (guidelines of 2024)."""
    if not (is_paid_visit and others_that_day):
        return Verdict.yes()
    return Verdict.no(
        "held", _("Ledamoten har redan ett besök den dagen."),
        _("Ersättning ges för ett besök om dagen. Välj en annan dag."),
    )  # fmt: skip


def may_count_willing(
    *, state: str, asks_willing: bool, asked: int, willing: int, asked_date: date, today: date,
    is_told_back: bool,
) -> Verdict:  # fmt: skip
    """Before a visit in homes is told how many were asked, when, and how many want to; all of
    them know that a yes may be taken back."""
    verdict = _before_homes(state, asks_willing=asks_willing)
    if asked < 1:
        verdict += Verdict.no("asked", _("Ingen är tillfrågad."), _("Fråga minst en person."))
    if willing > asked:
        verdict += Verdict.no(
            "willing", _("Fler har sagt ja än som har frågats."),
            _("Skriv hur många av de tillfrågade som vill."),
        )  # fmt: skip
    if asked_date > today:
        verdict += Verdict.no(
            "asked_date", _("Dagen har inte varit än."), _("Välj i dag eller tidigare.")
        )
    if not is_told_back:
        verdict += Verdict.no(
            "is_told_back", _("De vet inte att ett ja får tas tillbaka."),
            _("Säg det till var och en först, och kryssa sedan i rutan."),
        )  # fmt: skip
    return verdict


def may_take_back(*, state: str, asks_willing: bool, number: int, willing: int) -> Verdict:
    """A yes is taken back before the visit, by no more than have said yes; no reason is asked."""
    verdict = _before_homes(state, asks_willing=asks_willing)
    if not 1 <= number <= willing:
        verdict += Verdict.no(
            "number", _("Så många har inte sagt ja."),
            _("Skriv mellan 1 och %(most)s.") % {"most": willing} if willing
            else _("Ingen har sagt ja, så det finns inget att ta tillbaka."),
        )  # fmt: skip
    return verdict


def may_enter_homes(
    willing: int, *, asked: date | None, held: date, visited: int | None
) -> Verdict:
    """Homes are visited only of those who said yes before, and have not taken it back."""
    if not willing or asked is None:
        return Verdict.no(
            "willing", _("Ingen har sagt ja till ett besök hemma."),
            _("Enhetschefen frågar först, och skriver hur många som vill."),
        )  # fmt: skip
    verdict = Verdict.yes()
    if asked > held:
        verdict += Verdict.no(
            "held", _("Dagen är före den då de tillfrågades."), _("Välj en senare dag.")
        )
    if visited is not None and visited > willing:
        verdict += Verdict.no(
            "people", _("Fler besöktes än de %(n)s som har sagt ja.") % {"n": willing},
            _("Rätta antalet, eller låt enhetschefen skriva hur många som vill."),
        )  # fmt: skip
    return verdict


def _before_homes(state: str, *, asks_willing: bool) -> Verdict:
    verdict = may_prepare(state)
    if not asks_willing:
        verdict += Verdict.no(
            "sort", _("Mötet hålls inte hemma hos någon."), _("Planera ett besök hemma.")
        )
    return verdict


def after_holding(check: str, verb: str) -> bool:
    """Say whether a step belongs to a kind: one that is checked is never just closed."""
    return verb != ("meeting.close" if check else "meeting.submit")


def is_late(state: str, due: date | None, today: date) -> bool:
    """Say whether a meeting should have been held, or written up, before today."""
    open_states = (State.PLANNED, State.HELD, State.REVIEW)
    return due is not None and state in open_states and today > due


def still_short(planned_and_held: int, per_year: int) -> int:
    """Say how many more a unit must plan to reach what the year asks."""
    return max(0, per_year - planned_and_held)


def _working(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)
