"""Who is responsible for a case: given to one or to many at once, for every kind alike."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.access.queries import who_may
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import bulk
from vaka.foundation.cases.actions import Told, change, locked
from vaka.foundation.cases.kinds import Words, kind_of
from vaka.foundation.cases.models import Case, CaseParty, Part
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

NOBODY = ""
Listener = Callable[[Viewer, Case], None]
_listeners: list[Listener] = []


def when_assigned(listener: Listener) -> None:
    """Have a function called with each case that gets a new owner, in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


@action
def assign(
    *, by: Viewer, case_id: uuid.UUID, version: int, owner_id: uuid.UUID | None, words: str = ""
) -> Case:
    """Give a case to somebody whose role can do its work, or to nobody.

    Raises:
        NotVisible, NotAllowed, ChangedByAnother, RuleRefused: see `actions.locked` and the rules.
    """
    case = locked(by=by, case_id=case_id, version=version, ours={"owner": str(owner_id or "")})
    demand(by, kind_of(case.kind).handle, case.unit_id)
    value = str(owner_id) if owner_id else NOBODY
    require(verdicts(by, [case], value)[case.pk])
    owner = Person.objects.get(pk=owner_id) if owner_id else None
    told = Told("case.assign", words, data={"owner_name": owner.name if owner else ""})
    changed = change(by=by, case=case, told=told, owner=owner)
    for listener in _listeners:
        listener(by, changed)
    return changed


def may_own(*, can: bool, named: bool) -> Verdict:
    """Say whether a case may be given to somebody: with the role for it, and not part of it."""
    if not can:
        return Verdict.no(
            "role",
            _("Personen har ingen roll som kan arbeta med ärendet."),
            _("Välj någon som har det på ärendets enhet."),
        )
    if named:
        return Verdict.no(
            "named",
            _("Personen pekas ut i händelsen och kan inte ansvara för ärendet."),
            _("Välj någon annan."),
        )
    return Verdict.yes()


def choices(viewer: Viewer, cases: Sequence[Case]) -> list[tuple[str, Words]]:
    """Give the people who may work with all these cases, and nobody."""
    asked = [(kind_of(one.kind).handle, one.unit_id) for one in cases]
    people = who_may(asked, viewer.on)
    return [*((str(one.pk), one.name) for one in people), (NOBODY, _("Ingen"))]


def current(cases: Sequence[Case]) -> Mapping[uuid.UUID, str]:
    """Give each case's owner."""
    return {one.pk: str(one.owner_id) if one.owner_id else NOBODY for one in cases}


def verdicts(viewer: Viewer, cases: Sequence[Case], value: str) -> Mapping[uuid.UUID, Verdict]:
    """Say for each case whether it may be given to the person."""
    handle = {one.pk: kind_of(one.kind).handle for one in cases}
    named = _named(cases, viewer.person)
    mine = {
        one.pk: may_give(handles=viewer.may(handle[one.pk], one.unit_id), named=one.pk in named)
        for one in cases
    }
    if value == NOBODY:
        return mine
    person = Person.objects.filter(pk=_id(value), is_active=True).first()
    holder = Viewer.of(person, timezone.localdate()) if person else None
    parts = _named(cases, person)
    return {
        one.pk: mine[one.pk]
        + may_own(
            can=holder is not None and holder.may(handle[one.pk], one.unit_id),
            named=one.pk in parts,
        )
        for one in cases
    }


def may_give(*, handles: bool, named: bool) -> Verdict:
    """Say whether somebody may say who is responsible: with the role, and not part of it."""
    if handles:
        return may_act_on(named)
    return Verdict.no("handle", _("Du kan läsa ärendet men inte ändra det."))


def _named(cases: Sequence[Case], person: Person | None) -> set[uuid.UUID]:
    """Which of the cases are about something that the person is named in."""
    if person is None:
        return set()
    parts = CaseParty.objects.filter(person=person, case__in=[one.pk for one in cases])
    return set(parts.filter(part=Part.NAMED).values_list("case_id", flat=True))


def _id(value: str) -> uuid.UUID:
    """What is no identity is nobody's."""
    try:
        return uuid.UUID(value)
    except ValueError:
        return uuid.UUID(int=0)


def _apply(*, by: Viewer, case_id: uuid.UUID, version: int, value: str) -> Case:
    return assign(by=by, case_id=case_id, version=version, owner_id=_id(value) if value else None)


BULK = bulk.BulkAction(
    code="case.assign",
    label=gettext_lazy("Ge ansvar"),
    field_label=gettext_lazy("Ny ansvarig"),
    choices=choices,
    current=current,
    verdicts=verdicts,
    apply=_apply,
)
