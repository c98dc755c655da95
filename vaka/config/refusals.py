"""Errors that carry their own words, as refusals of the command line."""

import errno

from vaka.config.outcome import Refusal


def refusal_of(error: Exception) -> Refusal | None:
    """Give the refusal that a named error stands for, or None for one nobody foresaw."""
    from django.apps import apps

    return (_by_name(error) if apps.ready else None) or _by_place(error)


def _by_place(error: Exception) -> Refusal | None:
    """Errors of the machine, and those that say their own words; Django need not have started."""
    from vaka.exchange.kolada import KoladaUnavailable
    from vaka.exchange.refusal import FileRefused

    match error:
        case KoladaUnavailable():
            return Refusal("kolada", str(error), error.hint)
        case FileRefused():
            hint = f"{error.hint} Inget i filen har lästs in.".strip()
            return Refusal(str(error.code), error.message, hint)
        case FileNotFoundError():
            return Refusal("no_file", f"Filen finns inte: {error.filename}")
        case PermissionError():
            return Refusal("no_access", f"Det går inte att läsa eller skriva {error.filename}.")
        case OSError(errno=errno.ENOSPC):
            return Refusal("disk_full", "Disken är full.", "Frigör utrymme och försök igen.")
        case ValueError() if type(error).__module__.startswith("vaka."):
            return Refusal("unfit", str(error))
    return None


def _by_name(error: Exception) -> Refusal | None:
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import OperationalError

    from vaka.foundation.access.viewer import NotAllowed, NotVisible
    from vaka.foundation.read_only import ReadOnly
    from vaka.law.verdict import RuleRefused
    from vaka.metrics.definitions import UnknownMeasureError
    from vaka.metrics.engine import UnknownUnitError

    match error:
        case ReadOnly():
            return Refusal("read_only", f"Vaka är skrivskyddat: {error}",
                           "Släpp skyddet med vaka read-only off.")  # fmt: skip
        case RuleRefused():
            return Refusal("rule", str(error))
        case NotVisible() | UnknownUnitError():
            return Refusal("unknown_unit", f"Enheten finns inte: {error.args[0]}")
        case NotAllowed():
            return Refusal("not_allowed", "Du har inte rätt att göra det här.")
        case UnknownMeasureError():
            return Refusal("unknown_measure", str(error))
        case ObjectDoesNotExist():
            return Refusal("unknown", str(error))
        case OperationalError():
            return Refusal("database", "Databasen svarar inte.", str(error))
    return None
