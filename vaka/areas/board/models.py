"""The board's meetings, their items with letter and attachments, the timetable, made packs."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.administration import queries as administration
from vaka.areas.board import immediate_models as immediate_models
from vaka.areas.board import incoming_models as incoming_models
from vaka.areas.board import minutes_models as minutes_models
from vaka.areas.board import passage_models as passage_models
from vaka.areas.board import publication_models as publication_models
from vaka.areas.board import referral_models as referral_models
from vaka.areas.board import year_models as year_models
from vaka.areas.board.assignment_rules import ASSIGNMENT_LABELS, AssignmentState
from vaka.areas.board.rules import (
    LEAD,
    MEETING_LABELS,
    OPENNESS_LABELS,
    OUT,
    PREPARE,
    SEE,
    SIT,
    SORT_LABELS,
    ItemSort,
    MeetingState,
    Openness,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.files.models import StoredFile
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class BoardMeetingQuerySet(models.QuerySet["BoardMeeting"]):
    """The door to meetings of elected bodies."""

    def visible_to(self, viewer: "Viewer") -> "BoardMeetingQuerySet":
        """Give every meeting to whoever sees the board; days and places are no secret."""
        return self if viewer.may(SEE) else self.none()


@classed(Kept.REPORT, Secrecy.OPEN)
class BoardMeeting(models.Model):
    """One meeting of an elected body; `body` is its code in the register of bodies."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    date = models.DateField(_("dag"))
    begins = models.TimeField(_("börjar"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    papers_due_date = models.DateField(_("sista dag att lämna handlingar"), null=True, blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=list(MEETING_LABELS.items()), default=MeetingState.PLANNED
    )
    words = models.TextField(_("senast skrivet"), blank=True)
    called_date = models.DateField(_("kallelsen skickad"), null=True, blank=True)

    objects = BoardMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sammanträde")
        verbose_name_plural = _("sammanträden")
        ordering = ("date", "body")
        constraints = [models.UniqueConstraint(fields=["body", "date"], name="one_meeting_a_day")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, ground=Secrecy.OPEN)
class BoardItem(models.Model):
    """An item of a body's agenda, or one that waits to be planned; its title is the case's."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    body = models.SlugField(_("organ"), max_length=40)
    meeting = models.ForeignKey(
        BoardMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    number = models.PositiveSmallIntegerField(_("nummer på dagordningen"), default=0)
    sort = models.CharField(
        _("slag"), max_length=14, choices=list(SORT_LABELS.items()), default=ItemSort.DECISION
    )
    openness = models.CharField(
        _("öppenhet"), max_length=10, choices=list(OPENNESS_LABELS.items()), default=Openness.COMMON
    )
    ground = models.CharField(_("grund för sekretess"), max_length=120, blank=True)
    diary_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    responsible = models.CharField(_("ansvarig roll"), max_length=200, blank=True)
    goes_to = models.CharField(_("går vidare till"), max_length=200, blank=True)
    earlier = models.CharField(_("tidigare beslut"), max_length=200, blank=True)
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    letter_date = models.DateField(_("skrivelsens dag"), null=True, blank=True)
    reports_until_date = models.DateField(_("redovisar till och med"), null=True, blank=True)
    answer_due_date = models.DateField(_("ska besvaras senast"), null=True, blank=True)
    chair_decides = models.BooleanField(_("ordföranden beslutar"), default=False)
    point = models.CharField(_("delegationspunkt"), max_length=20, blank=True)
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)
    event_date = models.DateField(_("gäller dagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("nämndärende")
        verbose_name_plural = _("nämndärenden")
        ordering = ("number", "case_id")
        indexes = [models.Index(fields=["body", "openness"])]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class LetterText(models.Model):
    """The words of one part of an item's board letter; which parts there are is dated data."""

    item = models.ForeignKey(BoardItem, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(_("del"), max_length=20)
    words = models.TextField(_("text"))

    class Meta:
        verbose_name = _("del av tjänsteskrivelse")
        verbose_name_plural = _("delar av tjänsteskrivelser")
        constraints = [models.UniqueConstraint(fields=["item", "part"], name="one_text_a_part")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, title=Secrecy.SECRET, description=Secrecy.SECRET)
class BoardPaper(models.Model):
    """A paper that an item rests on: an attachment, named by the letter or not, there or not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(BoardItem, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("handling"), max_length=200)
    description = models.CharField(_("vad den innehåller"), max_length=500, blank=True)
    dated = models.DateField(_("daterad"), null=True, blank=True)
    openness = models.CharField(
        _("öppenhet"), max_length=10, choices=list(OPENNESS_LABELS.items()), default=Openness.COMMON
    )
    is_letter = models.BooleanField(_("tjänsteskrivelsen"), default=False)
    is_named = models.BooleanField(_("nämns i skrivelsen"), default=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("handling i nämndärende")
        verbose_name_plural = _("handlingar i nämndärenden")
        ordering = ("id",)


@classed(Kept.REPORT, Secrecy.OPEN)
class TimeSlot(models.Model):
    """One line of a meeting's timetable."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="slots")
    starts = models.TimeField(_("börjar"))
    ends = models.TimeField(_("slutar"), null=True, blank=True)
    words = models.CharField(_("punkt"), max_length=200)
    presenter = models.CharField(_("föredragande"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hålltid")
        verbose_name_plural = _("hålltider")
        ordering = ("starts", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BoardPack(models.Model):
    """A pack as it was made for some readers: Vaka's own papers, and others' in a second volume.

    With `minutes` it is minutes or an extract of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="packs")
    is_public = models.BooleanField(_("för allmänheten"))
    minutes = models.ForeignKey(
        "board.BoardMinutes", on_delete=models.CASCADE, null=True, blank=True, related_name="packs"
    )
    made_at = models.DateTimeField(_("gjord"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    files = models.ManyToManyField(StoredFile, related_name="+")

    class Meta:
        verbose_name = _("kallelse med handlingar")
        verbose_name_plural = _("kallelser med handlingar")
        ordering = ("-made_at",)


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class BoardAssignment(models.Model):
    """What a body has told the administration to do, in its own words, until it ends it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    item = models.ForeignKey(
        BoardItem, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    words = models.TextField(_("uppdraget"))
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    decided_date = models.DateField(_("beslutat"))
    responsible = models.CharField(_("ansvarig roll"), max_length=200, blank=True)
    due = models.ForeignKey(
        BoardMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="due_here"
    )
    state = models.CharField(_("läge"), max_length=10, choices=list(ASSIGNMENT_LABELS.items()),
                             default=AssignmentState.OPEN)  # fmt: skip
    into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True,
                             related_name="merged")  # fmt: skip

    class Meta:
        verbose_name = _("uppdrag från nämnden")
        verbose_name_plural = _("uppdrag från nämnden")
        ordering = ("decided_date", "id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AssignmentStep(models.Model):
    """One thing that happened to an assignment; meetings that it was moved from are kept here."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(BoardAssignment, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("när"), auto_now_add=True)
    by_name = models.CharField(_("vem"), max_length=200)
    what = models.CharField(_("vad"), max_length=120)
    words = models.TextField(_("med ord"), blank=True)

    class Meta:
        verbose_name = _("steg i uppdrag")
        verbose_name_plural = _("steg i uppdrag")
        ordering = ("id",)


@classed(Kept.PASSING, Secrecy.SECRET)
class MemberNote(models.Model):
    """What one reader has written of an item for themselves; nobody else's door opens it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(BoardItem, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("egen anteckning"))

    class Meta:
        verbose_name = _("egen anteckning")
        verbose_name_plural = _("egna anteckningar")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_note_a_reader")]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ItemFigure(models.Model):
    """A measure of the catalogue at a unit, bound to an item."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(BoardItem, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(_("mått"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("siffra i nämndärende")
        verbose_name_plural = _("siffror i nämndärenden")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["item", "measure", "unit"], name="one_figure_an_item")
        ]


@classed(Kept.PASSING, Secrecy.INTERNAL, digest=Secrecy.SECRET)
class CalendarKey(models.Model):
    """One person's way to the calendar feed, in its address. Only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("gjord"))
    used_at = models.DateTimeField(_("hämtades senast"), null=True, blank=True)

    class Meta:
        verbose_name = _("nyckel till kalendern")
        verbose_name_plural = _("nycklar till kalendern")


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which an item is open to a viewer's roles, for the spine."""
    return Q(pk__in=BoardItem.objects.filter(open_items(viewer)).values("case_id"))


def open_items(viewer: "Viewer") -> Q:
    """Give which items are open: prepared ones at their unit, called ones to their readers."""
    if viewer.everywhere or viewer.may(LEAD):
        return Q()
    out = Q(meeting__state__in=OUT)
    found = Q(case__owner=viewer.person) if viewer.may(PREPARE) else Q(pk__in=[])
    if viewer.may(SEE):
        found |= out & Q(openness=Openness.COMMON)
    if viewer.may(PREPARE) or viewer.may(SIT):
        found |= out & Q(openness=Openness.INTERNAL)
    if units := viewer.granted(PREPARE):
        found |= ~Q(openness=Openness.SECRET) & Q(case__unit_id__in=_below(units))
    return found | (out & Q(body__in=seats(viewer)))


def open_papers(viewer: "Viewer") -> Q:
    """Give which attachments are open among those of items that are: each has a class of its own.

    A secret attachment of an open item is for those who would read a secret item.
    """
    if viewer.everywhere or viewer.may(LEAD):
        return Q()
    found = Q(openness=Openness.COMMON) | Q(item__body__in=seats(viewer))
    if viewer.may(PREPARE):
        found |= Q(item__case__owner=viewer.person)
    if viewer.may(PREPARE) or viewer.may(SIT):
        found |= Q(openness=Openness.INTERNAL)
    return found


def open_assignments(viewer: "Viewer") -> Q:
    """Give which assignments are open: those of an item only to those who may read the item."""
    if viewer.everywhere or viewer.may(LEAD):
        return Q()
    if not viewer.may(SEE):
        return Q(pk__in=[])
    return Q(item=None) | Q(item__in=BoardItem.objects.filter(open_items(viewer)))


def seats(viewer: "Viewer") -> list[str]:
    """Give the codes of the bodies where the viewer sits today, by the register of mandates."""
    person = viewer.person
    if person is None or not viewer.may(SIT):
        return []
    found: list[str] = viewer.once("seats", lambda: administration.bodies_of(person, viewer.on))
    return found


def _below(units: frozenset[Any]) -> Any:
    paths = UnitPath.objects.current().filter(ancestor_id__in=units)
    return paths.values_list("descendant_id", flat=True)
