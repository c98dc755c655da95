"""Two versions of the same thing side by side: what the other saved, and what is unsaved here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from vaka.foundation.cases.models import Case
from vaka.web import words

_ABOUT_THE_CHANGE = frozenset({"by", "at", "verb"})


@dataclass(frozen=True)
class Difference:
    """One value that the two versions have differently."""

    label: str
    theirs: str
    ours: str


def differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> tuple[Difference, ...]:
    """List the values that were changed by the other or here and are not the same."""
    names = [name for name in (*theirs, *ours) if name not in _ABOUT_THE_CHANGE]
    rows = [
        Difference(_label(name), _written(theirs, name), _written(ours, name))
        for name in dict.fromkeys(names)
    ]
    return tuple(row for row in rows if row.theirs != row.ours)


def saved_by(theirs: Mapping[str, Any]) -> str:
    """Say who saved first and when, as far as it is known."""
    name, at = theirs.get("by"), theirs.get("at")
    if not name:
        return ""
    if not isinstance(at, dt.datetime):
        return str(name)
    return _("%(name)s, sparat %(moment)s") % {"name": name, "moment": words.moment(at)}


def _label(name: str) -> str:
    try:
        field = Case._meta.get_field(name)
    except FieldDoesNotExist:
        return name.replace("_", " ").capitalize()
    return str(getattr(field, "verbose_name", name)).capitalize()


def _written(version: Mapping[str, Any], name: str) -> str:
    if name not in version:
        return _("inte ändrat")
    value = version[name]
    if value in (None, ""):
        return _("tomt")
    if isinstance(value, dt.datetime):
        return words.moment(value)
    return words.day(value) if isinstance(value, dt.date) else str(value)
