"""Keeping files."""

from pathlib import Path, PurePath
from typing import BinaryIO

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.files import media, store
from vaka.foundation.files.models import StoredFile

LONGEST_NAME = 200


class FileOfCase(ValueError):
    """A file that belongs to a case goes with the case, never by itself."""


@action
def keep(
    *,
    by: Viewer,
    content: BinaryIO | Path,
    name: str,
    kind: str,
    case: Case | None = None,
    largest: int = store.LARGEST,
) -> StoredFile:
    """Keep a file, typed by its content; the caller has checked that `by` may add it there.

    Args:
        content: an open binary stream, or where the file lies.
        name: as its owner called it; folders in it are dropped.
        kind: whose rule says who may fetch it, when it has no case.
        largest: most bytes.

    Raises:
        FileTooLarge, EmptyFile, UnknownFileType: with Swedish words; nothing is kept.
    """
    if isinstance(content, Path):
        with content.open("rb") as stream:
            return _kept(by, stream, name, kind, case, largest)
    return _kept(by, content, name, kind, case, largest)


def _kept(
    by: Viewer, stream: BinaryIO, name: str, kind: str, case: Case | None, largest: int
) -> StoredFile:
    with store.written(stream, largest) as new:
        media_type = media.media_type(new.path, name)
        store.put(new)
    file = StoredFile.objects.create(
        digest=new.digest, name=plain_name(name), media_type=media_type, size=new.size,
        kind=kind, case=case, made_by=by.person,
    )  # fmt: skip
    note(
        by=by,
        verb="files.keep",
        object_kind="file",
        object_id=file.pk,
        unit_id=case.unit_id if case else None,
        subject=case.subject if case else None,
        data={"digest": file.digest, "size": file.size, "kind": kind, "type": media_type},
    )
    return file


@action
def drop(*, by: Viewer, file: StoredFile) -> None:
    """Forget a file of no case; its bytes go by the next sweep unless another row names them.

    Raises:
        FileOfCase: the file belongs to a case.
    """
    if file.case_id is not None:
        raise FileOfCase(str(file.pk))
    note(by=by, verb="files.drop", object_kind="file", object_id=file.pk,
         data={"digest": file.digest, "kind": file.kind})  # fmt: skip
    file.delete()


def plain_name(name: str) -> str:
    """Give a name without folders and control characters, short enough to keep."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable()) or "fil"
    suffix = PurePath(shown).suffix[:12]
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(suffix)] + suffix
