"""Inspections, orders and audits with their points."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.inspections.rules import POINT_LABELS, SORT_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Inspection(models.Model):
    """Who scrutinises what; `Case.due_date` is the first day that an answer is due."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    sort = models.CharField(_("slag"), max_length=12, choices=list(SORT_LABELS.items()))
    authority = models.CharField(_("myndighet"), max_length=120)
    number = models.CharField(_("myndighetens nummer"), max_length=60, blank=True)
    about = models.TextField(_("vad det gäller"))
    received_date = models.DateField(_("kom"))
    sent_date = models.DateField(_("svaret skickat"), null=True, blank=True)
    decided_date = models.DateField(_("myndigheten avslutade"), null=True, blank=True)
    decision = models.CharField(_("beslutets nummer"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("tillsyn")
        verbose_name_plural = _("tillsyner")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class InspectionPoint(models.Model):
    """One question or criticised fault: due when, by whom, the answer and what proves it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=10, choices=list(POINT_LABELS.items()))
    text = models.TextField(_("punkten"))
    due_date = models.DateField(_("besvaras senast"))
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("svar"), blank=True)
    proof = models.TextField(_("underlag"), blank=True)
    answered_date = models.DateField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("punkt i tillsyn")
        verbose_name_plural = _("punkter i tillsyn")
        ordering = ("number",)
        indexes = [models.Index(fields=["due_date"])]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="one_inspection_point_a_number"
            )
        ]
