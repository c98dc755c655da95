"""Keys to the read-only feed, data sets chosen for the public, and what was published of them."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.open_data.rules import (
    ISSUE,
    LICENCE_LABELS,
    METHOD_LABELS,
    PUBLISH,
    DisclosureMethod,
    KeyStanding,
    Licence,
    standing,
)  # fmt: skip
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class FeedKeyQuerySet(models.QuerySet["FeedKey"]):
    """The doors to keys."""

    def visible_to(self, viewer: Viewer) -> "FeedKeyQuerySet":
        """Keep the keys of the units where the viewer issues keys."""
        return self if viewer.everywhere else self.filter(unit_id__in=viewer.unit_ids(ISSUE))


@classed(Kept.LOG, Secrecy.INTERNAL, digest=Secrecy.SECRET)
class FeedKey(models.Model):
    """A key to the read-only feed: a person's own, or a system's. Only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("vad nyckeln används till"), max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"))
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("utfärdad"), auto_now_add=True)
    used_at = models.DateTimeField(_("användes senast"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("spärrad"), null=True, blank=True)
    revoked_why = models.CharField(_("skäl"), max_length=200, blank=True)

    objects = FeedKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("nyckel till flödet")
        verbose_name_plural = _("nycklar till flödet")
        ordering = ("name", "issued_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=models.F("from_date")), name="feed_key_ends_after_start"
            )
        ]

    def standing(self, today: date) -> KeyStanding:
        """Say how the key stands on a day."""
        revoked = timezone.localdate(self.revoked_at) if self.revoked_at else None
        return standing(self.from_date, self.to_date, revoked, today)


class DatasetQuerySet(models.QuerySet["Dataset"]):
    """The doors to data sets."""

    def visible_to(self, viewer: Viewer) -> "DatasetQuerySet":
        """Keep the data sets of the units where the viewer publishes."""
        return self if viewer.everywhere else self.filter(unit_id__in=viewer.unit_ids(PUBLISH))


@classed(Kept.REPORT, Secrecy.OPEN, made_by=Secrecy.INTERNAL)
class Dataset(models.Model):
    """What somebody has chosen for the public: measures, units, years, cut, method and terms."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(_("adress"), max_length=60, unique=True)
    title = models.CharField(_("rubrik"), max_length=120)
    description = models.TextField(_("beskrivning"), max_length=2000)
    measures = models.JSONField(_("mått"), default=list)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    first_year = models.PositiveIntegerField(_("från år"))
    last_year = models.PositiveIntegerField(_("till år"))
    cut = models.CharField(_("indelning"), max_length=20, blank=True)
    method = models.CharField(
        _("röjandeskydd"),
        max_length=10,
        choices=list(METHOD_LABELS.items()),
        default=DisclosureMethod.HIDE,
    )
    licence = models.CharField(
        _("licens"), max_length=20, choices=list(LICENCE_LABELS.items()), default=Licence.CC0
    )
    contact_name = models.CharField(_("kontakt"), max_length=120)
    contact_email = models.EmailField(_("kontaktens e-post"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("sparad"), auto_now_add=True)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = _("datamängd")
        verbose_name_plural = _("datamängder")
        ordering = ("title",)

    @property
    def years(self) -> str:
        """The years as written: one, or the first and the last."""
        first, last = self.first_year, self.last_year
        return str(first) if first == last else f"{first}–{last}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The doors to what was published."""

    def live(self) -> "ReleaseQuerySet":
        """Keep the newest release of each data set, unless it has been withdrawn."""
        newest = (
            Release.objects.filter(dataset=models.OuterRef("dataset")).order_by("-number")
        ).values("number")[:1]
        return self.filter(withdrawn_at=None, number=models.Subquery(newest))


@classed(
    Kept.REPORT, Secrecy.OPEN, published_by=Secrecy.INTERNAL, withdrawn_by=Secrecy.INTERNAL,
    withdrawn_why=Secrecy.INTERNAL,
)  # fmt: skip
class Release(models.Model):
    """One publication of a data set, frozen: rows as they were given out, and their definitions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("version"))
    rows = models.JSONField(_("rader"), default=list)
    definitions = models.JSONField(_("definitioner"), default=list)
    hidden = models.PositiveIntegerField(_("dolda rader"))
    limit = models.PositiveIntegerField(_("minsta tal"))
    snapshot = models.CharField(_("uttag"), max_length=80)
    published_at = models.DateTimeField(_("publicerad"))
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("avpublicerad"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(_("skäl"), max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("publicering")
        verbose_name_plural = _("publiceringar")
        ordering = ("dataset", "-number")
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="one_release_a_number")
        ]
