"""What is done with copies for everybody; each verb is one transaction with its row."""

import tempfile
import uuid
from collections.abc import Collection
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import publication_queries as queries
from vaka.areas.board import publication_rules as rules
from vaka.areas.board.minutes_document import TEMPLATE as MINUTES
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.publication_models import BoardPublication, PublicationFinding
from vaka.areas.board.publication_rules import Choice, PublicationState
from vaka.areas.board.queries import meeting as meeting_of
from vaka.areas.board.rules import LEAD
from vaka.documents import masking
from vaka.documents.compile import Format
from vaka.documents.content import Letterhead, ReportSource
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.documents.worker import compile_in_worker
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require

NOTICE = MINUTES.with_name("kallelse.md")
KIND, FILE = "board_publication", "board_publication"
SHOWN = 2
"""Letters of a masked quote that stay once the copy is published."""


@action
def begin_publication(
    *, by: Viewer, meeting_id: uuid.UUID, minutes_id: uuid.UUID | None, words: str = ""
) -> BoardPublication:
    """Search a notice, or minutes, for what could tell who somebody is.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    demand(by, LEAD)
    one = meeting_of(by, meeting_id)
    paper = minutes.minutes(by, minutes_id) if minutes_id else None
    earlier = [row.state for row in queries.copies_of(by, one, paper)]
    require(rules.may_check(
        meeting_state=one.state, minutes_state=paper.state if paper else "", words=words,
        corrects=PublicationState.PUBLISHED in earlier,
    ))  # fmt: skip
    content = queries.source(by, one, paper)
    row = BoardPublication.objects.create(meeting=one, minutes=paper, words=words.strip(),
                                          digest=queries.digest_of(content))  # fmt: skip
    PublicationFinding.objects.bulk_create(
        PublicationFinding(publication=row, trace=found.trace, quote=found.quote[:200],
                           around=found.around[:300], count=found.count,
                           choice=rules.first_choice(found.trace))
        for found in queries.search(content, one)
    )  # fmt: skip
    _note(by, "begin_publication", row, found=row.findings.count())
    return row


@action
def judge_findings(
    *, by: Viewer, publication_id: uuid.UUID, mask: Collection[uuid.UUID], reason: str,
    more: Collection[str] = (),
) -> BoardPublication:  # fmt: skip
    """Say what is masked; the rest may stand for one reason. `more` are words that the search
    did not find. Raises NotAllowed, NotVisible, RuleRefused."""
    row = _held(by, publication_id)
    rows = list(row.findings.all())
    for found in rows:
        found.choice = Choice.MASK if found.pk in set(mask) else Choice.KEEP
        found.reason = "" if found.choice == Choice.MASK else reason.strip()[:300]
    judged = [rules.Judged(found.trace, Choice(found.choice), found.reason) for found in rows]
    require(rules.may_judge(state=row.state, found=judged))
    PublicationFinding.objects.bulk_update(rows, ["choice", "reason"])
    known = {found.quote for found in rows}
    for quote in {one.strip()[:200] for one in more if one.strip()} - known:
        PublicationFinding.objects.create(publication=row, trace="own", quote=quote,
                                          choice=Choice.MASK)  # fmt: skip
    _note(by, "judge_findings", row, masked=len(queries.quotes(row)), kept=len(rows) - len(mask))
    return row


@action
def publish_copy(*, by: Viewer, publication_id: uuid.UUID) -> BoardPublication:
    """Make the copy as a new PDF, read it back, and give it to everybody; one before is replaced.

    Raises:
        NotAllowed, NotVisible, RuleRefused: also when the file still tells something.
        CompileFailed.
    """
    row = _held(by, publication_id)
    content = queries.source(by, row.meeting, row.minutes)
    same, quotes = queries.digest_of(content) == row.digest, queries.quotes(row)
    require(rules.may_publish(state=row.state, found=queries.judged(row), is_same=same))
    with tempfile.TemporaryDirectory() as folder:
        path = _made(row, masking.without(content, quotes), Path(folder))
        left = masking.left_in(path.read_bytes(), quotes)
        require(rules.may_publish(state=row.state, found=queries.judged(row), is_same=same,
                                  left=left))  # fmt: skip
        row.file = files.keep(by=by, content=path, name=path.name, kind=FILE)
    for earlier in _published(row):
        earlier.state = PublicationState.REPLACED
        earlier.save(update_fields=["state"])
        _note(by, "replace", earlier)
    row.state, row.published_at = PublicationState.PUBLISHED, timezone.now()
    row.published_by = by.person
    row.save()
    _forget(row)
    _note(by, "publish", row, masked=len(quotes))
    return row


@action
def withdraw_publication(*, by: Viewer, publication_id: uuid.UUID, words: str) -> BoardPublication:
    """Take a copy away from everybody; its address says when and why."""
    row = _held(by, publication_id)
    require(rules.may_withdraw(state=row.state, words=words))
    row.state, row.withdrawn_at = PublicationState.WITHDRAWN, timezone.now()
    row.withdrawn_why = words.strip()
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    _note(by, "withdraw", row, words=row.withdrawn_why)
    return row


@action
def drop_publication(*, by: Viewer, publication_id: uuid.UUID) -> BoardMeeting:
    """Throw a search away before anything is published."""
    row = _held(by, publication_id)
    require(rules.may_drop(row.state))
    meeting = row.meeting
    _note(by, "drop_publication", row)
    row.delete()
    return meeting


def _made(row: BoardPublication, content: ReportContent, folder: Path) -> Path:
    """The PDF of a masked paper, in Swedish."""
    with translation.override(queries.LANGUAGE):
        template, code = (NOTICE, "kallelse") if row.minutes is None else (MINUTES, "protokoll")
        kind = _("Kallelse, publicerad kopia") if row.minutes is None else _(
            "Protokoll, publicerad kopia")  # fmt: skip
        manuscript = render(template.read_text("utf-8"), content.verbs(), content.values)
        head = Letterhead(principal=principal_name(), kind=kind, date=row.meeting.date,
                          facts=content.facts)  # fmt: skip
        at_once = "-omedelbart" if row.minutes and row.minutes.is_immediate else ""
        name = f"{code}-{row.meeting.body}-{row.meeting.date}{at_once}-publicerad"
        made = compile_in_worker(ReportSource(name, head, manuscript, True), folder, (Format.PDF,))
    return folder / made.files[Format.PDF]


def _forget(row: BoardPublication) -> None:
    """What was masked is not kept in clear once the copy is out, nor the words around it."""
    for found in row.findings.all():
        masked = found.choice == Choice.MASK
        found.around = ""
        found.quote = f"{found.quote[:SHOWN]}… {found.pk.hex[-6:]}" if masked else found.quote
        found.save(update_fields=["quote", "around"])


def _published(row: BoardPublication) -> list[BoardPublication]:
    every = BoardPublication.objects.filter(meeting=row.meeting_id, minutes=row.minutes_id)
    return list(every.filter(state=PublicationState.PUBLISHED))


def _held(by: Viewer, publication_id: uuid.UUID) -> BoardPublication:
    demand(by, LEAD)
    return queries.publication(by, publication_id)


def _note(by: Viewer, verb: str, row: BoardPublication, **data: object) -> None:
    note(by=by, verb=f"board_publication.{verb}", object_kind=KIND, object_id=row.pk, data=data)
