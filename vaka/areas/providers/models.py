"""Contracts with their visits, sanctions and asked figures; agreements with duties and breaches."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers import application_rules, figure_rules, rules
from vaka.areas.providers.agreement_rules import PARTY_LABELS
from vaka.areas.providers.figure_rules import FigureDue
from vaka.areas.providers.rules import (
    NOT_YET_TOLD,
    SANCTION_LABELS,
    SEE_VISITS,
    SORT_LABELS,
    VISIT,
)
from vaka.areas.self_checks.rules import FREQUENCY_LABELS, Frequency
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed
from vaka.law.local_time import swedish

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Contract(models.Model):
    """Who runs a unit on what terms; the unit is the case's, and `end_date` its due day.

    `form_code` names the form of requirements that visits follow, in areas/self_checks.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    provider = models.CharField(_("utförare"), max_length=120)
    organisation_number = models.CharField(_("organisationsnummer"), max_length=20, blank=True)
    sort = models.CharField(_("slag"), max_length=12, choices=list(SORT_LABELS.items()))
    form_code = models.SlugField(_("krav"), max_length=40, blank=True)
    source = models.CharField(_("kravens grund"), max_length=200, blank=True)
    start_date = models.DateField(_("gäller från"))
    end_date = models.DateField(_("gäller till och med"), null=True, blank=True)
    extend_by_date = models.DateField(_("besked om förlängning"), null=True, blank=True)
    visits_a_year = models.PositiveSmallIntegerField(_("besök om året"), default=1)
    unannounced_a_year = models.PositiveSmallIntegerField(_("varav oanmälda"), default=0)
    penalty_max = models.PositiveIntegerField(_("högsta vite, kronor"), null=True, blank=True)

    class Meta:
        verbose_name = _("avtal")
        verbose_name_plural = _("avtal")

    @property
    def last_date(self) -> date | None:
        """The last day that it holds, None for one without an end."""
        closed = self.case.closed_at
        return rules.last_day(self.end_date, swedish(closed).date() if closed else None)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Application(models.Model):
    """How a contract of free choice was applied for, and what was decided by whom."""

    contract = models.OneToOneField(
        Contract, on_delete=models.CASCADE, primary_key=True, related_name="application"
    )
    received_date = models.DateField(_("kom in"))
    decided_date = models.DateField(_("beslutad"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("skäl för beslutet"), blank=True)

    class Meta:
        verbose_name = _("ansökan i valfrihetssystem")
        verbose_name_plural = _("ansökningar i valfrihetssystem")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ApplicationLine(models.Model):
    """One requirement as it read when the application came, and how it was judged."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField(_("nummer"))
    label = models.TextField(_("krav"))
    is_met = models.BooleanField(_("uppfyllt"), null=True, blank=True)
    words = models.TextField(_("vad som visar det"), blank=True)
    judged_date = models.DateField(_("bedömt"), null=True, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("krav i ansökan")
        verbose_name_plural = _("krav i ansökningar")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="one_application_line_a_number"
            )
        ]

    @property
    def judged(self) -> application_rules.Judged:
        """Give the line as the rules ask for it."""
        return application_rules.Judged(self.number, self.label, self.is_met, self.words)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ProviderVisit(models.Model):
    """One visit: announced or not, planned for the case's due day, made, and what it showed.

    `protocol` is the round of requirements that the visit filled; `met` of `judged` were met.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="visits")
    is_announced = models.BooleanField(_("anmält"), default=True)
    made_date = models.DateField(_("gjort"), null=True, blank=True)
    who_met = models.CharField(_("träffade"), max_length=200, blank=True)
    seen = models.TextField(_("intryck"), blank=True)
    met = models.PositiveSmallIntegerField(null=True, blank=True)
    judged = models.PositiveSmallIntegerField(null=True, blank=True)
    protocol = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("uppföljningsbesök")
        verbose_name_plural = _("uppföljningsbesök")


NOT_TOLD = Q(is_announced=False, case__state__in=NOT_YET_TOLD)
"""The visits that only those who make them may know of, also as one of a count."""


def opens_visits(viewer: "Viewer") -> Q:
    """Say which visits a viewer's roles open: nobody is warned of one that is unannounced."""
    paths = UnitPath.objects.current()
    sees = paths.filter(ancestor__in=viewer.granted(SEE_VISITS)).values("descendant_id")
    makes = paths.filter(ancestor__in=viewer.granted(VISIT)).values("descendant_id")
    hidden = ProviderVisit.objects.filter(NOT_TOLD)
    return Q(unit_id__in=makes) | (Q(unit_id__in=sees) & ~Q(pk__in=hidden.values("pk")))


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ImposedSanction(models.Model):
    """One sanction: a remark, a demand for correction with its last day, a penalty, an end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="sanctions")
    visit = models.ForeignKey(
        ProviderVisit, on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions"
    )
    sanction = models.CharField(_("påföljd"), max_length=12, choices=list(SANCTION_LABELS.items()))
    words = models.TextField(_("skäl"))
    imposed_date = models.DateField(_("dag"))
    due_date = models.DateField(_("rättas senast"), null=True, blank=True)
    settled_date = models.DateField(_("rättat"), null=True, blank=True)
    settled_words = models.TextField(_("hur det rättades"), blank=True)
    amount = models.PositiveIntegerField(_("belopp, kronor"), null=True, blank=True)
    decision = models.CharField(_("beslut"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("påföljd")
        verbose_name_plural = _("påföljder")
        ordering = ("-imposed_date", "-id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AskedFigure(models.Model):
    """A figure that the provider gives of its own operation, period after period."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(_("uppgift"), max_length=120)
    unit_words = models.CharField(_("enhet"), max_length=30, default="%")
    frequency = models.CharField(
        _("hur ofta"), max_length=12, choices=list(FREQUENCY_LABELS.items())
    )
    since_date = models.DateField(_("första perioden börjar"))
    until_date = models.DateField(_("ingen period börjar efter"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("dagar att svara"), default=30)

    class Meta:
        verbose_name = _("begärd uppgift")
        verbose_name_plural = _("begärda uppgifter")
        ordering = ("name",)

    def periods(self, to: date) -> list[FigureDue]:
        """Give the periods asked for up to a day, as far as the contract holds."""
        return figure_rules.asked_periods(
            Frequency(self.frequency), self.since_date, self.until_date,
            self.contract.last_date, to=to, days=self.answer_days,
        )  # fmt: skip


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class GivenFigure(models.Model):
    """The figure of one period; without value it says why it cannot be given."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked = models.ForeignKey(AskedFigure, on_delete=models.CASCADE, related_name="given")
    start_date = models.DateField()
    value = models.DecimalField(_("värde"), max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.TextField(_("kommentar"), blank=True)
    given_date = models.DateField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lämnad uppgift")
        verbose_name_plural = _("lämnade uppgifter")
        ordering = ("start_date",)
        constraints = [
            models.UniqueConstraint(fields=["asked", "start_date"], name="one_figure_a_period")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Agreement(models.Model):
    """What has been agreed with others; `Case.due_date` is the next follow-up."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    party = models.CharField(_("med"), max_length=14, choices=list(PARTY_LABELS.items()))
    parties = models.CharField(_("parter"), max_length=300)
    about = models.TextField(_("vad den gäller"))
    forum = models.CharField(_("forum"), max_length=200, blank=True)
    start_date = models.DateField(_("gäller från"))
    end_date = models.DateField(_("gäller till och med"), null=True, blank=True)

    class Meta:
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AgreementDuty(models.Model):
    """What one of the parties has promised."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="duties")
    number = models.PositiveSmallIntegerField(_("nummer"))
    who = models.CharField(_("vem"), max_length=120)
    text = models.TextField(_("åtagande"))

    class Meta:
        verbose_name = _("åtagande i överenskommelse")
        verbose_name_plural = _("åtaganden i överenskommelser")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="one_agreement_duty_a_number"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class FollowUp(models.Model):
    """One yearly follow-up of an agreement: what the parties found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="follow_ups")
    due_date = models.DateField(_("skulle göras"))
    made_date = models.DateField(_("gjord"))
    words = models.TextField(_("vad den visade"))

    class Meta:
        verbose_name = _("uppföljning av överenskommelse")
        verbose_name_plural = _("uppföljningar av överenskommelser")
        ordering = ("-made_date",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, words=Secrecy.SECRET)
class Breach(models.Model):
    """That a duty was not kept in an event that has been reported as a deviation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(AgreementDuty, on_delete=models.PROTECT, related_name="breaches")
    event = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("vad som brast"), blank=True)

    class Meta:
        verbose_name = _("brott mot överenskommelse")
        verbose_name_plural = _("brott mot överenskommelser")
        constraints = [models.UniqueConstraint(fields=["duty", "event"], name="one_breach_a_duty")]
