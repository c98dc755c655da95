"""Fields for numbers as people write them: `1 000,50` with any space, a comma or a point.

Django reads thousands parted by spaces only when it also prints them so in every control, and a
native number control gives nothing at all for `1 000`: the writer sees it and the server does not.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?")
_MINUS = str.maketrans("−–‒", "---")
_POINTED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")


def plain(written: Any) -> Any:
    """Give what was written as Python reads numbers; what is no such number is left as it is.

    Spaces of any width part thousands, and only thousands: `1 00` may be 100 or 1 000 and stays.
    """
    if not isinstance(written, str):
        return written
    text = written.strip().translate(_MINUS)
    text = re.sub(r"^([+-])\s+(?=\d)", r"\1", text)
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\s", "", text)
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text


class _Written:
    """What the three kinds share: a text control that asks a phone for digits."""

    keys = "decimal"

    def __init__(self, **more: Any) -> None:
        more.setdefault("localize", True)
        more.setdefault("widget", forms.TextInput)
        more["error_messages"] = {"invalid": self.invalid, **more.get("error_messages", {})}
        super().__init__(**more)

    invalid = _("Skriv ett tal, till exempel 1 000 eller 1 000,50.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give the keyboard with digits."""
        found: dict[str, Any] = super().widget_attrs(widget)  # type: ignore[misc]
        return found if widget.is_hidden else {**found, "inputmode": self.keys}

    def to_python(self, value: Any) -> Any:
        """Read the number."""
        return super().to_python(plain(value))  # type: ignore[misc]


class AmountField(_Written, forms.DecimalField):
    """An exact number with decimals, as kronor are."""


class NumberField(_Written, forms.FloatField):
    """A measured number with decimals."""


class WholeField(_Written, forms.IntegerField):
    """A whole number."""

    keys = "numeric"
    invalid = _("Skriv ett heltal, till exempel 12 eller 1 000.")

    def to_python(self, value: Any) -> Any:
        """Read the number; `1.000` is refused, for it is one or a thousand."""
        if isinstance(value, str) and _POINTED.fullmatch(value.strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
