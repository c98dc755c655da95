"""The demo's way to the journal: whose the rooms are, files taken over, a day that waits."""

from datetime import date, timedelta

from vaka.areas.journals import actions, entry_queries
from vaka.areas.journals.actions import RowAnswer
from vaka.areas.journals.models import JournalFile, JournalRow, RoomTie, VisitNote
from vaka.areas.journals.note_rules import VisitSort
from vaka.areas.journals.rules import Turn
from vaka.areas.night_care.models import NightPlan
from vaka.config.demo.plans import moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

SINCE = timedelta(days=40)
LEFT_UNTIED = 1
"""Somebody has just moved in, and nobody has said whose the room is."""


VISITS = (
    (VisitSort.MADE, "Duschade och klädde sig själv. Valde den blå koftan."),
    (VisitSort.MADE, "Gick till matsalen med gåbord, vilade en gång på vägen."),
    (VisitSort.DECLINED, "Ville inte gå ut i dag, det blåste. Frågade igen efter lunch."),
    (VisitSort.EVENT, "Ringde sin syster. Glad efteråt, berättade länge om Öland."),
    (VisitSort.ABSENT, "På utflykt med dottern till kvällen."),
)
PUT_RIGHT = {1: "Gick till matsalen med gåbord utan att vila.", 3: "Gällde en annan person."}
TAKEN_BACK = 3


def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date
) -> None:  # fmt: skip
    """Tie Almen's rooms, hand over the night before last, and leave last night to be done."""
    almen, who = places["almen"], people["bo"]
    rooms = NightPlan.objects.filter(room__unit__parent=almen).order_by("room__label")
    _visits(almen, people["astrid"], today)
    plans = Case.objects.filter(kind="care_plan", unit=almen, closed_at=None).order_by("title")
    held = list(zip([one.room_id for one in rooms], plans, strict=False))
    for room_id, plan in held[: len(held) - LEFT_UNTIED]:
        RoomTie.objects.create(room_id=room_id, plan=plan, from_date=today - SINCE, set_by=who)
    days = sorted({one.entry.day for one in _whole(by, almen) if one.entry.day < today})
    for day in days[:-1]:
        _taken_over(by, almen, who, day, refuses=day == days[-2])


def _visits(almen: Unit, who: Person, today: date) -> None:
    """Write what Astrid noted of visits the last days; one was put right, one taken back."""
    plans = Case.objects.filter(kind="care_plan", unit=almen, closed_at=None).order_by("title")[:3]
    for number, (sort, text) in enumerate(VISITS):
        at = moment(today - timedelta(days=1 + number % 3)) + timedelta(minutes=17 * number)
        one = VisitNote(plan=plans[number % 3], sort=sort, text=text, at=at, by=who,
                        written_at=at + timedelta(minutes=12))  # fmt: skip
        one.save(force_insert=True)
        if words := PUT_RIGHT.get(number):
            VisitNote(plan=one.plan, sort=sort, text=words, at=at, by=who, corrects=one,
                      root=one.root, written_at=at + timedelta(hours=1),
                      takes_back=number == TAKEN_BACK).save(force_insert=True)  # fmt: skip


def _whole(by: Viewer, unit: Unit) -> list[Turn]:
    return entry_queries.gathered(by, unit).whole


def _taken_over(by: Viewer, unit: Unit, who: Person, day: date, *, refuses: bool) -> None:
    made = actions.make_file(by=by, unit=unit, day=day)
    rows = list(JournalRow.objects.filter(file=made))
    for number, row in enumerate(rows):
        accepted = not (refuses and number == 0)
        reason = "" if accepted else "Det finns redan en anteckning på den tiden"
        entry = f"{day:%Y%m%d}-{number + 1}" if accepted else ""
        actions.take_receipt(by=by, answer=RowAnswer(row.pk, accepted, entry, reason))
    then = day + timedelta(days=1)
    JournalFile.objects.filter(pk=made.pk).update(made_at=moment(then), made_by=who, sent_by=who,
                                                  sent_date=then)  # fmt: skip
    JournalRow.objects.filter(file=made).update(answered_at=moment(then))
