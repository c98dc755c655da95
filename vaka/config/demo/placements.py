"""The demo's placed children: invented files with what is owed near, late and done."""

from dataclasses import replace
from datetime import date, timedelta

from vaka.areas.placements import actions
from vaka.areas.placements.actions import Considered, NewPlacement
from vaka.areas.placements.rules import Decider, Ground, Home, Owed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

WORDS = "Vården behövs fortfarande; planen står fast."
# file, ground, home, days since care began, in the home, weeks between tests, (what, days ago)
PLANNED = (
    ("BU-0114", Ground.SOL, Home.FOSTER, 800, 780, None, ((Owed.CONTINUED, 170),)),
    ("BU-0127", Ground.LVU, Home.FOSTER, 1300, 1280, None,
     ((Owed.CUSTODY, 500), (Owed.CUSTODY, 140), (Owed.CONTINUED, 30))),
    ("BU-0131", Ground.LVU, Home.INSTITUTION, 150, 150, 4, ((Owed.TEST, 10),)),
    ("BU-0138", Ground.SOL, Home.SUPPORTED, 90, 60, None, ()),
)  # fmt: skip


def write(*, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date) -> None:
    """Write in the placements with what has been considered of each."""
    who = replace(by, person=people["frida"], name=people["frida"].name)
    for file, ground, home, begun, since, weeks, done in PLANNED:
        new = NewPlacement(
            places["ifo"], file, ground, home, today - timedelta(days=begun),
            today - timedelta(days=since), weeks,
        )  # fmt: skip
        case = actions.begin_placement(by=who, new=new)
        for what, days in done:
            day = today - timedelta(days=days)
            told = Considered(what, day, Decider.COMMITTEE, WORDS, day + timedelta(days=1))
            version = Case.objects.get(pk=case.pk).version
            actions.note_considered(by=who, case_id=case.pk, version=version, new=told)
