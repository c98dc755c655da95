"""An investigation beyond its case, its sections with their history, and what was notified."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.investigations.outward import (
    ANSWER_LABELS,
    CONSENT_LABELS,
    OTHER_LABELS,
    Consent,
)
from vaka.areas.investigations.rules import FORM_LABELS, Form, see
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case, CaseParty, Part
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.SECRET, form=Secrecy.INTERNAL, law=Secrecy.INTERNAL)
class Investigation(models.Model):
    """A lex Sarah, a lex Maria or an event analysis; its texts stand in its sections."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    form = models.CharField(_("form"), max_length=20, choices=list(FORM_LABELS.items()))
    law = models.CharField(_("lagrum"), max_length=3)
    law_basis = models.CharField(_("rättslig grund"), max_length=80)
    event_date = models.DateField(_("händelsens dag"))
    is_provider = models.BooleanField(_("utföraren utreder"), default=False)
    board_told_at = models.DateTimeField(_("nämnden underrättad"), null=True, blank=True)
    investigator = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_maker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    delegation_point = models.CharField(
        _("punkt i delegationsordningen"), max_length=80, blank=True
    )

    classification = models.CharField(_("bedömning"), max_length=20, blank=True)
    decision_words = models.TextField(_("skäl för beslutet"), blank=True)
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    is_sent_later = models.BooleanField(_("utredningen sänds senare"), default=False)

    notified_date = models.DateField(_("anmäld till IVO"), null=True, blank=True)
    investigation_sent_date = models.DateField(_("utredningen skickad"), null=True, blank=True)
    ivo_reference = models.CharField(_("IVO:s diarienummer"), max_length=60, blank=True)
    ivo_answered_date = models.DateField(_("IVO svarade"), null=True, blank=True)
    ivo_answer = models.CharField(
        _("IVO:s svar"), max_length=12, blank=True, choices=list(ANSWER_LABELS.items())
    )
    ivo_words = models.TextField(_("vad IVO skrev"), blank=True)

    informed_date = models.DateField(_("informerad"), null=True, blank=True)
    informed_by = models.CharField(_("av vem"), max_length=200, blank=True)
    informed_how = models.CharField(_("på vilket sätt"), max_length=200, blank=True)
    informed_whom = models.CharField(_("vem fick veta"), max_length=200, blank=True)
    told = models.JSONField(_("vad som sades"), default=list)
    in_journal = models.BooleanField(_("står i journalen"), default=False)
    not_informed_reason = models.TextField(_("varför inte informerad"), blank=True)
    consent = models.CharField(
        _("samtycke"),
        max_length=10,
        choices=list(CONSENT_LABELS.items()),
        default=Consent.NOT_ASKED,
    )
    consent_words = models.TextField(_("vad samtycket gäller"), blank=True)
    closing_words = models.TextField(_("svar till den som rapporterade"), blank=True)

    class Meta:
        verbose_name = _("utredning")
        verbose_name_plural = _("utredningar")
        indexes = [models.Index(fields=["form"])]


@classed(Kept.CASE_FILE, Secrecy.SECRET, code=Secrecy.INTERNAL)
class Section(models.Model):
    """One section's text as it stands; each has its own version, so that several write at once."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="sections"
    )
    code = models.CharField(_("avsnitt"), max_length=30)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    saved_by_name = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        constraints = [
            models.UniqueConstraint(fields=["investigation", "code"], name="one_section_a_code")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class SectionVersion(AddedOnly):
    """A section as it was saved once; rows are only added."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version av ett avsnitt")
        verbose_name_plural = _("versioner av avsnitt")
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["section", "version"], name="one_text_a_version")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class OtherNotification(models.Model):
    """A notification that stands beside lex Maria: of a device, or of a licensed person."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="other_notifications"
    )
    kind = models.CharField(_("slag"), max_length=30, choices=list(OTHER_LABELS.items()))
    is_due = models.BooleanField(_("ska anmälas"))
    words = models.TextField(_("skäl"), blank=True)
    device = models.CharField(_("produkt och nummer"), max_length=200, blank=True)
    is_kept_aside = models.BooleanField(_("produkten är undanställd"), default=False)
    sent_date = models.DateField(_("skickad"), null=True, blank=True)
    receiver_reference = models.CharField(_("mottagarens nummer"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("annan anmälan")
        verbose_name_plural = _("andra anmälningar")
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "kind"], name="one_notification_a_kind"
            )
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which a viewer's roles open an investigation: by form and unit.

    Who is named in the event reads none of it by role.
    """
    allowed = Q(pk__in=[])
    for form in Form:
        if units := viewer.granted(see(form)):
            below = UnitPath.objects.current().filter(ancestor_id__in=units)
            of_form = Investigation.objects.filter(form=form).values("case_id")
            allowed |= Q(unit_id__in=below.values("descendant_id"), pk__in=of_form)
    named = CaseParty.objects.filter(person=viewer.person, part=Part.NAMED).values("case_id")
    return allowed & ~Q(pk__in=named)
