"""Minutes as the tests bring them about."""

from django.utils import timezone

from vaka.areas.board import minutes_actions as actions
from vaka.areas.board import paragraph_actions as paragraphs
from vaka.areas.board.minutes_actions import Elsewhere
from vaka.areas.board.minutes_models import BoardMinutes, BoardParagraph
from vaka.areas.board.paragraph_actions import Said
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, step, step_meeting, write

HERE = ["Nils Tallberg", "Pia Högvall"]


def held(nora, unit, planned, *titles, body="namnden", secret=()):
    """Hold a meeting today with some items, those named being secret."""
    meeting = planned(body, days=0)
    for title in titles:
        openness = Openness.SECRET if title in secret else Openness.COMMON
        case = begin(nora, unit, meeting, title, openness)
        write(nora, case)
        step(nora, case, "hand_over")
    step_meeting(nora, meeting, "call")
    step_meeting(nora, meeting, "hold")
    return meeting


def begun(nora, unit, planned, *titles, **more):
    """Begin the minutes of such a meeting, with chair and adjuster in the roll."""
    meeting = held(nora, unit, planned, *titles, **more)
    one = actions.begin_minutes(by=nora, meeting_id=meeting.pk, kept_at="Kontoret")
    here = [row.name for row in one.roll.all()]
    other = next(name for name in here if name != "Nils Tallberg")
    actions.call_roll(by=nora, minutes_id=one.pk, here=here, adjusters=[other],
                      presides="Nils Tallberg")  # fmt: skip
    return one


def step_minutes(by, one, verb, words="Skäl"):
    """Take minutes a step on."""
    return actions.step_minutes(by=by, minutes_id=one.pk, verb=f"board_minutes.{verb}", words=words)


def adjust(nora, one):
    """Hand minutes over and write every signature in as put elsewhere today."""
    step_minutes(nora, one, "hand_over")
    told = Elsewhere("T-17", "a" * 64, timezone.localdate())
    for row in one.signatures.all():
        actions.sign_elsewhere(by=nora, signature_id=row.pk, elsewhere=told)
    return BoardMinutes.objects.get(pk=one.pk)


def numbered(one, number):
    """Give a paragraph by its place among its minutes, the first being 1."""
    return list(BoardParagraph.objects.filter(minutes__meeting=one.meeting))[number - 1]


def say(by, row, at_once=False, **more):
    """Write a paragraph."""
    said = Said(**{"decision": "att godkänna", "recipients": row.recipients,
                   "appeal": "legality"} | more)  # fmt: skip
    return paragraphs.write_paragraph(by=by, paragraph_id=row.pk, said=said, at_once=at_once)
