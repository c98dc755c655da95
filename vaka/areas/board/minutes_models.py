"""Minutes of a meeting: who was there, each paragraph with votes, who signs, what went out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.minutes_rules import (
    MARK_LABELS,
    MINUTES_LABELS,
    SIGNING_LABELS,
    MarkKind,
    MinutesState,
    Signing,
)
from vaka.areas.board.roll_rules import CHOICE_LABELS, SEATING_LABELS, Choice, Seating
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.OPEN)
class BoardMinutes(models.Model):
    """Minutes of a meeting, or those of its own that hold what was adjusted at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(
        "board.BoardMeeting", on_delete=models.PROTECT, related_name="minutes"
    )
    is_immediate = models.BooleanField(_("omedelbart justerat"), default=False)
    state = models.CharField(
        _("läge"), max_length=10, choices=list(MINUTES_LABELS.items()), default=MinutesState.WRITING
    )
    secretary = models.CharField(_("sekreterare"), max_length=200)
    kept_at = models.CharField(_("var protokollet finns"), max_length=200, blank=True)
    adjusted_date = models.DateField(_("justerat"), null=True, blank=True)
    announced_date = models.DateField(_("anslaget"), null=True, blank=True)
    taken_down_date = models.DateField(_("nedtaget"), null=True, blank=True)

    class Meta:
        verbose_name = _("protokoll")
        verbose_name_plural = _("protokoll")
        ordering = ("meeting", "-is_immediate")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "is_immediate"], name="minutes_of_a_meeting")
        ]


@classed(Kept.REPORT, Secrecy.OPEN)
class BoardAttendance(models.Model):
    """One line of the roll in minutes, by name as the register of mandates has it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    minutes = models.ForeignKey(BoardMinutes, on_delete=models.CASCADE, related_name="roll")
    name = models.CharField(_("namn"), max_length=200)
    seating = models.CharField(
        _("uppdrag"), max_length=10, choices=list(SEATING_LABELS.items()), default=Seating.MEMBER
    )
    is_here = models.BooleanField(_("närvarande"), default=True)
    serves_for = models.CharField(_("tjänstgör för"), max_length=200, blank=True)
    since = models.TimeField(_("kom"), null=True, blank=True)
    until = models.TimeField(_("gick"), null=True, blank=True)
    presides = models.BooleanField(_("leder sammanträdet"), default=False)
    is_adjuster = models.BooleanField(_("justerar"), default=False)
    place = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("närvarande")
        verbose_name_plural = _("närvarande")
        ordering = ("place", "name")
        constraints = [models.UniqueConstraint(fields=["minutes", "name"], name="one_line_a_name")]


@classed(
    Kept.CASE_FILE, Secrecy.INTERNAL, words=Secrecy.SECRET, decision=Secrecy.SECRET,
    proposals=Secrecy.SECRET,
)  # fmt: skip
class BoardParagraph(models.Model):
    """What a body did with one item, numbered through the year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    minutes = models.ForeignKey(BoardMinutes, on_delete=models.CASCADE, related_name="paragraphs")
    item = models.OneToOneField(
        "board.BoardItem", on_delete=models.PROTECT, related_name="paragraph"
    )
    body = models.SlugField(_("organ"), max_length=40)
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("paragraf"))
    decision = models.TextField(_("beslut"), blank=True)
    words = models.TextField(_("ärendet"), blank=True)
    proposals = models.TextField(_("yrkanden och beslutsgång"), blank=True)
    recipients = models.TextField(_("beslutet skickas till"), blank=True)
    appeal = models.CharField(_("hur det överklagas"), max_length=20)

    class Meta:
        verbose_name = _("paragraf")
        verbose_name_plural = _("paragrafer")
        ordering = ("year", "number")
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="one_number_a_year")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, words=Secrecy.SECRET)
class ParagraphMark(models.Model):
    """One person's part in a paragraph beside a vote: conflict, reservation, abstention, words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paragraph = models.ForeignKey(BoardParagraph, on_delete=models.CASCADE, related_name="marks")
    name = models.CharField(_("vem"), max_length=200)
    kind = models.CharField(
        _("slag"), max_length=12, choices=list(MARK_LABELS.items()), default=MarkKind.CONFLICT
    )
    words = models.TextField(_("med ord"), blank=True)

    class Meta:
        verbose_name = _("markering i paragraf")
        verbose_name_plural = _("markeringar i paragrafer")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "name", "kind"], name="one_mark_a_kind")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class BoardVote(models.Model):
    """One vote as it was recorded: what yes and no meant."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paragraph = models.ForeignKey(BoardParagraph, on_delete=models.CASCADE, related_name="votes")
    yes_means = models.CharField(_("ja betyder"), max_length=300)
    no_means = models.CharField(_("nej betyder"), max_length=300)

    class Meta:
        verbose_name = _("omröstning")
        verbose_name_plural = _("omröstningar")
        ordering = ("id",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class RecordedBallot(models.Model):
    """How one person voted."""

    id = models.BigAutoField(primary_key=True)
    vote = models.ForeignKey(BoardVote, on_delete=models.CASCADE, related_name="ballots")
    name = models.CharField(_("vem"), max_length=200)
    choice = models.CharField(
        _("röst"), max_length=7, choices=list(CHOICE_LABELS.items()), default=Choice.YES
    )

    class Meta:
        verbose_name = _("antecknad röst")
        verbose_name_plural = _("antecknade röster")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["vote", "name"], name="one_ballot_a_name")]


@classed(Kept.REPORT, Secrecy.OPEN, file_digest=Secrecy.INTERNAL)
class MinutesSignature(models.Model):
    """Who is to sign minutes, and how they did: in Vaka, or in another system that Vaka names.

    `digest` is of the minutes as they read when they were signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    minutes = models.ForeignKey(BoardMinutes, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(_("namn"), max_length=200)
    role = models.CharField(_("som"), max_length=40)
    signed_date = models.DateField(_("underskrivet"), null=True, blank=True)
    how = models.CharField(
        _("hur"), max_length=10, choices=list(SIGNING_LABELS.items()), default=Signing.HERE
    )
    reference = models.CharField(_("underskriftens nummer"), max_length=200, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=64, blank=True)
    file_digest = models.CharField(_("filens kontrollsumma"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["minutes", "name"], name="one_signature")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class BoardDespatch(models.Model):
    """One decision sent to one recipient."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paragraph = models.ForeignKey(
        BoardParagraph, on_delete=models.CASCADE, related_name="despatches"
    )
    recipient = models.CharField(_("mottagare"), max_length=300)
    sent_date = models.DateField(_("skickat"))
    how = models.CharField(_("hur"), max_length=120)
    by_name = models.CharField(_("vem"), max_length=200)

    class Meta:
        verbose_name = _("expediering")
        verbose_name_plural = _("expedieringar")
        ordering = ("sent_date", "id")
        constraints = [models.UniqueConstraint(fields=["paragraph", "recipient"], name="sent_once")]
