"""The minutes of a meeting as a document: what its reader may see, as PDF to hand over."""

import tempfile
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from vaka.areas.meetings import actions, queries
from vaka.areas.meetings.pages import DecisionRow, MeetingPage
from vaka.areas.meetings.rules import Check, State
from vaka.documents.compile import Format
from vaka.documents.content import Cell, Column, Kind, Letterhead, ReportSource, Table
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.documents.worker import compile_in_worker
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.models import Case
from vaka.foundation.files import actions as files
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require

FILE = "minutes"
TEMPLATE = Path(__file__).parent / "templates" / "meetings" / "minutes.md"


def make_minutes(*, by: Viewer, case_id: uuid.UUID) -> StoredFile:
    """Make the PDF and keep it with the meeting, for whoever asked alone.

    Raises:
        NotVisible, RuleRefused, CompileFailed.
    """
    source = document(by, case_id)
    case = Case.objects.visible_to(by).get(pk=case_id)
    with tempfile.TemporaryDirectory() as folder:
        made = compile_in_worker(source, Path(folder), (Format.PDF,))
        path = Path(folder) / made.files[Format.PDF]
        return files.keep(by=by, content=path, name=path.name, kind=FILE, case=case)


def document(viewer: Viewer, case_id: uuid.UUID) -> ReportSource:
    """Give the minutes as a document to compile; that they are taken away is logged as a read.

    Raises:
        NotVisible, RuleRefused.
    """
    page = queries.meeting_page(viewer, case_id)
    require(page.may_hand_over)
    note_read(by=viewer, object_kind=actions.KIND, object_id=case_id, unit_id=page.frame.unit_id,
              data={"taken": Format.PDF.value})  # fmt: skip
    content = ReportContent(values=_values(page), tables=_tables(page))
    notes = {f"point-{one.number}": one.notes for one in page.points}
    verbs = content.verbs(lambda code: notes.get(code, ""))
    manuscript = render(TEMPLATE.read_text("utf-8"), verbs, content.values)
    head = Letterhead(
        principal=principal_name(), kind=_word(page), date=page.held_date or viewer.on,
        reference=page.frame.reference, facts=tuple(_facts(page)),
    )  # fmt: skip
    return ReportSource(page.frame.reference, head, manuscript, contents=False)


def _word(page: MeetingPage) -> str:
    """What is checked by another has a name of its own."""
    return {
        Check.NOBODY: _("Minnesanteckningar"),
        Check.ADJUST: _("Protokoll"),
        Check.FACTS: _("Rapport från besök"),
    }[Check(page.kind.check)]


def _values(page: MeetingPage) -> dict[str, object]:
    return {
        "heading": f"{_word(page)}: {page.frame.title}",
        "is_draft": page.frame.state != State.CLOSED,
        "figures": [one.sentence for one in page.ready.figures],
        "figures_unit": page.frame.unit_name,
        "figures_date": page.ready.on,
        "points": [{"number": one.number, "heading": one.heading, "is_noted": bool(one.notes)}
                   for one in page.points],
        "before_date": page.before.held_date if page.before else None,
        "has_before": bool(_before(page)),
        "has_decisions": bool(page.decisions),
    }  # fmt: skip


def _facts(page: MeetingPage) -> Iterator[tuple[str, str]]:
    checked = _("Faktakontrollerat") if page.kind.check == Check.FACTS else _("Justerat")
    staff = {True: _("Ja. %s") % page.staff_reason, False: _("Nej"), None: ""}
    pairs = (
        (_("Slag"), page.kind.label),
        (_("Enhet"), page.frame.unit_name),
        (_("Dag"), _day(page.held_date)),
        (_("Plats"), page.place),
        (_("Hålls av"), page.leader_name),
        (_("Närvarande"), page.present),
        (_("Antal deltagare"), str(page.people or "")),
        (_("Personal var med"), staff[page.staff_present]),
        (checked, f"{_day(page.checked_date)}, {page.checked_by}" if page.checked_date else ""),
        (_("Lämnas till"), ", ".join(page.kind.receivers)),
        (_("Nästa möte"), _day(page.next_date)),
    )
    yield from ((label, text) for label, text in pairs if text)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tables(page: MeetingPage) -> dict[str, Table]:
    return {
        "decisions": _table("decisions", _("Beslut och önskemål"), page.decisions),
        "before": _table("before", _("Det som beslutades då"), _before(page)),
    }


def _before(page: MeetingPage) -> list[DecisionRow]:
    """What the meeting before decided; none where nobody may be known: it may be unchecked."""
    return page.before.decisions if page.before and not page.kind.is_deidentified else []


def _table(code: str, title: str, decisions: list[DecisionRow]) -> Table:
    columns = (Column(_("Nr")), Column(_("Vad")), Column(_("Vem")),
               Column(_("När"), Kind.DATE), Column(_("Läge")))  # fmt: skip
    rows = tuple(row for one in decisions for row in _rows(one))
    return Table(code, title, columns, rows, missing="–")


def _rows(one: DecisionRow) -> Iterator[tuple[Cell, ...]]:
    """A row for each remedy that answers it, the first with the words; one row where none does."""
    said = f"{one.text} {_('Svar:')} {one.answer}" if one.answer else one.text
    if not one.remedies:
        state = _("Besvarat") if one.answer else _("Ingen åtgärd än")
        yield str(one.number), said, None, one.answered_date, state
    for place, remedy in enumerate(one.remedies):
        state = f"{remedy.reference}, {(remedy.outcome_label or remedy.state_label).lower()}"
        words = said if place == 0 else remedy.title
        yield str(one.number), words, remedy.responsible_name or None, remedy.due_date, state
