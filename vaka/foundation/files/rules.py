"""Who may fetch a file that belongs to no case: each kind's owner says so at start."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.files.models import StoredFile

MayFetch = Callable[["Viewer", "StoredFile"], bool]

_rules: dict[str, MayFetch] = {}


def register(kind: str, may_fetch: MayFetch) -> None:
    """Say who may fetch files of a kind; the same kind again replaces it."""
    _rules[kind] = may_fetch


def may_fetch(viewer: "Viewer", file: "StoredFile") -> bool:
    """Ask the kind's rule; a kind without one is open to nobody but whoever kept the file."""
    own = viewer.person is not None and file.made_by_id == viewer.person.pk
    rule = _rules.get(file.kind)
    return viewer.everywhere or (rule(viewer, file) if rule else own)
