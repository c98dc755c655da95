"""The figure check: what a paper's own figures say against each other.

Pure Python without Django. `check` reads files, `check_text` a text being written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.readers import read
from vaka.documents.figurecheck.readers.bounded import bounded
from vaka.documents.figurecheck.readers.refusal import Unreadable
from vaka.documents.figurecheck.readers.text import document_of
from vaka.documents.figurecheck.rules import judged

__all__ = ["Document", "Finding", "Unreadable", "check", "check_documents", "check_text", "read"]


def check(paths: Iterable[Path | str], today: date) -> list[Finding]:
    """Read files of any kind and give their contradictions, also those between them.

    Raises `Unreadable` for a file that cannot be read, `OSError` for one that is missing.
    """
    return check_documents([read(Path(path)) for path in paths], today)


def check_text(markdown: str, today: date, *, name: str = "text") -> list[Finding]:
    """Give the contradictions of a text being written, so much of it as `limits.toml` says."""
    return check_documents([document_of(name, bounded(markdown))], today)


def check_documents(documents: Sequence[Document], today: date) -> list[Finding]:
    """Give the contradictions within and between papers that are already read."""
    return sorted(judged(documents, today))
