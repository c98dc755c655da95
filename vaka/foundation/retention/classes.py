"""How long each table is kept and how secret each column is; a guard fails for an unclassed one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db import models


class Kept(StrEnum):
    """Retention class of a table; the periods are dated values (domain.md 1.6)."""

    CASE_FILE = "case_file"
    LOG = "log"
    EMPLOYMENT = "employment"
    ORGANISATION = "organisation"
    REPORT = "report"
    OPERATION = "operation"
    PASSING = "passing"


class Secrecy(StrEnum):
    """Secrecy class of a column (OSL 2009:400 chapters 25 and 26 stand behind `secret`)."""

    OPEN = "open"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a class of secrecy, no password


@dataclass(frozen=True)
class Classes:
    """A table's retention class, its usual secrecy class, and the columns that differ."""

    kept: Kept
    secrecy: Secrecy
    columns: dict[str, Secrecy]

    def of(self, column: str) -> Secrecy:
        """Give one column's secrecy class."""
        return self.columns.get(column, self.secrecy)


M = TypeVar("M", bound=models.Model)

REGISTRY: dict[str, Classes] = {}


def classed(kept: Kept, secrecy: Secrecy, **columns: Secrecy) -> Callable[[type[M]], type[M]]:
    """Class a model's table and columns where the model stands.

    Raises:
        ValueError: a column is named that the model lacks.
    """

    def register(model: type[M]) -> type[M]:
        known = {field.name for field in model._meta.local_fields}
        if unknown := set(columns) - known:
            raise ValueError(f"{model.__name__} has no column {sorted(unknown)}")
        REGISTRY[model._meta.label_lower] = Classes(kept, secrecy, columns)
        return model

    return register
