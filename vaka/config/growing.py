"""From the embedded database to PostgreSQL: every row copied, then both sides told apart or same.

The embedded database is held for writing meanwhile, and is never changed. A table's rows are
compared by the sum of their digests, so that it does not matter how a database orders text.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import pyarrow.parquet as pq
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from vaka.config.databases import database_of
from vaka.config.product import make_tables
from vaka.foundation.snapshot import writer

GROWN = "grown"
BATCH = 5_000
WHOLE = 1 << 64


class NotEmpty(ValueError):
    """The database to grow into holds tables already."""


@dataclass(frozen=True)
class Same:
    """One table on both sides: how many rows, and whether each is the same."""

    table: str
    rows: int
    ok: bool


def open_target(address: str) -> None:
    """Make the database at an address known in this process. Raises NotEmpty."""
    entry = database_of(address, settings.DATA_DIR)
    both = connections.configure_settings({DEFAULT_DB_ALIAS: entry, GROWN: entry})
    connections.settings[GROWN] = both[GROWN]
    if connections[GROWN].introspection.table_names():
        raise NotEmpty(address)


def grow(tell: Callable[[str], None]) -> list[Same]:
    """Copy every table into the opened target, and compare each on both sides.

    Args:
        tell: is called with each table's name.
    """
    make_tables(GROWN)
    every = _models()
    with transaction.atomic():
        with transaction.atomic(using=GROWN):
            for model in every:
                tell(model._meta.db_table)
                _copy(model)
            _number_on(every)
        return [_compared(model) for model in every]


def _models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one._meta.managed and not one._meta.proxy]


def _copy(model: type[models.Model]) -> None:
    """PostgreSQL's own way in; keys between tables are looked at when all has come."""
    columns = model._meta.concrete_fields
    quote = connections[GROWN].ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in columns)
    with connections[GROWN].cursor() as cursor:
        statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
        with cursor.copy(statement) as out:
            for row in _rows(model, DEFAULT_DB_ALIAS):
                out.write_row(row)


def _rows(model: type[models.Model], using: str) -> Iterator[tuple[Any, ...]]:
    """Give a table's rows as PostgreSQL takes them."""
    columns = model._meta.concrete_fields
    ready = {place: _ready(one) for place, one in enumerate(columns) if _is_made(one)}
    found = model._base_manager.using(using).order_by()
    for row in found.values_list(*(one.attname for one in columns)).iterator(chunk_size=BATCH):
        cells = list(row)
        for place, make in ready.items():
            if cells[place] is not None:
                cells[place] = make(cells[place])
        yield tuple(cells)


def _is_made(column: "models.Field[Any, Any]") -> bool:
    return isinstance(column, models.JSONField) or hasattr(column, "from_db_value")


def _ready(column: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    if isinstance(column, models.JSONField):
        return lambda value: json.dumps(value, cls=column.encoder, sort_keys=True)
    return lambda value: column.get_db_prep_save(value, connections[GROWN])


def _number_on(every: list[type[models.Model]]) -> None:
    """The next row's number follows the last one's."""
    with connections[GROWN].cursor() as cursor:
        for statement in connections[GROWN].ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)


def _compared(model: type[models.Model]) -> Same:
    ours, theirs = (_sum(_rows(model, using)) for using in (DEFAULT_DB_ALIAS, GROWN))
    return Same(model._meta.db_table, ours[0], ours == theirs)


def _sum(rows: Iterator[tuple[Any, ...]]) -> tuple[int, int]:
    """Give how many rows there are, and the sum of their digests."""
    count = total = 0
    for row in rows:
        cells = [bytes(one) if isinstance(one, memoryview) else one for one in row]
        total += int.from_bytes(blake2b(repr(cells).encode(), digest_size=8).digest())
        count += 1
    return count, total % WHOLE


def figures() -> dict[str, tuple[int, int]]:
    """Give how many rows each fact of the snapshot has, and the sum of their digests."""
    facts = sorted(writer.bring_up(look=True).facts)
    return {name: _sum(_fact_rows(name)) for name in facts}


def _fact_rows(name: str) -> Iterator[tuple[Any, ...]]:
    for path in writer.paths(name):
        for batch in pq.ParquetFile(writer.folder() / path).iter_batches(batch_size=BATCH):
            yield from (tuple(row.values()) for row in batch.to_pylist())


def forget_snapshot() -> None:
    """Have the snapshot written anew from whichever database is asked next."""
    (writer.folder() / "manifest.json").unlink(missing_ok=True)
