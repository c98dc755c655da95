"""Reads of what is asked of staff that homes share: which homes, and the answers."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vaka.areas.night_care import queries, rules, shared_rules
from vaka.areas.night_care.models import NightHome, NightRoom
from vaka.areas.night_care.rules import HANDLE, SEE
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.night_care.shared_rules import SharedKind
from vaka.calc.staffing.scenario import Scenario
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.verdict import require


@dataclass(frozen=True)
class Cell:
    """A home at a level: alarms in time, percent, and whether its own target is surely met."""

    count: int
    percent: float | None
    low: float | None
    high: float | None
    is_met: bool


@dataclass(frozen=True)
class SharedRow:
    """A home with its target and how it goes at each level."""

    name: str
    target: float | None
    is_fewer: bool
    cells: list[Cell]


@dataclass(frozen=True)
class SharedLine:
    """An answer in a list."""

    id: uuid.UUID
    kind: str
    count: int
    homes: list[str]
    asked_at: datetime


@dataclass(frozen=True)
class SharedPage:
    """An answer on shared staff as its page shows it; `levels` are as `sharing.asked` gave them."""

    row: SharedAnswer
    kind: str
    is_nurse: bool
    count: int
    drive: float
    limit: float
    rows: list[SharedRow]
    levels: list[dict[str, Any]]
    may_ask: bool
    decisions: list[queries.DecisionRow]


def askable(viewer: Viewer) -> list[Unit]:
    """Give the homes that have told enough to be asked of, where the viewer leads the night."""
    homes = Unit.objects.filter(kind__in=rules.OF_KIND, is_reference=False).in_force(viewer.on)
    if not viewer.everywhere:
        homes = homes.filter(pk__in=viewer.unit_ids(HANDLE))
    told = set(NightHome.objects.filter(unit__in=homes).values_list("unit", flat=True))
    roomy = NightRoom.objects.filter(ended_date=None).values("unit")
    paths = UnitPath.objects.current().filter(descendant__in=roomy)
    with_rooms = set(paths.values_list("ancestor", flat=True))
    return [one for one in homes.order_by("name") if one.pk in told & with_rooms]


def may_share(viewer: Viewer) -> bool:
    """Say whether the viewer leads the nights of several homes through one unit above them."""
    homes = askable(viewer)
    return len(homes) >= shared_rules.LEAST_HOMES and _above(homes) in viewer.unit_ids(HANDLE)


def above(homes: Sequence[Unit]) -> Unit:
    """Give the nearest unit above all of the homes. Raises NotVisible."""
    found = _above(homes)
    if found is None:
        raise NotVisible("above")
    return Unit.objects.get(pk=found)


def told(viewer: Viewer, codes: Sequence[str]) -> list[tuple[str, Scenario]]:
    """Give the homes' nights by code. Raises NotVisible, NotAllowed, RuleRefused."""
    homes = [queries.home_of(viewer, code) for code in sorted(set(codes))]
    demand(viewer, HANDLE, above(homes).pk)
    return [(home.code, queries.question(viewer, home.code).scenario) for home in homes]


def asked_of(viewer: Viewer, asked: dict[str, Any]) -> None:
    """Refuse what cannot be asked, in words for its form.

    Raises RuleRefused, NotVisible, NotAllowed.
    """
    demand(viewer, HANDLE)
    homes = [queries.home_of(viewer, code) for code in asked["homes"]]
    nights = [queries.night_hours(home, viewer.on) for home in homes]
    staff = [home.staff for home in map(queries.told_of, homes) if home]
    require(shared_rules.may_share(
        homes=asked["homes"], fewer=asked["fewer"], people=sum(staff) + asked["count"] + 1,
        kind=asked["kind"], lengths=[60.0 * hours for _start, hours in nights],
    ))  # fmt: skip


def answers(viewer: Viewer) -> list[SharedLine]:
    """Give the newest answers on shared staff that the viewer may see."""
    rows = _visible(viewer)[: queries.SHOWN]
    names = _names({code for one in rows for code in one.asked["homes"]})
    return [
        SharedLine(one.pk, str(shared_rules.SHARED_LABELS[SharedKind(one.asked["kind"])]),
                   one.asked["count"], [names[code] for code in one.asked["homes"]], one.asked_at)
        for one in rows
    ]  # fmt: skip


def answer_page(viewer: Viewer, answer_id: uuid.UUID) -> SharedPage:
    """Give an answer on shared staff; the read is logged. Raises NotVisible."""
    row = row_of(viewer, answer_id)
    note_read(by=viewer, object_kind="shared_answer", object_id=row.pk, unit_id=row.unit_id)
    asked, names = row.asked, _names(row.asked["homes"])
    is_nurse = asked["kind"] == SharedKind.NURSE
    rows = [
        SharedRow(names[code], asked["targets"][code], code in asked["fewer"],
                  [_cell(level, code, asked["targets"][code]) for level in row.found["levels"]])
        for code in asked["homes"]
    ]  # fmt: skip
    limit = asked["limit"] if is_nurse else row.scenario["limits"]["alarm"]
    return SharedPage(
        row, str(shared_rules.SHARED_LABELS[SharedKind(asked["kind"])]), is_nurse, asked["count"],
        asked["drive"], limit, rows, [_with_never(one) for one in row.found["levels"]],
        viewer.may(HANDLE, row.unit_id), queries.decisions(viewer, row.unit, shared=row),
    )  # fmt: skip


def row_of(viewer: Viewer, answer_id: uuid.UUID) -> SharedAnswer:
    """Give an answer on shared staff. Raises NotVisible."""
    rows = _visible(viewer).select_related("unit", "asked_by").filter(pk=answer_id)
    row: SharedAnswer | None = rows.first()
    if row is None:
        raise NotVisible(str(answer_id))
    return row


def own_staff(row: SharedAnswer) -> dict[str, int]:
    """Give how many of its own each home has in an answer, by code, with one less where asked."""
    asked = row.asked
    return {
        code: sum(one["code"].startswith(f"{code}:") for one in row.scenario["staff"])
        - (code in asked["fewer"] and asked["count"] > 0)
        for code in asked["homes"]
    }


def _with_never(level: dict[str, Any]) -> dict[str, Any]:
    """Add how often a night anything cannot be given at all."""
    return {**level, "never": sum(each or 0.0 for each in level["cannot_be_given"].values())}


def _cell(level: dict[str, Any], code: str, target: float) -> Cell:
    one = next(each for each in level["homes"] if each["home"] == code)
    is_met = one["low"] is not None and one["low"] >= target
    return Cell(level["shared"], one["percent"], one["low"], one["high"], is_met)


def _visible(viewer: Viewer) -> Any:
    rows = SharedAnswer.objects.all()
    return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(SEE))


def _names(codes: Any) -> dict[str, str]:
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def _above(homes: Sequence[Unit]) -> uuid.UUID | None:
    """The nearest unit that is above every home, and none of them."""
    reach: dict[uuid.UUID, dict[uuid.UUID, int]] = {}
    rows = UnitPath.objects.current().filter(descendant__in=homes, depth__gt=0)
    for ancestor, descendant, depth in rows.values_list("ancestor", "descendant", "depth"):
        reach.setdefault(ancestor, {})[descendant] = depth
    common = {key: max(each.values()) for key, each in reach.items() if len(each) == len(homes)}
    return min(common, key=lambda key: common[key], default=None)
