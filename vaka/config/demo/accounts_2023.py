"""The demo's two reports of 2023, written section by section and frozen early in 2024."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vaka.areas.accounts import actions, request_actions, writing
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, ResultRow, Section, SectionRequest
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.rules import EditionState, RequestKind, SectionState
from vaka.config.demo.reading import tables
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

NAMES = ("kvalitetsberattelse", "patientsakerhetsberattelse")
YEAR, WHERE, LEADER = 2023, "vaka", "maja"
AUTHORS = {"sas": "sven"}
"""Who writes the sections of a role; the leader writes the rest."""
OPENED, FROZEN, DUE = date(2023, 12, 4), date(2024, 2, 20), date(2024, 3, 1)
PROVIDER, TAKEN_INTO, CAME = "mina", "samverkan", date(2024, 1, 25)
ASKED = "Skicka er egen patientsäkerhetsberättelse."
OWN = (
    "Rönnen drivs av en privat utförare och har lämnat en egen berättelse. Där har fallen ökat på "
    "samma sätt som i kommunen. Utföraren har egna ombud för läkemedel och hygien."
)
TERM = timedelta(days=60)


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date
) -> None:  # fmt: skip
    """Write both, where the demo's day is later than theirs."""
    if today <= DUE:
        return
    for name in NAMES:
        leader = Viewer.of(people[LEADER])
        new = NewEdition(name, places[WHERE], YEAR, today + TERM)
        case = actions.open_edition(by=leader, new=new)
        told = tables(name)
        if name == NAMES[1]:
            _ask_provider(people, places, case)
        _write(people, case, told["texts"])
        for key, words in told["results"].items():
            ResultRow.objects.filter(edition=case.pk, key=key).update(**words)
        _freeze(case)
        note(by=by, verb="edition.open", object_kind="edition", object_id=case.pk)


def _ask_provider(people: dict[str, Person], places: dict[str, Unit], case: Case) -> None:
    """The provider of Rönnen gave its own report, which was read and taken in."""
    leader, provider = Viewer.of(people[LEADER]), Viewer.of(people[PROVIDER])
    above = Section.objects.get(edition=case.pk, key=TAKEN_INTO)
    new = NewRequest(RequestKind.REPORT, people[PROVIDER], places["ronnen"],
                     case.due_date or DUE, ASKED)  # fmt: skip
    asked = request_actions.ask(by=leader, section_id=above.pk, new=new)
    part = Section.objects.get(above=above, unit=places["ronnen"])
    writing.write_section(by=provider, section_id=part.pk, base="", text=OWN)
    answered = request_actions.answer(by=provider, case_id=asked.pk, version=asked.version)
    request_actions.take_in(by=leader, case_id=asked.pk, version=answered.version)
    came = timezone.make_aware(datetime.combine(CAME, time(10)))
    SectionRequest.objects.filter(case=asked).update(answered_at=came)


def _write(people: dict[str, Person], case: Case, texts: dict[str, str]) -> None:
    for section in Section.objects.filter(edition=case.pk, above=None, key__in=texts):
        author = Viewer.of(people[AUTHORS.get(section.role, LEADER)])
        text = "\n\n".join(filter(None, [texts[section.key].strip(), section.text]))
        writing.write_section(by=author, section_id=section.pk, base=section.text, text=text)
    Section.objects.filter(edition=case.pk).update(state=SectionState.READY)


def _freeze(case: Case) -> None:
    """They were frozen before Vaka made reports of them: they have texts and no files."""
    opened, frozen = (timezone.make_aware(datetime.combine(day, time(10)))
                      for day in (OPENED, FROZEN))  # fmt: skip
    Edition.objects.filter(pk=case.pk).update(frozen_at=frozen)
    Case.objects.filter(pk=case.pk).update(
        state=EditionState.FROZEN, opened_at=opened, closed_at=frozen, due_date=DUE
    )
