"""The demo's inspections: an order with a late answer, an audit, one closed; all invented."""

from datetime import date, timedelta

from vaka.areas.inspections.models import Inspection, InspectionPoint
from vaka.areas.inspections.rules import State
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

IVO = "Inspektionen för vård och omsorg"
# unit, owner, sort, title, authority, number, about, came, state, and points:
# kind, text, due in days from today, who, answer, proof, answered in days from today
PLANNED = (
    ("almen", "maja", "order", "Tillsyn av natten på särskilt boende", IVO, "3.5.1-04417/2026",
     "Granskning av bemanning och tillsyn nattetid.", -40, State.RECEIVED, (
        ("fault", "Boende på plan 2 har inte fått den tillsyn som planen anger.", -3, "bo", "", "",
         None),
        ("question", "Hur säkras att larm besvaras inom tio minuter?", 12, "maja",
         "Larmloggen läses varje vecka och redovisas på APT.", "Larmlogg vecka 40 till 46", -8),
     )),
    ("socialforvaltningen", "nora", "audit", "Granskning av kvaliteten i hemtjänsten",
     "Kommunens revisorer", "", "Fördjupad granskning enligt revisionsplanen.", -25,
     State.RECEIVED, (
        ("question", "Hur följer nämnden upp kontinuiteten?", 20, "kim", "", "", None),
        ("fault", "Genomförandeplaner saknar datum för uppföljning.", 20, "sven", "", "", None),
     )),
    ("bjorken", "maja", "inspection", "Läkemedelshantering på Björken", IVO, "3.4.1-00219/2026",
     "Anmäld tillsyn av läkemedelsförråd.", -220, State.CLOSED, (
        ("fault", "Nycklarna till förrådet kvitteras inte.", -180, "cecilia",
         "Nyckelskåp med kod är infört.", "Ny lokal rutin för nycklar", -190),
     )),
)  # fmt: skip

TOLD = date(2023, 1, 1)
"""The year whose reports the demo tells in full; the days of `EARLIER` are counted from here."""
EARLIER = (
    ("almen", "maja", "inspection", "Förebyggande av fall på Almen", IVO, "3.4.1-01187/2023",
     "Anmäld tillsyn av arbetet mot fall.", 64, State.CLOSED, (
        ("fault", "Riskbedömningar följs inte upp efter ett fall.", 110, "bo",
         "Uppföljning är en fast punkt på teammötet.", "Rutin för teammöten", 101),
     )),
    ("socialforvaltningen", "nora", "audit", "Uppföljning av egenkontrollen",
     "Kommunens revisorer", "", "Uppföljning enligt revisionsplanen.", 250, State.CLOSED, (
        ("question", "Hur vet nämnden att egenkontrollen görs?", 290, "kim",
         "Nämnden får resultatet varje tertial.", "Protokoll från nämnden", 281),
     )),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the inspections with their points."""
    dated = [(today, one) for one in PLANNED] + [(TOLD, one) for one in EARLIER]
    for day, (unit, owner, sort, title, authority, number, about, came, state, points) in dated:
        who, began = people[owner], day + timedelta(days=came)
        steps = [Step(moment(began), "inspection.receive", State.RECEIVED, by_name=who.name)]
        decided = began + timedelta(days=60) if state is State.CLOSED else None
        if decided:
            steps.append(
                Step(moment(decided), "inspection.close", state, State.RECEIVED, by_name=who.name)
            )
        waiting = [day + timedelta(days=one[2]) for one in points if one[6] is None]
        row = incoming(places[unit], title, steps, who, identity(moment(began)),
                       min(waiting, default=None), about)  # fmt: skip
        row.closed_at = moment(decided) if decided else None
        intake.open_many(by=by, kind="inspection", incoming=[row], source="demo")
        assert row.id is not None
        made = Inspection.objects.create(
            case_id=row.id, sort=sort, authority=authority, number=number, about=about,
            received_date=began, decided_date=decided,
            sent_date=began + timedelta(days=32) if decided else None,
            decision=f"{number} beslut" if decided else "",
        )  # fmt: skip
        InspectionPoint.objects.bulk_create(
            _point(made, place, one, people, identity, day)
            for place, one in enumerate(points, start=1)
        )


def _point(
    made: Inspection, place: int, one: tuple[str, str, int, str, str, str, int | None],
    people: dict[str, Person], identity: Identity, today: date,
) -> InspectionPoint:  # fmt: skip
    kind, text, due, who, answer, proof, answered = one
    return InspectionPoint(
        id=identity(moment(made.received_date)), inspection=made, number=place, kind=kind,
        text=text, due_date=today + timedelta(days=due), owner=people[who], answer=answer,
        proof=proof,
        answered_date=None if answered is None else today + timedelta(days=answered),
    )  # fmt: skip
