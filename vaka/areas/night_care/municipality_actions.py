"""What the worker does of itself: homes whose nights have changed are asked anew."""

from django.utils.translation import gettext as _

from vaka.areas.night_care import jobs, municipality_queries, rules
from vaka.areas.night_care.models import StaffingAnswer
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs import actions
from vaka.foundation.jobs.models import Job, JobState
from vaka.foundation.organisation.models import Unit


def ask_changed() -> int:
    """Ask each home anew whose plans, rooms or figures have changed; gives how many they were.

    A home that nobody has asked of is left alone: its figures are perhaps half written. One that is
    being asked is not asked twice, and one whose question failed waits for a person.
    """
    by = Viewer.system("nights")
    homes = Unit.objects.filter(kind__in=rules.OF_KIND, is_reference=False).in_force(by.on)
    newest = municipality_queries.newest_answers(StaffingAnswer.objects.filter(unit__in=homes))
    changed = [one for one in newest.values()
               if not _is_tried(one) and municipality_queries.has_changed(one, by.on)]  # fmt: skip
    for one in changed:
        label = _("Räcker det i natt på %s?") % one.unit.name
        actions.start(by=by, kind=jobs.ASK, label=label, unit=one.unit, code=one.unit.code)
    return len(changed)


def _is_tried(answer: StaffingAnswer) -> bool:
    """Whether the home has been asked since the answer, without one that was kept."""
    rows = Job.objects.filter(kind=jobs.ASK, unit=answer.unit, created_at__gt=answer.asked_at)
    return bool(rows.exclude(state=JobState.DONE).exists())
