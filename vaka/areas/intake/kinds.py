"""The kinds of file that can be read in; `vaka.config` hands them over at start."""

from collections.abc import Iterable

from vaka.exchange.kinds import ImportKind, WholeFileKind
from vaka.exchange.schema import TargetSchema
from vaka.foundation.access.viewer import NotAllowed, Viewer

AnyKind = ImportKind | WholeFileKind
_kinds: dict[str, AnyKind] = {}


class UnknownImport(LookupError):
    """A run names a kind of file that no installed part reads."""


def register(kinds: Iterable[AnyKind]) -> None:
    """Add kinds; the same word again replaces it."""
    _kinds.update({kind.kind: kind for kind in kinds})


def kind_of(code: str) -> AnyKind:
    """Give one kind. Raises UnknownImport."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownImport(code) from None


def offered(viewer: Viewer) -> list[AnyKind]:
    """Give the kinds that the viewer may read in, by their Swedish names."""
    allowed = [kind for kind in _kinds.values() if viewer.may(kind.capability)]
    return sorted(allowed, key=lambda kind: kind.label_sv)


def allowed_kind(viewer: Viewer, code: str) -> AnyKind:
    """Give a kind that the viewer may read in. Raises UnknownImport, NotAllowed."""
    kind = kind_of(code)
    if not viewer.may(kind.capability):
        raise NotAllowed(kind.capability)
    return kind


def schema_of(code: str) -> TargetSchema:
    """Give the columns of a kind of table. Raises UnknownImport for a whole file, without any."""
    kind = kind_of(code)
    if isinstance(kind, WholeFileKind):
        raise UnknownImport(code)
    return kind.schema
