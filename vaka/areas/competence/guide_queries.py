"""Reads of guides: by subject and month how many took one and how many asked support."""

from dataclasses import dataclass

from vaka.areas.competence import guide_rules, lists
from vaka.areas.competence.guide_rules import COUNT, SEE, Month, Since
from vaka.areas.competence.lists import Guide
from vaka.areas.competence.models import GuideCount
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit, UnitPath

SHOWN_MONTHS = 13


@dataclass(frozen=True)
class GuideRow:
    """One subject: its latest months, and whether support is asked less since."""

    guide: Guide
    unit: Unit
    months: list[Month]
    since: Since | None


@dataclass(frozen=True)
class GuidesPage:
    """What the page of guides shows."""

    rows: list[GuideRow]
    fewer: int
    judged: int
    counts: bool


def guides_page(viewer: Viewer) -> GuidesPage:
    """Give the counts of units at and above those where the viewer sees guides.

    Raises NotAllowed.
    """
    demand(viewer, SEE)
    paths = UnitPath.objects.current().filter(descendant_id__in=viewer.unit_ids(SEE))
    found = GuideCount.objects.filter(unit__in=paths.values("ancestor_id"))
    by_subject: dict[tuple[str, Unit], list[Month]] = {}
    for one in found.select_related("unit"):
        month = Month(one.month_date, one.taken, one.questions)
        by_subject.setdefault((one.code, one.unit), []).append(month)
    rows = [
        GuideRow(lists.guide(code), unit, months[-SHOWN_MONTHS:], guide_rules.since_taken(months))
        for (code, unit), months in by_subject.items()
    ]
    rows.sort(key=lambda row: (row.guide.subject, row.unit.name))
    judged = [row.since for row in rows if row.since is not None]
    fewer = sum(one.after < one.before for one in judged)
    return GuidesPage(rows, fewer, len(judged), top_unit(viewer) is not None)


def top_unit(viewer: Viewer) -> Unit | None:
    """Give the unit of which, with all below it, a viewer counts guides; None for others."""
    return Unit.objects.filter(pk__in=viewer.granted(COUNT)).order_by("name").first()
