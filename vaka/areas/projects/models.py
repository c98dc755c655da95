"""Programmes, projects and initiatives: phases, effect goals with values, lessons, follow-ups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals.rules import ACTIVITY_LABELS, DIRECTION_LABELS
from vaka.areas.projects.rules import EFFECT_UNIT_LABELS, GRAINS, KIND_LABELS, SEE, STATE_LABELS
from vaka.foundation.access.viewer import Viewer, reached_or_above
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class ProjectQuerySet(models.QuerySet["Project"]):
    """The door to projects."""

    def visible_to(self, viewer: Viewer) -> "ProjectQuerySet":
        """Keep the projects of units where the viewer sees projects, and of those above."""
        return self.filter(reached_or_above(viewer, SEE))


@classed(Kept.REPORT, Secrecy.OPEN)
class Project(models.Model):
    """One programme, project or initiative of a unit, from its start to its lessons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("slag"), max_length=10, choices=list(KIND_LABELS.items()))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    title = models.CharField(_("namn"), max_length=200)
    purpose = models.TextField(_("syfte"))
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField(_("börjar"))
    end_date = models.DateField(_("slutar"))
    state = models.CharField(_("läge"), max_length=10, choices=list(STATE_LABELS.items()))
    obstacles = models.TextField(_("hinder"), blank=True)
    lessons = models.TextField(_("lärdomar"), blank=True)
    ended_date = models.DateField(_("avslutat"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projekt")
        verbose_name_plural = _("projekt")
        ordering = ("-start_date", "title", "id")


@classed(Kept.REPORT, Secrecy.OPEN)
class ProjectPhase(models.Model):
    """A stretch of a project with its days and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(_("fas"), max_length=200)
    start_date = models.DateField(_("börjar"))
    end_date = models.DateField(_("slutar"))
    state = models.CharField(_("läge"), max_length=10, choices=list(ACTIVITY_LABELS.items()))
    words = models.TextField(_("senast skrivet"), blank=True)
    done_date = models.DateField(_("klar"), null=True, blank=True)

    class Meta:
        verbose_name = _("fas i ett projekt")
        verbose_name_plural = _("faser i ett projekt")
        ordering = ("start_date", "end_date", "id")


@classed(Kept.REPORT, Secrecy.OPEN)
class EffectGoal(models.Model):
    """What a project is to change: a measure of the catalogue at its unit, or an own series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="effects")
    title = models.CharField(_("effektmål"), max_length=200, blank=True)
    measure = models.CharField(_("mått"), max_length=80, blank=True)
    grain = models.CharField(_("jämförs per"), max_length=10, choices=list(GRAINS.items()))
    counted_in = models.CharField(_("räknas i"), max_length=10,
                                  choices=list(EFFECT_UNIT_LABELS.items()))  # fmt: skip
    good = models.CharField(
        _("bra riktning"), max_length=10, choices=list(DIRECTION_LABELS.items())
    )
    target = models.FloatField(_("målvärde"))
    tolerance = models.FloatField(_("så nära är nästan nått"), null=True, blank=True)
    baseline = models.FloatField(_("före start"), null=True, blank=True)

    class Meta:
        verbose_name = _("effektmål")
        verbose_name_plural = _("effektmål")
        ordering = ("id",)


@classed(Kept.REPORT, Secrecy.OPEN)
class EffectValue(models.Model):
    """What a source says that an effect was on a day; two may disagree, and both stand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    effect = models.ForeignKey(EffectGoal, on_delete=models.CASCADE, related_name="values")
    day = models.DateField(_("dag"))
    value = models.FloatField(_("värde"))
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        verbose_name = _("värde för ett effektmål")
        verbose_name_plural = _("värden för ett effektmål")
        ordering = ("-day", "id")
        constraints = [
            models.UniqueConstraint(fields=["effect", "day", "source"], name="one_value_a_source")
        ]


@classed(Kept.REPORT, Secrecy.OPEN)
class ProjectFollowUp(models.Model):
    """What is left of the effect, a year or more after the project closed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="follow_ups")
    due_date = models.DateField(_("senast"))
    done_date = models.DateField(_("gjord"), null=True, blank=True)
    words = models.TextField(_("vad står kvar"), blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("uppföljning av ett projekt")
        verbose_name_plural = _("uppföljningar av ett projekt")
        ordering = ("due_date", "id")
