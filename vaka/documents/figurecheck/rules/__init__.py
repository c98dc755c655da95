"""The rules, found by folder: a module has `find(document, today)`, `between(papers)` or both."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding


@cache
def modules() -> tuple[ModuleType, ...]:
    """Give every module of rules."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def judged(documents: Sequence[Document], today: date) -> Iterator[Finding]:
    """Ask every rule of every document; the same thing said by one rule twice is said once."""
    seen: set[tuple[str, int, str, str]] = set()
    for finding in _all(documents, today):
        key = (finding.file, finding.line, finding.rule, finding.printed)
        if key not in seen:
            seen.add(key)
            yield finding


def _all(documents: Sequence[Document], today: date) -> Iterator[Finding]:
    for module in modules():
        if hasattr(module, "find"):
            for document in documents:
                yield from module.find(document, today)
        if hasattr(module, "between") and len(documents) > 1:
            yield from module.between(documents)
