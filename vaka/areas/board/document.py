"""The pack of a meeting: notice, timetable and every letter in one document, files beside it.

A public pack holds what is common only. The members' holds all of the meeting's items; it is made
for the body, and its file is open to those who sit there and to the secretary.
"""

import tempfile
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.board import assignment_queries as assignments
from vaka.areas.board import immediate_queries as immediate
from vaka.areas.board import incoming_queries as incoming
from vaka.areas.board import pack_queries, queries, rules
from vaka.areas.board.assignment_queries import AssignmentRow
from vaka.areas.board.check_rules import faults
from vaka.areas.board.minutes_models import BoardMinutes
from vaka.areas.board.models import BoardItem, BoardMeeting, BoardPack, BoardPaper
from vaka.areas.board.queries import PACK
from vaka.areas.board.rules import LEAD, Openness
from vaka.documents import joining
from vaka.documents.compile import Format
from vaka.documents.content import Cell, Column, Kind, Letterhead, ReportSource, Table
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.documents.worker import compile_in_worker
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.foundation.files import store
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.queries import principal_name
from vaka.web.words import day

TEMPLATE = Path(__file__).parents[1] / "reports" / "templates" / "kallelse.md"
IN_LINES = ("proposal", "recipients")
"""Parts of a letter that are lists, a line each."""


@dataclass(frozen=True)
class Bound:
    """A file that others made, and where in the second volume it begins; 0 when it is no PDF."""

    item: BoardItem
    place: int
    paper: BoardPaper
    page: int = 0
    pages: int = 0


def make_pack(*, by: Viewer, meeting_id: uuid.UUID, public: bool) -> BoardPack:
    """Make the pack as PDF, the others' files joined beside, and keep both.

    Raises:
        NotAllowed, NotVisible: the viewer leads no meetings, or there is no such meeting.
        CompileFailed, NotReadable.
    """
    demand(by, LEAD)
    one = queries.meeting(by, meeting_id)
    content, bound = pack(by, one, public=public)
    with tempfile.TemporaryDirectory() as folder:
        made = compile_in_worker(_source(one, content, public), Path(folder), (Format.PDF,))
        paths = [Path(folder) / made.files[Format.PDF]]
        if inside := [(of.paper.title, _path(of.paper)) for of in bound if of.page]:
            paths.append(Path(folder) / f"{paths[0].stem}-volym-2.pdf")
            paths[1].write_bytes(joining.joined(inside))
        return keep_pack(by=by, one=one, public=public, paths=paths)


def pack(
    viewer: Viewer, one: BoardMeeting, *, public: bool, has_files: bool = True
) -> tuple[ReportContent, list[Bound]]:
    """Give what stands in a pack, and the files that follow it. Raises NotReadable."""
    found = pack_queries.pack_items(viewer, one, public=public)
    bound = _bound(found) if has_files else []
    name = queries.body_names().get(one.body, one.body)
    of_one = [_facts(row, place) for place, row in enumerate(found)]
    owed = assignments.public_at(one) if public else assignments.due_at(viewer, one)
    told = {row.pk: _told_at(viewer, row, place, public=public) for place, row in enumerate(found)}
    tables = [_agenda(one, {row.pk for row in found}), _timetable(one), _volume(bound),
              _owed(owed), *of_one, *chain(*told.values())]  # fmt: skip
    content = ReportContent(
        values={
            "headline": _("Kallelse till %(name)s %(day)s") % {"name": name, "day": day(one.date)},
            "place": one.place, "remarks": "" if public else one.words, "has_volume": bool(bound),
            "has_owed": bool(owed),
            "has_slots": one.slots.exists(),
            "items": list(_items(found, of_one, bound, told)),
        },
        tables={table.id: table for table in tables},
        comments={_code(row, part.code): part.words for row in found
                  for part in queries.letter(row) if part.words},
        facts=tuple(_head(one, name)),
        findings=tuple(_findings(viewer, one, {row.number for row in found})),
    )  # fmt: skip
    return content, bound


def _source(one: BoardMeeting, content: ReportContent, public: bool) -> ReportSource:
    manuscript = render(TEMPLATE.read_text("utf-8"), content.verbs(), content.values)
    kind = _("Kallelse") if public else _("Kallelse, för ledamöterna")
    head = Letterhead(principal=principal_name(), kind=kind, date=one.called_date or one.date,
                      facts=content.facts)  # fmt: skip
    for_whom = "" if public else "-ledamoter"
    return ReportSource(f"kallelse-{one.body}-{one.date}{for_whom}", head, manuscript, True)


@action
def keep_pack(
    *, by: Viewer, one: BoardMeeting, public: bool, paths: Iterable[Path],
    minutes: BoardMinutes | None = None,
) -> BoardPack:  # fmt: skip
    """Keep a pack's files for its readers; with minutes it is their paper."""
    demand(by, LEAD)
    row = BoardPack.objects.create(meeting=one, is_public=public, made_by=by.person,
                                   minutes=minutes)  # fmt: skip
    for path in paths:
        row.files.add(files.keep(by=by, content=path, name=path.name, kind=PACK))
    note(by=by, verb="board_meeting.make_pack", object_kind="board_meeting", object_id=one.pk,
         data={"public": public, "minutes": minutes is not None})  # fmt: skip
    return row


def _bound(found: Iterable[BoardItem]) -> list[Bound]:
    """Every file of the items in order, and the page where each PDF begins."""
    every = [Bound(row, place, paper) for row in found
             for place, paper in enumerate(row.papers.all(), 1) if paper.file]  # fmt: skip
    inside = [one for one in every if _is_pdf(one.paper.file)]
    counts = joining.page_counts([(one.paper.title, _path(one.paper)) for one in inside])
    places = dict(zip((one.paper.pk for one in inside),
                      zip(joining.starts(counts), counts, strict=True), strict=True))  # fmt: skip
    return [
        Bound(one.item, one.place, one.paper, *places.get(one.paper.pk, (0, 0))) for one in every
    ]


def _is_pdf(file: StoredFile | None) -> bool:
    return file is not None and file.media_type == "application/pdf"


def _path(paper: BoardPaper) -> Path:
    return store.path_of(paper.file.digest if paper.file else "")


def _code(row: BoardItem, part: str) -> str:
    return f"arende-{row.number}-{part}"


def _items(
    found: Iterable[BoardItem], tables: Iterable[Table], bound: list[Bound],
    told: dict[uuid.UUID, list[Table]],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Each item for the template; one with a letter or papers has pages of its own."""
    was_bare = False
    for row, table in zip(found, tables, strict=True):
        one = _item(row, bound)
        listed = [table.id for table in told[row.pk] if table.rows]
        is_bare = not one["parts"] and not one["papers"] and not listed
        yield one | {"facts": table.id, "told": listed,
                     "has_facts": not is_bare or bool(row.diary_number),
                     "begins_page": not (is_bare and was_bare)}  # fmt: skip
        was_bare = is_bare


def _item(row: BoardItem, bound: Iterable[Bound]) -> dict[str, Any]:
    told = [part for part in queries.letter(row) if part.words]
    parts = [
        {"label": part.label, "code": _code(row, part.code),
         "lines": rules.clauses(part.words) if part.code in IN_LINES else []}
        for part in told
    ]  # fmt: skip
    pages = {one.paper.pk: one for one in bound}
    papers = [_told(paper, pages.get(paper.pk)) for paper in row.papers.all()]
    return {"number": row.number, "title": row.case.title, "parts": parts, "papers": papers}


def _told(paper: BoardPaper, bound: Bound | None) -> str:
    """An attachment in words: what it is, its day, what it holds, where it stands."""
    absent = _("står här ovanför") if paper.is_letter else _("filen finns inte med")
    where = absent if bound is None else _where(bound)
    dated = _("daterad %s") % day(paper.dated) if paper.dated else _("utan dag")
    said = f"{paper.title}, {dated}, {where}."
    return f"{said} {paper.description}" if paper.description else said


def _where(one: Bound) -> str:
    if one.page:
        return _("volym 2 sida %d") % one.page
    return _("egen fil: %s") % (one.paper.file.name if one.paper.file else "")


def _agenda(one: BoardMeeting, inside: set[uuid.UUID]) -> Table:
    """The whole list, so that numbers have no gaps; of what is not inside only that it is there."""
    rows = one.items.select_related("case").exclude(case__state=rules.ItemState.WITHDRAWN)
    cells = tuple(
        (row.number, rules.shown_title(row.case.title, row.openness, row.pk in inside),
         str(rules.SORT_LABELS[rules.ItemSort(row.sort)]),
         row.diary_number or None if row.pk in inside else None)
        for row in rows.order_by("number")
    )  # fmt: skip
    columns = (Column(_("Nr"), Kind.COUNT), Column(_("Ärende")), Column(_("Slag")),
               Column(_("Diarienummer")))  # fmt: skip
    return Table("agenda", _("Ärenden"), columns, cells, missing="–")


def _timetable(one: BoardMeeting) -> Table:
    cells = tuple(
        (f"{slot.starts:%H.%M}–{f'{slot.ends:%H.%M}' if slot.ends else ''}", slot.words,
         slot.presenter or None)
        for slot in one.slots.all()
    )  # fmt: skip
    columns = (Column(_("Tid")), Column(_("Punkt")), Column(_("Föredragande")))
    return Table("timetable", _("Tider"), columns, cells, missing="–")


def _volume(bound: Iterable[Bound]) -> Table:
    cells = tuple(
        (one.item.number, one.paper.title, one.paper.dated, one.paper.description or None,
         one.page or _where(one), one.pages or None)
        for one in bound
    )  # fmt: skip
    columns = (Column(_("Ärende"), Kind.COUNT), Column(_("Handling")), Column(_("Dag"), Kind.DATE),
               Column(_("Innehåll")), Column(_("Sida")), Column(_("Sidor")))  # fmt: skip
    return Table("volume", _("Filer"), columns, tuple(map(_as_text, cells)), missing="–")


def _owed(rows: Iterable[AssignmentRow]) -> Table:
    cells = tuple(
        (row.words, " ".join((row.decided_date.isoformat(), row.paragraph)).strip(), row.due_date,
         _("försenat") if row.is_late else row.state_label.lower())
        for row in rows
    )  # fmt: skip
    columns = (Column(_("Uppdrag")), Column(_("Beslutat")), Column(_("Redovisas"), Kind.DATE),
               Column(_("Läge")))  # fmt: skip
    return Table("assignments", _("Uppdrag att redovisa"), columns, cells, missing="–")


def _told_at(viewer: Viewer, row: BoardItem, place: int, *, public: bool) -> list[Table]:
    return [_letters(viewer, row, place, public=public),
            _at_once(viewer, row, place, public=public)]  # fmt: skip


def _at_once(viewer: Viewer, row: BoardItem, place: int, *, public: bool) -> Table:
    """The immediate decisions that an item tells; of what is not for the reader that it is there,
    never when, by whom or by which law."""
    told = immediate.told_at(viewer, row, public=public)
    cells: list[tuple[Cell, ...]] = [
        (one.reference, one.law_label, one.decided_date, one.decider) for one in told.rows
    ]
    cells += [(_("Sekretess"), None, None, None)] * told.hidden
    columns = (Column(_("Aktens nummer")), Column(_("Lagrum")), Column(_("Beslutat"), Kind.DATE),
               Column(_("Beslutsfattare")))  # fmt: skip
    return Table(f"immediates_{place}", _("Omedelbara beslut"), columns, tuple(cells), missing="–")


def _letters(viewer: Viewer, row: BoardItem, place: int, *, public: bool) -> Table:
    """What has come in and is told at an item; of what is not for the reader only its number."""
    cells = tuple(
        (line.diary_number, line.sender or None,
         " ".join((line.subject, line.paragraph)).strip() or line.openness_label,
         line.received_date)
        for line in incoming.told_at(viewer, row, public=public)
    )  # fmt: skip
    columns = (Column(_("Diarienummer")), Column(_("Avsändare")), Column(_("Vad den gäller")),
               Column(_("Kom in"), Kind.DATE))  # fmt: skip
    return Table(f"letters_{place}", _("Inkomna skrivelser"), columns, cells, missing="–")


def _as_text(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Pages stand in a column of text, for some files have none."""
    return (*cells[:4], *(str(cell) if isinstance(cell, int) else cell for cell in cells[4:]))


def _facts(row: BoardItem, place: int) -> Table:
    pairs: list[tuple[str, str | None]] = [
        (_("Diarienummer"), row.diary_number), (_("Slag"), str(row.get_sort_display())),
        (_("Skrivelsens dag"), _day(row.letter_date)), (_("Ansvarig roll"), row.responsible),
        (_("Tidigare beslut"), row.earlier), (_("Går vidare till"), row.goes_to),
        (_("Sekretess"), row.ground if row.openness == Openness.SECRET else ""),
    ]  # fmt: skip
    cells = tuple((label, words) for label, words in pairs if words)
    columns = (Column(_("Uppgift")), Column(_("Om ärendet")))
    return Table(f"facts_{place}", _("Ärende %d") % row.number, columns, cells)


def _head(one: BoardMeeting, name: str) -> Iterator[tuple[str, str]]:
    yield _("Organ"), name
    yield _("Dag"), day(one.date) + (f", {one.begins:%H.%M}" if one.begins else "")
    if one.called_date:
        yield _("Kallelsen skickad"), day(one.called_date)


def _findings(viewer: Viewer, one: BoardMeeting, inside: set[int]) -> Iterator[str]:
    """What the checks say of the meeting and of what is inside; of the rest nothing is told."""
    for fault in faults(pack_queries.pack_facts(viewer, one)):
        if not fault.number:
            yield fault.words
        elif fault.number in inside:
            yield _("Ärende %(number)d: %(words)s") % {"number": fault.number, "words": fault.words}


def _day(on: date | None) -> str:
    return day(on) if on else ""
