"""What is done with a paper: handed in, recorded, a remark set aside, all of it deleted."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.proofs import rules
from vaka.areas.proofs.models import Proof, ProofRemark
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.foundation.jobs import actions as jobs
from vaka.law.verdict import require

KIND = "proof"
CHECK = "proofs.check"


@dataclass(frozen=True)
class NewRemark:
    """What the check found, before it is kept."""

    rule: str
    line: int
    quote: str
    printed: str
    computed: str
    confidence: float = 1.0
    is_advice: bool = False


@action
def send_proof(*, by: Viewer, content: BinaryIO, name: str) -> Proof:
    """Hand in a paper to be looked over by the worker.

    Raises:
        NotAllowed, RuleRefused: not for this viewer, or no sort of file that is read.
        FileTooLarge, EmptyFile, UnknownFileType: with Swedish words; nothing is kept.
    """
    demand(by, rules.MAKE)
    require(rules.may_read(name))
    file = files.keep(by=by, content=content, name=name, kind=KIND, largest=rules.LARGEST)
    assert by.person is not None
    proof = Proof(name=file.name, file=file, made_by=by.person,
                  delete_date=rules.due_deletion(timezone.localdate()))  # fmt: skip
    job = jobs.start(by=by, kind=CHECK, label=_("Granska siffror"), proof_id=str(proof.pk))
    proof.job_id = job.pk
    proof.save(force_insert=True)
    _noted(by, "send_proof", proof, size=file.size)
    return proof


@action
def record_proof(
    *, by: Viewer, proof_id: uuid.UUID, read: dict[str, Any], remarks: Sequence[NewRemark]
) -> Proof:
    """Keep what was found; found again, the remarks before go."""
    proof = _own(by, proof_id)
    proof.remarks.all().delete()
    ProofRemark.objects.bulk_create(
        ProofRemark(proof=proof, at=at, **vars(one)) for at, one in enumerate(remarks)
    )
    proof.read, proof.checked_at = read, timezone.now()
    proof.save(update_fields=["read", "checked_at"])
    _noted(by, "record_proof", proof, remarks=len(remarks))
    return proof


@action
def set_aside(*, by: Viewer, remark_id: uuid.UUID, words: str) -> ProofRemark:
    """Mark a remark as no error, with the reason."""
    remark = _remark(by, remark_id)
    require(rules.may_set_aside(reason=words, is_set_aside=remark.set_aside_at is not None))
    remark.reason, remark.set_aside_at = words.strip(), timezone.now()
    remark.save(update_fields=["reason", "set_aside_at"])
    _noted(by, "set_aside", remark.proof, rule=remark.rule)
    return remark


@action
def take_back_mark(*, by: Viewer, remark_id: uuid.UUID) -> ProofRemark:
    """Take back the mark of a remark."""
    remark = _remark(by, remark_id)
    require(rules.may_take_back(is_set_aside=remark.set_aside_at is not None))
    remark.reason, remark.set_aside_at = "", None
    remark.save(update_fields=["reason", "set_aside_at"])
    _noted(by, "take_back_mark", remark.proof, rule=remark.rule)
    return remark


@action
def delete_proof(*, by: Viewer, proof_id: uuid.UUID) -> None:
    """Delete a paper, its remarks and its file."""
    proof = _own(by, proof_id)
    file = proof.file
    _noted(by, "delete_proof", proof)
    proof.delete()
    files.drop(by=by, file=file)


def forget_old(today: date | None = None) -> int:
    """Delete the papers whose day has come; returns how many."""
    day = today or timezone.localdate()
    old = list(Proof.objects.filter(delete_date__lte=day).values_list("pk", flat=True))
    for proof_id in old:
        delete_proof(by=Viewer.system("clean"), proof_id=proof_id)
    return len(old)


def _own(by: Viewer, proof_id: uuid.UUID) -> Proof:
    if not by.everywhere:
        demand(by, rules.MAKE)
    rows = Proof.objects.visible_to(by).select_related("file").select_for_update(of=("self",))
    proof = rows.filter(pk=proof_id).first()
    if proof is None:
        raise NotVisible(str(proof_id))
    return proof


def _remark(by: Viewer, remark_id: uuid.UUID) -> ProofRemark:
    remark = ProofRemark.objects.filter(pk=remark_id).select_related("proof").first()
    if remark is None:
        raise NotVisible(str(remark_id))
    _own(by, remark.proof_id)
    return remark


def _noted(by: Viewer, verb: str, proof: Proof, **told: Any) -> None:
    note(by=by, verb=f"proof.{verb}", object_kind="proof", object_id=proof.pk, data=told)
