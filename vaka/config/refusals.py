"""Errors that carry their own words, as refusals of the command line."""

from vaka.config.outcome import Refusal


def refusal_of(error: Exception) -> Refusal | None:
    """Give the refusal that a named error stands for, or None for one nobody foresaw."""
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import OperationalError

    from vaka.exchange.refusal import FileRefused
    from vaka.foundation.access.viewer import NotAllowed, NotVisible
    from vaka.law.verdict import RuleRefused
    from vaka.metrics.definitions import UnknownMeasureError
    from vaka.metrics.engine import UnknownUnitError

    match error:
        case FileRefused():
            hint = f"{error.hint} Inget i filen har lästs in.".strip()
            return Refusal(str(error.code), error.message, hint)
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
        case ValueError() if type(error).__module__.startswith("vaka."):
            return Refusal("unfit", str(error))
        case FileNotFoundError():
            return Refusal("no_file", f"Filen finns inte: {error.filename}")
    return None
