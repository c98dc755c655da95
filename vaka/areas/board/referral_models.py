"""A consultation or motion that a body must answer by a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.referral_rules import (
    ANSWERING_LABELS,
    REFERRAL_LABELS,
    Answering,
    ReferralSort,
)
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, answer=Secrecy.SECRET)
class BoardReferral(models.Model):
    """What was sent to the body for an answer; the item it is prepared in has the day and the
    diary number."""

    item = models.OneToOneField("board.BoardItem", on_delete=models.CASCADE, primary_key=True,
                                related_name="referral")  # fmt: skip
    sort = models.CharField(_("slag"), max_length=14, choices=list(REFERRAL_LABELS.items()),
                            default=ReferralSort.CONSULTATION)  # fmt: skip
    sender = models.CharField(_("avsändare"), max_length=200)
    sender_number = models.CharField(_("avsändarens nummer"), max_length=80, blank=True)
    received_date = models.DateField(_("kom in"))
    answered_date = models.DateField(_("besvarat"), null=True, blank=True)
    how = models.CharField(_("vem som svarade"), max_length=10, blank=True,
                           choices=list(ANSWERING_LABELS.items()))  # fmt: skip
    voice = models.CharField(_("vems svar"), max_length=10, choices=list(ANSWERING_LABELS.items()),
                             default=Answering.BODY, db_default=Answering.BODY.value)  # fmt: skip
    answer = models.TextField(_("svaret"), blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("remiss eller motion")
        verbose_name_plural = _("remisser och motioner")
        ordering = ("item__answer_due_date", "item")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, words=Secrecy.SECRET)
class ConsultedBody(models.Model):
    """Somebody who was asked of the same matter, inside the municipality or outside, and what they
    said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    referral = models.ForeignKey(BoardReferral, on_delete=models.CASCADE, related_name="consulted")
    name = models.CharField(_("remissinstans"), max_length=200)
    is_inside = models.BooleanField(_("inom kommunen"))
    asked_date = models.DateField(_("tillfrågad"))
    answered_date = models.DateField(_("svarade"), null=True, blank=True)
    words = models.TextField(_("vad de svarade"), blank=True)

    class Meta:
        verbose_name = _("remissinstans")
        verbose_name_plural = _("remissinstanser")
        ordering = ("-is_inside", "name", "id")
        constraints = [models.UniqueConstraint(fields=["referral", "name"], name="asked_once")]
