"""The form that corrects a decision's dates, those of its earlier interruptions too."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.entitlements.forms import VersionedForm, words_area
from vaka.areas.entitlements.models import Decision, Interruption
from vaka.areas.entitlements.rules import Pause


class CorrectForm(VersionedForm):
    """Dates that were written wrong; only those that the decision and its interruptions have."""

    FIELDS = ("applied_date", "decided_date", "valid_to_date", "partly_date", "executed_date",
              "interrupted_date", "resumed_date", "ended_date")  # fmt: skip
    ALWAYS = ("applied_date", "valid_to_date")
    TAKEN_BACK = {"partly_date": _("Lämna tomt om ingen del är verkställd."),
                  "applied_date": _("Lämna tomt om ingen ansökan finns."),
                  "valid_to_date": _("Lämna tomt om beslutet gäller tills vidare.")}  # fmt: skip
    words = words_area(_("Varför rättas datumet?"), required=True)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = {name: getattr(decision, name) for name in _known(decision)}
        for name in self._before:
            label = Decision._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name] = forms.DateField(
                label=str(label).capitalize(),
                widget=forms.DateInput,
                initial=self._before[name],
                required=self._before[name] is not None and name not in self.TAKEN_BACK,
                help_text=self.TAKEN_BACK.get(name, ""),
            )
        self._pauses = list(decision.interruptions.all())
        for number, pause in enumerate(self._pauses, 1):
            self._add_pause(number, pause)
        named = [name for one in self._pauses for name in _fields(one)]
        later = ("interrupted_date", "resumed_date", "ended_date")
        first = [name for name in self._before if name not in later]
        rest = [name for name in self._before if name in later]
        self.order_fields([*first, *named, *rest, "words"])

    def _add_pause(self, number: int, pause: Interruption) -> None:
        first, again = _fields(pause)
        self.fields[first] = forms.DateField(
            label=_("Tidigare avbrott %d, från") % number, required=False,
            widget=forms.DateInput, initial=pause.from_date,
        )  # fmt: skip
        self.fields[again] = forms.DateField(
            label=_("Tidigare avbrott %d, återupptaget") % number, required=False,
            widget=forms.DateInput, initial=pause.resumed_date,
            help_text=_("Lämna båda dagarna tomma om avbrottet aldrig var."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An earlier interruption has both its days or neither. Raises ValidationError."""
        data = super().clean() or self.cleaned_data
        for first, again in map(_fields, self._pauses):
            if first in data and again in data and bool(data[first]) != bool(data[again]):
                lacks = first if data[again] else again
                self.add_error(lacks, _("Skriv båda dagarna, eller lämna båda tomma."))
        return data

    def pauses(self) -> dict[uuid.UUID, Pause | None]:
        """Give the earlier interruptions that were changed; None for one that never was."""
        told = {}
        for one in self._pauses:
            start, again = (self.cleaned_data[name] for name in _fields(one))
            if (start, again) != (one.from_date, one.resumed_date):
                told[one.pk] = Pause(start, again) if start else None
        return told

    def changed(self) -> dict[str, date | None]:
        """Give the dates that were changed, by column; None for one that is taken back."""
        given = {name: self.cleaned_data[name] for name in self._before}
        told = {name: day for name, day in given.items() if day or name in self.TAKEN_BACK}
        return {name: day for name, day in told.items() if day != self._before[name]}


def _fields(pause: Interruption) -> tuple[str, str]:
    return f"from_{pause.pk}", f"resumed_{pause.pk}"


def _known(decision: Decision) -> list[str]:
    """The dates that stand or may be added, and the one that an outcome without a readable date
    lacks."""
    form = CorrectForm
    known = [name for name in form.FIELDS if name in form.ALWAYS or getattr(decision, name)]
    if decision.end_code and not (decision.executed_date or decision.ended_date):
        known.append("executed_date" if decision.end_code == "V" else "ended_date")
    return known
