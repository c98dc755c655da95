"""An item's way from its body to the executive board and the council."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.passage_rules import LEVEL_LABELS, PASSAGE_LABELS, Level, PassageState
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, proposal=Secrecy.SECRET, decision=Secrecy.SECRET)
class ItemPassage(models.Model):
    """An item sent on to another body, with the proposal that it got and what it decided.

    `came_back` is the item that took it up again after it was returned.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey("board.BoardItem", on_delete=models.CASCADE, related_name="passages")
    level = models.CharField(_("till"), max_length=10, choices=list(LEVEL_LABELS.items()),
                             default=Level.EXECUTIVE)  # fmt: skip
    name = models.CharField(_("organ"), max_length=200)
    diary_number = models.CharField(_("deras diarienummer"), max_length=40, blank=True)
    proposal = models.TextField(_("förslag"))
    sent_date = models.DateField(_("skickat"))
    state = models.CharField(_("läge"), max_length=10, choices=list(PASSAGE_LABELS.items()),
                             default=PassageState.SENT)  # fmt: skip
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    decision = models.TextField(_("beslut"), blank=True)
    came_back = models.OneToOneField("board.BoardItem", on_delete=models.SET_NULL, null=True,
                                     blank=True, related_name="came_from")  # fmt: skip

    class Meta:
        verbose_name = _("ärende i annat organ")
        verbose_name_plural = _("ärenden i andra organ")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="one_passage_a_body")]
