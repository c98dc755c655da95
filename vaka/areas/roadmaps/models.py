"""Editions of a roadmap with lines and yearly reviews; preventive measures with their steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.roadmaps.prevention_rules import (
    DECISION_LABELS,
    REACHED_LABELS,
    STANDING_LABELS,
)
from vaka.areas.roadmaps.rules import HORIZON_LABELS, STATE_LABELS
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.OPEN)
class Roadmap(models.Model):
    """One edition of a roadmap."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    edition_date = models.DateField(_("utgåva"))
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("färdplan")
        verbose_name_plural = _("färdplaner")
        ordering = ("-edition_date",)
        constraints = [
            models.UniqueConstraint(fields=["unit", "edition_date"], name="one_roadmap_edition")
        ]


@classed(Kept.REPORT, Secrecy.OPEN)
class RoadmapLine(models.Model):
    """One line: a need, what is done about it, what more is to be done and by when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField(_("nummer"))
    area = models.CharField(_("område"), max_length=200)
    need_number = models.PositiveSmallIntegerField(_("behovets nummer"), default=0)
    need = models.CharField(_("behov"), max_length=300, blank=True)
    national = models.TextField(_("vad som görs nationellt"), blank=True)
    municipal = models.TextField(_("vad som görs i kommunen"), blank=True)
    more = models.CharField(_("vad mer som behöver göras"), max_length=500)
    horizon = models.CharField(_("sikt"), max_length=10, choices=list(HORIZON_LABELS.items()))
    is_ongoing = models.BooleanField(_("löpande"), default=False)
    answers = models.CharField(_("svarar"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rad i färdplanen")
        verbose_name_plural = _("rader i färdplanen")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="one_roadmap_line_a_number")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class RoadmapReview(models.Model):
    """What was said of a line when it was gone through."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.ForeignKey(RoadmapLine, on_delete=models.CASCADE, related_name="reviews")
    reviewed_date = models.DateField(_("genomgången"))
    state = models.CharField(_("läge"), max_length=10, choices=list(STATE_LABELS.items()))
    words = models.TextField(_("vad som har hänt"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("genomgång av färdplanen")
        verbose_name_plural = _("genomgångar av färdplanen")
        ordering = ("-reviewed_date", "-id")


@classed(Kept.REPORT, Secrecy.OPEN)
class PreventionMeasure(models.Model):
    """A preventive measure: its place in the plan, whom it is for and who answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("insats"), max_length=200)
    focus_area = models.CharField(_("fokusområde"), max_length=20)
    level = models.CharField(_("nivå"), max_length=20)
    aim = models.CharField(_("syfte"), max_length=20)
    duty = models.CharField(_("annan skyldighet"), max_length=200, blank=True)
    duty_topic = models.CharField(_("skyldighet"), max_length=60, blank=True, default="",
                                  db_default="")  # fmt: skip
    target = models.CharField(_("målgrupp"), max_length=20)
    target_size = models.PositiveIntegerField(_("målgruppens storlek"))
    answers = models.CharField(_("svarar"), max_length=200)
    begun_date = models.DateField(_("började"))

    class Meta:
        verbose_name = _("förebyggande insats")
        verbose_name_plural = _("förebyggande insatser")
        ordering = ("-begun_date", "title")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class PreventionStep(models.Model):
    """One of KUBINOL's five steps for a measure; a decision to change begins another round."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.ForeignKey(PreventionMeasure, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField(_("varv"), default=1)
    number = models.PositiveSmallIntegerField(_("steg"))
    code = models.CharField(_("kod"), max_length=20)
    due_date = models.DateField(_("senast"))
    done_date = models.DateField(_("gjort"), null=True, blank=True)
    told = models.JSONField(_("svar"), default=dict, blank=True)
    evidence = models.CharField(_("underlag"), max_length=500, blank=True)
    reached = models.CharField(_("nytta"), max_length=10, choices=list(REACHED_LABELS.items()),
                               blank=True)  # fmt: skip
    decision = models.CharField(_("beslut"), max_length=10, choices=list(DECISION_LABELS.items()),
                                blank=True)  # fmt: skip
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("steg i förebyggande insats")
        verbose_name_plural = _("steg i förebyggande insatser")
        ordering = ("round", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "round", "number"], name="one_prevention_step_a_round"
            )
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class PresentState(models.Model):
    """A way of working as it is now in a focus area at a unit: the mapping before KUBINOL."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    focus_area = models.CharField(_("fokusområde"), max_length=20)
    standing = models.CharField(_("läge"), max_length=20, choices=list(STANDING_LABELS.items()))
    words = models.CharField(_("arbetssätt"), max_length=1000)
    resources = models.CharField(_("resurser och kompetens"), max_length=1000, blank=True)
    told_date = models.DateField(_("beskrivet"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("nuläge i förebyggande arbete")
        verbose_name_plural = _("nulägen i förebyggande arbete")
        ordering = ("focus_area", "standing", "-told_date", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class PreventionReach(models.Model):
    """What a measure did in a month: contacts, persons reached, needs found and the result."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.ForeignKey(PreventionMeasure, on_delete=models.CASCADE, related_name="reach")
    month = models.DateField(_("månad"))
    contacts = models.PositiveIntegerField(_("kontakter"))
    persons = models.PositiveIntegerField(_("personer"))
    needs = models.PositiveIntegerField(_("behov som hittades"))
    result = models.CharField(_("resultat"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("räckvidd")
        verbose_name_plural = _("räckvidd")
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["measure", "month"], name="one_reach_a_month")
        ]
