"""What has come in to a body, as its register has it; the paper itself lies in the diary."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.incoming_rules import LETTER_LABELS, SENDER_LABELS, LetterSort, SenderKind
from vaka.areas.board.rules import LEAD, OPENNESS_LABELS, OUT, PREPARE, SEE, SIT, Openness
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, sender=Secrecy.SECRET, subject=Secrecy.SECRET)
class IncomingLetter(models.Model):
    """A letter, protest, message or decision that came to a body.

    `item` is where it is told; `answer`, `assignment` or `left` what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    diary_number = models.CharField(_("diarienummer"), max_length=40)
    sort = models.CharField(_("slag"), max_length=10, choices=list(LETTER_LABELS.items()),
                            default=LetterSort.LETTER)  # fmt: skip
    sender_kind = models.CharField(_("slag av avsändare"), max_length=12,
                                   choices=list(SENDER_LABELS.items()),
                                   default=SenderKind.AUTHORITY)  # fmt: skip
    sender = models.CharField(_("avsändare"), max_length=200)
    subject = models.CharField(_("vad den gäller"), max_length=500)
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    received_date = models.DateField(_("kom in"))
    openness = models.CharField(_("öppenhet"), max_length=10, choices=list(OPENNESS_LABELS.items()),
                                default=Openness.COMMON)  # fmt: skip
    ground = models.CharField(_("grund för sekretess"), max_length=120, blank=True)
    item = models.ForeignKey("board.BoardItem", on_delete=models.SET_NULL, null=True, blank=True,
                             related_name="incoming")  # fmt: skip
    answer = models.ForeignKey("board.BoardItem", on_delete=models.PROTECT, null=True, blank=True,
                               related_name="answers_letters")  # fmt: skip
    assignment = models.ForeignKey("board.BoardAssignment", on_delete=models.PROTECT, null=True,
                                   blank=True, related_name="letters")  # fmt: skip
    left = models.CharField(_("varför inget mer görs"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("inkommen skrivelse")
        verbose_name_plural = _("inkomna skrivelser")
        ordering = ("received_date", "diary_number", "id")
        indexes = [models.Index(fields=["body", "received_date"])]


def open_letters(viewer: "Viewer", seats: list[str]) -> Q:
    """Give which are open: the common to all who see the board, the internal to those who prepare
    or sit, the secret to the secretary and, once the notice is out, to the body's own.

    Args:
        seats: the bodies where the viewer sits.
    """
    if viewer.everywhere or viewer.may(LEAD):
        return Q()
    if not viewer.may(SEE):
        return Q(pk__in=[])
    found = Q(openness=Openness.COMMON)
    if viewer.may(PREPARE) or viewer.may(SIT):
        found |= Q(openness=Openness.INTERNAL)
    return found | Q(body__in=seats, item__meeting__state__in=OUT)
