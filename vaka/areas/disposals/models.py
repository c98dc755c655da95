"""The board's plan, what is held, and the protocols of what was disposed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.disposals.classes import label_of
from vaka.areas.disposals.rules import GROUNDS, STATES, DisposalOutcome, HoldGround, State, Stays
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.OPEN)
class RetentionPolicy(models.Model):
    """One decision of the board on what is preserved and disposed; holds until the next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decided_on = models.DateField(_("beslutad"))
    paragraph = models.CharField(_("paragraf"), max_length=80)
    from_date = models.DateField(_("gäller från"), unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("gallringsplan")
        verbose_name_plural = _("gallringsplaner")
        ordering = ("-from_date",)


@classed(Kept.REPORT, Secrecy.OPEN)
class RetentionLine(models.Model):
    """What the board decided of one class; without years it is preserved."""

    policy = models.ForeignKey(RetentionPolicy, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    archive_first = models.BooleanField(_("arkivet först"), default=False)

    class Meta:
        verbose_name = _("rad i gallringsplan")
        verbose_name_plural = _("rader i gallringsplan")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["policy", "kind"], name="one_line_a_class")]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class DisposalHold(models.Model):
    """A case that is not disposed though it is old enough, and why; until lifted or a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField(
        _("skäl"), max_length=12, choices=[(one.value, GROUNDS[one]) for one in HoldGround]
    )
    words = models.CharField(_("förklaring"), max_length=300, blank=True)
    until = models.DateField(_("till och med"), null=True, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("undantag från gallring")
        verbose_name_plural = _("undantag från gallring")
        ordering = ("-set_at",)


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Disposal(models.Model):
    """One disposal of one class, and its protocol: who proposed, approved and carried out what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(_("nummer"), unique=True)
    policy = models.ForeignKey(RetentionPolicy, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField(_("år"))
    archive_first = models.BooleanField(default=False)
    state = models.CharField(
        _("läge"), max_length=10, choices=[(one.value, STATES[one]) for one in State],
        default=State.PROPOSED,
    )  # fmt: skip
    words = models.CharField(_("kommentar"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    package_digest = models.CharField(max_length=64, blank=True)
    receipt = models.CharField(_("arkivets kvittens"), max_length=120, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    until_day = models.DateField(null=True, blank=True)
    rows = models.PositiveBigIntegerField(_("rader"), default=0)
    files = models.PositiveIntegerField(_("filer"), default=0)

    class Meta:
        verbose_name = _("gallring")
        verbose_name_plural = _("gallringar")
        ordering = ("-number",)

    @property
    def label(self) -> Words:
        """Give what it disposes of, in Swedish."""
        return label_of(self.kind)


@classed(Kept.REPORT, Secrecy.INTERNAL)
class DisposalItem(models.Model):
    """One case in a disposal as its protocol remembers it: number and dates, no content."""

    id = models.BigAutoField(primary_key=True)
    disposal = models.ForeignKey(Disposal, on_delete=models.CASCADE, related_name="items")
    case_id = models.UUIDField()
    reference = models.CharField(_("nummer"), max_length=30)
    unit_name = models.CharField(_("enhet"), max_length=200)
    last_date = models.DateField(_("sista anteckning"))
    due_date = models.DateField(_("får gallras"))
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DisposalOutcome],
        default=DisposalOutcome.WAITING,
    )  # fmt: skip
    why = models.CharField(max_length=14, blank=True, choices=[(s.value, s.value) for s in Stays])
    rows = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("ärende i gallring")
        verbose_name_plural = _("ärenden i gallring")
        ordering = ("reference",)
        constraints = [
            models.UniqueConstraint(fields=["disposal", "case_id"], name="one_item_a_case")
        ]
