"""The form of a season: each question with its answer and what remains; built from the season."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness.lists import Season
from vaka.areas.readiness.season_rules import READILY_LABELS, Readily, Reply
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


class ReadinessForm(StepForm):
    """A unit's answers before a season."""

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.season = season
        for one in season.questions:
            self.fields[one.code] = forms.ChoiceField(
                label=one.words, widget=Segmented, choices=list(READILY_LABELS.items())
            )
            self.fields[f"{one.code}_remains"] = forms.CharField(
                label=_("Vad återstår?"), max_length=500, required=False,
                help_text=_("Skriv om svaret är delvis eller nej."),
            )  # fmt: skip

    def replies(self) -> dict[str, Reply]:
        """Give what was answered, by question."""
        data = self.cleaned_data
        return {
            one.code: Reply(Readily(data[one.code]), data[f"{one.code}_remains"])
            for one in self.season.questions
        }
