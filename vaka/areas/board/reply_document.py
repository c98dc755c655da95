"""An answer as a paper in the two versions that are asked for (C4-257): PDF/UA and Word."""

import tempfile
import uuid
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from vaka.areas.board import queries
from vaka.areas.board import referral_rules as rules
from vaka.areas.board import reply_queries as replies
from vaka.areas.board.reply_queries import ReplyPage
from vaka.documents.compile import Format
from vaka.documents.content import Letterhead, ReportSource
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.documents.worker import compile_in_worker
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require

TEMPLATE = "# {{ heading }}\n\n{{ comment('answer') }}\n"


def made(viewer: Viewer, case_id: uuid.UUID, form: Format) -> tuple[str, bytes]:
    """Give the file name and the bytes of an answer; that it was fetched is logged.

    Raises:
        NotVisible.
        RuleRefused: the answer has no text yet.
        CompileFailed.
    """
    page = replies.reply_page(viewer, case_id)
    require(rules.may_make_reply(page.answer))
    note_read(by=viewer, object_kind="referral_answer", object_id=case_id,
              unit_id=page.item.case.unit_id)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        done = compile_in_worker(source(page, viewer.on), Path(folder), (form,))
        path = Path(folder) / done.files[form]
        return path.name, path.read_bytes()


def source(page: ReplyPage, on: date) -> ReportSource:
    """Give an answer as a document to compile: who answers whom, the subject line, the text. It is
    dated the day it was sent, or `on` as long as it is a draft."""
    content = ReportContent(comments={"answer": page.answer})
    manuscript = render(TEMPLATE, content.verbs(), {"heading": page.subject})
    head = Letterhead(
        principal=principal_name(), kind=_("Yttrande"),
        date=page.row.answered_date or on,
        reference=page.row.diary_number, facts=_facts(page),
    )  # fmt: skip
    return ReportSource(f"yttrande-{page.item.case.reference}", head, manuscript, contents=False)


def _facts(page: ReplyPage) -> tuple[tuple[str, str], ...]:
    row = page.row
    pairs = (
        (_("Till"), row.sender), (_("Deras nummer"), row.sender_number),
        (_("Från"), queries.body_names().get(page.item.body, page.item.body)),
        (_("Svarar"), page.voice_label),
    )  # fmt: skip
    return tuple((label, words) for label, words in pairs if words)
