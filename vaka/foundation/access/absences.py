"""Absence and stand-in: who does the work meanwhile, and the roles that are lent for it."""

import uuid
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.actions import note_grant
from vaka.foundation.access.models import Absence, Grant
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

LONGEST_DAYS = 366


@action
def set_absence(
    *, by: Viewer, person: Person, stand_in: Person, from_date: date, to_date: date
) -> Absence:
    """Say that somebody is away and who stands in; lends the roles whose work must go on.

    Raises:
        NotAllowed: the viewer is neither the person nor their manager.
        RuleRefused: the days or the stand-in do not fit.
    """
    if by.person is None or not may_set_for(by, person):
        raise NotAllowed("absence.set")
    overlapping = Absence.objects.filter(from_date__lte=to_date, to_date__gte=from_date)
    require(
        may_be_absent(
            from_date=from_date, to_date=to_date, today=timezone.localdate(),
            is_same=person == stand_in, is_active=stand_in.is_active,
            overlaps=overlapping.filter(person=person).exists(),
            away=overlapping.filter(person=stand_in).exists(),
        )
    )  # fmt: skip
    absence = Absence.objects.create(
        person=person, stand_in=stand_in, from_date=from_date, to_date=to_date, set_by=by.person
    )
    absence.grants.set([_lend(by, absence, grant) for grant in lendable(person, from_date)])
    _noted(by, "set_absence", absence)
    return absence


@action
def end_absence(*, by: Viewer, absence_id: uuid.UUID) -> Absence:
    """End an absence that runs, or take back one that has not begun; lent roles end with it."""
    absence = Absence.objects.select_related("person").filter(pk=absence_id).first()
    if absence is None or not may_set_for(by, absence.person):
        raise NotVisible(str(absence_id))
    today = timezone.localdate()
    if absence.from_date > today:
        _take_back(by, absence)
        return absence
    last = max(today - timedelta(days=1), absence.from_date)
    for grant in absence.grants.all():
        grant.to_date = max(last, grant.from_date)
        grant.save(update_fields=["to_date"])
        note_grant(by, "end", grant)
    absence.to_date, absence.ended_at = min(absence.to_date, last), timezone.now()
    absence.save(update_fields=["to_date", "ended_at"])
    _noted(by, "end_absence", absence)
    return absence


def may_be_absent(
    *, from_date: date, to_date: date, today: date, is_same: bool, is_active: bool,
    overlaps: bool, away: bool,
) -> Verdict:  # fmt: skip
    """Say whether an absence fits: its days, and that the stand-in is there."""
    asked = [
        (to_date < from_date, "days", _("Sista dagen är före den första."), _("Byt dagarna.")),
        (to_date < today, "past", _("Dagarna har redan varit."), _("Välj dagar framåt.")),
        (
            (to_date - from_date).days >= LONGEST_DAYS, "long",
            _("Frånvaron är längre än ett år."),
            _("Be administratören ge rollen till någon annan."),
        ),
        (is_same, "same", _("Ingen kan ersätta sig själv."), _("Välj någon annan.")),
        (not is_active, "closed", _("Ersättaren kan inte logga in."), _("Välj någon annan.")),
        (
            overlaps, "overlaps", _("Det finns redan en frånvaro de dagarna."),
            _("Avsluta den först."),
        ),
        (away, "away", _("Ersättaren är själv borta de dagarna."), _("Välj någon annan.")),
    ]  # fmt: skip
    return Verdict.all_of(Verdict.no(code, why, out) for wrong, code, why, out in asked if wrong)


def may_set_for(viewer: Viewer, person: Person) -> bool:
    """Say whether the viewer is the person, or manages them at or above a unit of theirs."""
    if viewer.person == person:
        return True
    grants = Grant.objects.in_force(viewer.on).filter(person=person).select_related("unit")
    return any(viewer.person in managers_above(grant.unit, viewer.on) for grant in grants)


def lendable(person: Person, on: date) -> list[Grant]:
    """Give the person's own grants of roles that do the work of cases: what was lent to them is
    not lent on, and neither are roles that look after the product or read its logs."""
    roles = lent_roles()
    return list(Grant.objects.own().in_force(on).filter(person=person, role__in=roles))


def lent_roles() -> list[str]:
    """Give the roles whose work goes on in somebody's absence."""
    every = all_roles().values()
    return [one.code for one in every if any(what.endswith(".handle") for what in one.can)]


def those_i_may_set_for(viewer: Viewer) -> list[Person]:
    """Give the viewer, then those with such roles whom the viewer manages, by name."""
    if viewer.person is None:
        return []
    managed = {held.unit_id for held in viewer.held if held.role.manages}
    below = UnitPath.objects.current().filter(ancestor_id__in=list(managed)).values("descendant")
    found = _with_roles(viewer).filter(grants__unit__in=below).exclude(pk=viewer.person.pk)
    return [viewer.person, *(one for one in found.distinct() if may_set_for(viewer, one))]


def possible_stand_ins(viewer: Viewer) -> list[Person]:
    """Give those who already do such work, and the viewer's colleagues at the same units."""
    colleagues = Grant.objects.in_force(viewer.on).filter(
        unit_id__in=[h.unit_id for h in viewer.held]
    )
    known = Q(pk__in=_with_roles(viewer).values("pk")) | Q(pk__in=colleagues.values("person"))
    return list(Person.objects.filter(known, is_active=True).order_by("given_name", "family_name"))


def current_and_coming(viewer: Viewer) -> QuerySet[Absence]:
    """Give the absences that have not passed, of those the viewer may set them for."""
    people = [one.pk for one in those_i_may_set_for(viewer)]
    found = Absence.objects.filter(person_id__in=people, to_date__gte=viewer.on)
    return found.select_related("person", "stand_in")


def i_stand_in(viewer: Viewer) -> QuerySet[Absence]:
    """Give the absences, now and coming, in which the viewer stands in."""
    found = Absence.objects.filter(stand_in=viewer.person, to_date__gte=viewer.on)
    return found.select_related("person")


def _with_roles(viewer: Viewer) -> QuerySet[Person]:
    holding = Grant.objects.in_force(viewer.on).filter(role__in=lent_roles())
    people = Person.objects.filter(is_active=True, pk__in=holding.values("person"))
    return people.order_by("given_name", "family_name")


def _lend(by: Viewer, absence: Absence, grant: Grant) -> Grant:
    last = min(absence.to_date, grant.to_date or absence.to_date)
    lent = Grant.objects.create(
        person=absence.stand_in, role=grant.role, unit=grant.unit, from_date=absence.from_date,
        to_date=last, reason=_("Ersätter %(name)s") % {"name": absence.person.name},
    )  # fmt: skip
    note_grant(by, "give", lent)
    return lent


def _take_back(by: Viewer, absence: Absence) -> None:
    """Grants that never came into force opened nothing to anybody, so they may go."""
    _noted(by, "take_back_absence", absence)
    for grant in absence.grants.all():
        note_grant(by, "take_back", grant)
        grant.delete()
    absence.delete()


def _noted(by: Viewer, verb: str, absence: Absence) -> None:
    note(by=by, verb=f"access.{verb}", object_kind="absence", object_id=absence.pk,
         data={"person": str(absence.person_id), "stand_in": str(absence.stand_in_id),
               "from": str(absence.from_date), "to": str(absence.to_date)})  # fmt: skip
