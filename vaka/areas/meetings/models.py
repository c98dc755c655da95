"""Meetings with their points, decisions and wishes; what stood ready is kept as it was."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.meetings.lists import open_to
from vaka.areas.meetings.rules import (
    DOORS,
    HANDLE,
    OUTCOME_LABELS,
    PUBLIC,
    PUBLIC_UNWRITTEN,
    SEE,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Meeting(models.Model):
    """A meeting or visit; `Case.due_date` is the day planned, then the day its notes are due.

    `figures` is what stood ready when it was held, so that the minutes show what was talked about.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    sort = models.CharField(_("slag"), max_length=20)
    planned_date = models.DateField(_("planerat"))
    time = models.TimeField(_("tid"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_date = models.DateField(_("förberett"), null=True, blank=True)
    held_date = models.DateField(_("hållet"), null=True, blank=True)
    present = models.TextField(_("närvarande"), blank=True)
    people = models.PositiveSmallIntegerField(_("antal deltagare"), null=True, blank=True)
    staff_present = models.BooleanField(_("personal var med"), null=True, blank=True)
    staff_reason = models.TextField(_("varför personal var med"), blank=True)
    told_words = models.JSONField(_("ord som inte är namn"), default=list)
    figures = models.JSONField(_("siffror vid mötet"), default=dict)
    checked_date = models.DateField(_("kontrollerat"), null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        indexes = [models.Index(fields=["sort", "planned_date"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class MeetingPoint(models.Model):
    """One point that is talked about: its heading, what to ask, and what was said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("nummer"))
    heading = models.CharField(_("punkt"), max_length=120)
    prompt = models.TextField(_("att tala om"), blank=True)
    notes = models.TextField(_("anteckningar"), blank=True)

    class Meta:
        verbose_name = _("punkt på ett möte")
        verbose_name_plural = _("punkter på ett möte")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_talk_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class MeetingDecision(models.Model):
    """A decision or a wish; remedies answer it as a cause, and a wish has an answer in words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=10, choices=list(OUTCOME_LABELS.items()))
    text = models.TextField(_("det som sades"))
    answer = models.TextField(_("svar"), blank=True)
    answered_date = models.DateField(_("besvarat"), null=True, blank=True)

    class Meta:
        verbose_name = _("beslut på ett möte")
        verbose_name_plural = _("beslut på ett möte")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, note=Secrecy.SECRET)
class HomeConsent(models.Model):
    """How many were asked to be visited at home and how many want to; who they are is on paper.

    `willing` is how many want to now, less those who have taken it back.
    """

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, primary_key=True, related_name="consent"
    )
    asked_date = models.DateField(_("frågade den"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked = models.PositiveSmallIntegerField(_("antal tillfrågade"))
    willing = models.PositiveSmallIntegerField(_("antal som vill"))
    taken_back = models.PositiveSmallIntegerField(_("antal som tagit tillbaka"), default=0)
    note = models.TextField(_("var listan finns"), blank=True)

    class Meta:
        verbose_name = _("samtycke till hembesök")
        verbose_name_plural = _("samtycken till hembesök")
        constraints = [
            models.CheckConstraint(
                condition=Q(willing__lte=models.F("asked")), name="no_more_want_than_were_asked"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ReportDespatch(models.Model):
    """A checked report sent to one of the receivers that its kind names."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="despatches")
    receiver = models.CharField(_("mottagare"), max_length=80)
    sent_date = models.DateField(_("skickat"))
    how = models.CharField(_("hur"), max_length=120, blank=True)
    by_name = models.CharField(_("vem"), max_length=200)

    class Meta:
        verbose_name = _("lämnad rapport")
        verbose_name_plural = _("lämnade rapporter")
        ordering = ("sent_date", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "receiver"], name="one_despatch_a_receiver")
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which roles open a meeting: those who lead meetings all at their
    units; staff and members of the board the kinds that are open to them."""
    found = Q(pk__in=[])
    if units := viewer.granted(SEE):
        found |= Q(unit_id__in=_below(units))
    for door, capability in DOORS.items():
        if units := viewer.granted(capability):
            of_kind = Meeting.objects.filter(sort__in=open_to(door)).values("case_id")
            allowed = Q(unit_id__in=_below(units), pk__in=of_kind)
            if door == "board":
                allowed &= _public() | Q(unit_id__in=_below(viewer.granted(HANDLE)))
            found |= allowed
    return found


def _public() -> Q:
    """Checked, or planned with nothing written of it yet."""
    noted = MeetingPoint.objects.exclude(notes="").values("meeting_id")
    decided = MeetingDecision.objects.values("meeting_id")
    unwritten = Q(state__in=PUBLIC_UNWRITTEN) & ~Q(pk__in=noted) & ~Q(pk__in=decided)
    return Q(state__in=PUBLIC) | unwritten


def _below(units: frozenset[Any]) -> Any:
    paths = UnitPath.objects.current().filter(ancestor_id__in=units)
    return paths.values_list("descendant_id", flat=True)
