"""Delegations, what employees have shown, a summer, needs of competence, posts, guides."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence.need_rules import FORM_LABELS, NEED_LABELS, PRIORITY_LABELS, NeedState
from vaka.areas.competence.rules import State
from vaka.areas.competence.summer_rules import LESSON_LABELS, PART_LABELS
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """The doors to delegations."""

    def visible_to(self, viewer: Viewer) -> "DelegationQuerySet":
        """Keep those whose case the viewer may see."""
        return self.filter(case__in=Case.objects.visible_to(viewer))


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL, places=Secrecy.SECRET)
class Delegation(models.Model):
    """Who lets whom do which tasks where and until when; `Case.owner` is the one who follows up.

    `follow_up_date` is the next follow-up, None when the last has been done.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    places = models.CharField(_("platser"), max_length=200)
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"))
    is_single = models.BooleanField(_("ett enda tillfälle"), default=False)
    given_date = models.DateField(_("given"), null=True, blank=True)
    confirmed_date = models.DateField(_("bekräftad av mottagaren"), null=True, blank=True)
    follow_up_date = models.DateField(_("följs upp senast"), null=True, blank=True)
    followed_up_date = models.DateField(_("senast uppföljd"), null=True, blank=True)
    ended_date = models.DateField(_("upphörde"), null=True, blank=True)
    review_reason = models.CharField(_("omprövas för att"), max_length=20, blank=True)
    renews = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="renewed_by"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegering")
        verbose_name_plural = _("delegeringar")
        indexes = [models.Index(fields=["receiver", "until_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__gte=F("from_date")), name="delegation_ends_after_start"
            )
        ]


def not_renewed() -> Q:
    """Keep those that no valid delegation comes after; one that is prepared is not given yet."""
    after = Delegation.objects.filter(case__state=State.VALID).exclude(renews=None)
    return ~Q(pk__in=after.values("renews"))


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class DelegatedTask(models.Model):
    """One task that a delegation names, by its code in `tasks.toml`."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField(_("uppgift"), max_length=40)

    class Meta:
        verbose_name = _("delegerad uppgift")
        verbose_name_plural = _("delegerade uppgifter")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["delegation", "code"], name="one_task_a_delegation")
        ]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class Attempt(models.Model):
    """One attempt at a knowledge test, passed or not, at the workplace or not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attempts")
    code = models.CharField(_("prov"), max_length=40)
    on_date = models.DateField(_("gjort"))
    is_passed = models.BooleanField(_("godkänt"))
    is_at_workplace = models.BooleanField(_("på arbetsplatsen"))
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("provförsök")
        verbose_name_plural = _("provförsök")
        ordering = ("on_date", "id")
        indexes = [models.Index(fields=["person", "code"])]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL, code=Secrecy.SECRET)
class StaffFact(models.Model):
    """What an employee has done or shown: which, the day and by whom noted; no copy, no content.

    `until_date` is the last day it holds, None without end. An introduction has unit and days.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staff_facts")
    code = models.CharField(_("uppgift"), max_length=40)
    on_date = models.DateField(_("dag"))
    until_date = models.DateField(_("gäller till och med"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    days = models.PositiveSmallIntegerField(_("dagar"), null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("uppgift om anställd")
        verbose_name_plural = _("uppgifter om anställda")
        ordering = ("on_date", "id")
        indexes = [models.Index(fields=["person", "code"])]


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class Shift(models.Model):
    """One shift to staff: where, which day and part of it, how many, and which tasks it needs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField(_("dag"))
    part = models.CharField(_("pass"), max_length=10, choices=list(PART_LABELS.items()))
    needed = models.PositiveSmallIntegerField(_("behov"))
    tasks = models.JSONField(_("kräver delegering"), default=list)

    class Meta:
        verbose_name = _("pass")
        verbose_name_plural = _("pass")
        ordering = ("on_date", "part")
        indexes = [models.Index(fields=["unit", "on_date"])]
        constraints = [
            models.UniqueConstraint(fields=["unit", "on_date", "part"], name="one_shift_a_part")
        ]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class ShiftPerson(models.Model):
    """Somebody who works a shift."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shifts")

    class Meta:
        verbose_name = _("person på pass")
        verbose_name_plural = _("personer på pass")
        constraints = [
            models.UniqueConstraint(fields=["shift", "person"], name="one_person_once_a_shift")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Season(models.Model):
    """The staffing of one summer: `Case.unit` and all below it, from a day to a day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    year = models.PositiveSmallIntegerField(_("år"))
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"))
    evaluated_date = models.DateField(_("utvärderad"), null=True, blank=True)

    class Meta:
        verbose_name = _("sommarbemanning")
        verbose_name_plural = _("sommarbemanningar")
        ordering = ("-year",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SeasonCount(models.Model):
    """How many have applied and been hired up to a day; the next day's count stands beside."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="counts")
    on_date = models.DateField(_("dag"))
    applicants = models.PositiveIntegerField(_("sökande"))
    hired = models.PositiveIntegerField(_("anställda"))
    minors = models.PositiveIntegerField(_("av dem under 18 år"), default=0)

    class Meta:
        verbose_name = _("räkning av sökande")
        verbose_name_plural = _("räkningar av sökande")
        ordering = ("on_date",)
        constraints = [
            models.UniqueConstraint(fields=["season", "on_date"], name="one_count_a_day")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SeasonStatement(models.Model):
    """What is said to the board of one subject, in the words of those who answer for it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="statements")
    subject = models.CharField(_("ämne"), max_length=20)
    words = models.TextField(_("läget"))
    value = models.CharField(_("i korthet"), max_length=60, blank=True)
    on_date = models.DateField(_("dag"))

    class Meta:
        verbose_name = _("läge till nämnden")
        verbose_name_plural = _("lägen till nämnden")
        constraints = [
            models.UniqueConstraint(fields=["season", "subject"], name="one_statement_a_subject")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SeasonLesson(models.Model):
    """What a summer taught, by whom said; what should be better is a cause that remedies answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="lessons")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=10, choices=list(LESSON_LABELS.items()))
    group = models.CharField(_("vem säger det"), max_length=100)
    words = models.TextField(_("lärdom"))

    class Meta:
        verbose_name = _("lärdom av en sommar")
        verbose_name_plural = _("lärdomar av en sommar")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="one_lesson_a_number")
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Need(models.Model):
    """What a unit needs of competence a year, what was decided of it and what was carried out.

    `rank` is the municipality's own order, `priority` the unit's. No names of those who need it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    subject = models.CharField(_("ämne"), max_length=120)
    persons = models.PositiveIntegerField(_("antal personer"))
    form = models.CharField(_("form"), max_length=20, choices=list(FORM_LABELS.items()))
    cost_kr = models.PositiveIntegerField(_("beräknad kostnad i kronor"))
    priority = models.PositiveSmallIntegerField(
        _("enhetens prioritet"), choices=list(PRIORITY_LABELS.items())
    )
    reason = models.CharField(_("skäl"), max_length=500)
    state = models.CharField(
        _("läge"), max_length=10, choices=list(NEED_LABELS.items()), default=NeedState.ASKED
    )
    rank = models.PositiveSmallIntegerField(_("kommunens ordning"), null=True, blank=True)
    granted_kr = models.PositiveIntegerField(_("beviljade kronor"), null=True, blank=True)
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("skäl till beslutet"), max_length=500, blank=True)
    done_date = models.DateField(_("genomfört"), null=True, blank=True)
    done_persons = models.PositiveIntegerField(_("personer som gick"), null=True, blank=True)
    done_kr = models.PositiveIntegerField(_("kostade, kronor"), null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("behov av kompetens")
        verbose_name_plural = _("behov av kompetens")
        ordering = (F("rank").asc(nulls_last=True), "priority", "subject", "id")
        indexes = [models.Index(fields=["year", "unit"])]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Inventory(models.Model):
    """A unit's inventory of a year, handed in; with no needs it says that there are none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    handed_in_date = models.DateField(_("lämnad"))
    handed_in_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lämnad kompetensinventering")
        verbose_name_plural = _("lämnade kompetensinventeringar")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_inventory_a_year")
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class NeedBudget(models.Model):
    """What a unit with all below it has for competence a year: that of whoever decides."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    kronor = models.PositiveIntegerField(_("kronor"))

    class Meta:
        verbose_name = _("budget för kompetens")
        verbose_name_plural = _("budgetar för kompetens")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_need_budget_a_year")
        ]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL)
class Post(models.Model):
    """Who holds a post at a unit beside the ordinary work, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    code = models.CharField(_("uppdrag"), max_length=40)
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name = _("uppdrag på en enhet")
        verbose_name_plural = _("uppdrag på enheter")
        ordering = ("from_date", "id")
        indexes = [models.Index(fields=["unit", "code"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
                name="post_ends_after_start",
            )
        ]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class GuideCount(models.Model):
    """How many took a guide or web course in a month, and how many asked support of its subject.

    Counted of a unit and all below it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("ämne"), max_length=40)
    month_date = models.DateField(_("månadens första dag"))
    taken = models.PositiveIntegerField(_("gick guiden"))
    questions = models.PositiveIntegerField(_("frågor till supporten"))

    class Meta:
        verbose_name = _("räkning av en guide")
        verbose_name_plural = _("räkningar av guider")
        ordering = ("month_date",)
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code", "month_date"], name="one_guide_count_a_month"
            )
        ]
