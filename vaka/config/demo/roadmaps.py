"""The demo's roadmap: an invented edition of the municipality's own, and reviews of some lines."""

from datetime import date, timedelta

from vaka.areas.roadmaps.models import Roadmap, RoadmapLine, RoadmapReview
from vaka.areas.roadmaps.rules import Horizon, LineState
from vaka.config.demo import preventions
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit

AREAS = ("Styrning", "Personal", "Grunduppdrag", "Nära vård")
NEEDS = (
    # area, need, national, municipal, what more, horizon, goes on
    (0, "Samarbete med regionen", "Utredning om journaler", "Avtal om utskrivning",
     "Pröva gemensam vårdplan på skärm", Horizon.MEDIUM, False),
    (0, "Samarbete med regionen", "Utredning om journaler", "Avtal om utskrivning",
     "Följa hur länge någon väntar på att få åka hem", Horizon.ONGOING, True),
    (0, "Styra med mått", "Öppna jämförelser", "Styrtavla per enhet",
     "Ge varje enhetschef sina egna mått", Horizon.SHORT, False),
    (1, "Rätt kompetens", "Skyddad titel för undersköterskor", "Handledare på varje enhet",
     "Utbilda fler handledare", Horizon.SHORT, True),
    (1, "Rätt kompetens", "Skyddad titel för undersköterskor", "Handledare på varje enhet",
     "Språkstöd på arbetstid", Horizon.SHORT, False),
    (1, "Tillräcklig bemanning", "", "Schema efter behov",
     "Räkna nattens bemanning efter planerna", Horizon.MEDIUM, False),
    (2, "Rätt beslut i rätt tid", "Ny socialtjänstlag", "Rutin för omprövning",
     "Följa varje beslut tills det är verkställt", Horizon.ONGOING, True),
    (2, "Boende efter behov", "", "Boendeplan", "Bygga ett boende för yngre med demens",
     Horizon.LONG, False),
    (3, "Förebygga", "God och nära vård", "Uppsökande besök",
     "Fråga alla över 80 om ensamhet", Horizon.SHORT, False),
    (3, "Förebygga", "God och nära vård", "Uppsökande besök",
     "Träffpunkter i varje stadsdel", Horizon.MEDIUM, True),
    (3, "Kontinuitet", "", "Fast omsorgskontakt", "Färre personer hemma hos var och en",
     Horizon.ONGOING, True),
    (3, "Välfärdsteknik", "Vägledning om teknik", "Tillsyn på natten med kamera",
     "Erbjuda läkemedelsrobot till fler", Horizon.SHORT, False),
)  # fmt: skip
STATES = (
    (LineState.DONE, "Arbetssättet är infört på alla enheter."),
    (LineState.UNDER_WAY, "En plan är beslutad, och två enheter prövar."),
    (LineState.UNDER_WAY, "Utbildningen är påbörjad och fortsätter i höst."),
    (LineState.NOT_BEGUN, "Väntar på ett nationellt beslut."),
    (LineState.DROPPED, "Frågan ligger nu hos regionen."),
)
"""What the invented reviews say, line after line."""


@action
def write(*, by: Viewer, places: dict[str, Unit], identity: Identity, today: date) -> None:
    """Write the edition, and a review this year of two lines in three."""
    top, edition = places["socialforvaltningen"], date(today.year - 3, 11, 1)
    made = Roadmap.objects.create(
        id=identity(moment(edition)), unit=top, edition_date=edition, source="Äldreplanen"
    )
    lines = [_line(made, number, row, identity) for number, row in enumerate(NEEDS, 1)]
    RoadmapLine.objects.bulk_create(lines)
    spring = today - timedelta(days=120)
    RoadmapReview.objects.bulk_create(
        _review(line, place, spring, identity) for place, line in enumerate(lines) if place % 3
    )
    note(by=by, verb="roadmap.take_in_roadmap", object_kind="roadmap", object_id=made.pk,
         unit_id=top.pk, data={"rows": len(lines)})  # fmt: skip
    preventions.write(by=by, unit=top, identity=identity, today=today)


def _line(
    made: Roadmap, number: int, row: tuple[int, str, str, str, str, Horizon, bool],
    identity: Identity,
) -> RoadmapLine:  # fmt: skip
    area, need, national, municipal, more, horizon, is_ongoing = row
    needs = list(dict.fromkeys(one[1] for one in NEEDS))
    return RoadmapLine(
        id=identity(moment(made.edition_date)), roadmap=made, number=number, area=AREAS[area],
        need_number=needs.index(need) + 1, need=need, national=national, municipal=municipal,
        more=more, horizon=horizon, is_ongoing=is_ongoing, answers="Socialnämnden",
    )  # fmt: skip


def _review(line: RoadmapLine, place: int, day: date, identity: Identity) -> RoadmapReview:
    state, words = STATES[place % len(STATES)]
    return RoadmapReview(id=identity(moment(day)), line=line, reviewed_date=day, state=state,
                         words=words)  # fmt: skip
