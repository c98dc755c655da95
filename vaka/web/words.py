"""How numbers, dates and working days are written. Pure, but for the language in force."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

HARD_SPACE = "\u00a0"
MINUS = "\u2212"

Number = int | float | Decimal


def number(value: Number, decimals: int | None = None) -> str:
    """Write a number with hard-spaced thousands, decimal comma and a true minus.

    Without `decimals` an integer has none and other numbers keep what they need, at most two.
    """
    rounded = round(Decimal(str(value)), 2 if decimals is None else decimals)
    sign = MINUS if rounded < 0 else ""
    whole, _point, fraction = f"{abs(rounded):f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", HARD_SPACE)
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def day(value: dt.date, form: str = "long") -> str:
    """Write a date: `long` 15 oktober 2026, `short` 15 okt 2026, `weekday` torsdag 15 oktober."""
    formats = {"long": "j F Y", "short": "j M Y", "weekday": "l j F", "month": "F Y"}
    written = date_format(value, formats[form]).replace(".", "")
    # Django writes short Swedish months with a capital; Swedish does not.
    return written.lower() if (get_language() or "sv").startswith("sv") else written


def clock_time(value: dt.datetime | dt.time) -> str:
    """Write a time of day, in Swedish time: kl. 04.05."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return _("kl. %(time)s") % {"time": f"{value:%H.%M}"}


def moment(value: dt.datetime) -> str:
    """Write a moment: 15 oktober 2026 kl. 04.05."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {clock_time(local)}"


def working_days_left(days: int) -> str:
    """Say how many working days are left; a negative count is how late it is."""
    if days < 0:
        return ngettext("%(n)s arbetsdag sen", "%(n)s arbetsdagar sen", -days) % {"n": -days}
    if days == 0:
        return _("Sista dagen är i dag")
    return ngettext("%(n)s arbetsdag kvar", "%(n)s arbetsdagar kvar", days) % {"n": days}


def file_size(size_bytes: int) -> str:
    """Write a size in bytes as people say it: 2,5 MB."""
    for unit, scale in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size_bytes >= scale:
            return f"{number(size_bytes / scale, 1).removesuffix(',0')}{HARD_SPACE}{unit}"
    return f"{size_bytes}{HARD_SPACE}byte"
