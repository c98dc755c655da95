"""Who decides, what was decided by delegation, and what was told to the board."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.delegations.rules import CATEGORY_LABELS, OUTCOME_LABELS, SEE, Category, Outcome
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class DecidingBody(models.Model):
    """A group or an office whose decisions are listed, in the one spelling that all lists use."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("organisation"), max_length=200)
    place = models.PositiveIntegerField(_("ordning"))

    class Meta:
        verbose_name = _("organisation i delegationslistan")
        verbose_name_plural = _("organisationer i delegationslistan")
        ordering = ("place", "name")
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_spelling")]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BoardNotification(models.Model):
    """A period's decisions, told to the board at a meeting (KL 2017:725 6:40 and 7:8)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=20)
    meeting_date = models.DateField(_("sammanträde"))
    decisions = models.PositiveIntegerField(_("antal beslut"))
    made_at = models.DateTimeField(_("anmält"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("anmälan av delegationsbeslut")
        verbose_name_plural = _("anmälningar av delegationsbeslut")
        ordering = ("-meeting_date", "-made_at")


class DecisionQuerySet(models.QuerySet["DelegatedDecision"]):
    """Delegated decisions, asked for by who looks."""

    def visible_to(self, viewer: "Viewer") -> "DecisionQuerySet":
        """Give those at the viewer's units, and the published ones to whoever sees any."""
        if viewer.everywhere:
            return self
        published = models.Q(body__unit__is_reference=True) if viewer.may(SEE) else models.Q()
        own = models.Q(body__unit__in=viewer.unit_ids(SEE))
        return self.filter(own | published)


@classed(Kept.REPORT, Secrecy.INTERNAL, maker=Secrecy.SECRET, matter=Secrecy.SECRET)
class DelegatedDecision(models.Model):
    """One decision by delegation, or a sum of alike ones where a source tells no more.

    No person whom a decision is about has a column here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey(DecidingBody, on_delete=models.PROTECT, related_name="decisions")
    month = models.DateField(_("månad"))
    decided_date = models.DateField(_("beslutsdatum"), null=True, blank=True)
    number = models.CharField(_("nummer"), max_length=80, blank=True)
    point = models.CharField(_("delegationspunkt"), max_length=20, blank=True)
    kind = models.CharField(_("slag av beslut"), max_length=300)
    matter = models.CharField(_("ärende"), max_length=300, blank=True)
    category = models.CharField(
        max_length=20, choices=list(CATEGORY_LABELS.items()), default=Category.ASSISTANCE
    )
    statute = models.CharField(_("författning"), max_length=10, blank=True)
    outcome = models.CharField(
        max_length=20, choices=list(OUTCOME_LABELS.items()), default=Outcome.OTHER
    )
    role = models.CharField(_("delegat"), max_length=120, blank=True)
    maker = models.CharField(_("beslutsfattare"), max_length=120, blank=True)
    is_urgent = models.BooleanField(_("brådskande"), default=False)
    urgent_reason = models.CharField(_("varför brådskande"), max_length=500, blank=True)
    amount_ore = models.BigIntegerField(_("belopp, öre"), null=True, blank=True)
    count = models.PositiveIntegerField(_("antal"), default=1)
    stated_subtotal = models.PositiveIntegerField(_("källans summa"), null=True, blank=True)
    notified = models.ForeignKey(
        BoardNotification, on_delete=models.SET_NULL, null=True, related_name="rows"
    )
    source = models.CharField(max_length=200, blank=True)
    source_key = models.CharField(max_length=400, unique=True)
    place = models.PositiveIntegerField(_("rad i listan"), default=0)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegationsbeslut")
        verbose_name_plural = _("delegationsbeslut")
        indexes = [models.Index(fields=["body", "month"])]
