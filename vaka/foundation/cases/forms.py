"""Forms of the worklist: its filter, and what a saved filter is called and whom it is for."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.worklist import Choices, Whose, WorkFilter


class WorkFilterForm(forms.Form):
    """The filter of the worklist as it is drawn; `read` says what an address asks for."""

    q = forms.CharField(label=_("Sök"), required=False, max_length=100)
    slag = forms.ChoiceField(label=_("Slag"), required=False)
    lage = forms.ChoiceField(label=_("Läge"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    flik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Alla"))]
        for name, found in (
            ("slag", choices.kinds), ("lage", choices.states), ("enhet", choices.units),
        ):  # fmt: skip
            chosen = every + [(one.value, one.label) for one in found]
            self.fields[name].choices = chosen  # type: ignore[attr-defined]


def read(data: QueryDict) -> WorkFilter:
    """Read the filter that an address asks for; a value that does not occur finds nothing."""
    longest = {"slag": 20, "lage": 50, "enhet": 40, "q": 100}
    kind, state, unit, words = (data.get(name, "").strip()[:n] for name, n in longest.items())
    whose = data.get("flik", "")
    tab = Whose(whose) if whose in set(Whose) else Whose.MINE
    return WorkFilter(tab, kind, state, unit, words)


class SaveForm(forms.Form):
    """What a filter is called, and with whom it is shared."""

    name = forms.CharField(label=_("Vad ska urvalet heta?"), max_length=60)
    share = forms.ChoiceField(label=_("Vem ska se det?"), required=False)

    def __init__(self, *args: Any, shareable: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {f"{role}@{code}": (role, code) for role, code, _said in shareable}
        said = [(f"{role}@{code}", words) for role, code, words in shareable]
        self.fields["share"].choices = [("", _("Bara jag")), *said]  # type: ignore[attr-defined]
        if not said:
            self.fields["share"].widget = forms.HiddenInput()

    def pair(self) -> tuple[str, str]:
        """Give the role and the unit's code that it is shared with; empty for a private one."""
        return self.pairs.get(self.cleaned_data["share"], ("", ""))
