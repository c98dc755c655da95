"""Goals in chains, their indicators with targets and given figures, and key activities."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals.rules import (
    ACTIVITY_LABELS,
    DIRECTION_LABELS,
    LEVEL_LABELS,
    LIGHT_LABELS,
    SEE,
)
from vaka.foundation.access.viewer import Viewer, reached_or_above
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

MEASURED_IN = [("percent", _("procent")), ("count", _("antal")), ("days", _("dagar"))]


class GoalQuerySet(models.QuerySet["Goal"]):
    """The doors to goals."""

    def visible_to(self, viewer: Viewer) -> "GoalQuerySet":
        """Keep the goals of units where the viewer sees goals, and of those above: whoever is to
        reach a goal sees what it serves."""
        return self.filter(reached_or_above(viewer, SEE))


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Goal(models.Model):
    """One goal of the council, the board or a unit, for some years, under the goal it serves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.CharField(_("nivå"), max_length=10, choices=list(LEVEL_LABELS.items()))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    title = models.CharField(_("mål"), max_length=200)
    words = models.TextField(_("varför"), blank=True)
    from_year = models.PositiveSmallIntegerField(_("gäller från och med"))
    until_year = models.PositiveSmallIntegerField(_("gäller till och med"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("made_at", "id")


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class GoalIndicator(models.Model):
    """What shows whether a goal is reached: a measure of the catalogue, or a given figure."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("indikator"), max_length=200, blank=True)
    measure = models.CharField(_("mått"), max_length=80, blank=True)
    measured_in = models.CharField(_("måttenhet"), max_length=10, choices=MEASURED_IN,
                                   default="percent")  # fmt: skip
    good = models.CharField(
        _("bra riktning"), max_length=10, choices=list(DIRECTION_LABELS.items())
    )
    tolerance = models.FloatField(_("så nära är nästan nått"), null=True, blank=True)

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ("id",)


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class GoalTarget(models.Model):
    """What an indicator is to reach in a year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("år"))
    value = models.FloatField(_("målvärde"))

    class Meta:
        verbose_name = _("målvärde")
        verbose_name_plural = _("målvärden")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_target_a_year")
        ]


@classed(Kept.REPORT, Secrecy.OPEN)
class GivenFigure(models.Model):
    """What a source says that an indicator was in a year; two may disagree, and both stand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="given")
    year = models.PositiveSmallIntegerField(_("år"))
    value = models.FloatField(_("värde"))
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        verbose_name = _("given siffra")
        verbose_name_plural = _("givna siffror")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "source"],
                                    name="one_figure_a_source")
        ]  # fmt: skip


@classed(Kept.REPORT, Secrecy.OPEN)
class LightChoice(models.Model):
    """That somebody judges an indicator's year otherwise than the rule, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="choices")
    year = models.PositiveSmallIntegerField(_("år"))
    light = models.CharField(_("bedömning"), max_length=10, choices=list(LIGHT_LABELS.items()))
    reason = models.TextField(_("skäl"))
    decided_by = models.CharField(_("bedömd av"), max_length=200)
    decided_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("tillbakatagen"), null=True, blank=True)
    withdrawn_by = models.CharField(_("tillbakatagen av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("egen bedömning")
        verbose_name_plural = _("egna bedömningar")
        ordering = ("decided_at",)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], condition=Q(withdrawn_at=None),
                                    name="one_choice_a_year")
        ]  # fmt: skip


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class KeyActivity(models.Model):
    """Something that is done to reach a goal, by somebody, between two days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(_("nyckelaktivitet"), max_length=200)
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField(_("börjar"))
    due_date = models.DateField(_("klar senast"))
    state = models.CharField(_("läge"), max_length=10, choices=list(ACTIVITY_LABELS.items()))
    words = models.TextField(_("senast skrivet"), blank=True)
    done_date = models.DateField(_("klar"), null=True, blank=True)

    class Meta:
        verbose_name = _("nyckelaktivitet")
        verbose_name_plural = _("nyckelaktiviteter")
        ordering = ("due_date", "id")


class OperationsPlanQuerySet(models.QuerySet["OperationsPlan"]):
    """The door to operations plans."""

    def visible_to(self, viewer: Viewer) -> "OperationsPlanQuerySet":
        """Keep the plans of units where the viewer sees goals, and of those above."""
        return self.filter(reached_or_above(viewer, SEE))


@classed(Kept.REPORT, Secrecy.OPEN, content=Secrecy.INTERNAL)
class OperationsPlan(models.Model):
    """One revision of a unit's operations plan for a year: what was set there, frozen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    revision = models.PositiveSmallIntegerField(_("revision"))
    adopted_date = models.DateField(_("fastställd"))
    decided_by = models.CharField(_("beslutad av"), max_length=200)
    words = models.TextField(_("varför"), blank=True)
    content = models.JSONField(_("innehåll"))
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OperationsPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("verksamhetsplan")
        verbose_name_plural = _("verksamhetsplaner")
        ordering = ("-year", "unit__name", "-revision")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "revision"],
                                    name="one_plan_a_revision")
        ]  # fmt: skip
