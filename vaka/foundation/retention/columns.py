"""Every column that Vaka stores, with retention and secrecy class, other packages' tables too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from vaka.foundation.retention.classes import REGISTRY, Classes, Kept, Secrecy

_PASSING_SECRET = Classes(Kept.PASSING, Secrecy.SECRET, {})
_OPEN = Classes(Kept.OPERATION, Secrecy.OPEN, {})
_UNUSED = Classes(Kept.OPERATION, Secrecy.INTERNAL, {})

OTHERS: dict[str, Classes] = {
    "sessions.session": _PASSING_SECRET,
    "django_tasks_database.dbtaskresult": Classes(
        Kept.OPERATION, Secrecy.INTERNAL, {"args_kwargs": Secrecy.SECRET}
    ),
    "account.emailaddress": Classes(Kept.EMPLOYMENT, Secrecy.INTERNAL, {}),
    "account.emailconfirmation": _PASSING_SECRET,
    # never filled: nothing of what an identity service tells is kept (docs/adr/0019)
    "socialaccount.socialaccount": _PASSING_SECRET,
    "socialaccount.socialapp": _PASSING_SECRET,
    "socialaccount.socialtoken": _PASSING_SECRET,
    "mfa.authenticator": Classes(Kept.EMPLOYMENT, Secrecy.INTERNAL, {"data": Secrecy.SECRET}),
    "contenttypes.contenttype": _OPEN,
    "auth.permission": _UNUSED,
    "auth.group": _UNUSED,
}
"""Tables of other packages, by their label; classed here because they cannot say it themselves."""


class UnclassedTable(LookupError):
    """A stored table has no retention and secrecy class."""


@dataclass(frozen=True)
class ColumnClass:
    """One column as the reference page prints it."""

    table: str
    column: str
    kept: Kept
    secrecy: Secrecy


def stored_models() -> list[type[Model]]:
    """Give every model with a table of its own, sorted by label."""
    found = [m for m in apps.get_models() if m._meta.managed and not m._meta.proxy]
    return sorted(found, key=lambda model: model._meta.label_lower)


def classes_of(model: type[Model]) -> Classes:
    """Give a table's classes. Raises UnclassedTable."""
    label = model._meta.label_lower
    found = REGISTRY.get(label) or OTHERS.get(label)
    if found is None:
        raise UnclassedTable(label)
    return found


def unclassed() -> list[str]:
    """Give the labels of tables without classes: none when all is well."""
    known = REGISTRY.keys() | OTHERS.keys()
    return [m._meta.label_lower for m in stored_models() if m._meta.label_lower not in known]


def columns() -> Iterator[ColumnClass]:
    """Give every stored column with its classes, by table. Raises UnclassedTable."""
    for model in stored_models():
        classes = classes_of(model)
        for column in model._meta.concrete_fields:
            yield ColumnClass(
                model._meta.label_lower, column.name, classes.kept, classes.of(column.name)
            )
