"""Changes to a file on its way in; what is in it stays out of the log."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.intake import rules
from vaka.areas.intake.kinds import allowed_kind
from vaka.areas.intake.models import ImportRun, RunState
from vaka.areas.intake.preview import Preview, counts
from vaka.exchange.kinds import ImportKind
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.rejects import rejects_csv
from vaka.exchange.sniff import container_of
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.foundation.files.models import StoredFile
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require

SOURCE, FINDINGS = "intake.source", "intake.findings"
CHECK, READ = "intake.check", "intake.read"


@action
def upload(
    *, by: Viewer, kind: str, content: Path, name: str, unit: Unit | None, period: str = ""
) -> ImportRun:
    """Take a file in, not yet read.

    Args:
        unit: of rows that name none; None for the whole municipality.

    Raises:
        NotAllowed: the viewer may not read this kind in, or not for this unit.
        FileRefused: it is no table at all.
        FileTooLarge, EmptyFile, UnknownFileType: with Swedish words.
    """
    chosen = allowed_kind(by, kind)
    if unit is not None:
        demand(by, chosen.capability, unit.pk)
    if isinstance(chosen, ImportKind):
        container_of(content, rules.LARGEST)
    kept = files.keep(by=by, content=content, name=name, kind=SOURCE, largest=rules.LARGEST)
    run = ImportRun.objects.create(
        kind=kind, unit=unit, period=period, name=kept.name, digest=kept.digest, size=kept.size,
        source=kept, by=by.person,
    )  # fmt: skip
    _noted(by, "upload", run)
    return run


@action
def start(*, by: Viewer, run: ImportRun, job: str) -> ImportRun:
    """Hand a run to the worker, to be checked or read in; also again after a failed job."""
    label = {CHECK: _("Kontrollerar %(name)s"), READ: _("Läser in %(name)s")}[job]
    words = label % {"name": run.name}
    started = jobs.start(by=by, kind=job, label=words, unit=run.unit, run_id=str(run.pk))
    run.job_id = started.pk
    run.state = RunState.CHECKING if job == CHECK else RunState.RUNNING
    run.save(update_fields=["job_id", "state"])
    _noted(by, "start", run)
    return run


@action
def set_mapping(*, by: Viewer, run: ImportRun, mapping: str) -> ImportRun:
    """Change which column feeds which field; a new check is to follow. Raises RuleRefused."""
    locked = _locked(run)
    require(rules.may_change(locked.state))
    locked.mapping, locked.state = mapping, RunState.CHECKING
    locked.version += 1
    locked.save(update_fields=["mapping", "state", "version"])
    _noted(by, "set_mapping", locked)
    return locked


@action
def record_check(*, by: Viewer, run: ImportRun, preview: Preview, mapping: str) -> ImportRun:
    """Keep what a check of the file found."""
    run.preview, run.mapping, run.state = preview.as_json(), mapping, RunState.READY
    run.save(update_fields=["preview", "mapping", "state"])
    _noted(by, "check", run, **preview.counts)
    return run


@action
def confirm(*, by: Viewer, run: ImportRun, shown: int) -> ImportRun:
    """Have the rows read in by the worker, as the version that was shown. Raises RuleRefused."""
    locked = _locked(run)
    require(rules.may_confirm(locked.state, locked.preview, locked.version, shown))
    _noted(by, "confirm", locked)
    return start(by=by, run=locked, job=READ)


@action
def finish(
    *, by: Viewer, run: ImportRun, receipt: Receipt, rejects: list[Finding]
) -> ImportRun:  # fmt: skip
    """Keep the receipt and the files of findings; the source and its preview go."""
    run.rejects = _findings(by, run, "avvisade", rejects)
    run.remarks = _findings(by, run, "anmarkningar", list(receipt.warnings))
    run.receipt = _short(receipt)
    run.state, run.ended_at, run.preview = RunState.DONE, timezone.now(), {}
    source, run.source = run.source, None
    run.save()
    if source:
        files.drop(by=by, file=source)
    _noted(by, "finish", run, **counts(receipt))
    return run


@action
def discard(*, by: Viewer, run: ImportRun) -> None:
    """Throw a file away that has not been read in. Raises RuleRefused."""
    locked = _locked(run)
    require(rules.may_change(RunState.READY if locked.state == RunState.CHECKING else locked.state))
    _noted(by, "discard", locked)
    source = locked.source
    locked.delete()
    if source:
        files.drop(by=by, file=source)


def forget_drafts(now: Any = None) -> int:
    """Throw away the files that nobody read in for a week; returns how many."""
    oldest = (now or timezone.now()) - timedelta(days=rules.DRAFT_DAYS)
    waiting = (RunState.CHECKING, RunState.READY)
    old = list(ImportRun.objects.filter(state__in=waiting, at__lt=oldest))
    for run in old:
        discard(by=Viewer.system("clean"), run=run)
    return len(old)


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _findings(by: Viewer, run: ImportRun, what: str, found: list[Finding]) -> StoredFile | None:
    if not found:
        return None
    name = f"{Path(run.name).stem}-{what}.csv"
    return files.keep(by=by, content=BytesIO(rejects_csv(found)), name=name, kind=FINDINGS)


def _short(receipt: Receipt) -> dict[str, Any]:
    """The receipt with the warnings that its page lists; the file beside it has them all."""
    whole = receipt.as_json()
    return {**whole, "warnings": whole["warnings"][: rules.SHOWN], "counts": counts(receipt)}


def _noted(by: Viewer, verb: str, run: ImportRun, **numbers: int) -> None:
    note(
        by=by, verb=f"intake.{verb}", object_kind="import_run", object_id=run.pk,
        unit_id=run.unit_id, data={"kind": run.kind, "digest": run.digest, **numbers},
    )  # fmt: skip
