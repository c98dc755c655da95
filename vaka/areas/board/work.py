"""Pages that change something: plan meetings, write items and letters, take steps."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import actions, meeting_actions, queries
from vaka.areas.board.forms import (
    COLUMNS,
    ItemForm,
    LetterForm,
    MeetingsForm,
    NewItemForm,
    OwnNoteForm,
    PaperForm,
    PlaceForm,
    SlotForm,
)
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.queries import ItemPage
from vaka.areas.board.rules import (
    ITEM_TRANSITIONS,
    LEAD,
    MEETING_TRANSITIONS,
    PREPARE,
    Openness,
)
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.foundation.organisation.queries import root, visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take
from vaka.web.words import day

HEAD = _("Nämnd")
MEETING_STEPS = {
    "kalla": "board_meeting.call", "ta-tillbaka": "board_meeting.recall",
    "hallet": "board_meeting.hold", "inte-hallet": "board_meeting.reopen",
    "stall-in": "board_meeting.cancel", "planera-igen": "board_meeting.resume",
}  # fmt: skip
ITEM_STEPS = {
    "lamna": "board_item.hand_over", "lamna-tillbaka": "board_item.hand_back",
    "utgar": "board_item.withdraw", "ta-upp": "board_item.resume",
}  # fmt: skip


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what was sent; an empty form that was sent is still sent."""
    return request.POST if request.method == "POST" else None


def plan(request: HttpRequest) -> HttpResponse:
    """Plan meetings, a whole year at once where one wants to."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    above = reverse("board:list")
    form = MeetingsForm(sent(request), bodies=queries.body_names())
    page = StepPage(_("Planera sammanträden"), _("Spara"), _("Sammanträdena är planerade."), above,
                    [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = meeting_actions.plan_meetings(by=viewer, new=form.new(), unit=root())
        return reverse("board:meeting", args=[made[0].pk])

    return take(request, form, page, done)


def meeting_step(request: HttpRequest, meeting_id: uuid.UUID, step: str) -> HttpResponse:
    """Take a meeting a step on."""
    viewer, one = led(request, meeting_id)
    found = _step(MEETING_TRANSITIONS, MEETING_STEPS, step)
    form = words_form(found, request)

    def done(data: dict[str, Any]) -> None:
        meeting_actions.step_meeting(by=viewer, meeting_id=meeting_id, verb=found.verb,
                             words=data["words"])  # fmt: skip

    return take(request, form, of_meeting(one, found.label, found.label), done)


def slot(
    request: HttpRequest, meeting_id: uuid.UUID, slot_id: uuid.UUID | None = None
) -> HttpResponse:
    """Put a point into the timetable, or change one."""
    viewer, one = led(request, meeting_id)
    last = one.slots.last()
    stands: dict[str, Any] = {"starts": last.ends if last else one.begins}
    if slot_id:
        found = queries.slot(one, slot_id)
        stands = {name: getattr(found, name) for name in ("starts", "ends", "words", "presenter")}
    form = SlotForm(sent(request), initial=stands)

    def done(data: dict[str, Any]) -> None:
        meeting_actions.set_slot(
            by=viewer,
            meeting_id=meeting_id,
            slot_id=slot_id,
            starts=data["starts"],
            ends=data["ends"],
            words=data["words"],
            presenter=data["presenter"],
        )

    return take(request, form, of_meeting(one, _("Hålltid"), _("Spara")), done)


def drop_slot(request: HttpRequest, meeting_id: uuid.UUID, slot_id: uuid.UUID) -> HttpResponse:
    """Take a point out of the timetable, once asked."""
    viewer, one = led(request, meeting_id)
    stands = queries.slot(one, slot_id)
    page = of_meeting(one, _("Ta bort hålltiden"), _("Ta bort"), stands.words)

    def done(_data: dict[str, Any]) -> None:
        meeting_actions.drop_slot(by=viewer, meeting_id=meeting_id, slot_id=slot_id)

    return take(request, StepForm(sent(request)), page, done)


def new_item(request: HttpRequest) -> HttpResponse:
    """Begin an item."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, PREPARE)
    above = reverse("board:list")
    units = visible_units(viewer, PREPARE, on=viewer.on)
    own = [unit.code for unit in units if viewer.main and unit.pk == viewer.main.unit_id]
    form = NewItemForm(
        sent(request), units=units, bodies=queries.body_names(), meetings=queries.planned(viewer),
        initial={"meeting": request.GET.get("till", ""), "unit": next(iter(own), "")},
    )  # fmt: skip
    page = StepPage(_("Nytt ärende"), _("Spara"), _("Ärendet är påbörjat."), above,
                    [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        return reverse("board:item", args=[actions.begin_item(by=viewer, new=form.new()).pk])

    return take(request, form, page, done)


def change(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Change what is known of an item."""
    viewer, page = prepared(request, case_id)
    stands = {name: getattr(page.item, name) for name in (*COLUMNS, "sort", "openness", "ground")}
    stands |= {"title": page.frame.title, "version": page.frame.version}
    form = ItemForm(sent(request), initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.change_item(
            by=viewer, case_id=case_id, version=data["version"], title=data["title"],
            openness=data["openness"], ground=data["ground"],
            columns=(("sort", data["sort"]), *form.columns()),
        )  # fmt: skip

    return take(request, form, of_item(page, _("Uppgifter"), _("Spara")), done)


def letter(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write the board letter, part by part."""
    viewer, page = prepared(request, case_id)
    stands: dict[str, Any] = {row.code: row.words for row in page.letter}
    stands |= {"version": page.frame.version, "letter_date": page.item.letter_date or viewer.on}
    form = LetterForm(sent(request), parts=queries.form_of(page.item), initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.write_letter(by=viewer, case_id=case_id, version=data["version"],
                             texts=form.texts(), letter_date=data["letter_date"])  # fmt: skip

    return take(request, form, of_item(page, _("Tjänsteskrivelse"), _("Spara")), done)


def attach(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name an attachment, with its file when it is there."""
    viewer, page = prepared(request, case_id)
    stands = {"version": page.frame.version, "openness": page.item.openness}
    form = PaperForm(sent(request), request.FILES or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        file = data["file"]
        actions.attach(by=viewer, case_id=case_id, version=data["version"], new=form.new(),
                       content=file, name=file.name if file else "")  # fmt: skip

    return take(request, form, of_item(page, _("Ny handling"), _("Spara")), done)


def detach(request: HttpRequest, case_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Take an attachment off the list, once asked."""
    viewer, page = prepared(request, case_id)
    paper = queries.paper(viewer, paper_id)
    shown = of_item(page, _("Ta bort handlingen"), _("Ta bort"), paper.title)
    form = StepForm(sent(request), initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.detach(by=viewer, case_id=case_id, version=data["version"], paper_id=paper_id)

    return take(request, form, shown, done)


def own_note(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write of an item for oneself."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.item_page(viewer, case_id)
    form = OwnNoteForm(sent(request), initial={"words": page.own_note})

    def done(data: dict[str, Any]) -> None:
        actions.write_own_note(by=viewer, case_id=case_id, words=data["words"])

    return take(request, form, of_item(page, _("Egen anteckning"), _("Spara")), done)


def place(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Plan an item to a meeting and a place on its agenda."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.item_page(viewer, case_id)
    demand(viewer, LEAD)
    own = queries.planned(viewer, page.item.body)
    stands = {"version": page.frame.version, "number": page.item.number or None,
              "meeting": str(page.item.meeting_id or "")}  # fmt: skip
    form = PlaceForm(sent(request), meetings=own, bodies=queries.body_names(),
                     initial=stands)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        chosen = form.meetings.get(data["meeting"])
        actions.place_item(by=viewer, case_id=case_id, version=data["version"],
                           meeting_id=chosen.pk if chosen else None,
                           number=data["number"])  # fmt: skip

    return take(request, form, of_item(page, _("Planera ärendet"), _("Spara")), done)


def item_step(request: HttpRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Take an item a step on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.item_page(viewer, case_id)
    found = _step(ITEM_TRANSITIONS, ITEM_STEPS, step)
    if not (page.may_lead if found.capability == LEAD else page.may_prepare):
        raise NotAllowed(found.capability)
    form = words_form(found, request, page.frame.version)

    def done(data: dict[str, Any]) -> None:
        actions.step_item(by=viewer, case_id=case_id, verb=found.verb, words=data["words"],
                          version=data["version"])  # fmt: skip

    return take(request, form, of_item(page, found.label, found.label), done)


def led(request: HttpRequest, meeting_id: uuid.UUID) -> tuple[Viewer, BoardMeeting]:
    """Give who asks and a meeting, where they lead. Raises NotAllowed, NotVisible."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.meeting(viewer, meeting_id)
    demand(viewer, LEAD)
    return viewer, one


def prepared(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, ItemPage]:
    """Give who asks and an item that they prepare. Raises NotAllowed, NotVisible."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.item_page(viewer, case_id)
    if not page.may_prepare:
        raise NotAllowed(PREPARE)
    return viewer, page


def _step(table: tuple[Transition, ...], steps: dict[str, str], name: str) -> Transition:
    found = next((one for one in table if one.verb == steps.get(name)), None)
    if found is None:
        raise Http404(name)
    return found


def words_form(found: Transition, request: HttpRequest, version: int | None = None) -> StepForm:
    """Give the form of a step: with a reason where the table wants one."""
    kind = WordsForm if found.comment is Comment.REQUIRED else SureForm
    return kind(sent(request), initial={"version": version})


def of_meeting(one: BoardMeeting, heading: Words, button: Words, lead: Words = "") -> StepPage:
    """Give the words of a page about a meeting, and the way back to it."""
    address = reverse("board:meeting", args=[one.pk])
    name = queries.body_names().get(one.body, one.body)
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (f"{name} {day(one.date)}", address),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), address, crumbs, lead=lead)


def of_item(page: ItemPage, heading: Words, button: Words, lead: Words = "") -> StepPage:
    """Give the words of a page about an item, and the way back to it."""
    address = reverse("board:item", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (page.frame.reference, address),
    ]  # fmt: skip
    secret = page.item.openness == Openness.SECRET
    context: Words = _("Sekretess") if secret else page.frame.title
    return StepPage(heading, button, _("Sparat."), address, crumbs, context, lead)
