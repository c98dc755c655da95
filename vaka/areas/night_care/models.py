"""What a home is at night, answers on its staffing with all they rest on, and decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.rules import HOUSING_LABELS, ORIGINAL_LABELS, RULING_LABELS, SEE
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightHome(AddedOnly):
    """What is told of a home's nights on a day; the newest holds, older ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("boendeform"), max_length=12, choices=list(HOUSING_LABELS.items()))
    staff = models.PositiveSmallIntegerField(_("personal i natt"))
    hours = models.JSONField(_("larm timme för timme"))
    urgent_percent = models.FloatField(_("brådskande, procent"))
    double_percent = models.FloatField(_("kräver två, procent"))
    help_minutes = models.FloatField(_("hjälpens längd, minuter"))
    checks_without_plan = models.PositiveSmallIntegerField(_("tillsyner utan nattplan"))
    same_floor_minutes = models.FloatField(_("väg på samma våning, minuter"))
    other_floor_minutes = models.FloatField(_("väg till annan våning, minuter"))
    urgent_limit_minutes = models.FloatField(_("gräns för brådskande larm, minuter"))
    limit_minutes = models.FloatField(_("gräns för andra larm, minuter"))
    target_percent = models.FloatField(_("mål, procent"))
    measured = models.JSONField(_("uppmätta uppgifter"), default=list)
    leader = models.CharField(_("arbetsledning på natten"), max_length=200, blank=True)
    overview = models.CharField(_("vad som väger upp dålig överblick"), max_length=500, blank=True)
    original = models.CharField(
        _("planernas original"), max_length=10, choices=list(ORIGINAL_LABELS.items())
    )
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(_("sagt"))

    class Meta:
        verbose_name = _("boende på natten")
        verbose_name_plural = _("boenden på natten")
        ordering = ("told_at", "id")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightPlace(models.Model):
    """Where in the house a unit lies, and whether its door is locked at night."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True)
    floor = models.SmallIntegerField(_("våning"), default=0)
    is_locked = models.BooleanField(_("låst dörr"), default=False)

    class Meta:
        verbose_name = _("enhetens läge i huset")
        verbose_name_plural = _("enheters läge i huset")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightRoom(models.Model):
    """A room with the minutes it takes to walk there from the unit's base."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("rum"), max_length=8)
    minutes = models.FloatField(_("minuters väg"))
    is_measured = models.BooleanField(_("uppmätt"), default=False)
    ended_date = models.DateField(_("används inte från"), null=True, blank=True)

    class Meta:
        verbose_name = _("rum")
        verbose_name_plural = _("rum")
        ordering = ("unit__name", "label")
        constraints = [models.UniqueConstraint(fields=["unit", "label"], name="one_room_a_label")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class StaffingAnswer(AddedOnly):
    """One question and its answer with all it takes to give the same again, to the bit.

    `scenario` and `other` are the night as it was told, without anybody's name; `found` and
    `changed` are what the simulation said.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(NightHome, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("frågat"))
    seed = models.PositiveIntegerField(_("frö"))
    nights = models.PositiveIntegerField(_("nätter"))
    model = models.CharField(_("modellens version"), max_length=20)
    data_digest = models.CharField(_("uppgifternas kontrollsumma"), max_length=64)
    digest = models.CharField(_("svarets kontrollsumma"), max_length=64)
    measured = models.JSONField(_("uppmätta uppgifter"), default=list)
    scenario = models.JSONField()
    found = models.JSONField()
    tried = models.JSONField(default=dict)
    other = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("svar om bemanning")
        verbose_name_plural = _("svar om bemanning")
        ordering = ("-asked_at",)

    @classmethod
    def visible_to(cls, viewer: Viewer) -> "models.QuerySet[StaffingAnswer]":
        """Give the answers of homes where the viewer may see staffing."""
        rows: models.QuerySet[StaffingAnswer] = cls.objects.all()
        return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(SEE))


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AnswerReplay(AddedOnly):
    """The same question asked again: whether the answer was the same to the bit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.ForeignKey(StaffingAnswer, on_delete=models.PROTECT, related_name="replays")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("frågat igen"))
    digest = models.CharField(_("svarets kontrollsumma"), max_length=64)
    model = models.CharField(_("modellens version"), max_length=20)

    class Meta:
        verbose_name = _("fråga ställd igen")
        verbose_name_plural = _("frågor ställda igen")
        ordering = ("-asked_at",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class StaffingDecision(models.Model):
    """What a named person decided on a night's staffing, on which answer, and until when."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    answer = models.ForeignKey(StaffingAnswer, on_delete=models.PROTECT, related_name="decisions")
    ruling = models.CharField(_("beslut"), max_length=12, choices=list(RULING_LABELS.items()))
    words = models.TextField(_("skäl"))
    signed_date = models.DateField(_("signerat"))
    valid_until = models.DateField(_("gäller till och med"))

    class Meta:
        verbose_name = _("beslut om bemanning")
        verbose_name_plural = _("beslut om bemanning")
