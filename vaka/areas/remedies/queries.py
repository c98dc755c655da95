"""Reads of remedies: those of a case, how they stand, the list, one remedy's page."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.remedies import rules
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import (
    ANSWERS,
    DECIDED_STATES,
    OUTCOME_TAGS,
    Outcome,
    State,
)
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import search
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.metrics.definitions import MEASURES, named


@dataclass(frozen=True)
class RemedyRow:
    """One remedy in a list: on the page of the case it answers, in lists and plans.

    Attributes:
        waits_for: the day it waits for: done by, or checked by once done.
        outcome_label: what the last check of the effect found, empty before.
    """

    id: uuid.UUID
    reference: str
    title: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    unit_name: str
    responsible_name: str
    cause: str
    due_date: date | None
    effect_date: date | None
    waits_for: date | None
    is_open: bool
    is_late: bool
    outcome: str
    outcome_label: str
    opened_date: date
    cause_code: str = ""


@dataclass(frozen=True)
class Standing:
    """How a case's remedies stand; what has been dropped is not counted.

    Attributes:
        decided: those decided, done or not.
        undecided: proposals that wait for a decision.
        done: those of the decided that are done.
        effect_due: those done whose effect has not been checked.
    """

    decided: int
    undecided: int
    done: int
    effect_due: int


def for_case(viewer: Viewer, case_id: uuid.UUID) -> list[RemedyRow]:
    """Give the remedies that answer a case and that the viewer may see, oldest first."""
    found = visible(viewer).filter(
        case__links_out__to_case=case_id, case__links_out__relation=ANSWERS
    )
    return [row(one, viewer.on) for one in found.order_by("case__opened_at")]


def standing(case_id: uuid.UUID) -> Standing:
    """Count a case's remedies by how far they have come, whoever may see them."""
    found = Case.objects.filter(
        kind="remedy", links_out__to_case=case_id, links_out__relation=ANSWERS
    )
    done = (State.DONE, State.CHECKED)
    counts = found.aggregate(
        decided=Count("pk", filter=Q(state__in=DECIDED_STATES)),
        undecided=Count("pk", filter=Q(state=State.PROPOSED)),
        done=Count("pk", filter=Q(state__in=done)),
        effect_due=Count("pk", filter=Q(state=State.DONE, closed_at=None)),
    )
    return Standing(**counts)


def decided_causes(case_id: uuid.UUID) -> set[str]:
    """Give the codes of a case's causes that a decided remedy answers, whoever may see it."""
    found = Remedy.objects.filter(
        case__links_out__to_case=case_id, case__links_out__relation=ANSWERS,
        case__state__in=DECIDED_STATES,
    )  # fmt: skip
    return set(found.exclude(cause_code="").values_list("cause_code", flat=True))


def visible(viewer: Viewer) -> QuerySet[Remedy]:
    """Give the remedies that a viewer may see, with what a row shows."""
    seen = Case.objects.visible_to(viewer, "remedy")
    found = Remedy.objects.filter(case__in=seen)
    return found.select_related("case__unit", "responsible", "reach").order_by(
        F("case__due_date").asc(nulls_last=True), "case__opened_at"
    )


def row(remedy: Remedy, today: date) -> RemedyRow:
    """Give one line of a list."""
    case, state = remedy.case, State(remedy.case.state)
    is_open = case.closed_at is None
    return RemedyRow(
        id=case.pk,
        reference=case.reference,
        title=case.title,
        kind=remedy.kind,
        kind_label=str(rules.KIND_LABELS[rules.RemedyKind(remedy.kind)]),
        state=case.state,
        state_label=str(rules.STATE_LABELS[state]),
        unit_name=case.unit.name,
        responsible_name=remedy.responsible.name if remedy.responsible else "",
        cause=remedy.cause,
        due_date=remedy.due_date,
        effect_date=remedy.effect_date,
        waits_for=case.due_date if is_open else None,
        is_open=is_open,
        is_late=is_open and rules.is_late(state, case.due_date, today),
        outcome=remedy.outcome,
        outcome_label=str(OUTCOME_TAGS[Outcome(remedy.outcome)]) if remedy.outcome else "",
        opened_date=timezone.localdate(case.opened_at),
        cause_code=remedy.cause_code,
    )


@dataclass(frozen=True)
class Look:
    """One ready way to look at the list: its name in the address, its words and its rows."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    look: str = "open"
    words: str = ""
    kind: str = ""
    unit_code: str = ""
    ids: Collection[uuid.UUID] | None = None


LOOKS = {
    "open": _("Pågående"),
    "mine": _("Mina"),
    "late": _("Sena"),
    "decision": _("Väntar på beslut"),
    "effect": _("Väntar på effektkontroll"),
    "closed": _("Avslutade"),
    "all": _("Alla"),
}


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Remedy]:
    """Give the remedies a viewer may see that match; those that are due first stand first."""
    found = visible(viewer).filter(_conditions(wanted), _look(viewer, wanted.look))
    if wanted.words:
        found = found.filter(case__in=search.find(viewer, wanted.words).values("pk"))
    if wanted.ids is not None:
        found = found.filter(pk__in=list(wanted.ids))
    if wanted.look in ("closed", "all"):
        return found.order_by("-case__opened_at", "case_id")
    return found


def looks(viewer: Viewer, wanted: ListFilter) -> list[Look]:
    """Count each ready look under the same filter, in one question."""
    found = visible(viewer).order_by().filter(_conditions(wanted))
    counts = found.aggregate(
        **{code: Count("pk", filter=_look(viewer, code) or None) for code in LOOKS}
    )
    return [Look(code, str(label), counts[code]) for code, label in LOOKS.items()]


def note_listed(viewer: Viewer, wanted: ListFilter, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which remedies a list showed, and by which filter."""
    told = {name: str(value) for name, value in vars(wanted).items() if value and name != "ids"}
    note_read(by=viewer, object_kind="remedy", object_id="",
              data={"filter": told, "shown": [str(one) for one in ids]})  # fmt: skip


def measure_title(name: str) -> str:
    """Give a measure's title, or nothing without one; a name gone from the catalogue is told."""
    return named(name).title.sv if name in MEASURES else name


def _look(viewer: Viewer, look: str) -> Q:
    is_open, today = Q(case__closed_at=None), viewer.on
    mine = Q(responsible=viewer.person) | Q(case__owner=viewer.person)
    return {
        "open": is_open,
        "mine": is_open & mine,
        "late": is_open & Q(case__due_date__lt=today),
        "decision": Q(case__state=State.PROPOSED),
        "effect": is_open & Q(case__state=State.DONE),
        "closed": ~is_open,
    }.get(look, Q())


def _conditions(wanted: ListFilter) -> Q:
    conditions = Q()
    if wanted.kind:
        conditions &= Q(kind=wanted.kind)
    if wanted.unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        conditions &= Q(case__unit_id__in=below.values("descendant_id"))
    return conditions


def above(units: list[Unit]) -> list[Unit]:
    """Give the units that stand above some units, the nearest first: where a remedy may reach."""
    paths = UnitPath.objects.current().filter(descendant__in=units, depth__gt=0)
    depths = dict(paths.order_by("-depth").values_list("ancestor_id", "depth"))
    found = Unit.objects.filter(pk__in=list(depths))
    return sorted(found, key=lambda unit: (depths[unit.pk], unit.name))


def by_reference(viewer: Viewer, reference: str) -> Case | None:
    """Give the case of a number, when there is one that the viewer may see."""
    return Case.objects.visible_to(viewer).filter(reference=reference).first()


def unit_of(case_id: uuid.UUID) -> Unit:
    """Give the unit of a case that has been fetched through `visible_to`."""
    return Unit.objects.get(pk=Case.objects.values_list("unit_id", flat=True).get(pk=case_id))


@dataclass(frozen=True)
class DoneRemedy:
    """A remedy that is done, as other pages tell of it: what, and since when."""

    id: uuid.UUID
    reference: str
    title: str
    done_date: date
    measure: str


def done_at(viewer: Viewer, unit: Unit, since: date, measure: str = "") -> list[DoneRemedy]:
    """Give the remedies done since a day that reach a unit and that the viewer may see, or those
    that are to move a measure. What is given is logged as read."""
    over = UnitPath.objects.current().filter(descendant=unit).values("ancestor_id")
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    found = visible(viewer).filter(Q(reach__in=over) | Q(reach__in=below), done_date__gte=since)
    if measure:
        found = found.filter(measure=measure)
    done = [
        DoneRemedy(one.case.pk, one.case.reference, one.case.title, one.done_date, one.measure)
        for one in found.order_by("done_date")
        if one.done_date
    ]
    if done:
        note_read(by=viewer, object_kind="remedy", object_id="", unit_id=unit.pk,
                  data={"shown": [str(one.id) for one in done]})  # fmt: skip
    return done


def responsible_id(case_id: uuid.UUID) -> uuid.UUID | None:
    """Give who is responsible for a remedy that has been fetched through `visible_to`."""
    return Remedy.objects.values_list("responsible_id", flat=True).get(pk=case_id)


def responsible(case_id: uuid.UUID) -> Person:
    """Give the same as a person; every decided remedy has one."""
    found = Remedy.objects.select_related("responsible").get(pk=case_id).responsible
    assert found is not None
    return found


def measure_choices() -> list[tuple[str, str]]:
    """Give the measures that a remedy may be meant to move, by title."""
    found = [(m.name, m.title.sv) for m in MEASURES.values() if m.is_computed]
    return sorted(found, key=lambda one: one[1].casefold())


@dataclass(frozen=True)
class ActionPlan:
    """A unit's remedies by how far they have come; what came of the last year's stands last."""

    proposed: list[RemedyRow]
    ongoing: list[RemedyRow]
    to_check: list[RemedyRow]
    checked: list[RemedyRow]

    @property
    def ids(self) -> list[uuid.UUID]:
        """The remedies shown."""
        parts = (self.proposed, self.ongoing, self.to_check, self.checked)
        return [row.id for part in parts for row in part]


def action_plan(viewer: Viewer, unit: Unit) -> ActionPlan:
    """Give the action plan of a unit with all below it."""
    found = listed(viewer, ListFilter(look="all", unit_code=unit.code))
    recent = viewer.on - timedelta(days=365)
    kept = found.filter(Q(case__closed_at=None) | Q(case__closed_at__date__gte=recent))
    rows = [row(one, viewer.on) for one in kept]
    rows.sort(key=lambda one: (one.waits_for or date.max, one.reference))
    by_state: dict[str, list[RemedyRow]] = {state: [] for state in State}
    for one in rows:
        closed = not one.is_open and one.state == State.DONE
        by_state[State.CHECKED if closed else one.state].append(one)
    return ActionPlan(
        by_state[State.PROPOSED], by_state[State.DECIDED], by_state[State.DONE],
        by_state[State.CHECKED],
    )  # fmt: skip


def unit_for_figures(viewer: Viewer, case_id: uuid.UUID, capability: str) -> Unit:
    """Give the unit that a remedy reaches, or its own when the viewer may not see that far."""
    remedy = Remedy.objects.select_related("reach", "case__unit").get(pk=case_id)
    return remedy.reach if viewer.may(capability, remedy.reach_id) else remedy.case.unit
