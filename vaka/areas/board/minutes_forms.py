"""Forms of minutes: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import lists
from vaka.areas.board.forms import ground_field, openness_field
from vaka.areas.board.minutes_actions import Elsewhere, Line
from vaka.areas.board.minutes_rules import MARK_LABELS, MarkKind
from vaka.areas.board.paragraph_actions import Said
from vaka.areas.board.roll_rules import CHOICE_LABELS, SEATING_LABELS, Choice, Seating
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

LONGEST = 50_000


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip


class BeginForm(StepForm):
    """Where minutes will be kept, and the first number where the year begins in Vaka."""

    kept_at = forms.CharField(
        label=_("Var protokollet finns"), required=False, max_length=200,
        help_text=_("Står i anslaget, till exempel: socialkontoret."),
    )  # fmt: skip
    first_number = WholeField(
        label=_("Första paragrafens nummer"), min_value=1, max_value=2000, initial=1,
        help_text=_("Gäller bara årets första protokoll i Vaka. Sedan löper numren vidare."),
    )  # fmt: skip


class RollForm(StepForm):
    """Who was there, who adjusts and who presided."""

    here = forms.MultipleChoiceField(label=_("Vilka var där?"), required=False,
                                     widget=forms.CheckboxSelectMultiple)  # fmt: skip
    adjusters = forms.MultipleChoiceField(label=_("Vilka justerar?"), required=False,
                                          widget=forms.CheckboxSelectMultiple)  # fmt: skip
    presides = forms.ChoiceField(label=_("Vem ledde sammanträdet?"))

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("here", names)
        self.choose("adjusters", [(name, name) for name, _label in names])
        self.choose("presides", [(name, name) for name, _label in names])


class LineForm(StepForm):
    """When one person came and left, and whom they served for."""

    is_here = forms.BooleanField(label=_("Var där"), required=False)
    serves_for = forms.ChoiceField(label=_("Tjänstgör för"), required=False)
    since = _clock(_("Kom, om det var efter början"))
    until = _clock(_("Gick, om det var före slutet"))

    def __init__(self, *args: Any, members: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("serves_for", [("", _("Ingen")), *((name, name) for name in members)])

    def line(self) -> Line:
        """Give what was written."""
        data = self.cleaned_data
        return Line(data["is_here"], data["serves_for"], data["since"], data["until"])


class NewLineForm(StepForm):
    """Somebody who is not in the register."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    seating = forms.TypedChoiceField(label=_("Uppdrag"), choices=list(SEATING_LABELS.items()),
                                     coerce=Seating, initial=Seating.OTHER)  # fmt: skip


class ParagraphForm(StepForm):
    """What a paragraph says."""

    decision = forms.CharField(
        label=_("Beslut"), required=False, max_length=LONGEST, widget=area(5),
        help_text=_("En rad för varje att-sats."),
    )  # fmt: skip
    words = forms.CharField(label=_("Ärendet i korthet"), required=False, max_length=LONGEST,
                            widget=area(4))  # fmt: skip
    proposals = forms.CharField(
        label=_("Yrkanden och beslutsgång"), required=False, max_length=LONGEST, widget=area(4),
        help_text=_("Vem som yrkade vad, och i vilken ordning förslagen ställdes."),
    )  # fmt: skip
    recipients = forms.CharField(label=_("Beslutet skickas till"), required=False,
                                 max_length=LONGEST, widget=area(3),
                                 help_text=_("En mottagare på varje rad."))  # fmt: skip
    appeal = forms.ChoiceField(label=_("Hur beslutet överklagas"))
    at_once = forms.BooleanField(
        label=_("Justeras omedelbart"), required=False,
        help_text=_("Paragrafen får ett eget protokoll, som justeras och anslås för sig."),
    )  # fmt: skip

    def __init__(self, *args: Any, appeals: dict[str, lists.Appeal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("appeal", [(one.code, one.label) for one in appeals.values()])

    def said(self) -> Said:
        """Give what was written."""
        data = self.cleaned_data
        return Said(data["decision"], data["words"], data["proposals"], data["recipients"],
                    data["appeal"])  # fmt: skip


class RaisedForm(StepForm):
    """An item that was raised at the meeting."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=200, help_text=_("Skriv inget namn på en enskild.")
    )
    unit = forms.ChoiceField(label=_("Enhet som bereder"))
    openness = openness_field()
    ground = ground_field()

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class VoteForm(StepForm):
    """A vote that was held: what yes and no meant, and each one's answer."""

    yes_means = forms.CharField(label=_("Ja betyder"), max_length=300)
    no_means = forms.CharField(label=_("Nej betyder"), max_length=300)

    def __init__(self, *args: Any, voters: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voters = {f"voter_{place}": name for place, name in enumerate(voters)}
        choices = [*CHOICE_LABELS.items(), ("", _("Var inte inne"))]
        for field, name in self.voters.items():
            self.fields[field] = forms.ChoiceField(label=name, required=False, widget=Segmented,
                                                   choices=choices)  # fmt: skip

    def ballots(self) -> dict[str, Choice]:
        """Give how each one answered, without those who were not in the room."""
        told = {name: self.cleaned_data[field] for field, name in self.voters.items()}
        return {name: Choice(choice) for name, choice in told.items() if choice}


class MarkForm(StepForm):
    """One person's part in a paragraph."""

    name = forms.ChoiceField(label=_("Vem?"))
    kind = forms.TypedChoiceField(label=_("Vad?"), choices=list(MARK_LABELS.items()),
                                  coerce=MarkKind, widget=Segmented)  # fmt: skip
    words = forms.CharField(
        label=_("Med ord"), required=False, max_length=10_000, widget=area(3),
        help_text=_("Skälet till jävet, eller reservationens text."),
    )  # fmt: skip

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("name", [(name, name) for name in names])


class ElsewhereForm(StepForm):
    """A signature put in another system."""

    signed = forms.DateField(label=_("Underskrivet den"), widget=forms.DateInput)
    reference = forms.CharField(label=_("Underskriftens nummer"), max_length=200,
                                help_text=_("Som det andra systemet visar det."))  # fmt: skip
    digest = forms.CharField(label=_("Filens kontrollsumma (SHA-256)"), max_length=64)

    def elsewhere(self) -> Elsewhere:
        """Give what was written."""
        data = self.cleaned_data
        return Elsewhere(data["reference"], data["digest"], data["signed"])


class AnnounceForm(StepForm):
    """The day when the adjustment was announced."""

    date = forms.DateField(label=_("Anslaget den"), widget=forms.DateInput)


class SendForm(StepForm):
    """Which recipients a decision went to, when and how."""

    recipients = forms.MultipleChoiceField(label=_("Till vilka?"), required=False,
                                           widget=forms.CheckboxSelectMultiple)  # fmt: skip
    on = forms.DateField(label=_("Skickat den"), widget=forms.DateInput)
    how = forms.CharField(label=_("Hur?"), max_length=120, initial=_("E-post"))

    def __init__(self, *args: Any, left: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("recipients", [(name, name) for name in left])
