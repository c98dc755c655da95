"""Saved filters of the worklist: one's own, and those shared with a role at a unit."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vaka.foundation.access.roles import all_roles, role
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import worklist
from vaka.foundation.cases.kinds import all_kinds
from vaka.foundation.cases.models import SavedFilter
from vaka.foundation.cases.worklist import Group, Whose, WorkFilter
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.verdict import Verdict, require

MOST = 12


@dataclass(frozen=True)
class SavedLine:
    """A saved filter as its readers meet it: `shared_with` is empty for a private one."""

    id: uuid.UUID
    name: str
    wanted: WorkFilter
    count: int
    shared_with: str
    may_remove: bool


@action
def keep(
    *, by: Viewer, name: str, wanted: WorkFilter, role_code: str = "", unit: Unit | None = None
) -> SavedFilter:
    """Save a filter for oneself, or for those who hold a role at a unit and below.

    Raises:
        NotAllowed: the viewer handles no cases at the unit.
        RuleRefused: there are as many as a start page has room for.
    """
    if role_code and (unit is None or (role_code, unit.pk) not in _shareable(by)):
        raise NotAllowed("worklist.share")
    if by.person is None:
        raise NotAllowed("worklist.save")
    require(may_save(SavedFilter.objects.filter(person=by.person).count()))
    kept = SavedFilter.objects.create(
        person=by.person, name=name, whose=wanted.whose, kind=wanted.kind, state=wanted.state,
        unit_code=wanted.unit_code, words=wanted.words, role=role_code,
        unit=unit if role_code else None,
    )  # fmt: skip
    note(by=by, verb="worklist.save_filter", object_kind="saved_filter", object_id=kept.pk,
         unit_id=kept.unit_id, data={"filter": wanted.told, "role": role_code})  # fmt: skip
    return kept


@action
def forget(*, by: Viewer, filter_id: uuid.UUID) -> None:
    """Remove a filter of one's own, or one shared at a unit where one may share. NotVisible."""
    kept = visible_filter(by, filter_id)
    if not _may_remove(by, kept):
        raise NotAllowed("worklist.share")
    note(by=by, verb="worklist.forget_filter", object_kind="saved_filter", object_id=kept.pk,
         unit_id=kept.unit_id)  # fmt: skip
    kept.delete()


def may_save(already: int) -> Verdict:
    """Say whether there is room for one more."""
    if already < MOST:
        return Verdict.yes()
    return Verdict.no(
        "too_many", _("Du har redan så många sparade urval som får plats."), _("Ta bort ett först.")
    )


def visible(viewer: Viewer) -> QuerySet[SavedFilter]:
    """Give the filters that are the viewer's own or shared with a role the viewer holds."""
    if viewer.person is None:
        return SavedFilter.objects.none()
    shared = Q(pk__in=[])
    above = _above({held.unit_id for held in viewer.held}) if viewer.held else {}
    for held in viewer.held:
        shared |= Q(role=held.role.code, unit_id__in=above[held.unit_id])
    return SavedFilter.objects.filter(Q(person=viewer.person) | shared).select_related("unit")


def visible_filter(viewer: Viewer, filter_id: uuid.UUID) -> SavedFilter:
    """Give one saved filter. Raises NotVisible."""
    kept = visible(viewer).filter(pk=filter_id).first()
    if kept is None:
        raise NotVisible(str(filter_id))
    return kept


def lines(viewer: Viewer) -> list[SavedLine]:
    """Give the viewer's saved filters with how many cases each holds now, own ones first."""
    found = sorted(visible(viewer), key=lambda one: (bool(one.role), one.name))
    if not found:
        return []
    every = worklist.groups(viewer)
    return [_line(viewer, one, every) for one in found[: 2 * MOST]]


def filter_of(kept: SavedFilter) -> WorkFilter:
    """Give what a saved filter narrows by."""
    return WorkFilter(Whose(kept.whose), kept.kind, kept.state, kept.unit_code, kept.words)


def shareable(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Give with whom the viewer may share: role, unit code and both in words."""
    pairs = _shareable(viewer)
    units = {unit.pk: unit for unit in Unit.objects.filter(id__in=[pk for _role, pk in pairs])}
    return [
        (code, units[pk].code, _("%(role)s, %(unit)s") % _said(code, units[pk]))
        for code, pk in sorted(pairs, key=lambda pair: (units[pair[1]].name, pair[0]))
    ]


def _said(code: str, unit: Unit) -> dict[str, str]:
    return {"role": role(code).label, "unit": unit.name}


def _shareable(viewer: Viewer) -> set[tuple[str, uuid.UUID]]:
    """Roles that handle some kind of case, at the units where the viewer holds such a role."""
    handles = {kind.handle for kind in all_kinds()}
    roles = [one.code for one in all_roles().values() if handles & one.can]
    units = {held.unit_id for held in viewer.held if handles & held.role.can}
    return {(code, unit) for code in roles for unit in units}


def _above(units: set[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    found: dict[uuid.UUID, list[uuid.UUID]] = {unit: [] for unit in units}
    paths = UnitPath.objects.current().filter(descendant_id__in=list(units))
    for below, above in paths.values_list("descendant_id", "ancestor_id"):
        found[below].append(above)
    return found


def _line(viewer: Viewer, kept: SavedFilter, every: list[Group]) -> SavedLine:
    wanted = filter_of(kept)
    shared = str(_("%(role)s, %(unit)s") % _said(kept.role, kept.unit)) if kept.unit else ""
    return SavedLine(
        kept.pk, kept.name, wanted, _count(viewer, wanted, every), shared,
        _may_remove(viewer, kept),
    )  # fmt: skip


def _count(viewer: Viewer, wanted: WorkFilter, every: list[Group]) -> int:
    groups = worklist.groups(viewer, wanted.words) if wanted.words else every
    return worklist.counts(viewer, wanted, groups)[wanted.whose]


def _may_remove(viewer: Viewer, kept: SavedFilter) -> bool:
    mine = viewer.person is not None and kept.person_id == viewer.person.pk
    return mine or (kept.unit_id is not None and (kept.role, kept.unit_id) in _shareable(viewer))
