"""Finds identity numbers in what the product gives out, however they are written there."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

LOOKS_LIKE = re.compile(r"(?=(\d{6})[-+\u2010-\u2015\u2212 \u00a0\u2009\u202f]?([0-9A-Z]\d{3}))")
"""Birth and number, with or without a sign; looked for at every place, so a century may precede."""


class Numbers:
    """People's numbers, each known by its birth in six digits and its last four."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.tails = {re.sub(r"[^0-9A-Z]", "", one)[-10:] for one in numbers}

    def found(self, text: str) -> set[str]:
        """Give the numbers that a text holds, without sign and century."""
        return {tail for one in LOOKS_LIKE.finditer(text) if (tail := "".join(one.groups()))
                in self.tails}  # fmt: skip


def ways(number: str) -> Iterator[str]:
    """Give every way a number of twelve characters may be written."""
    plain = re.sub(r"[^0-9A-Z]", "", number)
    for birth in (plain[:-4], plain[-10:-4]):
        yield from (
            f"{birth}{sign}{plain[-4:]}" for sign in ("", "-", "+", " ", "\u2013", "\u00a0")
        )


def read(content: bytes) -> str:
    """Give all text of a file: a zipped one's members, a PDF's pages, else as it stands."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(n).decode("utf-8", "ignore") for n in packed.namelist())
    if content[:4] == b"%PDF":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content[:4] == b"PAR1":
        import pyarrow.parquet as pq

        columns = pq.read_table(io.BytesIO(content)).to_pydict().values()
        return "\n".join(str(value) for column in columns for value in set(column))
    return content.decode("utf-8", "ignore")
