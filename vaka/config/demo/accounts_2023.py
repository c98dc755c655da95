"""The demo's two reports of 2023, written section by section and frozen early in 2024."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vaka.areas.accounts import actions, writing
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, ResultRow, Section
from vaka.areas.accounts.rules import EditionState, SectionState
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
        _write(people, case, told["texts"])
        for key, words in told["results"].items():
            ResultRow.objects.filter(edition=case.pk, key=key).update(**words)
        _freeze(case)
        note(by=by, verb="edition.open", object_kind="edition", object_id=case.pk)


def _write(people: dict[str, Person], case: Case, texts: dict[str, str]) -> None:
    for section in Section.objects.filter(edition=case.pk, key__in=texts):
        author = Viewer.of(people[AUTHORS.get(section.role, LEADER)])
        text = texts[section.key].strip()
        writing.write_section(by=author, section_id=section.pk, base="", text=text)
    Section.objects.filter(edition=case.pk).update(state=SectionState.READY)


def _freeze(case: Case) -> None:
    """They were frozen before Vaka made reports of them: they have texts and no files."""
    opened, frozen = (timezone.make_aware(datetime.combine(day, time(10)))
                      for day in (OPENED, FROZEN))  # fmt: skip
    Edition.objects.filter(pk=case.pk).update(frozen_at=frozen)
    Case.objects.filter(pk=case.pk).update(
        state=EditionState.FROZEN, opened_at=opened, closed_at=frozen, due_date=DUE
    )
