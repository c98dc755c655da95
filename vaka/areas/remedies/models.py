"""One table: what a remedy has beyond its case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.remedies.rules import KIND_LABELS, OUTCOME_TAGS
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    text=Secrecy.SECRET,
    cause=Secrecy.SECRET,
    evidence=Secrecy.SECRET,
    outcome_words=Secrecy.SECRET,
)
class Remedy(models.Model):
    """What is done so that something does not happen again, and whether it helped.

    `Case.owner` is whom it waits for, `Case.due_date` the day it waits for; `responsible` and
    `due_date` here are of the work itself.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    kind = models.CharField(_("slag"), max_length=12, choices=list(KIND_LABELS.items()))
    text = models.TextField(_("vad ska göras"))
    cause_code = models.CharField(_("orsak enligt listan"), max_length=60, blank=True)
    cause = models.TextField(_("orsak"), blank=True)
    reach = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("gäller för")
    )
    responsible = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarig"),
    )
    due_date = models.DateField(_("klar senast"), null=True, blank=True)
    effect_date = models.DateField(_("effekten kontrolleras"), null=True, blank=True)
    measure = models.CharField(_("mått"), max_length=60, blank=True)
    decided_date = models.DateField(_("beslutad"), null=True, blank=True)
    done_date = models.DateField(_("genomförd"), null=True, blank=True)
    evidence = models.TextField(_("underlag"), blank=True)
    checked_date = models.DateField(_("effekten kontrollerad"), null=True, blank=True)
    outcome = models.CharField(
        _("effekt"), max_length=10, blank=True, choices=list(OUTCOME_TAGS.items())
    )
    outcome_words = models.TextField(_("vad kontrollen visade"), blank=True)

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        indexes = [models.Index(fields=["measure", "done_date"])]
