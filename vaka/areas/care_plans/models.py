"""Care plans with every version, their goals, fixed contacts, coordinated plans, visits."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans import rules, sip_rules
from vaka.areas.care_plans.continuity_rules import VISIT_LABELS, VisitKind
from vaka.areas.care_plans.rules import PARTICIPATION_LABELS
from vaka.areas.care_plans.sip_rules import LEAD_LABELS
from vaka.foundation.cases.models import Case, granted
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class CarePlan(models.Model):
    """The plan (genomförandeplan) by which a unit carries out one decision for one person.

    `mark` is what staff know it by, such as a flat; `needs_region` says that the person has help
    from the region's health care too. `from_source` was read in from the case system.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    decision = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="care_plans")
    mark = models.CharField(_("känns igen på"), max_length=80)
    begun_date = models.DateField(_("insatsen började"))
    needs_region = models.BooleanField(_("har insatser från regionen"), default=False)
    is_from_source = models.BooleanField(_("inläst från verksamhetssystemet"), default=False)
    ended_date = models.DateField(_("avslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("genomförandeplan")
        verbose_name_plural = _("genomförandeplaner")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class PlanVersion(models.Model):
    """One version of a plan; what has held is never changed, a review makes the next.

    `confirmed_date` is None for a draft; `reviewed_date` is the day on which it was followed up.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    made_date = models.DateField(_("gjord"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    next_review = models.DateField(_("följs upp senast"), null=True, blank=True)
    participation = models.CharField(
        _("delaktighet"), max_length=12, blank=True, choices=list(PARTICIPATION_LABELS.items())
    )
    told = models.TextField(_("hur personen deltog"), blank=True)
    night = models.TextField(_("natten"), blank=True)
    has_night = models.BooleanField(_("har ett avsnitt om natten"), default=False)
    confirmed_date = models.DateField(_("fastställd"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_date = models.DateField(_("uppföljd"), null=True, blank=True)
    outcome = models.TextField(_("vad uppföljningen visade"), blank=True)

    class Meta:
        verbose_name = _("version av genomförandeplan")
        verbose_name_plural = _("versioner av genomförandeplaner")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class PlanGoal(models.Model):
    """One goal of a version in a life area: what, how and by whom, and the state on the scale.

    States are numbers of the scale in `life_areas.toml`; None is not assessed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="goals")
    area = models.CharField(_("livsområde"), max_length=10)
    goal = models.TextField(_("mål"), blank=True)
    what = models.TextField(_("vad och hur"), blank=True)
    who = models.CharField(_("vem"), max_length=120, blank=True)
    state_now = models.PositiveSmallIntegerField(_("läget nu"), null=True, blank=True)
    state_goal = models.PositiveSmallIntegerField(_("målet"), null=True, blank=True)
    state_after = models.PositiveSmallIntegerField(_("läget efter"), null=True, blank=True)

    class Meta:
        verbose_name = _("mål i genomförandeplan")
        verbose_name_plural = _("mål i genomförandeplaner")
        ordering = ("area", "id")

    @property
    def is_whole(self) -> bool:
        """Whether goal, what and who are all written."""
        return all(text.strip() for text in (self.goal, self.what, self.who))


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class FixedContact(models.Model):
    """Who is somebody's fixed care contact (fast omsorgskontakt) and from when until when.

    `until_date` is the last day, None while it lasts; `minutes` is the time planned for four weeks.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"), null=True, blank=True)
    is_exempt = models.BooleanField(_("undantag från titelkravet"), default=False)
    minutes = models.PositiveSmallIntegerField(
        _("planerade minuter på fyra veckor"), null=True, blank=True
    )
    told_date = models.DateField(_("personen fick veta"), null=True, blank=True)

    class Meta:
        verbose_name = _("fast omsorgskontakt")
        verbose_name_plural = _("fasta omsorgskontakter")
        ordering = ("from_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(until_date=None), name="one_contact_at_a_time"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Sip(models.Model):
    """A coordinated individual plan (SIP) of municipality and region for the person of a plan."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="sips")
    offered_date = models.DateField(_("erbjuden"))
    consented_date = models.DateField(_("samtycke"), null=True, blank=True)
    started_date = models.DateField(_("påbörjad"), null=True, blank=True)
    settled_date = models.DateField(_("fastställd"), null=True, blank=True)
    help = models.TextField(_("insatser som behövs"), blank=True)
    who = models.TextField(_("vem som svarar för vad"), blank=True)
    others = models.TextField(_("vad andra gör"), blank=True)
    lead = models.CharField(
        _("leder arbetet"), max_length=12, blank=True, choices=list(LEAD_LABELS.items())
    )
    lead_who = models.CharField(_("vem som leder"), max_length=120, blank=True)
    next_date = models.DateField(_("följs upp senast"), null=True, blank=True)
    followed_up_date = models.DateField(_("senast uppföljd"), null=True, blank=True)
    ended_date = models.DateField(_("avslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("samordnad individuell plan")
        verbose_name_plural = _("samordnade individuella planer")


@classed(Kept.OPERATION, Secrecy.SECRET)
class CareVisit(models.Model):
    """One visit as a planning system tells it; person and staff stand as keyed digests only."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person_key = models.CharField(max_length=32)
    staff_key = models.CharField(max_length=32)
    began_at = models.DateTimeField(_("började"))
    kind = models.CharField(
        _("slag"), max_length=12, default=VisitKind.CARE, choices=list(VISIT_LABELS.items())
    )
    age = models.PositiveSmallIntegerField(_("ålder"), null=True, blank=True)

    class Meta:
        verbose_name = _("besök i hemtjänsten")
        verbose_name_plural = _("besök i hemtjänsten")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person_key", "staff_key", "began_at", "kind"],
                name="one_visit_a_row",
            )
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which a plan opens: at its unit, or by its decision's office."""
    mine = CarePlan.objects.filter(decision__unit_id__in=_offices(viewer))
    return granted(viewer, {"care_plan": rules.SEE}) | Q(pk__in=mine.values("pk"))


def opens_sip(viewer: "Viewer") -> Q:
    """Give the condition under which a coordinated plan opens: as the care plan that it is of."""
    mine = Sip.objects.filter(plan__decision__unit_id__in=_offices(viewer))
    return granted(viewer, {"sip": sip_rules.SEE}) | Q(pk__in=mine.values("pk"))


def _offices(viewer: "Viewer") -> list[uuid.UUID]:
    return list(viewer.unit_ids(rules.FOLLOW)) if viewer.may(rules.FOLLOW) else []
