"""Boards that people have made, with their tiles."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures.queries import SEE
from vaka.areas.scorecards.rules import SPAN_LABELS
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """The doors to boards."""

    def visible_to(self, viewer: Viewer) -> "ScorecardQuerySet":
        """Keep one's own, and those shared at units whose figures one may see or that one's own
        units lie below; the figures themselves are always asked for anew."""
        if viewer.everywhere:
            return self
        granted = list(viewer.granted(SEE))
        above = UnitPath.objects.current().filter(descendant_id__in=granted)
        reached = Q(unit_id__in=viewer.unit_ids(SEE)) | Q(unit__in=above.values("ancestor_id"))
        shared = self.filter(Q(is_shared=True) & reached)
        return shared if viewer.person is None else shared | self.filter(owner=viewer.person)


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class Scorecard(models.Model):
    """A board of a few measures; what is removed can be taken back, and is never shown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("namn"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField(_("delad med enheten"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("styrtavla")
        verbose_name_plural = _("styrtavlor")
        ordering = ("name", "id")


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class ScorecardTile(models.Model):
    """One measure on a board, in its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="tiles")
    place = models.PositiveSmallIntegerField(_("plats"))
    measure = models.CharField(_("mått"), max_length=80)
    span = models.CharField(_("visar"), max_length=10, choices=list(SPAN_LABELS.items()))
    cut = models.CharField(_("del av måttet"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("ruta på en styrtavla")
        verbose_name_plural = _("rutor på styrtavlor")
        ordering = ("place",)
