"""Forms of copies for everybody: shape and wording only; what may be done is asked of the rules."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vaka.areas.board.publication_models import PublicationFinding
from vaka.areas.board.publication_rules import Choice
from vaka.web.forms import area
from vaka.web.steps import StepForm


class CheckForm(StepForm):
    """What a correction corrects; nothing for the first copy."""

    words = forms.CharField(
        label=_("Vad rättas?"), required=False, max_length=500, widget=area(2),
        help_text=_("Bara när en kopia redan är publicerad. Det står på den nya."),
    )  # fmt: skip


class JudgeForm(StepForm):
    """What was found, each with a tick when it is masked."""

    mask = forms.MultipleChoiceField(
        label=_("Vad ska maskeras?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Det som är ikryssat tas bort ur kopian. Resten får stå kvar."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Varför får resten stå kvar?"), required=False, max_length=300, widget=area(2),
        help_text=_("Till exempel: myndigheter, orter och titlar, ingen är en enskild person."),
    )  # fmt: skip
    more = forms.CharField(
        label=_("Mer att maskera"), required=False, max_length=5000, widget=area(3),
        help_text=_("Det som sökningen inte hittade, en rad för varje. Namn först i en mening "
                    "hittas inte alltid: läs papperet."),
    )  # fmt: skip

    def __init__(self, *args: Any, found: Sequence[PublicationFinding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("mask", [(str(row.pk), told(row)) for row in found])
        self.initial["mask"] = [str(row.pk) for row in found if row.choice == Choice.MASK]
        self.initial["reason"] = next((row.reason for row in found if row.reason), "")

    def chosen(self) -> set[uuid.UUID]:
        """Give what is masked."""
        return {uuid.UUID(one) for one in self.cleaned_data["mask"]}

    def added(self) -> list[str]:
        """Give the words that the search did not find."""
        return list(self.cleaned_data["more"].splitlines())


def told(row: PublicationFinding) -> str:
    """Say what was found, of what sort, how often, and where the first stands."""
    times = ngettext("%d gång", "%d gånger", row.count) % row.count
    said = f"{row.quote} ({row.get_trace_display()}, {times})"
    return f"{said}: {row.around}" if row.around else said
