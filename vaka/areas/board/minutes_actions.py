"""What is done with minutes until they are taken down; each verb is one transaction and row."""

import uuid
from dataclasses import dataclass
from datetime import date, time

from vaka.areas.administration import queries as administration
from vaka.areas.board import lists, queries, roll_rules
from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.minutes_models import (
    BoardAttendance,
    BoardMinutes,
    BoardParagraph,
    MinutesSignature,
)
from vaka.areas.board.minutes_rules import (
    MINUTES_LABELS,
    MINUTES_TRANSITIONS,
    MinutesState,
    Signing,
)
from vaka.areas.board.models import BoardItem, BoardMeeting
from vaka.areas.board.roll_rules import MEMBERS, Seating
from vaka.areas.board.rules import LEAD, SEE, SIT, ItemState, MeetingState, Openness, clauses
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.law.verdict import require


@dataclass(frozen=True)
class Line:
    """What is written of one person in the roll."""

    is_here: bool = True
    serves_for: str = ""
    since: time | None = None
    until: time | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A signature put in another system: its number there, the file's SHA-256, its day."""

    reference: str
    file_digest: str
    signed: date


@action
def begin_minutes(
    *, by: Viewer, meeting_id: uuid.UUID, kept_at: str = "", first_number: int = 1
) -> BoardMinutes:
    """Begin a held meeting's minutes: a paragraph for each item and the roll of its seats.

    Numbers go on from the year's meeting before; `first_number` counts only for the year's first.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    meeting = queries.meeting(by, meeting_id)
    demand(by, LEAD)
    if found := meeting.minutes.filter(is_immediate=False).first():
        return told(by, found, "begin_minutes")
    year = BoardParagraph.objects.filter(body=meeting.body, year=meeting.date.year)
    require(rules.may_begin(
        state=meeting.state, held=MeetingState.HELD, unwritten=_unwritten(meeting),
        later=year.filter(minutes__meeting__date__gt=meeting.date).exists(),
    ))  # fmt: skip
    one = BoardMinutes.objects.create(meeting=meeting, secretary=by.name, kept_at=kept_at.strip())
    _seat(one)
    last = year.order_by("-number").first()
    first = last.number + 1 if last else first_number
    for number, item in enumerate(_treated(meeting), first):
        write(one, item, number)
    return told(by, one, "begin_minutes", first=first)


@action
def drop_minutes(*, by: Viewer, minutes_id: uuid.UUID) -> BoardMeeting:
    """Take a meeting's minutes away while they are being written; their numbers are free again."""
    one = held(by, minutes_id)
    every = list(one.meeting.minutes.all())
    later = BoardMinutes.objects.filter(
        meeting__body=one.meeting.body, meeting__date__gt=one.meeting.date,
        meeting__date__year=one.meeting.date.year,
    )  # fmt: skip
    require(rules.may_write(*(row.state for row in every))
            + rules.may_drop(later=later.exists()))  # fmt: skip
    meeting = one.meeting
    told(by, one, "drop_minutes")
    for row in every:
        row.delete()
    return meeting


@action
def call_roll(
    *, by: Viewer, minutes_id: uuid.UUID, here: list[str], adjusters: list[str], presides: str
) -> BoardMinutes:
    """Write who was there; absent members are served for by the substitutes in their order."""
    one = written(by, minutes_id)
    lines = list(one.roll.all())
    seats = [row for row in lines if row.seating in MEMBERS]
    instead = roll_rules.serving(
        [row.name for row in seats],
        [row.name for row in lines if row.seating == Seating.SUBSTITUTE], here,
    )  # fmt: skip
    for row in lines:
        row.is_here = row.name in here
        row.serves_for = instead.get(row.name, "")
        row.is_adjuster, row.presides = row.name in adjusters, row.name == presides
        row.since = row.until = None
        row.save()
    require(roll_rules.may_seat(minutes.seated(row) for row in lines))
    return told(by, one, "call_roll", here=len(here))


@action
def change_line(*, by: Viewer, attendance_id: uuid.UUID, line: Line) -> BoardAttendance:
    """Write when one person came and left, and whom they served for."""
    row = minutes.attendance(by, attendance_id)
    one = written(by, row.minutes_id)
    row.is_here, row.serves_for = line.is_here, line.serves_for
    row.since, row.until = line.since, line.until
    row.save()
    require(roll_rules.may_seat(minutes.seated(each) for each in one.roll.all()))
    told(by, one, "change_line", name=row.name)
    return row


@action
def add_line(*, by: Viewer, minutes_id: uuid.UUID, name: str, seating: Seating) -> BoardAttendance:
    """Write somebody in who is not in the register: an official, a guest, a late substitute."""
    one = written(by, minutes_id)
    require(rules.may_add(name=name, known=[row.name for row in one.roll.all()]))
    row = BoardAttendance.objects.create(
        minutes=one, name=name.strip(), seating=seating, place=one.roll.count() + 1
    )
    told(by, one, "add_line", name=row.name)
    return row


@action
def step_minutes(*, by: Viewer, minutes_id: uuid.UUID, verb: str, words: str) -> BoardMinutes:
    """Take minutes a step on: to those who adjust, back from them, down from the board."""
    one = held(by, minutes_id)
    step = transitions.find(MINUTES_TRANSITIONS, verb)
    require(transitions.fits_in(MINUTES_TRANSITIONS, verb, one.state, words, MINUTES_LABELS))
    if verb == "board_minutes.hand_over":
        require(rules.may_hand_over(minutes.facts(one)))
        _ask_to_sign(one)
    if verb == "board_minutes.take_back":
        one.signatures.all().delete()
        one.packs.all().delete()
    if verb == "board_minutes.announce":
        one.announced_date = by.on
    if verb == "board_minutes.take_down":
        require(rules.may_take_down(announced=one.announced_date or by.on, today=by.on))
        one.taken_down_date = by.on
    one.state = step.to_state
    one.save()
    return told(by, one, verb.removeprefix("board_minutes."), words=words)


@action
def announce(*, by: Viewer, minutes_id: uuid.UUID, on: date) -> BoardMinutes:
    """Write the day when the adjustment was announced on the board for notices."""
    one = held(by, minutes_id)
    require(transitions.fits_in(MINUTES_TRANSITIONS, "board_minutes.announce", one.state, "",
                                MINUTES_LABELS)
            + rules.may_announce(adjusted=one.adjusted_date or on, announced=on,
                                 today=by.on))  # fmt: skip
    one.state, one.announced_date = MinutesState.ANNOUNCED, on
    one.save()
    return told(by, one, "announce", on=on.isoformat())


@action
def sign_minutes(*, by: Viewer, minutes_id: uuid.UUID) -> MinutesSignature:
    """Sign in one's own name; the page has asked for a new proof of who it is.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    one = minutes.minutes(by, minutes_id)
    if not (by.may(SIT) or by.may(LEAD)):
        raise NotAllowed(SIT)
    row = one.signatures.filter(name__in=minutes.own_names(by, one)).first()
    if row is None:
        raise NotAllowed(SIT)
    require(rules.may_sign(state=one.state, signed=row.signed_date is not None))
    row.signed_date, row.how = by.on, Signing.HERE
    return _signed(by, one, row, "sign_minutes")


@action
def sign_elsewhere(
    *, by: Viewer, signature_id: uuid.UUID, elsewhere: Elsewhere
) -> MinutesSignature:
    """Write that somebody has signed in another system, with its number and checksum."""
    row = minutes.signature(by, signature_id)
    one = held(by, row.minutes_id)
    require(rules.may_sign(state=one.state, signed=row.signed_date is not None)
            + rules.may_sign_elsewhere(reference=elsewhere.reference, digest=elsewhere.file_digest,
                                       signed=elsewhere.signed, met=one.meeting.date,
                                       today=by.on))  # fmt: skip
    row.signed_date, row.how = elsewhere.signed, Signing.ELSEWHERE
    row.reference, row.file_digest = (
        elsewhere.reference.strip(),
        elsewhere.file_digest.strip().lower(),
    )
    return _signed(by, one, row, "sign_elsewhere")


def _signed(by: Viewer, one: BoardMinutes, row: MinutesSignature, verb: str) -> MinutesSignature:
    """Keep a signature; the last one adjusts the minutes."""
    row.digest = minutes.digest(one)
    row.save()
    told(by, one, verb, name=row.name)
    if not one.signatures.filter(signed_date=None).exists():
        days = one.signatures.values_list("signed_date", flat=True)
        one.state = MinutesState.ADJUSTED
        one.adjusted_date = max(day for day in days if day)
        one.save()
        one.packs.all().delete()  # made before the last signature, they lack it
        told(by, one, "adjust", digest=row.digest)
    return row


def _ask_to_sign(one: BoardMinutes) -> None:
    lines = list(one.roll.all())
    wanted = [(row.name, "chair") for row in lines if row.presides]
    wanted += [(row.name, "adjuster") for row in lines if row.is_adjuster and row.is_here]
    wanted += [(one.secretary, "secretary")]
    for name, role in dict(reversed(wanted)).items():
        MinutesSignature.objects.create(minutes=one, name=name, role=role)


def _seat(one: BoardMinutes) -> None:
    """Write the roll from the register of mandates, everybody there until told otherwise."""
    body = next((row for row in administration.every_body() if row.code == one.meeting.body), None)
    order = list(Seating)
    seats = administration.mandates_on(body, one.meeting.date) if body else []
    lines = [row for row in seats if row.function in order]
    for place, row in enumerate(sorted(lines, key=lambda row: order.index(Seating(row.function)))):
        BoardAttendance.objects.create(
            minutes=one, name=row.name, seating=row.function, place=place,
            is_here=row.function != Seating.SUBSTITUTE, presides=row.function == Seating.CHAIR,
        )  # fmt: skip


def _treated(meeting: BoardMeeting) -> list[BoardItem]:
    found = meeting.items.exclude(case__state=ItemState.WITHDRAWN).select_related("case")
    return list(found.prefetch_related("texts").order_by("number"))


def write(one: BoardMinutes, item: BoardItem, number: int) -> BoardParagraph:
    """Begin a paragraph with what its letter proposes, or what is usual for its sort."""
    texts = {text.part: text.words for text in item.texts.all()}
    usual, appeal = lists.usual(item.sort)
    is_of_one = item.openness == Openness.SECRET and appeal == "legality"
    to = clauses("\n".join((texts.get("recipients", ""), item.goes_to.replace(";", "\n"))))
    return BoardParagraph.objects.create(
        minutes=one, item=item, body=one.meeting.body, year=one.meeting.date.year, number=number,
        decision=texts.get("proposal", usual), words=texts.get("summary", ""),
        recipients="\n".join(to), appeal="individual" if is_of_one else appeal,
    )  # fmt: skip


def _unwritten(meeting: BoardMeeting) -> list[date]:
    earlier = BoardMeeting.objects.filter(
        body=meeting.body, date__year=meeting.date.year, date__lt=meeting.date,
        state=MeetingState.HELD, minutes=None,
    )  # fmt: skip
    return list(earlier.order_by("date").values_list("date", flat=True))


def held(by: Viewer, minutes_id: uuid.UUID) -> BoardMinutes:
    """Give minutes that the viewer leads, locked. Raises NotAllowed, NotVisible."""
    minutes.minutes(by, minutes_id)
    demand(by, LEAD)
    found = BoardMinutes.objects.select_for_update(of=("self",)).select_related("meeting")
    one = found.filter(pk=minutes_id).first()
    if one is None:
        raise NotVisible(str(minutes_id))
    return one


def written(by: Viewer, minutes_id: uuid.UUID) -> BoardMinutes:
    """Give minutes that the viewer leads and that are being written. Raises RuleRefused too."""
    one = held(by, minutes_id)
    require(rules.may_write(one.state))
    return one


def told(by: Viewer, one: BoardMinutes, verb: str, **data: object) -> BoardMinutes:
    """Write a row of the log about minutes, by somebody who may see them."""
    demand(by, SEE)
    note(by=by, verb=f"board_minutes.{verb}", object_kind="board_minutes", object_id=one.pk,
         data=data)  # fmt: skip
    return one
