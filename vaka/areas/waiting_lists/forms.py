"""The form of a list's month: one field a cell, read as it is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.waiting_lists import rules
from vaka.areas.waiting_lists.actions import Told
from vaka.areas.waiting_lists.check_rules import TOTAL_GROUP, Key
from vaka.areas.waiting_lists.rules import LABELS, ListKind, Measure, Unreadable, Value
from vaka.web.steps import StepForm


class TellForm(StepForm):
    """Every cell of a month, with a footnote for those who have accepted a place."""

    note = forms.CharField(
        label=gettext_lazy("Fotnot"), max_length=300, required=False,
        help_text=gettext_lazy("Till exempel att någon har tackat ja men inte flyttat in."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: ListKind, stands: dict[Key, Value], month: Any,
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.keys: dict[str, Key] = {}
        for group, measure, label in _cells(kind):
            name = f"{group or 'total'}-{measure}"
            key = (group, measure, month)
            self.keys[name] = key
            value = stands.get(key)
            self.fields[name] = forms.CharField(label=label, required=False, max_length=8,
                                                initial=value.text if value else "")  # fmt: skip
        self.order_fields(["version", *self.keys, "note"])

    def clean(self) -> dict[str, Any]:
        """Read each cell: a number, a dash for nobody, nothing for not counted."""
        data: dict[str, Any] = super().clean() or {}
        self.read: dict[Key, Told] = {}
        note = data.get("note", "")
        for name, key in self.keys.items():
            try:
                value, mark = rules.read(data.get(name) or "")
            except Unreadable:
                self.add_error(name, _("Skriv ett tal, ett streck för ingen, eller inget alls."))
                continue
            self.read[key] = Told(value, mark, note if mark else "")
        return data


def _cells(kind: ListKind) -> list[tuple[str, Measure, str]]:
    found = [
        (group.code, measure, f"{group.label}: {str(LABELS[measure]).lower()}")
        for group in kind.groups for measure in kind.measures_of(group.code)
    ]  # fmt: skip
    return [*found, (TOTAL_GROUP, Measure.TOTAL, str(LABELS[Measure.TOTAL]))]
