"""The demo's patient safety reports: last year's frozen, this year's half written by several."""

from datetime import date, timedelta

from django.utils import timezone

from vaka.areas.accounts import actions, lists, queries, request_actions, writing
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, ResultRow, Section
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.rules import EditionState, RemarkKind, RequestKind, SectionState
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

NAME, WHERE = "patientsakerhetsberattelse", "socialforvaltningen"
# section, text of last year, text of this year, who writes, how far it has come
TEXTS = (
    ("sammanfattning",
     "Året visade att fallen går att minska där personalen följer dem dag för dag.",
     "Fler avvikelser rapporteras och fler blir klara i tid.\n\n"
     "Natten är fortfarande den tid då flest faller.", "kim", SectionState.WRITTEN),
    ("mal-och-strategier", "Målet var färre fall med skada på varje boende.",
     "Målet är färre fall med skada och att varje avvikelse är klar inom en månad.\n\n"
     "Vi når dit genom analys på varje boende, en gång i månaden.", "maja", SectionState.CHECKED),
    ("organisation", "MAS och MAR leder patientsäkerhetsarbetet.",
     "MAS och MAR leder patientsäkerhetsarbetet. Enhetscheferna svarar för det dagliga.", "maja",
     SectionState.READY),
    ("informationssakerhet", "Loggar granskades varje kvartal.", "", "", SectionState.NOT_BEGUN),
)  # fmt: skip
# kind, who, unit, days from today, what is asked
ASKED = (
    (RequestKind.PART, "bo", "almen", 21, "Hur har ni arbetat med fallen på natten?"),
    (RequestKind.PART, "cecilia", "bjorken", 12, "Hur har ni arbetat med fallen på natten?"),
    (RequestKind.REPORT, "mina", "ronnen", 30, "Skicka er egen patientsäkerhetsberättelse."),
)
PART = "Larmmattorna kom i februari. Sedan dess har vi gått igenom varje fall på veckans möte."
REMARK = "Ska vi skriva hur många boenden som gör analysen varje månad?"
ANALYSIS = "Fler fall rapporteras än förut. Flest sker mellan kl. 22 och 06."


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date
) -> None:  # fmt: skip
    """Write both editions; the figures are fetched by the worker when the demo is served."""
    kind = lists.kind(NAME)
    year = queries.year_to_write(kind, today)
    due = queries.due_date(kind, year)
    kim = Viewer.of(people["kim"])
    before = _open(kim, places[WHERE], year - 1, due)
    _write(people, before, 1)
    _freeze(before, queries.due_date(kind, year - 1))
    now = _open(kim, places[WHERE], year, due)
    _write(people, now, 2)
    _ask(kim, people, places, now, today, due)
    ResultRow.objects.filter(edition=now.pk, key="falls").update(analysis=ANALYSIS)
    jobs.start(by=kim, kind="edition.lay_out", label=now.title, case_id=str(now.pk))
    note(by=by, verb="edition.open", object_kind="edition", object_id=now.pk)


def _open(kim: Viewer, unit: Unit, year: int, due: date) -> Case:
    return actions.open_edition(by=kim, new=NewEdition(NAME, unit, year, due))


def _write(people: dict[str, Person], case: Case, column: int) -> None:
    for row in TEXTS:
        key, who, state = row[0], row[3] or "maja", row[4]
        section = Section.objects.filter(edition=case.pk, key=key).first()
        if section is None or not row[column]:
            continue
        writing.write_section(
            by=Viewer.of(people[who]), section_id=section.pk, base="", text=str(row[column])
        )
        Section.objects.filter(pk=section.pk).update(state=state)


def _freeze(case: Case, due: date) -> None:
    """Last year's was frozen before Vaka made reports of them: it has texts and no files."""
    moment = timezone.now()
    Edition.objects.filter(pk=case.pk).update(frozen_at=moment)
    Case.objects.filter(pk=case.pk).update(
        state=EditionState.FROZEN, closed_at=moment, due_date=due
    )


def _ask(
    kim: Viewer, people: dict[str, Person], places: dict[str, Unit], case: Case, today: date,
    due: date,
) -> None:  # fmt: skip
    found = Section.objects.filter(edition=case.pk)
    above = found.filter(key="avvikelser").first() or found.first()
    if above is None:
        return
    for kind, who, unit, days, words in ASKED:
        day = min(today + timedelta(days=days), due)
        new = NewRequest(kind, people[who], places[unit], day, words)
        request_actions.ask(by=kim, section_id=above.pk, new=new)
    part = Section.objects.get(above=above, unit=places["almen"])
    writing.write_section(by=Viewer.of(people["bo"]), section_id=part.pk, base="", text=PART)
    safety = found.filter(key="informationssakerhet").first()
    if safety is not None:
        new = NewRequest(RequestKind.WRITE, people["ada"], places[WHERE],
                         min(today + timedelta(days=40), due),
                         "Sammanfatta årets arbete med informationssäkerhet.")  # fmt: skip
        request_actions.ask(by=kim, section_id=safety.pk, new=new)
    goals = found.filter(key="mal-och-strategier").first() or above
    writing.say_remark(by=kim, section_id=goals.pk, kind=RemarkKind.COMMENT, words=REMARK)
