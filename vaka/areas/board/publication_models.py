"""The copy of a notice or of minutes that anybody may read, and what was found in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.publication_rules import (
    CHOICE_LABELS,
    PUBLICATION_LABELS,
    TRACE_LABELS,
    Choice,
    PublicationState,
)
from vaka.foundation.files.models import StoredFile
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BoardPublication(models.Model):
    """One copy for everybody, from the search to the day it was taken down; `digest` is of the
    texts that were searched."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(
        "board.BoardMeeting", on_delete=models.PROTECT, related_name="publications"
    )
    minutes = models.ForeignKey("board.BoardMinutes", on_delete=models.PROTECT, null=True,
                                blank=True, related_name="publications")  # fmt: skip
    state = models.CharField(_("läge"), max_length=10, choices=list(PUBLICATION_LABELS.items()),
                             default=PublicationState.CHECKING)  # fmt: skip
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    words = models.CharField(_("vad som rättas"), max_length=500, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("publicerat"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("borttaget"), null=True, blank=True)
    withdrawn_why = models.CharField(_("varför"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("publicerad kopia")
        verbose_name_plural = _("publicerade kopior")
        ordering = ("-id",)


@classed(Kept.PASSING, Secrecy.SECRET)
class PublicationFinding(models.Model):
    """Something in a text that could tell who somebody is; what is masked loses its quote once
    the copy is published."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    publication = models.ForeignKey(
        BoardPublication, on_delete=models.CASCADE, related_name="findings"
    )
    trace = models.CharField(_("slag"), max_length=10, choices=list(TRACE_LABELS.items()))
    quote = models.CharField(_("ord"), max_length=200)
    around = models.CharField(_("sammanhang"), max_length=300, blank=True)
    count = models.PositiveSmallIntegerField(_("antal"), default=1)
    choice = models.CharField(_("bedömning"), max_length=10, choices=list(CHOICE_LABELS.items()),
                              default=Choice.UNJUDGED)  # fmt: skip
    reason = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fynd vid granskning")
        verbose_name_plural = _("fynd vid granskning")
        ordering = ("trace", "quote")
        constraints = [
            models.UniqueConstraint(fields=["publication", "quote"], name="one_finding_a_quote")
        ]
