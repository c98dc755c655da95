"""A signal: which rule, where, what it rests on, and how it was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.signals.rules import BASE_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, answer_words=Secrecy.SECRET)
class Signal(models.Model):
    """Something a rule has seen at a unit, once for each thing it is about; no person stands here.

    What it rested on when it rose or was answered stays in the timeline; the columns are the
    newest look. `answered_observed` and `answered_expected` are what the answer was given to.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("regel"), max_length=20)
    subject = models.CharField(_("gäller"), max_length=120, blank=True)
    observed = models.PositiveIntegerField(_("antal"))
    beside = models.PositiveIntegerField(_("antal av annat slag"), null=True, blank=True)
    expected = models.FloatField(_("väntat antal"), null=True, blank=True)
    base_kind = models.CharField(
        _("räknat på"), max_length=10, blank=True, choices=list(BASE_LABELS.items())
    )
    base = models.FloatField(_("hur mycket verksamhet"), null=True, blank=True)
    peers = models.PositiveIntegerField(_("jämförbara enheter"), null=True, blank=True)
    first_date = models.DateField(_("från"))
    last_date = models.DateField(_("till"))
    answer = models.CharField(_("svar"), max_length=20, blank=True)
    answer_words = models.TextField(_("skäl"), blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_date = models.DateField(_("besvarad"), null=True, blank=True)
    answered_observed = models.PositiveIntegerField(null=True, blank=True)
    answered_expected = models.FloatField(null=True, blank=True)
    relook_date = models.DateField(_("ses över igen"), null=True, blank=True)

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signaler")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "subject"], name="one_signal_a_rule_and_thing"
            )
        ]
