"""Forms with versions, plans with dated terms, rounds, answers, draws by lot, findings."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.self_checks.rules import FREQUENCY_LABELS, METHOD_LABELS, TOPIC_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.questions.models import Door
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Form(models.Model):
    """What is asked, whatever its version; `code` stands in figures and files."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(_("kod"), max_length=40, unique=True)
    title = models.CharField(_("namn"), max_length=120)
    method = models.CharField(_("metod"), max_length=20, choices=list(METHOD_LABELS.items()))
    topic = models.CharField(_("ämne"), max_length=20, choices=list(TOPIC_LABELS.items()))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("formulär")
        verbose_name_plural = _("formulär")
        ordering = ("title",)


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class FormVersion(models.Model):
    """The questions as they are asked between two dates; one without `since_date` is a draft.

    `content` has the shape of a question set's file, without code, version and dates.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    since_date = models.DateField(_("gäller från"), null=True, blank=True)
    until_date = models.DateField(_("gäller till och med"), null=True, blank=True)
    content = models.JSONField(_("frågor"), default=dict)

    class Meta:
        verbose_name = _("version av formulär")
        verbose_name_plural = _("versioner av formulär")
        ordering = ("form", "number")
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(since_date=None), name="one_draft_version_a_form"
            ),
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class CheckPlan(models.Model):
    """That a form is answered again and again, at some units, signed in or anonymously."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("namn"), max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_anonymous = models.BooleanField(_("anonym"), default=False)
    why = models.TextField(_("varför"), blank=True)
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("plan för egenkontroll")
        verbose_name_plural = _("planer för egenkontroll")
        ordering = ("title",)


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class PlanTerms(models.Model):
    """How often and by which target a plan is followed, from a date until the next terms."""

    plan = models.ForeignKey(CheckPlan, on_delete=models.CASCADE, related_name="terms")
    since_date = models.DateField(_("första omgången börjar"))
    until_date = models.DateField(null=True, blank=True)
    frequency = models.CharField(
        _("hur ofta"), max_length=12, choices=list(FREQUENCY_LABELS.items())
    )
    open_days = models.PositiveSmallIntegerField(_("dagar att svara"), null=True, blank=True)
    target_percent = models.PositiveSmallIntegerField(_("mål"), default=100)
    sample_size = models.PositiveIntegerField(_("urval"), null=True, blank=True)

    class Meta:
        verbose_name = _("villkor i en plan")
        verbose_name_plural = _("villkor i planer")
        ordering = ("plan", "since_date")
        constraints = [
            models.UniqueConstraint(fields=["plan", "since_date"], name="one_terms_a_date")
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class PlanUnit(models.Model):
    """A unit where a plan is followed, and how many answers a round there should give."""

    plan = models.ForeignKey(CheckPlan, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField(_("förväntade svar"), null=True, blank=True)

    class Meta:
        verbose_name = _("enhet i en plan")
        verbose_name_plural = _("enheter i planer")
        ordering = ("unit__name",)
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="one_place_a_unit")]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class PlanDoor(models.Model):
    """The plan that a QR door leads to, at the door's unit."""

    door = models.OneToOneField(Door, on_delete=models.CASCADE, primary_key=True)
    plan = models.ForeignKey(CheckPlan, on_delete=models.CASCADE, related_name="doors")

    class Meta:
        verbose_name = _("QR-dörr till en plan")
        verbose_name_plural = _("QR-dörrar till planer")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Round(models.Model):
    """One occasion at one unit. What held when it was opened is copied, so that it stands."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    plan = models.ForeignKey(CheckPlan, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="rounds")
    start_date = models.DateField(_("börjar"))
    due_date = models.DateField(_("sista dag"))
    expected = models.PositiveIntegerField(_("förväntade svar"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("anonym"), default=False)
    least_answers = models.PositiveSmallIntegerField(_("minsta antal svar"), default=1)
    target_percent = models.PositiveSmallIntegerField(_("mål"), default=100)

    class Meta:
        verbose_name = _("omgång")
        verbose_name_plural = _("omgångar")
        indexes = [models.Index(fields=["plan", "start_date"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, values=Secrecy.SECRET)
class Answer(models.Model):
    """One filled form. An anonymous one has no person, no time of day, and an id drawn by lot.

    `client_id` lets the same answer come twice and be one; an anonymous answer from an enrolled
    phone has none, for the phone's one-time code was given to somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    batch = models.PositiveIntegerField(default=0)
    values = models.JSONField(_("svar"), default=dict)
    answered_date = models.DateField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("svar på egenkontroll")
        verbose_name_plural = _("svar på egenkontroller")
        indexes = [models.Index(fields=["round", "batch"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Draw(models.Model):
    """A sample drawn by lot: whoever has the seed draws the same numbers again."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="draws")
    population = models.PositiveIntegerField(_("antal på listan"))
    size = models.PositiveIntegerField(_("antal i urvalet"))
    seed = models.CharField(_("frö"), max_length=32)
    numbers = models.JSONField(default=list)
    drawn_at = models.DateTimeField(auto_now_add=True)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("dragning")
        verbose_name_plural = _("dragningar")
        ordering = ("-drawn_at",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, text=Secrecy.SECRET)
class Finding(models.Model):
    """What a round showed that needs a remedy."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="findings")
    question_key = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("brist"))

    class Meta:
        verbose_name = _("brist")
        verbose_name_plural = _("brister")
