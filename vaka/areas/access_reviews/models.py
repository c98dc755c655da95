"""Reviews of who may do what, each role as it stood and what was found of it."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.access_reviews.rules import KINDS, VERDICTS, GrantVerdict, ReviewKind
from vaka.foundation.access.models import Grant
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class AccessReview(models.Model):
    """A review of the roles in force on the day it was opened; `previous` is the one to compare
    with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("gäller"), max_length=12,
                            choices=[(one.value, KINDS[one]) for one in ReviewKind])  # fmt: skip
    period = models.CharField(_("period"), max_length=24)
    opened_on = models.DateField(_("öppnad"))
    due_date = models.DateField(_("klar senast"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("slutsats"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("genomgång av behörigheter")
        verbose_name_plural = _("genomgångar av behörigheter")
        ordering = ("-opened_on", "kind")
        constraints = [
            models.UniqueConstraint(fields=["kind", "period"], name="one_access_review_a_period")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class AccessReviewItem(models.Model):
    """One role of one person at one unit, as it stood, and what was found of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.ForeignKey(AccessReview, on_delete=models.CASCADE, related_name="items")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(_("vem"), max_length=200)
    role = models.CharField(_("roll"), max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(_("enhet"), max_length=200)
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)
    is_new = models.BooleanField(_("ny sedan förra genomgången"), default=False)
    verdict = models.CharField(
        _("bedömning"), max_length=10, default=GrantVerdict.WAITING.value,
        choices=[(one.value, VERDICTS[one]) for one in GrantVerdict],
    )  # fmt: skip
    words = models.CharField(_("anteckning"), max_length=500, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("behörighet i genomgång")
        verbose_name_plural = _("behörigheter i genomgång")
        ordering = ("unit_name", "person_name", "role")
        constraints = [
            models.UniqueConstraint(fields=["review", "grant"], name="one_grant_a_review")
        ]

    @staticmethod
    def keep(review: AccessReview, grants: Iterable[Grant]) -> None:
        """Keep roles in a review as they stand; those that the one before lacked are new."""
        before = review.previous
        known = set(before.items.values_list("grant_id", flat=True)) if before else None
        AccessReviewItem.objects.bulk_create(
            AccessReviewItem(
                review=review, grant=one, person=one.person, person_name=one.person.name,
                role=one.role, unit=one.unit, unit_name=one.unit.name, from_date=one.from_date,
                to_date=one.to_date, is_new=known is not None and one.pk not in known,
            )
            for one in grants
        )  # fmt: skip
