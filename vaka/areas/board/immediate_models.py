"""Who decides at once of care, in which order, and what was decided."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.immediate_rules import CARE_LAW_LABELS
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class DeciderQuerySet(models.QuerySet["Decider"]):
    """The door to an order of deciders, which is no secret."""

    def on(self, day: date) -> Self:
        """Keep the order that holds on a day, the first decider first."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class Decider(models.Model):
    """One place in a body's order of those who decide at once, between two dates."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    place = models.PositiveSmallIntegerField(_("plats"))
    name = models.CharField(_("namn"), max_length=200)
    paragraph = models.CharField(_("nämndens beslut"), max_length=80, blank=True)
    from_date = models.DateField(_("från och med"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)

    objects = DeciderQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslutsfattare vid omedelbart omhändertagande")
        verbose_name_plural = _("beslutsfattare vid omedelbart omhändertagande")
        ordering = ("body", "-from_date", "place")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class ImmediateDecision(models.Model):
    """A decision to take somebody into care at once, known by its file's number, with what is to
    be done next and by when; `item` is where the body is told of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    law = models.CharField(_("lagrum"), max_length=4, choices=list(CARE_LAW_LABELS.items()))
    reference = models.CharField(_("aktens nummer"), max_length=40)
    decided_date = models.DateField(_("beslutat"))
    decided_time = models.TimeField(_("klockan"), null=True, blank=True)
    decider = models.ForeignKey(Decider, on_delete=models.PROTECT, related_name="decisions")
    passed_over = models.CharField(_("varför inte den före"), max_length=500, blank=True)
    taken_date = models.DateField(_("omhändertagen"), null=True, blank=True)
    step = models.CharField(_("nästa steg"), max_length=200)
    due_date = models.DateField(_("senast"))
    done_date = models.DateField(_("gjort"), null=True, blank=True)
    submitted_date = models.DateField(_("underställt"), null=True, blank=True)
    court_number = models.CharField(_("domstolens nummer"), max_length=40, blank=True)
    item = models.ForeignKey("board.BoardItem", on_delete=models.SET_NULL, null=True, blank=True,
                             related_name="immediates")  # fmt: skip

    class Meta:
        verbose_name = _("beslut om omedelbart omhändertagande")
        verbose_name_plural = _("beslut om omedelbart omhändertagande")
        ordering = ("-decided_date", "-id")
