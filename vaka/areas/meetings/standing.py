"""How a meeting stands: its kind on its day, who leads it, whether it may be left or checked."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.meetings import rules
from vaka.areas.meetings.lists import MeetingKind, kind
from vaka.areas.meetings.models import HomeConsent, Meeting
from vaka.areas.meetings.rules import Check, Written
from vaka.documents.deidentified import COMMON, found_in
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import Verdict


def sort_of(row: Meeting) -> MeetingKind:
    """Give a meeting's kind as it was held on its day."""
    return kind(row.sort, row.planned_date)


def leads(by: Viewer, row: Meeting, unit_id: uuid.UUID) -> bool:
    """Whoever leads a meeting writes of it, and those who handle meetings at the unit."""
    mine = by.person is not None and row.leader_id == by.person.pk
    return mine or by.may(rules.HANDLE, unit_id)


def suspects(case: Case, row: Meeting) -> list[str]:
    """Give what in the texts could tell who somebody is, where nobody may be known."""
    sort = sort_of(row)
    return _found(sort, [*texts(row), *_around(case, row)]) if sort.is_deidentified else []


def telling(sort: MeetingKind, told: Sequence[str] = (), **texts: str) -> Verdict:
    """Say whether texts that are read at once, or never change, may stand: each by its field."""
    return Verdict.all_of(
        rules.may_tell(field, _found(sort, [text]), told, is_deidentified=True)
        for field, text in texts.items()
        if sort.is_deidentified
    )


def may_write(case: Case, row: Meeting) -> Verdict:
    """Say whether notes and decisions may be written now."""
    return rules.may_write(case.state, is_deidentified=sort_of(row).is_deidentified)


def _found(sort: MeetingKind, texts: Sequence[str]) -> list[str]:
    units = Unit.objects.values_list("name", flat=True)
    return found_in(texts, [principal_name(), sort.label, *units, *COMMON])


def _around(case: Case, row: Meeting) -> list[str]:
    """What else is shown of a meeting: its name, place and points, and who was there."""
    points = [f"{point.heading}\n{point.prompt}" for point in row.points.all()]
    return [case.title, row.place, row.present, *points]


def homes(row: Meeting) -> HomeConsent | None:
    """Give how many want to be visited at home, where the unit's manager has said so."""
    return HomeConsent.objects.select_related("asked_by").filter(meeting=row).first()


def entering(row: Meeting, held: date, people: int | None) -> Verdict:
    """Say whether the visit may be said to have been made in homes."""
    if not sort_of(row).asks_willing:
        return Verdict.yes()
    told = homes(row)
    if told is None:
        return rules.may_enter_homes(0, asked=None, held=held, visited=people)
    return rules.may_enter_homes(told.willing, asked=told.asked_date, held=held, visited=people)


def handing_over(case: Case, row: Meeting) -> Verdict:
    """Say whether the minutes may be taken away as a file now."""
    return rules.may_hand_over(case.state, is_deidentified=sort_of(row).is_deidentified)


def finishing(case: Case, row: Meeting, told_words: Sequence[str] = ()) -> Verdict:
    """Say whether what is written may be left or closed."""
    written = Written(texts(row), row.decisions.count(), [*row.told_words, *told_words])
    found = suspects(case, row)
    return rules.may_finish(written, found, is_deidentified=sort_of(row).is_deidentified)


def left(case: Case, row: Meeting) -> list[str]:
    """Give those of them that nobody has said name nobody."""
    return [word for word in suspects(case, row) if word not in row.told_words]


def checking(by: Viewer, row: Meeting) -> Verdict:
    """Say whether a viewer may check what another led."""
    return rules.may_check(is_leader=by.person is not None and row.leader_id == by.person.pk)


def unsent(row: Meeting) -> list[str]:
    """Give the receivers that a checked report has not reached."""
    if row.checked_date is None:
        return []
    gone = {one.receiver for one in row.despatches.all()}
    return [name for name in sort_of(row).receivers if name not in gone]


def texts(row: Meeting) -> list[str]:
    """Give what is written of a meeting."""
    notes = [point.notes for point in row.points.all()]
    return [*notes, *(f"{one.text}\n{one.answer}" for one in row.decisions.all()), row.staff_reason]


def right_way(row: Meeting, verb: str) -> Verdict:
    check = sort_of(row).check
    if rules.after_holding(check, verb):
        return Verdict.yes()
    if Check(check) is Check.NOBODY:
        return Verdict.no("check", _("Den här sortens möte stängs direkt."), _("Välj Stäng."))
    return Verdict.no("check", _("Den här sortens möte kontrolleras av någon annan."),
                      _("Lämna det för kontroll."))  # fmt: skip
