"""Any file as a `Document`: DOCX, PDF, Markdown, CSV, XLSX and plain text."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.readers.refusal import Unreadable

MOST_BYTES = 100_000_000
_READERS = {
    ".docx": ("docx", "read_docx"), ".pdf": ("pdf", "read_pdf"), ".md": ("text", "read_text"),
    ".markdown": ("text", "read_text"), ".txt": ("text", "read_text"),
    ".csv": ("sheets", "read_csv"), ".tsv": ("sheets", "read_csv"),
    ".xlsx": ("sheets", "read_xlsx"),
}  # fmt: skip


def read(path: Path) -> Document:
    """Read a file by its suffix. Raises `Unreadable` with what to do; `OSError` when missing."""
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise Unreadable(f"{path.name}: filens sort ({suffix or 'utan ändelse'}) kan inte läsas. "
                         "Använd DOCX, PDF, Markdown, CSV, XLSX eller text.")  # fmt: skip
    size = path.stat().st_size
    if not size:
        raise Unreadable(f"{path.name} är tom.")
    if size > MOST_BYTES:
        raise Unreadable(f"{path.name} är större än 100 MB. Dela upp den.")
    module, name = _READERS[suffix]
    reader = getattr(import_module(f"{__name__}.{module}"), name)
    document: Document = reader(path)
    return document
