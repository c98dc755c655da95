"""What a decision has beyond its case, and what its sender stated for a quarter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.entitlements.delivery_rules import RECEIVER_LABELS, TOLD_LABELS
from vaka.areas.entitlements.event_rules import RULED_LABELS, TRANSFER_LABELS
from vaka.areas.entitlements.note_rules import FIELD_LABELS, WAIT_NOTE_LABELS
from vaka.areas.entitlements.offer_rules import ANSWER_LABELS, Answer
from vaka.areas.entitlements.rules import END_LABELS, GROUND_LABELS, Ground
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    reason_raw=Secrecy.SECRET,
    first_reason_raw=Secrecy.SECRET,
    outcome_raw=Secrecy.SECRET,
    partly_words=Secrecy.SECRET,
    maker=Secrecy.SECRET,
)
class Decision(models.Model):
    """A favourable decision on a service (SoL 11:1 and 12:1, before 2025-07-01 4:1; LSS 9).

    The reason is that of the latest wait. Once the service has been interrupted, the first wait
    has its own beside it, and each earlier interruption has its own.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    law = models.CharField(_("lagrum"), max_length=3)
    ground = models.CharField(
        _("grund"), max_length=10, default=Ground.BOARD, choices=list(GROUND_LABELS.items())
    )
    service = models.CharField(_("insats"), max_length=120)
    service_field = models.CharField(
        _("verksamhetsområde"), max_length=3, blank=True, default="", db_default="",
        choices=list(FIELD_LABELS.items()),
    )  # fmt: skip
    sex = models.CharField(_("kön"), max_length=1, blank=True)
    applied_date = models.DateField(_("ansökan"), null=True, blank=True)
    decided_date = models.DateField(_("beslutsdatum"))
    valid_to_date = models.DateField(_("giltigt till"), null=True, blank=True)
    maker = models.CharField(_("beslutsfattare"), max_length=120, blank=True)
    maker_role = models.CharField(_("delegat"), max_length=120, blank=True)
    point = models.CharField(_("delegationspunkt"), max_length=20, blank=True)
    decided_raw = models.CharField(max_length=40, blank=True)
    partly_date = models.DateField(_("delvis verkställt"), null=True, blank=True)
    partly_words = models.CharField(_("verkställd del"), max_length=300, blank=True)
    partly_percent = models.PositiveSmallIntegerField(_("verkställd andel"), null=True, blank=True)
    partly_hours = models.DecimalField(
        _("verkställda timmar i veckan"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    executed_date = models.DateField(_("verkställt"), null=True, blank=True)
    interrupted_date = models.DateField(_("avbrott från"), null=True, blank=True)
    resumed_date = models.DateField(_("återupptaget"), null=True, blank=True)
    ended_date = models.DateField(_("avslutat"), null=True, blank=True)
    end_code = models.CharField(
        _("slut"), max_length=1, blank=True, choices=list(END_LABELS.items())
    )
    outcome_raw = models.CharField(_("utfall enligt källan"), max_length=300, blank=True)
    outcome_date_raw = models.CharField(max_length=40, blank=True)
    reason_code = models.CharField(_("skäl"), max_length=2, blank=True)
    reason_raw = models.CharField(_("skäl enligt källan"), max_length=300, blank=True)
    first_reason_code = models.CharField(
        _("skäl till den första väntan"), max_length=2, blank=True, default="", db_default=""
    )
    first_reason_raw = models.CharField(
        _("skäl till den första väntan i ord"), max_length=300, blank=True, default="",
        db_default="",
    )  # fmt: skip
    offers_declined = models.PositiveSmallIntegerField(
        _("avböjda erbjudanden"), null=True, blank=True
    )
    court_date = models.DateField(_("dom"), null=True, blank=True)

    class Meta:
        verbose_name = _("beslut om insats")
        verbose_name_plural = _("beslut om insatser")
        indexes = [models.Index(fields=["decided_date"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, reason_raw=Secrecy.SECRET)
class Interruption(models.Model):
    """An interruption that was over before the latest one, which the decision itself holds.

    The reason is the one that stood when the next began.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="interruptions")
    from_date = models.DateField(_("avbrott från"))
    resumed_date = models.DateField(_("återupptaget"))
    reason_code = models.CharField(_("skäl"), max_length=2, blank=True)
    reason_raw = models.CharField(_("skäl enligt källan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tidigare avbrott")
        verbose_name_plural = _("tidigare avbrott")
        ordering = ("from_date", "id")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class WaitNote(models.Model):
    """What a wait means for the person, as seen on a day, or a follow-up that was made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="wait_notes")
    kind = models.CharField(_("slag"), max_length=11, choices=list(WAIT_NOTE_LABELS.items()))
    on_date = models.DateField(_("dag"))
    words = models.CharField(_("anteckning"), max_length=600)

    class Meta:
        verbose_name = _("anteckning om väntan")
        verbose_name_plural = _("anteckningar om väntan")
        ordering = ("on_date", "id")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Ruling(AddedOnly):
    """What a court ruled about a decision or a special charge for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="rulings")
    ruled = models.CharField(_("utgång"), max_length=10, choices=list(RULED_LABELS.items()))
    ruled_date = models.DateField(_("domens dag"))
    number = models.CharField(_("målnummer"), max_length=40, blank=True)
    amount = models.PositiveIntegerField(_("avgift, kronor"), null=True)
    months = models.PositiveSmallIntegerField(_("hela månaders väntan"))
    words = models.CharField(_("domstolens skäl i korthet"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dom")
        verbose_name_plural = _("domar")
        ordering = ("ruled_date", "id")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Transfer(AddedOnly):
    """A decision taken over from another municipality, executed for it, or handed to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="transfers")
    kind = models.CharField(_("slag"), max_length=12, choices=list(TRANSFER_LABELS.items()))
    other = models.CharField(_("kommun"), max_length=80)
    on_date = models.DateField(_("dag"))

    class Meta:
        verbose_name = _("byte av kommun")
        verbose_name_plural = _("byten av kommun")
        ordering = ("on_date", "id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class StatedAccount(models.Model):
    """What the sender of a quarter's list said of a decision; kept beside what the rule says."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="stated")
    quarter = models.CharField(max_length=6)
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    place = models.PositiveIntegerField(_("rad i listan"))

    class Meta:
        verbose_name = _("redovisad rad")
        verbose_name_plural = _("redovisade rader")
        constraints = [
            models.UniqueConstraint(fields=["decision", "quarter"], name="one_statement_a_quarter")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Offer(models.Model):
    """A place or a performer offered to somebody who waits, and what was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="offers")
    offered_date = models.DateField(_("erbjudet"))
    place = models.CharField(_("plats eller utförare"), max_length=160)
    move_in_date = models.DateField(_("kan börja"), null=True, blank=True)
    last_answer_date = models.DateField(_("svar senast"), null=True, blank=True)
    answer = models.CharField(
        _("svar"), max_length=10, default=Answer.OPEN, choices=list(ANSWER_LABELS.items())
    )
    answered_date = models.DateField(_("besvarat"), null=True, blank=True)
    reason = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("erbjudande")
        verbose_name_plural = _("erbjudanden")
        ordering = ("offered_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(answer=Answer.OPEN), name="one_open_offer"
            )
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Delivery(models.Model):
    """A quarter's account as it was handed to one receiver; one that corrects says so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    receiver = models.CharField(
        _("mottagare"), max_length=10, choices=list(RECEIVER_LABELS.items())
    )
    sent_date = models.DateField(_("lämnad"))
    receipt = models.CharField(_("kvittens"), max_length=120, blank=True)
    words = models.CharField(_("vad som rättas"), max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    rows = models.PositiveIntegerField(_("rader"))
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lämnad redovisning")
        verbose_name_plural = _("lämnade redovisningar")
        ordering = ("made_at", "id")
        indexes = [models.Index(fields=["unit", "quarter"])]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class DeliveredRow(models.Model):
    """One decision in what IVO was given, and what it was told as."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="told")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="told")
    told_as = models.CharField(max_length=12, choices=list(TOLD_LABELS.items()))
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("lämnad rad")
        verbose_name_plural = _("lämnade rader")
