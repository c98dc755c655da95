"""The demo's signals: what the rules see on the demo's day, some of them answered."""

from collections.abc import Sequence
from datetime import date, timedelta

from vaka.areas.signals import lists, rules, standing
from vaka.areas.signals.actions import FIGURES
from vaka.areas.signals.models import Signal
from vaka.areas.signals.rules import SignalRule, SignalState
from vaka.areas.signals.standing import Picture
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.people.models import Person

SPREAD_DAYS = 20
ANSWERED = {
    SignalRule.NO_COMPLAINT: (
        "truly_so",
        "Vi har frågat på boenderåd och i samtal med närstående. De vet hur man klagar, och vi har "
        "satt upp lappen med koden vid entrén.",
    ),
    SignalRule.NO_WORK_REPORT: (
        "other",
        "Tillbuden har skrivits i det gamla systemet till i våras. Gruppen har fått en genomgång "
        "på arbetsplatsträffen.",
    ),
    SignalRule.REPETITION: (
        "cause_sought",
        "Händelserna är genomgångna tillsammans med sjuksköterskan. Orsaken söks i hur kvällens "
        "medicin delas när ordinarie personal är borta.",
    ),
}
EVERY, WHICH = 3, 1
"""Of the signals by a rule every third is answered, counted from the second."""


@action
def write(*, by: Viewer, identity: Identity, today: date) -> None:
    """Write a signal for each picture that meets a rule, opened in the last three weeks."""
    found = standing.pictures(today)
    managers: dict[str, Person | None] = {}
    counts: dict[SignalRule, int] = {}
    cases: list[Incoming] = []
    rows: list[Signal] = []
    for number, picture in enumerate(found):
        code, place = picture.unit.code, counts.get(picture.rule, 0)
        counts[picture.rule] = place + 1
        if code not in managers:
            managers[code] = next(iter(managers_above(picture.unit, today)), None)
        who = managers[code]
        if who is None:
            continue
        raised = today - timedelta(days=1 + number * 7 % SPREAD_DAYS)
        answered = picture.rule in ANSWERED and place % EVERY == WHICH
        case, row = _signal(picture, who, raised, identity, today if answered else None)
        cases.append(case)
        rows.append(row)
    _save(by, cases, rows)


def _save(by: Viewer, cases: Sequence[Incoming], rows: Sequence[Signal]) -> None:
    intake.open_many(by=by, kind="signal", incoming=cases, source="demo")
    for case, row in zip(cases, rows, strict=True):
        assert case.id is not None
        row.case_id = case.id
    Signal.objects.bulk_create(rows)


def _signal(
    picture: Picture, who: Person, raised: date, identity: Identity, answered: date | None
) -> tuple[Incoming, Signal]:
    title = lists.rule(picture.rule).title
    title = f"{title}: {picture.subject}" if picture.subject else title
    steps = [Step(moment(raised), "signal.raise_signal", SignalState.OPEN)]
    row = Signal(
        unit=picture.unit, rule=picture.rule, subject=picture.subject,
        **{name: getattr(picture, name) for name in FIGURES},
    )  # fmt: skip
    if answered:
        _answer(row, steps, who, answered)
    due = None if answered else rules.due_answer(raised, lists.answer_days(raised))
    case = incoming(picture.unit, title, steps, who, identity(moment(raised)), due)
    case.reporter_id = None
    case.closed_at = moment(answered) if answered else None
    return case, row


def _answer(row: Signal, steps: list[Step], who: Person, day: date) -> None:
    row.answer, row.answer_words = ANSWERED[SignalRule(row.rule)]
    row.answered_by, row.answered_date = who, day
    row.answered_observed, row.answered_expected = row.observed, row.expected
    row.relook_date = rules.due_relook(day, lists.hold_days(day))
    told = {"answer": lists.answer(row.answer).title, "relook": str(row.relook_date)}
    steps.append(Step(moment(day), "signal.answer_signal", SignalState.ANSWERED, SignalState.OPEN,
                      by_name=who.name, words=row.answer_words, data=told))  # fmt: skip
