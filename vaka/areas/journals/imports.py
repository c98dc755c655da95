"""Reading what the case system answered: which rows it took over, and which it refused."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from vaka.areas.journals import actions
from vaka.areas.journals.actions import RowAnswer, UnknownRow
from vaka.areas.journals.rules import HAND_OVER
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NOT_OURS = "Ingen lämnad rad har det numret. Kontrollera att kvittensen gäller er enhets fil."
ACCEPTED = "mottagen"

SCHEMA = TargetSchema(
    kind="journal-receipts",
    label_sv="Kvittens från journalen",
    fields=(
        Field("number", Kind.TEXT, "Rad", ("rad", "radnummer"), required=True),
        Field("answer", Kind.CODE, "Svar", ("svar", "status"), required=True,
              values={ACCEPTED: ACCEPTED, "avvisad": "avvisad"}),
        Field("entry", Kind.TEXT, "Journalpost", ("journalpost", "post")),
        Field("reason", Kind.TEXT, "Skäl", ("skäl", "orsak", "fel")),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Take in an answer a row; a row that has the same answer already is unchanged."""
    demand(by, HAND_OVER)
    began = time.monotonic()
    imported = unchanged = 0
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            is_new = _taken(by, file, row, options)
            imported += is_new is True
            unchanged += is_new is False
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _taken(by: Viewer, file: TypedFile, row: dict[str, Any], options: ImportOptions) -> bool | None:
    """Whether the answer was new; None when its row had to be rejected."""
    try:
        answer = RowAnswer(uuid.UUID(row["number"].strip()), row["answer"] == ACCEPTED,
                           row["entry"] or "", row["reason"] or "")  # fmt: skip
        if options.dry_run:
            return actions.is_new(by, answer)
        return actions.take_receipt(by=by, answer=answer, source=options.source)
    except (ValueError, UnknownRow):
        file.reject(row["row"], "number", row["number"], NOT_OURS)
    except RuleRefused as refused:
        one = refused.verdict.refusals[0]
        file.reject(row["row"], "answer", row["answer"], f"{one.words} {one.way_out}".strip())
    return None


IMPORTS = (ImportKind(SCHEMA, HAND_OVER, import_rows, "journals:list"),)
