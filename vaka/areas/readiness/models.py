"""Tasks that hang on one person, units' answers before seasons, stops and what they cancelled."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness.season_rules import READILY_LABELS
from vaka.areas.readiness.stop_rules import (
    CONSEQUENCE_LABELS,
    HOW_LABELS,
    SORT_LABELS,
    STOP_LABELS,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SoleTask(models.Model):
    """A task that few can do; its case's due date is the day it is looked over."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    what = models.CharField(_("uppgift"), max_length=200)

    class Meta:
        verbose_name = _("ensamuppgift")
        verbose_name_plural = _("ensamuppgifter")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SoleStanding(models.Model):
    """Who could do a task from a day on; a new one never changes an old one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(SoleTask, on_delete=models.CASCADE, related_name="standings")
    since_date = models.DateField(_("från och med"))
    people_count = models.PositiveSmallIntegerField(_("hur många som kan"))
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    stand_in = models.CharField(_("vikarie"), max_length=120, blank=True)
    is_listed = models.BooleanField(_("på listan"), default=True)

    class Meta:
        verbose_name = _("läge för ensamuppgift")
        verbose_name_plural = _("lägen för ensamuppgifter")
        ordering = ("since_date", "id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Readiness(models.Model):
    """One unit's answers before one season; answered again, what was said before stands."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    season = models.SlugField(_("säsong"), max_length=20)
    year = models.PositiveSmallIntegerField(_("år"))
    answered_date = models.DateField(_("besvarad första gången"))

    class Meta:
        verbose_name = _("beredskap inför säsong")
        verbose_name_plural = _("beredskap inför säsonger")
        constraints = [
            models.UniqueConstraint(fields=["unit", "season", "year"], name="one_readiness"),
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ReadinessAnswer(models.Model):
    """The answer to one question, in one of the times that a unit answered."""

    readiness = models.ForeignKey(Readiness, on_delete=models.CASCADE, related_name="answers")
    time = models.PositiveSmallIntegerField(_("gång"))
    question = models.SlugField(_("fråga"), max_length=30)
    answer = models.CharField(_("svar"), max_length=6, choices=list(READILY_LABELS.items()))
    remains = models.CharField(_("återstår"), max_length=500, blank=True)
    answered_date = models.DateField(_("besvarad"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("svar om beredskap")
        verbose_name_plural = _("svar om beredskap")
        ordering = ("time", "id")
        constraints = [
            models.UniqueConstraint(fields=["readiness", "time", "question"], name="one_reply"),
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Stop(models.Model):
    """A stop of purchases or hiring, from a day to another, at some units below its case's."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    kind = models.CharField(_("slag"), max_length=8, choices=list(STOP_LABELS.items()))
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"), null=True, blank=True)
    decision = models.CharField(_("beslut"), max_length=120)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        verbose_name = _("inköps- eller anställningsstopp")
        verbose_name_plural = _("inköps- och anställningsstopp")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Cancellation(models.Model):
    """Something planned at a unit that a stop cancelled or put off, and what that leads to."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    stop = models.ForeignKey(Stop, on_delete=models.PROTECT, related_name="cancellations")
    sort = models.CharField(_("vad"), max_length=10, choices=list(SORT_LABELS.items()))
    title = models.CharField(_("namn"), max_length=200)
    planned_date = models.DateField(_("planerad"))
    how = models.CharField(_("hur"), max_length=9, choices=list(HOW_LABELS.items()))
    new_date = models.DateField(_("ny dag"), null=True, blank=True)
    consequence = models.CharField(
        _("konsekvens"), max_length=7, choices=list(CONSEQUENCE_LABELS.items())
    )
    words = models.TextField(_("vad det leder till"), blank=True)
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("inställt på grund av stopp")
        verbose_name_plural = _("inställda på grund av stopp")
