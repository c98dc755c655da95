"""What a deviation has beyond its case, and what each of its tracks has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations.rules import (
    AUTHORITY_LABELS,
    CLOSED_LABELS,
    DIRECTION_LABELS,
    LAW_LABELS,
    LIKELIHOOD_LABELS,
    SEVERITY_LABELS,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    text=Secrecy.SECRET,
    immediate_measure=Secrecy.SECRET,
    investigation=Secrecy.SECRET,
    closing_words=Secrecy.SECRET,
    no_remedy_because=Secrecy.SECRET,
    place=Secrecy.SECRET,
)
class Deviation(models.Model):
    """An event that should not have happened; the reporter's own words never change."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    law = models.CharField(_("lagrum"), max_length=3, choices=list(LAW_LABELS.items()))
    type = models.CharField(_("typ"), max_length=120)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    text = models.TextField(_("vad hände"))
    immediate_measure = models.TextField(_("vad gjordes direkt"), blank=True)
    sex = models.CharField(_("kön"), max_length=1, blank=True)
    has_time = models.BooleanField(_("klockslaget är känt"), default=True)
    severity = models.PositiveSmallIntegerField(
        _("allvarlighetsgrad"), null=True, blank=True, choices=list(SEVERITY_LABELS.items())
    )
    likelihood = models.PositiveSmallIntegerField(
        _("sannolikhet"), null=True, blank=True, choices=list(LIKELIHOOD_LABELS.items())
    )
    is_serious = models.BooleanField(_("allvarlig vårdskada"), default=False)
    investigation = models.TextField(_("utredning"), blank=True)
    closed_how = models.CharField(
        _("avslutad"), max_length=25, blank=True, choices=list(CLOSED_LABELS.items())
    )
    closing_words = models.TextField(_("återkoppling"), blank=True)
    harm = models.CharField(_("skada"), max_length=20, blank=True, default="", db_default="")
    confirmed_at = models.DateTimeField(_("lagrum och typ bekräftade"), null=True, blank=True)
    no_remedy_because = models.TextField(
        _("varför ingen åtgärd behövs"), blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("avvikelse")
        verbose_name_plural = _("avvikelser")
        indexes = [models.Index(fields=["type"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity=None, likelihood=None)
                | Q(severity__range=(1, 4), likelihood__range=(1, 4)),
                name="deviation_risk_in_matrix",
            )
        ]

    @property
    def score(self) -> int | None:
        """Likelihood times severity, or None before the risk is assessed."""
        return self.severity * self.likelihood if self.severity and self.likelihood else None


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    proposed_because=Secrecy.SECRET,
    conclusion=Secrecy.SECRET,
    with_whom=Secrecy.SECRET,
)
class Track(models.Model):
    """An event under one more law: a case of its own, so that who sees it is its own too."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="track"
    )
    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="tracks")
    law = models.CharField(_("lagrum"), max_length=3, choices=list(LAW_LABELS.items()))
    type = models.CharField(_("typ"), max_length=120, blank=True)
    role = models.CharField(_("bedöms av"), max_length=40)
    proposed_because = models.TextField(_("varför spåret föreslogs"), blank=True)
    conclusion = models.TextField(_("bedömning"), blank=True)
    with_whom = models.CharField(_("skyddsombud"), max_length=200, blank=True)
    authority = models.CharField(
        _("Arbetsmiljöverket"), max_length=3, blank=True, choices=list(AUTHORITY_LABELS.items())
    )
    is_hidden = models.BooleanField(_("hålls utanför personens akt"), default=False)

    class Meta:
        verbose_name = _("spår")
        verbose_name_plural = _("spår")
        constraints = [models.UniqueConstraint(fields=["deviation", "law"], name="one_track_a_law")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Cause(models.Model):
    """One area of causes that an event was found to have; codes of the dated list."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="causes")
    code = models.CharField(_("orsak"), max_length=20)

    class Meta:
        verbose_name = _("orsak")
        verbose_name_plural = _("orsaker")
        constraints = [
            models.UniqueConstraint(fields=["deviation", "code"], name="one_cause_a_deviation")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, no_notice_because=Secrecy.SECRET)
class Device(models.Model):
    """A medical device in an event, and what its maker and the authority were told."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(_("produkt"), max_length=200)
    number = models.CharField(_("nummer"), max_length=100, blank=True)
    is_kept_aside = models.BooleanField(_("sparad"), default=False)
    is_home_made = models.BooleanField(_("egentillverkad"), default=False)
    maker_date = models.DateField(_("tillverkaren har fått veta"), null=True, blank=True)
    authority_date = models.DateField(_("myndigheten har fått veta"), null=True, blank=True)
    no_notice_because = models.TextField(_("varför ingen anmälan behövs"), blank=True)

    class Meta:
        verbose_name = _("medicinteknisk produkt")
        verbose_name_plural = _("medicintekniska produkter")


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    disclosed=Secrecy.SECRET,
    answer=Secrecy.SECRET,
)
class OutsideContact(models.Model):
    """Something sent to or received from somebody outside, and the answer that is waited for."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="contacts")
    direction = models.CharField(
        _("riktning"), max_length=8, choices=list(DIRECTION_LABELS.items())
    )
    party = models.CharField(_("part"), max_length=20)
    receiver = models.CharField(_("mottagare eller avsändare"), max_length=200)
    disclosed = models.TextField(_("vad som lämnades ut"))
    ground = models.CharField(_("sekretessgrund"), max_length=20)
    sent_date = models.DateField(_("datum"))
    answer_by_date = models.DateField(_("svar senast"), null=True, blank=True)
    answered_date = models.DateField(_("svar kom"), null=True, blank=True)
    answer = models.TextField(_("svaret"), blank=True)

    class Meta:
        verbose_name = _("kontakt utanför kommunen")
        verbose_name_plural = _("kontakter utanför kommunen")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Informing(models.Model):
    """The person was told of the harm, by whom and of what; or why not."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="informings")
    at_date = models.DateField(_("när"))
    who = models.CharField(_("vem som informerades"), max_length=200, blank=True)
    by_name = models.CharField(_("vem som informerade"), max_length=200)
    how = models.CharField(_("hur"), max_length=200, blank=True)
    points = models.JSONField(_("vad som sades"), default=list)
    in_journal = models.BooleanField(_("antecknat i journalen"), default=False)
    not_because = models.TextField(_("varför ingen informerades"), blank=True)

    class Meta:
        verbose_name = _("information till den enskilde")
        verbose_name_plural = _("information till den enskilde")
