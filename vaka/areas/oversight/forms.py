"""The filter of the log."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.oversight.verbs import VERBS
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.audit.queries import LogFilter

ANY = ("", _("Alla"))


class LogForm(forms.Form):
    """Who, what, which object and when; empty fields do not restrict."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    vad = forms.ChoiceField(label=_("Vad"), required=False)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=[ANY, *AuditKind.choices])
    objekt = forms.CharField(label=_("Ärendets nummer eller id"), required=False, max_length=60)
    fran = forms.DateField(label=_("Från och med"), required=False)
    till = forms.DateField(label=_("Till och med"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        verbs = sorted(((code, str(label)) for code, label in VERBS.items()), key=lambda v: v[1])
        self.fields["person"].choices = [ANY, *people]  # type: ignore[attr-defined]
        self.fields["vad"].choices = [ANY, *verbs]  # type: ignore[attr-defined]
        for name in ("fran", "till"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d")

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        if data.get("fran") and data.get("till") and data["till"] < data["fran"]:
            self.add_error("till", _("Sista dagen ligger före den första."))
        return data

    def wanted(self) -> LogFilter:
        """Give the filter; a form with faults or nothing in it does not restrict."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return LogFilter(
            actor_id=uuid.UUID(data["person"]) if data.get("person") else None,
            verb=data.get("vad", ""),
            kind=data.get("slag", ""),
            object_id=data.get("objekt", "").strip(),
            from_date=data.get("fran"),
            to_date=data.get("till"),
        )
