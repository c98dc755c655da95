"""Many plain rows into a table at once, without an object of the model for each.

For what is worked out by the thousand, such as a ledger's sums: no signals, no defaults.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models, router

from vaka.foundation.ids import uuid7


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows whose values stand in the order of `columns`; identities are made here.

    Args:
        model: its primary key is a UUID; every field that has no value in the table is named.
        columns: names of fields; a foreign key takes the key of what it points at.
    """
    using = connections[router.db_for_write(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    prepared = [_preparer(one, using) for one in fields]
    identity: Any = model._meta.pk
    key = _preparer(identity, using)
    quote = using.ops.quote_name
    names = ", ".join(quote(one.column) for one in (identity, *fields))
    places = ", ".join(["%s"] * (len(fields) + 1))
    # Only names of tables and columns that models have are put into the text.
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    values = [
        (key(uuid7()), *(ready(value) for ready, value in zip(prepared, row, strict=True)))
        for row in rows
    ]
    with using.cursor() as cursor:
        cursor.executemany(sql, values)


def _preparer(field: Any, using: Any) -> Any:
    """What makes a value of a field ready for the database; plain text and numbers already are."""
    if isinstance(field, models.CharField | models.IntegerField):
        return lambda value: value
    if isinstance(field, models.UUIDField):
        return (lambda value: value) if using.features.has_native_uuid_field else _hex
    return lru_cache(maxsize=4_096)(lambda value: field.get_db_prep_save(value, using))


def _hex(value: Any) -> str:
    return str(value.hex)
