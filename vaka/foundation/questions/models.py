"""Stored answers, drafts on their way, and doors: codes on walls that lead to a form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, values=Secrecy.SECRET)
class Answers(models.Model):
    """What was answered to one set of one version; a superseded set still shows it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    set_code = models.CharField(max_length=60)
    set_version = models.PositiveIntegerField()
    values = models.JSONField(_("svar"), default=dict)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("svar på frågor")
        verbose_name_plural = _("svar på frågor")
        constraints = [
            models.UniqueConstraint(fields=["case", "set_code"], name="one_answer_a_set")
        ]


@classed(Kept.PASSING, Secrecy.INTERNAL, values=Secrecy.SECRET)
class Draft(models.Model):
    """A form that somebody is filling in, field by field; goes when it is sent or grows old."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=30)
    client_id = models.UUIDField()
    values = models.JSONField(_("svar"), default=dict)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("utkast")
        verbose_name_plural = _("utkast")
        ordering = ("-changed_at",)
        indexes = [models.Index(fields=["changed_at"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "form", "client_id"], name="one_draft_a_form")
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Door(models.Model):
    """A QR code on a wall: it leads to a form with unit and place suggested."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(_("kod"), max_length=12, unique=True)
    form = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="doors")
    place = models.CharField(_("plats"), max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("QR-dörr")
        verbose_name_plural = _("QR-dörrar")
        ordering = ("unit__name", "place")
