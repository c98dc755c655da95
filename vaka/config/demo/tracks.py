"""The further laws of some of the demo's events, and what was added beside the flow of others."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from vaka.areas.deviations import rules, track_rules
from vaka.areas.deviations.models import Cause, Deviation, Device, OutsideContact, Track
from vaka.areas.deviations.track_rules import KINDS, TrackState
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
ANSWERED = (TrackState.PROPOSED, TrackState.TAKEN, TrackState.DECLINED)
"""How the latest falls under SoL stand with MAS, the latest first."""
COLUMNS = "case_id deviation_id law type role proposed_because conclusion with_whom authority "
TRACK_COLUMNS = (COLUMNS + "is_hidden").split()
BECAUSE = "Ett fall är också en händelse inom hälso- och sjukvården."
THREAT = "Personal blev hotad. Bedöms också som händelse i arbetsmiljön."
DECLINED = "Personen har ingen hälso- och sjukvård från kommunen."
WITH_CAUSES = 60


@action
def write(*, by: Viewer, people: dict[str, Person], identity: Identity, today: date) -> None:
    """Write the tracks of the latest falls under SoL and of a threat at Almen."""
    falls = [one for one in _latest("SoL") if rules.is_fall(one.type)][: len(ANSWERED)]
    for fall, state in zip(falls, ANSWERED, strict=False):
        _track(by, fall, rules.Law.HSL, state, people["maja"], identity)
    threats = [one for one in _latest("SoL", "almen") if one.type == "Hot och våld"][:1]
    for threat in threats:
        _track(by, threat, rules.Law.AML, TrackState.TAKEN, people["bo"], identity)
    _beside(today)
    _causes()


def _latest(law: str, code: str = "") -> Iterator[Deviation]:
    rows = Deviation.objects.filter(law=law, case__unit__code__startswith=code)
    return rows.select_related("case__unit").order_by("-case__opened_at", "case_id").iterator()


def _track(
    by: Viewer, event: Deviation, law: rules.Law, state: TrackState, owner: Person,
    identity: Identity,
) -> None:  # fmt: skip
    health = law is rules.Law.HSL
    case, because = event.case, BECAUSE if health else THREAT
    steps = list(_steps(case.opened_at, state, because, owner.name))
    reported = swedish(case.opened_at).date()
    row = Incoming(
        unit_id=case.unit_id, unit_name=case.unit.name,
        title=case.title if health else "Hot och våld mot personal", state=state,
        opened_at=case.opened_at, year=swedish(case.occurred_at or case.opened_at).year,
        reference_year=reported.year, steps=steps, occurred_at=case.occurred_at,
        due_date=track_rules.due_close(reported, 1) if state == TrackState.TAKEN
        else track_rules.due_answer(reported, 7),
        closed_at=steps[-1].at if state == TrackState.DECLINED else None,
        owner_id=owner.pk, id=identity(case.opened_at),
    )  # fmt: skip
    intake.open_many(by=by, kind=KINDS[law], incoming=[row], source="demo")
    type_name = "Fall utan skada" if health else "Hot och våld mot personal"
    known = type_name if state == TrackState.TAKEN else ""
    role = track_rules.assessor_role(law, event.type)
    values = (row.id, event.pk, law.value, known, role, because, "", "", "", not health)
    intake.write_rows(Track, TRACK_COLUMNS, [values])


def _steps(at: datetime, state: TrackState, because: str, name: str) -> Iterator[Step]:
    yield Step(at, "track.propose", TrackState.PROPOSED, words=because)
    verb, words = {
        TrackState.TAKEN: ("track.take", ""),
        TrackState.DECLINED: ("track.decline", DECLINED),
    }.get(state, ("", ""))
    if verb:
        later = at + timedelta(hours=3)
        yield Step(later, verb, state, TrackState.PROPOSED, words, name)


def _beside(today: date) -> None:
    """A lift that broke, and a question to the region, on two open cases of Almen."""
    found = Deviation.objects.filter(
        case__unit__code__startswith="almen", case__closed_at=None
    ).order_by("-case__opened_at", "case_id")[:2]
    for event, add in zip(found, (_device, _contact), strict=False):
        add(event, today)


def _device(event: Deviation, today: date) -> None:
    Device.objects.create(deviation=event, name="Taklyft", number="TL-2207", is_kept_aside=True)


def _contact(event: Deviation, today: date) -> None:
    OutsideContact.objects.create(
        deviation=event, direction="sent", party="region", receiver="Akutmottagningen",
        disclosed="Tid för fallet och vad som gjordes direkt.", ground="no_harm",
        sent_date=today - timedelta(days=2), answer_by_date=today + timedelta(days=5),
    )  # fmt: skip


def _causes() -> None:
    """The latest investigated cases have causes, in turn through the list."""
    codes = ("routines", "communication", "technique", "competence", "organisation")
    found = Deviation.objects.filter(closed_how="with_investigation").order_by(
        "-case__opened_at", "case_id"
    )[:WITH_CAUSES]
    rows: list[Any] = [
        Cause(deviation=event, code=codes[number % len(codes)])
        for number, event in enumerate(found)
    ]
    Cause.objects.bulk_create(rows)
