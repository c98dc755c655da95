"""Children's placements and what has been considered of them; nobody's name stands here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.placements.rules import (
    DECIDER_LABELS,
    GROUND_LABELS,
    HOME_LABELS,
    OWED_LABELS,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Placement(models.Model):
    """One child's care outside the home; `file_number` is the one in the case system."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    file_number = models.CharField(_("aktnummer"), max_length=40)
    ground = models.CharField(_("lagrum"), max_length=3, choices=list(GROUND_LABELS.items()))
    home = models.CharField(_("form"), max_length=12, choices=list(HOME_LABELS.items()))
    begun_date = models.DateField(_("vården började"))
    home_since_date = models.DateField(_("i hemmet sedan"))
    end_planned_date = models.DateField(_("planeras upphöra"), null=True, blank=True)
    ended_date = models.DateField(_("vården upphörde"), null=True, blank=True)
    test_weeks = models.PositiveSmallIntegerField(_("veckor mellan drogtester"), null=True)

    class Meta:
        verbose_name = _("placering")
        verbose_name_plural = _("placeringar")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Consideration(models.Model):
    """One thing owed a placed child, done: what, by whom, why, and when they were told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="considered")
    what = models.CharField(_("vad"), max_length=12, choices=list(OWED_LABELS.items()))
    on_date = models.DateField(_("dag"))
    decider = models.CharField(_("av"), max_length=12, choices=list(DECIDER_LABELS.items()))
    words = models.TextField(_("vad och varför"))
    informed_date = models.DateField(_("barn och vårdnadshavare informerade"), null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("övervägande")
        verbose_name_plural = _("överväganden")
        ordering = ("-on_date", "-id")
