"""What is done with a track: proposed, taken or declined, closed; each with its log row."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations import rules, track_rules
from vaka.areas.deviations.models import Deviation, Track
from vaka.areas.deviations.rules import Law
from vaka.areas.deviations.track_rules import KINDS, TRACK_LABELS, TrackState
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.notices.actions import tell
from vaka.foundation.organisation.queries import local_value
from vaka.law.local_time import swedish
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewTrack:
    """A further law of an event, why, and whether it stays out of the person's file."""

    law: Law
    type: str = ""
    because: str = ""
    is_hidden: bool = False


def propose_by_type(by: Viewer, deviation: Deviation) -> list[Track]:
    """Propose the tracks that an event's law and type ask for; call inside an @action."""
    wanted = track_rules.proposed_laws(Law(deviation.law), deviation.type)
    standing = set(deviation.tracks.values_list("law", flat=True))
    because = _("Ett fall är också en händelse inom hälso- och sjukvården.")
    return [
        _open(by, deviation, NewTrack(law, because=because))
        for law in wanted
        if law not in standing
    ]


@action
def add(*, by: Viewer, event_id: uuid.UUID, version: int, new: NewTrack) -> Track:
    """Give an event one more track; whoever assesses it themselves has thereby taken it."""
    ours = {"law": new.law, "type": new.type}
    event = cases.locked(by=by, case_id=event_id, version=version, ours=ours)
    demand(by, rules.HANDLE, event.unit_id)
    deviation = Deviation.objects.get(case=event)
    standing = deviation.tracks.values_list("law", flat=True)
    verdict = track_rules.may_add(new.law, Law(deviation.law), list(standing))
    require(verdict + may_act_on(is_named(by.person, event)))
    track = _open(by, deviation, new)
    cases.change(by=by, case=event, told=Told("track.add", data=_public(track)))
    return track


@action
def take(*, by: Viewer, track_id: uuid.UUID, version: int, type_name: str, words: str = "") -> Case:
    """Take a track over, with its own type and clock."""
    case, track = _held(by, "track.take", track_id, version, words)
    track.type = type_name
    track.save(update_fields=["type"])
    months = local_value("deviation.handling_limit_months", by.on, case.unit)
    told = Told("track.take", words, to_state=TrackState.TAKEN, data={"type": type_name})
    return cases.change(
        by=by, case=case, told=told, owner=by.person, due_date=track_rules.due_close(by.on, months),
        closed_at=None,
    )  # fmt: skip


@action
def decline(*, by: Viewer, track_id: uuid.UUID, version: int, words: str) -> Case:
    """Decline a track, with the reason; who proposed it is told."""
    case, track = _held(by, "track.decline", track_id, version, words)
    told = Told("track.decline", words, to_state=TrackState.DECLINED)
    cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    _tell_owner_of_event(by, track, "track_declined")
    return case


@dataclass(frozen=True)
class Conclusion:
    """What a track came to; the last two belong to the work environment."""

    words: str
    with_whom: str = ""
    authority: str = ""


@action
def close(*, by: Viewer, track_id: uuid.UUID, version: int, end: Conclusion) -> Case:
    """Close a track with its conclusion."""
    case, track = _held(by, "track.close", track_id, version, end.words)
    require(
        track_rules.may_close(law=Law(track.law), with_whom=end.with_whom, authority=end.authority)
    )
    track.conclusion, track.with_whom, track.authority = end.words, end.with_whom, end.authority
    track.save(update_fields=["conclusion", "with_whom", "authority"])
    told = Told("track.close", end.words, to_state=TrackState.CLOSED)
    cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    _tell_owner_of_event(by, track, "track_closed")
    return case


@action
def reopen(*, by: Viewer, track_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed track again, with the reason."""
    case, _track = _held(by, "track.reopen", track_id, version, words)
    told = Told("track.reopen", words, to_state=TrackState.TAKEN)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def _open(by: Viewer, deviation: Deviation, new: NewTrack) -> Track:
    event, now = deviation.case, timezone.now()
    kind, day = KINDS[new.law], swedish(now).date()
    role = track_rules.assessor_role(new.law, new.type or deviation.type)
    owner = holder(role, event.unit)
    taken = owner is not None and owner == by.person
    days = local_value("deviation.track_answer_days", day, event.unit)
    case = Case(
        kind=kind,
        unit=event.unit,
        title=event.title if new.law is not Law.AML else new.type or _("Händelse i arbetsmiljön"),
        state=TrackState.TAKEN if taken else TrackState.PROPOSED,
        confidentiality=Confidentiality.SECRET if new.is_hidden else event.confidentiality,
        occurred_at=event.occurred_at,
        opened_at=now,
        due_date=event.due_date if taken else track_rules.due_answer(day, days),
        owner=owner,
        subject=None if new.is_hidden else event.subject,
    )
    track = Track(
        case=case, deviation=deviation, law=new.law, type=new.type, role=role,
        proposed_because=new.because, is_hidden=new.is_hidden,
    )  # fmt: skip
    told = Told("track.propose", new.because, to_state=case.state, at=now)
    cases.start(by=by, case=case, told=told, save_also=track)
    if owner and not taken:
        _tell(by, owner, track, "track_proposed", _("Ett spår väntar på dig: %s."), case.reference)
    return track


def _held(
    by: Viewer, verb: str, track_id: uuid.UUID, version: int, words: str
) -> tuple[Case, Track]:
    case = cases.locked(by=by, case_id=track_id, version=version, ours={"words": words})
    track = Track.objects.select_related("deviation__case").get(case=case)
    step = transitions.find(track_rules.transitions_of(case.kind), verb)
    demand(by, step.capability, case.unit_id)
    label = TRACK_LABELS[TrackState(case.state)]
    require(
        transitions.fits(step, case.state, words, label)
        + may_act_on(is_named(by.person, track.deviation.case))
    )
    return case, track


def _public(track: Track) -> dict[str, Any]:
    """What the event's own timeline says of a track: that it is there, not what it holds."""
    return {"law": str(track.law), "reference": track.case.reference}


def _tell_owner_of_event(by: Viewer, track: Track, kind: str) -> None:
    owner = track.deviation.case.owner
    words = {
        "track_declined": _("Spåret %s är avböjt."),
        "track_closed": _("Spåret %s är avslutat."),
    }[kind]
    if owner and owner != by.person:
        _tell(by, owner, track, kind, words, track.deviation.case.reference)


def _tell(by: Viewer, to: Any, track: Track, kind: str, words: str, reference: str) -> None:
    """Tell of a track: its assessor is led to it, the event's owner to the event."""
    event = kind != "track_proposed"
    case = track.deviation.case if event else track.case
    tell(
        by=by, to=to, kind=kind, words=words % reference, case=case,
        url_name="deviations:case" if event else "deviations:track", object_id=case.pk,
        state=f"{track.pk}:{track.case.version}",
    )  # fmt: skip
