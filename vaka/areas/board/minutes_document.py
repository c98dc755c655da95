"""The paper of minutes, and an extract of one paragraph: what stands in them, made and kept.

For everybody only what is common is told; of the rest a number stands, so that none is missing.
"""

import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.board import minutes_pages as pages
from vaka.areas.board import minutes_queries as queries
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.document import keep_pack
from vaka.areas.board.minutes_models import BoardMinutes
from vaka.areas.board.minutes_pages import ParagraphRow, RollRow, VoteRow
from vaka.areas.board.models import BoardPack
from vaka.areas.board.queries import body_names
from vaka.areas.board.roll_rules import Seating
from vaka.areas.board.rules import LEAD, Openness
from vaka.documents.compile import Format
from vaka.documents.content import Column, Kind, Letterhead, ReportSource, Table
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.documents.worker import compile_in_worker
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require
from vaka.web.words import day

TEMPLATE = Path(__file__).parents[1] / "reports" / "templates" / "protokoll.md"
WHOLE = "protokoll-"
"""What the file names of whole minutes begin with; those of extracts do not."""


def make_minutes(*, by: Viewer, minutes_id: uuid.UUID, public: bool) -> BoardPack:
    """Make the paper of minutes as PDF and keep it.

    Raises:
        NotAllowed, NotVisible, RuleRefused: they are still being written.
        CompileFailed.
    """
    demand(by, LEAD)
    one = queries.minutes(by, minutes_id)
    require(rules.may_print(one.state))
    rows = pages.paragraph_rows(by, one, public=public)
    for_whom = "" if public else "-ledamoter"
    at_once = "-omedelbart" if one.is_immediate else ""
    name = f"{WHOLE}{one.meeting.body}-{one.meeting.date}{at_once}{for_whom}"
    return _made(by, one, content(one, rows), name, public=public)


def make_extract(*, by: Viewer, paragraph_id: uuid.UUID) -> BoardPack:
    """Make an extract of one adjusted paragraph as PDF and keep it. Raises as `make_minutes`."""
    demand(by, LEAD)
    row = queries.paragraph(by, paragraph_id)
    one = row.minutes
    require(rules.may_extract(one.state))
    rows = [each for each in pages.paragraph_rows(by, one) if each.id == row.pk]
    name = f"utdrag-{one.meeting.body}-{one.meeting.date}-{row.number}"
    public = row.item.openness == Openness.COMMON
    return _made(by, one, content(one, rows, is_extract=True), name, public=public)


def content(
    one: BoardMinutes, rows: Sequence[ParagraphRow], *, is_extract: bool = False
) -> ReportContent:
    """Give what stands in minutes: the roll, each paragraph, signatures, notice and appeals."""
    name = body_names().get(one.meeting.body, one.meeting.body)
    inside = [row for row in rows if not row.is_elsewhere]
    votes = {f"vote_{row.number}_{place}": vote for row in inside
             for place, vote in enumerate(row.votes)}  # fmt: skip
    tables = [_roll(pages.roll(one)), _signed(one), *(_vote(*pair) for pair in votes.items())]
    said = _("Utdrag ur protokoll, %(name)s %(day)s") if is_extract else _(
        "Protokoll %(name)s %(day)s")  # fmt: skip
    return ReportContent(
        values={
            "headline": said % {"name": name, "day": day(one.meeting.date)},
            "place": one.meeting.place, "is_immediate": one.is_immediate,
            "is_whole": not is_extract,
            "is_signed": one.adjusted_date is not None,
            "absent": ", ".join(row.name for row in pages.roll(one)
                                if not row.is_here and row.seating is not Seating.SUBSTITUTE),
            "paragraphs": [_told(row) for row in rows], "appeals": list(_appeals(one, inside)),
            "notice": notice(one, name) if one.adjusted_date else [],
        },
        tables={table.id: table for table in tables},
        comments=dict(_texts(inside)),
        facts=tuple(_head(one, name)),
    )  # fmt: skip


def notice(one: BoardMinutes, name: str) -> list[str]:
    """Give the lines of the announcement that the minutes are adjusted (KL 2017:725 8:12)."""
    if one.adjusted_date is None:
        return []
    lines = [
        _("Organ: %s") % name, _("Sammanträde: %s") % day(one.meeting.date),
        _("Justerat: %s") % day(one.adjusted_date),
        _("Anslås senast: %s") % day(rules.due_announced(one.adjusted_date)),
    ]  # fmt: skip
    if one.announced_date:
        last = rules.last_appeal_date(one.announced_date)
        lines += [_("Anslaget: %s") % day(one.announced_date),
                  _("Sista dag att överklaga: %s") % day(last)]  # fmt: skip
    if one.taken_down_date:
        lines += [_("Nedtaget: %s") % day(one.taken_down_date)]
    return lines + ([_("Protokollet finns: %s") % one.kept_at] if one.kept_at else [])


def _made(
    by: Viewer, one: BoardMinutes, told: ReportContent, name: str, *, public: bool
) -> BoardPack:
    manuscript = render(TEMPLATE.read_text("utf-8"), told.verbs(), told.values)
    kind = _("Protokoll") if public else _("Protokoll, för ledamöterna")
    head = Letterhead(principal=principal_name(), kind=kind, date=one.meeting.date,
                      facts=told.facts)  # fmt: skip
    source = ReportSource(name, head, manuscript, True)
    with tempfile.TemporaryDirectory() as folder:
        made = compile_in_worker(source, Path(folder), (Format.PDF,))
        path = Path(folder) / made.files[Format.PDF]
        return keep_pack(by=by, one=one.meeting, public=public, paths=[path], minutes=one)


def _told(row: ParagraphRow) -> dict[str, Any]:
    return {
        "number": row.number, "title": row.title, "is_open": row.id is not None,
        "is_elsewhere": row.is_elsewhere, "diary_number": row.diary_number,
        "words": _code(row, "words") if row.words else "",
        "proposals": _code(row, "proposals") if row.proposals else "",
        "decision": list(row.decision), "recipients": list(row.recipients),
        "marks": [f"{mark.label}: {mark.name}. {mark.words}".strip() for mark in row.marks],
        "votes": [_vote_told(row, place, vote) for place, vote in enumerate(row.votes)],
    }  # fmt: skip


def _vote_told(row: ParagraphRow, place: int, vote: VoteRow) -> dict[str, str]:
    counted = _("%(yes)d ja, %(no)d nej, %(neither)d avstår.") % {
        "yes": vote.yes, "no": vote.no, "neither": vote.neither,
    }  # fmt: skip
    how = _("Rösterna är lika och ordförandens röst avgör: %s.") if vote.by_chair else _(
        "Det innebär: %s.")  # fmt: skip
    order = _("Ja betyder %(yes)s. Nej betyder %(no)s.") % {
        "yes": vote.yes_means, "no": vote.no_means,
    }  # fmt: skip
    return {"order": order, "result": f"{counted} {how % vote.won}",
            "table": f"vote_{row.number}_{place}"}  # fmt: skip


def _texts(rows: Iterable[ParagraphRow]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for part in ("words", "proposals"):
            if said := getattr(row, part):
                yield _code(row, part), said


def _code(row: ParagraphRow, part: str) -> str:
    return f"paragraf-{row.number}-{part}"


def _roll(rows: Iterable[RollRow]) -> Table:
    cells = tuple(
        (row.name, row.label, row.serves_for or None, _when(row) or None, _duty(row) or None)
        for row in rows if row.is_here
    )  # fmt: skip
    columns = (Column(_("Namn")), Column(_("Uppdrag")), Column(_("Tjänstgör för")),
               Column(_("Tid")), Column(_("Vid mötet")))  # fmt: skip
    return Table("roll", _("Närvarande"), columns, cells, missing="–")


def _when(row: RollRow) -> str:
    came = _("från %s") % f"{row.since:%H.%M}" if row.since else ""
    went = _("till %s") % f"{row.until:%H.%M}" if row.until else ""
    return f"{came} {went}".strip()


def _duty(row: RollRow) -> str:
    told = [_("ordförande")] if row.presides else []
    told += [_("justerare")] if row.is_adjuster else []
    return ", ".join(told)


def _vote(code: str, vote: VoteRow) -> Table:
    cells = tuple((name, label) for label, names in vote.ballots for name in names)
    return Table(code, _("Röster"), (Column(_("Namn")), Column(_("Röst"))), cells)


def _signed(one: BoardMinutes) -> Table:
    cells = tuple(
        (row.name, str(rules.SIGNER_ROLES[row.role]), row.signed_date,
         f"{row.get_how_display()} {row.reference}".strip() if row.signed_date else None)
        for row in one.signatures.all()
    )  # fmt: skip
    columns = (Column(_("Namn")), Column(_("Som")), Column(_("Dag"), Kind.DATE),
               Column(_("Underskrift")))  # fmt: skip
    return Table("signatures", _("Underskrifter"), columns, cells, missing="–")


def _appeals(one: BoardMinutes, rows: Iterable[ParagraphRow]) -> Iterator[dict[str, str]]:
    """How the paragraphs inside are appealed, each way once with its numbers."""
    last = rules.last_appeal_date(one.announced_date) if one.announced_date else None
    said = day(last) if last else _("tre veckor efter anslaget")
    open_rows = {row.id for row in rows if row.id}
    by_way: dict[str, list[int]] = {}
    for paragraph in one.paragraphs.all():
        if paragraph.pk in open_rows:
            by_way.setdefault(paragraph.appeal, []).append(paragraph.number)
    for code, numbers in by_way.items():
        yield {
            "label": queries.appeal_label(one, code), "numbers": ", ".join(map(str, numbers)),
            "words": queries.appeal_words(one, code, said),
        }  # fmt: skip


def _head(one: BoardMinutes, name: str) -> Iterator[tuple[str, str]]:
    yield _("Organ"), name
    begins = one.meeting.begins
    yield _("Dag"), day(one.meeting.date) + (f", {begins:%H.%M}" if begins else "")
    if one.adjusted_date:
        yield _("Justerat"), day(one.adjusted_date)
