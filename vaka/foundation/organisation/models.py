"""The principal, its dated tree of units, and the values it has decided for itself."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class UnitKind(models.TextChoices):
    """What a unit is; the form of housing decides which rules are its own (SoL 2025:400 8:4)."""

    PRINCIPAL = "principal", _("Huvudman")
    ADMINISTRATION = "administration", _("Förvaltning")
    DISTRICT = "district", _("Verksamhetsområde")
    SPECIAL_HOUSING = "special_housing", _("Särskilt boende")
    SHORT_TERM = "short_term", _("Korttidsboende")
    WARD = "ward", _("Avdelning")
    HOME_CARE = "home_care", _("Hemtjänst")
    NIGHT_PATROL = "night_patrol", _("Nattpatrull")
    HEALTH_CARE = "health_care", _("Hälso- och sjukvård")
    DAY_CARE = "day_care", _("Dagverksamhet")
    FUNCTIONAL_SUPPORT = "functional_support", _("Funktionsstöd")
    CASE_OFFICE = "case_office", _("Biståndsenhet")
    INTERNAL_SUPPORT = "internal_support", _("Internt stöd")
    SOCIAL_CARE = "social_care", _("Individ- och familjeomsorg")
    REFERENCE = "reference", _("Jämförelsekommun")


class Operator(models.TextChoices):
    """Who runs a unit."""

    OWN = "own", _("Egen regi")
    CONTRACTED = "contracted", _("Entreprenad")


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Principal(models.Model):
    """The municipality: one a database, since each is its own controller by law."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(_("namn"), max_length=200)
    organisation_number = models.CharField(_("organisationsnummer"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("huvudman")
        verbose_name_plural = _("huvudmän")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_principal")]


class UnitQuerySet(models.QuerySet["Unit"]):
    """The doors to units."""

    def in_force(self, on: date) -> "UnitQuerySet":
        """Keep the units that exist on a date."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on),
            valid_from__lte=on,
        )

    def below(self, *ancestors: "Unit") -> "UnitQuerySet":
        """Keep the units at or below any of these in today's tree, closed ones included."""
        paths = UnitPath.objects.current().filter(ancestor__in=ancestors)
        return self.filter(id__in=paths.values("descendant_id"))

    def visible_to(self, viewer: "Viewer") -> "UnitQuerySet":
        """Keep the units a viewer has a role at or above; reference units are seen by all."""
        if viewer.everywhere:
            return self
        return self.filter(Q(id__in=viewer.unit_ids()) | Q(is_reference=True))


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Unit(models.Model):
    """One unit; its name and place in the tree are dated in `UnitSpell`, today's copied here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(_("kod"), max_length=40, unique=True, allow_unicode=True)
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=30, choices=UnitKind)
    operator = models.CharField(
        _("drivs av"), max_length=20, choices=Operator, default=Operator.OWN
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    is_reference = models.BooleanField(_("jämförelse"), default=False)
    places = models.PositiveIntegerField(_("platser"), null=True, blank=True)
    hsa_id = models.CharField(_("HSA-id"), max_length=40, blank=True)
    valid_from = models.DateField(_("gäller från"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="unit_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class UnitSpell(models.Model):
    """What a unit was called and where it stood between two dates."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="spells")
    name = models.CharField(_("namn"), max_length=200)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("enhetens namn och plats")
        verbose_name_plural = _("enheters namn och platser")
        ordering = ("unit", "valid_from")


class UnitPathQuerySet(models.QuerySet["UnitPath"]):
    """The doors to the tree."""

    def current(self) -> "UnitPathQuerySet":
        """Keep today's tree; a closed unit stays where it last stood."""
        return self.filter(valid_until=None)

    def on(self, day: date) -> "UnitPathQuerySet":
        """Keep the tree as it was on a date."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class UnitPath(models.Model):
    """Closure of the tree with validity, so that a subtree of any date is one join."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="paths")
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = UnitPathQuerySet.as_manager()

    class Meta:
        verbose_name = _("väg i organisationen")
        verbose_name_plural = _("vägar i organisationen")
        indexes = [
            models.Index(fields=["ancestor", "valid_until", "descendant"]),
            models.Index(fields=["descendant", "valid_until"]),
        ]


class SuccessionKind(models.TextChoices):
    """What happened to units on a date."""

    MERGE = "merge", _("Sammanslagning")
    SPLIT = "split", _("Delning")
    RENAME = "rename", _("Namnbyte")
    MOVE = "move", _("Flytt")
    CLOSE = "close", _("Nedläggning")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Succession(models.Model):
    """A recorded re-organisation, so that figures can be cut by the tree of then or of now."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("slag"), max_length=10, choices=SuccessionKind)
    on_date = models.DateField(_("från och med"))
    reason = models.TextField(_("skäl"), max_length=1000)
    predecessors = models.ManyToManyField(Unit, related_name="followed_by")
    successors = models.ManyToManyField(Unit, related_name="follows")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("omorganisation")
        verbose_name_plural = _("omorganisationer")
        ordering = ("-on_date",)


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class LocalValue(models.Model):
    """A dated local value (threshold, target, night hours); its type is declared in `law.local`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(_("värde"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True)
    text = models.CharField(_("innehåll"), max_length=200)
    valid_from = models.DateField(_("gäller från"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    reason = models.CharField(_("beslut eller skäl"), max_length=300)

    class Meta:
        verbose_name = _("lokalt värde")
        verbose_name_plural = _("lokala värden")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "unit", "valid_from"],
                name="one_local_value_a_day",
                nulls_distinct=False,
            )
        ]
