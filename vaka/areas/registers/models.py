"""From when till when a quality register is used at a unit, and what takes its place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class RegisterUseQuerySet(models.QuerySet["RegisterUse"]):
    """The doors to what is told of registers."""

    def standing(self) -> "RegisterUseQuerySet":
        """Keep the rows that have not been removed."""
        return self.filter(removed_at=None)


@classed(
    Kept.ORGANISATION, Secrecy.OPEN, begin_words=Secrecy.INTERNAL, end_words=Secrecy.INTERNAL,
    removed_words=Secrecy.INTERNAL,
)  # fmt: skip
class RegisterUse(models.Model):
    """That a unit, with those below, uses a register between two days; a wrong row is removed
    with its reason and stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    register = models.CharField(_("register"), max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField(_("används från och med"))
    until_date = models.DateField(_("används till och med"), null=True, blank=True)
    replaced_by = models.CharField(_("ersätts av"), max_length=40, blank=True)
    begin_words = models.CharField(_("varför det började"), max_length=300)
    begun_by = models.CharField(_("beslutad av"), max_length=200)
    begun_at = models.DateTimeField(auto_now_add=True)
    end_words = models.CharField(_("varför det slutade"), max_length=300, blank=True)
    ended_by = models.CharField(_("avslutad av"), max_length=200, blank=True)
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)
    removed_by = models.CharField(_("borttagen av"), max_length=200, blank=True)
    removed_words = models.CharField(_("varför raden togs bort"), max_length=300, blank=True)

    objects = RegisterUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("användning av ett register")
        verbose_name_plural = _("användning av register")
        ordering = ("register", "unit__name", "from_date")
        constraints = [
            models.UniqueConstraint(
                fields=["register", "unit", "from_date"], condition=Q(removed_at=None),
                name="one_register_use_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
                name="register_use_ends_after_start",
            ),
        ]  # fmt: skip
