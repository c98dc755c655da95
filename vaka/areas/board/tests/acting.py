"""The board's work as the tests bring it about."""

from django.utils import timezone

from vaka.areas.board import actions, meeting_actions
from vaka.areas.board.actions import NewItem
from vaka.areas.board.models import BoardItem
from vaka.areas.board.rules import ItemSort, Openness
from vaka.foundation.cases.models import Case

LETTER = {
    "proposal": "att godkänna rapporten\natt lägga den till handlingarna",
    "summary": "Kort sagt.", "description": "Så här är det.", "economic": "Ryms i budgeten.",
    "no_equality": "Rör inte människor.", "recipients": "Kommunfullmäktige\nRevisionen",
}  # fmt: skip


def begin(by, unit, meeting, title="Rapport", openness=Openness.COMMON, body=None, **columns):
    """Begin an item for a meeting, or for none."""
    ground = "26 kap. 1 § OSL" if openness is Openness.SECRET else ""
    columns = {"diary_number": "VO-2026-00001"} | columns
    new = NewItem(unit, body or meeting.body, title, ItemSort.DECISION, openness, ground,
                  meeting.pk if meeting else None, tuple(columns.items()))  # fmt: skip
    return actions.begin_item(by=by, new=new)


def version(case):
    """Give the version that a form would show now."""
    return Case.objects.get(pk=case.pk).version


def write(by, case, **texts):
    """Write a whole letter, some parts other than usual."""
    return actions.write_letter(by=by, case_id=case.pk, version=version(case),
                                texts=LETTER | texts, letter_date=timezone.localdate())  # fmt: skip


def step(by, case, verb, words="Skäl"):
    """Take an item a step on."""
    return actions.step_item(by=by, case_id=case.pk, version=version(case),
                             verb=f"board_item.{verb}", words=words)  # fmt: skip


def step_meeting(by, meeting, verb, words="Skäl"):
    """Take a meeting a step on."""
    return meeting_actions.step_meeting(by=by, meeting_id=meeting.pk, verb=f"board_meeting.{verb}",
                                words=words)  # fmt: skip


def row(case):
    """Give the item of a case as it stands."""
    return BoardItem.objects.get(pk=case.pk)
