"""Forms of reading a file in: which file, what it holds, for which unit and quarter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.intake import rules
from vaka.exchange.kinds import ImportKind
from vaka.exchange.mapping import MappingUnreadable, from_toml
from vaka.exchange.schema import TargetSchema
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period, UnreadablePeriod
from vaka.web.forms import UploadField

LARGEST_MAPPING = 200_000


class UploadForm(forms.Form):
    """A file and what goes with it."""

    kind = forms.ChoiceField(label=_("Vad innehåller filen?"), widget=forms.RadioSelect)
    file = UploadField(label=_("Fil"), kinds=("CSV", "XLSX"), max_bytes=rules.LARGEST)
    unit = forms.ChoiceField(
        label=_("Enhet"), help_text=_("Gäller de rader som inte själva nämner någon enhet.")
    )
    period = forms.CharField(
        label=_("Kvartal"),
        required=False,
        max_length=6,
        help_text=_("Bara när filen är en lista för ett kvartal, till exempel 2024Q1."),
    )

    def __init__(self, *args: Any, kinds: list[ImportKind], units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self._units = {unit.code: unit for unit in units}
        self._by_quarter = {kind.kind for kind in kinds if kind.by_quarter}
        self.fields["kind"].choices = [(k.kind, k.schema.label_sv) for k in kinds]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(u.code, u.name) for u in units]  # type: ignore[attr-defined]
        if not self._by_quarter:
            del self.fields["period"]

    def clean_unit(self) -> Unit:
        """Give the unit itself."""
        return self._units[self.cleaned_data["unit"]]

    def clean_period(self) -> str:
        """Give the quarter in its usual form; empty when none was written."""
        text = self.cleaned_data["period"].strip()
        if not text:
            return ""
        try:
            period = Period.parse(text)
        except UnreadablePeriod:
            raise forms.ValidationError(_("Skriv kvartalet som 2024Q1.")) from None
        if period.kind is not Grain.QUARTER:
            raise forms.ValidationError(_("Perioden ska vara ett kvartal, till exempel 2024Q1."))
        return str(period)

    def clean(self) -> dict[str, Any]:
        """A quarter belongs to lists that are kept by quarter."""
        data = super().clean() or self.cleaned_data
        if data.get("period") and data.get("kind") not in self._by_quarter:
            self.add_error("period", _("Det här slaget av fil läses inte in per kvartal."))
        return data


class MappingFileForm(forms.Form):
    """A mapping saved earlier, or written by hand."""

    mapping = UploadField(label=_("Mappningsfil"), kinds=("TOML",), max_bytes=LARGEST_MAPPING)

    def __init__(self, *args: Any, schema: TargetSchema, **more: Any) -> None:
        super().__init__(*args, **more)
        self._schema = schema

    def clean_mapping(self) -> str:
        """Give the text, checked against the kind's fields."""
        try:
            text = self.cleaned_data["mapping"].read().decode("utf-8-sig")
            from_toml(text, self._schema)
        except UnicodeDecodeError:
            words = _("Mappningsfilen är inte sparad som UTF-8. Spara den så och försök igen.")
            raise forms.ValidationError(words) from None
        except MappingUnreadable as error:
            raise forms.ValidationError(str(error)) from error
        return str(text)
