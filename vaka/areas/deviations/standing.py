"""What stands around a deviation: its loose ends before closing, likely duplicates, history."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from vaka.areas.deviations import lists, rules
from vaka.areas.deviations.models import Cause as FoundCause
from vaka.areas.deviations.models import Deviation, Device
from vaka.areas.deviations.rules import DUPLICATE_WITHIN, LooseEnds, State
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case

JOINED_TO = "joined_to"
"""The relation from a case to the one that it is followed with."""


@dataclass(frozen=True)
class Likely:
    """Another report that is likely of the same event."""

    id: uuid.UUID
    reference: str
    title: str
    type: str
    occurred_at: datetime
    state_label: str


@dataclass(frozen=True)
class PastAssessment:
    """One assessment as it was made."""

    at: datetime
    by_name: str
    severity: int
    likelihood: int
    score: int
    is_serious: bool
    causes: list[str]
    harm: str
    words: str


def loose_ends(deviation: Deviation, no_remedy_because: str) -> LooseEnds:
    """Give what stands around a case when somebody wants to close it."""
    remedied = remedies.standing(deviation.pk)
    return LooseEnds(
        remedies=remedied.decided,
        undecided=remedied.undecided,
        no_remedy_because=no_remedy_because,
        devices=sum(not is_judged(one) for one in deviation.devices.all()),
        unanswered=deviation.contacts.exclude(answer_by_date=None)
        .filter(answered_date=None)
        .count(),
        must_inform=lists.is_injury(deviation.harm),
        informed=deviation.informings.exists(),
    )


def is_judged(device: Device) -> bool:
    """Ask the rule whether it is settled whom to tell of a device."""
    return rules.device_is_judged(
        is_home_made=device.is_home_made,
        maker_told=device.maker_date is not None,
        authority_told=device.authority_date is not None,
        because=device.no_notice_because,
    )


def likely_duplicates(viewer: Viewer, deviation: Deviation) -> list[Likely]:
    """Give other reports of the unit that are likely of the same event; nobody joins them."""
    case = deviation.case
    if case.occurred_at is None or case.state == State.JOINED:
        return []
    near = Case.objects.visible_to(viewer).filter(
        kind="deviation",
        unit_id=case.unit_id,
        occurred_at__range=(
            case.occurred_at - DUPLICATE_WITHIN, case.occurred_at + DUPLICATE_WITHIN,
        ),
    )  # fmt: skip
    others = Deviation.objects.filter(case__in=near.exclude(pk=case.pk).exclude(state=State.JOINED))
    return [
        _likely(other)
        for other in others.select_related("case").order_by("case__opened_at")
        if _same_event(deviation, other)
    ]


def _same_event(one: Deviation, other: Deviation) -> bool:
    first, second = one.case, other.case
    if first.occurred_at is None or second.occurred_at is None:
        return False
    if not (one.has_time and other.has_time):  # a day alone says nothing of the hour
        return False
    same_person = first.subject_id is not None and first.subject_id == second.subject_id
    return rules.is_likely_duplicate(
        (one.type, first.occurred_at), (other.type, second.occurred_at), same_person
    )


def _likely(other: Deviation) -> Likely:
    case = other.case
    return Likely(
        case.pk, case.reference, case.title, other.type, case.occurred_at or case.opened_at,
        str(rules.STATE_LABELS[State(case.state)]),
    )  # fmt: skip


def assessments(case: Case) -> list[PastAssessment]:
    """Give every assessment of a case as it was made, the latest first."""
    lines = case.events.filter(verb="deviation.assess").order_by("-at", "-id")
    return [
        PastAssessment(
            at=line.at,
            by_name=line.by_name,
            severity=line.data["severity"],
            likelihood=line.data["likelihood"],
            score=line.data["score"],
            is_serious=line.data.get("serious", False),
            causes=[lists.label("cause", code) for code in line.data.get("causes", ())],
            harm=lists.label("harm", line.data["harm"]) if line.data.get("harm") else "",
            words=line.words,
        )
        for line in lines
    ]


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the causes found in a case, for the remedy that answers one; before any is found, all
    in the list of the day."""
    found = FoundCause.objects.filter(deviation_id=case_id).values_list("code", flat=True)
    listed = [Cause(code, label) for code, label in lists.choices("cause", viewer.on)]
    return [Cause(code, lists.label("cause", code)) for code in found] or listed
