"""Reads of registers: where each is used, and which are not used at a unit between two days."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from vaka.areas.registers import lists, rules
from vaka.areas.registers.lists import Register
from vaka.areas.registers.models import RegisterUse, RegisterUseQuerySet
from vaka.areas.registers.rules import SEE, SET, Span, Use
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit, UnitPath


class Modules:
    """What is told of all registers, read once and asked many times."""

    def __init__(self) -> None:
        self.rows = list(RegisterUse.objects.standing().select_related("unit"))

    @cached_property
    def _near(self) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
        """Each told unit with all above and below it, in today's tree."""
        told = {row.unit_id for row in self.rows}
        found: dict[uuid.UUID, set[uuid.UUID]] = {one: {one} for one in told}
        paths = UnitPath.objects.current().filter(Q(ancestor__in=told) | Q(descendant__in=told))
        for above, below in paths.values_list("ancestor_id", "descendant_id"):
            for one, other in ((above, below), (below, above)):
                if one in found:
                    found[one].add(other)
        return {one: frozenset(others) for one, others in found.items()}

    def use(self, register: str, unit: Unit, first: date, last: date) -> Use:
        """Say whether a register is used at a unit, or at any above or below, between two days.

        Of a reference unit only what is told of itself counts.
        """
        rows = [row for row in self.rows if row.register == register]
        if unit.is_reference:
            rows = [row for row in rows if row.unit_id == unit.pk]
        spans = [_span(row) for row in rows if unit.pk in self._near[row.unit_id]]
        return rules.use_between(spans, is_told=bool(rows), first=first, last=last)

    def unused(self, unit: Unit, first: date, last: date) -> frozenset[str]:
        """Give the registers that are not used at a unit on any day between two."""
        told = {row.register for row in self.rows}
        return frozenset(
            code for code in told if self.use(code, unit, first, last) is Use.UNUSED
        )  # fmt: skip

    def turns(self, register: str, unit: Unit, first: date, last: date) -> list[tuple[date, str]]:
        """Give the days within two on which a unit began or ceased to use a register, and how."""
        found = []
        for row in self.rows:
            if row.register != register or unit.pk not in self._near[row.unit_id]:
                continue
            where = {"title": lists.title_of(register), "unit": row.unit.name}
            if first < row.from_date <= last:
                found.append((row.from_date, _("%(unit)s började använda %(title)s.") % where))
            if row.until_date and first <= row.until_date < last:
                found.append((row.until_date + timedelta(days=1), _ended(row, where)))
        return sorted(found)


def _ended(row: RegisterUse, where: dict[str, str]) -> str:
    if not row.replaced_by:
        return _("%(unit)s använder inte %(title)s längre.") % where
    new = lists.title_of(row.replaced_by)
    return _("%(unit)s använder inte %(title)s längre. Ersätts av %(new)s.") % {
        **where, "new": new,
    }  # fmt: skip


@dataclass(frozen=True)
class UseRow:
    """One row of a register: where, from when till when, by whom and why."""

    id: uuid.UUID
    unit_name: str
    from_date: date
    until_date: date | None
    replaced_by: str
    begin_words: str
    begun_by: str
    end_words: str
    ended_by: str
    is_current: bool
    may_change: bool


@dataclass(frozen=True)
class RegisterRow:
    """One register of the list: where it is used now, and how it stands at the viewer's units."""

    register: Register
    is_told: bool
    used_at: list[str]
    ended_at: list[str]


@dataclass(frozen=True)
class RegisterPage:
    """One register with everything told of it, and the rows that were removed."""

    register: Register
    current: list[UseRow]
    past: list[UseRow]
    removed: list[RegisterUse]
    is_told: bool
    may_begin: bool
    test_of: str = ""
    tests: list[Register] = field(default_factory=list)


def register_rows(viewer: Viewer) -> list[RegisterRow]:
    """Give every register with the units that use it, of those that the viewer may see."""
    demand(viewer, SEE)
    seen = list(_seen(viewer).standing())
    told = set(RegisterUse.objects.standing().values_list("register", flat=True))
    return [_row(one, [row for row in seen if row.register == code], code in told, viewer.on)
            for code, one in lists.registers().items()]  # fmt: skip


def register_page(viewer: Viewer, code: str) -> RegisterPage:
    """Give one register with its rows. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    one = known(code)
    seen = list(_seen(viewer).filter(register=code))
    rows = [_use(viewer, row) for row in seen if row.removed_at is None]
    may = viewer.may(SET)
    return RegisterPage(
        one, [row for row in rows if row.is_current], [row for row in rows if not row.is_current],
        [row for row in seen if row.removed_at] if may else [],
        RegisterUse.objects.standing().filter(register=code).exists(), may,
        lists.title_of(one.test_of),
        [other for other in lists.registers().values() if other.test_of == code],
    )  # fmt: skip


def known(code: str) -> Register:
    """Give one register for a page. Raises NotVisible."""
    try:
        return lists.register(code)
    except lists.UnknownRegister as error:
        raise NotVisible(code) from error


def use_to_change(viewer: Viewer, use_id: uuid.UUID) -> RegisterUse:
    """Give a row that the viewer may end or remove. Raises NotAllowed, NotVisible."""
    demand(viewer, SET)
    row = RegisterUse.objects.standing().select_related("unit").filter(pk=use_id).first()
    if row is None or not viewer.may(SET, row.unit_id):
        raise NotVisible(str(use_id))
    return row


def spans_of(register: str, unit: Unit, but: uuid.UUID | None = None) -> list[Span]:
    """Give the spans told of one register at one unit itself, but for one row."""
    rows = RegisterUse.objects.standing().filter(register=register, unit=unit)
    return [_span(row) for row in rows if row.pk != but]


def _seen(viewer: Viewer) -> RegisterUseQuerySet:
    found = RegisterUse.objects.select_related("unit")
    if viewer.everywhere:
        return found
    own = viewer.unit_ids(SEE)
    above = UnitPath.objects.current().filter(descendant__in=own).values("ancestor")
    return found.filter(Q(unit__in=own) | Q(unit__in=above) | Q(unit__is_reference=True))


def _span(row: RegisterUse) -> Span:
    return Span(row.from_date, row.until_date)


def _row(one: Register, rows: Iterable[RegisterUse], is_told: bool, on: date) -> RegisterRow:
    now = [row.unit.name for row in rows if _span(row).meets(on, on)]
    gone = [row.unit.name for row in rows if not _span(row).meets(on, on)]
    return RegisterRow(one, is_told, now, [name for name in dict.fromkeys(gone) if name not in now])


def _use(viewer: Viewer, row: RegisterUse) -> UseRow:
    return UseRow(
        row.pk, row.unit.name, row.from_date, row.until_date, lists.title_of(row.replaced_by),
        row.begin_words, row.begun_by, row.end_words, row.ended_by,
        _span(row).meets(viewer.on, viewer.on), viewer.may(SET, row.unit_id),
    )  # fmt: skip
