"""The rules, found by folder: each module has `find(document, today)` or `between(documents)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding


def judged(documents: Sequence[Document], today: date) -> Iterator[Finding]:
    """Ask every rule of every document."""
    return iter(())
