"""The spine: everything that is followed up is a case, whatever its kind."""

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.cases.kinds import all_kinds
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person, Subject
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class Confidentiality(models.TextChoices):
    """Inner secrecy of a case; free text of a secret case is never indexed."""

    INTERNAL = "internal", _("Intern")
    SECRET = "secret", _("Sekretess")


class CaseQuerySet(models.QuerySet["Case"]):
    """The doors to cases; `visible_to` is the only one that a page may use."""

    def visible_to(self, viewer: "Viewer", *kinds: str) -> "CaseQuerySet":
        """Keep the cases whose kind the viewer may see at their unit, that they reported
        themselves, or to which they were let in as a party; of some kinds only, where named."""
        found = self.filter(kind__in=kinds) if kinds else self
        if viewer.everywhere:
            return found
        asked = [kind for kind in all_kinds() if not kinds or kind.code in kinds]
        plain = {kind.code: f"{kind.code}.see" for kind in asked if not kind.opens}
        own = [kind.code for kind in asked if viewer.may(f"{kind.code}.see_own")]
        allowed = granted(viewer, plain) | Q(kind__in=own, reporter=viewer.person)
        for kind in asked:
            if kind.opens:
                allowed |= Q(kind=kind.code) & kind.opens(viewer)
        invited = CaseParty.objects.filter(person=viewer.person, part__in=READING_PARTS)
        return found.filter(allowed | Q(pk__in=invited.values("case_id")))

    def known(self, viewer: "Viewer", case_id: uuid.UUID) -> "CaseQuerySet":
        """Keep one case if the viewer may see it: only what opens its kind is asked."""
        kinds = self.filter(pk=case_id).values_list("kind", flat=True)
        return self.filter(pk=case_id).visible_to(viewer, *(kinds or ("",)))

    def open(self) -> "CaseQuerySet":
        """Keep the cases that are not closed."""
        return self.filter(closed_at=None)


def granted(viewer: "Viewer", capabilities: dict[str, str]) -> Q:
    """Give the condition for the cases of each kind at the units where the viewer has the
    capability that stands at its code; kinds with the same units are asked for together."""
    kinds: dict[frozenset[Any], list[str]] = {}
    for code, capability in capabilities.items():
        if units := viewer.granted(capability):
            kinds.setdefault(units, []).append(code)
    found = Q(pk__in=[])
    for units, codes in kinds.items():
        below = UnitPath.objects.current().filter(ancestor_id__in=units).values("descendant_id")
        found |= Q(kind__in=codes, unit_id__in=below)
    return found


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, title=Secrecy.SECRET)
class Case(models.Model):
    """Reference, unit, state, clock, owner; an area's own table has this as its primary key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    reference = models.CharField(_("nummer"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("rubrik"), max_length=200)
    state = models.CharField(_("läge"), max_length=30)
    confidentiality = models.CharField(
        _("sekretess"), max_length=10, choices=Confidentiality, default=Confidentiality.INTERNAL
    )
    occurred_at = models.DateTimeField(_("hände"), null=True, blank=True)
    opened_at = models.DateTimeField(_("öppnat"))
    due_date = models.DateField(_("klart senast"), null=True, blank=True)
    closed_at = models.DateTimeField(_("stängt"), null=True, blank=True)
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reporter = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    source_key = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001 - unique or absent
    source_digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        ordering = ("-opened_at",)
        indexes = [
            models.Index(fields=["kind", "unit", "closed_at"]),
            models.Index(fields=["kind", "opened_at"]),
            models.Index(fields=["owner", "closed_at"]),
            models.Index(
                fields=["reporter", "kind", "opened_at"],
                condition=Q(reporter__isnull=False),
                name="reported_cases",
            ),
            models.Index(
                fields=["subject"], condition=Q(subject__isnull=False), name="cases_of_subject"
            ),
            models.Index(
                fields=["due_date", "opened_at", "id"],
                condition=Q(closed_at=None),
                name="open_cases_by_due",
            ),
            models.Index(
                fields=[
                    "kind",
                    "state",
                    "unit",
                    "owner",
                    "due_date",
                    "reporter",
                    "id",
                    "closed_at",
                ],
                condition=Q(closed_at=None),
                name="open_cases_counted",
            ),
            models.Index(
                fields=["owner", "due_date"],
                condition=Q(closed_at=None),
                name="open_cases_by_owner",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_key"],
                condition=Q(source_key__isnull=False),
                name="one_case_a_source_row",
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class CaseEvent(AddedOnly):
    """One line of a case's timeline; a change of state carries from and to. Append-only."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("händelse i ärende")
        verbose_name_plural = _("händelser i ärenden")
        ordering = ("at", "id")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class CaseLink(models.Model):
    """Two cases that belong together, and how."""

    from_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_out")
    to_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_in")
    relation = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("koppling")
        verbose_name_plural = _("kopplingar")
        constraints = [
            models.UniqueConstraint(
                fields=["from_case", "to_case", "relation"], name="one_link_a_relation"
            )
        ]


class Part(models.TextChoices):
    """What part a person has in a case, besides by role."""

    NAMED = "named", _("Pekas ut i händelsen")
    READER = "reader", _("Får läsa")
    CONTRIBUTOR = "contributor", _("Arbetar med ärendet")


READING_PARTS = (Part.READER, Part.CONTRIBUTOR)
"""Parts that open the case to a person whose roles do not."""


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class CaseParty(models.Model):
    """A person's part in one case; who is named in the event never decides it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("del i ärendet"), max_length=12, choices=Part)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("part i ärende")
        verbose_name_plural = _("parter i ärenden")
        constraints = [
            models.UniqueConstraint(fields=["person", "case", "part"], name="one_part_a_person")
        ]


@classed(Kept.OPERATION, Secrecy.OPEN)
class ReferenceCounter(models.Model):
    """The last number given, by prefix and year; numbers have no gaps."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nummerserie")
        verbose_name_plural = _("nummerserier")
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_year")]


@classed(Kept.OPERATION, Secrecy.OPEN)
class ChangedCase(models.Model):
    """Outbox of the analytics snapshot: cases changed since it was last written."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("ändrat ärende")
        verbose_name_plural = _("ändrade ärenden")


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class SearchText(models.Model):
    """The stemmed words a case is found by; the database's own full-text index stands on it."""

    id = models.BigAutoField(primary_key=True)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="search_text")
    words = models.TextField()
    is_open = models.BooleanField(null=True)  # true, or null: the index holds the open ones only

    class Meta:
        verbose_name = _("sökord")
        verbose_name_plural = _("sökord")
        indexes = [
            models.Index(fields=["case"], condition=Q(is_open=True), name="words_of_open_cases")
        ]


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL, words=Secrecy.SECRET)
class SavedFilter(models.Model):
    """A worklist that somebody has named; shared when it names a role at a unit and below."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("namn"), max_length=60)
    whose = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=50, blank=True)
    unit_code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=100, blank=True)
    role = models.CharField(_("delas med"), max_length=40, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sparat urval")
        verbose_name_plural = _("sparade urval")
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(role="", unit=None) | (~Q(role="") & Q(unit__isnull=False)),
                name="shared_with_a_role_at_a_unit",
            )
        ]


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class BulkRun(models.Model):
    """One change of many cases, kept so that it can be undone while it is fresh.

    `items` holds, for each case that was changed, its id, the value before and the version after.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=60)
    value = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=200)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    items = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ändring av flera ärenden")
        verbose_name_plural = _("ändringar av flera ärenden")
        ordering = ("-at",)
        indexes = [models.Index(fields=["person", "at"])]
