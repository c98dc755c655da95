"""The line list, outbreaks, and vaccination round by round: no table holds who anybody is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.infections.rules import (
    CERTAINTY_LABELS,
    END_LABELS,
    INFECTED_LABELS,
    SEE,
    InfectionEnd,
)
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Outbreak(models.Model):
    """One agent that spreads at a unit."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    agent = models.CharField(_("smitta"), max_length=40)
    first_date = models.DateField(_("första sjukdag"))
    opened_date = models.DateField(_("öppnat"))
    is_by_rule = models.BooleanField(_("öppnat enligt regeln"))
    closed_date = models.DateField(_("avslutat"), null=True, blank=True)

    class Meta:
        verbose_name = _("utbrott")
        verbose_name_plural = _("utbrott")


class InfectionQuerySet(models.QuerySet["Infection"]):
    """The doors to the line list."""

    def visible_to(self, viewer: Viewer) -> "InfectionQuerySet":
        """Keep the cases at units where the viewer may see infections."""
        return self if viewer.everywhere else self.filter(unit__in=viewer.unit_ids(SEE))

    def counted(self) -> "InfectionQuerySet":
        """Leave out what turned out to be no infection."""
        return self.exclude(outcome=InfectionEnd.RULED_OUT)


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Infection(models.Model):
    """One suspected or confirmed case, by its number at the unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("nummer"))
    agent = models.CharField(_("smitta"), max_length=40)
    infected = models.CharField(_("vem"), max_length=10, choices=list(INFECTED_LABELS.items()))
    sick_date = models.DateField(_("första sjukdag"))
    certainty = models.CharField(
        _("säkerhet"), max_length=10, choices=list(CERTAINTY_LABELS.items())
    )
    confirmed_date = models.DateField(_("bekräftad"), null=True, blank=True)
    room = models.CharField(_("rum"), max_length=8, blank=True)
    outcome = models.CharField(
        _("utfall"), max_length=10, choices=list(END_LABELS.items()), blank=True
    )
    over_date = models.DateField(_("över"), null=True, blank=True)
    outbreak = models.ForeignKey(
        Outbreak, on_delete=models.PROTECT, null=True, blank=True, related_name="infections"
    )
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()

    objects = InfectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("smittfall")
        verbose_name_plural = _("smittfall")
        ordering = ("-sick_date", "-number")
        indexes = [models.Index(fields=["unit", "agent", "sick_date"])]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_infection_a_number"),
            models.CheckConstraint(
                condition=Q(outcome="", over_date=None)
                | (~Q(outcome="") & Q(over_date__isnull=False)),
                name="infection_ends_on_a_day",
            ),
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class VaccinationRound(models.Model):
    """One vaccine offered in one season, between two days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vaccine = models.CharField(_("vaccin"), max_length=40)
    season = models.CharField(_("säsong"), max_length=20)
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till"))

    class Meta:
        verbose_name = _("vaccinationsomgång")
        verbose_name_plural = _("vaccinationsomgångar")
        ordering = ("-to_date", "vaccine")
        constraints = [
            models.UniqueConstraint(fields=["vaccine", "season"], name="one_round_a_season")
        ]


@classed(Kept.ORGANISATION, Secrecy.SECRET)
class VaccinationCount(models.Model):
    """How many residents of a unit were offered, took and declined; numbers only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(VaccinationRound, on_delete=models.CASCADE, related_name="counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    offered = models.PositiveIntegerField(_("erbjudna"))
    vaccinated = models.PositiveIntegerField(_("vaccinerade"))
    declined = models.PositiveIntegerField(_("avstår"))
    counted_date = models.DateField(_("räknad"))
    counted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("räkning av vaccinerade")
        verbose_name_plural = _("räkningar av vaccinerade")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_vaccination_count_a_unit")
        ]
