"""Who lives in a room, files to the journal, their rows with what became of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.journals.note_rules import SORT_LABELS
from vaka.areas.journals.rules import ENTRY_LABELS, HANDED, ROW_LABELS, RowState
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class RoomTie(models.Model):
    """Whose plan a room's nights belong to, from a day and while `until_date` is None."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey("night_care.NightRoom", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField(_("från och med"))
    until_date = models.DateField(_("till och med"), null=True, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("rum knutet till en plan")
        verbose_name_plural = _("rum knutna till planer")
        ordering = ("from_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=Q(until_date=None), name="one_tie_a_room_at_a_time"
            )
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL, sealed_file=Secrecy.SECRET)
class JournalFile(models.Model):
    """One file of a unit's day as it was made; the file itself is sealed and goes on a last day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("dag"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    shape_since = models.DateField(_("form från"))
    rows = models.PositiveIntegerField(_("rader"))
    left = models.PositiveIntegerField(_("anteckningar som inte kunde lämnas"), default=0)
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    key_id = models.CharField(max_length=20, blank=True)
    sealed_file = models.BinaryField(null=True)
    keep_until_date = models.DateField(_("filen raderas efter"))
    made_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_date = models.DateField(_("lämnad"), null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(_("kvittens"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("tillbakadragen"), null=True, blank=True)
    why = models.CharField(_("varför den drogs tillbaka"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fil till journalen")
        verbose_name_plural = _("filer till journalen")
        ordering = ("-day", "-number", "unit")
        constraints = [
            models.UniqueConstraint(fields=["unit", "day", "number"], name="one_journal_file")
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class JournalRow(models.Model):
    """One note as it was handed over, and what became of it; no note is handed over twice.

    `file` is None for what was handed over by the routine for protected identities. `corrects` is
    the row that this one puts right. `entry` is the number that the journal gave it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(JournalFile, on_delete=models.PROTECT, null=True, related_name="told")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    kind = models.CharField(_("slag"), max_length=10, choices=list(ENTRY_LABELS.items()))
    plan = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(
        "night_care.NightRoom", on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("antecknat"))
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("läge"), max_length=10, default=RowState.WAITS, choices=list(ROW_LABELS.items())
    )
    entry = models.CharField(_("journalpost"), max_length=80, blank=True)
    reason = models.CharField(_("skäl"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("rad till journalen")
        verbose_name_plural = _("rader till journalen")
        ordering = ("noted_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=[one.value for one in HANDED]),
                name="no_note_handed_over_twice",
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class VisitNote(AddedOnly):
    """What somebody noted of a visit; never changed, a later row stands for an earlier.

    `root` is the same for a note and all that put it right. One that takes back says why in `text`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    root = models.UUIDField(default=uuid7)
    sort = models.CharField(_("hur det gick"), max_length=10, choices=list(SORT_LABELS.items()))
    text = models.TextField(_("anteckning"))
    at = models.DateTimeField(_("när"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("skrivet"))
    takes_back = models.BooleanField(_("tar tillbaka"), default=False)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )

    class Meta:
        verbose_name = _("anteckning från besök")
        verbose_name_plural = _("anteckningar från besök")
        ordering = ("written_at", "id")
