"""What feedback has beyond its case, and the sealed contact details."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.feedback.rules import DOOR_LABELS, FINDING_LABELS, KIND_LABELS, SENDER_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    code_digest=Secrecy.SECRET,
    text=Secrecy.SECRET,
    finding_words=Secrecy.SECRET,
    answer=Secrecy.SECRET,
    explanation=Secrecy.SECRET,
    measures=Secrecy.SECRET,
)
class Feedback(models.Model):
    """A view, a proposal, a complaint or praise, in the words of whoever gave it.

    `Case.due_date` is the day by which an answer is promised, and after the answer the last day
    on which whoever wrote may say that they are not satisfied.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    kind = models.CharField(_("slag"), max_length=12, choices=list(KIND_LABELS.items()))
    door = models.CharField(_("väg in"), max_length=20, choices=list(DOOR_LABELS.items()))
    sender = models.CharField(
        _("vem som skriver"), max_length=12, blank=True, choices=list(SENDER_LABELS.items())
    )
    language = models.CharField(_("språk"), max_length=10, default="sv")
    text = models.TextField(_("text"))
    wants_answer = models.BooleanField(_("vill ha svar"), default=True)
    code_digest = models.CharField(max_length=64, unique=True)
    is_unit_known = models.BooleanField(_("enheten är känd"), default=True)
    is_health_care = models.BooleanField(_("gäller hälso- och sjukvård"), default=False)
    theme = models.CharField(_("ämne"), max_length=30, blank=True)
    finding = models.CharField(
        _("vad som ligger bakom"), max_length=12, blank=True, choices=list(FINDING_LABELS.items())
    )
    finding_words = models.TextField(_("skäl"), blank=True)
    promised_date = models.DateField(_("svar utlovat senast"))
    answer = models.TextField(_("svar"), blank=True)
    explanation = models.TextField(_("förklaring"), blank=True)
    measures = models.TextField(_("åtgärder"), blank=True)
    answered_date = models.DateField(_("besvarad"), null=True, blank=True)
    is_satisfied = models.BooleanField(_("nöjd"), null=True, blank=True)
    forwarded_to = models.CharField(_("lämnad till"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("synpunkt")
        verbose_name_plural = _("synpunkter")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Contact(models.Model):
    """How to reach whoever wrote, sealed; every opening is logged."""

    feedback = models.OneToOneField(Feedback, on_delete=models.CASCADE, primary_key=True)
    key_id = models.CharField(max_length=20)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("kontaktuppgift")
        verbose_name_plural = _("kontaktuppgifter")
