"""Forms of reading a file in: which file, what it holds, for which unit and quarter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.intake import rules
from vaka.areas.intake.kinds import AnyKind
from vaka.exchange.kinds import WholeFileKind
from vaka.exchange.mapping import MappingUnreadable, from_toml
from vaka.exchange.schema import TargetSchema
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period, UnreadablePeriod
from vaka.web.forms import UploadField

LARGEST_MAPPING = 200_000
TABLES = ("CSV", "XLSX")
MISSING = {
    Grain.QUARTER: _("Perioden ska vara ett kvartal, till exempel 2024Q1."),
    Grain.MONTH: _("Skriv vilken månad filen gäller, till exempel 2024-02."),
}


class UploadForm(forms.Form):
    """A file and what goes with it."""

    kind = forms.ChoiceField(label=_("Vad innehåller filen?"), widget=forms.RadioSelect)
    file = UploadField(label=_("Fil"), kinds=TABLES, max_bytes=rules.LARGEST)
    unit = forms.ChoiceField(
        label=_("Enhet"), help_text=_("Gäller de rader som inte själva nämner någon enhet.")
    )
    period = forms.CharField(
        label=_("Kvartal eller månad"),
        required=False,
        max_length=7,
        help_text=_(
            "Bara när filen gäller ett kvartal, till exempel 2024Q1, eller en månad, "
            "till exempel 2024-02."
        ),
    )

    def __init__(self, *args: Any, kinds: list[AnyKind], units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self._units = {unit.code: unit for unit in units}
        self._kinds = {kind.kind: kind for kind in kinds}
        endings = [end for kind in kinds if isinstance(kind, WholeFileKind) for end in kind.endings]
        if endings:
            self.fields["file"] = UploadField(
                label=_("Fil"), kinds=(*TABLES, *endings), max_bytes=rules.LARGEST
            )
        self.fields["kind"].choices = [(k.kind, k.label_sv) for k in kinds]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(u.code, u.name) for u in units]  # type: ignore[attr-defined]
        if not any(kind.grain for kind in kinds):
            del self.fields["period"]

    def clean_unit(self) -> Unit:
        """Give the unit itself."""
        return self._units[self.cleaned_data["unit"]]

    def clean_period(self) -> str:
        """Give the period in its usual form; empty when none was written."""
        text = self.cleaned_data["period"].strip()
        if not text:
            return ""
        try:
            period = Period.parse(text)
        except UnreadablePeriod:
            words = _("Skriv kvartalet som 2024Q1, månaden som 2024-02.")
            raise forms.ValidationError(words) from None
        return str(period)

    def clean(self) -> dict[str, Any]:
        """A period belongs to files that tell of one, and is as long as they say."""
        data = super().clean() or self.cleaned_data
        kind, text = self._kinds.get(data.get("kind", "")), data.get("period", "")
        if kind and "period" in data and (words := _wrong_period(kind, text)):
            self.add_error("period", words)
        return data


def _wrong_period(kind: AnyKind, text: str) -> str:
    """Say what is wrong with the period of a file of a kind; nothing when it is right."""
    if not text:
        return str(MISSING[kind.grain]) if kind.grain and kind.needs_period else ""
    if kind.grain is None:
        return str(_("Det här slaget av fil läses inte in för en period."))
    if Period.parse(text).kind is not kind.grain:
        return str(MISSING[kind.grain])
    return ""


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
