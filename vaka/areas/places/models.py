"""Places to live, when they stand vacant, and what those who wait need, wish and have now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.places.rules import COUPLE_LABELS, STAY_LABELS, Couple
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Place(models.Model):
    """One flat or room in a home."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("nummer"), max_length=40)
    group = models.CharField(_("form"), max_length=20)
    rooms = models.PositiveSmallIntegerField(_("rum"), default=1)
    persons = models.PositiveSmallIntegerField(_("personer"), default=1)
    is_adapted = models.BooleanField(_("anpassad"), default=False)
    pets_allowed = models.BooleanField(_("husdjur får bo där"), default=False)
    smoking_allowed = models.BooleanField(_("rökning är tillåten"), default=False)
    words = models.CharField(_("annat"), max_length=300, blank=True)
    opened_date = models.DateField(_("finns från"))
    closed_date = models.DateField(_("finns till"), null=True, blank=True)

    class Meta:
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        ordering = ("unit__name", "number")
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_place_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET, from_date=Secrecy.INTERNAL, to_date=Secrecy.INTERNAL)
class Vacancy(models.Model):
    """A time during which a place stands vacant; it may be kept for somebody who was offered it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="vacancies")
    from_date = models.DateField(_("ledig från"))
    to_date = models.DateField(_("tillsatt"), null=True, blank=True)
    reserved_for = models.ForeignKey(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ledig plats")
        verbose_name_plural = _("lediga platser")
        ordering = ("from_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(to_date=None), name="one_vacancy_at_a_time"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class HousingNeed(models.Model):
    """What somebody who waits for a place needs and wishes for."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    couple = models.CharField(
        _("parboende"), max_length=5, default=Couple.ALONE, choices=list(COUPLE_LABELS.items())
    )
    needs_adapted = models.BooleanField(_("behöver anpassad lägenhet"), default=False)
    has_pet = models.BooleanField(_("har husdjur"), default=False)
    smokes = models.BooleanField(_("röker"), default=False)
    is_prioritised = models.BooleanField(_("prioriterad"), default=False)
    words = models.CharField(_("behov och önskemål i ord"), max_length=300, blank=True)
    wanted = models.ManyToManyField(Unit, related_name="+", blank=True)

    class Meta:
        verbose_name = _("bostadsbehov")
        verbose_name_plural = _("bostadsbehov")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Situation(AddedOnly):
    """Where somebody stays while waiting, from a day; nobody knows of other help where it is empty.

    A later row of the same day stands before an earlier one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    from_date = models.DateField(_("från"))
    stays = models.CharField(
        _("vistas"), max_length=10, blank=True, choices=list(STAY_LABELS.items())
    )
    has_other_help = models.BooleanField(_("annan beviljad insats"), null=True, blank=True)

    class Meta:
        verbose_name = _("läge under väntan")
        verbose_name_plural = _("lägen under väntan")
        ordering = ("from_date", "id")
        indexes = [models.Index(fields=["case", "from_date"])]
