"""The kinds of file that can be read in; `vaka.config` hands them over at start."""

from collections.abc import Iterable

from vaka.exchange.kinds import ImportKind
from vaka.foundation.access.viewer import NotAllowed, Viewer

_kinds: dict[str, ImportKind] = {}


class UnknownImport(LookupError):
    """A run names a kind of file that no installed part reads."""


def register(kinds: Iterable[ImportKind]) -> None:
    """Add kinds; the same word again replaces it."""
    _kinds.update({kind.kind: kind for kind in kinds})


def kind_of(code: str) -> ImportKind:
    """Give one kind. Raises UnknownImport."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownImport(code) from None


def offered(viewer: Viewer) -> list[ImportKind]:
    """Give the kinds that the viewer may read in, by their Swedish names."""
    allowed = [kind for kind in _kinds.values() if viewer.may(kind.capability)]
    return sorted(allowed, key=lambda kind: kind.schema.label_sv)


def allowed_kind(viewer: Viewer, code: str) -> ImportKind:
    """Give a kind that the viewer may read in. Raises UnknownImport, NotAllowed."""
    kind = kind_of(code)
    if not viewer.may(kind.capability):
        raise NotAllowed(kind.capability)
    return kind
