"""The reports that areas offer; `config` hands them over at start."""

from collections.abc import Iterable

from vaka.documents.kinds import ReportKind


class UnknownReport(LookupError):
    """No area offers this report."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"Rapporten ”{name}” finns inte. Välj bland: {', '.join(sorted(known))}.")


_kinds: dict[str, ReportKind] = {}


def register(kinds: Iterable[ReportKind]) -> None:
    """Add reports; the same name again replaces it."""
    _kinds.update({kind.name: kind for kind in kinds})


def all_kinds() -> list[ReportKind]:
    """Give every report, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def named(name: str) -> ReportKind:
    """Give one report. Raises UnknownReport."""
    if name not in _kinds:
        raise UnknownReport(name, _kinds)
    return _kinds[name]
