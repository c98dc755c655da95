"""Who sits where and decides what by delegation, each from one date to another."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.access.models import Grant
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import SuccessionKind, Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class BodyKind(models.TextChoices):
    """What an elected body is (KL 2017:725 chapter 3)."""

    BOARD = "board", _("Nämnd")
    COMMITTEE = "committee", _("Utskott")


class Function(models.TextChoices):
    """What a person does in a body; an attester approves payments at a unit."""

    CHAIR = "chair", _("Ordförande")
    VICE_CHAIR = "vice_chair", _("Vice ordförande")
    MEMBER = "member", _("Ledamot")
    SUBSTITUTE = "substitute", _("Ersättare")
    ATTESTER = "attester", _("Attestant")


Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """The doors to rows that hold between two dates, both included."""

    def on(self, day: date) -> Self:
        """Keep what holds on a date."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Body(models.Model):
    """An elected body: the board or one of its committees."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=BodyKind)

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organ")
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Mandate(models.Model):
    """One person's seat in a body between two dates; never changed, only ended.

    `name` is what papers print; `person` is whose sign-in opens what the seat opens, so that two
    people of one name never share it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    name = models.CharField(_("namn"), max_length=200)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="mandates",
        verbose_name=_("konto"),
    )  # fmt: skip
    function = models.CharField(_("uppdrag"), max_length=20, choices=Function)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    responsibility = models.CharField(_("ansvar"), max_length=100, blank=True)
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"), null=True)

    objects = DatedQuerySet["Mandate"].as_manager()

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandat")
        ordering = ("body", "from_date", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="mandate_ends_after_start",
            )
        ]


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class DelegationPoint(models.Model):
    """One point of a body's delegation order between two dates (KL 2017:725 6:37)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="points")
    number = models.CharField(_("punkt"), max_length=20)
    text = models.CharField(_("ärende"), max_length=500)
    delegate = models.CharField(_("delegat"), max_length=200)
    law = models.CharField(_("lagrum"), max_length=100, blank=True)
    limit_amount = models.DecimalField(
        _("beloppsgräns"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    limit_unit = models.CharField(
        _("gränsen räknas i"), max_length=3, blank=True,
        choices=[("kr", _("Kronor")), ("pbb", _("Prisbasbelopp"))],
    )  # fmt: skip
    place = models.PositiveIntegerField(_("ordning"))
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"), null=True)

    objects = DatedQuerySet["DelegationPoint"].as_manager()

    class Meta:
        verbose_name = _("delegationspunkt")
        verbose_name_plural = _("delegationspunkter")
        ordering = ("body", "from_date", "place")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="point_ends_after_start",
            )
        ]


class ReorganisationState(models.TextChoices):
    """How far a change of the organisation has come."""

    PLANNED = "planned", _("Planerad")
    DONE = "done", _("Genomförd")
    WITHDRAWN = "withdrawn", _("Ångrad")
    REVERSED = "reversed", _("Återställd")


class RoleChoice(models.TextChoices):
    """What becomes of the roles at a unit that closes."""

    CARRY = "carry", _("Följer med till den nya enheten")
    END = "end", _("Avslutas dagen före")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Reorganisation(models.Model):
    """A change of units decided for a date: nothing happens before it, and it can be reversed.

    `before` holds by a unit's code what it was called and under which unit's code it stood;
    `ended` and `given` are the roles that the change ended and gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("slag"), max_length=10, choices=SuccessionKind)
    on_date = models.DateField(_("från och med"))
    reason = models.CharField(_("beslut eller skäl"), max_length=1000)
    units = models.ManyToManyField(Unit, related_name="reorganisations")
    target = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("nytt namn"), max_length=200, blank=True)
    parts = models.JSONField(_("nya enheter"), default=list)
    heir = models.CharField(_("tar över öppna ärenden"), max_length=40, blank=True)
    roles = models.CharField(_("roller"), max_length=10, choices=RoleChoice, blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=ReorganisationState, default=ReorganisationState.PLANNED
    )
    before = models.JSONField(default=dict)
    ended = models.ManyToManyField(Grant, related_name="+")
    given = models.ManyToManyField(Grant, related_name="+")
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    planned_by = models.CharField(_("planerad av"), max_length=200, blank=True)
    planned_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("omorganisation")
        verbose_name_plural = _("omorganisationer")
        ordering = ("-on_date", "-planned_at")
        indexes = [models.Index(fields=["state", "on_date"])]
