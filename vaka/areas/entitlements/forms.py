"""Forms of decisions: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.entitlements.note_rules import FIELD_LABELS
from vaka.areas.entitlements.offer_rules import ANSWER_LABELS, GIVEN, OTHER_REASON, REASONS
from vaka.areas.entitlements.rules import (
    END_LABELS,
    GROUND_LABELS,
    OTHER_ENDS,
    STATE_LABELS,
    Ground,
    State,
)
from vaka.foundation.number_fields import AmountField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import InvalidNumber, normal, reserve
from vaka.law import value
from vaka.law.period import Period, UnreadablePeriod

TEXT = 10_000
LATE, SOON, PARTLY, EXPIRED = "late", "soon", "partly", "expired"
ALL = "alla"
RESERVE_HELP = _("ÅÅÅÅMMDD-T och tre siffror, samma varje kvartal. Förseglas som personnumret.")


def words_area(label: Any, *, required: bool) -> forms.CharField:
    """A field of several lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=TEXT, widget=widget)


def _named_reasons() -> list[tuple[str, str]]:
    """The reasons for a delay, by code, as they are called today."""
    today = timezone.localdate()
    return [(code, str(value(f"not_executed.reason.{code}", on=today))) for code in REASONS]


class VersionedForm(forms.Form):
    """A form that remembers which version of the case it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ExecutedForm(VersionedForm):
    """The day on which the service began."""

    on = forms.DateField(
        label=_("Vilken dag började insatsen?"),
        help_text=_("Dagen då personen flyttade in eller fick insatsen första gången."),
        widget=forms.DateInput,
    )
    words = words_area(_("Kommentar"), required=False)


class PartlyForm(VersionedForm):
    """From which day a part is given, which part, and how much it is."""

    on = forms.DateField(
        label=_("Från vilken dag är en del verkställd?"),
        help_text=_("Tre månader räknas ändå från beslutet, för det som återstår."),
        widget=forms.DateInput,
    )
    words = forms.CharField(
        label=_("Vilken del är verkställd, och vad återstår?"), max_length=300,
        help_text=_("Skriv inga namn: orden står i listan till revisorerna."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    percent = WholeField(
        label=_("Hur stor andel, i procent?"), required=False, min_value=1, max_value=99,
    )  # fmt: skip
    hours = AmountField(
        label=_("Hur många timmar i veckan?"), required=False, max_digits=4, decimal_places=1,
    )  # fmt: skip


class InterruptedForm(VersionedForm):
    """The day on which the service stopped, and why."""

    on = forms.DateField(
        label=_("Från vilken dag är det avbrott?"),
        help_text=_("Tre månader räknas från dagen efter."),
        widget=forms.DateInput,
    )
    words = words_area(_("Varför är det avbrott?"), required=True)
    code = forms.ChoiceField(
        label=_("Skäl, om det dröjer"), required=False, widget=forms.RadioSelect,
        help_text=_("Står i redovisningen om avbrottet varar mer än tre månader. Ett annat skäl "
                    "skrivs under Skäl till dröjsmål."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [one for one in _named_reasons() if one[0] != OTHER_REASON]
        self.fields["code"].choices = [("", _("Inte känt än")), *named]  # type: ignore[attr-defined]


class ResumedForm(VersionedForm):
    """The day on which the service began again."""

    on = forms.DateField(label=_("Vilken dag började insatsen igen?"), widget=forms.DateInput)
    words = words_area(_("Kommentar"), required=False)


class EndedForm(VersionedForm):
    """How and when a decision ended without being executed further."""

    end_code = forms.ChoiceField(
        label=_("Varför avslutas beslutet?"),
        help_text=_("Att någon har tackat nej till ett erbjudande avslutar inte beslutet."),
        choices=[(code.value, END_LABELS[code]) for code in OTHER_ENDS],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    words = words_area(_("Beskriv kort"), required=True)


class TakeBackForm(VersionedForm):
    """Why the latest step is taken back."""

    words = words_area(_("Varför tas det tillbaka?"), required=True)

    def __init__(self, *args: Any, taken: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = (
            _("Tas bort: %s. Dagen och ditt skäl står kvar i historiken.") % taken
        )


class FilterForm(forms.Form):
    """The filter of the list; an unreadable period is said, never silently dropped."""

    lage = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[
            (State.WAITING.value, STATE_LABELS[State.WAITING]),
            (SOON, _("Närmar sig tre månader")),
            (LATE, _("Väntar mer än tre månader")),
            (PARTLY, _("Delvis verkställt")),
            (EXPIRED, _("Giltighetstiden har gått ut")),
            *[(one.value, STATE_LABELS[one]) for one in State if one is not State.WAITING],
            (ALL, _("Alla")),
        ],
    )
    insats = forms.ChoiceField(label=_("Insats"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    period = forms.CharField(
        label=_("Beslutat"),
        required=False,
        help_text=_("Till exempel 2026, 2026Q1 eller 2026-02."),
    )

    def __init__(self, *args: Any, services: list[str], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Alla"))]
        self.fields["insats"].choices = every + [(name, name) for name in services]  # type: ignore[attr-defined]
        self.fields["enhet"].choices = every + [(u.code, u.name) for u in units]  # type: ignore[attr-defined]

    def clean_period(self) -> Period | None:
        """Read the period. Raises ValidationError with the forms that are understood."""
        text = self.cleaned_data["period"].strip()
        try:
            return Period.parse(text) if text else None
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error


class ReserveField(forms.CharField):
    """A reserve number; what is wrong is said without the number in it."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> str:
        """Read a reserve number, or nothing. Raises ValidationError."""
        text = str(super().clean(value)).strip()
        try:
            return reserve(text) if text else ""
        except InvalidNumber:
            raise forms.ValidationError(
                _("Det är inget reservnummer. Skriv ÅÅÅÅMMDD-T och tre siffror.")
            ) from None


class MakerFields(forms.Form):
    """Who decided, and by which right."""

    maker_role = forms.CharField(
        label=_("Delegat"), max_length=120, required=False,
        help_text=_("Rollen som delegationsordningen skriver den, till exempel enhetschef."),
    )  # fmt: skip
    point = forms.CharField(
        label=_("Delegationspunkt"), max_length=20, required=False,
        help_text=_("Numret i delegationsordningen, till exempel 1.1."),
    )  # fmt: skip
    maker = forms.CharField(label=_("Vem beslutade?"), max_length=120, required=False)


class DecideForm(MakerFields):
    """A new decision; whom it is about is sealed, and not asked for again."""

    unit = forms.ChoiceField(label=_("Vilken enhet har beslutet?"))
    law = forms.ChoiceField(
        label=_("Enligt vilken lag?"), choices=[("SoL", "SoL"), ("LSS", "LSS")],
        initial="SoL", widget=forms.RadioSelect,
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Vad vilar beslutet på?"), choices=list(GROUND_LABELS.items()),
        initial=Ground.BOARD, widget=forms.RadioSelect,
        help_text=_("Bara nämndens egna beslut rapporteras till IVO varje kvartal."),
    )  # fmt: skip
    service_field = forms.ChoiceField(
        label=_("Verksamhetsområde"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Som enhetens andra beslut")), *FIELD_LABELS.items()],
    )  # fmt: skip
    service = forms.CharField(
        label=_("Insats"), max_length=120, widget=forms.TextInput(attrs={"list": "insatser"}),
        help_text=_("Till exempel särskilt boende, växelvård eller hemtjänst."),
    )  # fmt: skip
    applied_date = forms.DateField(
        label=_("Vilken dag kom ansökan?"), required=False, widget=forms.DateInput,
        help_text=_("Lämna tomt om ingen ansökan finns."),
    )  # fmt: skip
    decided_date = forms.DateField(label=_("Beslutsdatum"), widget=forms.DateInput)
    valid_to_date = forms.DateField(
        label=_("Giltigt till och med"), required=False, widget=forms.DateInput,
        help_text=_("Lämna tomt om beslutet gäller tills vidare. Att tiden går ut avslutar inte "
                    "beslutet."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Personnummer"), required=False, max_length=15,
        help_text=_("Förseglas genast och visas bara i rapporten till IVO. Lämna tomt om det "
                    "saknas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    reserve = ReserveField(
        label=_("Reservnummer, om personnummer saknas"), required=False, help_text=RESERVE_HELP
    )
    is_protected = forms.BooleanField(label=_("Skyddade personuppgifter"), required=False)
    sex = forms.ChoiceField(
        label=_("Kön, om personnummer saknas"), required=False,
        choices=[("", _("Okänt")), ("K", _("Kvinna")), ("M", _("Man"))],
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(one.code, one.name) for one in units]  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name not in MakerFields.base_fields])

    def clean_number(self) -> str:
        """Read a number. Raises ValidationError without the number in it."""
        text = str(self.cleaned_data["number"]).strip()
        try:
            return normal(text, timezone.localdate()) if text else ""
        except InvalidNumber:
            raise forms.ValidationError(
                _("Det är inget personnummer. Skriv ÅÅÅÅMMDD-NNNN eller lämna tomt.")
            ) from None


class DelayForm(VersionedForm):
    """Why a decision waits."""

    wait = forms.ChoiceField(
        label=_("Vilken väntan gäller det?"), required=False, widget=forms.RadioSelect
    )
    code = forms.ChoiceField(label=_("Varför väntar beslutet?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Med egna ord"), required=False, max_length=300,
        help_text=_("Skriv inga namn: skälet står i listan till revisorerna."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, waits: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = _named_reasons()  # type: ignore[attr-defined]
        self.fields["wait"].choices = waits  # type: ignore[attr-defined]
        if len(waits) == 1:
            self.fields["wait"].widget = forms.HiddenInput()


class OfferForm(VersionedForm):
    """A place or a performer that is offered."""

    place = forms.CharField(label=_("Vad erbjuds?"), max_length=160,
                            help_text=_("Boende och lägenhet, eller utförare."))  # fmt: skip
    offered = forms.DateField(label=_("Vilken dag erbjöds det?"), widget=forms.DateInput)
    move_in = forms.DateField(label=_("Vilken dag kan det börja?"), required=False,
                              widget=forms.DateInput)  # fmt: skip
    last_answer = forms.DateField(label=_("Svar senast"), required=False, widget=forms.DateInput)


class AnswerForm(VersionedForm):
    """What was answered to an offer."""

    answer = forms.ChoiceField(
        label=_("Vad blev svaret?"), choices=[(one.value, ANSWER_LABELS[one]) for one in GIVEN],
        help_text=_("Beslutet väntar också efter ett nej. Efter ett ja väntar det till inflytt."),
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = forms.DateField(label=_("Vilken dag kom svaret?"), widget=forms.DateInput)
    words = words_area(_("Varför?"), required=False)


class DeliveryForm(forms.Form):
    """That a quarter's account has been handed over."""

    sent_date = forms.DateField(label=_("Vilken dag lämnades den?"), widget=forms.DateInput)
    receipt = forms.CharField(label=_("Kvittens"), required=False, max_length=120,
                              help_text=_("Till exempel mottagarens nummer."))  # fmt: skip
    words = forms.CharField(
        label=_("Vad rättas?"), required=False, max_length=300,
        help_text=_("Bara om redovisningen har lämnats förut."),
    )  # fmt: skip


class RequestForm(DeliveryForm):
    """That the auditors were given whom decisions are about, as they asked in writing."""

    words = forms.CharField(
        label=_("Vem bad om listan, vilken dag, och begärans diarienummer?"), required=False,
        max_length=300,
    )  # fmt: skip
