"""What many tests stand on, made by the actions once a process and then written as it stood.

A test's rows are rolled back, so the cast and its units are written anew for each test: by the
actions that takes longer than most tests. The rows that the actions wrote the first time are
kept, and put back with one statement a table; `test_cast.py` holds the two to be the same.
"""

from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

from django.db import models

T = TypeVar("T")

Rows = dict[type[models.Model], list[models.Model]]
_kept: dict[str, tuple[Any, Rows]] = {}


def stand(made: dict[str, Callable[[], T]]) -> dict[str, T]:
    """Let each maker write its rows, or write those it wrote before; gives what each gave then."""
    _write([_kept[name][1] for name in made if name in _kept])
    for name in [name for name in made if name not in _kept]:
        before = {table: _keys(table) for table in _tables()}
        found = made[name]()
        _kept[name] = found, {table: _since(table, keys) for table, keys in before.items()}
    return {name: _kept[name][0] for name in made}


def _tables() -> list[type[models.Model]]:
    from vaka.foundation.access.models import Grant
    from vaka.foundation.audit.models import AuditRow
    from vaka.foundation.organisation.models import Principal, Unit, UnitPath, UnitSpell
    from vaka.foundation.people.models import Person

    return [Principal, Unit, UnitSpell, UnitPath, Person, Grant, AuditRow]


def _keys(table: type[models.Model]) -> list[Any]:
    return list(table._default_manager.values_list("pk", flat=True))


def _since(table: type[models.Model], before: list[Any]) -> list[models.Model]:
    return list(table._default_manager.exclude(pk__in=before).order_by("pk"))


def _write(kept: list[Rows]) -> None:
    for table in _tables():
        if rows := [_anew(row) for one in kept for row in one[table]]:
            table._default_manager.bulk_create(rows)


def _anew(row: models.Model) -> models.Model:
    """A copy to write; where the database numbers the rows, it numbers this one too."""
    new = copy(row)
    new._state.adding = True
    if isinstance(row._meta.pk, models.AutoField):
        new.pk = None
    return new
