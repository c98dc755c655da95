"""Forms of disposal: shape and wording only."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vaka.areas.disposals.actions import NewHold, NewPolicy
from vaka.areas.disposals.queries import Choice
from vaka.areas.disposals.rules import GROUNDS, LONGEST, READ_LOG, Line
from vaka.web.steps import StepForm, Words


class PolicyForm(StepForm):
    """The board's decision; for each class its years, and whether the archive is first."""

    decided_on = forms.DateField(label=_("Nämnden beslutade"), widget=forms.DateInput)
    paragraph = forms.CharField(
        label=_("Paragraf"), max_length=80, help_text=_("Till exempel SN 2026-11-12 § 84.")
    )
    from_date = forms.DateField(label=_("Planen gäller från"), widget=forms.DateInput)

    def __init__(self, *args: Any, choices: Sequence[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.classes = choices
        for one in choices:
            self.fields[f"years_{one.code}"] = forms.IntegerField(
                label=capfirst(str(one.label)), required=False, min_value=1, max_value=LONGEST,
                initial=one.years, help_text=one.law,
            )  # fmt: skip
            if one.code != READ_LOG:
                self.fields[f"archive_{one.code}"] = forms.BooleanField(
                    label=_("Arkivet först"), required=False, initial=one.archive_first
                )

    def rows(self) -> Iterator[tuple[Choice, Any, Any]]:
        """Give each class with its two fields as the page draws them."""
        for one in self.classes:
            archive = f"archive_{one.code}"
            yield one, self[f"years_{one.code}"], self[archive] if archive in self.fields else None

    def new(self) -> NewPolicy:
        """Give what was written; an empty number preserves."""
        data = self.cleaned_data
        lines = [
            Line(one.code, data[f"years_{one.code}"], bool(data.get(f"archive_{one.code}")))
            for one in self.classes
        ]
        return NewPolicy(data["decided_on"], data["paragraph"], data["from_date"], lines)


class HoldForm(StepForm):
    """Which case is kept, why and until when."""

    reference = forms.CharField(
        label=_("Ärendets nummer"), max_length=30, help_text=_("Till exempel AVV-2021-00041.")
    )
    ground = forms.ChoiceField(label=_("Skäl"), choices=list(GROUNDS.items()))
    words = forms.CharField(
        label=_("Förklaring"), max_length=300, required=False,
        help_text=_("Till exempel målets nummer. Inga personuppgifter."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Till och med"), required=False, widget=forms.DateInput,
        help_text=_("Lämna tomt om det gäller tills vidare."),
    )  # fmt: skip

    def new(self) -> NewHold:
        """Give what was written."""
        data = self.cleaned_data
        return NewHold(data["reference"], data["ground"], data["words"], data["until"])


class ProposeForm(StepForm):
    """Which class is proposed."""

    kind = forms.ChoiceField(label=_("Vad ska gallras?"))
    words = forms.CharField(label=_("Kommentar"), max_length=300, required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Words]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.choose("kind", kinds)


class ReceiptForm(StepForm):
    """The archive's receipt."""

    receipt = forms.CharField(
        label=_("Arkivets kvittens"), max_length=120, help_text=_("Arkivets nummer på leveransen.")
    )
