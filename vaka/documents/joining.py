"""Other people's PDF files joined into one volume, in order, each with the page it begins on.

The pages are taken as they are: what somebody else has made is no more accessible afterwards.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path


class NotReadable(ValueError):
    """A file is no PDF that can be read: torn, locked, or something else; Swedish words."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Filen ”{name}” går inte att läsa som PDF. Be om en ny fil.")


def page_counts(files: Sequence[tuple[str, Path]]) -> list[int]:
    """Give how many pages each file has; a file is its name and place. Raises NotReadable."""
    import pypdfium2  # loading takes a moment; only those who join wait for it

    counts = []
    for name, path in files:
        try:
            with pypdfium2.PdfDocument(path) as pdf:
                counts.append(len(pdf))
        except pypdfium2.PdfiumError as error:
            raise NotReadable(name) from error
    return counts


def joined(files: Sequence[tuple[str, Path]]) -> bytes:
    """Give one PDF of all the files' pages. Raises NotReadable."""
    import pypdfium2

    volume, kept = pypdfium2.PdfDocument.new(), BytesIO()
    for name, path in files:
        try:
            with pypdfium2.PdfDocument(path) as pdf:
                volume.import_pages(pdf)
        except pypdfium2.PdfiumError as error:
            raise NotReadable(name) from error
    volume.save(kept)
    volume.close()
    return kept.getvalue()


def starts(counts: Sequence[int]) -> list[int]:
    """Give the page on which each file begins, the first on 1."""
    return [1 + sum(counts[:place]) for place in range(len(counts))]
