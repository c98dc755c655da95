"""Reads of decisions on services held against the delegation order of their day.

The decisions themselves stand in `entitlements`; the lists of delegated decisions count what case
systems have listed, so these are judged beside them and never added to their sums.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaka.areas.delegations import rules
from vaka.areas.delegations.queries import Authorities
from vaka.areas.delegations.rules import SEE, Category, Taken
from vaka.areas.entitlements import queries as entitlements
from vaka.areas.entitlements.queries import Made
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period


@dataclass(frozen=True)
class JudgedService:
    """One decision on a service with what is against it; `opens` when the viewer may open it."""

    made: Made
    objections: tuple[str, ...]
    opens: bool


@dataclass(frozen=True)
class ServiceList:
    """A period's decisions on services: how many are told of, and those without delegation."""

    judged: int
    untold: int
    found: tuple[JudgedService, ...]


def service_list(viewer: Viewer, unit: Unit, period: Period) -> ServiceList | None:
    """Give what a period's decisions on services lacked; None to who may not read of them.

    Raises:
        NotVisible: the viewer sees no delegated decisions at the unit.
    """
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    try:
        made = entitlements.made(viewer, unit, period.first_date, period.last_date)
    except NotVisible:
        return None
    told = [one for one in made if one.is_told]
    opens = viewer.may(entitlements.SEE, unit.pk)
    judged = [JudgedService(one, tuple(against), opens) for one, against in _judged(told)]
    return ServiceList(len(told), len(made) - len(told),
                       tuple(one for one in judged if one.objections))  # fmt: skip


def remark(case_id: uuid.UUID) -> list[str]:
    """Say what a decision on a service, that the asker may see, lacked of delegation."""
    made = entitlements.made_one(case_id)
    if made is None or not made.is_told:
        return []
    against = [words for _one, found in _judged([made]) for words in found]
    return [_("Utan delegation: %s") % " ".join(against)] if against else []


def _judged(made: Sequence[Made]) -> Iterable[tuple[Made, list[str]]]:
    days = [one.decided_date for one in made]
    known = Authorities(min(days), max(days)) if days else None
    for one in made:
        if known:
            yield one, rules.objections(_taken(one), known.on(one.decided_date))


def _taken(one: Made) -> Taken:
    return Taken(one.decided_date, Category.ASSISTANCE, one.reference, one.point, one.role,
                 one.maker)  # fmt: skip
