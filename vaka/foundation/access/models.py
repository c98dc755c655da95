"""Roles given to people at units, from one date to another."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class GrantQuerySet(models.QuerySet["Grant"]):
    """The doors to grants."""

    def in_force(self, on: date) -> "GrantQuerySet":
        """Keep the grants that hold on a date, so "who could read this then" has an answer."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=on), from_date__lte=on)

    def own(self) -> "GrantQuerySet":
        """Keep the grants that are not lent to a stand-in for somebody's absence."""
        return self.exclude(pk__in=Absence.grants.through.objects.values("grant_id"))


@classed(Kept.LOG, Secrecy.INTERNAL)
class Grant(models.Model):
    """One role for one person at one unit and those below; once it has begun it is only ended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("roll"), max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)
    reason = models.CharField(_("skäl"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("behörighet")
        verbose_name_plural = _("behörigheter")
        ordering = ("from_date",)
        indexes = [models.Index(fields=["person", "from_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=models.F("from_date")),
                name="grant_ends_after_start",
            )
        ]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """The doors to absences."""

    def in_force(self, on: date) -> "AbsenceQuerySet":
        """Keep the absences of a date."""
        return self.filter(from_date__lte=on, to_date__gte=on)


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class Absence(models.Model):
    """Somebody is away from one day to another, and another stands in.

    What the stand-in may see comes from `grants` alone, which hold for the same days.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    stand_in = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standing_in")
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"))
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    grants = models.ManyToManyField(Grant, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("frånvaro")
        verbose_name_plural = _("frånvaro")
        ordering = ("from_date",)
        indexes = [
            models.Index(fields=["person", "to_date"]),
            models.Index(fields=["stand_in", "to_date"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=models.F("from_date")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(person=models.F("stand_in")), name="nobody_stands_in_for_oneself"
            ),
        ]


@classed(Kept.PASSING, Secrecy.SECRET)
class Knock(models.Model):
    """How many messages came from one address, or from all, in one span of time.

    The address itself is never kept: `key` is a keyed digest that changes every day.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=64)
    window_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("räknare för inkommande")
        verbose_name_plural = _("räknare för inkommande")
        constraints = [
            models.UniqueConstraint(fields=["key", "window_at"], name="one_knock_a_window")
        ]
