"""Who may fetch a file: each kind's owner says so at start.

A file of no case is open to whoever its kind's rule lets in; one of a case to those who see the
case and, where its kind has a rule, whom the rule lets in too.
"""

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


def lets_through(viewer: "Viewer", file: "StoredFile") -> bool:
    """Ask whether a kind's rule stops somebody who sees the file's case; most kinds have none."""
    return file.kind not in _rules or may_fetch(viewer, file)
