"""Forms of what is written of a wait for IVO."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.entitlements.forms import VersionedForm, words_area
from vaka.areas.entitlements.note_rules import FIELD_LABELS, WAIT_NOTE_LABELS

LONGEST = 600


class WaitNoteForm(VersionedForm):
    """What a wait means for the person, or a follow-up that was made."""

    kind = forms.ChoiceField(
        label=_("Vad gäller det?"), choices=list(WAIT_NOTE_LABELS.items()),
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = forms.DateField(
        label=_("Vilken dag?"), widget=forms.DateInput, initial=timezone.localdate,
        help_text=_("Dagen då ni såg hur personen har det, eller gjorde uppföljningen."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Med egna ord"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv inga namn. Orden står i rapporten till IVO och ingen annanstans."),
    )  # fmt: skip


class TakeBackNoteForm(VersionedForm):
    """Which note is taken back, and why."""

    note = forms.ChoiceField(label=_("Vilken anteckning?"), widget=forms.RadioSelect)
    words = words_area(_("Varför tas den tillbaka?"), required=True)

    def __init__(self, *args: Any, notes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].choices = notes  # type: ignore[attr-defined]


class FieldForm(VersionedForm):
    """Which field of social services a decision belongs to."""

    field = forms.ChoiceField(
        label=_("Verksamhetsområde"), choices=list(FIELD_LABELS.items()), widget=forms.RadioSelect,
        help_text=_("Som IVO:s e-tjänst delar in besluten."),
    )  # fmt: skip
