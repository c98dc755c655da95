"""Forms of coordinated individual plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans.forms import day, words
from vaka.areas.care_plans.sip_actions import Settled
from vaka.areas.care_plans.sip_rules import LEAD_LABELS, Contents
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


class OfferForm(StepForm):
    """The day on which it was offered."""

    offered_date = day(_("Vilken dag erbjöds personen en SIP?"))


class ConsentForm(StepForm):
    """The day on which the person consented."""

    on = day(_("Vilken dag samtyckte personen?"), _("Planen påbörjas genast."))


class SettleForm(StepForm):
    """The four contents, the lead, and the follow-up."""

    help = words(_("Vilka insatser behöver personen?"))
    who = words(_("Vilka insatser svarar kommunen för, och vilka svarar regionen för?"))
    others = words(
        _("Vad gör någon annan än kommunen och regionen?"),
        _("Till exempel närstående eller en förening. Skriv ”inget” om ingen."),
        2,
    )
    lead = forms.ChoiceField(label=_("Vem har det övergripande ansvaret?"), widget=Segmented,
                             choices=list(LEAD_LABELS.items()))  # fmt: skip
    lead_who = forms.CharField(
        label=_("Vem leder arbetet?"),
        max_length=120,
        help_text=_("Roll eller namn på den i personalen som leder."),
    )
    next_date = day(_("När ska planen följas upp?"))

    def new(self) -> Settled:
        """Give what was written."""
        data = self.cleaned_data
        return Settled(Contents(data["help"], data["who"], data["others"], data["lead"],
                                data["lead_who"]), data["next_date"])  # fmt: skip


class FollowUpForm(StepForm):
    """What a follow-up showed, and the next day."""

    words = words(_("Hur har det gått?"))
    next_date = day(_("När ska planen följas upp nästa gång?"))
