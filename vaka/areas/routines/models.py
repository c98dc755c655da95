"""A routine with its versions, who has read them, and the events in which they failed."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.routines.order_rules import ORDER_LABELS
from vaka.areas.routines.rules import APPROVE, HOW_LABELS, KIND_LABELS, PUBLISHED, SEE, WRITE
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from datetime import date

    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Routine(models.Model):
    """A controlled document through all its versions: number, title, owner, where it holds.

    It is set at `unit`, and holds at the units of `valid_for` with all below them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(_("nummer"), unique=True)
    kind = models.CharField(_("typ"), max_length=12, choices=list(KIND_LABELS.items()))
    title = models.CharField(_("titel"), max_length=150)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_for: "models.ManyToManyField[Unit, Any]" = models.ManyToManyField(
        Unit, related_name="+", verbose_name=_("gäller för")
    )

    class Meta:
        verbose_name = _("rutin")
        verbose_name_plural = _("rutiner")
        ordering = ("title",)


class VersionQuerySet(models.QuerySet["RoutineVersion"]):
    """The doors to versions."""

    def visible_to(self, viewer: "Viewer") -> "VersionQuerySet":
        """Keep the versions whose case the viewer may see."""
        seen = Case.objects.visible_to(viewer, "routine")
        return self.filter(case__in=seen)

    def in_force(self, on: "date") -> "VersionQuerySet":
        """Keep the versions that held on a day, one a routine."""
        return self.filter(
            Q(ended_date=None) | Q(ended_date__gt=on),
            case__state__in=PUBLISHED,
            valid_from__lte=on,
        )


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class RoutineVersion(models.Model):
    """One version beyond its case; what has been approved is never written in again.

    `valid_until` is the last day before which it must be looked over; `ended_date` the day from
    which it no longer held, replaced or withdrawn.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    routine = models.ForeignKey(Routine, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    changed = models.TextField(_("vad som är ändrat"), blank=True)
    laws = models.JSONField(_("bygger på författning"), default=list)
    systems = models.CharField(_("bygger på system"), max_length=200, blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_date = models.DateField(_("godkänd"), null=True, blank=True)
    looked_over_date = models.DateField(_("senast sedd över"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    ended_date = models.DateField(_("gäller inte från"), null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version av rutin")
        verbose_name_plural = _("versioner av rutiner")
        ordering = ("routine", "number")
        constraints = [
            models.UniqueConstraint(fields=["routine", "number"], name="one_version_a_routine"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="routine_holds_after_start",
            ),
        ]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class ReadReceipt(models.Model):
    """That a person has read a version, and when."""

    version = models.ForeignKey(RoutineVersion, on_delete=models.CASCADE, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("läskvitto")
        verbose_name_plural = _("läskvitton")
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="read_once_a_version")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET, how=Secrecy.INTERNAL, version=Secrecy.INTERNAL)
class RoutineFailure(models.Model):
    """That a version failed in an event, and how; it is the version that held when it happened."""

    event = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(RoutineVersion, on_delete=models.PROTECT, related_name="failures")
    how = models.CharField(_("hur"), max_length=12, choices=list(HOW_LABELS.items()))
    words = models.TextField(_("vad som brast"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rutin som brast")
        verbose_name_plural = _("rutiner som brast")
        constraints = [
            models.UniqueConstraint(fields=["event", "version"], name="one_failure_an_event")
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which roles open a version: what holds or has held where one works,
    below and above; what is being written only at the units where one writes or approves."""
    found = Q(pk__in=[])
    if units := viewer.granted(WRITE, APPROVE):
        found |= Q(unit_id__in=_below(units))
    if units := viewer.granted(SEE):
        held = RoutineVersion.objects.filter(reaches(units))
        found |= Q(state__in=PUBLISHED, pk__in=held.values("pk"))
    return found


def reaches(units: frozenset[Any]) -> Q:
    """Give the condition for the versions that hold at some units, below or above them."""
    return Q(routine__in=Routine.objects.filter(valid_for__in=near(units)).values("pk"))


def near(units: frozenset[Any]) -> "models.QuerySet[Unit]":
    """Give some units with those above and below them."""
    above = UnitPath.objects.current().filter(descendant_id__in=units).values("ancestor_id")
    return Unit.objects.filter(Q(pk__in=above) | Q(pk__in=_below(units)))


def _below(units: frozenset[Any]) -> Any:
    return UnitPath.objects.current().filter(ancestor_id__in=units).values("descendant_id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Process(models.Model):
    """What is done in an order of activities, who owns it and how it is followed up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("titel"), max_length=120)
    purpose = models.TextField(_("syfte"), blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    follow_up = models.TextField(_("hur den följs upp"), blank=True)
    changed_date = models.DateField(_("ändrad"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processer")
        ordering = ("title",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Activity(models.Model):
    """One activity of a process: what, by which role, by which routine."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="activities")
    place = models.PositiveSmallIntegerField(_("ordning"))
    name = models.CharField(_("aktivitet"), max_length=80)
    role = models.CharField(_("roll"), max_length=40, blank=True)
    routine = models.ForeignKey(
        Routine, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ("process", "place")
        constraints = [
            models.UniqueConstraint(fields=["process", "place"], name="one_activity_a_place")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class DutyAnswer(models.Model):
    """How the municipality meets one duty of the regulation; the duty itself is dated data."""

    key = models.CharField(max_length=12, primary_key=True)
    process = models.ForeignKey(
        Process, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    routine = models.ForeignKey(
        Routine, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(_("roll"), max_length=40, blank=True)
    changed_date = models.DateField(_("ändrad"))

    class Meta:
        verbose_name = _("svar på krav i föreskrift")
        verbose_name_plural = _("svar på krav i föreskrifter")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class MapOrder(models.Model):
    """Somebody asks for a map of how something is done; kept with its answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("arbete"), max_length=120)
    why = models.TextField(_("varför"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ordered_date = models.DateField(_("beställd"))
    state = models.CharField(_("läge"), max_length=10, choices=list(ORDER_LABELS.items()))
    taken_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    process = models.ForeignKey(
        Process, on_delete=models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    answer = models.TextField(_("svar"), blank=True)
    answered_date = models.DateField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("beställning av processkarta")
        verbose_name_plural = _("beställningar av processkartor")
        ordering = ("ordered_date", "id")
