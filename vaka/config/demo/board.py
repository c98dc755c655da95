"""The demo's board: two published meetings with their own faults, and those to come."""

from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from vaka.areas.board import actions, meeting_actions
from vaka.areas.board import assignment_actions as assignments
from vaka.areas.board import figure_actions as figures
from vaka.areas.board import year_actions as years
from vaka.areas.board.actions import NewItem, NewPaper
from vaka.areas.board.assignment_actions import NewAssignment
from vaka.areas.board.meeting_actions import NewMeetings
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.rules import ItemSort, Openness
from vaka.areas.board.year_actions import PlanLine
from vaka.config.demo import answers, minutes
from vaka.config.demo.reading import facts, tables
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

BOARD, COMMITTEE = "socialnamnden", "arbetsutskottet"
FIRST, SECOND = date(2024, 3, 27), date(2024, 5, 14)
SORTS = {
    "formality": ItemSort.FORMALITY, "information": ItemSort.INFORMATION,
    "decision": ItemSort.DECISION, "notification": ItemSort.NOTIFICATION, "other": ItemSort.OTHER,
    "chair decision": ItemSort.NOTIFICATION,
}  # fmt: skip
REPORTED = {4: date(2024, 4, 30), 11: date(2024, 4, 30), 12: date(2024, 4, 30)}
"""The last day of the period that some letters of 2024-05-14 report."""
WHY = "Källans egna oklarheter står kvar så som de är tryckta."


class Desk:
    """The secretary's hand, on a day."""

    def __init__(self, by: Viewer, person: Person, unit: Unit, on: date) -> None:
        self.by = replace(by, person=person, name=person.name, on=on, _known={})
        self.unit = unit

    def meeting(self, body: str, day: date, *, standing: bool) -> BoardMeeting:
        """Plan one meeting."""
        new = NewMeetings(body, (day,), time(8, 15), "Sessionssalen, kommunhuset", standing)
        return meeting_actions.plan_meetings(by=self.by, new=new, unit=self.unit)[0]

    def item(self, meeting: BoardMeeting | None, title: str, sort: ItemSort, **more: Any) -> Case:
        """Begin an item."""
        new = NewItem(
            more.pop("unit", self.unit), more.pop("body", BOARD), title, sort,
            more.pop("openness", Openness.COMMON), more.pop("ground", ""),
            meeting.pk if meeting else None, tuple(more.items()),
        )  # fmt: skip
        return actions.begin_item(by=self.by, new=new)

    def write(self, case: Case, texts: dict[str, str], day: date | None) -> None:
        """Write its letter."""
        actions.write_letter(by=self.by, case_id=case.pk, version=_version(case), texts=texts,
                             letter_date=day)  # fmt: skip

    def attach(self, case: Case, new: NewPaper, words: str = "") -> None:
        """Name an attachment, with a file of a page when it has words."""
        content = BytesIO(page(words)) if words else None
        actions.attach(by=self.by, case_id=case.pk, version=_version(case), new=new,
                       content=content, name=f"{new.title}.pdf")  # fmt: skip

    def hand_over(self, case: Case) -> None:
        """Hand it over."""
        actions.step_item(by=self.by, case_id=case.pk, version=_version(case), words="",
                          verb="board_item.hand_over")  # fmt: skip

    def step(self, meeting: BoardMeeting, verb: str, words: str = "") -> None:
        """Take a meeting a step on."""
        meeting_actions.step_meeting(
            by=self.by, meeting_id=meeting.pk, verb=f"board_meeting.{verb}", words=words
        )


def write(*, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date) -> None:
    """Write the two published meetings, those to come, and what is to be answered."""
    for day, fill in ((FIRST, _first), (SECOND, _second)):
        desk = Desk(by, people["nora"], places["vaka"], day - timedelta(days=8))
        meeting = desk.meeting(BOARD, day, standing=False)
        fill(desk, meeting)
        desk.step(meeting, "call", WHY)
        Desk(by, people["nora"], places["vaka"], day).step(meeting, "hold")
        minutes.write(Desk(by, people["nora"], places["vaka"], day).by, meeting)
    desk = Desk(by, people["nora"], places["vaka"], today)
    _plan(desk, today)
    _coming(desk, people, places, today)
    answers.write(by=desk.by, unit=places["vaka"], body=BOARD, today=today)


def page(words: str) -> bytes:
    """Give a PDF of one page with a line of words, such as an office program would leave."""
    shown = words.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    stream = b"BT /F1 18 Tf 60 760 Td (" + shown + b") Tj ET"
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(made))
    )


def _first(desk: Desk, meeting: BoardMeeting) -> None:
    """The agenda and timetable of 2024-03-27, as printed."""
    told = tables("board")["first"]
    for row in facts("board_agenda_2024_03_27"):
        case = desk.item(meeting, row["title"], SORTS[row["kind"]])
        if row["number"] in told:
            desk.write(case, told[row["number"]], date(2024, 3, 18))
        desk.hand_over(case)
    _order(meeting, [row["title"] for row in facts("board_agenda_2024_03_27")])
    for row in facts("board_timetable_2024_03_27"):
        meeting_actions.set_slot(
            by=desk.by, meeting_id=meeting.pk, starts=time.fromisoformat(row["start"]),
            ends=time.fromisoformat(row["end"]) if row["end"] else None, words=row["words"],
            presenter=row["presenter"],
        )  # fmt: skip


def _second(desk: Desk, meeting: BoardMeeting) -> None:
    """The twelve cases of 2024-05-14 with their papers, as printed."""
    told, papers = tables("board")["second"], facts("board_papers_2024_05_14")
    for row in facts("board_cases_2024_05_14"):
        number = int(row["number"])
        chair = {"decided_date": SECOND - timedelta(days=8), "event_date": date(2024, 4, 24)}
        case = desk.item(
            meeting, row["title"], SORTS[row["kind"]], diary_number=row["diary_number"],
            responsible=row["signed_by"][:200], goes_to=row["sent_to"],
            reports_until_date=REPORTED.get(number), **(chair if number == 10 else {}),
        )  # fmt: skip
        if row["number"] in told:
            head = row["header_date"] or row["letter_date"]
            desk.write(case, told[row["number"]], date.fromisoformat(head) if head else None)
        for paper in papers:
            if paper["number"] == row["number"]:
                _paper(desk, case, paper)
        desk.hand_over(case)
    _order(meeting, [row["title"] for row in facts("board_cases_2024_05_14")])


def _paper(desk: Desk, case: Case, row: dict[str, str]) -> None:
    """The letter itself is in the list; an attachment has a page of its own."""
    is_letter = row["title"] == "tjänsteskrivelse"
    dated = date.fromisoformat(row["dated"]) if row["dated"] else None
    new = NewPaper(row["title"].capitalize(), dated=dated, is_letter=is_letter)
    desk.attach(case, new, "" if is_letter else f"{row['title'].capitalize()} {row['dated']}")


def _order(meeting: BoardMeeting, titles: list[str]) -> None:
    """Give the items their printed places; a notice has its own order."""
    for row in meeting.items.select_related("case"):
        row.number = titles.index(row.case.title) + 1
        row.save(update_fields=["number"])


def _plan(desk: Desk, today: date) -> None:
    """What is left of the year's plan, and the next year's; a meeting takes up its month."""
    for year in (today.year, today.year + 1):
        for row in tables("board")["plan"]:
            for month in row["months"] or (None,):
                line = PlanLine(BOARD, year, month, row["title"], ItemSort(row["sort"]), None,
                                row["responsible"], row.get("goes_to", ""),
                                row.get("earlier", ""))  # fmt: skip
                is_ahead = (year, month or 12) >= (today.year, today.month)
                if is_ahead and (month or year == today.year):
                    years.plan_item(by=desk.by, line=line)


def _coming(desk: Desk, people: dict[str, Person], places: dict[str, Unit], today: date) -> None:
    """The next meeting being prepared, later ones with standing items, a called committee."""
    first = _thursday(today + timedelta(days=17))
    meeting = desk.meeting(BOARD, first, standing=True)
    desk.meeting(BOARD, first + timedelta(days=28), standing=True)
    desk.meeting(BOARD, first + timedelta(days=63), standing=True)
    for row in tables("board")["coming"]:
        own = replace(desk.by, person=people[row["who"]], name=people[row["who"]].name, _known={})
        hand = Desk(own, people[row["who"]], places[row["unit"]], today)
        case = hand.item(meeting if row.get("planned", True) else None, row["title"],
                         ItemSort(row["sort"]), diary_number=row["number"],
                         responsible=row["responsible"],
                         openness=Openness(row.get("openness", "common")))  # fmt: skip
        if row.get("texts"):
            hand.write(case, row["texts"], today - timedelta(days=3))
        if row.get("paper"):
            new = NewPaper(row["paper"], row["about"], today - timedelta(days=4))
            hand.attach(case, new, row["paper"])
        for name in row.get("figures", ()):
            figures.bind_figure(by=hand.by, case_id=case.pk, version=_version(case), measure=name,
                                unit=places["socialforvaltningen"])  # fmt: skip
        if row.get("ready"):
            hand.hand_over(case)
    _assignments(desk, meeting)
    committee = desk.meeting(COMMITTEE, _thursday(today + timedelta(days=8)), standing=False)
    secret = desk.item(committee, "Omprövning av placering, akt BU-0127", ItemSort.DECISION,
                       body=COMMITTEE, openness=Openness.SECRET, ground="26 kap. 1 § OSL",
                       diary_number="VO-2026-00088")  # fmt: skip
    desk.write(secret, tables("board")["secret"], today - timedelta(days=2))
    desk.hand_over(secret)
    desk.step(committee, "call")


def _assignments(desk: Desk, coming: BoardMeeting) -> None:
    """What the board has told the administration: late, due, reported, and one unplanned."""
    past = {one.date: one for one in BoardMeeting.objects.filter(body=BOARD)}
    for row in tables("board")["assignment"]:
        due = {"past": past[SECOND], "coming": coming}.get(row.get("due", ""))
        new = NewAssignment(BOARD, row["words"], row["decided"], row["paragraph"],
                            row["responsible"], due)  # fmt: skip
        made = assignments.give_assignment(by=desk.by, new=new)
        if row.get("reported"):
            assignments.step_assignment(by=desk.by, assignment_id=made.pk, words=row["reported"],
                                        verb="board_assignment.report")  # fmt: skip


def _thursday(day: date) -> date:
    return day + timedelta(days=(3 - day.weekday()) % 7)


def _version(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version
