"""Editions of a roadmap, their lines, and what each yearly review said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
