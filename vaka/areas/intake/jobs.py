"""What the worker does with a file: checks it, or reads it in."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.intake import actions, preview, queries
from vaka.areas.intake.kinds import AnyKind, allowed_kind
from vaka.areas.intake.models import ImportRun, RunState
from vaka.exchange.kinds import ImportKind, ImportOptions, WholeFileKind
from vaka.exchange.mapping import from_toml
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.refusal import FileRefused
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.files.queries import LostFile, fetched
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

LONGEST_NAME = 80


@job(actions.CHECK, gettext_lazy("Kontrollera en fil"), repeatable=True)
def check_job(by: Viewer, progress: Progress, run_id: str) -> dict[str, Any]:
    """Check a large file; how many rows it has is not known yet."""
    run = queries.own_run(by, uuid.UUID(run_id))
    check(by, run, lambda rows: progress(50, _("%(rows)s rader kontrollerade") % {"rows": rows}))
    return _way_on(run, _("Se vad filen innehåller"))


@job(
    actions.READ,
    gettext_lazy("Läs in en fil"),
    repeatable=True,
    refusals=(FileRefused, RuleRefused),
)
def read_job(by: Viewer, progress: Progress, run_id: str) -> dict[str, Any]:
    """Read a file in; again is harmless, as rows that are in stay unchanged."""
    run = queries.own_run(by, uuid.UUID(run_id))
    total = run.preview.get("counts", {}).get("read") or 1

    def tell(rows: int) -> None:
        words = _("%(rows)s av %(total)s rader") % {"rows": rows, "total": total}
        progress(min(100 * rows // total, 99), words)

    if run.state != RunState.DONE:
        read(by, run, tell)
    return _way_on(run, _("Visa kvittot"))


def check(by: Viewer, run: ImportRun, tell: Callable[[int], None]) -> None:
    """Do a dry run and keep what it found. Raises NotAllowed, LostFile."""
    kind = _kind(by, run)
    with _named(by, run) as path:
        options = _options(run, tell)
        if isinstance(kind, WholeFileKind):
            found = preview.look_whole(by=by, kind=kind, options=options, path=path)
            actions.record_check(by=by, run=run, preview=found, mapping="")
            return
        found, mapping = preview.look(
            by=by, kind=kind, options=options, path=path, toml=run.mapping
        )
    kept = mapping.to_toml(run.kind) if found.columns else run.mapping
    actions.record_check(by=by, run=run, preview=found, mapping=kept)


def read(by: Viewer, run: ImportRun, tell: Callable[[int], None]) -> None:
    """Import the rows and keep the receipt. Raises NotAllowed, FileRefused, LostFile."""
    kind = _kind(by, run)
    began = time.monotonic()
    with _named(by, run) as path:
        if isinstance(kind, WholeFileKind):
            receipt, rejects = kind.run(by=by, path=path, options=_options(run, tell))
            receipt = replace(receipt, seconds=round(time.monotonic() - began, 3))
        else:
            receipt, rejects = _read_table(by, kind, run, path, tell)
    actions.finish(by=by, run=run, receipt=receipt, rejects=rejects)


def _read_table(
    by: Viewer, kind: ImportKind, run: ImportRun, path: Path, tell: Callable[[int], None]
) -> tuple[Receipt, list[Finding]]:  # fmt: skip
    from vaka.exchange.typed import read_typed

    mapping = from_toml(run.mapping, kind.schema)
    file = read_typed(path, kind.schema, mapping, unit=_unit_code(run))
    receipt = kind.run(by=by, file=file, options=_options(run, tell))
    return receipt, file.rejects


def _kind(by: Viewer, run: ImportRun) -> AnyKind:
    """Asked anew: a role may have ended since the file was uploaded."""
    kind = allowed_kind(by, run.kind)
    if run.unit_id:
        demand(by, kind.capability, run.unit_id)
    return kind


def _options(run: ImportRun, tell: Callable[[int], None]) -> ImportOptions:
    return ImportOptions(
        source=run.name,
        unit_code=_unit_code(run),
        period=Period.parse(run.period) if run.period else None,
        progress=tell,
    )


def _unit_code(run: ImportRun) -> str:
    return run.unit.code if run.unit else ""


@contextmanager
def _named(by: Viewer, run: ImportRun) -> Iterator[Path]:
    """The stored file under the name its owner gave it, which some rows keep as their source."""
    if run.source_id is None:
        raise LostFile(run.digest)
    _file, stored = fetched(by, run.source_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / run.name[-LONGEST_NAME:]
        path.symlink_to(stored)
        yield path


def _way_on(run: ImportRun, label: str) -> dict[str, Any]:
    return {"url": reverse("intake:show", args=[run.pk]), "label": label}
