"""Forms of the journal: shape and wording only; what may be done is asked of the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.journals.note_rules import SORT_LABELS
from vaka.areas.journals.rules import ROW_LABELS, RowState
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

ACCEPTED, REFUSED = RowState.ACCEPTED, RowState.REFUSED


class SendForm(StepForm):
    """That a file was handed over."""

    sent_date = forms.DateField(
        label=_("Vilken dag lästes filen in?"), widget=forms.DateInput,
        help_text=_("Kvittensen antecknas när den kommer, eller läses in som fil."),
    )  # fmt: skip


class AnswerForm(StepForm):
    """One answer for a whole file."""

    answer = forms.ChoiceField(
        label=_("Vad svarade verksamhetssystemet?"), widget=Segmented,
        choices=[(ACCEPTED.value, ROW_LABELS[ACCEPTED]), (REFUSED.value, ROW_LABELS[REFUSED])],
    )  # fmt: skip
    receipt = forms.CharField(
        label=_("Kvittens"), max_length=200,
        help_text=_("Numret, eller varför filen avvisades. Avvisade rader lämnas om."),
    )  # fmt: skip


class WithdrawForm(StepForm):
    """Why a file is withdrawn."""

    words = forms.CharField(label=_("Varför dras den tillbaka?"), max_length=300, widget=area(2))


class RoutineForm(StepForm):
    """How notes on protected identities were handed over."""

    words = forms.CharField(
        label=_("Hur lämnades de?"), max_length=300, widget=area(2),
        help_text=_("Till vilken funktion och på vilket sätt. Skriv inga namn eller nummer."),
    )  # fmt: skip


class TieForm(StepForm):
    """Whose a room is."""

    plan = forms.ChoiceField(label=_("Vems plan gäller i rummet?"))
    from_date = forms.DateField(
        label=_("Från vilken dag?"), widget=forms.DateInput,
        help_text=_("Anteckningar från och med den dagen hör till planen."),
    )  # fmt: skip


class EndTieForm(StepForm):
    """When somebody no longer lives in a room."""

    until_date = forms.DateField(label=_("Sista dagen?"), widget=forms.DateInput)


class VisitForm(StepForm):
    """A note of a visit."""

    sort = forms.ChoiceField(label=_("Hur gick det?"), widget=Segmented,
                             choices=list(SORT_LABELS.items()))  # fmt: skip
    text = forms.CharField(
        label=_("Vad gjordes eller hände?"), max_length=4_000, widget=area(4),
        help_text=_("Skriv sakligt och så att den det gäller kan läsa det. Inga personnummer."),
    )  # fmt: skip
    on = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    time = forms.TimeField(
        label=_("Klockan"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
