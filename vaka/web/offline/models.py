"""Enrolled phones, who uses them, the tokens reports travel by, and what came of each report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed
from vaka.web.offline.rules import ENROL, KeptWhy

WHY_LABELS = {
    KeptWhy.REVOKED: _("Telefonen var spärrad när rapporten kom."),
    KeptWhy.STRANGER: _("Telefonen kändes inte igen när rapporten kom."),
    KeptWhy.TOKEN: _("Rapportens engångskod gällde inte."),
    KeptWhy.OPENING: _("Rapporten gick inte att öppna med Vakas nyckel."),
    KeptWhy.UNCLEAR: _("Något svar saknas eller går inte att läsa."),
    KeptWhy.NOT_ALLOWED: _("Den som skrev får inte längre rapportera på enheten."),
    KeptWhy.RULE: _("En regel sa nej."),
    KeptWhy.FAULT: _("Något gick fel hos oss när rapporten lades in."),
}
WHY_CHOICES = [(why.value, words) for why, words in WHY_LABELS.items()]


class DeviceQuerySet(models.QuerySet["EnrolledDevice"]):
    """The doors to phones."""

    def visible_to(self, viewer: Viewer) -> "DeviceQuerySet":
        """Keep the phones of the units whose phones the viewer enrols."""
        return self if viewer.everywhere else self.filter(unit_id__in=viewer.unit_ids(ENROL))

    def in_use(self) -> "DeviceQuerySet":
        """Keep those that are not revoked."""
        return self.filter(revoked_at=None)


@classed(Kept.LOG, Secrecy.INTERNAL, digest=Secrecy.SECRET)
class EnrolledDevice(models.Model):
    """A phone that a unit's manager has enrolled; only a digest of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("namn"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    enrolled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    enrolled_at = models.DateTimeField(_("godkänd"), auto_now_add=True)
    seen_at = models.DateTimeField(_("sågs senast"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("spärrad"), null=True, blank=True)
    revoked_why = models.CharField(_("skäl"), max_length=200, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("telefon")
        verbose_name_plural = _("telefoner")
        ordering = ("name",)


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL, pin=Secrecy.SECRET)
class DeviceUser(models.Model):
    """Somebody who has signed in fully on a phone, and the hash of the PIN they chose for it."""

    device = models.ForeignKey(EnrolledDevice, on_delete=models.CASCADE, related_name="users")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    full_sign_in_at = models.DateTimeField()
    pin = models.CharField(max_length=128, blank=True)
    failed_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("användare av en telefon")
        verbose_name_plural = _("användare av telefoner")
        constraints = [
            models.UniqueConstraint(fields=["device", "person"], name="one_user_a_device")
        ]


@classed(Kept.PASSING, Secrecy.INTERNAL, digest=Secrecy.SECRET)
class ReportToken(models.Model):
    """A token that lets one report in, in the name of whom it was given to, from one phone."""

    digest = models.CharField(max_length=64, primary_key=True)
    device = models.ForeignKey(EnrolledDevice, on_delete=models.CASCADE, related_name="tokens")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_for = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("engångskod för en rapport")
        verbose_name_plural = _("engångskoder för rapporter")
        indexes = [
            models.Index(
                fields=["device", "person"], condition=Q(used_for=None), name="unused_tokens"
            )
        ]


@classed(Kept.LOG, Secrecy.INTERNAL)
class ReportReceipt(models.Model):
    """A phone's report that became a case; the same report again gives the same answer."""

    client_id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(EnrolledDevice, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kvitto på en rapport")
        verbose_name_plural = _("kvitton på rapporter")


class KeptReportQuerySet(models.QuerySet["KeptReport"]):
    """The doors to kept reports."""

    def visible_to(self, viewer: Viewer) -> "KeptReportQuerySet":
        """Keep those from the phones the viewer enrols."""
        if viewer.everywhere:
            return self
        return self.filter(device__unit_id__in=viewer.unit_ids(ENROL))

    def waiting(self) -> "KeptReportQuerySet":
        """Keep those nobody has dealt with."""
        return self.filter(settled_at=None)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, sealed=Secrecy.SECRET, errors=Secrecy.SECRET,
         settled_words=Secrecy.SECRET)  # fmt: skip
class KeptReport(models.Model):
    """A sealed report that could not become a case by itself; kept as it came, never dropped."""

    client_id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(EnrolledDevice, on_delete=models.PROTECT, related_name="kept")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    saved_at = models.DateTimeField(_("sparad på telefonen"))
    sealed = models.JSONField()
    why = models.CharField(_("skäl"), max_length=20, choices=WHY_CHOICES)
    errors = models.JSONField(default=dict)
    kept_at = models.DateTimeField(_("kom"), auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_words = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    objects = KeptReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport som väntar på chefen")
        verbose_name_plural = _("rapporter som väntar på chefen")
        ordering = ("-kept_at",)
