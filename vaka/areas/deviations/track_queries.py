"""Reads of tracks: all laws of one event alike, one track, and the list by age."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from vaka.areas.deviations import rules, track_rules
from vaka.areas.deviations.models import Deviation, Track
from vaka.areas.deviations.rules import LAW_LABELS, Law
from vaka.areas.deviations.track_rules import ALL_KINDS, TRACK_LABELS, TrackState
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition


@dataclass(frozen=True)
class TrackLine:
    """One law of an event; the main one and the further ones look alike.

    Attributes:
        opens: the viewer may read the track itself, not only that it is there.
        words: why it was proposed or declined; nothing of what the track holds.
    """

    id: uuid.UUID
    is_main: bool
    law: str
    law_label: Words
    type: str
    role_label: str
    owner_name: str
    reference: str
    state: str
    state_label: Words
    due_date: date | None
    is_open: bool
    opens: bool
    words: str = ""


@dataclass(frozen=True)
class EventWords:
    """What happened, for a track's page; only for those who may read the event."""

    id: uuid.UUID
    reference: str
    text: str
    immediate_measure: str
    type: str
    law_label: Words


@dataclass(frozen=True)
class TrackPage:
    """What the page of one track shows."""

    frame: CaseFrame
    law: Law
    law_label: Words
    type: str
    role_label: str
    proposed_because: str
    conclusion: str
    with_whom: str
    authority_label: Words
    is_hidden: bool
    event: EventWords | None
    timeline: list[TimelineLine]
    offers: list[Transition]
    is_named: bool
    who_can: list[str]


@dataclass(frozen=True)
class TrackRow:
    """One row of the list of tracks."""

    id: uuid.UUID
    reference: str
    title: str
    law: str
    type: str
    unit_name: str
    state_label: Words
    opened_at: datetime
    due_date: date | None
    is_near_miss: bool
    is_open: bool


def tracks_of(viewer: Viewer, deviation: Deviation) -> list[TrackLine]:
    """Give every law of an event, the one it was filed under first."""
    rows = deviation.tracks.select_related("case__owner").order_by("case__opened_at")
    visible = set(_visible(viewer).filter(track__deviation=deviation).values_list("pk", flat=True))
    return [_main(deviation), *(_line(one, one.pk in visible) for one in rows)]


def laws_of(deviation: Deviation) -> set[Law]:
    """Give the laws that an event stands under; a declined track does not count."""
    standing = deviation.tracks.exclude(case__state=TrackState.DECLINED)
    return {Law(deviation.law), *map(Law, standing.values_list("law", flat=True))}


def track_page(viewer: Viewer, track_id: uuid.UUID) -> TrackPage:
    """Give one track to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, track_id)
    track = Track.objects.select_related("deviation__case").filter(case=case).first()
    if track is None:
        raise NotVisible(str(track_id))
    named = cases.is_named(viewer.person, track.deviation.case)
    table = track_rules.transitions_of(case.kind)
    may = viewer.may(table[0].capability, case.unit_id) and not named
    return TrackPage(
        frame=cases.frame(case),
        law=Law(track.law),
        law_label=LAW_LABELS[Law(track.law)],
        type=track.type,
        role_label=role(track.role).label,
        proposed_because=track.proposed_because,
        conclusion=track.conclusion,
        with_whom=track.with_whom,
        authority_label=rules.AUTHORITY_LABELS.get(track.authority, ""),
        is_hidden=track.is_hidden,
        event=_event(viewer, track.deviation),
        timeline=cases.timeline(case),
        offers=transitions.offered(table, case.state) if may else [],
        is_named=named,
        who_can=transitions.role_labels(table[0]),
    )


def listed(viewer: Viewer, law: str = "", only_open: bool = True) -> QuerySet[Track]:
    """Give the tracks a viewer may open, the oldest first: age is what the list is for."""
    rows = Track.objects.filter(case__in=_visible(viewer))
    if law:
        rows = rows.filter(law=law)
    if only_open:
        rows = rows.filter(case__closed_at=None)
    return rows.select_related("case__unit").order_by("case__opened_at", "case_id")


def row(track: Track) -> TrackRow:
    """Give one row of the list."""
    case = track.case
    known = rules.types().get(track.type)
    return TrackRow(
        case.pk, case.reference, case.title, track.law, track.type, case.unit.name,
        TRACK_LABELS[TrackState(case.state)], case.opened_at, case.due_date,
        bool(known and known.is_near_miss), case.closed_at is None,
    )  # fmt: skip


def _visible(viewer: Viewer) -> QuerySet[Case]:
    return Case.objects.visible_to(viewer, *ALL_KINDS)


def _main(deviation: Deviation) -> TrackLine:
    case = deviation.case
    return TrackLine(
        id=case.pk,
        is_main=True,
        law=deviation.law,
        law_label=LAW_LABELS[Law(deviation.law)],
        type=deviation.type,
        role_label=role("unit_manager").label,
        owner_name=case.owner.name if case.owner else "",
        reference=case.reference,
        state=case.state,
        state_label=rules.STATE_LABELS[rules.State(case.state)],
        due_date=case.due_date,
        is_open=case.closed_at is None,
        opens=True,
    )


def _line(track: Track, opens: bool) -> TrackLine:
    case = track.case
    return TrackLine(
        id=case.pk,
        is_main=False,
        law=track.law,
        law_label=LAW_LABELS[Law(track.law)],
        type=track.type,
        role_label=role(track.role).label,
        owner_name=case.owner.name if case.owner else "",
        reference=case.reference,
        state=case.state,
        state_label=TRACK_LABELS[TrackState(case.state)],
        due_date=case.due_date,
        is_open=case.closed_at is None,
        opens=opens,
        words=_declined_because(case) if case.state == TrackState.DECLINED else "",
    )


def _declined_because(case: Case) -> str:
    last = case.events.filter(verb="track.decline").order_by("-id").first()
    return last.words if last else ""


def _event(viewer: Viewer, deviation: Deviation) -> EventWords | None:
    if not Case.objects.known(viewer, deviation.pk).exists():
        return None
    return EventWords(
        deviation.pk, deviation.case.reference, deviation.text, deviation.immediate_measure,
        deviation.type, LAW_LABELS[Law(deviation.law)],
    )  # fmt: skip
