"""Editions of the annual accounts, their sections with history, requests, margin and results."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.accounts.rules import (
    REMARK_LABELS,
    REQUEST_KIND_LABELS,
    SECTION_LABELS,
    SEE,
    RemarkEnd,
    RequestState,
    SectionState,
)
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Edition(models.Model):
    """One version of a year's report while people write it, and the report it was frozen into."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    name = models.CharField(_("berättelse"), max_length=60)
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    correction = models.TextField(_("vad som rättas"), blank=True)
    snapshot = models.CharField(_("uttag"), max_length=40, blank=True)
    figures_at = models.DateTimeField(_("siffrorna hämtade"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("fryst"), null=True, blank=True)
    report_id = models.UUIDField(_("rapport"), null=True, blank=True)

    class Meta:
        verbose_name = _("berättelse")
        verbose_name_plural = _("berättelser")
        indexes = [models.Index(fields=["name", "year"])]


class SectionQuerySet(models.QuerySet["Section"]):
    """The doors to sections."""

    def visible_to(self, viewer: "Viewer") -> "SectionQuerySet":
        """Keep the sections of units where the viewer reads editions, and those asked for."""
        if viewer.everywhere:
            return self
        person = viewer.person
        asked = SectionRequest.objects.filter(
            Q(case__owner=person) | Q(case__parties__person=person, case__parties__part=Part.READER)
        ).exclude(case__state=RequestState.WITHDRAWN)
        return self.filter(
            Q(unit_id__in=viewer.unit_ids(SEE)) | Q(pk__in=asked.values("section_id"))
        )


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Section(models.Model):
    """One text under a heading of an edition; a part given by a unit stands under its section."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    above = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(_("avsnitt"), max_length=80)
    title = models.CharField(_("rubrik"), max_length=200)
    place = models.PositiveSmallIntegerField(_("ordning"))
    level = models.PositiveSmallIntegerField(_("nivå"), default=2)
    law = models.CharField(_("lagrum"), max_length=300, blank=True)
    role = models.CharField(_("vem svarar"), max_length=40, blank=True)
    required = models.BooleanField(_("måste ha text"), default=False)
    state = models.CharField(
        _("läge"), max_length=12, choices=list(SECTION_LABELS.items()),
        default=SectionState.NOT_BEGUN,
    )  # fmt: skip
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    saved_by_name = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(_("årets siffror"), default=dict)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("avsnitt i en berättelse")
        verbose_name_plural = _("avsnitt i berättelser")
        ordering = ("place", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], condition=Q(above=None), name="one_section_a_heading"
            )
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class SectionText(AddedOnly):
    """A section as it stood before somebody else, or somebody after a pause, went on writing."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tidigare text")
        verbose_name_plural = _("tidigare texter")
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["section", "version"], name="one_text_of_a_version")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class SectionRequest(models.Model):
    """A section, or a part of one, that somebody is asked to write by a day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("slag"), max_length=8, choices=list(REQUEST_KIND_LABELS.items()))
    words = models.TextField(_("vad som begärs"), blank=True)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("begäran om text")
        verbose_name_plural = _("begäranden om text")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Remark(models.Model):
    """What stands in a section's margin: a comment, a suggestion, or a sentence from figures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(_("slag"), max_length=10, choices=list(REMARK_LABELS.items()))
    old = models.TextField(_("stycket som det står"), blank=True)
    new = models.TextField(_("ord"))
    source = models.CharField(_("varifrån"), max_length=200, blank=True)
    end = models.CharField(_("hur det gick"), max_length=8, default=RemarkEnd.OPEN)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("anmärkning i marginalen")
        verbose_name_plural = _("anmärkningar i marginalen")
        ordering = ("at", "id")
        indexes = [models.Index(fields=["section", "end"])]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class AnsweredFinding(models.Model):
    """A question of the figure check that somebody has answered: the text is right, and why."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)
    words = models.CharField(_("svar"), max_length=300)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("besvarad fråga från siffergranskningen")
        verbose_name_plural = _("besvarade frågor från siffergranskningen")
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_answer_a_finding")
        ]


@classed(Kept.PASSING, Secrecy.INTERNAL)
class Presence(models.Model):
    """Who has a section open, as far as is known; only the last moment is kept."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("närvaro vid ett avsnitt")
        verbose_name_plural = _("närvaro vid avsnitt")
        constraints = [
            models.UniqueConstraint(fields=["section", "person"], name="one_presence_a_person")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class ResultRow(models.Model):
    """One area of the result table: goal, result over years, analysis, remedy, source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="results")
    key = models.CharField(_("område"), max_length=80)
    place = models.PositiveSmallIntegerField(_("ordning"))
    area = models.CharField(_("område"), max_length=120)
    goal = models.CharField(_("mål"), max_length=200)
    measure = models.CharField(_("mått"), max_length=60, blank=True)
    values = models.JSONField(_("resultat"), default=dict)
    reached = models.CharField(_("mot målet"), max_length=10, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    analysis = models.TextField(_("analys"), blank=True)
    action = models.TextField(_("åtgärd"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("rad i resultattabellen")
        verbose_name_plural = _("rader i resultattabellen")
        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_result_an_area")
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which an edition opens: by role at its unit, or by a section."""
    sections = Section.objects.visible_to(viewer)
    return Q(unit_id__in=_below(viewer)) | Q(pk__in=sections.values("edition_id"))


def opens_request(viewer: "Viewer") -> Q:
    """Give the condition under which a request opens: to whom it is put, and by role there."""
    return Q(owner=viewer.person) | Q(unit_id__in=_below(viewer))


def _below(viewer: "Viewer") -> Any:
    units = viewer.granted(SEE)
    return UnitPath.objects.current().filter(ancestor_id__in=units).values("descendant_id")
