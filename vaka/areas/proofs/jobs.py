"""What the worker does with a paper: reads it, asks the rules, gives advice on its words."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.proofs import actions, queries
from vaka.areas.proofs.actions import NewRemark
from vaka.documents.figurecheck.readers.refusal import Unreadable
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.files.queries import fetched
from vaka.foundation.jobs.kinds import Progress, job

if TYPE_CHECKING:
    from vaka.areas.proofs.models import Proof
    from vaka.documents.figurecheck import Document

LONGEST_NAME = 80


@job(actions.CHECK, gettext_lazy("Granska siffror"), repeatable=True, refusals=(Unreadable,))
def check_job(by: Viewer, progress: Progress, proof_id: str) -> dict[str, Any]:
    """Look a paper over and keep what was found."""
    from vaka.documents.figurecheck import apart

    proof = queries.own_proof(by, uuid.UUID(proof_id))
    progress(10, _("Läser filen"))
    with _named(by, proof) as path:
        document, found = apart.checked(path, timezone.localdate())
    progress(40, _("Räknar efter"))
    progress(80, _("Ser på orden"))
    text, lines = text_of(document)
    remarks = [NewRemark(one.rule, one.line, one.quote, one.printed, one.computed, one.confidence)
               for one in found]  # fmt: skip
    remarks += advised(text, lines)
    actions.record_proof(by=by, proof_id=proof.pk, read=_read(document, text), remarks=remarks)
    return {"url": reverse("proofs:proof", args=[proof.pk]), "label": _("Visa granskningen")}


def advised(text: str, lines: list[int]) -> list[NewRemark]:
    """Give the advice on words as remarks, at the lines of the paper itself."""
    from vaka.documents.wording import advice

    return [
        NewRemark(one.kind, lines[one.line - 1], one.quote, "", one.words, is_advice=True)
        for one in advice(text)
    ]


def text_of(document: "Document") -> tuple[str, list[int]]:
    """Give the running text of a paper as Markdown, and the paper's line of each of its lines."""
    from vaka.documents.figurecheck.document import Heading, Paragraph

    shown: list[str] = []
    lines: list[int] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            start = "# " if isinstance(block, Heading) else ""
            parts = [start + block.text.replace("\n", " "), ""]
            shown += parts
            lines += [block.line] * len(parts)
    return "\n".join(shown), lines or [1]


def _read(document: "Document", text: str) -> dict[str, Any]:
    from vaka.documents.figurecheck.document import Table
    from vaka.documents.wording import readability

    tables = [block for block in document.blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    numbers = sum(any(sign.isdigit() for sign in word) for word in [*cells, *text.split()])
    easy = readability(text)
    return {"tables": len(tables), "figures": numbers, "words": easy.words, "lix": easy.lix,
            "level": easy.level}  # fmt: skip


@contextmanager
def _named(by: Viewer, proof: "Proof") -> Iterator[Path]:
    """The stored file under the name its owner gave it, whose ending says what it is."""
    _file, stored = fetched(by, proof.file_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / proof.name[-LONGEST_NAME:]
        path.symlink_to(stored)
        yield path
