"""One's own papers, and what was found in one of them."""

import csv
import io
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vaka.areas.proofs import rules
from vaka.areas.proofs.models import Proof, ProofRemark
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.jobs.queries import JobView, own_job

SHOWN = 50


@dataclass(frozen=True)
class ProofLine:
    """A paper in the list of one's own."""

    id: uuid.UUID
    name: str
    made_at: datetime
    is_checked: bool
    open: int


@dataclass(frozen=True)
class RemarkLine:
    """A remark as its page shows it."""

    id: uuid.UUID
    label: str | Promise
    line: int
    quote: str
    printed: str
    computed: str
    certainty: str
    is_advice: bool
    is_set_aside: bool
    reason: str


@dataclass(frozen=True)
class ProofPage:
    """A paper with its remarks and what was read of it."""

    id: uuid.UUID
    name: str
    made_at: datetime
    delete_date: date
    is_checked: bool
    tables: int
    figures: int
    words: int
    lix: int
    level: str
    figures_found: list[RemarkLine]
    advice: list[RemarkLine]
    job: JobView | None

    @property
    def open(self) -> int:
        """How many contradictions stand without a mark."""
        return sum(not one.is_set_aside for one in self.figures_found)


def own_proof(viewer: Viewer, proof_id: uuid.UUID) -> Proof:
    """Give one's own paper. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.MAKE)
    found = Proof.objects.visible_to(viewer).filter(pk=proof_id).first()
    if found is None:
        raise NotVisible(str(proof_id))
    return found


def own_proofs(viewer: Viewer) -> list[ProofLine]:
    """Give one's own papers, newest first. Raises NotAllowed."""
    demand(viewer, rules.MAKE)
    rows = Proof.objects.visible_to(viewer).prefetch_related("remarks")[:SHOWN]
    return [
        ProofLine(row.pk, row.name, row.made_at, row.checked_at is not None,
                  sum(not one.is_advice and one.set_aside_at is None for one in row.remarks.all()))
        for row in rows
    ]  # fmt: skip


def proof_page(viewer: Viewer, proof_id: uuid.UUID) -> ProofPage:
    """Give a paper and its remarks, and log the read. Raises NotAllowed, NotVisible."""
    row = own_proof(viewer, proof_id)
    note_read(by=viewer, object_kind="proof", object_id=row.pk)
    lines = [_line(one) for one in row.remarks.all()]
    read = row.read
    return ProofPage(
        row.pk, row.name, row.made_at, row.delete_date, row.checked_at is not None,
        read.get("tables", 0), read.get("figures", 0), read.get("words", 0), read.get("lix", 0),
        read.get("level", ""), [one for one in lines if not one.is_advice],
        [one for one in lines if one.is_advice],
        own_job(viewer, row.job_id) if row.job_id and row.checked_at is None else None,
    )  # fmt: skip


def remark_line(viewer: Viewer, remark_id: uuid.UUID) -> tuple[uuid.UUID, RemarkLine]:
    """Give a remark of one's own paper, with the paper's id. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.MAKE)
    mine = Proof.objects.visible_to(viewer)
    found = ProofRemark.objects.filter(pk=remark_id, proof__in=mine).first()
    if found is None:
        raise NotVisible(str(remark_id))
    note_read(by=viewer, object_kind="proof", object_id=found.proof_id)
    return found.proof_id, _line(found)


def as_csv(page: ProofPage) -> str:
    """Give the remarks as CSV for a Swedish spreadsheet; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Rad"), _("Regel"), _("Citat"), _("Tryckt"), _("Uträknat"), _("Säkerhet"),
                     _("Stämmer, skäl")])  # fmt: skip
    for one in [*page.figures_found, *page.advice]:
        cells = [str(one.label), one.quote, one.printed, one.computed, one.certainty, one.reason]
        writer.writerow([one.line, *(_safe(cell) for cell in cells)])
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _line(one: ProofRemark) -> RemarkLine:
    labels = rules.ADVICE_LABELS if one.is_advice else rules.RULE_LABELS
    return RemarkLine(
        one.pk, labels.get(one.rule, one.rule), one.line, one.quote, one.printed, one.computed,
        "" if one.is_advice else rules.certainty(one.confidence), one.is_advice,
        one.set_aside_at is not None, one.reason,
    )  # fmt: skip
