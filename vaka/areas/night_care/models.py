"""What a home is at night, answers on its staffing with all they rest on, and decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care import equipment_models as equipment_models
from vaka.areas.night_care import factor_models as factor_models
from vaka.areas.night_care import grid_models as grid_models
from vaka.areas.night_care import walk_models as walk_models
from vaka.areas.night_care.plan_rules import (
    ACT_LABELS,
    ASSESSOR_LABELS,
    CHECK_LABELS,
    COHABITANT_LABELS,
    CONSENT_LABELS,
    SUPERVISION_LABELS,
)
from vaka.areas.night_care.rules import HOUSING_LABELS, RULING_LABELS, SEE
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.night_care.tonight_rules import OUTCOME_LABELS, WHY_LABELS
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightHome(AddedOnly):
    """What is told of a home's nights on a day; the newest holds, older ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("boendeform"), max_length=12, choices=list(HOUSING_LABELS.items()))
    staff = models.PositiveSmallIntegerField(_("personal i natt"))
    hours = models.JSONField(_("larm timme för timme"))
    urgent_percent = models.FloatField(_("brådskande, procent"))
    double_percent = models.FloatField(_("kräver två, procent"))
    help_minutes = models.FloatField(_("hjälpens längd, minuter"))
    checks_without_plan = models.PositiveSmallIntegerField(_("tillsyner utan nattplan"))
    same_floor_minutes = models.FloatField(_("väg på samma våning, minuter"))
    other_floor_minutes = models.FloatField(_("väg till annan våning, minuter"))
    urgent_limit_minutes = models.FloatField(_("gräns för brådskande larm, minuter"))
    limit_minutes = models.FloatField(_("gräns för andra larm, minuter"))
    target_percent = models.FloatField(_("mål, procent"))
    measured = models.JSONField(_("uppmätta uppgifter"), default=list)
    skills = models.JSONField(_("kompetens i natt"), default=dict, null=True)
    leader = models.CharField(_("arbetsledning på natten"), max_length=200, blank=True)
    overview = models.CharField(_("vad som väger upp dålig överblick"), max_length=500, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(_("sagt"))

    class Meta:
        verbose_name = _("boende på natten")
        verbose_name_plural = _("boenden på natten")
        ordering = ("told_at", "id")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightPlace(models.Model):
    """Where in the house a unit lies, and whether its door is locked at night."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True)
    floor = models.SmallIntegerField(_("våning"), default=0)
    is_locked = models.BooleanField(_("låst dörr"), default=False)

    class Meta:
        verbose_name = _("enhetens läge i huset")
        verbose_name_plural = _("enheters läge i huset")


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NightRoom(models.Model):
    """A room with the minutes it takes to walk there from the unit's base."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("rum"), max_length=8)
    minutes = models.FloatField(_("minuters väg"))
    is_measured = models.BooleanField(_("uppmätt"), default=False)
    ended_date = models.DateField(_("används inte från"), null=True, blank=True)

    class Meta:
        verbose_name = _("rum")
        verbose_name_plural = _("rum")
        ordering = ("unit__name", "label")
        constraints = [models.UniqueConstraint(fields=["unit", "label"], name="one_room_a_label")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class StaffingAnswer(AddedOnly):
    """One question and its answer with all it takes to give the same again, to the bit.

    `scenario` and `other` are the night as it was told, without anybody's name; `found` and
    `changed` are what the simulation said.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(NightHome, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("frågat"))
    seed = models.PositiveIntegerField(_("frö"))
    nights = models.PositiveIntegerField(_("nätter"))
    model = models.CharField(_("modellens version"), max_length=20)
    data_digest = models.CharField(_("uppgifternas kontrollsumma"), max_length=64)
    digest = models.CharField(_("svarets kontrollsumma"), max_length=64)
    measured = models.JSONField(_("uppmätta uppgifter"), default=list)
    scenario = models.JSONField()
    found = models.JSONField()
    tried = models.JSONField(default=dict)
    other = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("svar om bemanning")
        verbose_name_plural = _("svar om bemanning")
        ordering = ("-asked_at",)

    @classmethod
    def visible_to(cls, viewer: Viewer) -> "models.QuerySet[StaffingAnswer]":
        """Give the answers of homes where the viewer may see staffing."""
        rows: models.QuerySet[StaffingAnswer] = cls.objects.all()
        return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(SEE))


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AnswerReplay(AddedOnly):
    """The same question asked again: whether the answer was the same to the bit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.ForeignKey(StaffingAnswer, on_delete=models.PROTECT, related_name="replays")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("frågat igen"))
    digest = models.CharField(_("svarets kontrollsumma"), max_length=64)
    model = models.CharField(_("modellens version"), max_length=20)

    class Meta:
        verbose_name = _("fråga ställd igen")
        verbose_name_plural = _("frågor ställda igen")
        ordering = ("-asked_at",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class StaffingDecision(models.Model):
    """What a named person decided on a night's staffing, on which answer, and until when.

    It rests on a home's own answer, or on one of staff that homes share.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    answer = models.ForeignKey(
        StaffingAnswer, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    shared = models.ForeignKey(
        SharedAnswer, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    ruling = models.CharField(_("beslut"), max_length=12, choices=list(RULING_LABELS.items()))
    words = models.TextField(_("skäl"))
    signed_date = models.DateField(_("signerat"))
    valid_until = models.DateField(_("gäller till och med"))

    class Meta:
        verbose_name = _("beslut om bemanning")
        verbose_name_plural = _("beslut om bemanning")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__isnull=True) ^ models.Q(shared__isnull=True),
                name="a_decision_on_one_answer",
            )
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class LegalGround(models.Model):
    """A ground that the municipality has decided on, for those who cannot say yes themselves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    words = models.CharField(_("stöd"), max_length=300)
    source = models.CharField(_("källa"), max_length=300)
    valid_from = models.DateField(_("gäller från"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("rättsligt stöd")
        verbose_name_plural = _("rättsliga stöd")
        ordering = ("-valid_from",)


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class NightPlan(models.Model):
    """What a resident needs and wants at night; the room stands for the person, no name is here."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    room = models.ForeignKey(NightRoom, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"), default=0)
    assessor = models.CharField(
        _("bedömt av"), max_length=12, choices=list(ASSESSOR_LABELS.items()), blank=True
    )
    act = models.CharField(_("lag"), max_length=4, choices=list(ACT_LABELS.items()), blank=True)
    assessed_date = models.DateField(_("bedömt"), null=True, blank=True)
    needs = models.TextField(_("behov"), blank=True)
    wish = models.TextField(_("vad personen vill"), blank=True)
    consent = models.CharField(
        _("samtycke"), max_length=10, choices=list(CONSENT_LABELS.items()), blank=True
    )
    consent_how = models.CharField(_("hur det gavs"), max_length=200, blank=True)
    consent_date = models.DateField(_("samtyckets dag"), null=True, blank=True)
    cohabitant = models.CharField(
        _("sammanboende"), max_length=8, choices=list(COHABITANT_LABELS.items()), blank=True
    )
    will_sought = models.TextField(_("hur viljan söktes"), blank=True)
    heard = models.TextField(_("vem som hördes och vad de sade"), blank=True)
    ground = models.ForeignKey(
        LegalGround, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    supervision = models.CharField(
        _("tillsyn"), max_length=8, choices=list(SUPERVISION_LABELS.items()), blank=True
    )
    undisturbed_from = models.TimeField(_("stör inte från"), null=True, blank=True)
    undisturbed_to = models.TimeField(_("stör inte till"), null=True, blank=True)
    longest_wait_minutes = models.PositiveSmallIntegerField(_("längsta väntan"), null=True)
    not_seen = models.TextField(_("när personen inte syns"), blank=True)
    abnormal = models.TextField(_("när något är fel"), blank=True)
    failure = models.TextField(_("när tekniken inte fungerar"), blank=True)
    last_meal = models.TimeField(_("sista målet"), null=True, blank=True)
    first_meal = models.TimeField(_("första målet"), null=True, blank=True)
    by_day = models.TextField(_("dagen"), blank=True)
    health = models.TextField(_("hälsa"), blank=True)
    sedatives_date = models.DateField(_("sömnmedel sågs över"), null=True, blank=True)
    review_date = models.DateField(_("följs upp senast"), null=True, blank=True)
    agreed_date = models.DateField(_("överenskommen"), null=True, blank=True)

    class Meta:
        verbose_name = _("nattplan")
        verbose_name_plural = _("nattplaner")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class PlannedCheck(models.Model):
    """One check of a night plan: when, how, how long, and how likely it is to wake."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(NightPlan, on_delete=models.CASCADE, related_name="checks")
    from_time = models.TimeField(_("från"))
    to_time = models.TimeField(_("till"))
    form = models.CharField(_("hur"), max_length=6, choices=list(CHECK_LABELS.items()))
    minutes = models.FloatField(_("minuter"))
    staff = models.PositiveSmallIntegerField(_("personer"), default=1)
    wake_percent = models.PositiveSmallIntegerField(_("risk att väcka, procent"), default=0)
    skill = models.CharField(_("kompetens"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("planerad tillsyn")
        verbose_name_plural = _("planerade tillsyner")
        ordering = ("id",)


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class ProtectiveMeasure(models.Model):
    """A measure meant to protect: why, with whose yes, looked over when; a form allows nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(NightPlan, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(_("åtgärd"), max_length=120)
    purpose = models.CharField(_("syfte"), max_length=300)
    is_agreed = models.BooleanField(_("personen har sagt ja"))
    for_staffing = models.BooleanField(_("för att personal saknas"), default=False)
    review_date = models.DateField(_("ses över"))
    ended_date = models.DateField(_("avslutad"), null=True, blank=True)
    deviation = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("skyddsåtgärd")
        verbose_name_plural = _("skyddsåtgärder")
        ordering = ("id",)


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class PlanVersion(AddedOnly):
    """A night plan as it was agreed; it is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(NightPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("överenskommen"))
    content = models.JSONField()

    class Meta:
        verbose_name = _("version av en nattplan")
        verbose_name_plural = _("versioner av nattplaner")
        ordering = ("-number",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class NightRound(models.Model):
    """One night at one unit: what was done is written under it, and it is handed to the day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    night_date = models.DateField(_("natten som börjar"))

    class Meta:
        verbose_name = _("natt på en enhet")
        verbose_name_plural = _("nätter på enheter")
        constraints = [
            models.UniqueConstraint(fields=["unit", "night_date"], name="one_round_a_night")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class PerformedCheck(AddedOnly):
    """What came of a check: who, when, result. Never changed; a later row stands for an earlier.

    `check_id` is that of the plan's time as it was then, for plans are revised. `attempt` counts
    looks and visits that one planned check led to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_id = models.UUIDField(unique=True)
    round = models.ForeignKey(NightRound, on_delete=models.PROTECT, related_name="checks")
    room = models.ForeignKey(NightRoom, on_delete=models.PROTECT, related_name="+")
    check_id = models.UUIDField()
    form = models.CharField(_("hur"), max_length=6, choices=list(CHECK_LABELS.items()))
    from_time = models.TimeField(_("från"))
    to_time = models.TimeField(_("till"))
    attempt = models.PositiveSmallIntegerField(_("försök"), default=1)
    outcome = models.CharField(_("resultat"), max_length=10, choices=list(OUTCOME_LABELS.items()))
    why = models.CharField(_("varför inte"), max_length=10, choices=list(WHY_LABELS.items()),
                           blank=True)  # fmt: skip
    at = models.DateTimeField(_("när"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("kom in"))
    deviation = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("gjord tillsyn")
        verbose_name_plural = _("gjorda tillsyner")
        ordering = ("at", "id")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class NightNote(AddedOnly):
    """Something that the night wants the day to know; a deviation when it is one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_id = models.UUIDField(unique=True)
    round = models.ForeignKey(NightRound, on_delete=models.PROTECT, related_name="notes")
    room = models.ForeignKey(NightRoom, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("anteckning"))
    at = models.DateTimeField(_("när"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deviation = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("nattanteckning")
        verbose_name_plural = _("nattanteckningar")
        ordering = ("at", "id")


@classed(Kept.LOG, Secrecy.SECRET)
class AlarmEvent(AddedOnly):
    """An alarm out of the alarm system's log: raised, acknowledged and helped are kept apart.

    `key` is that of the log's row, so that the same file again adds nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(NightRoom, on_delete=models.PROTECT, null=True, related_name="+")
    device = models.CharField(_("larmenhet"), max_length=60, blank=True)
    kind = models.CharField(_("larmtyp"), max_length=60, blank=True)
    is_urgent = models.BooleanField(_("brådskande"), default=False)
    raised_at = models.DateTimeField(_("larmade"))
    acknowledged_at = models.DateTimeField(_("kvitterat"), null=True)
    helped_at = models.DateTimeField(_("hjälp på plats"), null=True)
    ended_at = models.DateTimeField(_("avslutat"), null=True)
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        verbose_name = _("larm ur larmlogg")
        verbose_name_plural = _("larm ur larmlogg")
        ordering = ("raised_at", "id")
        indexes = [models.Index(fields=["unit", "raised_at"], name="alarms_of_a_unit")]
