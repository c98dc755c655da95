"""Forms of what is added beside the flow: shape and wording only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations import lists, rules
from vaka.areas.deviations.forms import TEXT, VersionedForm
from vaka.areas.deviations.rules import DIRECTION_LABELS, LAW_LABELS, Law
from vaka.foundation.people.models import Person


def _words(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=TEXT, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class AnswerForm(VersionedForm):
    """An answer to the reporter while the case is open."""

    words = _words(
        _("Svar till den som rapporterade"),
        help_text=_("Berätta vad som händer nu. Skriv inga personuppgifter."),
    )


class JoinForm(VersionedForm):
    """Which other report is of the same event."""

    into_id = forms.ChoiceField(
        label=_("Vilken rapport ska följas?"), choices=[], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into_id"].choices = others  # type: ignore[attr-defined]


class SeparateForm(VersionedForm):
    """Why a joined case is taken apart again."""

    words = _words(_("Varför är det inte samma händelse?"))


class ClassForm(VersionedForm):
    """Law and type, as the manager confirms or changes them."""

    law = forms.ChoiceField(
        label=_("Lagrum"), choices=list(LAW_LABELS.items()), widget=forms.RadioSelect
    )
    type_name = forms.ChoiceField(
        label=_("Typ"), choices=[],
        help_text=_("Det som rapporterades från början finns kvar i ärendets historia."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [n for law in (Law.HSL, Law.SOL, Law.AML) for n in rules.types_under(law, on)]
        names += [] if now in names else [now]
        self.fields["type_name"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]

    def clean_law(self) -> Law:
        """Give the choice as its enum."""
        return Law(self.cleaned_data["law"])


class NamedForm(VersionedForm):
    """Who is named in the event."""

    persons = forms.MultipleChoiceField(
        label=_("Vem pekas ut i händelsen?"),
        help_text=_("Den som pekas ut kan aldrig bedöma, utreda eller avsluta ärendet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["persons"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]

    def clean_persons(self) -> list[Person]:
        """Give the people chosen."""
        return [self.people[pk] for pk in self.cleaned_data["persons"]]


class DeviceForm(VersionedForm):
    """A medical device, and what its maker and the authority were told."""

    name = forms.CharField(
        label=_("Vilken produkt?"), help_text=_("Till exempel lyft, larm, säng, pump."),
        max_length=200,
    )  # fmt: skip
    number = forms.CharField(label=_("Nummer eller märkning"), required=False, max_length=100)
    is_kept_aside = forms.BooleanField(label=_("Produkten är undanställd"), required=False)
    is_home_made = forms.BooleanField(
        label=_("Egentillverkad"), help_text=_("Anmäls till IVO i stället för tillverkaren."),
        required=False,
    )  # fmt: skip
    maker_date = forms.DateField(
        label=_("Tillverkaren fick veta"), required=False, widget=forms.DateInput
    )
    authority_date = forms.DateField(
        label=_("Läkemedelsverket eller IVO fick veta"), required=False, widget=forms.DateInput
    )
    no_notice_because = _words(_("Varför behövs ingen anmälan?"), 2, required=False)


class ContactForm(VersionedForm):
    """What was sent to or came from somebody outside, on which ground, and the answer."""

    direction = forms.ChoiceField(
        label=_("Riktning"), choices=list(DIRECTION_LABELS.items()), widget=forms.RadioSelect
    )
    party = forms.ChoiceField(label=_("Vem?"), choices=[])
    receiver = forms.CharField(
        label=_("Mottagare eller avsändare"), help_text=_("Verksamhet, inte person."),
        max_length=200,
    )  # fmt: skip
    disclosed = _words(_("Vad lämnades ut eller kom in?"))
    ground = forms.ChoiceField(label=_("På vilken sekretessgrund?"), choices=[])
    sent_date = forms.DateField(label=_("Datum"), widget=forms.DateInput)
    answer_by_date = forms.DateField(
        label=_("Svar begärt senast"), required=False, widget=forms.DateInput
    )
    answered_date = forms.DateField(label=_("Svar kom"), required=False, widget=forms.DateInput)
    answer = _words(_("Svaret"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = [("", _("Välj"))]
        self.fields["party"].choices = choose + lists.choices("party", on)  # type: ignore[attr-defined]
        self.fields["ground"].choices = choose + lists.choices("ground", on)  # type: ignore[attr-defined]


class InformForm(VersionedForm):
    """That the person was told, of what; or why not."""

    at_date = forms.DateField(label=_("När?"), widget=forms.DateInput)
    who = forms.CharField(
        label=_("Vem fick veta?"), help_text=_("Patienten själv eller närstående."),
        required=False, max_length=200,
    )  # fmt: skip
    by_name = forms.CharField(label=_("Vem informerade?"), max_length=200)
    how = forms.CharField(
        label=_("Hur?"), help_text=_("Till exempel samtal eller brev."), required=False,
        max_length=200,
    )  # fmt: skip
    points = forms.MultipleChoiceField(
        label=_("Vad fick personen veta?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    in_journal = forms.BooleanField(label=_("Antecknat i journalen"), required=False)
    not_because = _words(_("Varför har ingen informerats?"), 2, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = lists.choices("point", on)  # type: ignore[attr-defined]
