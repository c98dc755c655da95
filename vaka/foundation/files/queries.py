"""Fetching files, and whether the store still holds what was put there."""

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.files import rules, store
from vaka.foundation.files.models import StoredFile

IDLE_SECONDS = 24 * 3600


class LostFile(FileNotFoundError):
    """The row stands but the store has lost its bytes."""


@dataclass(frozen=True)
class StoreState:
    """What a check of the store found, by digest; for operators."""

    files: int
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when every kept file is there unchanged; extra bytes harm nobody."""
        return not self.missing and not self.changed


def fetched(viewer: Viewer, file_id: uuid.UUID) -> tuple[StoredFile, Path]:
    """Give a file the viewer may fetch and where its bytes lie, and log the read.

    Raises:
        NotVisible: there is no such file for this viewer.
        LostFile: its bytes are gone.
    """
    file = StoredFile.objects.select_related("case__subject").filter(pk=file_id).first()
    if file is None or not _may_fetch(viewer, file):
        raise NotVisible(str(file_id))
    path = store.path_of(file.digest)
    if not path.is_file():
        raise LostFile(file.digest)
    case = file.case
    note_read(
        by=viewer,
        object_kind="file",
        object_id=file.pk,
        unit_id=case.unit_id if case else None,
        subject=case.subject if case else None,
    )
    return file, path


def _may_fetch(viewer: Viewer, file: StoredFile) -> bool:
    if file.case_id is None:
        return rules.may_fetch(viewer, file)
    seen = StoredFile.objects.of_visible_cases(viewer).filter(pk=file.pk).exists()
    return seen and rules.lets_through(viewer, file)


def check() -> StoreState:
    """Compare the store with the rows: read every kept file's bytes and count what is off."""
    known = set(StoredFile.objects.values_list("digest", flat=True))
    there = dict(store.stored())
    changed = [d for d in known & set(there) if store.digest_of(there[d]) != d]
    missing, extra = known - set(there), set(there) - known
    return StoreState(len(known), sorted(missing), sorted(changed), sorted(extra))


def sweep() -> int:
    """Remove bytes that no row names and nobody has touched for a day; returns how many.

    A backup that is being made is waited for: its database may name what ours no longer does.
    """
    with store.unswept():
        return _sweep()


def _sweep() -> int:
    oldest = time.time() - IDLE_SECONDS
    known = set(StoredFile.objects.values_list("digest", flat=True))
    idle = [path for digest, path in store.stored() if digest not in known]
    old = [p for p in [*idle, *(store.root() / "new").glob("*")] if p.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
