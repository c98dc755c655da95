"""The log: every change and every read of secret things; append-only and hash-chained."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person, Subject
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class AppendOnly(TypeError):
    """Somebody tried to change or remove a row that may only be added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A door that adds and reads, and refuses the rest."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly(self.model.__name__)


class AddedOnly(models.Model):
    """Rows that are added and read, never changed or removed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add only."""
        if not self._state.adding:
            raise AppendOnly(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly(type(self).__name__)


class AuditKind(models.TextChoices):
    """What sort of act a row tells of (HSLF-FS 2016:40 4 ch. 9 §)."""

    CHANGE = "change", _("Ändring")
    READ = "read", _("Läsning")
    ACCESS = "access", _("Inloggning")
    REFUSED = "refused", _("Nekat")


@classed(Kept.LOG, Secrecy.INTERNAL, data=Secrecy.SECRET, object_id=Secrecy.SECRET)
class AuditRow(AddedOnly):
    """Who did what, to which object, at which unit, when; before and after in `data`.

    `place` and `digest` are given when the worker seals the row into the chain.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("tid"), db_index=True)
    actor = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(_("vem"), max_length=200)
    role = models.CharField(_("roll"), max_length=40, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(_("slag"), max_length=10, choices=AuditKind)
    verb = models.CharField(_("vad"), max_length=80)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    place = models.BigIntegerField(null=True, unique=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("loggrad")
        verbose_name_plural = _("loggrader")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["actor", "at"]),
        ]


@classed(Kept.LOG, Secrecy.OPEN)
class AuditDay(models.Model):
    """The last digest of a closed day; it may be published, and holds nobody's data.

    It stays when the day's rows are disposed, and the chain is then walked from it on.
    """

    day = models.DateField(primary_key=True)
    last_place = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    closed_at = models.DateTimeField(auto_now_add=True)
    disposed_at = models.DateTimeField(_("gallrad"), null=True, blank=True)

    class Meta:
        verbose_name = _("loggens dagssumma")
        verbose_name_plural = _("loggens dagssummor")
        ordering = ("-day",)
