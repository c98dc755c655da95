"""By what a row is known again: the source's own id, or a digest of what it says."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from unicodedata import normalize

import polars as pl

from vaka.exchange.schema import TargetSchema

DIGEST_BYTES = 16
_FIELD_END = "\x1f"


class Keys:
    """Gives each row of one file its key, in file order.

    A digest is taken of the source's kind, the unit and the row's cells (name and text of each
    field that has any, spaces evened out), so it is the same whatever the file's format, encoding
    or column order. Equal rows without an id of their own are told apart by their count.
    """

    def __init__(self, schema: TargetSchema, unit: str) -> None:
        self._schema = schema
        self._prefix = f"{schema.kind}{_FIELD_END}{unit}{_FIELD_END}".encode()
        self._times: Counter[str] = Counter()
        self._said: set[str] = set()

    def digests(self, texts: pl.DataFrame) -> pl.Series:
        """One hexadecimal digest per row of a frame with the fields' texts by name."""
        parts = [pl.lit(f"{name}=") + pl.col(name) for name in sorted(texts.columns)]
        cells = texts.select(
            pl.concat_str(parts, separator=_FIELD_END, ignore_nulls=True)
        ).to_series()
        uneven = cells.str.contains(r"\s\s|[^\S ]")
        if uneven.any():
            cells = cells.zip_with(~uneven, cells.str.replace_all(r"\s+", " "))
        start = blake2b(self._prefix, digest_size=DIGEST_BYTES)
        found = []
        for row in cells.to_list():
            digest = start.copy()
            digest.update(normalize("NFC", row).encode())
            found.append(digest.hexdigest())
        return pl.Series("digest", found, dtype=pl.String)

    def keys(self, texts: pl.DataFrame, digests: pl.Series) -> tuple[pl.Series, pl.Series]:
        """The rows' keys, and which rows repeat an id that stood earlier in the file, or where the
        schema lets a row tell more, all that an earlier row said."""
        own = self._own_ids(texts).to_list()
        found: list[str] = []
        repeated: list[bool] = []
        for own_id, digest in zip(own, digests.to_list(), strict=True):
            if own_id:
                said = f"{own_id}{_FIELD_END}{digest}" if self._schema.may_tell_more else own_id
                repeated.append(said in self._said)
                self._said.add(said)
                found.append(own_id)
            else:
                self._times[digest] += 1
                repeated.append(False)
                found.append(f"{digest}-{self._times[digest]}")
        return pl.Series("key", found, dtype=pl.String), pl.Series(repeated, dtype=pl.Boolean)

    def _own_ids(self, texts: pl.DataFrame) -> pl.Series:
        """The source's ids; empty where a row lacks any part of its id."""
        names = [name for name in self._schema.key_fields if name in texts.columns]
        if not names or len(names) < len(self._schema.key_fields):
            return pl.Series([""]).new_from_index(0, len(texts))
        return texts.select(pl.concat_str(names, separator="|").fill_null("")).to_series()
