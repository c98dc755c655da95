"""What reading one text gives: a value with an optional remark, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class Unreadable(ValueError):
    """A text that is not what its field holds; the message says in Swedish what to do."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value and, when it was repaired without doubt, a Swedish remark on how it was read."""

    value: T
    note: str = ""
