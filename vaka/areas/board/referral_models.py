"""A consultation or motion that a body must answer by a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.referral_rules import (
    ANSWERING_LABELS,
    REFERRAL_LABELS,
    ReferralSort,
)
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
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

    class Meta:
        verbose_name = _("remiss eller motion")
        verbose_name_plural = _("remisser och motioner")
        ordering = ("item__answer_due_date", "item")
