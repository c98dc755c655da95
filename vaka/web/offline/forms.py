"""Forms of the phones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.foundation.organisation.models import Unit
from vaka.web.offline.queries import PinChoice


class EnrolForm(forms.Form):
    """What the phone in hand is called, and whose it is."""

    name = forms.CharField(
        label=_("Vad kallas telefonen?"), max_length=80,
        help_text=_("Till exempel Natt 1 eller Plan 2. Skriv gärna samma namn på skalet."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Vilken enhet hör den till?"), choices=[])

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]


class RevokeForm(forms.Form):
    """Why a phone is shut out."""

    why = forms.CharField(label=_("Varför spärras telefonen?"), max_length=200,
                          help_text=_("Till exempel borttappad eller utbytt."))  # fmt: skip


class SettleForm(forms.Form):
    """What was done with a report that did not become a case."""

    words = forms.CharField(
        label=_("Vad har du gjort i stället?"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Rapporten ligger kvar i listan. Skriv inga personuppgifter."),
    )  # fmt: skip


def _pin(label: Any, complete: str) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": complete, "maxlength": 8}
    return forms.CharField(label=label, max_length=8, widget=forms.PasswordInput(attrs=attrs))


class PinForm(forms.Form):
    """Who comes back, and their PIN."""

    who = forms.TypedChoiceField(label=_("Vem är du?"), coerce=int, widget=forms.RadioSelect)
    pin = _pin(_("Pinkod"), "off")

    def __init__(self, *args: Any, choices: list[PinChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(one.id, one.name) for one in choices]  # type: ignore[attr-defined]


class ChoosePinForm(forms.Form):
    """A new PIN, typed twice."""

    pin = _pin(_("Ny pinkod"), "off")
    again = _pin(_("Samma pinkod igen"), "off")

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if cleaned.get("pin") and cleaned.get("pin") != cleaned.get("again"):
            self.add_error("again", _("Pinkoderna är inte lika."))
        return cleaned
